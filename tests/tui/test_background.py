"""Asking a real terminal for its background: what it says, and what is left behind."""

import os
import pty
import termios
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic

import pytest

from tui.background import Question, background_in

COLOUR = b"\x1b]11;rgb:fafa/fafa/f0f0\x1b\\"
DONE = b"\x1b[?62;22c"


@contextmanager
def terminal(reply: bytes) -> Iterator[tuple[int, int]]:
    """The outer and the inner end of a terminal that says `reply` when it is asked."""
    outer, inner = pty.openpty()

    def answer() -> None:
        heard = b""
        while b"\x1b[c" not in heard:
            heard += os.read(outer, 100)
        os.write(outer, reply)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield outer, inner
    finally:
        os.write(inner, b"\x1b[c")
        thread.join(5)
        os.close(inner)
        os.close(outer)


class OurQuestion(Question):
    """Asked of a terminal that is not this process's own."""

    def _in_front(self) -> bool:
        return True


def asked(reply: bytes, environment: Mapping[str, str]) -> tuple[object, bool, float]:
    with terminal(reply) as (_, inner):
        modes = termios.tcgetattr(inner)
        begun = monotonic()
        with OurQuestion(environment, inner, inner) as question:
            question.ask()
            answer = question.answer()
        assert termios.tcgetattr(inner) == modes
        return answer, question.unanswered, monotonic() - begun


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        (COLOUR + DONE, "light"),
        (COLOUR.replace(b"fafa/fafa", b"1a1a/1b1b").replace(b"f0f0", b"2626") + DONE, "dark"),
        (b"\x1b]11;rgb:ff/ff/ff\x07" + DONE, "light"),
        (b"\x1b]11;rgba:0000/0000/0000/ffff\x1b\\" + DONE, "dark"),
        (b"jj" + COLOUR + b"k" + DONE, "light"),
        (DONE, None),
    ],
)
def test_what_the_terminal_says_is_taken_and_its_modes_are_as_before(
    reply: bytes, answer: str | None
) -> None:
    assert asked(reply, {"TERM": "xterm-256color"})[:2] == (answer, False)


def test_a_terminal_that_says_nothing_is_waited_for_a_quarter_of_a_second() -> None:
    answer, unanswered, seconds = asked(b"", {"TERM": "xterm-256color", "COLORFGBG": "0;15"})
    assert (answer, unanswered) == ("light", True)
    assert 0.2 < seconds < 2


@pytest.mark.parametrize("term", ["linux", "dumb", ""])
def test_a_terminal_that_would_write_the_question_out_is_not_asked(term: str) -> None:
    with terminal(b"") as (_, inner), OurQuestion({"TERM": term}, inner, inner) as question:
        question.ask()
        assert question.answer() is None
        assert not question.unanswered


def test_who_is_in_the_background_does_not_ask() -> None:
    with terminal(b"") as (_, inner), Question({"TERM": "xterm"}, inner, inner) as question:
        question.ask()
        assert not question.unanswered


@pytest.mark.parametrize(
    ("variable", "answer"),
    [("15;0", "dark"), ("0;default;15", "light"), ("0;7", "light"), ("", None), ("x;y", None)],
)
def test_who_was_not_asked_may_have_a_variable(variable: str, answer: str | None) -> None:
    assert Question({"COLORFGBG": variable}, -1, -1).answer() == answer


def test_what_is_no_answer_says_nothing() -> None:
    assert background_in(b"\x1b]11;?\x1b\\") is None
    assert background_in(b"rgb:ff/ff/ff") is None
