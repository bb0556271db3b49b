"""Keys as bytes: they come back as they were, and other bytes are keys too."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from parsers.keys import INVALID_DAY, NO_DAY, Keys
from parsers.packed_keys import KEYS_SIZE, SYMBOL_SIZE, pack_keys, pack_symbol, unpack_keys
from parsers.priority import Priority

DAYS = st.one_of(st.sampled_from([NO_DAY, INVALID_DAY]), st.dates().map(date.toordinal))
SYMBOLS = st.one_of(st.characters(), st.sampled_from([*" x?日\U0010ffff", "\udcff", "\0"]))
KEYS = st.builds(Keys, SYMBOLS, st.sampled_from(Priority), DAYS, DAYS, DAYS, DAYS, DAYS)


@given(KEYS)
def test_keys_come_back_as_they_were(keys: Keys) -> None:
    packed = pack_keys(keys)
    assert len(packed) == KEYS_SIZE
    assert packed[:SYMBOL_SIZE] == pack_symbol(keys.symbol)
    assert unpack_keys(packed) == keys
    assert isinstance(unpack_keys(packed).priority, Priority)


@given(KEYS)
def test_equal_keys_are_one_object(keys: Keys) -> None:
    packed = pack_keys(keys)
    assert unpack_keys(bytes(bytearray(packed))) is unpack_keys(packed)


@given(st.binary(min_size=KEYS_SIZE, max_size=KEYS_SIZE))
def test_forged_bytes_are_keys_of_days_that_a_calendar_has(packed: bytes) -> None:
    symbol, priority, *days = unpack_keys(packed)
    assert len(symbol) == 1
    assert priority in set(Priority)
    for day in days:
        assert day in {NO_DAY, INVALID_DAY} or date.fromordinal(day) <= date.max
