"""JavaScript's white space against Python's."""

import re
import sys

from parsers.whitespace import JS_SPACE_CLASS, JS_WHITESPACE, LINE_ENDERS


def test_it_differs_from_pythons_in_six_characters() -> None:
    pythons = {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()}
    assert set(JS_WHITESPACE) - pythons == {"\ufeff"}
    assert pythons - set(JS_WHITESPACE) == {"\x85", "\x1c", "\x1d", "\x1e", "\x1f"}


def test_the_class_matches_each_of_them_and_nothing_else() -> None:
    everything = "".join(map(chr, range(0x10000)))
    assert "".join(re.findall(JS_SPACE_CLASS, everything)) == "".join(sorted(JS_WHITESPACE))
    assert set(LINE_ENDERS) < set(JS_WHITESPACE)
