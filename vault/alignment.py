"""Which parts of a sequence are still there in its next version: a diff that is never slow."""

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import Match, SequenceMatcher
from typing import Final, NamedTuple

_MOST_PAIRS: Final = 250_000
"""Pairs of equal items that a diff looks at: a tenth of a second."""


_MOST_LOOKS: Final = 2_000_000
"""Items that it looks at in all: again and again, where each second line is another one."""


class Block(NamedTuple):
    """`old[start : start + size]` is `new[now : now + size]`."""

    start: int
    now: int
    size: int


def matching_blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Block]:
    """The parts that both versions share, in order, each as long as can be; none is empty.

    When there are too many equal items, or parts, only what the beginnings and the ends share.
    """
    above = _common(old, new)
    most = min(len(old), len(new)) - above
    below = min(most, _common(old[::-1], new[::-1]))
    old_end, new_end = len(old) - below, len(new) - below
    blocks = [Block(0, 0, above), *_between(old[above:old_end], new[above:new_end], above)]
    blocks.append(Block(old_end, new_end, below))
    return [block for block in blocks if block.size]


def _between(old: Sequence[Hashable], new: Sequence[Hashable], offset: int) -> list[Block]:
    counts = Counter(new)
    if sum(counts[item] for item in old) > _MOST_PAIRS:
        return []
    matcher = _Bounded(old, new)
    try:
        found = matcher.get_matching_blocks()
    except _TooMuchError:
        return []
    return [Block(a + offset, b + offset, size) for a, b, size in found]


class _TooMuchError(Exception):
    """The diff would take too long."""


class _Bounded(SequenceMatcher[Hashable]):
    """A diff that gives up: raises _TooMuchError."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        super().__init__(None, old, new, autojunk=False)
        self._length = len(old)
        self._looks = 0

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """As in difflib, which asks it for each part between two that are equal."""
        self._looks += (self._length if ahi is None else ahi) - alo
        if self._looks > _MOST_LOOKS:
            raise _TooMuchError
        return super().find_longest_match(alo, ahi, blo, bhi)


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """How many items two sequences share at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
