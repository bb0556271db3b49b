"""A line that is typed: text goes in at the cursor, and nothing that steers a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.prompts.typed_line import TypedLine
from tui.safe_text import UNSAFE

KEYS = (
    "backspace", "delete", "left", "right", "home", "end", "ctrl+w", "ctrl+u", "ctrl+k",
    "ctrl+left", "ctrl+right", "ctrl+a", "ctrl+e",
)  # fmt: skip


def pressed(line: TypedLine, *keys: str) -> TypedLine:
    for key in keys:
        edited = line.edited(key)
        assert edited is not None
        line = edited
    return line


def test_text_goes_in_at_the_cursor() -> None:
    line = pressed(TypedLine.begun("call Ana"), "ctrl+left").typed("dear ")
    assert (line.text, line.at) == ("call dear Ana", 10)


@pytest.mark.parametrize(
    ("keys", "text", "at"),
    [
        (("backspace",), "call An", 7),
        (("home", "delete"), "all Ana", 0),
        (("ctrl+w",), "call ", 5),
        (("ctrl+w", "ctrl+w"), "", 0),
        (("left", "left", "ctrl+u"), "na", 0),
        (("home", "right", "ctrl+k"), "c", 1),
        (("home", "ctrl+right"), "call Ana", 4),
        (("home", "left"), "call Ana", 0),
        (("end", "right"), "call Ana", 8),
    ],
)
def test_the_usual_keys_edit(keys: tuple[str, ...], text: str, at: int) -> None:
    line = pressed(TypedLine.begun("call Ana"), *keys)
    assert (line.text, line.at) == (text, at)


def test_what_was_only_offered_gives_way_to_what_is_typed_but_not_to_a_moved_cursor() -> None:
    offered = TypedLine.offered("2026-12-04")
    assert offered.typed("fri").text == "fri"
    assert pressed(offered, "backspace").text == ""
    assert pressed(offered, "end", "backspace").text == "2026-12-0"
    assert not TypedLine.offered("").fresh


def test_control_signs_and_line_ends_stay_out_and_a_tab_is_a_blank() -> None:
    assert TypedLine().typed("a\x1b[2J\nb\u202ec\td").text == "a[2Jbc d"
    line = TypedLine.begun("kept")
    assert line.typed("\x07") is line


def test_a_key_that_edits_no_line_is_left_to_others() -> None:
    assert TypedLine.begun("a").edited("up") is None


@given(st.lists(st.one_of(st.sampled_from(KEYS), st.text(max_size=3)), max_size=30))
def test_the_cursor_never_leaves_the_text(typed: list[str]) -> None:
    line = TypedLine.offered("some words")
    for one in typed:
        line = line.edited(one) or line.typed(one)
        assert 0 <= line.at <= len(line.text)
        assert not [s for s in line.text if UNSAFE.match(s) and s not in "\u200c\u200d\ufe0e\ufe0f"]
