"""Renders the icon of the program from its one drawing, in every size that desktops need."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[2] / "assets" / "birdeye.svg"
SIDES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
"""The folders of the hicolor theme that desktops look into, in pixels."""

_ICO_SIDES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
_ICNS_SIDES = (16, 32, 64, 128, 256, 512, 1024)


def write_icon_theme(folder: Path) -> None:
    """Write ``SIDExSIDE/apps/birdeye.png`` and the drawing itself below ``folder`` (hicolor)."""
    for side in SIDES:
        _render(side, folder / f"{side}x{side}" / "apps" / "birdeye.png")
    scalable = folder / "scalable" / "apps" / "birdeye.svg"
    scalable.parent.mkdir(parents=True, exist_ok=True)
    scalable.write_bytes(DRAWING.read_bytes())


def write_icon_files(folder: Path) -> None:
    """Write birdeye.ico for Windows and birdeye.icns for macOS into ``folder``."""
    pictures = {
        side: Image.open(_render(side, folder / "png" / f"{side}.png"))
        for side in sorted({*_ICO_SIDES, *_ICNS_SIDES})
    }
    ico = [pictures[side] for side in _ICO_SIDES]
    ico[-1].save(folder / "birdeye.ico", sizes=[each.size for each in ico], append_images=ico[:-1])
    icns = [pictures[side] for side in _ICNS_SIDES]
    icns[-1].save(folder / "birdeye.icns", append_images=icns[:-1])


def _render(side: int, target: Path) -> Path:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(target)):
        raise OSError(f"{target} cannot be written")
    return target
