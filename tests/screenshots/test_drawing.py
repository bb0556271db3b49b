"""What the pictures promise: columns that fonts cannot shift, and nothing fetched."""

import re
from xml.etree.ElementTree import fromstring

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screenshots.drawing import CELL_HEIGHT, CELL_WIDTH, draw

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[tuple[float, str]]:
    """x in cells and words of each text."""
    return [
        (float(node.get("x", "")) / CELL_WIDTH, node.text or "")
        for node in fromstring(svg).iter(f"{SVG}text")
    ]


def test_the_picture_has_the_size_of_its_cells() -> None:
    root = fromstring(draw([Strip.blank(7), Strip.blank(7)], 7))
    assert root.get("width") == str(7 * CELL_WIDTH)
    assert root.get("height") == str(2 * CELL_HEIGHT)


def test_words_begin_on_their_columns() -> None:
    assert texts(draw([Strip([Segment("ab  cd")])], 6)) == [(0, "ab"), (4, "cd")]


def test_wide_signs_stand_in_the_middle_of_their_two_cells_and_shift_nothing() -> None:
    assert texts(draw([Strip([Segment("日本x📅y")])], 7)) == [
        (1, "日"),
        (3, "本"),
        (4, "x"),
        (6, "📅"),
        (7, "y"),
    ]


def test_marks_without_width_stay_with_their_letter() -> None:
    assert texts(draw([Strip([Segment("e\u0301a")])], 2)) == [(0, "e\u0301a")]


def test_bars_and_rules_are_shapes() -> None:
    svg = draw([Strip([Segment("▌─━▅", Style(color="#112233"))])], 4)
    assert texts(svg) == []
    assert svg.count('fill="#112233"') == 4


def test_markup_in_a_note_is_text_in_the_picture() -> None:
    assert texts(draw([Strip([Segment("<b>&")])], 4)) == [(0, "<b>&")]


def test_reversed_text_swaps_its_colours() -> None:
    svg = draw([Strip([Segment("a", Style(color="#112233", bgcolor="#445566", reverse=True))])], 1)
    assert re.findall(r'fill="(#\d+)"', svg) == ["#112233", "#445566"]


def test_the_only_address_is_the_name_of_the_format() -> None:
    svg = draw([Strip([Segment("words")])], 5)
    assert re.findall(r"https?://[^\"']*|url\([^#]", svg) == ["http://www.w3.org/2000/svg"]
