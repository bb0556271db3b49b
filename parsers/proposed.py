"""Which tasks wait for a decision."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct

from parsers.line_search import hides_letters
from parsers.lines import decode_line
from parsers.status import Status, StatusRegistry, StatusType
from parsers.tags import is_tag_or_subtag, tag_at_end
from parsers.task import Task
from parsers.whitespace import has_line_ender

_NAMES_LIKE_PROPOSED = re.compile("propos|suggest|candidate|triage|pending|inbox", re.IGNORECASE)
_OPEN_TYPES: Final = frozenset({StatusType.TODO, StatusType.ON_HOLD})


class ProposedSettings(Struct, frozen=True):
    """What the user says about proposals."""

    symbols: tuple[str, ...] = ("?",)
    tags: tuple[str, ...] = ("#proposed",)
    """Their subtags count too."""
    symbol_alone: bool | Literal["auto"] = "auto"
    """Whether the symbol is enough without a tag; `auto` asks the vault."""
    exclude_folders: tuple[str, ...] = ()
    auto_tags: tuple[str, ...] = ("#auto",)
    """Shown as a badge, never dropped."""


class ProposedRule(Struct, frozen=True):
    """The settings with `auto` decided for one vault."""

    settings: ProposedSettings = ProposedSettings()
    enough: frozenset[str] = frozenset()
    """The symbols that make a proposal without any tag."""

    def holds(self, task: Task) -> bool:
        """Whether somebody still has to decide this task."""
        if not self.is_open(task.status):
            return False
        return task.status.symbol in self.enough or any(map(self.is_proposed_tag, task.tags))

    def holds_line(self, status: Status, raw: bytes, own: str) -> bool | None:
        """The same, by a line's status and bytes; None where only the task can tell.

        `own` is the global filter.
        """
        if not self.is_open(status):
            return False
        return status.symbol in self.enough or self.is_tagged_line(raw, own)

    def may_tag(self, lines: bytes) -> bool:
        """Whether some of these lines, joined by line feeds, may have a proposed tag."""
        if b"#" not in lines:
            return False
        folded = lines.lower()
        if any(tag in folded for tag in _plain(self.settings.tags)):
            return True
        if not hides_letters(lines) and all(map(str.isascii, self.settings.tags)):
            return False
        text = decode_line(lines).casefold()
        return any(tag.casefold() in text for tag in self.settings.tags)

    def is_tagged_line(self, raw: bytes, own: str) -> bool | None:
        """Whether a task's line has a proposed tag; None where only the task can tell."""
        if b"#" not in raw:
            return False
        raw = raw.removesuffix(b"\r")
        for tag, between in _between_spaces(self.settings.tags):
            is_there = between in raw or raw.endswith(between[:-1])
            if is_there and tag != own and not has_line_ender(raw):
                return True
        text = decode_line(raw).casefold()
        return None if any(tag.casefold() in text for tag in self.settings.tags) else False

    def is_open(self, status: Status) -> bool:
        """Whether a task with this status may be a proposal."""
        return status.type in _OPEN_TYPES or (
            status.type is StatusType.NON_TASK and status.symbol in self.settings.symbols
        )

    def is_proposed_tag(self, tag: str) -> bool:
        """Whether this tag says `proposed`, itself or as a subtag."""
        return any(is_tag_or_subtag(tag, parent) for parent in self.settings.tags)

    def is_auto(self, task: Task) -> bool:
        """Whether a pipeline's tag is on the task."""
        auto_tags = self.settings.auto_tags
        return any(is_tag_or_subtag(tag, parent) for tag in task.tags for parent in auto_tags)


@lru_cache(maxsize=16)
def _plain(tags: tuple[str, ...]) -> tuple[bytes, ...]:
    """The bytes of ASCII tags, case-folded."""
    return tuple(tag.casefold().encode() for tag in tags if tag.isascii())


@lru_cache(maxsize=16)
def _between_spaces(tags: tuple[str, ...]) -> tuple[tuple[str, bytes], ...]:
    """Where tags surely are tags of a line."""
    plain = (tag for tag in tags if tag.isascii() and tag_at_end(tag) == 0)
    return tuple((tag, f" {tag} ".encode()) for tag in plain)


def decide_symbols(
    settings: ProposedSettings, statuses: StatusRegistry, evidence: Iterable[tuple[str, bool]]
) -> ProposedRule:
    """Decide for each symbol whether it is enough on its own.

    `evidence` has a pair for each open line with a proposed symbol: the symbol, and whether a
    proposed tag or a generated note stands by it. It is read only for symbols that the vault's
    settings do not name; half of their lines must have it.
    """
    if settings.symbol_alone != "auto":
        return ProposedRule(settings, frozenset(settings.symbols if settings.symbol_alone else ()))
    named = {
        symbol
        for symbol in settings.symbols
        if symbol in statuses and _NAMES_LIKE_PROPOSED.search(statuses.of(symbol).name)
    }
    unnamed = {symbol for symbol in settings.symbols if symbol not in statuses}
    votes = dict.fromkeys(unnamed, 0)
    seen = dict.fromkeys(unnamed, 0)
    for symbol, supported in evidence if unnamed else ():
        if symbol in unnamed:
            seen[symbol] += 1
            votes[symbol] += supported
    convinced = {symbol for symbol in unnamed if seen[symbol] and 2 * votes[symbol] >= seen[symbol]}
    return ProposedRule(settings, frozenset(named | convinced))
