"""Which parts of a sequence are still there in its next version: a diff that is never slow."""

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

_MOST_PAIRS: Final = 250_000
"""Pairs of equal items that a diff looks at: a tenth of a second."""


class Block(NamedTuple):
    """`old[start : start + size]` is `new[now : now + size]`."""

    start: int
    now: int
    size: int


def matching_blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Block]:
    """The parts that both versions share, in order, each as long as can be; none is empty.

    When there are too many equal items, only what the beginnings and the ends share.
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
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [Block(a + offset, b + offset, size) for a, b, size in matcher.get_matching_blocks()]


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """How many items two sequences share at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
