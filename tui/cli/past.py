"""The commands that go back: `undo`, `redo` and `history`, over everything decided in a vault."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime

from parsers.lines import shown, shown_lines
from tui.cli.arguments import Options
from tui.cli.opening import opened_vault, tell_what_is_amiss
from tui.cli.streams import takes_unicode, write_json, write_line, write_note
from vault.errors import ConflictError, NotPermittedError
from vault.outcomes import Applied
from vault.steps import Change, Step
from vault.vault import Vault


def run(options: Options) -> int:
    """Take steps back, make them again, or tell of them; the highest exit code met."""
    if options.read_only:
        raise NotPermittedError(
            "With --read-only the journal stays closed: nothing is known of earlier steps.",
            f"Leave it out: vaultriage {options.command}",
        )
    with opened_vault(options) as vault:
        problems = vault.problems
        for problem in problems:
            write_note(problem)
        if options.command == "history":
            return _tell(vault, options)
        move = vault.undo if options.command == "undo" else vault.redo
        moved = list(_steps(move, options.count))
        tell_what_is_amiss(vault, told=problems)
        return _move(moved, options)


def _steps(move: Callable[[], Applied | None], count: int) -> Iterator[Applied]:
    for _ in range(count):
        applied = move()
        if applied is None:
            return
        yield applied
        if applied.failures:
            return


def _move(moved: list[Applied], options: Options) -> int:
    word = "undone" if options.command == "undo" else "redone"
    if options.format == "json":
        records = [_move_record(applied, word) for applied in moved]
        write_json(json.dumps(records, ensure_ascii=not takes_unicode(), indent=1))
    elif not moved:
        write_line(f"Nothing to {options.command}.")
    for applied in moved:
        if options.format == "text" and (applied.written or not applied.failures):
            remark = next((f"  ({o.message})" for o in applied.outcomes if o.message), "")
            write_line(f"{word}  {applied.label}{remark if not applied.failures else ''}")
        for outcome in applied.failures:
            write_note(f"{outcome.path}:{outcome.line}: {outcome.message}")
            if isinstance(outcome.error, ConflictError):
                write_note(f"  was     {outcome.error.was or '(nothing)'}")
                write_note(f"  now     {outcome.error.now or '(nothing)'}")
    codes = [o.error.exit_code for applied in moved for o in applied.failures if o.error]
    return max(codes, default=0)


def _move_record(applied: Applied, word: str) -> dict[str, object]:
    return {
        "step": applied.label,
        "outcomes": [
            {
                "ref": shown(f"{outcome.path}:{outcome.line}"),
                "outcome": word if outcome.error is None else outcome.kind.value,
                "before": outcome.before,
                "after": outcome.after,
                "message": outcome.message,
            }
            for outcome in applied.outcomes
        ],
    }


def _tell(vault: Vault, options: Options) -> int:
    steps = vault.history(options.count)
    if options.format == "json":
        records = [_record(step) for step in steps]
        write_json(json.dumps(records, ensure_ascii=not takes_unicode(), indent=1))
        return 0
    for step in steps:
        made = datetime.fromtimestamp(step.made).astimezone()
        state = f"{step.kind} " if step.kind != "do" else ""
        gone = "  (taken back)" if step.taken_back else ""
        lost = "  (undone by another program)" if step.lost else ""
        why = f"  ({step.reason})" if step.reason else ""
        write_line(f"{made:%Y-%m-%d %H:%M:%S}  {state}{step.label}{why}{gone}{lost}")
    return 0


def _record(step: Step) -> dict[str, object]:
    return {
        "id": step.id,
        "made": datetime.fromtimestamp(step.made).astimezone().isoformat(timespec="seconds"),
        "kind": step.kind.value,
        "name": step.name,
        "label": step.label,
        "taken_back": step.taken_back,
        "lost": step.lost,
        "reason": step.reason or None,
        "changes": [_change_record(change) for change in step.changes],
    }


def _change_record(change: Change) -> dict[str, object]:
    return {
        "path": shown(change.path),
        "line": change.after.number + 1 + (change.kept or 0),
        "text": change.text,
        "before": shown_lines(change.before),
        "after": shown_lines(change.after.lines),
    }
