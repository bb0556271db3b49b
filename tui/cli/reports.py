"""What came of each reference that a verb was given, as a line and as JSON."""

from msgspec import Struct

from parsers.lines import shown
from tui.cli.refs import ref_of
from vault.edits import Edit
from vault.errors import VaultriageError
from vault.index import IndexedTask
from vault.outcomes import Outcome, OutcomeKind, kind_of

PLANNED = "planned"
"""The outcome, after `--dry-run`, of what would be written."""


class Report(Struct, frozen=True):
    """What came of one reference."""

    ref: str
    """As typed."""
    outcome: str
    """written, planned, unchanged, conflict, gone or refused."""
    word: str
    """The outcome as people read it: `accepted` where something was written."""
    place: str
    """`path.md:14`, where the task stands now; the reference where there is none."""
    now: str | None
    """The reference with the guard of the line as it is now; None when it is gone."""
    text: str
    before: str
    after: str
    message: str
    exit_code: int

    @property
    def line(self) -> str:
        """One line for people, without the outcome's word."""
        remark = f"({self.message})" if self.message and not self.exit_code else ""
        return "  ".join(part for part in (self.place, self.text, remark) if part)

    @property
    def record(self) -> dict[str, object]:
        """The object for JSON."""
        return {
            "ref": shown(self.ref),
            "outcome": self.outcome,
            "before": self.before,
            "after": self.after,
            "message": shown(self.message),
            "now": shown(self.now) if self.now else None,
        }


def report_outcome(
    ref: str, outcome: Outcome, edit: Edit, now: IndexedTask | None, *, rehearsed: bool
) -> Report:
    """What came of a reference whose task was found; `now` is that task afterwards."""
    written = outcome.kind is OutcomeKind.WRITTEN
    kind = PLANNED if written and rehearsed else outcome.kind.value
    return Report(
        ref=ref,
        outcome=kind,
        word=edit.past if written else kind,
        place=f"{outcome.path}:{outcome.line}",
        now=ref_of(now) if now else None,
        text=outcome.text,
        before=outcome.before,
        after=outcome.after,
        message=outcome.message,
        exit_code=outcome.error.exit_code if outcome.error else 0,
    )


def report_refusal(ref: str, error: VaultriageError) -> Report:
    """What came of a reference that names no task."""
    kind = kind_of(error).value
    now = getattr(error, "now", "")
    return Report(
        ref=ref,
        outcome=kind,
        word=kind,
        place=ref,
        now=None,
        text="",
        before="",
        after=now,
        message=str(error),
        exit_code=error.exit_code,
    )
