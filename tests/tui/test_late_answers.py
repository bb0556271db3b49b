"""An answer that comes when nobody waits for it any more presses no key."""

from time import monotonic

import pytest
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.events import Key

from tui.late_answers import LateAnswers

ANSWER = "\x1b]11;rgb:1a1a/1b1b/2626\x1b\\\x1b[?62;22c"


def keys(*heard: str) -> list[str]:
    """The keys that reach the program, when the terminal sends these one after the other."""
    parser, answers, pressed = XTermParser(), LateAnswers(), []
    for data in heard:
        events = [*parser.feed(data)]
        until = monotonic() + 3 * ESCAPE_DELAY
        while data.startswith("\x1b") and monotonic() < until:
            events += [*parser.tick()]
        for event in events:
            if isinstance(event, Key):
                pressed += [one.key for one in answers.sift(event)]
    return pressed


def test_without_sifting_an_answer_would_be_keys_that_reject_and_ask_for_help() -> None:
    pressed = [event.key for event in XTermParser().feed(ANSWER) if isinstance(event, Key)]
    assert "r" in pressed


@pytest.mark.parametrize(
    "heard",
    [
        [ANSWER],
        [ANSWER.replace("\x1b\\", "\x07")],
        [ANSWER[:25], ANSWER[25:]],
        ["\x1b[?6c"],
    ],
    ids=["whole", "ended by a bell", "in parts", "attributes alone"],
)
def test_an_answer_is_no_keys_and_what_comes_behind_it_is(heard: list[str]) -> None:
    assert keys(*heard, "j", "[", "]") == ["j", "left_square_bracket", "right_square_bracket"]


def test_keys_before_an_answer_are_keys() -> None:
    assert keys("j", "r", ANSWER, "a") == ["j", "r", "a"]


def test_a_bracket_that_was_pressed_comes_with_the_next_key() -> None:
    assert keys("]", "j") == ["right_square_bracket", "j"]


def test_a_terminal_that_never_answers_holds_no_key_up_for_long() -> None:
    answers = LateAnswers(patience=-1.0)
    assert [one.key for one in answers.sift(Key("right_square_bracket", "]"))] == [
        "right_square_bracket"
    ]
