"""What tables and documents say about how good the photo of a bird is as a photo."""

from __future__ import annotations

from typing import Any

from birdeye.domain.frame_quality import touches_edge
from birdeye.domain.identification import Bird

QUALITY_COLUMNS = ("sharpness", "clipped", "at_edge")
"""0 to 100 for the body; share of lost highlights, 0 to 1; whether the box touches the edge."""


def quality_as_dict(bird: Bird, width: int, height: int) -> dict[str, Any]:
    """The values of `QUALITY_COLUMNS` in a photo of that size; None for what was not measured."""
    quality = bird.quality
    return {
        "sharpness": None if quality is None else quality.sharpness,
        "clipped": None if quality is None else quality.clipped,
        "at_edge": touches_edge(bird.box, width, height),
    }


def quality_cells(bird: Bird, width: int, height: int) -> dict[str, Any]:
    """Like `quality_as_dict`, for a table."""
    cells = quality_as_dict(bird, width, height)
    cells["at_edge"] = "yes" if cells["at_edge"] else "no"
    return {name: "" if value is None else value for name, value in cells.items()}
