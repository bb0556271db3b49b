"""Duplicates: what each task of many is like, and which proposals say the same."""

import gc
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Final

from bench.prose import Prose
from bench.table import Row, Target, duration
from bench.timing import percentile, timed
from parsers.likeness.wording import read_wording
from vault.likeness_index import LikenessIndex

_PROPOSALS: Final = 5_000
_TASKS: Final = 20_000
_SAMPLES: Final = 200
_SYLLABLES: Final = (
    *("ka", "lo", "mi", "ren", "tas", "vel", "dor", "pin", "sha", "gru", "bex", "wo", "zil", "qua"),
    *("fen", "ya", "hul", "cor"),
)
_NAMES_OF_THINGS: Final = 2_000
"""About as many different words as 20,000 tasks of one vault have."""


def likeness(seed: int) -> Iterator[Row]:
    """The two figures of duplicates, on tasks of which six in ten say what another one says."""
    texts = _texts(seed, _TASKS)
    gc.collect()
    proposals = LikenessIndex()
    made = timed(lambda: _fill(proposals, texts[:_PROPOSALS]))
    grouped = timed(proposals.groups)
    yield Row(
        f"all clusters of {_PROPOSALS:,} proposals",
        duration(made.wall + grouped.wall),
        duration(made.cpu + grouped.cpu),
        f"clusters alone {duration(grouped.wall)}",
        target=Target(5, 2, "s"),
        value=made.wall + grouped.wall,
    )
    index = LikenessIndex()
    _fill(index, texts)
    asked = [read_wording(text) for text in texts[:: _TASKS // _SAMPLES]]
    took = [timed(partial(index.alike, wording, 5)) for wording in asked]
    again = [timed(partial(_change, index, n, texts[n])).wall for n in range(_SAMPLES)]
    value = percentile([timing.wall for timing in took], 0.95)
    yield Row(
        f"a task's candidates among {_TASKS:,}, p95",
        duration(value),
        duration(percentile([timing.cpu for timing in took], 0.95)),
        yardstick=f"one task changed {duration(percentile(again, 0.95))}",
        target=Target(5, 2, "ms"),
        value=value * 1e3,
    )


def _fill(index: LikenessIndex, texts: list[str]) -> None:
    for entry, text in enumerate(texts):
        index.add(entry, read_wording(text))


def _change(index: LikenessIndex, entry: int, text: str) -> None:
    index.remove(entry)
    index.add(entry, read_wording(text))


def _texts(seed: int, count: int) -> list[str]:
    """Tasks; six in ten are another one in another order, with a clause behind it."""
    random, prose = Random(seed), Prose(seed)
    things = ["".join(random.choices(_SYLLABLES, k=3)) for _ in range(_NAMES_OF_THINGS)]
    texts: list[str] = []
    own: list[str] = []
    while len(texts) < count:
        if own and random.random() < 0.6:
            text = random.choice(own)
            texts.append(f"Please {text[:1].lower()}{text[1:]} and report back to the group")
        else:
            verb = random.choice(
                ("Prepare", "Check", "Order", "Send", "Book", "Translate", "Print")
            )
            some = " ".join(random.choices(things, k=random.randint(2, 5)))
            own.append(f"{verb} the {some} for {random.choice(prose.people)}")
            texts.append(own[-1])
    return texts
