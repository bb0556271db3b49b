"""A memo of what each note says that forgets what its older versions said."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_Fact = TypeVar("_Fact")

Reader = Callable[[str, bytes], _Fact]
"""What is read of a note: from its path and a part of its bytes."""


def newest_of_each(most: int) -> Callable[[Reader[_Fact]], Reader[_Fact]]:
    """Keep what was read last for each path, for at most so many paths.

    A cache by path and bytes would keep every version that was ever saved, until it is full. When
    this one is full it begins anew: that is for paths that are gone. Any thread may ask.
    """

    def remember(read: Reader[_Fact]) -> Reader[_Fact]:
        kept: dict[str, tuple[bytes, _Fact]] = {}

        @wraps(read)
        def newest(path: str, text: bytes) -> _Fact:
            known = kept.get(path)
            if known is not None and known[0] == text:
                return known[1]
            fact = read(path, text)
            if len(kept) >= most:
                kept.clear()
            kept[path] = text, fact
            return fact

        return newest

    return remember
