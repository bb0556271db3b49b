"""Packed lines: each is where it was, and nothing is kept that is far from a task."""

from hypothesis import given
from hypothesis import strategies as st

from parsers.packing import (
    NEIGHBOURS,
    Places,
    are_places,
    pack_lines,
    pack_numbers,
    unpack_headings,
    unpack_numbers,
)

LINES = st.lists(st.binary(max_size=5).map(lambda raw: raw.replace(b"\n", b"")), max_size=40)
PATHS = st.lists(
    st.sampled_from([(), (b"A",), (b"A", b""), (b"",), (b"\xff a\rb",), (b"A", b"B", b"C")]),
    min_size=40,
    max_size=40,
)


@given(LINES, st.sets(st.integers(0, 39)), PATHS)
def test_lines_and_headings_are_found_where_they_were(
    lines: list[bytes], chosen: set[int], paths: list[tuple[bytes, ...]]
) -> None:
    numbers = sorted(number for number in chosen if number < len(lines))
    if not numbers:
        return
    above = paths[: len(numbers)]
    text, packed, headings = pack_lines(lines, numbers, above)
    kept = text.split(b"\n")
    places = Places(packed, len(numbers))
    assert list(places.numbers) == numbers
    assert [kept[index] for index in places.indices()] == [lines[number] for number in numbers]
    near = {at for n in numbers for at in range(n - NEIGHBOURS, n + NEIGHBOURS + 1)}
    there = sorted(near & set(range(len(lines))))
    assert kept == [lines[number] for number in there]
    assert [places.index_of(number) for number in there] == list(range(len(there)))
    told = unpack_headings(headings)
    wanted = [tuple(part.decode("utf-8", "surrogateescape") for part in path) for path in above]
    assert [told[places.section_of(place)] for place in range(len(numbers))] == wanted
    assert are_places(packed, len(numbers))
    assert not are_places(packed, len(numbers) + len(packed))


@given(st.lists(st.integers(0, 2**32 - 1)), st.binary(max_size=3))
def test_numbers_come_back_and_what_is_too_short_for_one_is_none(
    numbers: list[int], rest: bytes
) -> None:
    assert list(unpack_numbers(pack_numbers(numbers) + rest)) == numbers
