"""What a part of the soak reports: a figure beside what is promised, and the table of them all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

_HEADS = ("part", "figure", "measured", "promised", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    part: str
    what: str
    measured: str
    promised: str = ""
    """Empty for what is only told."""
    kept: bool = True

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells as text, as many as there are heads."""
        verdict = ("kept" if self.kept else "BROKEN") if self.promised else ""
        return (self.part, self.what, self.measured, self.promised, verdict)


Part = Callable[[float], Iterator[Figure]]
"""Gets the share of the full numbers that is wanted (1.0 is all)."""


def none_of(part: str, what: str, count: int) -> Figure:
    """A figure that is promised to be 0."""
    return Figure(part, what, f"{count:,}", "0", count == 0)


def all_of(part: str, what: str, count: int, total: int) -> Figure:
    """A figure that is promised to be all there are."""
    return Figure(part, what, f"{count:,} of {total:,}", "all", count == total)


def at_most(part: str, what: str, count: int, total: int, share: float) -> Figure:
    """A figure that may be `share` (0 to 1) of `total`."""
    measured = f"{count:,} of {total:,} ({count / total:.2%})"
    return Figure(part, what, measured, f"at most {share:.1%}", count <= share * total)


def told(part: str, what: str, count: int) -> Figure:
    """A figure without a promise: how much was tried, what others did."""
    return Figure(part, what, f"{count:,}")


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table with aligned columns."""
    lines: list[Sequence[str]] = [_HEADS, *(figure.cells for figure in figures)]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    rule = ["-" * width for width in widths]
    padded = [map(str.ljust, line, widths) for line in (lines[0], rule, *lines[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in padded)
