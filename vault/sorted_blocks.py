"""What notes are shown as, in order of their places: a list whose states are kept for nothing."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import Final, Generic, Protocol, TypeVar, overload

from msgspec import Struct

from vault.judged_note import Place

_MOST: Final = 512
"""Items in a block when it is made: what a change copies."""
_PLACE: Final = attrgetter("place")


class Placed(Protocol):
    """Something that a note is shown as."""

    @property
    def place(self) -> Place:
        """Where its note stands; no two have the same."""

    @property
    def size(self) -> int:
        """How many rows it has."""


T = TypeVar("T", bound=Placed)


class Block(Struct, Generic[T], frozen=True, gc=False, eq=False):
    """Some items one after another."""

    items: tuple[T, ...]
    rows: int
    """How many rows they have."""


class SortedBlocks(Generic[T]):
    """Items in order of their places; one that changes costs a block, however many there are."""

    def __init__(self, items: Iterable[T]) -> None:
        """`items` are in order."""
        every = tuple(items)
        self._blocks = [_block(every[at : at + _MOST]) for at in range(0, len(every), _MOST)]

    def __iter__(self) -> Iterator[T]:
        for block in self._blocks:
            yield from block.items

    def copy(self) -> "SortedBlocks[T]":
        """The same items, to be changed apart."""
        other = SortedBlocks[T](())
        other._blocks = self._blocks.copy()
        return other

    def now(self) -> "Shown[T]":
        """The items as they are now; that never changes."""
        return Shown(tuple(self._blocks))

    def remove(self, place: Place) -> None:
        """Take the item with this place out, if there is one."""
        if not self._blocks:
            return
        number = self._number_of(place)
        block = self._blocks[number]
        items, at = block.items, bisect_left(block.items, place, key=_PLACE)
        if at < len(items) and items[at].place == place:
            rest = items[:at] + items[at + 1 :]
            new = [Block(rest, block.rows - items[at].size)] if rest else []
            self._blocks[number : number + 1] = new

    def put(self, item: T) -> None:
        """Put an item in, in the stead of one with the same place."""
        if not self._blocks:
            self._blocks = [_block((item,))]
            return
        place = item.place
        number = self._number_of(place)
        block = self._blocks[number]
        items, at = block.items, bisect_left(block.items, place, key=_PLACE)
        old = items[at : at + 1] if items[at : at + 1] and items[at].place == place else ()
        new = (*items[:at], item, *items[at + len(old) :])
        rows = block.rows + item.size - sum([one.size for one in old])
        self._blocks[number : number + 1] = _halves(new, rows)

    def _number_of(self, place: Place) -> int:
        """The block in which something with this place belongs."""
        return max(0, bisect_right(self._blocks, place, key=_first_place) - 1)


class Shown(Sequence[T]):
    """The items of one moment, in order, and what is counted of them from the top."""

    __slots__ = ("_above", "_blocks", "_numbers", "_within")

    def __init__(self, blocks: tuple[Block[T], ...] = ()) -> None:
        self._blocks = blocks
        self._numbers: list[int] | None = None
        self._above: list[int] | None = None
        self._within: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return self._counted[-1]

    def __iter__(self) -> Iterator[T]:
        for block in self._blocks:
            yield from block.items

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[T, ...]: ...
    def __getitem__(self, number: int | slice) -> T | tuple[T, ...]:
        if isinstance(number, slice):
            return tuple([self[at] for at in range(*number.indices(len(self)))])
        number += len(self) if number < 0 else 0
        if not 0 <= number < len(self):
            raise IndexError(number)
        at = bisect_right(self._counted, number) - 1
        return self._blocks[at].items[number - self._counted[at]]

    @property
    def rows(self) -> int:
        """How many rows all have."""
        return self._rows_above_blocks[-1]

    def rows_above(self, number: int) -> int:
        """How many rows stand above the item of this number."""
        at = bisect_right(self._counted, number) - 1
        if at >= len(self._blocks):
            return self.rows
        return self._rows_above_blocks[at] + self._above_in(at)[number - self._counted[at]]

    def number_at(self, line: int, beside: int = 0) -> int:
        """The number of the item on this line, where each takes `beside` lines more than rows.

        -1 above the first.
        """
        counted, above = self._counted, self._rows_above_blocks
        blocks = range(len(self._blocks))
        at = bisect_right(blocks, line, key=lambda n: above[n] + counted[n] * beside) - 1
        if at < 0:
            return -1
        line -= above[at] + counted[at] * beside
        rows = self._above_in(at)
        within = bisect_right(range(len(rows)), line, key=lambda n: rows[n] + n * beside) - 1
        return counted[at] + within

    def number_of(self, place: Place) -> int | None:
        """The number of the item with this place."""
        at = bisect_right(self._blocks, place, key=_first_place) - 1
        if at < 0:
            return None
        items = self._blocks[at].items
        within = bisect_left(items, place, key=_PLACE)
        is_there = within < len(items) and items[within].place == place
        return self._counted[at] + within if is_there else None

    @property
    def _counted(self) -> list[int]:
        """For each block how many items stand above it; the last is the number of all."""
        if self._numbers is None:
            self._numbers = list(accumulate([len(b.items) for b in self._blocks], initial=0))
        return self._numbers

    @property
    def _rows_above_blocks(self) -> list[int]:
        if self._above is None:
            self._above = list(accumulate([b.rows for b in self._blocks], initial=0))
        return self._above

    def _above_in(self, at: int) -> list[int]:
        """For each item of a block how many of its rows stand above it."""
        above = self._within.get(at)
        if above is None:
            sizes = [item.size for item in self._blocks[at].items[:-1]]
            above = self._within[at] = list(accumulate(sizes, initial=0))
        return above


def _block(items: tuple[T, ...]) -> Block[T]:
    return Block(items, sum([item.size for item in items]))


def _halves(items: tuple[T, ...], rows: int) -> list[Block[T]]:
    """One block, or two where it would be too long."""
    if len(items) <= 2 * _MOST:
        return [Block(items, rows)]
    half = len(items) // 2
    return [_block(items[:half]), _block(items[half:])]


def _first_place(block: Block[T]) -> Place:
    return block.items[0].place
