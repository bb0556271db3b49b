"""What may reach the terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile_vault import TERMINAL_TRAPS
from tui.safe_text import UNSAFE, safe_text

ANYTHING = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, ümläüts, 佐藤 and ⏫ 📅", "plain words, ümläüts, 佐藤 and ⏫ 📅"),
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("a\tb", "a b"),
        ("a\nb\rc\x00", "a␊b␍c␀"),
        ("\x7f", "␡"),
        ("\x9b31m\x85", "‹009B›31m‹0085›"),
        ("\u202egnp.exe", "‹202E›gnp.exe"),
        ("\u2066\u2069\u200e\u200f\u061c", "‹2066›‹2069›‹200E›‹200F›‹061C›"),
        ("pay\u200bpal\u2060\ufeff\u00ad", "pay‹200B›pal‹2060›‹FEFF›‹00AD›"),
        ("👩\u200d👧 ⏫\ufe0f", "👩👧 ⏫"),
        ("\U000e0041\U000e007f", "‹E0041›‹E007F›"),
        ("x\U000e0100", "x‹E0100›"),
        ("a\u2028b\u2029c", "a‹2028›b‹2029›c"),
        ("\udcff", "\ufffd"),
        ("\ufdd0\uffff\U0010ffff", "‹FDD0›‹FFFF›‹10FFFF›"),
        ("\ue000", "‹E000›"),
        ("already \ufffd", "already \ufffd"),
    ],
)
def test_each_unsafe_sign_becomes_a_visible_one(text: str, shown: str) -> None:
    assert safe_text(text) == shown


@given(ANYTHING)
def test_nothing_that_steers_or_hides_comes_out(text: str) -> None:
    shown = safe_text(text)
    assert UNSAFE.search(shown) is None
    assert all(unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Zl", "Zp") for sign in shown)
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(ANYTHING)
def test_safe_text_is_safe_already(text: str) -> None:
    assert safe_text(safe_text(text)) == safe_text(text)


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20)))
def test_plain_text_stays_the_same_object(text: str) -> None:
    assert safe_text(text) is text


@pytest.mark.parametrize("label", TERMINAL_TRAPS)
def test_a_trap_for_terminals_leaves_no_control_byte(label: str) -> None:
    shown = safe_text(TERMINAL_TRAPS[label].decode("utf-8", "surrogateescape"))
    assert not any(ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0 for sign in shown)
