"""A note's bytes as lines, and a line's bytes as text, both without losing a byte."""

import re
from collections.abc import Iterable
from typing import Final
from zlib import crc32

BOM = b"\xef\xbb\xbf"
"""UTF-8's byte order mark; at the top of a note it stays in the first line's bytes."""

hash_line: Final = crc32
"""A hash of one line's bytes, the same in every process."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def split_lines(data: bytes) -> list[bytes]:
    r"""The lines between the `\n` bytes; `b"\n".join` puts the note together again.

    A note that ends in a newline has `b""` for its last line, an empty note has that alone. A CR
    stays at the end of its line; VT, FF, NEL, U+2028 and a lone CR end no line.
    """
    return data.split(b"\n")


def hash_lines(lines: Iterable[bytes]) -> tuple[int, ...]:
    """A hash for each line, the same in every process."""
    return tuple(map(hash_line, lines))


def hash_content(data: bytes) -> int:
    """A hash of a whole note, the same in every process: its length and its CRC-32.

    Two versions that differ in four bytes side by side or fewer never have the same.
    """
    return len(data) << 32 | crc32(data)


def decode_line(raw: bytes) -> str:
    """The text of any bytes; each byte that is not UTF-8 becomes a lone surrogate (PEP 383)."""
    return raw.decode("utf-8", "surrogateescape")


def encode_line(text: str) -> bytes:
    """The bytes that `decode_line` made `text` of.

    Raises UnicodeEncodeError for a surrogate that no byte stands behind.
    """
    return text.encode("utf-8", "surrogateescape")


def is_lossy(text: str) -> bool:
    """Whether `text` holds surrogates: bytes that are not UTF-8 stand behind it."""
    return not text.isascii() and _SURROGATE.search(text) is not None


def shown_lines(lines: Iterable[bytes]) -> str:
    """Lines for people to read, without the CR at their ends."""
    return "\n".join(shown(decode_line(raw.removesuffix(b"\r"))) for raw in lines)


def shown(text: str) -> str:
    """`text` for people to read: U+FFFD where a byte is not UTF-8."""
    return _SURROGATE.sub("\ufffd", text) if is_lossy(text) else text
