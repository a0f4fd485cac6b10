"""Compares the probabilities of first choices with how often they are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10
_SIDE, _MARGIN = 400, 56
_COLOURS = ("#9a6a00", "#1f5fa8")


@dataclass(frozen=True)
class Reliability:
    """Bins of equal width: mean probability, share that is right, and the number of photos; the
    first two are balanced by weight."""

    probability: np.ndarray
    right: np.ndarray
    photos: np.ndarray
    error: float
    """The expected calibration error (Guo et al. 2017)."""


def reliability(probability: np.ndarray, right: np.ndarray, weights: np.ndarray) -> Reliability:
    """Of first choices: ``probability`` (n,), whether ``right`` (n,), and how much each counts."""
    number = np.minimum((probability * BINS).astype(int), BINS - 1)

    def sums(values: np.ndarray) -> np.ndarray:
        return np.bincount(number, values, BINS)

    total = np.maximum(sums(weights), 1e-12)
    gaps = np.abs(sums(weights * (probability - right)))
    return Reliability(
        sums(weights * probability) / total,
        sums(weights * right) / total,
        np.bincount(number, minlength=BINS),
        float(gaps.sum() / weights.sum()),
    )


def reliability_svg(curves: Sequence[tuple[str, Reliability]]) -> str:
    """A picture of at most two named curves and the line on which every figure holds."""
    whole = _SIDE + 2 * _MARGIN
    height = whole + 8 + 24 * len(curves)

    def at(x: float, y: float) -> tuple[float, float]:
        return _MARGIN + _SIDE * x, _MARGIN + _SIDE * (1 - y)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{height}" '
        f'viewBox="0 0 {whole} {height}" font-family="sans-serif" font-size="13">',
        f'<rect width="{whole}" height="{height}" fill="#ffffff"/>',
        f'<rect x="{_MARGIN}" y="{_MARGIN}" width="{_SIDE}" height="{_SIDE}" fill="none" '
        'stroke="#888888"/>',
        '<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="#888888"/>'.format(
            *at(0, 0), *at(1, 1)
        ),
    ]
    for step in range(0, 101, 20):
        x, y = at(step / 100, step / 100)
        parts.append(f'<text x="{x}" y="{_MARGIN + _SIDE + 18}" text-anchor="middle">{step}</text>')
        parts.append(f'<text x="{_MARGIN - 8}" y="{y + 4}" text-anchor="end">{step}</text>')
    parts += [
        f'<text x="{whole / 2}" y="{_MARGIN + _SIDE + 40}" text-anchor="middle">'
        "probability of the first choice, in percent</text>",
        f'<text transform="translate(16 {_MARGIN + _SIDE / 2}) rotate(-90)" text-anchor="middle">'
        "share that is right, in percent</text>",
    ]
    for row, ((name, curve), colour) in enumerate(zip(curves, _COLOURS, strict=False)):
        filled = curve.photos > 0
        points = [
            at(*each) for each in zip(curve.probability[filled], curve.right[filled], strict=True)
        ]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" opacity="0.5"/>')
        most = max(1, int(curve.photos.max()))
        for (x, y), photos in zip(points, curve.photos[filled], strict=True):
            radius = 3 + 9 * (int(photos) / most) ** 0.5
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" '
                f'opacity="0.75"><title>{int(photos)} photos</title></circle>'
            )
        y = whole + 8 + 24 * row
        parts.append(f'<circle cx="{_MARGIN}" cy="{y - 4}" r="6" fill="{colour}"/>')
        parts.append(
            f'<text x="{_MARGIN + 14}" y="{y}">{name}: calibration error {curve.error:.3f}, '
            f"{int(curve.photos.sum())} photos</text>"
        )
    return "\n".join([*parts, "</svg>", ""])
