"""Vaults of any size, made from a seed, with a manifest of what a reader must find in them.

Besides tasks they hold lines that look like tasks and are none: in fences, comments, properties
and indented code, in folders that are not entered and in files that are no notes; tasks in nested
quotes and behind closed fences; notes with a byte order mark, with either line end or with both.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bench.odd_parts import FAKE, HIDING, NO_BOXES, PLACES, TASK, UNCLOSED, in_odd_places
from bench.prose import Prose
from bench.shapes import Manifest, Shape, mark

_KINDS: Final = {"Meetings": 40, "Daily": 15, "People": 15, "Projects": 20, "Clippings": 10}
_MOST_IN_A_NOTE: Final = 300
_ODD: Final = 0.01
"""The share of notes with a byte order mark, with mixed line ends, with a fence left open …"""
_HIDDEN: Final = 0.01
"""The share of notes with each way of hiding."""
_CARD: Final = {"id": "1", "type": "text", "text": FAKE, "x": 0, "y": 0, "width": 9, "height": 9}
_CANVAS: Final = json.dumps({"nodes": [_CARD], "edges": []}).encode()


@dataclass(frozen=True, slots=True)
class MadeVault:
    """A vault on the disk and the truth about it."""

    root: str
    shape: Shape
    manifest: Manifest

    @property
    def is_dense(self) -> bool:
        """Whether each note has tasks."""
        return self.shape.with_tasks == 1

    @property
    def is_million(self) -> bool:
        """Whether it is of the size for which targets of a million tasks were set."""
        return self.is_dense and self.manifest.total >= 1_000_000

    @property
    def size(self) -> str:
        """How large it is, in the words of the tables."""
        if self.is_dense:
            return f"{self.manifest.total:,} tasks"
        return f"{self.shape.notes:,} notes"


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
        lines += [f"# {title}", "", *self._body()]
        path = _path(kind, title, day, prose)
        data = self._encoded(lines, path)
        self.manifest.notes += 1
        self.manifest.bytes += len(data)
        self._write(path, data)

    def _encoded(self, lines: list[str], path: str) -> bytes:
        """The note's bytes; what is marked as a task is counted, with the bytes that it gets."""
        ends, first, last = self._line_ends(len(lines))
        raws = [line.removeprefix(TASK).encode() for line in lines]
        raws[0] = first + raws[0]
        for number, (line, raw) in enumerate(zip(lines, raws, strict=True), 1):
            if line.startswith(TASK):
                self.manifest.marks += mark(path, number, raw)
                self.manifest.task_bytes += len(raw)
        return b"".join(raw + end for raw, end in zip(raws, ends, strict=True)) + last

    def _line_ends(self, lines: int) -> tuple[list[bytes], bytes, bytes]:
        """An end for each line, the byte order mark before the first one, what follows the last."""
        chance, ends = self._prose.chance, [b"\n"] * lines
        if not self._shape.odd:
            return ends, b"", b""
        if chance(2 * _ODD):
            self._count_odd("CRLF")
            ends = [b"\r\n"] * lines
        elif chance(_ODD):
            self._count_odd("mixed line ends")
            ends = self._prose.random.choices((b"\n", b"\r\n"), k=lines)
        if chance(_ODD):
            self._count_odd("no last line feed")
            ends[-1] = b""
        elif chance(_ODD):
            self._count_odd("not UTF-8")
            return ends, b"", b"caf\xe9 and \xff\n"
        if chance(_ODD):
            self._count_odd("byte order mark")
            return ends, b"\xef\xbb\xbf", b""
        return ends, b"", b""

    def write_traps(self) -> None:
        """Fakes where no reader may look."""
        for at in (".trash/gone.md", ".obsidian/plugins/x/README.md", "node_modules/y/README.md"):
            self._write(at, FAKE.encode())
        self._write("Boards/board.canvas", _CANVAS)
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
            self._count_fake("frontmatter", 1)
            lines += ["todo: |", f"  {FAKE}"]
        return [*lines, "---", ""]

    def _body(self) -> list[str]:
        prose = self._prose
        size = prose.random.randint(1_000, 6_000)
        parts: list[Sequence[str]] = [self._section() for _ in range(size // 420)]
        parts += self._hidden_parts()
        parts += self._task_parts()
        prose.random.shuffle(parts)
        if prose.chance(_ODD):
            self._count_fake("unclosed fence", 2)
            parts.append(UNCLOSED)
        return [line for part in parts for line in (*part, "")][:-1]

    def _section(self) -> Sequence[str]:
        prose = self._prose
        if prose.chance(0.5):
            return [f"- {prose.sentence()}" for _ in range(6)]
        return [f"## {prose.sentence()[:24]}", "", prose.paragraph(), "", prose.paragraph()]

    def _hidden_parts(self) -> list[Sequence[str]]:
        prose = self._prose
        parts: list[Sequence[str]] = []
        for kind, lines in HIDING.items():
            if prose.chance(_HIDDEN):
                self._count_fake(kind, sum(FAKE in line for line in lines))
                parts.append(lines)
        if prose.chance(_HIDDEN):
            self._count_fake("no box", len(NO_BOXES))
            parts.append(NO_BOXES)
        return parts

    def _task_parts(self) -> list[Sequence[str]]:
        share = self._shape.with_tasks
        if not self._prose.chance(share):
            return []
        wanted = round(self._prose.random.expovariate(share / self._shape.tasks_a_note))
        left = min(max(wanted, 1), _MOST_IN_A_NOTE)
        parts: list[Sequence[str]] = []
        if left >= PLACES and self._prose.chance(0.1):
            self._count_odd("tasks in nested quotes and behind fences")
            parts += in_odd_places([self._task() for _ in range(PLACES)])
            left -= PLACES
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
            return ["> [!todo] Follow-ups", *(f"{TASK}> - {task}" for task in tasks)]
        marker = prose.random.choice(("- ", "- ", "- ", "* ", "1. "))
        indents = ("", "", "\t")
        nested = [TASK + indents[number % 3] + marker + task for number, task in enumerate(tasks)]
        return ["## Action items", "", *nested]

    def _task(self) -> str:
        status = self._prose.status()
        self.manifest.tasks[status] = self.manifest.tasks.get(status, 0) + 1
        return self._prose.task(status)

    def _count_fake(self, kind: str, lines: int) -> None:
        self.manifest.fakes[kind] = self.manifest.fakes.get(kind, 0) + lines

    def _count_odd(self, kind: str) -> None:
        self.manifest.odd[kind] = self.manifest.odd.get(kind, 0) + 1


def _path(kind: str, title: str, day: str, prose: Prose) -> str:
    if kind == "People":
        return f"People/{prose.random.choice(prose.people)}/{title}.md"
    if kind == "Projects":
        return f"Projects/{title.partition(' ')[0]}/{title}.md"
    return f"{kind}/{day[:4]}/{day[5:7]}/{day} - {title}.md"
