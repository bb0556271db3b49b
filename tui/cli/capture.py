"""The command `capture`: a task that is typed goes into a note."""

from tui.cli.arguments import Options
from tui.cli.deciding import print_reports
from tui.cli.diff import unified_diff
from tui.cli.opening import loaded_vault, tell_what_is_amiss
from tui.cli.refs import ref_of
from tui.cli.reports import PLANNED, Report
from tui.cli.streams import write_bytes
from vault.capture import Capture
from vault.config import Capturing
from vault.errors import ConflictError
from vault.outcomes import Outcome
from vault.vault import Vault


def run(options: Options) -> int:
    """Add the task, or with `--dry-run` print the diff; the exit code. Raises VaultriageError."""
    with loaded_vault(options) as vault:
        lost_before = len(vault.lost)
        wanted = _wanted(options, vault.config.capture)
        if options.dry_run:
            rehearsal = vault.rehearse_capture(wanted)
            if options.format == "text":
                write_bytes(b"".join(map(unified_diff, rehearsal.notes)))
            (outcome,) = rehearsal.outcomes
        else:
            (outcome,) = vault.capture(wanted).outcomes
            if options.wait:
                vault.stay()
            tell_what_is_amiss(vault)
        print_reports([_report(outcome, vault, rehearsed=options.dry_run)], options)
        return ConflictError.exit_code if len(vault.lost) > lost_before else 0


def _wanted(options: Options, settings: Capturing) -> Capture:
    """What was typed; what was not is as the settings say."""
    path = settings.note if options.note is None else options.note
    if path and not path.casefold().endswith(".md"):
        path += ".md"
    heading = settings.heading if options.heading is None else options.heading
    return Capture(options.text, path, heading)


def _report(outcome: Outcome, vault: Vault, *, rehearsed: bool) -> Report:
    now = vault.task(outcome.task_id)
    place = f"{outcome.path}:{outcome.line}"
    return Report(
        ref=ref_of(now) if now else place,
        outcome=PLANNED if rehearsed else outcome.kind.value,
        word="captured",
        place=place,
        now=ref_of(now) if now else None,
        text=outcome.text,
        before=outcome.before,
        after=outcome.after,
        message=outcome.message,
        exit_code=0,
    )
