"""What became of a change, judged by the bytes of its note."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.outside_edits import edit_outside, random_note
from vault.identity import Sought
from vault.index import TaskId
from vault.notewrite import NotePlan, Target
from vault.splices import apply_splices
from vault.steps import Change
from vault.survival import Fate, NoteNow, is_superseded, judge, lines_before

NOTE = b"# A\n- [?] one\n- [?] two\n# B\n- [?] one\nend\n"


def written(data: bytes, *edits: tuple[int, tuple[bytes, ...]]) -> tuple[bytes, list[Change]]:
    """The note after a write of lines by their numbers, and the changes that are recorded."""
    lines = data.split(b"\n")
    hashes = NoteNow(data).hashes
    blocks = NoteNow(data).blocks
    targets = [
        Target(
            task_id=TaskId(number + 1),
            text=lines[number].decode(),
            sought=Sought(
                lines=(lines[number],),
                number=number,
                headings=blocks.heading_path(number),
                before=tuple(lines[max(0, number - 2) : number]),
                after=tuple(lines[number + 1 : number + 3]),
                note_hashes=hashes,
            ),
            replacement=new,
            kept=0 if new else None,
            kept_before=0,
            remark="",
        )
        for number, new in edits
    ]
    plan = NotePlan(targets)
    after = apply_splices(data, plan(data))
    return after, plan.changes("a.md", after)


def fates(changes: Sequence[Change], data: bytes) -> list[Fate]:
    return [verdict.fate for verdict in judge(changes, NoteNow(data))]


def test_the_lines_of_before_are_sought_as_they_stood_in_the_note_of_before() -> None:
    _, changes = written(NOTE, (1, (b"- [ ] one", b"- [x] one")), (2, ()), (4, (b"- [-] one",)))
    befores = list(lines_before(changes))
    assert [sought.number for sought in befores] == [1, 2, 4]
    assert {sought.note_hashes for sought in befores} == {NoteNow(NOTE).hashes}


@pytest.mark.parametrize("new", [(b"- [ ] one",), (b"- [ ] one", b"- [x] one"), ()])
def test_the_note_of_before_is_back_and_the_note_of_after_stands(new: tuple[bytes, ...]) -> None:
    after, changes = written(NOTE, (4, new), (2, (b"- [ ] two",)))
    assert fates(changes, after) == [Fate.STANDS] * 2
    assert fates(changes, b"top\n" + after) == [Fate.STANDS] * 2
    assert fates(changes, NOTE) == [Fate.BACK] * 2


def test_a_twin_of_the_old_line_is_not_the_line_that_came_back() -> None:
    _, changes = written(NOTE, (1, (b"- [ ] one",)))
    assert fates(changes, NOTE.replace(b"- [?] one\n- [?] two", b"- [?] two")) == [Fate.LOST]


def test_a_twin_of_the_new_line_does_not_make_ours_stand() -> None:
    data = NOTE.replace(b"two", b"one").replace(b"- [?] one\n# B", b"- [ ] one\n# B")
    _, changes = written(data, (1, (b"- [ ] one",)))
    assert fates(changes, data) == [Fate.BACK]


def test_other_line_ends_are_no_loss() -> None:
    after, changes = written(NOTE, (1, (b"- [ ] one",)))
    assert fates(changes, after.replace(b"\n", b"\r\n")) == [Fate.STANDS]


def test_a_note_that_is_gone_has_lost_everything() -> None:
    _, changes = written(NOTE, (1, (b"- [ ] one",)), (2, ()))
    assert [verdict.fate for verdict in judge(changes, None)] == [Fate.LOST] * 2


def test_a_later_change_of_the_same_line_supersedes_and_one_of_its_twin_does_not() -> None:
    after, (first,) = written(NOTE, (1, (b"- [ ] one",)))
    _, (undo,) = written(after, (1, (b"- [?] one",)))
    _, (other,) = written(after, (2, (b"- [ ] two",)))
    assert is_superseded(first, [other, undo])
    assert not is_superseded(first, [other])
    twins = NOTE.replace(b"# B\n- [?]", b"# B\n- [ ]")
    after, (first,) = written(twins, (1, (b"- [ ] one",)))
    _, (of_twin,) = written(after, (4, (b"- [x] one",)))
    assert not is_superseded(first, [of_twin])


@given(st.integers(0, 10_000))
def test_what_is_back_is_made_again_where_it_stood(seed: int) -> None:
    """Others edit a note, twins and all, from before our write: never is a twin taken for it."""
    dice = random.Random(seed)
    lines = random_note(dice)
    tasks = [n for n, line in enumerate(lines) if line.text.lstrip().startswith(b"- [?]")]
    hidden = NoteNow(b"\n".join(line.text for line in lines)).blocks.hidden
    tasks = [n for n in tasks if n not in hidden]
    if not tasks:
        return
    number = dice.choice(tasks)
    ours, was = lines[number], lines[number].text
    new = was.replace(b"[?]", b"[/]")
    _, changes = written(b"\n".join(line.text for line in lines), (number, (new,)))
    for _ in range(dice.randint(0, 3)):
        edit_outside(dice, lines)
    stale = b"\n".join(line.text for line in lines)
    (verdict,) = judge(changes, NoteNow(stale))
    if verdict.fate is Fate.BACK:
        place = next(n for n, line in enumerate(lines) if line is ours)
        assert stale.split(b"\n")[place] == was
