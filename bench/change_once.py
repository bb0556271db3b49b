"""What changes and questions cost in an open vault: `python -m bench.change_once ROOT`.

A process of its own, for what else a process holds makes its collections of garbage longer. It
prints JSON: for each job the median of wall and CPU time in seconds.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from itertools import cycle
from typing import Final

from msgspec.structs import replace

from bench.prose import DAY
from bench.timing import Job, Timing, in_turn, timed
from parsers.filter import parse_filter
from parsers.note import parse_note
from vault.index import IndexedTask
from vault.vault import Vault
from vault.view import ViewName, ViewRequest
from vault.writer import Written

_REPEAT: Final = 50
_ALL: Final = ViewRequest(ViewName.ALL)
_SEEN: Final = replace(_ALL, filter=parse_filter("harbour"))
_OTHER: Final = replace(_ALL, filter=parse_filter("other"))


class OpenVault(Vault):
    """A vault of which a benchmark may do one step at a time."""

    def put(self, path: str, data: bytes, stat: os.stat_result) -> None:
        """Take in a note with these bytes, as if it had been saved with them."""
        self._indexer.put(path, Written(data, data, stat), {})

    def forget_views(self) -> None:
        """The next view is made as the first one is."""
        self._views = None


def main(root: str) -> None:
    """Read the vault, measure each job, print the record."""
    vault = OpenVault(root, today=lambda: DAY)
    vault.load()
    changes, jobs = _one_note(vault), _views(vault)
    took = in_turn(*changes.values(), *jobs.values())
    names = (*changes, *jobs)
    print(json.dumps({name: asdict(each) for name, each in zip(names, took, strict=True)}))


def _one_note(vault: OpenVault) -> dict[str, Job]:
    """A note of usual size, a proposal in it accepted and not, as another program would save it."""
    path = _usual(vault.tasks())
    with open(os.path.join(vault.root, path), "rb") as note:
        before, stat = note.read(), os.fstat(note.fileno())
    versions = cycle((before.replace(b"[?]", b"[ ]", 1), before))
    for name in ViewName:
        vault.view(ViewRequest(name))

    def put() -> None:
        vault.put(path, next(versions), stat)

    def put_and_look() -> None:
        put()
        for name in ViewName:
            vault.view(ViewRequest(name))

    grammar = vault.settings.grammar
    return {
        "parse": _often(lambda: parse_note(path, next(versions), grammar)),
        "put": _often(put),
        "put and look": _often(put_and_look),
    }


def _views(vault: OpenVault) -> dict[str, Job]:
    def judge() -> Timing:
        vault.forget_views()
        return timed(lambda: vault.view(ViewRequest()))

    def group() -> Timing:
        vault.forget_views()
        vault.view(ViewRequest())
        return timed(lambda: vault.view(_ALL))

    def narrow() -> Timing:
        vault.view(_ALL)
        vault.view(_OTHER)
        return timed(lambda: vault.view(_SEEN))

    return {"judge": judge, "group": group, "filter": narrow}


def _usual(tasks: list[IndexedTask]) -> str:
    """The path of a note with a proposal, as many tasks as usual."""
    counts: dict[str, int] = {}
    for found in tasks:
        counts[found.path] = counts.get(found.path, 0) + 1
    usual = len(tasks) / len(counts)
    proposing = {found.path for found in tasks if found.proposed}
    return min(sorted(proposing), key=lambda path: abs(counts[path] - usual))


def _often(work: Callable[[], object]) -> Job:
    def measured() -> Timing:
        work()  # what stands open is made by it, where the job before has dropped it
        return timed(work, _REPEAT)

    return measured


if __name__ == "__main__":
    main(sys.argv[1])
