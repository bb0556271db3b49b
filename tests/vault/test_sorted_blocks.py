"""Sorted blocks: the same as a sorted list, and what was handed out never changes."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from vault.judged_note import Place
from vault.sorted_blocks import Shown, SortedBlocks


class Item(Struct, frozen=True):
    place: Place
    size: int


PLACES = st.tuples(st.integers(-30, 1), st.sampled_from("abcdefgh"))
ITEMS = st.builds(Item, PLACES, st.integers(1, 4))


def checked(shown: Shown[Item], wanted: list[Item], beside: int) -> None:
    assert list(shown) == list(shown[:]) == wanted
    assert len(shown) == len(wanted)
    assert [shown[at] for at in range(-len(wanted), 0)] == wanted
    line = above = 0
    for number, item in enumerate(wanted):
        assert shown.number_of(item.place) == number
        assert shown.rows_above(number) == above
        for below in range(item.size + beside):
            assert shown.number_at(line + below, beside) == number
        line, above = line + item.size + beside, above + item.size
    assert shown.rows == above
    assert shown.number_at(-1, beside) == -1
    assert shown.number_of((-99, "a")) is shown.number_of((2, "z")) is None


@given(st.lists(ITEMS), st.lists(st.one_of(ITEMS, PLACES)), st.integers(0, 2))
@settings(max_examples=60)
def test_they_are_a_sorted_list(
    first: list[Item], changes: list[Item | Place], beside: int
) -> None:
    wanted = {item.place: item for item in first}
    blocks = SortedBlocks(sorted(wanted.values(), key=lambda item: item.place))
    for change in changes:
        if isinstance(change, Item):
            blocks.put(change)
            wanted[change.place] = change
        else:
            blocks.remove(change)
            wanted.pop(change, None)
    checked(blocks.now(), [wanted[place] for place in sorted(wanted)], beside)


def test_many_items_are_split_and_what_was_handed_out_stays() -> None:
    items = [Item((number, "a"), number % 3 + 1) for number in range(4_000)]
    blocks = SortedBlocks(items[::2])
    before, copy = blocks.now(), blocks.copy()
    for item in items[1::2]:
        blocks.put(item)
    checked(blocks.now(), items, 1)
    for item in items[::2]:
        blocks.remove(item.place)
    assert list(blocks) == items[1::2]
    assert list(before) == list(copy) == items[::2]
    for item in items[1::2]:
        blocks.remove(item.place)
    checked(blocks.now(), [], 1)
