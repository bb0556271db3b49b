"""Names of notes by date: a moment.js format turns a date into a name, and back."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from msgspec import Struct

from parsers.days import days_since_sunday
from parsers.moment_times import clock_text
from parsers.moment_tokens import CLOCK, PIECES, Piece

DAILY_FORMAT: Final = "YYYY-MM-DD"
"""What Obsidian's daily notes are called when no format is set."""

# moment's own order of trial; `w|` is a token for it too, one that means nothing.
_TOKEN: Final = re.compile(
    r"\[[^\[]*\]|\\?(?:[Hh]mm(?:ss)?|Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|w[o|w]?|W[o|W]?|Qo?"
    r"|N{1,5}|YYYYYY|YYYYY|YYYY|YY|y{2,4}|yo?|gg(?:ggg?)?|GG(?:GGG?)?|LTS|LT|LL?L?L?|l{1,4}"
    r"|hh?|HH?|kk?|mm?|ss?|S{1,9}|zz?|ZZ?|.)",
    re.DOTALL,
)
_ELSEWHERE: Final = re.compile(
    r"[Hh]mm(?:ss)?|[Hh]{1,2}|k{1,2}|m{1,2}|s{1,2}|S{1,9}|[aAxX]|z{1,2}|Z{1,2}|N{1,5}|y{1,4}|yo"
    r"|LTS?|L{1,4}|l{1,4}|Y{5,6}|g{5}|G{5}"
)
_SEVERAL_TIMES: Final = re.compile("([Hh])(mm)(ss)?")

Parts = Mapping[str, int]
"""What a name says, by the part of `Piece`."""


class _Foreign(Struct, frozen=True):
    """A token that means something to moment.js, and is no part of the date."""

    token: str
    pattern: str
    """What stands for it in a name; `(?!)`, which nothing fits, where nobody here knows."""


class MomentFormat(Struct, frozen=True):
    """A format, read once. Names of months and days are English, weeks begin as in America."""

    pieces: tuple[Piece | _Foreign | str, ...]
    """What stands for a part of the date, and in between the text that stays."""

    @property
    def unsupported(self) -> tuple[str, ...]:
        """Tokens that name more than a day, as of hours, each once; `write` leaves them as text."""
        return tuple(dict.fromkeys(piece.token for piece in self._foreign()))

    def write(self, day: date) -> str:
        """The name of the day's note: no folder of the settings, no `.md`."""
        return "".join(_written(piece, day) for piece in self.pieces)

    def write_moment(self, moment: datetime) -> str | None:
        """The day and the time of it; None where a token names something that nobody here knows."""
        clock = {piece: clock_text(piece.token, moment.time()) for piece in self._foreign()}
        if None in clock.values():
            return None
        return "".join(
            clock[piece] or "" if isinstance(piece, _Foreign) else _written(piece, moment.date())
            for piece in self.pieces
        )

    def _foreign(self) -> Iterator[_Foreign]:
        return (piece for piece in self.pieces if isinstance(piece, _Foreign))

    def read(self, name: str) -> date | None:
        """The first day that the whole name may mean, as moment.js reads it strictly; else None.

        A format without a year names no day, and a name that contradicts itself none either. Of a
        time only its form counts. Reading goes from left to right and takes as many digits as there
        are, as moment.js does; it takes time by the length of the name alone.
        """
        parts = self._parts(name)
        day = parts and _day(parts)
        return day if day and self._fits(parts, day) else None

    def _parts(self, name: str) -> dict[str, int]:
        """What the name says; nothing when it is none of this format."""
        parts: dict[str, int] = {}
        at = 0
        for piece in self.pieces:
            if isinstance(piece, str):
                if not name.startswith(piece, at):
                    return {}
                at += len(piece)
                continue
            found = re.compile(piece.pattern).match(name, at)
            if found is None:
                return {}
            at = found.end()
            if isinstance(piece, Piece):
                said = piece.read(found[0])
                if parts.setdefault(piece.part, said) != said:
                    return {}
        return parts if at == len(name) else {}

    def _fits(self, parts: Parts, day: date) -> bool:
        """Whether nothing that was said is untrue of the day; a week may lie in two years."""
        said = [piece for piece in self.pieces if isinstance(piece, Piece) and piece.part != "year"]
        return all(piece.value(day) == parts[piece.part] for piece in said)


@lru_cache(maxsize=64)
def moment_format(text: str) -> MomentFormat:
    r"""Read a format: YYYY YY M MM MMM MMMM D DD Do ddd w ww W gggg Q ..., `[text]`, `\escaped`."""
    pieces: list[Piece | _Foreign | str] = []
    for found in _TOKEN.finditer(text):
        token = found[0]
        piece = PIECES.get(token)
        if piece is None and _ELSEWHERE.fullmatch(token):
            pieces.append(_Foreign(token, _pattern_of(token)))
        else:
            pieces.append(piece or _literal(token))
    return MomentFormat(tuple(pieces))


def _pattern_of(token: str) -> str:
    several = _SEVERAL_TIMES.fullmatch(token)
    parts = [part for part in several.groups() if part] if several else [token]
    return "".join(CLOCK.get(part, "(?!)") for part in parts)


def _literal(token: str) -> str:
    if len(token) > 1 and token.startswith("["):
        return token[1:-1]
    return token.replace("\\", "")


def _written(piece: Piece | _Foreign | str, day: date) -> str:
    if isinstance(piece, str):
        return piece
    return piece.token if isinstance(piece, _Foreign) else piece.text(piece.value(day))


def _day(parts: Parts) -> date | None:
    """The first day with these parts, as moment.js fills in what is missing."""
    try:
        if "year" in parts and not {"month", "day"}.isdisjoint(parts):
            return date(parts["year"], parts.get("month", 1), parts.get("day", 1))
        if not {"isoyear", "isoweek"}.isdisjoint(parts):
            return _day_of_iso_week(parts)
        if "week" in parts:
            return _day_of_week(parts)
        month = 3 * parts.get("quarter", 1) - 2
        return date(parts["year"], month, 1) + timedelta(parts.get("yearday", 1) - 1)
    except (KeyError, ValueError, OverflowError):
        return None


def _day_of_week(parts: Parts) -> date:
    new_year = date(parts.get("weekyear") or parts["year"], 1, 1)
    days = 7 * (parts["week"] - 1) + _weekday(parts) - days_since_sunday(new_year)
    return new_year + timedelta(days)


def _day_of_iso_week(parts: Parts) -> date:
    year = parts.get("isoyear") or parts["year"]
    return date.fromisocalendar(year, parts.get("isoweek", 1), _weekday(parts, first=1) or 7)


def _weekday(parts: Parts, *, first: int = 0) -> int:
    """The day of the week that is named, 0 is Sunday; the week's first one if none is."""
    return parts.get("weekday", parts.get("isoday", first)) % 7
