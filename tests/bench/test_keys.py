"""What counts as an answer to a key, in a real terminal."""

import os
import sys
from time import perf_counter

from bench.keys import _answered, _in_view, _scrolling
from bench.terminal import Terminal

_LATE_S = 0.15
_NOISY = f"""
import os, time, tty
tty.setraw(0)
os.write(1, b"ready")
while os.read(0, 9):
    os.write(1, b"progress")
    time.sleep({_LATE_S})
    os.write(1, b"the row")
"""
_LIST = """
import os, tty
tty.setraw(0)
os.write(1, b"ready")
at = 0
while key := os.read(0, 1):
    at = 0 if key == b"g" else at + (1 if key == b"j" else -1)
    os.write(1, b"row %03d." % at)
"""


def test_what_is_drawn_beside_the_row_is_no_answer() -> None:
    with Terminal([sys.executable, "-c", _NOISY], os.environ, ".") as terminal:
        terminal.wait_for(b"ready")
        assert _answered(terminal, b"j", b"the row") >= _LATE_S


def test_keys_in_sight_go_down_and_up_and_each_waits_for_its_own_row() -> None:
    words = [b"row %03d." % number for number in range(100)]
    with Terminal([sys.executable, "-c", _LIST], os.environ, ".") as terminal:
        terminal.wait_for(b"ready")
        began = perf_counter()
        took = _in_view(terminal, words, 25)
        assert len(took) == 25
        assert 0 < sum(took) < perf_counter() - began


def test_rows_with_the_same_words_are_passed_over_and_the_rest_is_counted() -> None:
    words = [b"row %03d." % number for number in range(100)]
    words[45] = words[46] = words[44]
    with Terminal([sys.executable, "-c", _LIST], os.environ, ".") as terminal:
        terminal.wait_for(b"ready")
        assert len(_scrolling(terminal, words, 20)) == 20
