"""The command `merge`: a proposal is cancelled, the task that says the same is kept."""

from tui.cli.arguments import Options
from tui.cli.deciding import Named, Wanted, decide, named_tasks, print_reports
from tui.cli.opening import loaded_vault
from tui.cli.refs import expand
from tui.cli.reports import Report, report_outcome, report_refusal
from tui.cli.streams import read_input
from vault.errors import UsageError, VaultriageError
from vault.index import IndexedTask
from vault.merging import link_to, merge_decisions
from vault.outcomes import Decision
from vault.vault import Vault


def run(options: Options) -> int:
    """Merge, as one step; the exit code. Raises UsageError.

    Unless both lines can be written as they are now, neither is.
    """
    typed = list(expand(options.refs, read_input))
    if len(typed) != 2:  # noqa: PLR2004 - `-` may have given any number
        raise UsageError("merge needs a proposal and the task that is kept.")
    with loaded_vault(options) as vault:
        named = named_tasks(vault, typed)
        wanted = Wanted(named, _decisions(vault, named, options))
        if refused := _refused(vault, wanted):
            print_reports(refused, options)
            return max(report.exit_code for report in refused)
        return decide(vault, wanted, options)


def _refused(vault: Vault, wanted: Wanted) -> list[Report]:
    """What stands in the way of either half; empty when nothing does."""
    refs = {found.id: text for text, found in wanted.named if isinstance(found, IndexedTask)}
    refused = [
        report_refusal(text, found)
        for text, found in wanted.named
        if isinstance(found, VaultriageError)
    ]
    edits = {decision.found.id: decision.edit for decision in wanted.decisions}
    for outcome in vault.rehearse(wanted.decisions).outcomes:
        if outcome.error:
            ref, edit, now = (
                refs[outcome.task_id],
                edits[outcome.task_id],
                vault.task(outcome.task_id),
            )
            refused.append(report_outcome(ref, outcome, edit, now, rehearsed=True))
    return refused


def _decisions(vault: Vault, named: list[Named], options: Options) -> list[Decision]:
    (_, proposal), (_, into) = named
    if not (isinstance(proposal, IndexedTask) and isinstance(into, IndexedTask)):
        return []
    link = ""
    if options.link or vault.config.merge.link:
        link = link_to(proposal.path, into.path, vault.note_paths())
    return list(merge_decisions(proposal, into, link))
