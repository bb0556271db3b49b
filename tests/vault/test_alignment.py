"""The diff that is never slow."""

import time

from hypothesis import given
from hypothesis import strategies as st

from vault.alignment import Block, matching_blocks

ITEMS = st.lists(st.sampled_from("abcd"), max_size=12)


def test_blocks_are_found_between_what_the_ends_share() -> None:
    assert matching_blocks("abXcdYef", "abcdZef") == [
        Block(0, 0, 2),
        Block(3, 2, 2),
        Block(6, 5, 2),
    ]
    assert matching_blocks("", "abc") == []
    assert matching_blocks("abc", "abc") == [Block(0, 0, 3)]
    assert matching_blocks("aa", "aaa") == [Block(0, 0, 2)]


@given(ITEMS, ITEMS)
def test_blocks_are_equal_parts_in_order(old: list[str], new: list[str]) -> None:
    at = now = 0
    for block in matching_blocks(old, new):
        assert block.size > 0
        assert at <= block.start
        assert now <= block.now
        at, now = block.start + block.size, block.now + block.size
        assert old[block.start : at] == new[block.now : now]
    assert at <= len(old)
    assert now <= len(new)


def test_many_equal_items_take_no_time() -> None:
    started = time.process_time()
    blocks = matching_blocks(["x", *["a"] * 50_000, "y"], ["z", *["a"] * 50_000, "y"])
    assert blocks == [Block(1, 1, 50_001)]
    assert matching_blocks(["x", *["a"] * 20_000, "y"], ["z", *["a"] * 20_001, "w"]) == []
    assert time.process_time() - started < 2


def test_many_parts_take_no_time() -> None:
    old = [str(n) for n in range(40_000)]
    new = [line if n % 2 else f"other {line}" for n, line in enumerate(old)]
    started = time.process_time()
    assert matching_blocks(old, new) == [Block(39_999, 39_999, 1)]
    assert time.process_time() - started < 2
    assert len(matching_blocks(old[:500], new[:500])) == 250
