"""The program's own line icons, tinted to the theme.

Each is an SVG in assets/icons drawn with ``currentColor``, which is replaced before drawing.
"""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from birdeye import locations

_SIDES = (16, 24)


@cache
def _source(name: str) -> str:
    return (locations.assets_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def icon_pixmap(name: str, colour: str, side: int, pixel_ratio: float) -> QPixmap:
    """The icon ``name`` in ``colour``, ``side`` device-independent pixels wide and high."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(round(side * pixel_ratio), round(side * pixel_ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(pixel_ratio)
    return pixmap


def themed_icon(name: str, colour: str, disabled_colour: str | None = None) -> QIcon:
    """The icon for buttons and actions, sharp on every display that there is now."""
    pixel_ratios = {math.ceil(s.devicePixelRatio()) for s in QGuiApplication.screens()} | {1}
    icon = QIcon()
    for mode, tint in (
        (QIcon.Mode.Normal, colour),
        (QIcon.Mode.Disabled, disabled_colour or colour),
    ):
        for side in _SIDES:
            for pixel_ratio in pixel_ratios:
                icon.addPixmap(icon_pixmap(name, tint, side, pixel_ratio), mode)
    return icon


def application_icon() -> QIcon:
    """The bird's eye, in the sizes that desktops ask for."""
    icon = QIcon()
    renderer = QSvgRenderer(str(locations.assets_folder() / "birdeye.svg"))
    for side in (16, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
