"""Which tasks wait for a decision."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from parsers.status import StatusRegistry, StatusType
from parsers.tags import is_tag_or_subtag
from parsers.task import Task

_NAMES_LIKE_PROPOSED = re.compile("propos|suggest|candidate|triage|pending|inbox", re.IGNORECASE)
_OPEN_TYPES: Final = frozenset({StatusType.TODO, StatusType.ON_HOLD})


@dataclass(frozen=True, slots=True)
class ProposedSettings:
    """What the user says about proposals."""

    symbols: tuple[str, ...] = ("?",)
    tags: tuple[str, ...] = ("#proposed",)
    """Their subtags count too."""
    symbol_alone: bool | Literal["auto"] = "auto"
    """Whether the symbol is enough without a tag; `auto` asks the vault."""
    exclude_folders: tuple[str, ...] = ()
    auto_tags: tuple[str, ...] = ("#auto",)
    """Shown as a badge, never dropped."""


@dataclass(frozen=True, slots=True)
class ProposedRule:
    """The settings with `auto` decided for one vault."""

    settings: ProposedSettings = ProposedSettings()
    enough: frozenset[str] = frozenset()
    """The symbols that make a proposal without any tag."""

    def holds(self, task: Task) -> bool:
        """Whether somebody still has to decide this task."""
        symbol = task.status.symbol
        if task.status.type not in _OPEN_TYPES and not (
            task.status.type is StatusType.NON_TASK and symbol in self.settings.symbols
        ):
            return False
        return symbol in self.enough or any(map(self.is_proposed_tag, task.tags))

    def is_proposed_tag(self, tag: str) -> bool:
        """Whether this tag says `proposed`, itself or as a subtag."""
        return any(is_tag_or_subtag(tag, parent) for parent in self.settings.tags)

    def is_auto(self, task: Task) -> bool:
        """Whether a pipeline's tag is on the task."""
        auto_tags = self.settings.auto_tags
        return any(is_tag_or_subtag(tag, parent) for tag in task.tags for parent in auto_tags)


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
