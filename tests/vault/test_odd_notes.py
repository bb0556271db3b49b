"""Whatever bytes a note holds, a decision changes its own span and nothing else."""

from pathlib import Path

from tests.vault.odd_notes import decide_odd_notes


def test_of_a_note_of_odd_bytes_only_the_span_differs_and_undo_gives_it_back(
    tmp_path: Path,
) -> None:
    count = decide_odd_notes(tmp_path, seed=1, notes=500)
    assert (count.differing, count.not_undone, count.refused) == (0, 0, 0)
    assert count.decided > 700
