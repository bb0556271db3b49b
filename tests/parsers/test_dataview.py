"""The Dataview dialect."""

import pytest

from parsers.dataview import DATAVIEW
from parsers.fields import FieldKind


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.DUE, "a [due:: 2026-12-01]", "2026-12-01"),
        (FieldKind.DUE, "a (due::2026-12-01)", "2026-12-01"),
        (FieldKind.DUE, "a[ due::  2026-12-01 ] ,", "2026-12-01"),
        (FieldKind.DONE, "[completion:: 2026-02-30]", "2026-02-30"),
        (FieldKind.PRIORITY, "[priority:: highest]", "highest"),
        (FieldKind.RECURRENCE, "[repeat:: every 2 weeks on Mon, Tue]", "every 2 weeks on Mon, Tue"),
        (FieldKind.ON_COMPLETION, "[onCompletion:: delete]", "delete"),
        (FieldKind.DEPENDS_ON, "[dependsOn:: a, b_c , d-e]", "a, b_c , d-e"),
    ],
)
def test_a_field_at_the_end_is_read(kind: FieldKind, text: str, value: str) -> None:
    found = DATAVIEW.read_last(kind, text)
    assert found is not None
    start, value_start, value_end, read = found
    assert (read, text[value_start:value_end]) == (value, value)
    assert text[start] in "[("
    assert kind in DATAVIEW.kinds_at_end(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "[due:: 2026-12-01", "[due:: 2026-12-01)", "[due: 2026-12-01]", "[Due:: 2026-12-01]",
        "[due:: 2026-1-5]", "[due:: 2026-12-01] x", "[due ::2026-12-01]", "]", ",", "[due:: ]",
        "[due:: 2026-12-01],,",
    ],
)  # fmt: skip
def test_what_looks_like_a_field_and_is_none(text: str) -> None:
    assert DATAVIEW.read_last(FieldKind.DUE, text) is None


def test_fields_are_written_in_square_brackets() -> None:
    assert DATAVIEW.write(FieldKind.CANCELLED, "2026-11-22") == "[cancelled:: 2026-11-22]"
    assert DATAVIEW.write(FieldKind.PRIORITY, "low") == "[priority:: low]"
    assert DATAVIEW.write_value(FieldKind.PRIORITY, "low") == "low"


@pytest.mark.parametrize(
    ("kind", "text", "span", "value"),
    [
        (
            FieldKind.RECURRENCE,
            "[repeat::  every day when done  ]",
            (11, 30),
            "every day when done",
        ),
        (FieldKind.RECURRENCE, "(repeat:: every day ) ,", (10, 19), "every day"),
        (FieldKind.RECURRENCE, "[repeat:: ]", (10, 10), ""),
        (FieldKind.DEPENDS_ON, "[dependsOn:: a, b  ]", (13, 17), "a, b"),
    ],
)
def test_blanks_around_a_value_are_no_part_of_it(
    kind: FieldKind, text: str, span: tuple[int, int], value: str
) -> None:
    assert DATAVIEW.read_last(kind, text) == (0, *span, value)
