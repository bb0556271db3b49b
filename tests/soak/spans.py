"""Notes of odd bytes: does anything but the span of a decision change?"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.soak.figures import Figure, none_of, told
from tests.vault.odd_notes import SpanCount, decide_odd_notes

PART = "bytes"
NOTES = 12_000
_IN_A_VAULT = 250


def spans(share: float) -> Iterator[Figure]:
    """Many small vaults, since every one is read, decided and taken back as a whole."""
    count = SpanCount()
    for seed in range(2, 2 + max(1, round(NOTES * share / _IN_A_VAULT))):
        with TemporaryDirectory() as folder:
            count.add(decide_odd_notes(Path(folder), seed, _IN_A_VAULT))
    yield told(PART, "notes", count.notes)
    yield told(PART, "decisions written", count.decided)
    yield told(PART, "decisions refused", count.refused)
    yield none_of(PART, "notes with a byte changed outside the span", count.differing)
    yield none_of(PART, "notes that undo did not give back exactly", count.not_undone)
