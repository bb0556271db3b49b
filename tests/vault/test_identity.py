"""How a task is found again: the four rules, and trials of random outside edits."""

import contextlib
import time
from collections import Counter

import pytest

from parsers.blocks import read_blocks
from parsers.lines import hash_lines, split_lines
from parsers.note import NoteTask, parse_note
from parsers.task import DEFAULT_GRAMMAR
from tests.vault.identity_trials import trial
from vault.errors import ConflictError
from vault.identity import Sought, locate, sought_task

TRIALS = 4000


def sought(data: str, number: int) -> Sought:
    note = parse_note("Note.md", data.encode(), DEFAULT_GRAMMAR)
    found: NoteTask = next(at for at in note.tasks if at.number == number)
    return sought_task(note, found)


def located(before: str, number: int, after: str) -> int:
    lines = split_lines(after.encode())
    return locate(sought(before, number), lines, read_blocks(after.encode(), lines))


def conflict(before: str, number: int, after: str) -> ConflictError:
    with pytest.raises(ConflictError) as caught:
        located(before, number, after)
    return caught.value


# Rule 1


def test_in_an_unchanged_note_the_line_number_counts() -> None:
    note = "- [ ] a\n- [ ] a\n- [ ] a\n"
    assert [located(note, number, note) for number in range(3)] == [0, 1, 2]


# Rule 2


@pytest.mark.parametrize(
    ("after", "now"),
    [
        ("# H\n- [ ] a!\n- [ ] b\n", "- [ ] a!"),
        ("# H\n- [x] a\n- [ ] b\n", "- [x] a"),
        ("# H\n-  [ ] a\n- [ ] b\n", "-  [ ] a"),
        ("# H\n- [ ] a\r\n- [ ] b\n", "- [ ] a\r"),
        ("# H\n- [ ] b\n", ""),
        ("", ""),
    ],
)
def test_a_line_that_changed_is_a_conflict_with_both_versions(after: str, now: str) -> None:
    error = conflict("# H\n- [ ] a\n- [ ] b\n", 1, after)
    assert (error.was, error.now) == ("- [ ] a", now)


@pytest.mark.parametrize(
    "after",
    ["```\n- [ ] a\n```\n", "---\n- [ ] a\n---\n", "%%\n- [ ] a\n%%\n", "<!--\n- [ ] a\n-->\n"],
)
def test_a_line_that_is_hidden_now_is_not_found(after: str) -> None:
    assert conflict("- [ ] a\nb\n", 0, after).was == "- [ ] a"


# Rule 3


@pytest.mark.parametrize(
    ("after", "number"),
    [
        ("new\n# H\n- [ ] a\n- [ ] b\n", 2),
        ("- [ ] b\n\n# Other\n- [ ] a", 3),
        ("```\n- [ ] a\n```\n- [ ] a\n", 3),
        ("- [ ] a\n", 0),
        ("x\ny\n\t- [ ] a\n- [ ] a", 3),
    ],
)
def test_one_now_and_one_before_is_the_same_wherever_it_went(after: str, number: int) -> None:
    assert located("# H\n- [ ] a\n- [ ] b\n", 1, after) == number


# Rule 4

TWINS = "# A\nabove\n- [ ] a\nbelow\n\n# B\n- [ ] a\nend\n"


def test_twins_under_their_own_headings_are_told_apart() -> None:
    after = TWINS.replace("above\n", "new\n\nwords\n").replace("end", "the end")
    assert located(TWINS, 2, after) == 4
    assert located(TWINS, 6, after) == 8


def test_twins_are_told_apart_by_their_neighbours() -> None:
    before = "# A\none\n- [ ] a\ntwo\nthree\n- [ ] a\nfour\n"
    after = "# A\nnew\none\n- [ ] a\ntwo\nthree\n- [ ] a\nfour\n"
    assert [located(before, number, after) for number in (2, 5)] == [3, 6]


def test_a_heading_that_was_renamed_is_no_reason_to_take_the_other_twin() -> None:
    after = TWINS.replace("# B", "# A renamed").replace("# A\n", "# B\n")
    assert located(TWINS, 2, after) == 2
    assert conflict(TWINS, 6, after).was == "- [ ] a"


def test_a_twin_that_was_moved_under_the_others_heading_is_a_conflict() -> None:
    after = "# A\nabove\nbelow\n\n# B\n- [ ] a\n- [ ] a\nend\n"
    assert conflict(TWINS, 2, after).was == "- [ ] a"


def test_when_one_of_two_touching_twins_went_nobody_knows_which() -> None:
    before, after = "# A\n- [ ] a\n- [ ] a\nb\n", "# A\n- [ ] a\nb\n"
    assert conflict(before, 1, after).was == "- [ ] a"
    assert conflict(before, 2, after).was == "- [ ] a"


def test_a_line_that_was_copied_beside_itself_is_a_conflict() -> None:
    assert conflict("# A\n- [ ] a\nb\n", 1, "# A\n- [ ] a\n- [ ] a\nb\n").was == "- [ ] a"


def test_a_twin_whose_likeness_went_elsewhere_is_found() -> None:
    before = "# A\none\n- [ ] a\ntwo\n\n# B\nthree\n- [ ] a\nfour\n"
    assert located(before, 7, "# A\none\ntwo\n\n# B\nthree\n- [ ] a\nfour\n") == 6
    assert conflict(before, 2, "# A\none\ntwo\n\n# B\nthree\n- [ ] a\nfour\n").was == "- [ ] a"


def test_a_fenced_copy_is_no_twin() -> None:
    before = "- [ ] a\nb\n```\n- [ ] a\n```\n"
    assert located(before, 0, "new\n" + before) == 1


@pytest.mark.parametrize("filler", ["", "- [ ] a", "x"])
def test_a_huge_note_of_equal_lines_is_decided_quickly(filler: str) -> None:
    before = "# A\n- [ ] a\n" + f"{filler}\n" * 20_000 + "- [ ] a\nend\n"
    after = "new\n" + before.replace("# A", "# C").replace("end", "new")
    started = time.process_time()
    with contextlib.suppress(ConflictError):
        assert located(before, 1, after) == 2
    assert time.process_time() - started < 2


# Deleted lines that come back


def gap(before: str, number: int, after: str) -> int:
    lines = split_lines(before.encode())
    place = Sought(
        lines=(),
        number=number,
        headings=(),
        before=tuple(lines[max(0, number - 2) : number]),
        after=tuple(lines[number : number + 2]),
        note_hashes=hash_lines(lines),
    )
    now = split_lines(after.encode())
    return locate(place, now, read_blocks(after.encode(), now))


def test_a_deleted_line_comes_back_where_its_neighbours_still_touch() -> None:
    assert gap("a\nb\nc\n", 1, "a\nb\nc\n") == 1
    assert gap("a\nb\nc\n", 1, "new\na\nb\nc\n") == 2
    assert gap("a\nb", 0, "a\nb\nc") == 0
    assert gap("a\nb", 2, "new\na\nb") == 3


@pytest.mark.parametrize("after", ["a\nnew\nb\nc\n", "b\na\nc\n", "a\nb\nc\na\nb\n", ""])
def test_where_they_do_not_touch_or_touch_twice_nothing_comes_back(after: str) -> None:
    with pytest.raises(ConflictError):
        gap("a\nb\nc\n", 1, after)


# Trials


def test_random_outside_edits_never_lead_to_other_text_and_hardly_to_a_twin() -> None:
    came_of = Counter(trial(seed) for seed in range(TRIALS))
    assert came_of["other text"] == 0
    assert came_of["wrong twin"] <= 0.005 * TRIALS
    assert came_of["needless refusal"] <= 0.04 * TRIALS
    assert came_of["right"] >= 0.8 * TRIALS
