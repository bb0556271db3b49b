"""What was typed: the commands, their options, and a sentence for what makes no sense."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NoReturn

from parsers.nearest import nearest
from tui.safe_text import safe_text
from tui.version import VERSION

VIEWS: Final = (
    *("inbox", "today", "overdue", "upcoming"),
    *("mine", "waiting", "unassigned", "all"),
)
"""The built-in views by the names that are typed; `vault.view` says what each holds."""

VERBS: Final = {
    "accept": "a proposal becomes a task",
    "start": "a proposal or an open task gets under way",
    "reject": "a proposal is declined, its line stays",
    "done": "a proposal or a task is done already",
    "cancel": "a proposal or a task is not going to be done",
    "toggle": "the status goes on to its next one, as a click in Obsidian does",
}

SET_OPTIONS: Final = {
    "status": ("S", "a symbol or a name of the vault's statuses"),
    "priority": ("P", "highest, high, medium, low, lowest; none clears it"),
    "due": ("D", "a date: fri, next friday, in 2 weeks, 15 dec, 2026-12-01; none clears it"),
    "scheduled": ("D", "the same"),
    "start": ("D", "the same"),
    "owner": ("O", "the one owner, in place of those who are there; none takes them away"),
    "description": ("T", "the whole text, with its tags; fields stay"),
}
"""The options of `set` that are given once, each with its metavar and its help."""

PLANS: Final = {
    "snooze": "put proposals off until a day, or tasks to another one",
    "merge": "cancel a proposal that another task says already",
    "capture": "add a task to the daily note, or to another",
}

BACK: Final = {
    "undo": "take the last decisions back, whoever made them",
    "redo": "make again what was taken back",
    "history": "what was decided in this vault, newest first",
}

_SET_FLAGS: Final = frozenset(f"--{name}" for name in (*SET_OPTIONS, "tag"))

DUPLICATE_FORMATS: Final = ("text", "json", "ndjson")

LIST_FORMATS: Final = ("text", "json", "ndjson", "tsv", "csv")

CONFIG: Final = {
    "init": "write a file with every setting as a comment, never over one that is there",
    "check": "say what is wrong in FILE, or else in all the settings that count",
    "show": "every setting that holds, and where it comes from",
    "path": "where your own settings are, or would be",
}

_EXAMPLES: Final = """\
examples:
  vaultriage                                  open the inbox of the vault around this folder
  vaultriage --demo                           try it on a copy of the sample vault
  vaultriage list --proposed                  what waits for a decision
  vaultriage list --view today --format json  for scripts
  vaultriage accept 'Inbox.md:14'             accept the proposal on line 14
  vaultriage snooze 'Inbox.md:14' 'next friday'
  vaultriage duplicates                       what is proposed twice, or is a task already
  vaultriage capture 'Call Ana 📅 2026-12-01'
  vaultriage set 'Inbox.md:14' --due friday --tag '+#home'
  vaultriage list --proposed --format ndjson | jq -r .ref | vaultriage reject --dry-run -

A REF is path.md:LINE, or path.md:LINE@GUARD as `list` prints it: with the guard, a line that
moved is found again, and a line that changed is left alone. `-` reads REFs from standard input.

exit codes:
  0 done  1 unexpected  2 wrong usage  3 the line changed  4 not found  5 not permitted  6 no space
"""


class Options(argparse.Namespace):
    """Everything that was typed; what was not typed has the value that stands here."""

    command: str | None = None
    vault: str | None = None
    demo: bool = False
    view: str | None = None
    read_only: bool = False
    today: date | None = None
    no_color: bool = False
    debug: bool = False
    query: str | None = None
    proposed: bool = False
    format: str = "text"
    total: bool = False
    refs: Sequence[str] = ()
    ref: str = ""
    dry_run: bool = False
    wait: bool = False
    count: int = 1
    status: str | None = None
    priority: str | None = None
    due: str | None = None
    scheduled: str | None = None
    start: str | None = None
    owner: str | None = None
    description: str | None = None
    tag: Sequence[str] = ()
    text: str = ""
    note: str | None = None
    heading: str | None = None
    link: bool = False
    reason: str | None = None
    with_subtasks: bool = False
    config: str | None = None
    action: str = ""
    file: str | None = None
    candidates: int | None = None


def parse(typed: Sequence[str]) -> Options:
    """Read the arguments. Raises SystemExit: 0 after `--help` and `--version`, 2 for a mistake."""
    parser, commands = _build()
    options, surplus = parser.parse_known_args(_joined(typed), Options())
    if options.command in (*VERBS, "set", "snooze", "merge", "duplicates"):
        # argparse gives a list of positionals only up to the first option behind it.
        options.refs = [*options.refs, *(word for word in surplus if not _is_option(word))]
        surplus = [word for word in surplus if _is_option(word)]
    reader = commands.get(options.command or "", parser)
    if surplus:
        reader.refuse(surplus[0])
    if options.command == "set" and not _sets_something(options):
        known = ", ".join(f"--{name}" for name in (*SET_OPTIONS, "tag"))
        reader.error(f"there is nothing to set: name one of {known}")
    if options.command in _MOST_REFS:
        least, most = _MOST_REFS[options.command]
        if not least <= len(options.refs) <= most:
            reader.error(f"{options.command} needs {_NEEDED[options.command]}")
    if options.command == "duplicates" and (amiss := _amiss_with_duplicates(options)):
        reader.error(amiss)
    if options.demo and options.vault is not None:
        reader.error("--demo has a vault of its own: leave out --vault")
    if options.file is not None and options.action != "check":
        reader.error(f"config {options.action} takes no file: leave it out, or name it --config")
    if options.view and options.command not in (None, "list"):
        reader.error(f"--view means nothing to {options.command}")
    return options


_MOST_REFS: Final = {"snooze": (2, sys.maxsize), "merge": (2, 2)}
"""How many words, the last one included, these commands take."""
_NEEDED: Final = {
    "snooze": "references and, behind them, a date: snooze Inbox.md:14 'next friday'",
    "merge": "a proposal and the task that is kept: merge Inbox.md:14 Work.md:3",
}


def _amiss_with_duplicates(options: Options) -> str:
    """What is wrong with the options of `duplicates`; empty when all is well."""
    if options.candidates is None and options.refs:
        return "a REF is for --candidates N: leave it out, or say how many to show"
    if options.candidates is None and options.format == "ndjson":
        return "clusters are one object: use --format json"
    return ""


def _joined(typed: Sequence[str]) -> list[str]:
    """The words with `--tag -#b` as `--tag=-#b`: argparse takes `-#b` alone for an option."""
    words: list[str] = []
    for word in typed:
        takes_value = words and words[-1] in _SET_FLAGS and "--" not in words
        if takes_value and _is_option(word) and not word.startswith("--"):
            words[-1] = f"{words[-1]}={word}"
        else:
            words.append(word)
    return words


def _sets_something(options: Options) -> bool:
    return bool(options.tag) or any(getattr(options, name) is not None for name in SET_OPTIONS)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence and, where it can tell, a way out."""

    def error(self, message: str) -> NoReturn:
        """Print the sentence and exit with 2."""
        sentence = message[:1].upper() + message[1:]
        end = "" if sentence.endswith(("?", ".")) else "."
        self.exit(2, f"vaultriage: {safe_text(sentence)}{end} See {self.prog} --help.\n")

    def refuse(self, word: str) -> NoReturn:
        """Complain about a word that has no place here."""
        if not _is_option(word):
            self.error(f"“{word}” is one argument too many")
        known = {part.rstrip(",") for part in self.format_help().split() if _is_option(part)}
        self.error(f"there is no option {word}{did_you_mean(word.partition('=')[0], known)}")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """As argparse does, in words that name the nearest choice."""
        choices = list(action.choices or ())
        if choices and value not in choices:
            what = action.metavar if isinstance(action.metavar, str) else ""
            known = f"{did_you_mean(str(value), choices) or '; there are ' + ', '.join(choices)}"
            raise argparse.ArgumentError(None, f"“{value}” is no {what.lower()}{known}")


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """The end of a sentence that names the nearest word; empty when none is near."""
    near = nearest(typed, known)
    return f". Did you mean {near}?" if near else ""


def _build() -> tuple[_Parser, dict[str, _Parser]]:
    everywhere = _everywhere()
    parser = _Parser(
        prog="vaultriage",
        description="The terminal inbox and task dashboard for Obsidian vaults. "
        "Without a command it opens the screen.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        argument_default=argparse.SUPPRESS,
        allow_abbrev=False,
        parents=[everywhere],
    )
    parser.add_argument("--version", action="version", version=f"vaultriage {VERSION}")
    _add_view(parser)
    group = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    commands: dict[str, _Parser] = {}

    def command(name: str, summary: str) -> _Parser:
        commands[name] = group.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            argument_default=argparse.SUPPRESS,
            allow_abbrev=False,
            parents=[everywhere],
        )
        return commands[name]

    _add_list(command("list", "the tasks of the vault, in order of path and line"))
    for verb, meaning in VERBS.items():
        _add_verb(command(verb, meaning))
    _add_reasons(commands["reject"])
    _add_set(command("set", "the status, priority, dates, owner, text or tags of tasks"))
    show = command("show", "one task with where it comes from and what stands around it")
    show.add_argument("ref", metavar="REF", help="path.md:LINE[@GUARD]")
    _add_format(show, ("text", "json"))
    _add_verb(command("snooze", PLANS["snooze"]), "REF", "REF... DATE; none takes it back")
    _add_merge(command("merge", PLANS["merge"]))
    _add_duplicates(command("duplicates", "tasks and proposals that say the same"))
    _add_capture(command("capture", PLANS["capture"]))
    for name, meaning in BACK.items():
        _add_back(command(name, meaning), 30 if name == "history" else 1)
    _add_config(command("config", "the settings: where they are, whether they are right"))
    vaults = command("vaults", "the vaults that Obsidian knows on this computer")
    _add_format(vaults, ("text", "json"))
    return parser, commands


def _everywhere() -> _Parser:
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = shared.add_argument_group("everywhere")
    add = group.add_argument
    add("--vault", metavar="PATH|NAME", help="the vault; else the one around this folder")
    add("--demo", action="store_true", help="use a fresh copy of the sample vault")
    add("--config", metavar="FILE", help="settings to use instead of your own file of them")
    add("--read-only", action="store_true", help="write nothing")
    add("--today", metavar="DATE", type=_day, help="the day to go by, as YYYY-MM-DD")
    add("--no-color", action="store_true", help="no colours; so does NO_COLOR=1")
    add("--debug", action="store_true", help="show where an unexpected error came from")
    return shared


def _add_list(parser: _Parser) -> None:
    _add_view(parser)
    parser.add_argument("--proposed", action="store_true", help="only what waits for a decision")
    parser.add_argument("--query", metavar="TEXT", help=argparse.SUPPRESS)
    _add_format(parser, LIST_FORMATS)
    parser.add_argument("--total", action="store_true", help="only how many there are")


def _add_verb(
    parser: _Parser, metavar: str = "REF", help_text: str = "path.md:LINE[@GUARD], or -"
) -> None:
    parser.add_argument("refs", metavar=metavar, nargs="+", help=help_text)
    _add_writing(parser)


def _add_writing(parser: _Parser) -> None:
    _add_format(parser, ("text", "json"))
    parser.add_argument("--dry-run", action="store_true", help="print the diff, write nothing")
    wait_help = "stay for 5 s and see that no stale save of another program undoes it"
    parser.add_argument("--wait", action="store_true", help=wait_help)


def _add_reasons(parser: _Parser) -> None:
    reason_help = "duplicate, not mine, obsolete, vague, wrong, or your own words"
    parser.add_argument("--reason", metavar="R", help=reason_help)
    subtasks_help = "the proposals below them too"
    parser.add_argument("--with-subtasks", action="store_true", help=subtasks_help)


def _add_merge(parser: _Parser) -> None:
    _add_verb(parser, "REF", "the proposal, then the task that is kept")
    link_help = "add a link to the proposal's note to the line that is kept"
    parser.add_argument("--link", action="store_true", help=link_help)


def _add_duplicates(parser: _Parser) -> None:
    refs_help = "with --candidates: these tasks instead of all that wait or are open; or -"
    parser.add_argument("refs", metavar="REF", nargs="*", help=refs_help)
    candidates_help = "for each task the N others that are most like it"
    parser.add_argument("--candidates", metavar="N", type=_how_many, help=candidates_help)
    _add_format(parser, DUPLICATE_FORMATS)


def _add_capture(parser: _Parser) -> None:
    parser.add_argument("text", metavar="TEXT", help="what is to be done, with fields or without")
    parser.add_argument("--note", metavar="PATH", help="the note; the daily note when left out")
    heading_help = "the heading under which it goes; the note's end when left out"
    parser.add_argument("--heading", metavar="TEXT", help=heading_help)
    _add_writing(parser)


def _add_set(parser: _Parser) -> None:
    _add_verb(parser)
    for name, (metavar, help_text) in SET_OPTIONS.items():
        parser.add_argument(f"--{name}", metavar=metavar, help=help_text)
    tag_help = "add a tag, or with - take it out; may be given several times"
    parser.add_argument("--tag", metavar="+#T|-#T", action="append", help=tag_help)


def _add_back(parser: _Parser, most: int) -> None:
    help_text = f"how many steps; {most} when left out"
    parser.add_argument("count", metavar="N", nargs="?", type=_count, default=most, help=help_text)
    _add_format(parser, ("text", "json"))


def _add_config(parser: _Parser) -> None:
    meanings = "; ".join(f"{action}: {meaning}" for action, meaning in CONFIG.items())
    parser.add_argument("action", metavar="ACTION", choices=tuple(CONFIG), help=meanings)
    parser.add_argument("file", metavar="FILE", nargs="?", help="for check")


def _add_view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--view", metavar="VIEW", type=str.casefold, choices=VIEWS, help=f"{', '.join(VIEWS)}"
    )


def _add_format(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    parser.add_argument("--format", metavar="FORMAT", choices=formats, help=f"{', '.join(formats)}")


def _count(text: str) -> int:
    return _positive(text, "steps")


def _how_many(text: str) -> int:
    return _positive(text, "tasks")


def _positive(text: str, what: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no number of {what}")
    return int(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise argparse.ArgumentTypeError(f"“{text}” is no date like 2026-11-22")
    return day
