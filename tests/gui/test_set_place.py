from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from birdeye.domain.changes import SetPlace, applied
from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.domain.records import Place
from birdeye.gui.dialogs.set_place import SetPlaceDialog
from birdeye.gui.panels.nearby_places import TOLERANCES, NearbyPlace, NearbyPlaces
from birdeye.gui.services import Services
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.records import a_record
from tests.helpers.review_desk import a_desk, press
from tests.helpers.tiny_pack import RED
from tests.helpers.window import a_bird

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

PARK = Place("Hyde Park", GpsPosition(51.5074, -0.1278), "GB")


@pytest.fixture
def make_dialog(qapp, qtbot):
    def make(place=None, count=1):
        dialog = SetPlaceDialog(count, place)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def test_what_is_written_is_the_place(make_dialog, qtbot):
    dialog = make_dialog()
    assert not dialog.set_button.isEnabled()
    qtbot.keyClicks(dialog.name, " Hyde Park ")
    qtbot.keyClicks(dialog.coordinates, "51 30 26.64 N 0 7 40.08 W")
    qtbot.keyClicks(dialog.country, "g8b")
    assert dialog.hint == "51.50740° N, 0.12780° W"
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.set_button.click()
    (place,) = chosen.args
    assert (place.name, place.country_code) == ("Hyde Park", "GB")
    assert place.position.latitude == pytest.approx(51.5074)
    assert place.position.longitude == pytest.approx(-0.1278)


@pytest.mark.parametrize(
    ("name", "coordinates", "country", "possible"),
    [
        ("Hyde Park", "", "", True),
        ("", "51.5, -0.1", "", True),
        ("", "", "GB", True),
        ("", "", "", False),
        ("  ", "", "", False),
        ("Hyde Park", "51.5", "", False),
        ("Hyde Park", "", "G", False),
    ],
)
def test_only_what_makes_sense_can_be_set(make_dialog, name, coordinates, country, possible):
    dialog = make_dialog()
    dialog.name.setText(name)
    dialog.coordinates.setText(coordinates)
    dialog.country.setText(country)
    assert dialog.set_button.isEnabled() is possible


def test_nonsense_is_met_with_an_example(make_dialog, qtbot):
    dialog = make_dialog()
    qtbot.keyClicks(dialog.coordinates, "by the lake")
    assert dialog.hint.startswith("Write it like 51.5074, -0.1278")


def test_a_place_that_is_set_can_be_changed_and_taken_away(make_dialog, qtbot):
    dialog = make_dialog(PARK)
    assert dialog.name.text() == "Hyde Park"
    assert dialog.coordinates.text() == "51.50740° N, 0.12780° W"
    assert dialog.hint == "51.50740° N, 0.12780° W"
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert chosen.args == [None]
    assert not dialog.isVisible()


def test_there_is_nothing_to_take_away_where_nothing_is_set(make_dialog):
    assert not make_dialog().remove_button.isVisible()


@pytest.fixture
def desk(qapp, qtbot, tmp_path):
    metadata = PhotoMetadata(position=GpsPosition(-33.8568, 151.2153), camera="Canon EOS R5")
    path = draw_photo(tmp_path / "a.png", RED)
    return a_desk(
        qapp,
        qtbot,
        a_record(a_bird(), path=path, metadata=metadata),
        a_record(a_bird(), photo_id=2, path=path.with_name("b.png"), place=PARK),
    )


def test_the_place_goes_to_all_selected_photos(desk, qtbot):
    desk.shelf.select(1, 2)
    press(qtbot, desk, Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    dialog = desk.findChild(SetPlaceDialog)
    qtbot.keyClicks(dialog.name, "Sydney")
    dialog.set_button.click()
    assert desk.catalogue.asked == [SetPlace((1, 2), Place("Sydney"), keeps_rest=True)]


@pytest.mark.parametrize("place", [None, PARK])
def test_a_place_can_be_removed_where_any_selected_photo_has_one(desk, qtbot, monkeypatch, place):
    selected = {1: a_record(a_bird()), 2: a_record(a_bird(), photo_id=2, place=place)}

    catalogue = SimpleNamespace(records=lambda photo_ids: [selected[each] for each in photo_ids])
    monkeypatch.setattr(Services, "open_catalogue", lambda self: nullcontext(catalogue))
    desk.shelf.select(1, 2)
    press(qtbot, desk, Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    dialog = desk.findChild(SetPlaceDialog)
    qtbot.waitUntil(lambda: desk.runner.active_count == 0)
    assert dialog.remove_button.isVisible() is (place is not None)


def test_several_photos_keep_what_is_left_empty(make_dialog):
    dialog = make_dialog(PARK, count=2)
    assert dialog.name.text() == dialog.coordinates.text() == dialog.country.text() == ""
    with_own = a_record(a_bird(), place=PARK)
    change = SetPlace((with_own.photo_id,), Place("Kensington Gardens"), keeps_rest=True)
    assert applied(with_own, change).place == replace(PARK, name="Kensington Gardens")


def test_the_panel_tells_the_place_of_the_camera_and_that_of_the_person(desk):
    facts = desk.species_panel.facts
    assert facts.text.splitlines() == [
        "a.png",
        "320 × 240",
        "Canon EOS R5",
        "33.85680° S, 151.21530° E",
    ]
    desk.shelf.go_to(2)
    assert facts.text.splitlines() == ["b.png", "320 × 240", "Hyde Park, GB"]


@pytest.mark.parametrize(
    ("most", "offered"),
    [
        (timedelta(minutes=10), []),
        (timedelta(hours=1), ["b.jpg, 12 min later"]),
        (timedelta(hours=6), ["a.jpg, 1 h 5 min earlier", "b.jpg, 12 min later"]),
    ],
)
def test_places_of_photos_before_and_after_are_offered_within_a_time(qapp, qtbot, most, offered):
    nearby = NearbyPlaces()
    qtbot.addWidget(nearby)
    lake = Place("Lake", GpsPosition(47.6, 9.4))
    nearby.show_places(
        [
            NearbyPlace(PARK, "a.jpg", -timedelta(hours=1, minutes=5, seconds=50)),
            NearbyPlace(lake, "b.jpg", timedelta(minutes=12)),
        ]
    )
    nearby.tolerance.setCurrentIndex(TOLERANCES.index(most))
    assert [button.text() for button in nearby.offered] == offered
    if offered:
        assert nearby.none_near.isHidden()
        with qtbot.waitSignal(nearby.place_picked) as picked:
            nearby.offered[-1].click()
        assert picked.args == [lake]
    else:
        assert nearby.none_near.text() == "None. The nearest is “b.jpg”, 12 min later."


def test_without_a_photo_near_in_time_nothing_is_offered(qapp, qtbot):
    nearby = NearbyPlaces()
    qtbot.addWidget(nearby)
    nearby.show_places([])
    assert nearby.isHidden()
