from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from birdeye.gui.models.photo_list import PhotoListModel
from birdeye.gui.panels.filmstrip import Filmstrip

MANY = 20_000


@pytest.fixture
def strip(qapp, qtbot):
    model = PhotoListModel()
    strip = Filmstrip(model)
    strip.seen = []
    strip.photos_in_sight.connect(strip.seen.append)
    strip.resize(900, strip.height())
    qtbot.addWidget(strip)
    strip.show()
    strip.photos = model
    model.add(Path(f"/photos/{number}.jpg") for number in range(MANY))
    qtbot.waitUntil(lambda: bool(strip.seen and strip.seen[-1]))
    return strip


def test_only_what_is_in_sight_is_wanted(strip):
    assert strip.seen[-1][0] == 1
    assert len(strip.seen[-1]) < 20


def test_after_a_jump_only_what_is_there_is_wanted(strip, qtbot):
    strip.go_to(MANY - 1)
    qtbot.waitUntil(lambda: MANY in strip.seen[-1])
    assert len(strip.seen[-1]) < 20
    assert 1 not in strip.seen[-1]


def test_the_wheel_scrolls_sideways(strip):
    place = QPointF(100, 40)
    event = QWheelEvent(
        place,
        strip.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(strip.viewport(), event)
    assert strip.horizontalScrollBar().value() == 240


def test_the_current_photo_is_in_sight_with_its_neighbours(strip):
    strip.go_to(500)
    # Qt itself scrolls a pixel short of the far edge.
    sight = strip.viewport().rect().adjusted(-1, 0, 1, 0)
    for row in (499, 500, 501):
        assert sight.contains(strip.visualRect(strip.photos.index(row)))


def test_going_beyond_the_ends_stays_at_the_ends(strip):
    strip.go_to(-5)
    assert strip.currentIndex().row() == 0
    strip.step(-1)
    assert strip.currentIndex().row() == 0
    strip.go_to(MANY + 5)
    assert strip.currentIndex().row() == MANY - 1
