"""Asks a vault that runs in a process of its own (`tests.vault.watching`)."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.imports import ROOT
from tests.waiting import wait_until

SOON = 10.0


class Apart:
    """The other process."""

    def __init__(self, root: Path, before: str = "", *, wrapper: Sequence[str] = ()) -> None:
        command = [*wrapper, sys.executable, "-m", "tests.vault.watching", str(root), before]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert self.comes(lambda: self.state()["loaded"])

    def ask(self, question: str) -> Any:  # noqa: ANN401 - what JSON holds
        """Its answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(question, file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def state(self) -> dict[str, Any]:
        """How it notices changes."""
        answer: dict[str, Any] = self.ask("state")
        return answer

    def tasks(self) -> list[str]:
        """What its tasks say."""
        answer: list[str] = self.ask("tasks")
        return answer

    def comes(self, holds: Callable[[], bool]) -> bool:
        """Whether something comes to hold soon."""
        return wait_until(holds, SOON)

    def pause(self) -> None:
        """Stop it, as ctrl+Z does."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it run again."""
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """End it, in good order if it can."""
        if self._process.poll() is None:
            self.go_on()
            self.ask("quit")
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(SOON)
        self._process.stdout.close()
