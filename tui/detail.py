"""What the right pane tells about one task: gathered off the screen's thread."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from parsers.lines import decode_line, shown, split_lines
from tui.conflict import Conflict
from tui.render import headline, plain, source_line
from vault.edits import Accept, Complete, Edit, Toggle
from vault.errors import ConflictError, VaultriageError
from vault.index import IndexedTask
from vault.outcomes import Decision, Outcome
from vault.people import Owner
from vault.vault import Vault

_AROUND: Final = 30
"""Lines of the note kept above and below the task."""
_MOST_RELATED: Final = 5
"""Tasks that are named on each side of a dependency; they share one row."""


class Detail(Struct, frozen=True):
    """A task with its surroundings."""

    found: IndexedTask
    owners: tuple[Owner, ...]
    first_line: int
    """1-based number of the first of `lines`."""
    lines: tuple[str, ...]
    """The note around the task, safe to show; empty when it cannot be read."""
    waits_for: tuple[str, ...]
    """What is to be done before it: the words of the unfinished tasks that it depends on."""
    blocks: tuple[str, ...]
    """What waits for it."""
    verb: str
    """What `after` shows: `accept` for a proposal, `done` for an open task, else `toggle`."""
    before: str
    after: str
    """The line or lines that the verb would write; empty when it cannot."""
    remark: str
    today: date
    hint: str = ""
    """What was decided about proposals like this one; empty when that tells nothing."""


def gather_detail(vault: Vault, found: IndexedTask, owners: tuple[Owner, ...]) -> Detail:
    """Read the note and plan the likeliest verb."""
    edit: Edit = Accept() if found.proposed else Complete()
    if found.status.type.is_done and not found.proposed:
        edit = Toggle()
    try:
        rewrite = vault.preview(Decision(found, edit))
        after, remark = "\n".join(rewrite.lines), rewrite.remark
    except VaultriageError as error:
        after, remark = "", error.message
    first, lines = _surroundings(vault, found)
    return Detail(
        found=found,
        owners=owners,
        first_line=first + 1,
        lines=lines,
        waits_for=_words(vault, vault.waits_for(found)),
        blocks=_words(vault, vault.blocks(found)),
        verb=edit.name,
        before=plain(found.task.line),
        after="\n".join(map(plain, after.split("\n"))) if after else "",
        remark=plain(remark),
        today=vault.today(),
        hint=_hint(vault, found),
    )


def _hint(vault: Vault, found: IndexedTask) -> str:
    suggestion = vault.suggest(found)
    return plain(suggestion.reason) if suggestion else ""


def _words(vault: Vault, tasks: Sequence[IndexedTask]) -> tuple[str, ...]:
    people = vault.people()
    return tuple(headline(t.task, people.owners(t.task)) for t in tasks[:_MOST_RELATED])


def describe_conflict(
    vault: Vault, outcome: Outcome, verb: str, decisions: Sequence[Decision]
) -> Conflict:
    """The versions of a line that changed before a decision, an undo or a redo reached it."""
    error = outcome.error
    was = error.was if isinstance(error, ConflictError) else outcome.before
    now = error.now if isinstance(error, ConflictError) else ""
    known = vault.task(outcome.task_id)
    if known is not None and shown(known.task.line) != was:
        now = shown(known.task.line)
    return Conflict(
        message=error.message if error else "",
        was=was,
        now=now,
        wanted=_wanted(vault, decisions[0]) if decisions else f"({verb} it)",
        verb=decisions[0].edit.name if decisions and known else "",
    )


def _wanted(vault: Vault, decision: Decision) -> str:
    try:
        return "\n".join(vault.preview(decision).lines)
    except VaultriageError as error:
        return f"({error.message})"


def _surroundings(vault: Vault, found: IndexedTask) -> tuple[int, tuple[str, ...]]:
    try:
        lines = split_lines(vault.read_note(found.path))
    except VaultriageError:
        return 0, ()
    first = max(0, found.at.number - _AROUND)
    around = lines[first : found.at.number + _AROUND + 1]
    return first, tuple(source_line(decode_line(raw)) for raw in around)
