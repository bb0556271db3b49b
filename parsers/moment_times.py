"""The tokens of a time in moment.js formats, written."""

from datetime import time
from typing import Final

_NOON: Final = 12
_MIDNIGHT: Final = 24


def clock_text(token: str, at: time) -> str | None:
    """What `token` stands for at this time: `HH` `H` `hh` `h` `kk` `k` `mm` `m` `ss` `s` `A` `a`.

    And several in one: `Hmm`, `hmm`, `Hmmss`, `hmmss`. None for any other.
    """
    half = "AM" if at.hour < _NOON else "PM"
    numbers = {
        "H": at.hour,
        "h": at.hour % _NOON or _NOON,
        "k": at.hour or _MIDNIGHT,
        "m": at.minute,
        "s": at.second,
    }
    halves = {"A": half, "a": half.lower()}
    if token in halves:
        return halves[token]
    if token in numbers:
        return str(numbers[token])
    if len(token) == len("HH") and token[0] == token[1] and token[0] in numbers:
        return f"{numbers[token[0]]:02}"
    if token in {"Hmm", "hmm", "Hmmss", "hmmss"}:
        seconds = f"{at.second:02}" if token.endswith("ss") else ""
        return f"{numbers[token[0]]}{at.minute:02}{seconds}"
    return None
