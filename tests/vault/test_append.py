"""Lines added to notes, byte for byte, and taken back exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.blocks import read_blocks
from parsers.lines import split_lines
from tests.strategies import notes
from vault.append import AppendPlan, Block
from vault.errors import UsageError
from vault.notewrite import NotePlan, target_to_revert
from vault.splices import apply_splices

ONE = Block("one", (b"- [ ] one",))
TWO = Block("two", (b"- [-] two", b"  - sub"))


def added(data: bytes, *blocks: Block, heading: str = "") -> bytes:
    plan = AppendPlan(blocks or (ONE,), heading)
    after = apply_splices(data, plan(data))
    back = NotePlan([target_to_revert(change) for change in plan.changes("a.md", after)])
    assert apply_splices(after, back(after)) == data
    assert back.refused == {}
    return after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"- [ ] one\n"),
        (b"text\n", b"text\n- [ ] one\n"),
        (b"text", b"text\n- [ ] one"),
        (b"a\r\nb\r\n", b"a\r\nb\r\n- [ ] one\r\n"),
        (b"a\r\nb", b"a\r\nb\r\n- [ ] one"),
        (b"a\nb\r\n", b"a\nb\r\n- [ ] one\r\n"),
        (b"a\n\n\n", b"a\n\n\n- [ ] one\n"),
        (b"caf\xe9\x00", b"caf\xe9\x00\n- [ ] one"),
        (b"---\na: b\n---\n", b"---\na: b\n---\n- [ ] one\n"),
        (b"---\na: b\n---", b"---\na: b\n---\n- [ ] one"),
        (b"```\nx\n```\n", b"```\nx\n```\n- [ ] one\n"),
    ],
)
def test_a_line_at_the_end_is_ended_as_the_one_above(before: bytes, after: bytes) -> None:
    assert added(before) == after


def test_blocks_follow_each_other_and_are_taken_back_one_by_one() -> None:
    assert added(b"a\r\nb", TWO, ONE) == b"a\r\nb\r\n- [-] two\r\n  - sub\r\n- [ ] one"
    assert added(b"", TWO, ONE) == b"- [-] two\n  - sub\n- [ ] one\n"
    plan = AppendPlan((TWO, ONE))
    after = apply_splices(b"x\n", plan(b"x\n"))
    back = NotePlan([target_to_revert(plan.changes("a.md", after)[0])])
    assert apply_splices(after, back(after)) == b"x\n- [ ] one\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"# A\n## Tasks\n- x\n\n## B\n", b"# A\n## Tasks\n- x\n- [ ] one\n\n## B\n"),
        (b"## Tasks\n", b"## Tasks\n- [ ] one\n"),
        (b"## Tasks", b"## Tasks\n- [ ] one"),
        (b"## tasks\r\n\r\n# B\r\n", b"## tasks\r\n- [ ] one\r\n\r\n# B\r\n"),
        (b"## Tasks\nx\n### Sub\ny\n", b"## Tasks\nx\n- [ ] one\n### Sub\ny\n"),
        (b"## Tasks\nx\n\n\n", b"## Tasks\nx\n- [ ] one\n\n\n"),
        (b"", b"## Tasks\n\n- [ ] one\n"),
        (b"x\r\ny", b"x\r\ny\r\n\r\n## Tasks\r\n\r\n- [ ] one"),
        (b"x\n\n", b"x\n\n## Tasks\n\n- [ ] one\n"),
        (b"```\n## Tasks\n```\n", b"```\n## Tasks\n```\n\n## Tasks\n\n- [ ] one\n"),
    ],
)
def test_a_line_goes_under_its_heading_which_is_made_if_it_is_missing(
    before: bytes, after: bytes
) -> None:
    assert added(before, heading="Tasks") == after


def test_a_last_line_of_a_carriage_return_alone_comes_back() -> None:
    assert added(b"a\r\n\r", TWO, ONE) == b"a\r\n\r\n- [-] two\r\n  - sub\r\n- [ ] one"


@pytest.mark.parametrize("note", [b"```\ncode\n", b"x\n%%\ncomment", b"---\na: b\n---\n$$\nx"])
def test_nothing_is_added_where_nobody_would_see_it(note: bytes) -> None:
    with pytest.raises(UsageError, match="inside a code block"):
        AppendPlan((ONE,))(note)


def test_a_fence_among_the_lines_below_a_task_hides_nothing_else() -> None:
    fenced = Block("x", (b"- [ ] x", b"  ```", b"  code"))
    assert added(b"text\n", fenced, ONE) == b"text\n- [ ] x\n  ```\n  code\n- [ ] one\n"


@pytest.mark.parametrize("note", [b"a\r\nb\r", b"\r", b"a\r"])
def test_a_lone_cr_at_the_end_of_a_note_is_there_again_on_the_way_back(note: bytes) -> None:
    assert added(note, TWO, ONE).startswith(note)


@given(notes(), st.sampled_from(["", "Tasks", "Decisions"]))
def test_whatever_the_note_its_own_lines_stay_and_the_way_back_is_exact(
    note: bytes, heading: str
) -> None:
    try:
        after = added(note, TWO, ONE, heading=heading)
    except UsageError:
        return
    lines = [line.removesuffix(b"\r") for line in split_lines(after)]
    blocks = read_blocks(after, split_lines(after))
    at = lines.index(b"- [-] two")
    assert lines[at : at + 3] == [b"- [-] two", b"  - sub", b"- [ ] one"]
    assert blocks.hidden.isdisjoint(range(at, at + 3))
    rest = [line.removesuffix(b"\r") for line in split_lines(note)]
    left = iter(lines)
    assert all(line in left for line in rest if line)
