"""What may reach the terminal: signs that steer it, hide or reorder text become visible ones."""

import re
from typing import Final

_C0: Final = "\x00-\x1f\x7f"
_C1: Final = "\x80-\x9f"
_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_JOINERS: Final = "\u200c\u200d\ufe0e\ufe0f"
_EMPTY: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""No width and no picture: marks that join, select or fill, and all of the tag characters."""
_SEPARATORS: Final = "\u2028\u2029"
_SURROGATES: Final = "\ud800-\udfff"
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_PLANE_ENDS: Final = "".join(map(chr, range(0x1FFFE, 0xF0000, 0x10000))) + "".join(
    map(chr, range(0x1FFFF, 0xF0000, 0x10000))
)
_NONCHARACTERS: Final = "\ufdd0-\ufdef" + _PLANE_ENDS

UNSAFE: Final = re.compile(
    f"[{_C0}{_C1}{_BIDI}{_JOINERS}{_EMPTY}{_SEPARATORS}{_SURROGATES}{_PRIVATE}{_NONCHARACTERS}]"
)
"""One character that must not reach a terminal as it is."""

_DELETE: Final = 0x7F
_PICTURES: Final = 0x2400
_PICTURE_OF_DELETE: Final = "\u2421"
_NO_TEXT: Final = re.compile(f"[{_SURROGATES}]")
_DROPPED: Final = re.compile(f"[{_JOINERS}]")


def safe_text(text: str) -> str:
    """`text` as one line that any terminal shows as it is meant; for display, never written back.

    A tab becomes a space, other C0 signs and DEL their control pictures, bytes that are not UTF-8
    U+FFFD, everything else that is unsafe its number, as in `‹202E›`. Joiners and emoji selectors
    are left out, since terminals disagree on the width of what they make.
    """
    if UNSAFE.search(text) is None:
        return text
    return UNSAFE.sub(_visible, text)


def typeable(name: str) -> str:
    """A name as somebody may type it to filter by: of each word its beginning that is safe."""
    return " ".join(filter(None, (UNSAFE.split(word, maxsplit=1)[0] for word in name.split())))


def _visible(found: re.Match[str]) -> str:
    sign = found.group()
    code = ord(sign)
    if sign == "\t":
        return " "
    if code < ord(" "):
        return chr(_PICTURES + code)
    if code == _DELETE:
        return _PICTURE_OF_DELETE
    if _DROPPED.match(sign):
        return ""
    return "\ufffd" if _NO_TEXT.match(sign) else f"‹{code:04X}›"
