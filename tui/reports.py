"""What the screen says about steps that were written, taken back, or could not be."""

from collections.abc import Iterable, Sequence
from typing import Final

from tui.render import fit, plain
from vault.errors import ConflictError, NoteBusyError
from vault.events import WatchState
from vault.outcomes import Applied, Outcome
from vault.vault import Vault

_SHOWN_TEXT: Final = 48
_CAPTURE: Final = "capture"


def quoted(text: str) -> str:
    """The beginning of a task's text, for a sentence about it."""
    return fit(plain(text), _SHOWN_TEXT).rstrip()


def failure_text(failures: Sequence[Outcome], verb: str) -> str:
    """What could not be done, and why; `verb` is `undo`, `redo` or empty for decisions."""
    first = failures[0]
    lines = [f"{verb.capitalize() or 'Not done'}: {quoted(first.text)}", first.message]
    if len(failures) > 1:
        lines.append(f"And {len(failures) - 1} more.")
    return "\n".join(lines)


def remark_text(applied: Applied) -> str:
    """What is to be told of decisions that were made, of the first; empty for nothing.

    That a note is in use passes by itself, mostly at once: the row and the header say so.
    """
    first = next(iter(applied.outcomes), None)
    if first is not None and applied.name == _CAPTURE:
        return f"Added to {first.path}:{first.line}. {first.message}".rstrip()
    return "" if first is None or isinstance(first.error, NoteBusyError) else first.message


def reverted_text(applied: Applied, verb: str) -> str:
    """What an undo or a redo did."""
    return f"{'Undid' if verb == 'undo' else 'Made again'}: {quoted(applied.label)}"


def problems_text(problems: Sequence[str]) -> str:
    """What could not be read: the first, and how many more."""
    more = f" And {len(problems) - 1} more." if len(problems) > 1 else ""
    return f"{problems[0]}{more}"


def settings_text(problems: Sequence[str]) -> str:
    """That the vault's settings are others now, and what is wrong with them."""
    followed = "The vault's settings have changed; they are followed now."
    return f"{followed}\n{problems_text(problems)}" if problems else followed


def watch_text(now: WatchState, before: WatchState) -> str:
    """What is to be said of how changes are noticed now; empty for nothing."""
    if before.gone and not now.gone:
        return f"The vault is back; everything is looked at. {now.remark}".rstrip()
    return now.remark


def has_versions(outcome: Outcome) -> bool:
    """Whether it is a conflict with versions of the line to show."""
    return isinstance(outcome.error, ConflictError) and bool(outcome.error.was)


def farewell(closing: Iterable[Applied], vault: Vault) -> list[str]:
    """What was found out while the vault was closed, a sentence each."""
    sentences = [
        f"Not done: {plain(outcome.text)}. {outcome.message}"
        for applied in closing
        for outcome in applied.failures
    ]
    if pending := vault.pending:
        noun = "decision" if pending == 1 else "decisions"
        kept = "the next run does it" if vault.remembers else "no journal keeps that"
        sentences.append(f"{pending} {noun} could not be written; {kept}.")
    return sentences
