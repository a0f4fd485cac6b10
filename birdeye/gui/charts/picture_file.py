"""A chart as a file: PNG for a message or a slide, SVG for print."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from birdeye.domain.errors import CannotWrite, or_cannot_write
from birdeye.gui.charts.chart import Chart, ChartStyle, paint_chart

SIZE = QSize(1200, 800)
_PNG_SCALE = 2


def save_chart(chart: Chart, style: ChartStyle, destination: Path) -> None:
    """Write the chart to ``destination``, as SVG where that is its suffix, else as PNG.

    For a worker thread. What was there before is unharmed where it fails; raises `CannotWrite`.
    """
    suffix = ".svg" if destination.suffix.lower() == ".svg" else ".png"
    write = _write_svg if suffix == ".svg" else _write_png
    with (
        or_cannot_write(destination),
        tempfile.TemporaryDirectory(dir=destination.parent, prefix=".birdeye-") as folder,
    ):
        temporary = Path(folder) / f"chart{suffix}"
        if not write(chart, style, temporary):
            raise CannotWrite(destination, "the disk is full or the folder is protected")
        temporary.replace(destination)


def _write_svg(chart: Chart, style: ChartStyle, path: Path) -> bool:
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setFileName(str(path))
    generator.setSize(SIZE)
    generator.setViewBox(QRectF(0, 0, SIZE.width(), SIZE.height()))
    generator.setTitle(chart.title)
    generator.setDescription(chart.summary)
    painter = QPainter()
    if not painter.begin(generator):
        return False
    paint_chart(chart, painter, QRectF(0, 0, SIZE.width(), SIZE.height()), style)
    return painter.end()


def _write_png(chart: Chart, style: ChartStyle, path: Path) -> bool:
    image = QImage(SIZE * _PNG_SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_PNG_SCALE)
    painter = QPainter(image)
    paint_chart(chart, painter, QRectF(0, 0, SIZE.width(), SIZE.height()), style)
    painter.end()
    return image.save(str(path))
