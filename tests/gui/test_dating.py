"""Dates, clocks, tracks and places from the map, as the window sets and takes them back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication

from birdeye.domain.changes import SetDate, SetOffset, ShiftClock
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import Place
from birdeye.gui.dialogs.match_track import MatchTrackDialog
from birdeye.gui.dialogs.set_date import SetDateDialog
from birdeye.gui.dialogs.set_place import SetPlaceDialog
from birdeye.gui.panels.clock_fields import ClockFields, ZoneBox
from birdeye.gui.panels.place_map import PlaceMap
from birdeye.gui.panels.place_picker import PlacePicker
from birdeye.gui.theme import Theme, ThemeChoice
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED
from tests.helpers.window import trigger, wait_for_results

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize(
    "behind", [timedelta(hours=1, minutes=3), -timedelta(days=31, seconds=5), timedelta()]
)
def test_a_span_is_shown_as_it_was_entered(qapp, qtbot, behind):
    fields = ClockFields()
    qtbot.addWidget(fields)
    fields.show_behind(behind)
    assert fields.behind == behind


@pytest.mark.parametrize("hours", [-12, -3.5, 0, 5.75, 14])
def test_every_time_zone_of_today_can_be_chosen(qapp, qtbot, hours):
    box = ZoneBox("unknown")
    qtbot.addWidget(box)
    assert box.utc_offset is None
    box.choose(timedelta(hours=hours))
    assert box.utc_offset == timedelta(hours=hours)


def test_what_is_chosen_is_the_change(qapp, qtbot):
    dialog = SetDateDialog((1, 2), datetime(2026, 5, 2, 9, 30))
    qtbot.addWidget(dialog)
    dialog.clock.show_behind(timedelta(hours=-1))
    assert dialog.change == ShiftClock((1, 2), timedelta(hours=-1))
    dialog.what.setCurrentIndex(1)
    dialog.zone.choose(timedelta(hours=2))
    assert dialog.change == SetOffset((1, 2), timedelta(hours=2))
    dialog.what.setCurrentIndex(2)
    assert dialog.change == SetDate((1, 2), datetime(2026, 5, 2, 9, 30))
    dialog.what.setCurrentIndex(3)
    assert dialog.change == SetDate((1, 2), None)


NAMES = ("IMG_20260502_090000.png", "IMG_20260502_091000.png")


@pytest.fixture
def program(make_program, tiny_pack, tmp_path, qtbot):
    for name, colour in zip(NAMES, (RED, BLUE), strict=True):
        draw_photo(tmp_path / "walk" / name, colour)
    program = make_program(paths=[tmp_path / "walk"])
    wait_for_results(qtbot, program, 2)
    program.window.all_actions.select_all.trigger()
    qtbot.waitUntil(lambda: len(program.navigation.selected_ids()) == 2)
    return program


def dates(program):
    found = {one.path.name: one.taken for one in program.store.overviews.values()}
    return [found[name] for name in NAMES]


NINE = datetime(2026, 5, 2, 9, 0)


def test_a_clock_is_shifted_with_a_preview_and_taken_back(program, qtbot):
    assert dates(program) == [NINE, NINE + timedelta(minutes=10)]
    program.window.all_actions.set_date.trigger()
    dialog = program.window.findChild(SetDateDialog)
    assert not dialog.set_button.isEnabled()
    dialog.clock.show_behind(-timedelta(hours=1))
    qtbot.waitUntil(dialog.set_button.isEnabled)
    assert dialog.preview.rows == [
        (NAMES[0], "2026-05-02 09:00:00", "2026-05-02 08:00:00"),
        (NAMES[1], "2026-05-02 09:10:00", "2026-05-02 08:10:00"),
    ]
    dialog.set_button.click()
    eight = NINE - timedelta(hours=1)
    qtbot.waitUntil(lambda: dates(program) == [eight, eight + timedelta(minutes=10)])
    trigger(qtbot, program.window.all_actions.undo)
    qtbot.waitUntil(lambda: dates(program) == [NINE, NINE + timedelta(minutes=10)])
    trigger(qtbot, program.window.all_actions.redo)
    qtbot.waitUntil(lambda: dates(program) == [eight, eight + timedelta(minutes=10)])


GPX = """<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="x"><trk><trkseg>
<trkpt lat="50.0" lon="8.0"><time>2026-05-02T06:00:00Z</time></trkpt>
<trkpt lat="50.1" lon="8.2"><time>2026-05-02T06:10:00Z</time></trkpt>
</trkseg></trk></gpx>"""


def test_places_come_from_a_track_once_the_clock_is_right(program, qtbot, tmp_path):
    track = tmp_path / "walk.gpx"
    track.write_text(GPX)
    program.window.all_actions.match_track.trigger()
    dialog = program.window.findChild(MatchTrackDialog)
    dialog.zone.choose(timedelta(hours=2))
    dialog.use_tracks((tmp_path / "gone.gpx",))
    qtbot.waitUntil(lambda: "gone.gpx" in dialog.preview.summary.text())
    dialog.use_tracks((track,))
    qtbot.waitUntil(dialog.better_button.isVisible)
    assert not dialog.set_button.isEnabled()
    assert "-1" in dialog.better_button.text()
    dialog.better_button.click()
    assert "UTC+03:00" in dialog.offset_label.text()
    qtbot.waitUntil(dialog.set_button.isEnabled)
    assert [row[2] for row in dialog.preview.rows] == [
        "50.00000° N, 8.00000° E",
        "50.10000° N, 8.20000° E",
    ]
    dialog.set_button.click()
    overviews = program.store.overviews
    qtbot.waitUntil(lambda: all(one.has_position for one in overviews.values()))
    trigger(qtbot, program.window.all_actions.undo)
    qtbot.waitUntil(lambda: not any(one.has_position for one in overviews.values()))


@pytest.fixture
def place_map(qapp, qtbot):
    place_map = PlaceMap(Theme(QGuiApplication.instance(), ThemeChoice.LIGHT))
    qtbot.addWidget(place_map)
    place_map.resize(720, 360)
    place_map.show()
    return place_map


def test_a_click_on_the_map_is_the_place_below_the_mouse(place_map, qtbot):
    place_map.show_position(GpsPosition(48.0, 11.0))
    for steps in (0, 3, 2):
        place_map.zoom(steps)
        at = place_map.map_view.point(11.5, 48.25)
        with qtbot.waitSignal(place_map.picked) as picked:
            qtbot.mouseClick(place_map, Qt.MouseButton.LeftButton, pos=at.toPoint())
        pixel = 1 / place_map.map_view.pixels_per_degree
        assert picked.args[0].latitude == pytest.approx(48.25, abs=pixel)
        assert picked.args[0].longitude == pytest.approx(11.5, abs=2 * pixel)


def test_zooming_keeps_what_is_below_the_mouse_and_dragging_takes_it_along(place_map, qtbot):
    place_map.zoom(6)
    at = QPointF(500, 100)
    before = place_map.map_view.position(at)
    place_map.zoom(2, at)
    assert place_map.map_view.position(at) == pytest.approx(before, abs=0.2)
    start, end = QPoint(300, 200), QPoint(360, 230)
    before = place_map.map_view.position(QPointF(start))
    qtbot.mousePress(place_map, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(place_map, QPoint(330, 215))
    qtbot.mouseMove(place_map, end)
    with qtbot.assertNotEmitted(place_map.picked):
        qtbot.mouseRelease(place_map, Qt.MouseButton.LeftButton, pos=end)
    assert place_map.map_view.position(QPointF(end)) == pytest.approx(before, abs=0.5)


def test_a_place_of_lately_is_picked_exactly(place_map, qtbot):
    park = GpsPosition(51.50741, -0.12781)
    place_map.show_recent([park])
    at = place_map.map_view.point(park.longitude, park.latitude) + QPointF(2, 2)
    with qtbot.waitSignal(place_map.picked) as picked:
        qtbot.mouseClick(place_map, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert picked.args == [park]


def test_a_place_is_taken_from_lately_and_from_a_neighbour(program, qtbot):
    first, second = (
        one.photo_id for one in sorted(program.store.overviews.values(), key=lambda one: one.path)
    )
    park = Place("Hyde Park", GpsPosition(51.5074, -0.1278), "GB")
    program.navigation.go_to(first)
    qtbot.waitUntil(lambda: program.navigation.selected_ids() == (first,))
    program.window.all_actions.set_place.trigger()
    dialog = program.window.findChild(SetPlaceDialog)
    dialog.show_place(park)
    dialog.set_button.click()
    qtbot.waitUntil(lambda: program.store.overviews[first].has_position)
    program.navigation.go_to(second)
    qtbot.waitUntil(
        lambda: program.store.record is not None and program.store.record.photo_id == second
    )
    program.window.all_actions.set_place.trigger()
    qtbot.waitUntil(lambda: len(program.window.findChildren(PlacePicker)) >= 1)
    picker = program.window.findChildren(PlacePicker)[-1]
    dialog = picker.window()
    qtbot.waitUntil(lambda: bool(picker.nearby.offered))
    (button,) = picker.nearby.offered
    assert button.text() == f"{NAMES[0]}, 10 min earlier"
    button.click()
    assert dialog.name.text() == "Hyde Park"
    dialog.name.clear()
    assert picker.recent_box.itemText(1).startswith("Hyde Park, GB")
    picker.recent_box.activated.emit(1)
    assert (dialog.name.text(), dialog.country.text()) == ("Hyde Park", "GB")
    dialog.reject()
