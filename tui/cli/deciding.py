"""Decides the tasks that references name, in one step, and tells what came of each."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from tui.cli.arguments import Options
from tui.cli.diff import unified_diff
from tui.cli.opening import tell_what_is_amiss
from tui.cli.refs import find_task, parse_ref
from tui.cli.reports import Report, report_outcome, report_refusal
from tui.cli.streams import takes_unicode, write_bytes, write_json, write_line, write_note
from vault.errors import ConflictError, VaultriageError
from vault.index import IndexedTask, TaskId
from vault.outcomes import Decision, Outcome
from vault.vault import Vault

Named = tuple[str, IndexedTask | VaultriageError]
"""A reference as typed, with its task or the reason why there is none."""


class Wanted(Struct, frozen=True):
    """What is to be done about the tasks that were named."""

    named: Sequence[Named]
    decisions: Sequence[Decision]
    """For those of them whose notes are to be written."""
    reason: str = ""
    told: Mapping[TaskId, Report] = field(default_factory=dict)
    """What came of those that no note is written for."""
    remarks: Mapping[TaskId, str] = field(default_factory=dict)
    """A sentence to tell with a task, where all went well."""


def named_tasks(vault: Vault, typed: Iterable[str]) -> list[Named]:
    """Each reference with its task."""
    return [(text, _find(vault, text)) for text in typed]


def decide(vault: Vault, wanted: Wanted, options: Options) -> int:
    """Write the decisions, or with `--dry-run` print the diff; the highest exit code met.

    With `--wait` a decision that another program undoes meanwhile counts as a conflict.
    """
    lost_before = len(vault.lost)
    if options.dry_run:
        rehearsal = vault.rehearse(wanted.decisions)
        if options.format == "text":
            write_bytes(b"".join(map(unified_diff, rehearsal.notes)))
        outcomes = rehearsal.outcomes
    else:
        outcomes = vault.apply(wanted.decisions, wanted.reason).outcomes
        if options.wait:
            vault.stay()
        tell_what_is_amiss(vault)
    reports = list(_reports(vault, wanted, outcomes, rehearsed=options.dry_run))
    print_reports(reports, options)
    lost = ConflictError.exit_code if len(vault.lost) > lost_before else 0
    return max([lost, *(report.exit_code for report in reports)])


def print_reports(reports: Sequence[Report], options: Options) -> None:
    """Print what came of each reference, and on standard error what went wrong."""
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
        elif options.dry_run and options.format == "text" and report.message:
            # No diff says this: nothing is to be written, or a typed word means some day.
            write_note(f"{report.outcome}  {report.line}")


def _find(vault: Vault, text: str) -> IndexedTask | VaultriageError:
    try:
        return find_task(vault, parse_ref(text), os.getcwd())
    except VaultriageError as error:
        return error


def _reports(
    vault: Vault, wanted: Wanted, outcomes: Sequence[Outcome], *, rehearsed: bool
) -> Iterator[Report]:
    """One for each task, in the order in which they were named, and for each failed reference."""
    by_task = {outcome.task_id: outcome for outcome in outcomes}
    edits = {decision.found.id: decision.edit for decision in wanted.decisions}
    seen: set[TaskId] = set()
    for text, found in wanted.named:
        if isinstance(found, VaultriageError):
            yield report_refusal(text, found)
        elif found.id not in seen:
            seen.add(found.id)
            if found.id in wanted.told:
                yield wanted.told[found.id]
                continue
            outcome, now = by_task[found.id], vault.task(found.id)
            report = report_outcome(text, outcome, edits[found.id], now, rehearsed=rehearsed)
            yield _remarked(report, wanted.remarks.get(found.id, ""))


def _remarked(report: Report, remark: str) -> Report:
    if not remark or report.exit_code:
        return report
    return replace(report, message=f"{report.message} {remark}".lstrip())
