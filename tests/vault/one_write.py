"""One write in a process of its own: as another user, under a limit, in another mount.

`python -m tests.vault.one_write ROOT OLD NEW LIMIT UID` writes ROOT/note.md and prints an Outcome
as JSON; LIMIT is the largest file size and UID the user, -1 for both leaves them as they are.
`run` starts it and gives the Outcome.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from vault.errors import ConflictError, VaultriageError
from vault.splices import Plan, Splice
from vault.writer import NoteWriter

REPOSITORY = Path(__file__).parents[2]
NOBODY, KEEP = 65534, -1


@dataclass(frozen=True, slots=True)
class Outcome:
    """`error` is a class name or ''; `now` is what the note holds afterwards, as latin-1."""

    error: str
    message: str
    strategy: str
    """The value of a Strategy, or '' when nothing was written."""
    now: str


def replacing(old: bytes, new: bytes) -> Plan:
    """A plan that replaces every `old`; a conflict where there is none."""

    def plan(data: bytes) -> list[Splice]:
        found = []
        at = -1
        while (at := data.find(old, at + 1)) >= 0:
            found.append(Splice(at, at + len(old), new))
        if not found:
            raise ConflictError("The text is not there.")
        return found

    return plan


def write_here(root: str, old: str, new: str) -> Outcome:
    error = message = strategy = ""
    plan = replacing(old.encode(), new.encode())
    try:
        written = NoteWriter(root).write("note.md", plan)
        strategy = written.strategy.value if written.strategy else ""
    except VaultriageError as caught:
        error, message = type(caught).__name__, caught.message
    try:
        now = Path(root, "note.md").read_bytes().decode("latin-1")
    except OSError as unreadable:
        now = repr(unreadable)
    return Outcome(error, message, strategy, now)


def run(
    root: Path,
    old: str,
    new: str,
    *,
    limit: int = resource.RLIM_INFINITY,
    as_nobody: bool = False,
    inside: Sequence[str] = (),
) -> Outcome:
    """`inside`: a command that runs what follows it, e.g. in another mount namespace."""
    uid = NOBODY if as_nobody and os.geteuid() == 0 else KEEP
    module = [sys.executable, "-m", "tests.vault.one_write"]
    done = subprocess.run(
        [*inside, *module, str(root), old, new, str(limit), str(uid)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr.decode()
    return Outcome(**json.loads(done.stdout))


def become(uid: int) -> None:
    """Here and not in `run`: the interpreter itself may lie where only its owner may go."""
    if uid != KEEP:
        import_module("ctypes")  # what a write needs of it is imported by need: too late then
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)


if __name__ == "__main__":
    root, old, new, limit, uid = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    become(int(uid))
    print(json.dumps(asdict(write_here(root, old, new))))
