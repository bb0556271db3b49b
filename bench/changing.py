"""What a change costs without a screen: one note read again, a proposal accepted."""

import gc
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec.structs import replace

from bench.prose import DAY
from bench.table import Row, Target, duration
from bench.timing import Timing, in_turn, percentile, timed
from bench.vaults import MadeVault
from parsers.filter import parse_filter
from parsers.note import parse_note
from vault.edits import Accept
from vault.index import IndexedTask
from vault.indexer import Indexer
from vault.knowledge import IndexSettings
from vault.outcomes import Decision
from vault.vault import Vault
from vault.view import ViewName, ViewRequest
from vault.views import Views
from vault.writer import NoteWriter, Written

_REPEAT: Final = 50
_ROWS: Final = 100_000
_MANY: Final = 1_000_000


def one_note_again(made: MadeVault) -> Iterator[Row]:
    """A note with tasks that is read again, alone and with every view of it open."""
    writer = NoteWriter(made.root)
    indexer = Indexer(made.root, writer.read, lambda _event: None, IndexSettings())
    indexer.load()
    path = max(indexer.tasks(), key=lambda found: found.proposed).path
    data, stat = writer.read(path)

    def index() -> None:
        indexer.put(path, Written(data, data, stat), {})

    views = Views(indexer.path_of)

    def index_and_views() -> None:
        index()
        notes, _ = indexer.take_touched((), everything=False)
        views.update(notes, indexer.people(), DAY)
        for name in ViewName:
            views.view(ViewRequest(name))

    notes, _ = indexer.take_touched((), everything=True)
    views.update(notes, indexer.people(), DAY)

    parsed, alone, seen = in_turn(
        lambda: timed(lambda: parse_note(path, data, indexer.settings.grammar), _REPEAT),
        lambda: timed(index, _REPEAT),
        lambda: timed(index_and_views, _REPEAT),
    )
    tasks = f"{made.manifest.total:,} tasks"
    target = Target(1, 0.2, "ms", "" if made.manifest.total >= _MANY else "1M tasks")
    for name, took in ((f"re-index one note, {tasks}", alone), ("… and all eight views", seen)):
        yield Row(
            name,
            duration(took.wall),
            duration(took.cpu),
            f"parse_note {duration(parsed.wall)}",
            took.wall / parsed.wall,
            target,
            took.wall * 1e3,
        )


def views(made: MadeVault) -> Iterator[Row]:
    """Every task judged, then grouped by note, then those with one word, as typing asks for it."""
    indexer = Indexer(made.root, NoteWriter(made.root).read, lambda _event: None, IndexSettings())
    indexer.load()
    notes, _ = indexer.take_touched((), everything=True)
    people = indexer.people()
    views = Views(indexer.path_of)
    views.update(notes, people, DAY)
    everything = ViewRequest(ViewName.ALL)
    filtered = replace(everything, filter=parse_filter("harbour"))
    other = replace(everything, filter=parse_filter("other"))

    def group() -> None:
        views.forget_arrangements()
        views.view(everything)

    def narrow() -> Timing:
        views.view(everything)
        views.view(other)
        return timed(lambda: views.view(filtered))

    judged, grouped, narrowed = in_turn(
        lambda: timed(lambda: Views(indexer.path_of).update(notes, people, DAY)),
        lambda: timed(group),
        narrow,
    )
    total = made.manifest.total
    given = "" if total >= _ROWS else "100k rows"
    yield Row(f"judge {total:,} tasks, once", duration(judged.wall), duration(judged.cpu))
    for what, took in (("group", grouped), ("filter", narrowed)):
        yield Row(
            f"{what} {total:,} tasks",
            duration(took.wall),
            duration(took.cpu),
            target=Target(60, 30, "ms", given),
            value=took.wall * 1e3,
        )


def accepting(made: MadeVault, samples: int) -> Iterator[Row]:
    """Vault.apply until journal and note are on the disk; the vault is changed by it."""
    with TemporaryDirectory(prefix="vaultriage-bench-state-") as state:
        yield from _accepting(made, samples, state)


def _accepting(made: MadeVault, samples: int, state: str) -> Iterator[Row]:
    vault = Vault(made.root, today=lambda: DAY, state=state)
    vault.load()
    proposals = [found for found in vault.tasks() if found.proposed]
    chosen = proposals[:: max(1, len(proposals) // samples)][:samples]
    gc.collect()
    took = [timed(partial(_accept, vault, found)).wall for found in chosen]
    bare = [timed(partial(_write_bare, made, found)).wall for found in chosen]
    vault.close()
    for share in (0.5, 0.95):
        value, other = percentile(took, share), percentile(bare, share)
        yield Row(
            f"accept, journal and note on disk, p{share * 100:g}, {made.shape.notes:,} notes",
            duration(value),
            yardstick=f"write and fsync alone {duration(other)}",
            ratio=value / other,
            target=Target(30, 10, "ms") if share > 0.5 else None,
            value=value * 1e3,
        )


def _accept(vault: Vault, found: IndexedTask) -> None:
    applied = vault.apply([Decision(found, Accept())])
    if applied.written != 1:
        raise RuntimeError(f"Not accepted: {applied.outcomes[0].message}")


def _write_bare(made: MadeVault, found: IndexedTask) -> None:
    """The same note's bytes written over themselves, and nothing else."""
    path = Path(made.root, found.path)
    fd = os.open(path, os.O_RDWR)
    try:
        os.pwrite(fd, os.pread(fd, 1 << 20, 0), 0)
        os.fsync(fd)
    finally:
        os.close(fd)
