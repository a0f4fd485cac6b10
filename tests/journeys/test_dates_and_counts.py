"""Two days as birders have them, from photos to exports, on the command line alone.

A walk with a GPS logger and a camera whose clock is one hour off; an afternoon at a feeder, where a
flock is counted by the user.
"""

from __future__ import annotations

import csv
from datetime import datetime, timedelta

import pytest

from birdeye.catalogue.catalogue import Catalogue
from birdeye.cli.main import run
from birdeye.domain.changes import AcceptClaims
from birdeye.packs.default_choice import write_default_choice
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.made_results import species_of
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack

pytestmark = pytest.mark.slow

MORNING = datetime(2026, 5, 2, 6, 0)
"""UTC; the camera should say two hours later, and says three."""


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    pack = make_tiny_pack(folder / "packs" / "tiny")
    write_default_choice(folder / "settings.toml", pack.id)
    monkeypatch.setenv("BIRDEYE_DATA", str(folder))
    return folder


def photo_at(path, moment, colour=RED):
    """A JPEG with a bird; each is a picture of its own, or they would be copies of one photo."""
    shift = sum(path.stem.encode()) % 100
    return draw_photo(path, colour, box=(80 + shift, 60, 200 + shift, 180), taken=moment)


def track(path, minutes):
    points = "".join(
        f'<trkpt lat="{50 + minute / 1e5:.5f}" lon="8.{minute:05}">'
        f"<time>{MORNING + timedelta(minutes=minute):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for minute in range(0, minutes, 2)
    )
    path.write_text(
        '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="logger">'
        f"<trk><trkseg>{points}</trkseg></trk></gpx>"
    )
    return path


def said(capsys, *words):
    """What a command that must succeed says."""
    code = run([str(word) for word in words])
    output = capsys.readouterr()
    assert code == 0, output.err
    return output.out


def records(data_folder):
    with Catalogue(data_folder / "catalogue.sqlite", species_of) as catalogue:
        return {record.path.name: record for record in catalogue.records()}


def confirm_all(data_folder):
    with Catalogue(data_folder / "catalogue.sqlite", species_of) as catalogue:
        birds = [bird.bird_id for record in catalogue.records() for bird in record.birds]
        catalogue.carry_out(AcceptClaims(tuple(birds)))


def ebird_rows(data_folder, folder, capsys):
    out = folder.parent / "ebird.csv"
    said(capsys, "export", "ebird", folder, "--output", out)
    return list(csv.reader(out.read_text(encoding="utf-8").splitlines()))


def test_a_day_with_a_track_and_a_clock_one_hour_off(tmp_path, data_folder, capsys):
    walk = tmp_path / "walk"
    for minute in (1, 11, 30, 59):
        photo_at(walk / f"{minute}.jpg", MORNING + timedelta(hours=3, minutes=minute))
    before = {path.name: path.read_bytes() for path in walk.iterdir()}
    gpx = track(tmp_path / "walk.gpx", 61)
    assert run(["identify", str(walk)]) == 0
    capsys.readouterr()

    tried = said(capsys, "set", "track", gpx, walk, "--time-zone", "UTC+2", "--dry-run")
    assert "Not on the track: 3 photos." in tried  # the first, an hour late, is near the end
    assert "With the clock 1 h further ahead, 4 photos would match." in tried
    assert "Nothing was set." in tried

    preview = said(capsys, "set", "clock", "--ahead", "1:00", walk, "--dry-run")
    assert "11.jpg: 2026-05-02 09:11:00 → 2026-05-02 08:11:00" in preview
    assert records(data_folder)["11.jpg"].set_taken is None
    said(capsys, "set", "clock", "--ahead", "1:00", walk)
    said(capsys, "set", "time-zone", "UTC+2", walk)
    told = said(capsys, "set", "track", gpx, walk)
    assert "Set for 4 photos" in told

    found = records(data_folder)
    assert found["11.jpg"].taken.isoformat() == "2026-05-02T08:11:00+02:00"
    for name, minute in (("1.jpg", 1), ("30.jpg", 30), ("59.jpg", 59)):
        assert found[name].position.latitude == pytest.approx(50 + minute / 1e5, abs=1e-7)
        assert found[name].position.longitude == pytest.approx(8 + minute / 1e5, abs=1e-7)
    confirm_all(data_folder)
    # A gap of 29 minutes in one outing: one row of one bird, at the time that was corrected.
    (row,) = {(row[3], row[8], row[9]) for row in ebird_rows(data_folder, walk, capsys)}
    assert row == ("1", "05/02/2026", "8:01")

    # The photos are as they were.
    assert {path.name: path.read_bytes() for path in walk.iterdir()} == before


def test_what_was_set_is_taken_back_step_by_step_and_reviews_are_not(tmp_path, data_folder, capsys):
    walk = tmp_path / "walk"
    photo_at(walk / "a.jpg", MORNING)
    assert run(["identify", str(walk)]) == 0
    said(capsys, "set", "clock", "--behind", "0:30", walk)
    said(capsys, "set", "place", "--name", "Marsh", "--position", "50.1, 8.2", walk)
    assert records(data_folder)["a.jpg"].place.name == "Marsh"
    assert "for 1 photo." in said(capsys, "set", "undo")
    assert records(data_folder)["a.jpg"].place is None
    assert "for 1 photo." in said(capsys, "set", "undo")
    assert records(data_folder)["a.jpg"].taken == MORNING
    confirm_all(data_folder)
    assert run(["set", "undo"]) == 1
    assert "Undo it in the window" in capsys.readouterr().err
    assert records(data_folder)["a.jpg"].birds[0].is_confirmed


def test_a_place_is_copied_from_a_neighbour(tmp_path, data_folder, capsys):
    walk = tmp_path / "walk"
    photo_at(walk / "a.jpg", MORNING)
    photo_at(walk / "b.jpg", MORNING + timedelta(minutes=1), BLUE)
    assert run(["identify", str(walk)]) == 0
    said(capsys, "set", "place", "--position", "50.1, 8.2", walk / "a.jpg")
    said(capsys, "set", "place", "--like", walk / "a.jpg", walk / "b.jpg")
    found = records(data_folder)
    assert found["b.jpg"].position == found["a.jpg"].position is not None


def test_a_feeder_afternoon(tmp_path, data_folder, capsys):
    """A flock that comes twice: the photos of it add up to no larger flock."""
    feeder = tmp_path / "feeder"
    afternoon = datetime(2026, 1, 10, 14, 0)
    for number, minutes in enumerate((0, 1, 2, 20, 90, 91)):
        photo_at(feeder / f"f{number}.jpg", afternoon + timedelta(minutes=minutes))
    photo_at(feeder / "other.jpg", afternoon + timedelta(minutes=3), BLUE)
    assert run(["identify", str(feeder)]) == 0
    said(capsys, "set", "place", "--name", "Feeder", "--position", "50.1, 8.2", feeder)
    confirm_all(data_folder)
    taxon = records(data_folder)["f0.jpg"].birds[0].taxon
    counted = {row[1] + " " + row[2]: row[3] for row in ebird_rows(data_folder, feeder, capsys)}
    assert set(counted.values()) == {"1"} and len(counted) == 2

    words = ("set", "count", "--species", taxon, "--at-least", 12, "--age", "adult")
    said(capsys, *words, feeder / "f1.jpg")
    said(capsys, "set", "count", "--species", taxon, "--exactly", 5, feeder / "f4.jpg")
    rows = ebird_rows(data_folder, feeder, capsys)
    counted = {f"{row[1]} {row[2]}": row for row in rows}
    assert counted[taxon][3] == "12"
    assert counted[taxon][4].startswith("At least 12 birds; adult.")
    assert {row[3] for name, row in counted.items() if name != taxon} == {"1"}

    assert run(["set", "count", "--species", "Nemo nemo", "--exactly", "2", str(feeder)]) == 1
    assert "None of these photos shows" in capsys.readouterr().err


def test_mistakes_are_told_before_anything_is_set(tmp_path, data_folder, capsys):
    photo_at(tmp_path / "walk" / "a.jpg", MORNING)
    gpx = str(track(tmp_path / "walk.gpx", 61))
    assert run(["identify", str(tmp_path / "walk")]) == 0
    for words in (
        ["date", "--to", "yesterday", "x"],
        ["clock", "--behind", "1 hour", "x"],
        ["clock", "x"],
        ["time-zone", "CEST", "x"],
        ["count", "--species", "A b", "--exactly", "0", "x"],
        ["place", str(tmp_path / "walk")],
    ):
        assert run(["set", *words]) == 2, words
    for words in (
        ["date", "--to", "2026-05-02T10:30", "/nowhere"],
        ["track", str(tmp_path / "walk" / "a.jpg"), str(tmp_path / "walk")],
        ["track", gpx, gpx],  # no photos, which does not mean all
    ):
        assert run(["set", *words]) == 1, words
    assert records(data_folder)["a.jpg"].set_taken is None
