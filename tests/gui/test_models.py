from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from birdeye.domain.identification import PhotoResult
from birdeye.gui.models import photo_list
from birdeye.gui.models.bird_list import BirdListModel, BirdRole
from birdeye.gui.models.bird_selection import NO_BIRD, BirdSelection
from birdeye.gui.models.photo_list import PhotoListModel, PhotoRole, PhotoState
from tests.helpers.window import KINGFISHER, SPARROW, Rank, a_bird

A, B, C = Path("/photos/a.jpg"), Path("/photos/b.jpg"), Path("/照片/c.jpg")


def drawn(model):
    """The list as text: state and name of each row."""
    signs = {
        PhotoState.WAITING: "…",
        PhotoState.BIRDS: "+",
        PhotoState.NO_BIRD: "-",
        PhotoState.UNREADABLE: "!",
    }
    rows = [model.index(row) for row in range(model.rowCount())]
    return [f"{signs[row.data(PhotoRole.STATE)]} {row.data()}" for row in rows]


def test_photo_list_keeps_the_rules_of_models(qtmodeltester, qapp):
    model = PhotoListModel()
    model.add([A, B])
    qtmodeltester.check(model)
    model.add([C, A])
    model.set_result(PhotoResult(A, 10, 10, (a_bird(),)))
    model.set_thumbnail(1, QPixmap(4, 4))
    model.forget_results()
    model.clear()
    model.add([B])


def test_photos_are_listed_once_and_marked_with_their_outcome(qapp):
    model = PhotoListModel()
    first = model.add([A, B])
    assert model.add([B, C]) == [first[1], 3]
    model.set_result(PhotoResult(A, 10, 10, (a_bird(),)))
    model.set_result(PhotoResult(B, 10, 10))
    model.set_result(PhotoResult(C, 0, 0, error="“c.jpg” could not be read: it is empty."))
    assert drawn(model) == ["+ a.jpg", "- b.jpg", "! c.jpg"]
    assert "it is empty" in model.index(2).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "a.jpg, 1 bird"
    model.forget_results()
    assert drawn(model) == ["… a.jpg", "… b.jpg", "… c.jpg"]


def test_late_results_and_thumbnails_do_not_land_on_another_photo(qapp):
    model = PhotoListModel()
    (old,) = model.add([A])
    model.clear()
    (new,) = model.add([B])
    model.set_thumbnail(old, QPixmap(4, 4))
    assert not model.set_result(PhotoResult(A, 10, 10, (a_bird(),)))
    assert new != old
    assert not model.has_thumbnail(new)
    assert drawn(model) == ["… b.jpg"]


def test_thumbnails_are_bounded(qapp, monkeypatch):
    monkeypatch.setattr(photo_list, "THUMBNAILS_KEPT", 2)
    model = PhotoListModel()
    ids = model.add([A, B, C])
    for photo_id in ids:
        model.set_thumbnail(photo_id, QPixmap(4, 4))
    assert [model.has_thumbnail(photo_id) for photo_id in ids] == [False, True, True]


def test_bird_list_keeps_the_rules_of_models(qtmodeltester, qapp):
    model = BirdListModel("en")
    model.set_birds([a_bird(), a_bird(species=KINGFISHER)])
    qtmodeltester.check(model)
    model.set_language("zh")
    model.set_birds([])


def test_birds_are_named_in_the_language_with_what_is_claimed(qapp):
    model = BirdListModel("en")
    model.set_birds([a_bird(rank=rank, probability=0.7) for rank in Rank])
    names = [model.index(row).data() for row in range(4)]
    assert names == [
        "House Sparrow",
        "genus Passer",
        "family Old World Sparrows",
        "Not sure",
    ]
    assert [model.index(row).data(BirdRole.PERCENT) for row in range(4)] == ["70%"] * 3 + [""]
    model.set_language("zh")
    assert model.index(0).data() == SPARROW.common_names["zh"]


@pytest.fixture
def selection(qapp):
    selection = BirdSelection()
    selection.reset(3, 0)
    return selection


def test_steps_stop_at_both_ends(selection):
    assert selection.step(1) and selection.step(1)
    assert not selection.step(1)
    assert selection.selected == 2
    assert selection.step(-1) and selection.step(-1)
    assert not selection.step(-1)


def test_out_of_range_selects_and_hovers_none(selection):
    selection.select(7)
    selection.hover(-5)
    assert selection.selected == selection.hovered == NO_BIRD


def test_changes_are_told_once(selection, qtbot):
    heard = []
    selection.selected_changed.connect(heard.append)
    selection.select(1)
    selection.select(1)
    assert heard == [1]
    selection.reset(2, 1)
    assert heard == [1, 1]
