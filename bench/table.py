"""The rows that make bench prints: a figure, its yardstick from the same run, its target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_HEADS: Final = ("figure", "measured", "CPU", "yardstick, same run", "ratio", "target", "")
_UNITS: Final = ((1.0, "s", 1.0), (1e-3, "ms", 1e3), (0.0, "µs", 1e6))


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should be at most; it is a ratio, or else in the figure's own unit."""

    at_most: float
    better: float
    unit: str = "×"
    given: str = ""
    """What it holds for, when that is not what was measured: then nothing is judged."""

    def judge(self, value: float) -> str:
        """`better`, `met`, `missed`, or nothing where it was set for something else."""
        if self.given:
            return ""
        return "better" if value <= self.better else "met" if value <= self.at_most else "missed"

    def __str__(self) -> str:
        text = f"{self.at_most:g} {self.unit}, better {self.better:g}"
        return f"{text} ({self.given})" if self.given else text


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    figure: str
    measured: str
    cpu: str = ""
    yardstick: str = ""
    ratio: float | None = None
    target: Target | None = None
    value: float | None = None
    """What the target judges when it is no ratio, in the target's unit."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells as text, as many as there are heads."""
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


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table with aligned columns."""
    lines: list[Sequence[str]] = [_HEADS, *(row.cells for row in rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    rule = ["-" * width for width in widths]
    padded = [map(str.ljust, line, widths) for line in (lines[0], rule, *lines[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in padded)
