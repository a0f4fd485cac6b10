from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from birdeye.domain.arrangement import Arrangement
from birdeye.domain.overviews import PhotoOverview
from birdeye.gui.models.kept_thumbnails import KeptThumbnails
from birdeye.gui.models.photo_list import PhotoListModel
from birdeye.gui.models.photo_navigation import PhotoNavigation
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.filmstrip import Filmstrip
from birdeye.gui.store.photo_store import PhotoStore
from birdeye.workflows.arrange_photos import arrange_photos
from tests.helpers.shelf import ShelfCatalogue

MANY = 20_000


@pytest.fixture
def strip(qapp, qtbot):
    photos = PhotoStore(ShelfCatalogue())
    photos.add(PhotoOverview(n, Path(f"/photos/{n}.jpg")) for n in range(1, MANY + 1))
    model = PhotoListModel(photos, KeptThumbnails(), SpeciesNames("en"))
    navigation = PhotoNavigation(photos, model)
    strip = Filmstrip(model, navigation.selection_model)
    strip.seen = []
    strip.photos_in_sight.connect(lambda ids, side: strip.seen.append(ids))
    strip.resize(900, strip.height())
    qtbot.addWidget(strip)
    strip.show()
    strip.photos, strip.navigation = model, navigation
    model.show(arrange_photos(photos.overviews, Arrangement(), lambda rank, taxon: taxon))
    qtbot.waitUntil(lambda: bool(strip.seen and strip.seen[-1]))
    return strip


def test_only_what_is_in_sight_is_wanted(strip):
    assert strip.seen[-1][0] == 1
    assert len(strip.seen[-1]) < 20


def test_after_a_jump_only_what_is_there_is_wanted(strip, qtbot):
    strip.navigation.go_to_last()
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
    strip.navigation.go_to_row(500)
    sight = strip.viewport().rect()
    for row in (499, 500, 501):
        assert sight.contains(strip.visualRect(strip.photos.index(row)))


def test_results_of_a_batch_lay_out_nothing(strip):
    layout = strip._layout
    photos = PhotoStore(ShelfCatalogue())
    photos.add(PhotoOverview(n, Path(f"/photos/{n}.jpg"), bird_count=2) for n in range(1, MANY + 1))
    strip.photos.show(arrange_photos(photos.overviews, Arrangement(), lambda rank, taxon: taxon))
    assert strip._layout is layout


def test_keys_step_and_jump(strip, qtbot):
    def press(key):
        qtbot.keyClick(strip, key)
        return strip.currentIndex().row()

    assert press(Qt.Key.Key_Right) == 1
    assert press(Qt.Key.Key_Down) == 1
    assert press(Qt.Key.Key_PageDown) == 1 + strip.viewport().width() // 144
    assert press(Qt.Key.Key_End) == MANY - 1
    assert press(Qt.Key.Key_Right) == MANY - 1
    assert press(Qt.Key.Key_Home) == 0
