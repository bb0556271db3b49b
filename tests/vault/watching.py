"""A vault in a process of its own, that can be stopped, and starved of what it watches with.

`python -m tests.vault.watching FOLDER` opens the vault and says on its standard output, a line of
JSON each, what it is asked by a line on its standard input:

    tasks       what the tasks say, in order of path and line
    state       how changes are noticed: the last WatchState, and the vault's problems
    limit F N   set /proc/sys/user/F to N, which holds in this process's user namespace alone
    decide      accept the first proposal; the outcome's kind and message
    quit        close the vault
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Final

from msgspec.structs import asdict

from vault import lookout
from vault.edits import Accept
from vault.events import Event, WatchState
from vault.outcomes import Decision
from vault.vault import Vault

RETRY_S: Final = 0.3


def main(root: str, before: str = "") -> None:
    """Answer until there are no more questions; `before`: a limit to set first."""
    lookout.RETRY_S = RETRY_S  # type: ignore[misc]
    states: list[WatchState] = []

    def hear(event: Event) -> None:
        if isinstance(event, WatchState):
            states.append(event)

    if before:
        _limit(*before.split())
    vault = Vault(root, today=lambda: date(2026, 11, 22))
    vault.subscribe(hear)
    vault.start()
    for line in sys.stdin:
        name, *words = line.split()
        if name == "limit":
            _limit(*words)
        print(json.dumps(_answer(name, vault, states)), flush=True)
        if name == "quit":
            break
    vault.close()


def _answer(name: str, vault: Vault, states: list[WatchState]) -> object:
    if name == "tasks":
        return [found.task.description for found in vault.tasks()]
    if name == "state":
        told = asdict(states[-1]) if states else {}
        return {"loaded": vault.loaded, "problems": vault.problems, **told}
    return _decide(vault) if name == "decide" else ""


def _decide(vault: Vault) -> tuple[str, str]:
    first = next(found for found in vault.tasks() if found.proposed)
    (outcome,) = vault.apply([Decision(first, Accept())]).outcomes
    return outcome.kind, outcome.message


def _limit(name: str, value: str) -> None:
    Path("/proc/sys/user", name).write_text(value, encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
