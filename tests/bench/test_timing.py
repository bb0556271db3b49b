"""Medians, percentiles, and commands that fail."""

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.timing import CommandError, Timing, in_turn, percentile, timed_command


@given(st.lists(st.floats(0, 10), min_size=1), st.sampled_from([0.5, 0.95, 1.0]))
def test_a_percentile_is_the_smallest_sample_that_so_many_do_not_exceed(
    samples: list[float], share: float
) -> None:
    found = percentile(samples, share)
    below = sum(sample <= found for sample in samples)
    assert found in samples
    assert below >= share * len(samples)
    assert all(sum(s <= t for s in samples) < share * len(samples) for t in samples if t < found)


def test_jobs_take_turns_and_their_first_run_does_not_count() -> None:
    order: list[str] = []

    def job(name: str, walls: list[float]) -> Timing:
        order.append(name)
        return Timing(walls.pop(0), 0)

    first, second = [99.0, 3.0, 1.0, 2.0], [99.0, 6.0, 4.0, 5.0]
    medians = in_turn(lambda: job("a", first), lambda: job("b", second), times=3)
    assert [timing.wall for timing in medians] == [2.0, 5.0]
    assert order == ["a", "b"] * 4


def test_a_command_that_fails_is_no_figure() -> None:
    command = [sys.executable, "-c", "raise SystemExit('broken')"]
    with pytest.raises(CommandError, match="broken"):
        timed_command(command, os.environ, ".")
