"""The digest is the one that everybody else calls BLAKE2b."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from vault.digest import blake2b


@given(st.binary(max_size=300), st.integers(1, 64))
def test_a_digest_is_that_of_hashlib(data: bytes, size: int) -> None:
    ours = blake2b(data, digest_size=size).hexdigest()
    assert ours == hashlib.blake2b(data, digest_size=size).hexdigest()
