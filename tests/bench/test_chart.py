"""The chart: where a point is drawn, and that what is drawn is a picture."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from bench.chart import DARK, LIGHT, Palette, chart
from bench.table import Point

POINTS = [
    *(Point("grows", 10**power, 10.0 ** (power - 6)) for power in range(3, 7)),
    *(Point("stays <as it is>", 10**power, 0.0005) for power in range(3, 7)),
]


def places(picture: str, number: int) -> list[tuple[float, float]]:
    """The corners of one of the lines."""
    line = re.findall(r'<polyline points="([^"]+)"', picture)[number]
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line.split())]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_it_is_well_formed_and_names_every_series(palette: Palette) -> None:
    root = ET.fromstring(chart(POINTS, palette))
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert [text for text in texts if text.startswith(("grows", "stays"))] == [
        "grows, 1.00 s",
        "stays <as it is>, 500.0 µs",
    ]
    assert {"1,000", "1,000,000", "1 ms", "1 s"} <= set(texts)


def test_ten_times_as_much_is_as_far_wherever_it_begins() -> None:
    corners = places(chart(POINTS, LIGHT), 0)
    steps = {(round(b[0] - a[0]), round(a[1] - b[1])) for a, b in pairwise(corners)}
    assert len(steps) == 1
    assert all(step > 0 for step in steps.pop())


def test_what_does_not_grow_is_a_level_line() -> None:
    assert len({y for _, y in places(chart(POINTS, LIGHT), 1)}) == 1


def test_points_in_any_order_make_the_same_line() -> None:
    assert places(chart(POINTS[3::-1], DARK), 0) == places(chart(POINTS[:4], DARK), 0)


def test_labels_do_not_cover_each_other() -> None:
    near = [
        Point(f"series {n}", tasks, 0.001 * n * tasks)
        for n in range(1, 6)
        for tasks in (1_000, 10_000)
    ]
    heights = sorted(float(y) for y in re.findall(r'y="([\d.]+)"[^>]*>series', chart(near, LIGHT)))
    assert all(below - above >= 16 for above, below in pairwise(heights))


def test_without_points_there_is_no_picture() -> None:
    assert chart([], LIGHT) == ""
