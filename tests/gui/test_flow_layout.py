"""A layout that goes on in a further line."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from birdeye.gui.panels.flow_layout import FlowLayout


def test_parts_are_in_the_middle_of_their_line_and_go_on_in_the_next(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    layout = FlowLayout(10)
    owner.setLayout(layout)
    parts = [QWidget() for _ in range(3)]
    for part, (width, height) in zip(parts, ((100, 20), (80, 40), (300, 30)), strict=True):
        part.setFixedSize(width, height)
        layout.addWidget(part)
    layout.setGeometry(QRect(0, 0, 250, 100))
    assert [part.geometry() for part in parts[:2]] == [QRect(0, 10, 100, 20), QRect(110, 0, 80, 40)]
    assert parts[2].geometry().topLeft().toTuple() == (0, 50)
    assert layout.heightForWidth(250) == 80
    assert layout.heightForWidth(500) == 40
