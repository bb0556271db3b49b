"""The verbs: `accept`, `reject`, `done`, `set` and so on, for any number of references."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tui.cli.arguments import Options
from tui.cli.diff import unified_diff
from tui.cli.opening import loaded_vault, tell_if_unprotected
from tui.cli.refs import expand, find_task, parse_ref
from tui.cli.reports import Report, report_outcome, report_refusal
from tui.cli.streams import (
    read_input,
    takes_unicode,
    write_bytes,
    write_json,
    write_line,
    write_note,
)
from vault.edits import Accept, Cancel, Complete, Edit, Reject, Toggle
from vault.errors import ConflictError, VaultriageError
from vault.index import IndexedTask, TaskId
from vault.outcomes import Decision, Outcome
from vault.vault import Vault

EDITS: Final[Mapping[str, Edit]] = {
    edit.name: edit
    for edit in (Accept(), Accept(start=True), Reject(), Complete(), Cancel(), Toggle())
}
"""The verbs that need nothing but a task."""

Named = tuple[str, IndexedTask | VaultriageError]
"""A reference as typed, with its task or the reason why there is none."""


def run(options: Options) -> int:
    """Decide every task named, as one step; the highest exit code met.

    With `--wait` a decision that another program undoes meanwhile counts as a conflict. Raises
    UsageError for an option of `set` that makes no sense; then nothing is written.
    """
    typed = list(expand(options.refs, read_input))
    with loaded_vault(options) as vault:
        edit = _edit(options, vault)
        lost_before = len(vault.lost)
        named = [(text, _find(vault, text)) for text in typed]
        decisions = [Decision(task, edit) for _, task in named if isinstance(task, IndexedTask)]
        if options.dry_run:
            rehearsal = vault.rehearse(decisions)
            if options.format == "text":
                write_bytes(b"".join(map(unified_diff, rehearsal.notes)))
            outcomes = rehearsal.outcomes
        else:
            outcomes = vault.apply(decisions).outcomes
            if options.wait:
                vault.stay()
            tell_if_unprotected(vault)
        reports = list(_reports(vault, named, outcomes, edit, rehearsed=options.dry_run))
        lost = ConflictError.exit_code if len(vault.lost) > lost_before else 0
    _print(reports, options)
    return max([lost, *(report.exit_code for report in reports)])


def _edit(options: Options, vault: Vault) -> Edit:
    if edit := EDITS.get(options.command or ""):
        return edit
    from tui.cli.set_options import read_set  # noqa: PLC0415 - no other verb reads dates

    return read_set(options, vault)


def _find(vault: Vault, text: str) -> IndexedTask | VaultriageError:
    try:
        return find_task(vault, parse_ref(text), os.getcwd())
    except VaultriageError as error:
        return error


def _reports(
    vault: Vault,
    named: Sequence[Named],
    outcomes: Sequence[Outcome],
    edit: Edit,
    *,
    rehearsed: bool,
) -> Iterator[Report]:
    """One for each task, in the order in which they were named, and for each failed reference."""
    by_task = {outcome.task_id: outcome for outcome in outcomes}
    told: set[TaskId] = set()
    for text, found in named:
        if isinstance(found, VaultriageError):
            yield report_refusal(text, found)
        elif found.id not in told:
            told.add(found.id)
            now = vault.task(found.id)
            yield report_outcome(text, by_task[found.id], edit, now, rehearsed=rehearsed)


def _print(reports: Sequence[Report], options: Options) -> None:
    if options.format == "json":
        records = [report.record for report in reports]
        write_json(json.dumps(records, ensure_ascii=not takes_unicode(), indent=1))
    elif not options.dry_run:
        width = max((len(report.word) for report in reports), default=0)
        for report in reports:
            write_line(f"{report.word:<{width}}  {report.line}")
    for report in reports:
        if report.exit_code:
            write_note(f"{report.ref}: {report.message}")
