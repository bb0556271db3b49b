"""The right word that somebody may have meant by a wrong one."""

from collections.abc import Iterable


def nearest(typed: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """The known word most like `typed`, whatever their case; None when none is much like it.

    `likeness`: from 0 to 1, where 1 is the same; as difflib's ratio counts it.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    by_folded = {word.casefold(): word for word in known}
    near = get_close_matches(typed.casefold(), by_folded, n=1, cutoff=likeness)
    return by_folded[near[0]] if near else None
