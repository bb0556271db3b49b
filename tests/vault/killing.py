"""A vault in a process that is killed while it decides, and what is left behind.

The notes are two, the decisions three: one keeps a note's length or nearly, one lets it grow, one
takes a line away.
"""

import os
import random
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType

from vault import overwrite
from vault.edits import Accept, Complete, Edit, Reject
from vault.outcomes import Decision
from vault.strategies import ALL_STRATEGIES, Strategy
from vault.vault import Vault

DAY = date(2026, 11, 22)
NOTES = {
    "Long.md": b"# Long\n"
    + b"filler\n" * 50
    + b"- [?] Prepare the deck. #proposed\n"
    + b"z\n" * 99,
    "Short.md": b"- [?] Water the plants #proposed\n- [ ] Burn the list \xf0\x9f\x8f\x81 delete\n",
}
DECISIONS: tuple[tuple[str, Edit], ...] = (
    ("deck", Accept()),
    ("plants", Reject()),
    ("Burn", Complete()),
)
"""A word of the task, and the verb for it."""

Contents = dict[str, bytes]
"""Every note's bytes."""


def make(folder: Path) -> Path:
    """A new vault in `folder`."""
    folder.mkdir()
    for name, data in NOTES.items():
        (folder / name).write_bytes(data)
    return folder


def opened(root: Path, strategies: frozenset[Strategy] = ALL_STRATEGIES) -> Vault:
    """The vault with its journal beside it, after recovery."""
    state = str(root.parent / f"{root.name}-state")
    vault = Vault(str(root), today=lambda: DAY, state=state, strategies=strategies)
    vault.load()
    return vault


def decision(vault: Vault, words: str, edit: Edit) -> Decision:
    found = next(one for one in vault.tasks() if words in one.task.description)
    return Decision(found, edit)


def decide_all(vault: Vault) -> None:
    """As a screen does: the third decision waits, since its note was written just before."""
    for words, edit in DECISIONS:
        vault.decide([decision(vault, words, edit)])
    assert vault.pending == 1
    vault.write_held(everything=True)


def contents(root: Path) -> Contents:
    return {path.name: path.read_bytes() for path in root.glob("*.md")}


def whole_stages(root: Path) -> list[Contents]:
    """What the notes hold after no, one, two and three decisions."""
    vault = opened(make(root))
    seen = [contents(root)]
    for words, edit in DECISIONS:
        vault.apply([decision(vault, words, edit)])
        seen.append(contents(root))
    vault.close()
    return seen


def in_child(work: Callable[[], None]) -> int:
    """Run `work` in a forked process; the signal that ended it, or its exit code."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def die() -> None:
    """End at once, as in a power cut."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at(root: Path, moment: int) -> Callable[[], None]:
    """Decide everything, and die at the `moment`-th call that leaves Python."""

    def work() -> None:
        vault = opened(root)
        left = moment

        def watch(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal left
            if event == "c_call":
                left -= 1
                if left == 0:
                    die()

        sys.setprofile(watch)
        decide_all(vault)
        sys.setprofile(None)

    return work


def killed_before_the_note_is_touched(root: Path) -> Callable[[], None]:
    """Die with the first decision in the journal and not in the note."""

    def work() -> None:
        vault = opened(root)
        overwrite.os.pwrite = lambda *_: die()  # type: ignore[attr-defined]
        decide_all(vault)

    return work


def torn_at(root: Path, write: int, share: float) -> Callable[[], None]:
    """Die in the `write`-th write to a note (from 0), with `share` of its bytes on the disk."""

    def work() -> None:
        vault = opened(root)
        pwrite = os.pwrite
        left = write

        def half(fd: int, data: memoryview, at: int) -> int:
            nonlocal left
            if left == 0:
                pwrite(fd, data[: int(len(data) * share)], at)
                die()
            left -= 1
            return pwrite(fd, data, at)

        overwrite.os.pwrite = half  # type: ignore[attr-defined]
        decide_all(vault)

    return work


def calls_needed(root: Path) -> int:
    """How many calls leave Python while everything is decided."""
    reader, writer = os.pipe()

    def work() -> None:
        vault = opened(root)
        count = 0

        def watch(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal count
            count += event == "c_call"

        sys.setprofile(watch)
        decide_all(vault)
        sys.setprofile(None)
        os.write(writer, str(count).encode())

    assert in_child(work) == 0
    os.close(writer)
    with os.fdopen(reader) as answer:
        return int(answer.read())


def what_is_wrong(root: Path, stages: list[Contents]) -> str:
    """Open the vault as after a crash, look, and take everything back; '' when all is whole."""
    vault = opened(root)
    try:
        if vault.problems:
            return f"problems: {vault.problems}"
        if contents(root) not in stages:
            return f"not whole: {contents(root)}"
        while vault.undo():
            pass
        return "" if contents(root) == stages[0] else f"not undone: {contents(root)}"
    finally:
        vault.close()


FOREIGN = (
    b"",
    b"Somebody rewrote all of it.\n",
    NOTES["Long.md"].replace(b"Prepare the deck.", b"Prepare the deck tomorrow."),
    NOTES["Long.md"].replace(b"[?]", b"[x]")[:-3],
    NOTES["Short.md"].upper(),
)
"""Versions that somebody else may save after the crash; none has a decided line as it was."""


def overwritten_foreign_version(root: Path, dice: random.Random) -> str:
    """Let somebody save both notes after a crash; what recovery did to them, '' for nothing."""
    foreign = {name: dice.choice(FOREIGN) for name in NOTES}
    for name, data in foreign.items():
        (root / name).write_bytes(data)
    opened(root).close()
    return "" if contents(root) == foreign else f"overwritten: {foreign} by {contents(root)}"


if __name__ == "__main__":
    decide_all(opened(Path(sys.argv[1])))
