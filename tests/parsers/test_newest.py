"""What is remembered of each note: its newest version, and nothing else."""

import gc
import weakref

from hypothesis import given
from hypothesis import strategies as st

from parsers.newest import newest_of_each

ASKED = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([b"1", b"2", b"3"])))


class Fact:
    """Something that can be seen to be gone."""

    def __init__(self, path: str, text: bytes) -> None:
        self.said = (path, text)


@given(ASKED, st.integers(1, 5))
def test_the_answer_is_always_that_of_these_bytes(
    asked: list[tuple[str, bytes]], most: int
) -> None:
    read = newest_of_each(most)(Fact)
    assert [read(path, text).said for path, text in asked] == asked


def test_the_same_bytes_are_read_once() -> None:
    read = newest_of_each(9)(Fact)
    assert read("a", b"1") is read("a", b"1")
    assert read("a", b"1") is not read("b", b"1")


def test_an_older_version_is_forgotten_at_once() -> None:
    read = newest_of_each(9)(Fact)
    older = weakref.ref(read("a", b"1"))
    read("a", b"2")
    gc.collect()
    assert older() is None


def test_no_more_paths_are_kept_than_were_allowed() -> None:
    read = newest_of_each(3)(Fact)
    facts = [weakref.ref(read(str(number), b"")) for number in range(100)]
    gc.collect()
    assert 1 <= sum(fact() is not None for fact in facts) <= 3
