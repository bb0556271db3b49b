"""A day in a vault that other programs write to: notes saved, made, moved and removed, all at once.

Each text is another one, so that whatever is remembered for each text shows as growth; the vault
itself stays about as large as it was.
"""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

NEWEST: Final = "0 The newest.md"
"""Saved at the end of each wave, with a word of its own in its first row."""
_FOLDERS: Final = 40
_TASKS: Final = 6
_NEW: Final = 0.01
_STATUSES: Final = "??? xx/-"
_FIELDS: Final = (
    "",
    " #errand",
    " ⏫",
    " 📅 2026-12-24",
    " ⏳ 2026-11-30 📅 2026-12-01",
    " #task #call",
)
_WAYS: Final = {
    "write": 50,
    "rename": 30,
    "same": 5,
    "remove": 5,
    "move": 5,
    "read": 4,
    "folder": 1,
}
_DAY: Final = "2026-11-22"


class BusyVault:
    """The notes in `root`, and the programs that write to them."""

    def __init__(self, root: Path, notes: int, seed: int) -> None:
        self._root = root
        self._dice = random.Random(seed)
        self._names = [f"Folder {n % _FOLDERS}/Note {n}.md" for n in range(notes)]
        self.saves = 0
        """How many times something was written, moved or removed."""
        for name in self._names:
            self._write(name)
        # A row that came later would stand above what a screen shows.
        self._save_newest()
        self.saves = 0

    def wave(self, saves: int, meanwhile: Callable[[], object] = int) -> str:
        """So many saves, each in one of the ways of real programs: the word of the newest note.

        `meanwhile` is done after each of them.
        """
        end = self.saves + saves
        while self.saves < end - 1:
            way = self._dice.choices(tuple(_WAYS), tuple(_WAYS.values()))[0]
            getattr(self, f"_{way}")(self._dice.choice(self._names))
            meanwhile()
        return self._save_newest()

    def _write(self, name: str) -> None:
        """In place, as many editors do it; the note comes back if it was removed."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self._text(), encoding="utf-8")
        self.saves += 1

    def _rename(self, name: str) -> None:
        """A new file takes the note's place, as sync programs and git do it."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.tmp")
        new.write_text(self._text(), encoding="utf-8")
        os.replace(new, path)
        self.saves += 1

    def _same(self, name: str) -> None:
        """Saved without a change."""
        path = self._root / name
        if path.exists():
            path.write_bytes(path.read_bytes())
            self.saves += 1

    def _remove(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)
        self.saves += 1

    def _move(self, name: str) -> None:
        """To another folder and back, which is how a name is tried out."""
        path, other = self._root / name, self._root / f"Folder {self._dice.randrange(_FOLDERS)}"
        if path.exists():
            other.mkdir(exist_ok=True)
            os.replace(path, other / f"Moved {path.name}")
            os.replace(other / f"Moved {path.name}", path)
            self.saves += 2

    def _read(self, name: str) -> None:
        """Only looked at: nobody should hear of it."""
        path = self._root / name
        if path.exists():
            path.read_bytes()

    def _folder(self, name: str) -> None:
        """A folder comes with a note and goes again; now and then one of the others does."""
        new = self._root / f"Passing {self.saves}" / "below"
        new.mkdir(parents=True)
        (new / "note.md").write_text(self._text(), encoding="utf-8")
        shutil.rmtree(new.parent)
        self.saves += 2
        if self._dice.random() < 0.2:
            shutil.rmtree((self._root / name).parent, ignore_errors=True)
            self.saves += 1

    def _save_newest(self) -> str:
        word = f"zq{self.saves:07d}"
        text = f"---\ndate: {_DAY}\n---\n- [?] {word} is new. @Myself #task #proposed #auto\n"
        (self._root / NEWEST).write_text(text, encoding="utf-8")
        self.saves += 1
        return word

    def _text(self) -> str:
        dice, number = self._dice, self.saves
        # Most people are known; a few are new, as is each text.
        people = [
            dice.randrange(200) if dice.random() < 0.99 else number for _ in range(2 * _TASKS)
        ]
        lines = [
            f"- [{dice.choice(_STATUSES)}] Word{number} and word {line} of it. "
            f"@Person{person}{dice.choice(_FIELDS)}"
            for line, person in enumerate(people[: dice.randint(0, 2 * _TASKS)])
        ]
        date = f"2026-{dice.randint(1, 10):02d}-{dice.randint(1, 28):02d}"
        proposed = [line + " #proposed" if "[?]" in line else line for line in lines]
        heading = number if dice.random() < _NEW else dice.randrange(200)
        head = f"---\ndate: {date}\nseen: {number}\n---\n# About {heading}\n"
        return "\n".join((head, *proposed, "", f"Text of save {number}.", ""))
