"""Keys as a few bytes: how the index and the cache hold them, in memory and on the disk alike."""

from typing import Final

from parsers.keys import INVALID_DAY, Keys
from parsers.priority import Priority

KEYS_SIZE: Final = 19
"""Bytes of one task's keys: three for the symbol, one for the priority, three for each day."""
SYMBOL_SIZE: Final = 3
_DAY_SIZE: Final = 3
_LAST_DAY: Final = 3_652_059
"""The ordinal of 9999-12-31."""
_LAST_SYMBOL: Final = 0x10FFFF
_MOST: Final = 1 << 16


def pack_keys(keys: Keys) -> bytes:
    """The keys as KEYS_SIZE bytes, the same object for equal ones."""
    return _PACKED[keys]


def pack_symbol(symbol: str) -> bytes:
    """The first SYMBOL_SIZE bytes of a task's keys."""
    return ord(symbol).to_bytes(SYMBOL_SIZE, "little")


def unpack_keys(packed: bytes) -> Keys:
    """What `pack_keys` made these bytes of, the same object for equal ones.

    Other bytes give keys too, of days that a calendar has: nothing may fail on a forged cache.
    """
    return _UNPACKED[packed]


class _Packed(dict[Keys, bytes]):
    """The same few thousand come again and again."""

    def __missing__(self, keys: Keys) -> bytes:
        if len(self) >= _MOST:
            self.clear()
        symbol, priority, *days = keys
        head = pack_symbol(symbol) + bytes((priority,))
        packed = head + b"".join(day.to_bytes(_DAY_SIZE, "little", signed=True) for day in days)
        self[keys] = packed
        return packed


class _Unpacked(dict[bytes, Keys]):
    """One `Keys` for all tasks that have the same ones."""

    def __missing__(self, packed: bytes) -> Keys:
        if len(self) >= _MOST:
            self.clear()
        symbol = min(int.from_bytes(packed[:SYMBOL_SIZE], "little"), _LAST_SYMBOL)
        priority = Priority(min(packed[3], max(Priority)))
        days = [_day(packed[at : at + _DAY_SIZE]) for at in range(4, KEYS_SIZE, _DAY_SIZE)]
        keys = Keys(chr(symbol), priority, *days)
        self[packed] = keys
        return keys


def _day(packed: bytes) -> int:
    day = int.from_bytes(packed, "little", signed=True)
    return day if INVALID_DAY < day <= _LAST_DAY else INVALID_DAY


_PACKED: Final = _Packed()
_UNPACKED: Final = _Unpacked()
