"""Which of many names somebody means who types a few letters."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final
from unicodedata import combining, normalize

_LOOKED_AT: Final = 50_000


def narrowed(names: Iterable[str], typed: str, most: int) -> list[str]:
    """The names in which what was typed stands, at most so many.

    First the one that is just that, then where a name begins with it, then where a word of the
    name does, then the others; each in the order given. Case and accents do not count.
    """
    wanted = _folded(typed)
    if not wanted:
        return list(dict.fromkeys(names))[:most]
    ranked: list[list[str]] = [[], [], [], []]
    for name in _first(dict.fromkeys(names), _LOOKED_AT):
        rank = _rank(_folded(name), wanted)
        if rank is not None:
            ranked[rank].append(name)
    return [name for names_of_rank in ranked for name in names_of_rank][:most]


def without(names: Iterable[str], known: Iterable[str], key: Callable[[str], str]) -> list[str]:
    """Those of the names that are not known, each once; `key` is equal for equal names."""
    seen = set(map(key, known))
    left: list[str] = []
    for name in names:
        if key(name) not in seen:
            seen.add(key(name))
            left.append(name)
    return left


def _rank(name: str, wanted: str) -> int | None:
    bare = name.lstrip("#@")
    if wanted in (name, bare):
        return 0
    if name.startswith(wanted) or bare.startswith(wanted):
        return 1
    at = name.find(wanted)
    if at < 0:
        return None
    return 2 if any(part.startswith(wanted) for part in _words(bare)) else 3


def _words(name: str) -> list[str]:
    return name.replace("/", " ").replace("-", " ").split()


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    plain = normalize("NFD", text.casefold())
    return "".join(sign for sign in plain if not combining(sign))


def _first(names: Iterable[str], most: int) -> Iterator[str]:
    for name, _ in zip(names, range(most), strict=False):
        yield name
