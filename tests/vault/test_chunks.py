"""Two take from the same chunks."""

import threading

from tests.waiting import wait_until
from vault.chunks import Chunk, Chunks


def test_one_takes_the_first_and_the_other_the_last() -> None:
    chunks = Chunks()
    chunks.add([["a"], ["b"], ["c", "d"]])
    assert chunks.first() == ["a"]
    assert chunks.last() == ["c", "d"]
    assert chunks.first() == ["b"]
    assert chunks.first() is None


def test_who_takes_the_last_waits_until_no_more_are_to_come() -> None:
    chunks = Chunks()
    taken: list[Chunk | None] = []

    def take() -> None:
        while chunk := chunks.last():
            taken.append(chunk)
        taken.append(None)

    thread = threading.Thread(target=take)
    thread.start()
    chunks.add([["a"]])
    assert wait_until(lambda: taken == [["a"]])
    chunks.add([["b"]])
    chunks.finish()
    thread.join(5)
    assert taken == [["a"], ["b"], None]


def test_what_comes_back_after_the_end_is_there_again() -> None:
    chunks = Chunks()
    chunks.finish()
    assert chunks.last() is None
    chunks.add([["a"], ["b"]])
    assert chunks.take_all() == ["a", "b"]
    assert chunks.first() is None
