"""The lines of a text that speak of the same things as a task, by the rare words they share."""

import re
from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Final

_WORD: Final = re.compile(r"\w{4,}|\d+|[A-Z]{2,}")
"""Long words, numbers, and short names such as API."""
_STEM: Final = 5
"""Words count as the same when they begin alike: `present` and `presentation`."""
_LEAST_SHARED: Final = 2
_RARE: Final = 50
"""One word alone is enough when no more than one line in so many has it."""
_LONGEST_LINE: Final = 2_000


def alike_lines(text: str, lines: Sequence[str], most: int) -> list[int]:
    """The places of at most `most` lines that share two words with `text`, or a rare one.

    They come from the top. A word that many lines have counts for little.
    """
    wanted = _stems(text)
    shared = [wanted & _stems(line[:_LONGEST_LINE]) for line in lines]
    common = Counter(stem for stems in shared for stem in stems)
    rare = max(1, len(lines) // _RARE)
    scores = {
        place: sum(log(1 + len(lines) / common[stem]) for stem in stems)
        for place, stems in enumerate(shared)
        if len(stems) >= _LEAST_SHARED or any(common[stem] <= rare for stem in stems)
    }
    best = sorted(scores, key=lambda place: (-scores[place], place))[:most]
    return sorted(place for place in best if 2 * scores[place] >= scores[best[0]])


def _stems(text: str) -> set[str]:
    return {word[:_STEM].casefold() for word in _WORD.findall(text)}
