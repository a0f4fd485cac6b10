"""How good a photo of a bird is as a photo, for picking the best of a burst."""

from __future__ import annotations

from dataclasses import dataclass

from birdeye.domain.boxes import Box

_EDGE_SHARE = 0.004
"""A box that ends within this share of the photo's longer side of its edge touches it."""


@dataclass(frozen=True, slots=True)
class FrameQuality:
    """What the pixels of one bird say.

    ``sharpness`` goes from 0 (hopelessly blurred) to 100 (sharp to the last pixel), and is None if
    the bird has too few pixels or too little contrast. ``clipped`` is the share of the bird's
    pixels, from 0 to 1, whose highlights are lost. Both are of the whole body, because no network
    here finds eyes.
    """

    sharpness: float | None = None
    clipped: float = 0.0

    def __post_init__(self) -> None:
        if self.sharpness is not None and not 0 <= self.sharpness <= 100:
            raise ValueError(f"a sharpness of {self.sharpness}")
        if not 0 <= self.clipped <= 1:
            raise ValueError(f"a share of {self.clipped}")


def touches_edge(box: Box, width: int, height: int) -> bool:
    """Whether a bird is, or may be, cut off by the edge of a photo of ``width`` x ``height``."""
    near = _EDGE_SHARE * max(width, height)
    return bool(
        box.x1 <= near or box.y1 <= near or box.x2 >= width - near or box.y2 >= height - near
    )
