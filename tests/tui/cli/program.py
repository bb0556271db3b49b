"""Runs the real program on a vault of its own, out of reach of the developer's settings."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
TODAY = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run left behind."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def complaint(self) -> str:
        return self.err.decode("utf-8")

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        return json.loads(self.out)

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a user who has nothing yet; `home` is their folder."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "TMPDIR": str(home),
        "LC_ALL": "C.UTF-8",
        **(extra or {}),
    }


@dataclass(frozen=True, slots=True)
class Program:
    """`vaultriage` with `--vault` and `--today` given."""

    vault: Path
    home: Path

    def __call__(
        self, *arguments: str, given: bytes = b"", extra: Mapping[str, str] | None = None
    ) -> Ended:
        """Run one command on the vault; `extra` goes into its environment."""
        return run(
            ["--vault", str(self.vault), "--today", TODAY, *arguments],
            home=self.home,
            given=given,
            extra=extra,
        )

    def write(self, path: str, data: bytes) -> Path:
        """Make a note."""
        note = self.vault / path
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_bytes(data)
        return note


def run(
    arguments: Sequence[str],
    *,
    home: Path,
    given: bytes = b"",
    here: Path | None = None,
    extra: Mapping[str, str] | None = None,
) -> Ended:
    """Run the program with just these arguments."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        input=given,
        capture_output=True,
        cwd=here or home,
        env=environment(home, extra),
        timeout=60,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
