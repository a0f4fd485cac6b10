"""A photo-like picture of birds on a branch, drawn from scratch, so that it may be shared.

Nothing here comes from a photograph: soft light, a branch and birds are painted with Qt.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QRadialGradient,
)


@dataclass(frozen=True)
class Plumage:
    """The colours of one kind of bird, and what sets its shape apart."""

    back: str
    belly: str
    head: str
    cap: str
    wing: str
    beak: str
    mask: str | None = None
    crest: bool = False
    beak_length: float = 0.13
    stripes: str | None = None
    vent: str | None = None


CARDINAL = Plumage(
    back="#a8171a",
    belly="#d8302b",
    head="#d92a26",
    cap="#d92a26",
    wing="#7d1518",
    beak="#f0702a",
    mask="#1a1212",
    crest=True,
    beak_length=0.12,
)
GOLDFINCH = Plumage(
    back="#d9b916",
    belly="#f7e04a",
    head="#f6dc33",
    cap="#17150f",
    wing="#1b1a17",
    beak="#f0a24e",
    beak_length=0.11,
    stripes="#f4efe0",
)
BLUEBIRD = Plumage(
    back="#2f63b8",
    belly="#c96c33",
    head="#3a74cc",
    cap="#3a74cc",
    wing="#23509c",
    beak="#25262a",
    beak_length=0.09,
    vent="#eef0f2",
)


@dataclass(frozen=True)
class Perch:
    """Where a bird sits: ``x`` and ``size`` as shares of width and height, 1 to face right."""

    plumage: Plumage
    x: float
    size: float
    facing: int = 1


TRIO = (
    Perch(CARDINAL, 0.27, 0.40),
    Perch(GOLDFINCH, 0.56, 0.31),
    Perch(BLUEBIRD, 0.81, 0.34, -1),
)


def draw_scene(
    path: Path,
    perches: Sequence[Perch] = TRIO,
    size: tuple[int, int] = (1800, 1200),
    seed: int = 7,
    grain: float = 7.0,
) -> Path:
    """Write the picture to ``path`` (format by suffix); ``grain`` in grey levels."""
    width, height = size
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    dice = random.Random(seed)
    _paint_light(painter, width, height, dice)
    branch_y = height * 0.74
    _paint_branch(painter, width, branch_y, dice)
    for perch in perches:
        # The branch rises to the right.
        feet = QPointF(width * perch.x, branch_y + height * 0.012 - 0.05 * height * perch.x)
        _paint_bird(painter, feet, height * perch.size, perch.plumage, perch.facing, dice)
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not _grained(image, dice, grain).save(str(path), quality=92):
        raise OSError(f"could not write {path}")
    return path


def _paint_light(painter: QPainter, width: int, height: int, dice: random.Random) -> None:
    sky = QLinearGradient(0, 0, width * 0.3, height)
    sky.setColorAt(0, QColor("#c9d8a6"))
    sky.setColorAt(0.45, QColor("#86a866"))
    sky.setColorAt(1, QColor("#2f4f33"))
    painter.fillRect(0, 0, width, height, sky)
    painter.setPen(Qt.PenStyle.NoPen)
    for _ in range(150):
        radius = dice.uniform(0.03, 0.13) * width
        centre = QPointF(dice.uniform(-0.05, 1.05) * width, dice.uniform(-0.1, 1.1) * height)
        colour = QColor(dice.choice(["#e9f2bd", "#a9c97a", "#5f8a4c", "#31573a", "#d6e59a"]))
        glow = QRadialGradient(centre, radius)
        colour.setAlpha(dice.randint(26, 64))
        glow.setColorAt(0, colour)
        glow.setColorAt(0.7, colour)
        colour.setAlpha(0)
        glow.setColorAt(1, colour)
        painter.setBrush(QBrush(glow))
        painter.drawEllipse(centre, radius, radius)


def _paint_branch(painter: QPainter, width: int, y: float, dice: random.Random) -> None:
    path = QPainterPath(QPointF(-20, y + 34))
    path.cubicTo(width * 0.3, y - 8, width * 0.6, y + 10, width + 20, y - 62)
    path.lineTo(width + 20, y - 30)
    path.cubicTo(width * 0.6, y + 52, width * 0.3, y + 34, -20, y + 92)
    path.closeSubpath()
    bark = QLinearGradient(0, y - 50, 0, y + 80)
    bark.setColorAt(0, QColor("#9a8163"))
    bark.setColorAt(0.5, QColor("#6c543d"))
    bark.setColorAt(1, QColor("#33271c"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(bark)
    painter.drawPath(path)
    painter.setClipPath(path)
    for _ in range(420):
        x = dice.uniform(0, width)
        line_y = y + dice.uniform(-60, 90)
        tint = QColor(dice.choice(["#2b2017", "#a98f70", "#4b3a2a"]))
        tint.setAlpha(90)
        painter.setPen(QPen(tint, dice.uniform(1, 3)))
        length = dice.uniform(20, 110)
        painter.drawLine(QPointF(x, line_y), QPointF(x + length, line_y - length * 0.05))
    painter.setClipping(False)
    _paint_leaves(painter, width, y, dice)


def _paint_leaves(painter: QPainter, width: int, y: float, dice: random.Random) -> None:
    for share in (0.06, 0.11, 0.42, 0.46, 0.67, 0.69, 0.95):
        painter.save()
        painter.translate(width * share, y + dice.uniform(6, 26))
        painter.rotate(dice.uniform(20, 150))
        size = dice.uniform(80, 130)
        leaf = QPainterPath(QPointF(0, 0))
        leaf.cubicTo(size * 0.3, -size * 0.4, size * 0.8, -size * 0.3, size, 0)
        leaf.cubicTo(size * 0.8, size * 0.3, size * 0.3, size * 0.4, 0, 0)
        green = QLinearGradient(0, -size * 0.3, size, size * 0.3)
        green.setColorAt(0, QColor("#8dba4f"))
        green.setColorAt(1, QColor("#3c6b2c"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(green)
        painter.drawPath(leaf)
        painter.setPen(QPen(QColor(230, 240, 190, 120), 2))
        painter.drawLine(QPointF(0, 0), QPointF(size * 0.95, 0))
        painter.restore()


def _paint_bird(
    painter: QPainter,
    feet: QPointF,
    size: float,
    plumage: Plumage,
    facing: int,
    dice: random.Random,
) -> None:
    """A perching bird ``size`` pixels high; ``facing`` 1 looks to the right, -1 to the left."""
    painter.save()
    painter.translate(feet)
    painter.scale(facing * size, size)
    _paint_tail_and_legs(painter, plumage)
    body = QPainterPath(QPointF(-0.32, -0.17))
    body.cubicTo(-0.22, -0.46, -0.02, -0.56, 0.035, -0.78)
    body.cubicTo(0.06, -0.98, 0.30, -1.00, 0.375, -0.84)
    body.cubicTo(0.40, -0.74, 0.34, -0.68, 0.37, -0.58)
    body.cubicTo(0.44, -0.36, 0.28, -0.05, -0.06, -0.06)
    body.cubicTo(-0.18, -0.07, -0.26, -0.11, -0.32, -0.17)
    shade = QLinearGradient(QPointF(-0.2, -0.6), QPointF(0.32, -0.1))
    shade.setColorAt(0, QColor(plumage.back))
    shade.setColorAt(0.42, QColor(plumage.belly))
    shade.setColorAt(1, QColor(plumage.belly).darker(140))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawPath(body)
    if plumage.vent:
        _paint_glow(painter, body, QPointF(-0.04, -0.08), 0.26, plumage.vent)
    _paint_glow(painter, body, QPointF(0.20, -0.52), 0.24, "#ffffff", 46)
    _paint_head(painter, plumage, body)
    _paint_feathers(painter, body, dice)
    _paint_wing(painter, plumage)
    _paint_face(painter, plumage)
    painter.restore()


def _paint_glow(
    painter: QPainter,
    body: QPainterPath,
    centre: QPointF,
    radius: float,
    colour: str,
    alpha: int = 255,
) -> None:
    """A soft patch of ``colour`` on the body."""
    patch = QRadialGradient(centre, radius)
    strong, none = QColor(colour), QColor(colour)
    strong.setAlpha(alpha)
    none.setAlpha(0)
    patch.setColorAt(0, strong)
    patch.setColorAt(1, none)
    painter.save()
    painter.setClipPath(body)
    painter.setBrush(QBrush(patch))
    painter.drawEllipse(centre, radius, radius)
    painter.restore()


def _paint_tail_and_legs(painter: QPainter, plumage: Plumage) -> None:
    tail = QPainterPath(QPointF(-0.20, -0.24))
    tail.lineTo(-0.62, 0.16)
    tail.lineTo(-0.52, 0.21)
    tail.lineTo(-0.12, -0.10)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(plumage.wing))
    painter.drawPath(tail)
    painter.setPen(QPen(QColor("#4a3628"), 0.022, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for x in (0.02, 0.12):
        painter.drawLine(QPointF(x, -0.10), QPointF(x + 0.01, 0.02))
        for toe in (-0.05, 0.02, 0.06):
            painter.drawLine(QPointF(x + 0.01, 0.02), QPointF(x + 0.01 + toe, 0.045))


def _paint_feathers(painter: QPainter, body: QPainterPath, dice: random.Random) -> None:
    """Short light and dark strokes along the body, so that it is not as smooth as a ball."""
    painter.setClipPath(body)
    for _ in range(2600):
        x, y = dice.uniform(-0.32, 0.42), dice.uniform(-1.0, -0.06)
        tint = QColor("#ffffff" if dice.random() < 0.5 else "#000000")
        tint.setAlpha(dice.randint(8, 24))
        painter.setPen(QPen(tint, dice.uniform(0.003, 0.008)))
        painter.drawLine(QPointF(x, y), QPointF(x - 0.018, y + 0.034))
    painter.setClipping(False)


def _paint_wing(painter: QPainter, plumage: Plumage) -> None:
    wing = QPainterPath(QPointF(0.10, -0.60))
    wing.cubicTo(-0.10, -0.60, -0.26, -0.36, -0.44, -0.02)
    wing.cubicTo(-0.26, -0.08, 0.02, -0.18, 0.13, -0.38)
    wing.cubicTo(0.16, -0.48, 0.15, -0.56, 0.10, -0.60)
    shade = QLinearGradient(QPointF(0.1, -0.6), QPointF(-0.3, 0))
    shade.setColorAt(0, QColor(plumage.back))
    shade.setColorAt(0.45, QColor(plumage.wing))
    shade.setColorAt(1, QColor(plumage.wing).darker(140))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawPath(wing)
    painter.setClipPath(wing)
    for number in range(8):
        edge = QColor(plumage.wing).lighter(165)
        edge.setAlpha(95)
        painter.setPen(QPen(edge, 0.007))
        offset = number * 0.042
        painter.drawLine(QPointF(0.12 - offset, -0.50 + offset), QPointF(-0.42, -0.02 + offset / 4))
    if plumage.stripes:
        painter.setPen(QPen(QColor(plumage.stripes), 0.035))
        painter.drawLine(QPointF(-0.10, -0.50), QPointF(0.14, -0.36))
    painter.setClipping(False)


def _paint_head(painter: QPainter, plumage: Plumage, body: QPainterPath) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if plumage.crest:
        crest = QPainterPath(QPointF(0.36, -0.90))
        crest.cubicTo(0.28, -1.00, 0.18, -1.10, 0.03, -1.13)
        crest.cubicTo(0.05, -1.02, 0.02, -0.90, 0.05, -0.74)
        crest.cubicTo(0.16, -0.80, 0.28, -0.84, 0.36, -0.90)
        painter.setBrush(QColor(plumage.head))
        painter.drawPath(crest)
    # The head's colour fades into the neck: a bird has no seam there.
    centre, radius = QPointF(0.21, -0.80), 0.25
    hood = QRadialGradient(centre, radius)
    hood.setColorAt(0, QColor(plumage.head))
    hood.setColorAt(0.68, QColor(plumage.head))
    faded = QColor(plumage.head)
    faded.setAlpha(0)
    hood.setColorAt(1, faded)
    painter.save()
    painter.setClipPath(body)
    painter.setBrush(QBrush(hood))
    painter.drawEllipse(centre, radius, radius)
    painter.restore()
    if plumage.cap != plumage.head and not plumage.crest:
        painter.setClipPath(body)
        painter.setBrush(QColor(plumage.cap))
        painter.drawEllipse(QPointF(0.29, -0.965), 0.15, 0.105)
        painter.setClipping(False)


def _paint_face(painter: QPainter, plumage: Plumage) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if plumage.mask:
        mask = QPainterPath(QPointF(0.30, -0.88))
        mask.cubicTo(0.36, -0.87, 0.39, -0.83, 0.39, -0.78)
        mask.cubicTo(0.38, -0.69, 0.35, -0.66, 0.29, -0.68)
        mask.cubicTo(0.30, -0.74, 0.31, -0.82, 0.30, -0.88)
        painter.setBrush(QColor(plumage.mask))
        painter.drawPath(mask)
    _paint_beak(painter, plumage)
    eye = QPointF(0.27, -0.83)
    painter.setBrush(QColor("#14100e"))
    painter.drawEllipse(eye, 0.025, 0.025)
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(eye + QPointF(0.007, -0.009), 0.007, 0.007)


def _paint_beak(painter: QPainter, plumage: Plumage) -> None:
    length = plumage.beak_length
    upper = QPainterPath(QPointF(0.355, -0.855))
    upper.cubicTo(0.40, -0.86, 0.37 + length, -0.81, 0.38 + length, -0.775)
    upper.lineTo(0.365, -0.775)
    lower = QPainterPath(QPointF(0.365, -0.777))
    lower.lineTo(0.36 + length, -0.772)
    lower.cubicTo(0.44, -0.725, 0.39, -0.72, 0.36, -0.73)
    painter.setBrush(QColor(plumage.beak))
    painter.drawPath(upper)
    painter.setBrush(QColor(plumage.beak).darker(125))
    painter.drawPath(lower)


def _grained(image: QImage, dice: random.Random, grain: float) -> QImage:
    """``image`` a little softened and with the grain of a sensor."""
    import numpy as np

    small = image.scaled(
        round(image.width() * 0.38),
        round(image.height() * 0.38),
        mode=Qt.TransformationMode.SmoothTransformation,
    )
    soft = small.scaled(
        image.size(), mode=Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB888)
    width, height = soft.width(), soft.height()
    rows = np.frombuffer(soft.constBits(), np.uint8).reshape(height, soft.bytesPerLine())
    pixels = rows[:, : width * 3].astype(np.int16).reshape(height, width, 3)
    noise = np.random.default_rng(dice.randint(0, 1 << 30)).normal(0, grain, (height, width, 3))
    grained = np.clip(pixels + noise, 0, 255).astype(np.uint8)
    return QImage(grained.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
