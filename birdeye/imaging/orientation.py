"""Turns pixels upright: the eight orientations of EXIF (tag 0x0112, CIPA DC-008)."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

UPRIGHT = 1


@dataclass(frozen=True, slots=True)
class Turn:
    """How stored pixels become upright ones.

    ``method`` is Pillow's transposition; ``swaps_axes`` if width and height are exchanged;
    ``from_end`` when the first stored rows end up at the far end of the upright axis.
    """

    method: Image.Transpose | None
    swaps_axes: bool
    from_end: bool


_TURNS = {
    1: Turn(None, swaps_axes=False, from_end=False),
    2: Turn(Image.Transpose.FLIP_LEFT_RIGHT, swaps_axes=False, from_end=False),
    3: Turn(Image.Transpose.ROTATE_180, swaps_axes=False, from_end=True),
    4: Turn(Image.Transpose.FLIP_TOP_BOTTOM, swaps_axes=False, from_end=True),
    5: Turn(Image.Transpose.TRANSPOSE, swaps_axes=True, from_end=False),
    6: Turn(Image.Transpose.ROTATE_270, swaps_axes=True, from_end=True),
    7: Turn(Image.Transpose.TRANSVERSE, swaps_axes=True, from_end=True),
    8: Turn(Image.Transpose.ROTATE_90, swaps_axes=True, from_end=False),
}


def turn_for(orientation: int) -> Turn:
    """The turn for an EXIF orientation; values that EXIF does not define leave pixels alone."""
    return _TURNS.get(orientation, _TURNS[UPRIGHT])


def upright_size(width: int, height: int, orientation: int) -> tuple[int, int]:
    """(width, height) once upright."""
    return (height, width) if turn_for(orientation).swaps_axes else (width, height)


_ASPECT_TOLERANCE = 0.02
"""Cameras round the sides of the previews and thumbnails that they store."""


def same_aspect(width: int, height: int, other_width: int, other_height: int) -> bool:
    """Whether two pictures are of one shape, as a preview is that shows all of a photo."""
    ratio = (width * other_height) / max(1, height * other_width)
    return abs(ratio - 1.0) <= _ASPECT_TOLERANCE
