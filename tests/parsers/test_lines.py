"""Bytes to lines and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.lines import BOM, decode_line, encode_line, is_lossy, shown, split_lines

PIECES = st.sampled_from(
    [
        b"\n",
        b"\r\n",
        b"\r",
        b"\x00",
        b"\x0b",
        b"\x0c",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\xff",
        BOM,
        b"- [ ] a",
    ]
)
NOTES = st.binary() | st.lists(PIECES).map(b"".join)


@given(NOTES)
def test_the_lines_joined_by_newlines_are_the_note(data: bytes) -> None:
    lines = split_lines(data)
    assert b"\n".join(lines) == data
    assert len(lines) == data.count(b"\n") + 1


@given(NOTES)
def test_a_decoded_line_is_encoded_to_the_same_bytes(raw: bytes) -> None:
    assert encode_line(decode_line(raw)) == raw


@given(NOTES)
def test_a_line_is_lossy_when_its_bytes_are_not_utf8(raw: bytes) -> None:
    text = decode_line(raw)
    assert is_lossy(text) == (raw.decode("utf-8", "ignore").encode() != raw)
    assert not is_lossy(shown(text))
    assert len(shown(text)) == len(text)


def test_a_note_with_a_last_newline_ends_in_an_empty_line() -> None:
    assert split_lines(b"a\nb\n") == [b"a", b"b", b""]
    assert split_lines(b"a\nb") == [b"a", b"b"]
    assert split_lines(b"") == [b""]


def test_only_a_newline_ends_a_line() -> None:
    data = b"a\x0bb\x0cc\x1cd\xc2\x85e\xe2\x80\xa8f\rg\x00h"
    assert split_lines(data) == [data]


def test_a_carriage_return_stays_at_the_end_of_its_line() -> None:
    assert split_lines(b"a\r\nb\n\r\n") == [b"a\r", b"b", b"\r", b""]


def test_the_byte_order_mark_stays_in_the_first_line() -> None:
    assert split_lines(BOM + b"# A\nb") == [BOM + b"# A", b"b"]
    assert decode_line(BOM) == "\ufeff"


def test_bytes_that_are_not_utf8_are_shown_as_a_replacement_character() -> None:
    text = decode_line(b"caf\xe9 \xf0\x9f\x94\xba")
    assert text == "caf\udce9 🔺"
    assert is_lossy(text)
    assert shown(text) == "caf\ufffd 🔺"


def test_text_without_surrogates_is_shown_as_it_is() -> None:
    assert not is_lossy("plain")
    assert not is_lossy("café 🔺")
    assert shown("café 🔺") == "café 🔺"


def test_a_surrogate_that_no_byte_stands_behind_is_not_encoded() -> None:
    with pytest.raises(UnicodeEncodeError):
        encode_line("\ud83d")
