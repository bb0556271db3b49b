"""Regular expressions as JavaScript reads them, for Python's engine."""

import re
import warnings
from functools import lru_cache
from typing import Final

from parsers.whitespace import JS_WHITESPACE, LINE_ENDERS

_SPACE: Final = "".join(f"\\u{ord(sign):04x}" for sign in JS_WHITESPACE)
_ANY: Final = "[^" + "".join(f"\\u{ord(sign):04x}" for sign in LINE_ENDERS) + "]"
_AS_THEY_ARE: Final = frozenset("dDwWfnrtv")
"""Letters behind a backslash that mean the same to both, given re.ASCII."""
_COUNT: Final = r"\{[0-9]+(?:,[0-9]*)?\}"
_CODED: Final = r"(?P<coded>\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4})|\\c(?P<control>[A-Za-z])"
_TOKEN: Final = re.compile(
    rf"{_CODED}"
    r"|\\k<(?P<named>[A-Za-z_]\w*)>"
    r"|\\(?P<escape>.)"
    r"|\(\?<(?P<name>[A-Za-z_]\w*)>"
    r"|(?P<foreign>\(\?(?!:|<?[=!]))"
    r"|(?P<open>\[\^?)"
    rf"|(?!{_COUNT})(?P<brace>\{{)"
    rf"|(?P<twice>(?:[*+?]|{_COUNT})\+)"
    r"|(?P<other>.)",
    re.DOTALL | re.ASCII,
)
_IN_CLASS: Final = re.compile(
    rf"{_CODED}|\\(?P<escape>.)|(?P<close>\])|(?P<other>.)", re.DOTALL | re.ASCII
)


class JsPatternError(ValueError):
    """The pattern is none for JavaScript, or one that Python cannot follow."""


@lru_cache(maxsize=256)
def js_pattern(text: str) -> re.Pattern[str]:
    r"""What `new RegExp(text)` matches, without flags.

    Letters and digits of `\w`, `\d`, `\b` are those of ASCII, `$` is the very end, `.` stops at
    every line end, `\A` is an A. Raises JsPatternError, also for the few forms that JavaScript
    alone has: lookbehind of no fixed length, references to groups that come later.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # `[[` means something else one day
            return re.compile(_translated(text), re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise JsPatternError(str(error)) from error


def _translated(text: str) -> str:
    written: list[str] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found["foreign"] or found["twice"]:
            raise JsPatternError(f"not a pattern of JavaScript at position {at}")
        at = found.end()
        if found["open"]:
            inside, at = _class(text, at)
            written.append(_whole_class(found["open"], inside))
        else:
            written.append(_outside(found))
    return "".join(written)


def _outside(found: re.Match[str]) -> str:
    if found["name"]:
        return f"(?P<{found['name']}>"
    if found["named"]:
        return f"(?P={found['named']})"
    if found["brace"]:
        return r"\{"
    sign = found["escape"]
    if sign is None:
        other = found.group()
        return _anywhere(found) or {".": _ANY, "$": r"\Z"}.get(other, other)
    if sign in "sS":
        return f"[{'^' if sign == 'S' else ''}{_SPACE}]"
    return f"\\{sign}" if sign in "bB123456789" else _escaped(sign)


def _anywhere(found: re.Match[str]) -> str:
    """A sign by its number, which means the same inside and outside of a class."""
    return f"\\x{ord(found['control']) % 32:02x}" if found["control"] else found["coded"] or ""


def _escaped(sign: str) -> str:
    if sign == "0":
        return r"\x00"
    # Any other letter is itself there, where Python would refuse or misread it.
    return f"\\{sign}" if sign in _AS_THEY_ARE else re.escape(sign)


def _class(text: str, at: int) -> tuple[str, int]:
    """The inside of a class that was opened before `at`, and the offset behind its bracket."""
    written: list[str] = []
    while found := _IN_CLASS.match(text, at):
        at = found.end()
        if found["close"]:
            return "".join(written), at
        written.append(_inside(found))
    raise JsPatternError("a class is not closed")


def _inside(found: re.Match[str]) -> str:
    sign = found["escape"]
    if sign is None:
        other = found.group()
        return _anywhere(found) or (other if other == "-" else re.escape(other))
    if sign in "bs":
        return r"\x08" if sign == "b" else _SPACE
    return r"\S" if sign == "S" else _escaped(sign)


def _whole_class(opened: str, inside: str) -> str:
    if inside:
        return f"{opened}{inside}]"
    return "(?!)" if opened == "[" else r"[\s\S]"
