"""Decisions on one computer and edits on another, with Syncthing between their folders."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from tests.soak.figures import Figure, all_of, none_of, told
from tests.soak.syncthing import Side, two_sides, wait_until_alike
from tests.waiting import wait_until
from vault.edits import Accept
from vault.outcomes import Decision
from vault.vault import Vault

PART = "Syncthing"
NOTES = 60
_TASKS = 6
_TICK_S = 0.1


def syncs(share: float) -> Iterator[Figure]:
    """First decisions alone, then decisions while the other side edits other and the same notes."""
    if shutil.which("syncthing") is None:
        yield Figure(PART, "all of it", "left out: syncthing is not installed")
        return
    notes = max(4, round(NOTES * share))
    with TemporaryDirectory() as folder, two_sides(Path(folder)) as (here, there):
        _fill(here, notes)
        wait_until_alike(here, there)
        vault = _opened(here, Path(folder), notes)
        try:
            yield from _alone(vault, here, there, notes)
            yield from _together(vault, here, there, notes)
        finally:
            vault.close()


def _fill(side: Side, notes: int) -> None:
    for note in range(notes):
        tasks = "".join(f"- [?] Task {note}.{n}. #proposed\n" for n in range(_TASKS))
        (side.notes / f"{note}.md").write_text(f"# Note {note}\n\n{tasks}\n", encoding="utf-8")


def _opened(side: Side, folder: Path, notes: int) -> Vault:
    vault = Vault(str(side.notes), today=lambda: date(2026, 11, 22), state=str(folder / "state"))
    vault.start()
    assert wait_until(lambda: vault.loaded and vault.note_count() == notes, 20)
    return vault


def _accept(vault: Vault, note: int, number: int) -> bool:
    """Accept one task; whether it was written."""
    words = f"Task {note}.{number}."
    found = next(one for one in vault.in_note(f"{note}.md") if words in one.task.description)
    return vault.apply([Decision(found, Accept())]).written == 1


def _accepted(side: Side, note: int, number: int) -> bool:
    """Whether the decision stands in the note or in a copy of it."""
    line = f"- [ ] Task {note}.{number}.\n".encode()
    return any(line in data for name, data in side.files().items() if _is_of(name, note))


def _is_of(name: str, note: int) -> bool:
    return name.split(".", maxsplit=1)[0] == str(note)


def _alone(vault: Vault, here: Side, there: Side, notes: int) -> Iterator[Figure]:
    made = [(note, number) for number in range(2) for note in range(notes)]
    written = sum(_accept(vault, *each) for each in made)
    wait_until_alike(here, there)
    arrived = sum(_accepted(there, *each) for each in made)
    yield all_of(PART, "decisions alone, arrived at the other side", arrived, len(made))
    yield all_of(PART, "decisions alone, written", written, len(made))
    copies = here.conflict_copies() + there.conflict_copies()
    yield none_of(PART, "conflict copies from us alone", len(copies))


def _together(vault: Vault, here: Side, there: Side, notes: int) -> Iterator[Figure]:
    """The other side is half a round ahead in the notes, but for every tenth: there both meet."""
    decided: list[tuple[int, int]] = []
    edited: list[tuple[int, bytes]] = []
    for number in range(2, _TASKS):
        for note in range(notes):
            if _accept(vault, note, number):
                decided.append((note, number))
            other = note if note % 10 == 0 else (note + notes // 2) % notes
            line = f"Words {other}.{number} from the other side.\n".encode()
            with (there.notes / f"{other}.md").open("ab") as file:
                file.write(line)
            edited.append((other, line))
            sleep(_TICK_S)
    wait_until_alike(here, there)
    kept = sum(_accepted(there, *each) for each in decided)
    texts = there.files().items()
    stay = sum(any(line in d for name, d in texts if _is_of(name, n)) for n, line in edited)
    yield all_of(PART, "decisions beside edits, in the note or a copy", kept, len(decided))
    yield all_of(PART, "edits of the other side, in the note or a copy", stay, len(edited))
    yield told(
        PART, "conflict copies where both changed one note at once", len(there.conflict_copies())
    )
