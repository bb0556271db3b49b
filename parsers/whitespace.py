"""JavaScript's idea of white space, which the Tasks plugin trims and splits by."""

from typing import Final

JS_WHITESPACE: Final = (
    "\t\n\x0b\x0c\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What `\\s` and `trim()` mean there: with U+FEFF, without U+0085 and U+001C..1F."""

JS_SPACE_CLASS: Final = "[" + JS_WHITESPACE + "]"
"""The same as a class for a regular expression."""

LINE_ENDERS: Final = "\n\r\u2028\u2029"
"""The characters that `.` does not match there."""

_ENDERS: Final = tuple(ender.encode() for ender in LINE_ENDERS)


def has_line_ender(raw: bytes) -> bool:
    """Whether the line's text may end before its bytes do."""
    # A byte of each of them is not there, and most often that is all there is to know.
    if len(raw.translate(None, b"\n\r\xa8\xa9")) == len(raw):
        return False
    return any(ender in raw for ender in _ENDERS)
