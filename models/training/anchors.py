"""The detector's plan: where it looks, and the anchor boxes that it starts from.

Anchors follow MXNet's MultiBoxPrior (`src/operator/contrib/multibox_prior.cc`), so that training
and the checkpoint mean the same boxes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Anchors:
    """Anchors at every cell of one map: all sizes at the first ratio, then the other ratios."""

    sizes: tuple[float, ...]
    ratios: tuple[float, ...]

    @property
    def count(self) -> int:
        """Anchors a cell."""
        return len(self.sizes) + len(self.ratios) - 1

    def boxes(self, height: int, width: int) -> np.ndarray:
        """Corner boxes (height * width * count, 4) float32 as fractions of the input's sides."""
        y, x = np.mgrid[:height, :width]
        centre = np.stack([(x + 0.5) / width, (y + 0.5) / height], -1).reshape(-1, 1, 2)
        narrow = height / width
        sides = [
            (s * narrow * self.ratios[0] ** 0.5, s / self.ratios[0] ** 0.5) for s in self.sizes
        ]
        sides += [
            (self.sizes[0] * narrow * r**0.5, self.sizes[0] / r**0.5) for r in self.ratios[1:]
        ]
        half = np.array(sides)[None] / 2
        return np.concatenate([centre - half, centre + half], -1).reshape(-1, 4).astype(np.float32)


@dataclass(frozen=True)
class Extra:
    """A layer behind the backbone: 1 x 1 to narrow, 3 x 3 to halve the map."""

    number: int
    filters: int

    @property
    def convolutions(self) -> tuple[tuple[str, int, int, int, int], ...]:
        """(name, filters, kernel, stride, pad) of both, named and sized as the example does."""
        stem = f"multi_feat_{self.number}_conv"
        return (
            (f"{stem}_1x1", max(128, self.filters // 2), 1, 1, 0),
            (f"{stem}_3x3", self.filters, 3, 2, 1),
        )


@dataclass(frozen=True)
class SsdPlan:
    """Source layers, extra layers, anchors of each, and what MultiBoxDetection is told.

    The sources are the activations that open stages 3 and 4 and the last one, at strides 8, 16
    and 32. The example taps the sums `_plusN`, which in pre-activation networks come before
    normalisation; the activation right after such a sum carries the same map, normalised.
    """

    taps: tuple[str, ...]
    extras: tuple[Extra, ...]
    anchors: tuple[Anchors, ...]
    variances: tuple[float, float, float, float] = (0.1, 0.1, 0.2, 0.2)
    least_score: float = 0.01
    overlap: float = 0.45
    most: int = 400

    def boxes(self, side: int) -> np.ndarray:
        """All anchors (n, 4) for a square input."""
        maps, size = [], side // 8
        for anchors in self.anchors:
            maps.append(anchors.boxes(size, size))
            size = (size + 1) // 2
        return np.concatenate(maps)


def plan_from(config: dict) -> SsdPlan:
    """The plan that a configuration's `anchors` tables and `extras` describe."""
    taps = ("stage3_unit1_relu1", "stage4_unit1_relu1", "relu1")
    extras = tuple(Extra(len(taps) + k, filters) for k, filters in enumerate(config["extras"]))
    anchors = tuple(Anchors(tuple(row["sizes"]), tuple(row["ratios"])) for row in config["anchors"])
    return SsdPlan(taps, extras, anchors)
