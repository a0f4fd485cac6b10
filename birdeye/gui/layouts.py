"""Rows and columns, written as they look: the parts in order, with the gaps between them."""

from __future__ import annotations

from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

STRETCH: Final = None
"""The part that is nothing, and takes the room that is left."""

Part = QWidget | QLayout | int | None | tuple[QWidget | QLayout, int | Qt.AlignmentFlag]
"""A widget, a layout, so many pixels of nothing, or `STRETCH`. In a pair, a widget or a layout has
its share of the room that is left, or a widget its place in the room that it gets."""

Margins = tuple[int, int, int, int]
"""Left, top, right and bottom, in device-independent pixels."""

_Box = TypeVar("_Box", QHBoxLayout, QVBoxLayout)


def in_row(
    *parts: Part,
    spacing: int | None = None,
    margins: Margins | None = (0, 0, 0, 0),
    of: QWidget | None = None,
) -> QHBoxLayout:
    """The parts side by side; the layout ``of`` that widget, or one to put into another.

    ``spacing`` in pixels and ``margins`` are those of the style where they are None.
    """
    return _filled(QHBoxLayout(), parts, spacing, margins, of)


def in_column(
    *parts: Part,
    spacing: int | None = None,
    margins: Margins | None = (0, 0, 0, 0),
    of: QWidget | None = None,
) -> QVBoxLayout:
    """The parts one below the other, otherwise as `in_row`."""
    return _filled(QVBoxLayout(), parts, spacing, margins, of)


def _filled(
    box: _Box,
    parts: tuple[Part, ...],
    spacing: int | None,
    margins: Margins | None,
    of: QWidget | None,
) -> _Box:
    if of is not None:
        of.setLayout(box)
    if spacing is not None:
        box.setSpacing(spacing)
    if margins is not None:
        box.setContentsMargins(*margins)
    for each in parts:
        part, place = each if isinstance(each, tuple) else (each, 0)
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(place, Qt.AlignmentFlag):
            assert isinstance(part, QWidget)
            box.addWidget(part, 0, place)
        elif isinstance(part, QWidget):
            box.addWidget(part, place)
        else:
            box.addLayout(part, place)
    return box
