"""The chart of how cost grows with the vault, drawn as SVG: both axes are logarithmic."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import Final

from bench.table import Point, duration

_WIDTH: Final = 880
_HEIGHT: Final = 460
_LEFT: Final = 70
_RIGHT: Final = 300
_TOP: Final = 24
_BOTTOM: Final = 52
_LABEL_HEIGHT: Final = 17
_FONT: Final = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours for one theme of a page; the background is the page's own."""

    name: str
    text: str
    grid: str
    lines: tuple[str, ...]


LIGHT: Final = Palette(
    "light",
    "#1f2328",
    "#d1d9e0",
    ("#0969da", "#59636e", "#8250df", "#1a7f37", "#9a6700", "#bc4c00", "#cf222e"),
)
DARK: Final = Palette(
    "dark",
    "#f0f6fc",
    "#3d444d",
    ("#58a6ff", "#9198a1", "#bc8cff", "#3fb950", "#d29922", "#f0883e", "#ff7b72"),
)


def chart(points: Iterable[Point], palette: Palette) -> str:
    """The points as an SVG text, one line for each series; empty when there are none."""
    series: dict[str, list[Point]] = {}
    for point in points:
        series.setdefault(point.series, []).append(point)
    if not series:
        return ""
    axes = _Axes([point for line in series.values() for point in line])
    body = [*axes.grid(palette), *_lines(series, axes, palette)]
    title = "Time by the number of tasks in the vault, both axes logarithmic"
    return "\n".join((_opening(palette), f"<title>{title}</title>", *body, "</svg>\n"))


class _Axes:
    """Where a number of tasks and a time are on the picture."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._x = _decades([point.tasks for point in points])
        self._y = _decades([point.seconds for point in points])

    def x(self, tasks: float) -> float:
        """From the left, in pixels."""
        return _LEFT + _share(self._x, tasks) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, seconds: float) -> float:
        """From the top, in pixels."""
        return _HEIGHT - _BOTTOM - _share(self._y, seconds) * (_HEIGHT - _TOP - _BOTTOM)

    def grid(self, palette: Palette) -> Iterator[str]:
        """A line and a label for every power of ten."""
        left, right = self.x(10 ** self._x[0]), self.x(10 ** self._x[1])
        top, bottom = self.y(10 ** self._y[1]), self.y(10 ** self._y[0])
        for power in range(self._y[0], self._y[1] + 1):
            at = self.y(10**power)
            yield _rule(left, at, right, at, palette.grid)
            yield _text(left - 8, at + 4, _time(10**power), palette.text, "end")
        for power in range(self._x[0], self._x[1] + 1):
            at = self.x(10**power)
            yield _rule(at, top, at, bottom, palette.grid)
            yield _text(at, bottom + 20, f"{10**power:,}", palette.text, "middle")
        yield _text((left + right) / 2, bottom + 42, "tasks in the vault", palette.text, "middle")


def _lines(series: dict[str, list[Point]], axes: _Axes, palette: Palette) -> Iterator[str]:
    ends = {name: max(line, key=lambda point: point.tasks) for name, line in series.items()}
    heights = _apart({name: axes.y(end.seconds) for name, end in ends.items()})
    for number, (name, line) in enumerate(series.items()):
        colour = palette.lines[number % len(palette.lines)]
        ordered = sorted(line, key=lambda point: point.tasks)
        places = [(axes.x(point.tasks), axes.y(point.seconds)) for point in ordered]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for x, y in places:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
        end = places[-1]
        label = f"{name}, {duration(ends[name].seconds)}"
        yield _rule(end[0] + 5, end[1], end[0] + 16, heights[name], colour)
        yield _text(end[0] + 20, heights[name] + 4, label, colour, "start")


def _apart(wanted: dict[str, float]) -> dict[str, float]:
    """Heights for labels, as near to the wanted ones as can be without one over another."""
    placed: dict[str, float] = {}
    lowest = float("-inf")
    for name in sorted(wanted, key=lambda name: wanted[name]):
        placed[name] = lowest = max(wanted[name], lowest + _LABEL_HEIGHT)
    return placed


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around all values; a little over a power is not yet the next."""
    logs = [log10(value) for value in values]
    lowest, highest = floor(min(logs) + 0.02), ceil(max(logs) - 0.02)
    return lowest, max(highest, lowest + 1)


def _share(decades: tuple[int, int], value: float) -> float:
    return (log10(value) - decades[0]) / (decades[1] - decades[0])


def _time(seconds: float) -> str:
    return duration(seconds * (1 + 1e-9)).replace(".00", "").replace(".0 ", " ")


def _opening(palette: Palette) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" font-family="{_FONT}" font-size="12" '
        f'color-scheme="{palette.name}">'
    )


def _rule(x: float, y: float, to_x: float, to_y: float, colour: str) -> str:
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="1"/>'


def _text(x: float, y: float, text: str, colour: str, anchor: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"'
    return f"<text {place}>{escape(text)}</text>"
