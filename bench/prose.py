"""Made-up text for made-up notes: sentences, people and task lines, all from one seed."""

from datetime import date, timedelta
from random import Random
from typing import Final

STATUSES: Final = {" ": 30, "x": 30, "?": 28, "/": 7, "-": 5}
"""Status symbols with their share in a hundred."""

DAY: Final = date(2026, 11, 22)
"""The day around which every date lies; a benchmark opens the vault as if it were today."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_NOUNS: Final = _words("""
    ferry timetable harbour ticket kiosk crew budget invoice survey pier engine permit route
    launch brochure radio depot ledger contract audit forecast season weather gangway report
""")
_VERBS: Final = _words("""
    Prepare Check Review Order Draft Send Update Mention Measure Repair Book Compare Explain
    Cancel Confirm Print Translate Sort Archive Plan
""")
_LINKERS: Final = _words("""
    for before after with without about near because of beside and then
""")
_FIRST: Final = _words("""
    Ada Bela Cleo Dario Edda Faruk Gita Hilde Ivo Jytte Kenji Loïs Matti Nadja
""")
_LAST: Final = _words("""
    Abel Boateng Castro Dahl Eriksen Fuchs Greco Hansen Ito Jansen Köhler Lund
""")
_TAGS: Final = ("#project/pier", "#project/season", "#waiting", "#call", "#errand", "#idea")
_PRIORITIES: Final = ("🔺", "⏫", "🔼", "🔽", "⏬")
_RULES: Final = ("every day", "every week", "every 2 weeks on Monday", "every month when done")
_STORED: Final = 2_000


class Prose:
    """An endless supply of text; the same seed gives the same text in the same order."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._sentences = [self._sentence() for _ in range(_STORED)]
        self.people = tuple(f"{first} {last}" for first in _FIRST for last in _LAST)
        self._ids = 0

    def _sentence(self) -> str:
        pick = self.random.choice
        words = [pick(_VERBS), "the", pick(_NOUNS), pick(_NOUNS)]
        for _ in range(self.random.randint(1, 5)):
            words += [pick(_LINKERS), "the", pick(_NOUNS)]
        return " ".join(words) + "."

    def chance(self, share: float) -> bool:
        """True in `share` of the cases, from 0 to 1."""
        return self.random.random() < share

    def sentence(self) -> str:
        """One sentence of 30 to 90 characters."""
        return self.random.choice(self._sentences)

    def paragraph(self) -> str:
        """Two to five sentences on one line."""
        return " ".join(self.sentence() for _ in range(self.random.randint(2, 5)))

    def title(self, number: int) -> str:
        """A title that no other number has."""
        pick = self.random.choice
        return f"{pick(_NOUNS).title()} {pick(_NOUNS)} {number}"

    def day(self, first: int, last: int) -> date:
        """A day between so many days before (negative) and after `DAY`."""
        return DAY + timedelta(days=self.random.randint(first, last))

    def status(self) -> str:
        """A status symbol, each as often as `STATUSES` says."""
        return self.random.choices(tuple(STATUSES), tuple(STATUSES.values()))[0]

    def task(self, status: str) -> str:
        """A task's line from its box on; `?` is a proposal as pipelines write it."""
        fields = self._proposal() if status == "?" else self._fields(status)
        return " ".join((f"[{status}]", self._description(), *fields))

    def _description(self) -> str:
        text = self.sentence()
        if self.chance(0.06):
            text += f" See [[{self.day(-400, 0)} - {self.random.choice(self.people)}|the notes]]."
        if self.chance(0.03):
            text += " https://example.com/a/b?c=d#e"
        return text

    def _owner(self) -> str:
        return "@Myself" if self.chance(0.5) else f"@[[{self.random.choice(self.people)}]]"

    def _proposal(self) -> list[str]:
        fields = [self._owner()]
        if self.chance(0.45):
            fields.append(self.random.choice(_PRIORITIES))
        if self.chance(0.15):
            fields.append(f"📅 {self.day(0, 90)}")
        return [*fields, "#task #proposed #auto"]

    def _fields(self, status: str) -> list[str]:
        self._ids += 1
        pick = self.random.choice
        offers = (
            (0.35, self._owner()),
            (0.40, pick(_TAGS)),
            (0.30, pick(_PRIORITIES)),
            (0.06, f"🔁 {pick(_RULES)}"),
            (0.25, f"➕ {self.day(-400, 0)}"),
            (0.08, f"🛫 {self.day(-60, 120)}"),
            (0.15, f"⏳ {self.day(-60, 120)}"),
            (0.40, f"📅 {self.day(-60, 120)}"),
            (0.80 if status == "x" else 0, f"✅ {self.day(-400, 0)}"),
            (0.80 if status == "-" else 0, f"❌ {self.day(-400, 0)}"),
            (0.03, f"🆔 t{self._ids}"),
            (0.04, f"^line-{self._ids}"),
        )
        return [text for share, text in offers if self.chance(share)]
