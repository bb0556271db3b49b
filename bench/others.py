"""What else reads a vault's tasks, over the same vault in the same run, where it is installed.

None of them does the same: each row tells how many tasks it has found, beside the manifest's.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bench.program import CHECKOUT, VAULTRIAGE, on_vault
from bench.table import Row, duration
from bench.timing import CommandError, Timing, children_cpu, in_turn
from bench.vaults import MadeVault
from bench.yardsticks import rg

DEFAULT_FOLDER: Final = os.path.join(tempfile.gettempdir(), "vaultriage-bench", "others")
"""Where the environment with the other programs is looked for."""
SECTION: Final = "others"
_SCRIPT: Final = os.path.join(CHECKOUT, "bench", "others_once.py")
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Other:
    """A program with its command, and how its output tells the number of tasks."""

    name: str
    command: Sequence[str]
    count: Callable[[str], int | None]
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class _Tried:
    other: Other
    tasks: int | None
    """How many it found; None when it knows none."""
    why_not: str = ""
    """Why there is no figure."""


def others(made: MadeVault, env: Mapping[str, str], folder: str) -> Iterator[Row]:
    """Each of them from exec to exit, in a home of its own with nothing kept from before.

    `folder` holds the environment made from bench/others.txt.
    """
    programs = [*_ours(made), *_theirs(made, folder)]
    tried = [_tried(other, made, env) for other in programs]
    usable = [one for one in tried if not one.why_not]
    took = in_turn(*(partial(_run, one.other, made, env) for one in usable))
    by_name = dict(zip((one.other.name for one in usable), took, strict=True))
    ours = took[0]
    for one in tried:
        name = f"{one.other.name}, {made.size}"
        if one.why_not:
            yield Row(name, one.why_not, section=SECTION)
            continue
        what = "knows no tasks" if one.tasks is None else f"{one.tasks:,} tasks"
        told = f"{what}; manifest {made.manifest.total:,}"
        each = by_name[one.other.name]
        ratio = each.wall / ours.wall
        yield Row(name, duration(each.wall), duration(each.cpu), told, ratio, section=SECTION)


def _tried(other: Other, made: MadeVault, env: Mapping[str, str]) -> _Tried:
    if not shutil.which(other.command[0]):
        return _Tried(other, None, "not installed")
    try:
        output = _output(other, made, env)
    except CommandError as error:
        return _Tried(other, None, f"failed: {str(error).splitlines()[-1]}")
    return _Tried(other, other.count(output))


def _ours(made: MadeVault) -> list[Other]:
    command = (*VAULTRIAGE, "list", "--total", *on_vault(made.root))
    listed = (*VAULTRIAGE, "list", "--format", "json", *on_vault(made.root))
    stick = rg(made.root)
    lines = (*stick.command[:-2], r"^[\s>]*(?:[-*+]|\d+[.)]) +\[.\]", made.root)
    return [
        Other("vaultriage list --total, cold", command, _last_number, is_ours=True),
        Other("vaultriage list --format json, cold", listed, _listed, is_ours=True),
        Other("rg -n with a pattern for tasks", lines, lambda text: text.count("\n")),
    ]


def _theirs(made: MadeVault, folder: str) -> list[Other]:
    programs = os.path.join(folder, "bin")
    python = os.path.join(programs, "python")
    scripted = {"python-frontmatter": _last_number, "obsidian-parse": _none, "obsidiantools": _none}
    return [
        Other("md-todo-hub", (f"{programs}/mdtodo", "register", made.root), _indexed),
        Other("obsidian-agent-cli", (f"{programs}/obsidian-agent", "tasks", "list"), _counted),
        *(
            Other(name, (python, _SCRIPT, name, made.root), count)
            for name, count in scripted.items()
        ),
    ]


def _run(other: Other, made: MadeVault, env: Mapping[str, str]) -> Timing:
    before, start = children_cpu(), perf_counter()
    _output(other, made, env)
    return Timing(perf_counter() - start, children_cpu() - before)


def _output(other: Other, made: MadeVault, env: Mapping[str, str]) -> str:
    """What it prints, in a home folder of its own. Raises CommandError."""
    with TemporaryDirectory(prefix="vaultriage-bench-other-") as home:
        settings = Path(home, ".obsidian-cli")
        settings.mkdir()
        vault = json.dumps({"vault_path": made.root})
        Path(settings, "config.json").write_text(vault, encoding="utf-8")
        own = {**env, "HOME": home, "MD_TODO_HOME": home, "PYTHONUTF8": "1"}
        if not other.is_ours:
            own.pop("PYTHONPATH")
        command = other.command
        done = subprocess.run(command, cwd=CHECKOUT, env=own, capture_output=True, check=False)
    if done.returncode:
        raise CommandError(done.stderr.decode(errors="replace").strip())
    return done.stdout.decode(errors="replace")


def _last_number(text: str) -> int:
    return int(_NUMBER.findall(text.replace(",", ""))[-1])


def _listed(text: str) -> int:
    return len(json.loads(text))


def _indexed(text: str) -> int:
    """From `indexed 707 items from 1002 files`."""
    return int(_NUMBER.findall(text.partition("indexed ")[2])[0])


def _counted(text: str) -> int:
    return int(json.loads(text)["count"])


def _none(_text: str) -> None:
    return None
