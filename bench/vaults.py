"""Vaults of any size, made from a seed, with a manifest of what a reader must find in them.

Besides tasks they hold lines that look like tasks and are none: in fences, comments, properties
and indented code, in folders that are not entered and in files that are no notes.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from bench.prose import Prose

_EDITION: Final = 1
"""Part of a cached vault's name; a change of this file or of prose.py that shows needs another."""
_KINDS: Final = {"Meetings": 40, "Daily": 15, "People": 15, "Projects": 20, "Clippings": 10}
_SHARE_WITH_TASKS: Final = 0.3
_MOST_IN_A_NOTE: Final = 300
_FAKE: Final = "- [ ] no task 📅 2026-01-01"
_HIDING: Final = {
    "fence": ("```markdown", _FAKE, "```"),
    "comment": ("%%", _FAKE, "%%"),
    "html": ("<!--", _FAKE, "-->"),
    "indented": ("## Log", "", "    " + _FAKE),
    "math": ("$$", _FAKE, "$$"),
}
"""Lines that hide one fake each, by the kind of hiding."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The parameters of a vault."""

    notes: int
    tasks_a_note: float = 1.5
    """On average; three notes in ten have tasks at all."""
    seed: int = 1

    @property
    def folder(self) -> str:
        """The name of its folder, which no other parameters have."""
        return f"notes-{self.notes}-tasks-{self.tasks_a_note:g}-seed-{self.seed}-{_EDITION}"


@dataclass(slots=True)
class Manifest:
    """The truth about a vault, counted while it was written."""

    notes: int = 0
    bytes: int = 0
    """Of the notes alone."""
    tasks: dict[str, int] = field(default_factory=dict)
    """By status symbol."""
    fakes: dict[str, int] = field(default_factory=dict)
    """Lines in notes that look like tasks, by what hides them."""

    @property
    def total(self) -> int:
        """How many tasks there are."""
        return sum(self.tasks.values())

    @property
    def proposed(self) -> int:
        """How many of them are proposals."""
        return self.tasks.get("?", 0)


@dataclass(frozen=True, slots=True)
class MadeVault:
    """A vault on the disk and the truth about it."""

    root: str
    shape: Shape
    manifest: Manifest


def cached_vault(shape: Shape, folder: str | None = None) -> MadeVault:
    """The vault of this shape, made unless it is there already.

    `folder` holds such vaults, by default `vaultriage-bench` among the system's temporary files.
    """
    base = Path(folder or os.path.join(tempfile.gettempdir(), "vaultriage-bench"))
    root = base / shape.folder
    record = base / f"{shape.folder}.json"
    # The record is written last: a vault without one was never finished.
    if not record.exists():
        shutil.rmtree(root, ignore_errors=True)
        record.write_text(json.dumps(asdict(write_vault(shape, str(root)))), encoding="utf-8")
    return MadeVault(str(root), shape, Manifest(**json.loads(record.read_text(encoding="utf-8"))))


def own_copy(made: MadeVault, folder: str) -> MadeVault:
    """A copy below `folder` that a benchmark may write to."""
    root = os.path.join(folder, made.shape.folder)
    shutil.copytree(made.root, root)
    return MadeVault(root, made.shape, made.manifest)


def write_vault(shape: Shape, root: str) -> Manifest:
    """Write the vault into `root`, which must not exist; what it holds."""
    os.makedirs(root)
    writer = _Writer(shape, root)
    for number in range(shape.notes):
        writer.write_note(number)
    writer.write_traps()
    return writer.manifest


class _Writer:
    def __init__(self, shape: Shape, root: str) -> None:
        self._shape = shape
        self._root = root
        self._prose = Prose(shape.seed)
        self._made: set[str] = set()
        self.manifest = Manifest()

    def write_note(self, number: int) -> None:
        """One note of a random kind."""
        prose = self._prose
        kind = prose.random.choices(tuple(_KINDS), tuple(_KINDS.values()))[0]
        day = prose.day(-1500, 0).isoformat()
        title = prose.title(number)
        lines = self._properties(kind, title, day)
        lines += [f"# {title}", "", *self._body(), ""]
        data = "\n".join(lines)
        if prose.chance(0.02):
            data = data.replace("\n", "\r\n")
        encoded = data.encode()
        self.manifest.notes += 1
        self.manifest.bytes += len(encoded)
        self._write(_path(kind, title, day, prose), encoded)

    def write_traps(self) -> None:
        """Fakes where no reader may look."""
        for at in (".trash/gone.md", ".obsidian/plugins/x/README.md", "node_modules/y/README.md"):
            self._write(at, _FAKE.encode())
        self._write("Boards/board.canvas", b'{"nodes":[{"text":"- [ ] no task"}]}')
        self._write(".obsidian/app.json", b"{}")
        picture = self._prose.random.randbytes(20_000)
        for number in range(self._shape.notes // 100):
            self._write(f"Attachments/picture {number}.png", picture)

    def _write(self, path: str, data: bytes) -> None:
        at = os.path.join(self._root, path)
        folder = os.path.dirname(at)
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)
            self._made.add(folder)
        Path(at).write_bytes(data)

    def _properties(self, kind: str, title: str, day: str) -> list[str]:
        prose = self._prose
        if prose.chance(0.08):
            return []
        lines = ["---", f"title: {title}", f"date: {day}", f"type: {kind.lower()}"]
        if kind == "Meetings":
            participants = [f"- {person}" for person in prose.random.sample(prose.people, 3)]
            lines += ["participants:", *participants, "source: transcript", "generated: true"]
        if prose.chance(0.03):
            self._count_fake("frontmatter")
            lines += ["todo: |", f"  {_FAKE}"]
        return [*lines, "---", ""]

    def _body(self) -> list[str]:
        prose = self._prose
        size = prose.random.randint(1_000, 6_000)
        parts: list[Sequence[str]] = [self._section() for _ in range(size // 420)]
        parts += self._hidden_parts()
        parts += self._task_parts()
        prose.random.shuffle(parts)
        return [line for part in parts for line in (*part, "")]

    def _section(self) -> Sequence[str]:
        prose = self._prose
        if prose.chance(0.5):
            return [f"- {prose.sentence()}" for _ in range(6)]
        return [f"## {prose.sentence()[:24]}", "", prose.paragraph(), "", prose.paragraph()]

    def _hidden_parts(self) -> list[Sequence[str]]:
        parts: list[Sequence[str]] = []
        for kind, lines in _HIDING.items():
            if self._prose.chance(0.02):
                self._count_fake(kind)
                parts.append(lines)
        return parts

    def _task_parts(self) -> list[Sequence[str]]:
        if not self._prose.chance(_SHARE_WITH_TASKS):
            return []
        mean = self._shape.tasks_a_note / _SHARE_WITH_TASKS
        wanted = round(self._prose.random.expovariate(1 / mean))
        left = min(max(wanted, 1), _MOST_IN_A_NOTE)
        parts: list[Sequence[str]] = []
        while left:
            count = min(left, self._prose.random.randint(1, 6))
            parts.append(self._tasks(count))
            left -= count
        return parts

    def _tasks(self, count: int) -> Sequence[str]:
        """A heading or a callout with so many tasks."""
        prose = self._prose
        tasks = [self._task() for _ in range(count)]
        if prose.chance(0.1):
            return ["> [!todo] Follow-ups", *(f"> - {task}" for task in tasks)]
        marker = prose.random.choice(("- ", "- ", "- ", "* ", "1. "))
        nested = [("\t" if number % 3 == 2 else "") + marker + t for number, t in enumerate(tasks)]
        return ["## Action items", "", *nested]

    def _task(self) -> str:
        status = self._prose.status()
        self.manifest.tasks[status] = self.manifest.tasks.get(status, 0) + 1
        return self._prose.task(status)

    def _count_fake(self, kind: str) -> None:
        self.manifest.fakes[kind] = self.manifest.fakes.get(kind, 0) + 1


def _path(kind: str, title: str, day: str, prose: Prose) -> str:
    if kind == "People":
        return f"People/{prose.random.choice(prose.people)}/{title}.md"
    if kind == "Projects":
        return f"Projects/{title.partition(' ')[0]}/{title}.md"
    return f"{kind}/{day[:4]}/{day[5:7]}/{day} - {title}.md"
