"""The text beside a box that is drawn on a copy of a photo."""

from __future__ import annotations

from dataclasses import dataclass

from birdeye.domain.boxes import Box


@dataclass(frozen=True, slots=True)
class Label:
    """``box`` in pixels of the upright photo; ``lines`` of text, the name first, may be empty.

    ``confident`` distinguishes a bird with a name from one that is not sure.
    """

    box: Box
    lines: tuple[str, ...]
    confident: bool
