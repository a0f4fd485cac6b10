"""The same days in the window and on the command line: the same names, counts and exports.

A walk with a GPS logger and a clock one hour off, an afternoon at a feeder, a region set once.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from birdeye import locations
from birdeye.catalogue.catalogue import Catalogue
from birdeye.cli.main import run
from birdeye.domain.changes import AcceptClaims
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import Place
from birdeye.gui.dialogs.match_track import MatchTrackDialog
from birdeye.gui.dialogs.region import RegionDialog
from birdeye.gui.dialogs.set_date import SetDateDialog
from birdeye.gui.dialogs.set_place import SetPlaceDialog
from birdeye.packs.default_choice import write_default_choice
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.made_results import species_of
from tests.helpers.photo_records import request
from tests.helpers.tiny_pack import BLUE, LIME, RED, make_tiny_pack
from tests.helpers.window import wait_for_results

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]

MORNING = datetime(2026, 5, 2, 6, 0)
"""UTC; the camera should say two hours later, and says three."""

FORMATS = {
    "csv": "birds.csv",
    "json": "birds.json",
    "ebird": "ebird.csv",
    "inaturalist": "inaturalist.csv",
    "darwin-core": "dwca.zip",
    "html": "report.html",
}
AMERICAN = "Spinus tristis"


def photo_at(path, moment, colour=RED, shift=0):
    draw_photo(path, colour, box=(80 + shift, 60, 200 + shift, 180), taken=moment)


def select_all(program, qtbot):
    program.window.all_actions.select_all.trigger()
    rows = program.photo_list.rowCount()
    qtbot.waitUntil(lambda: len(program.navigation.selected_ids()) == rows)


def correct(program, qtbot, kind, fill):
    """Open a dialog by its action, fill it in, and set what it says once that is possible."""
    action = {
        SetDateDialog: program.window.all_actions.set_date,
        MatchTrackDialog: program.window.all_actions.match_track,
        SetPlaceDialog: program.window.all_actions.set_place,
    }[kind]
    qtbot.waitUntil(lambda: program.window.findChild(kind) is None)
    action.trigger()
    dialog = program.window.findChild(kind)
    fill(dialog)
    qtbot.waitUntil(dialog.set_button.isEnabled)
    with qtbot.waitSignal(program.store.carried_out):
        dialog.set_button.click()


def accept_all(program, qtbot):
    select_all(program, qtbot)
    with qtbot.waitSignal(program.store.carried_out):
        program.window.all_actions.accept.trigger()


def export_from_window(program, qtbot, format_id, file):
    navigation = program.navigation
    photo_ids = navigation.files_of(program.photo_list.ids_on_show())
    chosen = replace(request(format_id, file), photo_ids=photo_ids)
    with qtbot.waitSignal(program.exporting.planned) as planned:
        program.exporting.preview(chosen)
    with qtbot.waitSignal(program.exporting.exported):
        program.exporting.start(chosen, planned.args[0])


def content(file):
    """What an export says, with ids by the order in which they come: each catalogue has its own."""
    if file.suffix == ".zip":
        with zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name.endswith(".txt")]
            text = "\n".join(archive.read(name).decode() for name in names)
    else:
        text = file.read_text("utf-8-sig")
    seen = {}
    return re.sub(
        r"urn:uuid:[\w-]+", lambda found: seen.setdefault(found[0], f"#{len(seen)}"), text
    )


def exports_of(folder, out, capsys):
    out.mkdir()
    for format_id, name in FORMATS.items():
        assert run(["export", format_id, str(folder), "--output", str(out / name)]) == 0
    capsys.readouterr()
    return {name: content(out / name) for name in FORMATS.values()}


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Runs commands with a data folder of their own."""
    folder = tmp_path / "data of the command line"
    write_default_choice(folder / "settings.toml", make_tiny_pack(folder / "packs" / "tiny").id)

    def command(*words):
        with monkeypatch.context() as there:
            there.setenv("BIRDEYE_DATA", str(folder))
            assert run([str(word) for word in words]) == 0, words

    command.folder = folder
    return command


def test_a_day_with_a_track_and_a_clock_one_hour_off(
    make_program, tiny_pack, tmp_path, qtbot, capsys, elsewhere, monkeypatch
):
    walk, track = tmp_path / "walk", tmp_path / "walk.gpx"
    for number, minute in enumerate((1, 11, 30, 59)):
        moment = MORNING + timedelta(hours=3, minutes=minute)
        photo_at(walk / f"{number}.jpg", moment, RED if number else BLUE, 7 * number)
    photo_at(walk / "1.png", MORNING + timedelta(hours=3, minutes=11), RED, 7)  # of one shot
    points = "".join(
        f'<trkpt lat="{50 + minute / 1e5:.5f}" lon="8.{minute:05}">'
        f"<time>{MORNING + timedelta(minutes=minute):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for minute in range(0, 61, 2)
    )
    track.write_text(f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>")

    program = make_program(paths=[walk])
    wait_for_results(qtbot, program, 5)
    qtbot.waitUntil(lambda: program.photo_list.rowCount() == 4)
    select_all(program, qtbot)

    def hour_ahead(dialog):
        dialog.clock.show_behind(timedelta(hours=-1))

    def in_utc_2(dialog):
        dialog.what.setCurrentIndex(1)
        dialog.zone.choose(timedelta(hours=2))

    correct(program, qtbot, SetDateDialog, hour_ahead)
    correct(program, qtbot, SetDateDialog, in_utc_2)
    qtbot.waitUntil(lambda: program.photo_list.rowCount() == 4)
    correct(program, qtbot, MatchTrackDialog, lambda dialog: dialog.use_tracks((track,)))
    accept_all(program, qtbot)
    from_window = tmp_path / "from window"
    from_window.mkdir()
    for format_id, name in FORMATS.items():
        export_from_window(program, qtbot, format_id, from_window / name)

    elsewhere("identify", walk)
    elsewhere("set", "clock", "--ahead", "1:00", walk)
    elsewhere("set", "time-zone", "UTC+2", walk)
    elsewhere("set", "track", track, walk)
    with Catalogue(elsewhere.folder / "catalogue.sqlite", species_of) as catalogue:
        shown = [one for one in catalogue.records() if one.path.name != "1.png"]
        birds = tuple(bird.bird_id for record in shown for bird in record.birds)
        catalogue.carry_out(AcceptClaims(birds))
    with monkeypatch.context() as there:
        there.setenv("BIRDEYE_DATA", str(elsewhere.folder))
        from_command_line = exports_of(walk, tmp_path / "from command line", capsys)

    rows = list(csv.reader((from_window / "ebird.csv").read_text("utf-8").splitlines()))
    assert {(row[3], row[8], row[9]) for row in rows} == {("1", "05/02/2026", "8:01")}
    for name in FORMATS.values():
        assert content(from_window / name) == from_command_line[name], name


def test_a_feeder_afternoon(make_program, tiny_pack, tmp_path, qtbot, capsys):
    feeder = tmp_path / "feeder"
    for number, minutes in enumerate((0, 1, 2, 20, 90, 91)):
        moment = datetime(2026, 1, 10, 14, 0) + timedelta(minutes=minutes)
        photo_at(feeder / f"f{number}.jpg", moment, RED, 7 * number)
    program = make_program(paths=[feeder])
    wait_for_results(qtbot, program, 6)
    select_all(program, qtbot)
    place = Place("Feeder", GpsPosition(50.1, 8.2), "DE")
    correct(program, qtbot, SetPlaceDialog, lambda dialog: dialog.show_place(place))
    accept_all(program, qtbot)
    program.navigation.go_to_row(1)
    qtbot.waitUntil(
        lambda: program.store.record is not None and program.store.record.path.name == "f1.jpg"
    )
    fields = program.window.species_panel.count_fields
    with qtbot.waitSignal(program.store.carried_out):
        fields.count.setValue(12)
    with qtbot.waitSignal(program.store.carried_out):
        fields.is_minimum.click()

    program.window.all_actions.life_list.trigger()
    window = program.summary.window
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    (line,) = window.model.lines
    assert (line.visit_count, line.bird_count, line.photo_count) == (2, 13, 6)
    found = exports_of(feeder, tmp_path / "out", capsys)
    (row,) = csv.reader(found["ebird.csv"].splitlines())
    assert row[3] == "12"
    assert row[4].startswith("At least 12 birds.")
    boxes = [bird for photo in json.loads(found["birds.json"])["photos"] for bird in photo["birds"]]
    visits = {bird["visit"]: bird["visit_count"] for bird in boxes}
    assert sum(visits.values()) == line.bird_count
    assert len(visits) == line.visit_count


def test_a_region_is_set_once(make_program, tiny_pack, tmp_path, qtbot, capsys):
    folder = tmp_path / "garden"
    for number in range(3):
        draw_photo(folder / f"{number}.png", LIME, box=(80 + 9 * number, 60, 200, 180))
    program = make_program(paths=[folder])
    wait_for_results(qtbot, program, 3)
    notice = program.window.notice
    qtbot.waitUntil(lambda: "Where do you take your photos?" in notice.text)
    notice._on_button_clicked()
    dialog = program.window.findChild(RegionDialog)
    dialog.show_region(("US",))
    dialog.set_button.click()

    def names():
        return {taxon for one in program.store.overviews.values() for _, taxon in one.taxa}

    qtbot.waitUntil(lambda: names() == {AMERICAN})
    qtbot.waitUntil(lambda: not program.identification.is_running)
    assert run(["identify", str(folder), "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)["photos"]
    assert {bird["taxon"] for photo in said for bird in photo["birds"]} == {AMERICAN}
    first = said[0]["birds"][0]["species"][0]
    with Catalogue(locations.catalogue_file(), species_of) as catalogue:
        (best, *_), *_ = (
            record.birds[0].bird.candidates
            for record in catalogue.records(catalogue.photo_ids_at([folder / "0.png"]))
        )
    assert first["probability"] == pytest.approx(best.probability, abs=1e-5)
    assert first["probability_by_looks"] == pytest.approx(best.by_looks, abs=1e-5)
