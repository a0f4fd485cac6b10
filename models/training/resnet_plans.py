"""Depths and widths of the ResNets that MXNet's examples define, known to PyTorch and to MXNet."""

from __future__ import annotations

from dataclasses import dataclass

EPS = 2e-5
"""Epsilon of every batch normalisation."""


@dataclass(frozen=True)
class ResNetPlan:
    """Depth and width: units in each stage and filters of the stem and of the stages."""

    units: tuple[int, int, int, int]
    filters: tuple[int, int, int, int, int]
    bottleneck: bool


PLANS = {
    18: ResNetPlan((2, 2, 2, 2), (64, 64, 128, 256, 512), False),
    50: ResNetPlan((3, 4, 6, 3), (64, 256, 512, 1024, 2048), True),
}
