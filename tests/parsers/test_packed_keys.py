"""Keys as bytes and back."""

from hypothesis import given
from hypothesis import strategies as st

from parsers.keys import INVALID_DAY, NO_DAY, Keys
from parsers.packed_keys import KEYS_SIZE, pack_keys, unpack_keys, unpack_symbols
from parsers.priority import Priority

DAYS = st.one_of(st.just(NO_DAY), st.just(INVALID_DAY), st.dates().map(lambda day: day.toordinal()))
KEYS = st.builds(Keys, st.characters(), st.sampled_from(Priority), DAYS, DAYS, DAYS, DAYS, DAYS)


@given(KEYS)
def test_keys_come_back_as_they_were(keys: Keys) -> None:
    packed = pack_keys(keys)
    assert len(packed) == KEYS_SIZE
    assert unpack_keys(packed) == keys
    assert unpack_keys(bytes(bytearray(packed))) is unpack_keys(packed)


@given(st.lists(KEYS, max_size=4))
def test_the_symbols_of_several_keys_are_read_alone(several: list[Keys]) -> None:
    assert unpack_symbols(b"".join(map(pack_keys, several))) == [keys.symbol for keys in several]


@given(st.binary(min_size=KEYS_SIZE, max_size=KEYS_SIZE))
def test_any_bytes_give_keys_that_a_calendar_can_show(packed: bytes) -> None:
    keys = unpack_keys(packed)
    assert keys.priority in Priority
    assert all(INVALID_DAY <= day <= 3_652_059 for day in keys[2:])
    assert unpack_symbols(packed) == [keys.symbol]
