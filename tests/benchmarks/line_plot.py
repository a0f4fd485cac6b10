"""Draws a few panels of lines as SVG, so that a benchmark needs no plotting library."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

WIDTH, HEIGHT, MARGIN = 330, 260, 52


@dataclass(frozen=True, slots=True)
class Line:
    """Values by position on the horizontal axis."""

    points: Mapping[float, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """``logarithmic``: both axes; ``logarithmic_x``: the horizontal one. Others start at 0."""

    across: str
    up: str
    lines: tuple[Line, ...]
    logarithmic: bool = False
    logarithmic_x: bool = False


def write_plot(path: Path, panels: Sequence[Panel]) -> None:
    """All panels side by side."""
    body = "".join(
        f'<g transform="translate({number * WIDTH},0)">{"".join(_drawn(panel))}</g>'
        for number, panel in enumerate(panels)
    )
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * len(panels)} {HEIGHT}" '
        'font-family="sans-serif" font-size="11" fill="#333">'
        f'<rect width="100%" height="100%" fill="white"/>{body}</svg>\n',
        encoding="utf-8",
    )


def _drawn(panel: Panel) -> Iterable[str]:
    xs = [x for line in panel.lines for x in line.points]
    ys = [y for line in panel.lines for y in line.points.values()]
    x_ticks = _ticks(xs, panel.logarithmic or panel.logarithmic_x)
    y_ticks = _ticks(ys, panel.logarithmic)
    to_x = _scale(x_ticks, MARGIN, WIDTH - 16, panel.logarithmic or panel.logarithmic_x)
    to_y = _scale(y_ticks, HEIGHT - MARGIN, 16, panel.logarithmic)
    for tick in x_ticks:
        x = to_x(tick)
        yield f'<path d="M{x:.1f} 16V{HEIGHT - MARGIN}" stroke="#ddd"/>'
        yield (
            f'<text x="{x:.1f}" y="{HEIGHT - MARGIN + 16}" text-anchor="middle">{tick:,g}</text>'
        )
    for tick in y_ticks:
        y = to_y(tick)
        yield f'<path d="M{MARGIN} {y:.1f}H{WIDTH - 16}" stroke="#ddd"/>'
        yield f'<text x="{MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:,g}</text>'
    middle = (MARGIN + WIDTH - 16) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 14}" text-anchor="middle">{escape(panel.across)}</text>'
    yield (
        f'<text transform="translate(12,{HEIGHT / 2 - 20}) rotate(-90)" '
        f'text-anchor="middle">{escape(panel.up)}</text>'
    )
    for line in panel.lines:
        places = [(to_x(x), to_y(y)) for x, y in sorted(line.points.items())]
        steps = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        yield f'<path d="M{steps}" fill="none" stroke="#2a6f97" stroke-width="2"/>'
        for x, y in places:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#2a6f97"/>'


def _ticks(values: Sequence[float], logarithmic: bool) -> list[float]:
    greatest = max(values)
    if logarithmic:
        low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(greatest))
        return [10.0**power for power in range(low, max(high, low + 1) + 1)]
    step = 10 ** math.floor(math.log10(greatest))
    for finer in (5, 2):
        if greatest / step < 4:
            step = step / 2 if finer == 5 else step / 2.5
    return [step * number for number in range(math.ceil(greatest / step) + 1)]


def _scale(
    ticks: Sequence[float], start: float, end: float, logarithmic: bool
) -> Callable[[float], float]:
    convert = math.log10 if logarithmic else float
    low, high = convert(ticks[0]), convert(ticks[-1])
    return lambda value: start + (convert(value) - low) / (high - low) * (end - start)
