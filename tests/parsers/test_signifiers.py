"""The emoji dialect."""

import pytest

from parsers.fields import DATE_KINDS, ORDER_OF_KIND, FieldKind
from parsers.signifiers import DATE_SIGNS, EMOJI, PRIORITY_SIGNS, WORD_SIGNS


@pytest.mark.parametrize("sign", DATE_SIGNS)
@pytest.mark.parametrize("gap", ["", " ", "   ", "\ufe0f", "\ufe0f  "])
def test_every_sign_of_a_date_is_read_with_spaces_between(sign: str, gap: str) -> None:
    text = f"a {sign}{gap}2026-12-01"
    kind = DATE_SIGNS[sign]
    at = len(text) - 10
    assert EMOJI.read_last(kind, text) == (2, at, len(text), "2026-12-01")
    assert kind in EMOJI.kinds_at_end(text)
    assert all(EMOJI.read_last(other, text) is None for other in DATE_KINDS if other is not kind)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01", "📅2026-1-5", "📅\t2026-12-01", "📅 \ufe0f2026-12-01", "📅 ２026-12-01",
        "📅 2026-12-01.", "📅 12026-12-01", "", "📅", "📅\ufe0f\ufe0f2026-12-01", "📅 2026-12-0१",
    ],
)  # fmt: skip
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert EMOJI.read_last(FieldKind.DUE, text) is None


@pytest.mark.parametrize(("sign", "word"), PRIORITY_SIGNS.items())
def test_a_priority_is_its_sign(sign: str, word: str) -> None:
    assert EMOJI.read_last(FieldKind.PRIORITY, f"a{sign}") == (1, 1, 2, word)
    assert EMOJI.read_last(FieldKind.PRIORITY, f"a{sign}\ufe0f") == (1, 1, 2, word)
    assert EMOJI.read_last(FieldKind.PRIORITY, f"{sign} a") is None
    assert (
        EMOJI.write(FieldKind.PRIORITY, word) == EMOJI.write_value(FieldKind.PRIORITY, word) == sign
    )


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (FieldKind.RECURRENCE, "every week, !", True),
        (FieldKind.RECURRENCE, "every week.", False),
        (FieldKind.ON_COMPLETION, "delete", True),
        (FieldKind.ON_COMPLETION, "delete 2", False),
        (FieldKind.ID, "a_B-9", True),
        (FieldKind.ID, "a b", False),
        (FieldKind.DEPENDS_ON, "a , b,c", True),
        (FieldKind.DEPENDS_ON, "a b", False),
        (FieldKind.DEPENDS_ON, "a,", False),
        (FieldKind.ID, "", False),
    ],
)
def test_words_behind_a_sign_are_read_where_all_of_them_fit(
    kind: FieldKind, value: str, read: bool
) -> None:
    text = f"a {WORD_SIGNS[kind]} {value}"
    found = EMOJI.read_last(kind, text)
    assert found == ((2, 4, len(text), value) if read else None)


def test_kinds_are_given_in_the_order_in_which_the_plugin_tries_them() -> None:
    for sign in (*PRIORITY_SIGNS, *DATE_SIGNS, *WORD_SIGNS.values()):
        places = [ORDER_OF_KIND[kind] for kind in EMOJI.kinds_at_end(f"a {sign} b")]
        assert places == sorted(places)
        assert len(places) == 2


def test_each_kind_is_written_with_its_first_sign() -> None:
    written = [EMOJI.write(kind, "v")[0] for kind in (*DATE_KINDS, *WORD_SIGNS)]
    assert written == ["✅", "❌", "📅", "⏳", "🛫", "➕", "🔁", "🏁", "🆔", "⛔"]
