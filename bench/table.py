"""The rows that make bench prints: a figure, its yardstick from the same run, its target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_HEADS: Final = ("figure", "measured", "CPU", "yardstick, same run", "ratio")
_TARGET_HEADS: Final = ("target", "")
_UNITS: Final = ((1.0, "s", 1.0), (1e-3, "ms", 1e3), (0.0, "µs", 1e6))


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should be at most; it is a ratio, or else in the figure's own unit."""

    at_most: float
    better: float
    unit: str = "×"

    def judge(self, value: float) -> str:
        """`better`, `met` or `missed`."""
        return "better" if value <= self.better else "met" if value <= self.at_most else "missed"

    def __str__(self) -> str:
        return f"{self.at_most:g} {self.unit}, better {self.better:g}"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the chart of how cost grows."""

    series: str
    tasks: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    figure: str
    measured: str
    cpu: str = ""
    yardstick: str = ""
    ratio: float | None = None
    target: Target | None = None
    """Only where it was measured under the condition that the target was set for."""
    value: float | None = None
    """What the target judges when it is no ratio, in the target's unit."""
    points: tuple[Point, ...] = ()
    section: str = ""
    """A table of its own for what has one."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells as text, those of the target last."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        judged = self.ratio if self.value is None else self.value
        verdict = self.target.judge(judged) if self.target and judged is not None else ""
        target = str(self.target) if self.target else ""
        return (self.figure, self.measured, self.cpu, self.yardstick, ratio, target, verdict)


def duration(seconds: float) -> str:
    """Seconds as people read them: `1.24 s`, `12.4 ms`, `3.1 µs`."""
    unit, factor = next((unit, factor) for least, unit, factor in _UNITS if seconds >= least)
    value = seconds * factor
    return f"{value:.2f} {unit}" if value < 10 else f"{value:.1f} {unit}"


def reached(rows: Iterable[Row]) -> str:
    """The rows that have a target, as a Markdown table; empty when there are none."""
    lines = [row.cells for row in rows if row.target]
    return _aligned([(*_HEADS, *_TARGET_HEADS), *lines]) if lines else ""


def beside(rows: Iterable[Row], section: str = "") -> str:
    """All others of a section, without the columns for targets."""
    chosen = [row for row in rows if not row.target and row.section == section]
    lines = [row.cells[: len(_HEADS)] for row in chosen]
    return _aligned([_HEADS, *lines]) if lines else ""


def _aligned(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    rule = ["-" * width for width in widths]
    padded = [map(str.ljust, line, widths) for line in (lines[0], rule, *lines[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in padded)
