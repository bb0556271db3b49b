"""The command `list`: the tasks of the vault, for people and for programs."""

import json
from collections.abc import Iterator

from tui.cli.arguments import Options
from tui.cli.opening import loaded_vault
from tui.cli.streams import takes_unicode, write_data, write_json, write_line, write_note
from tui.cli.task_record import task_record
from tui.cli.task_table import table, text_lines
from vault.errors import UsageError
from vault.index import IndexedTask
from vault.vault import Vault
from vault.view import ViewName, holds


def run(options: Options) -> int:
    """Print the tasks that the filters leave; 0, also when there are none. Raises UsageError."""
    if options.query is not None:
        raise UsageError(
            "The query language is not available in this version.",
            "--view and --proposed choose what is listed.",
        )
    with loaded_vault(options) as vault:
        for problem in vault.problems:
            write_note(problem)
        tasks = list(_chosen(vault, options))
        if options.total:
            write_line(str(len(tasks)))
        else:
            _print(tasks, vault, options.format)
    return 0


def _chosen(vault: Vault, options: Options) -> Iterator[IndexedTask]:
    view = next((name for name in ViewName if name.casefold() == options.view), ViewName.ALL)
    people, today = vault.people(), vault.today()
    waiting = options.proposed or view is ViewName.INBOX
    snoozed = vault.snoozed() if waiting else {}
    for found in vault.tasks():
        chosen = holds(view, found, people, today) and (found.proposed or not options.proposed)
        if chosen and found.id not in snoozed:
            yield found


def _print(tasks: list[IndexedTask], vault: Vault, form: str) -> None:
    people, today = vault.people(), vault.today()
    if form == "text":
        for line in text_lines(tasks, people):
            write_line(line)
        return
    snoozed = vault.snoozed()
    records = [task_record(found, vault, people, today, snoozed) for found in tasks]
    if form in ("csv", "tsv"):
        write_data(table(records, separator="," if form == "csv" else "\t"))
        return
    encode = json.JSONEncoder(ensure_ascii=not takes_unicode()).encode
    lines = [encode(record) for record in records]
    if form == "json":
        write_json("[\n" + ",\n".join(lines) + "\n]" if lines else "[]")
    elif lines:
        write_json("\n".join(lines))
