"""Stars, flags and sharpness in words and signs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from birdeye.domain.frame_quality import touches_edge
from birdeye.domain.rating import Flag
from birdeye.domain.records import BirdRecord
from birdeye.gui import wording

_translate = QCoreApplication.translate

STAR = "★"
_LEAST_CLIPPED = 0.01


def stars(count: int) -> str:
    """One sign a star."""
    return STAR * count


def flag(flag: Flag) -> str:
    """What the flag of a photo is called; empty without one."""
    return {
        Flag.PICK: _translate("RatingWording", "Picked"),
        Flag.REJECT: _translate("RatingWording", "Rejected"),
        Flag.NONE: "",
    }[flag]


def sharpness(figure: float | None) -> str:
    """The sharpness as a figure; a dash where it is not known."""
    return "–" if figure is None else wording.figure(round(figure))


def quality(bird: BirdRecord, width: int, height: int) -> str:
    """How good the photo is of one bird, in a line; of the body, as no eye is looked for."""
    measured, box = bird.bird.quality, bird.bird.box
    parts = []
    if measured is not None and measured.sharpness is not None:
        text = _translate("RatingWording", "Sharpness {0} of 100")
        parts.append(text.format(sharpness(measured.sharpness)))
    parts.append(
        _translate("RatingWording", "bird {0} × {1} pixels").format(
            wording.figure(round(box.width)), wording.figure(round(box.height))
        )
    )
    if measured is not None and measured.clipped >= _LEAST_CLIPPED:
        text = _translate("RatingWording", "{0}% of it is burnt out")
        parts.append(text.format(wording.figure(round(100 * measured.clipped))))
    if width and touches_edge(box, width, height):
        parts.append(_translate("RatingWording", "at the edge of the photo"))
    line = "  ·  ".join(parts)
    return line[:1].upper() + line[1:]
