"""The verbs: `accept`, `reject`, `done`, `set` and so on, for any number of references."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tui.cli.arguments import Options
from tui.cli.deciding import Named, Wanted, decide, named_tasks
from tui.cli.opening import loaded_vault
from tui.cli.refs import expand, ref_of
from tui.cli.streams import read_input
from vault.edits import Accept, Cancel, Complete, Edit, Reject, RejectMode, Toggle
from vault.errors import UsageError, VaultriageError
from vault.index import IndexedTask, TaskId
from vault.outcomes import Decision
from vault.subtasks import lines_below, proposals_below
from vault.vault import Vault
from vault.verb_settings import as_set

EDITS: Final[Mapping[str, Edit]] = {
    edit.name: edit
    for edit in (Accept(), Accept(start=True), Reject(), Complete(), Cancel(), Toggle())
}
"""The verbs that need nothing but a task."""
_LONGEST_REASON: Final = 500


def run(options: Options) -> int:
    """Decide every task named, as one step; the highest exit code met.

    Raises UsageError for an option that makes no sense; then nothing is written.
    """
    reason = read_reason(options.reason)
    typed = list(expand(options.refs, read_input))
    with loaded_vault(options) as vault:
        edit = as_set(_edit(options, vault), vault.config, reason)
        named = named_tasks(vault, typed)
        if options.with_subtasks:
            named = list(_with_proposals_below(vault, named))
        remarks = _left_below(vault, named, edit) if isinstance(edit, Reject) else {}
        decisions = [Decision(task, edit) for _, task in named if isinstance(task, IndexedTask)]
        return decide(vault, Wanted(named, decisions, reason, remarks=remarks), options)


def read_reason(typed: str | None) -> str:
    """A reason as it is kept: one line without white space around it; empty for none.

    Raises UsageError, also for a reason without words.
    """
    if typed is None:
        return ""
    if not typed.strip():
        raise UsageError("A reason has words.", "Leave --reason out to give none.")
    if any(not (sign.isprintable() or "\udc80" <= sign <= "\udcff") for sign in typed):
        raise UsageError("A reason is one line of text.", "Leave out line breaks and the like.")
    if len(typed) > _LONGEST_REASON:
        raise UsageError(f"A reason may have {_LONGEST_REASON} characters.")
    return typed.strip().encode("utf-8", "replace").decode()


def _edit(options: Options, vault: Vault) -> Edit:
    if edit := EDITS.get(options.command or ""):
        return edit
    from tui.cli.set_options import read_set  # noqa: PLC0415 - no other verb reads dates

    return read_set(options, vault)


def _with_proposals_below(vault: Vault, named: Sequence[Named]) -> Iterator[Named]:
    for text, found in named:
        yield text, found
        if isinstance(found, IndexedTask) and found.proposed:
            yield from ((ref_of(task), task) for task in _below(vault, found))


def _left_below(vault: Vault, named: Sequence[Named], edit: Reject) -> Mapping[TaskId, str]:
    """For each proposal that is rejected, how many below it nobody decides, and what stays."""
    decided = {found.id for _, found in named if isinstance(found, IndexedTask)}
    remarks: dict[TaskId, str] = {}
    for _, found in named:
        if isinstance(found, IndexedTask) and found.proposed:
            below = _below(vault, found)
            left = [task for task in below if task.id not in decided]
            moved = edit.mode is RejectMode.MOVE and found.path != edit.move_to
            told = [_left(len(left), moved=moved)] if left else []
            if edit.mode is RejectMode.DELETE:
                others = _lines_below(vault, found) - {task.at.number for task in below}
                told += [_stay(len(others))] if others else []
            if told:
                remarks[found.id] = " ".join(told)
    return remarks


def _left(count: int, *, moved: bool) -> str:
    noun, verb = ("proposal", "waits") if count == 1 else ("proposals", "wait")
    where = "moved along and still" if moved else "still"
    return f"{count} {noun} below it {where} {verb}; --with-subtasks takes them too."


def _stay(count: int) -> str:
    noun, verb = ("line", "stays") if count == 1 else ("lines", "stay")
    return f"{count} other {noun} indented below it {verb} in the note."


def _below(vault: Vault, found: IndexedTask) -> list[IndexedTask]:
    return proposals_below(found, vault.in_note(found.path), _data(vault, found))


def _lines_below(vault: Vault, found: IndexedTask) -> frozenset[int]:
    return lines_below(found, _data(vault, found))


def _data(vault: Vault, found: IndexedTask) -> bytes:
    try:
        return vault.read_note(found.path)
    except VaultriageError:
        return b""  # the decision itself tells why
