"""Tracks against exiftool's own geotagging, and against files that mean harm."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.workflows.match_track import Clock, TrackUnusable, match_track, read_track
from birdeye.xmp.gpx import GpxRefused, read_gpx
from tests.helpers.records import a_record

START = datetime(2026, 5, 2, 6, 0, tzinfo=UTC)
UTC_CLOCK = Clock(utc_offset=timedelta())


def gpx(*segments, head='<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1">'):
    """(seconds after START, latitude, longitude, metres) of the points of each segment."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, "<trk><name>Walk</name>"]
    for segment in segments:
        lines.append("<trkseg>")
        for seconds, latitude, longitude, metres in segment:
            moment = START + timedelta(seconds=seconds)
            lines.append(
                f'<trkpt lat="{latitude}" lon="{longitude}"><ele>{metres}</ele>'
                f"<time>{moment:%Y-%m-%dT%H:%M:%SZ}</time><extensions><hr>90</hr></extensions>"
                "</trkpt>"
            )
        lines.append("</trkseg>")
    return "\n".join([*lines, "</trk></gpx>"]).encode()


WALK = gpx(
    [(0, 48.1, 11.5, 500), (60, 48.101, 11.502, 510), (600, 48.11, 11.51, 530)],
    [(7200, 48.2, 11.6, 600), (7260, 48.201, 11.602, 601)],
)


def record(seconds, photo_id=1):
    taken = (START + timedelta(seconds=seconds)).replace(tzinfo=None)
    return a_record(
        path=Path(f"/photos/{seconds}.jpg"), photo_id=photo_id, metadata=PhotoMetadata(taken)
    )


@pytest.fixture
def track(tmp_path):
    path = tmp_path / "walk.gpx"
    path.write_bytes(WALK)
    return read_track([path])


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_positions_are_those_that_exiftool_finds(tmp_path, track):
    seconds = [0, 30, 59, 60, 200, 599, 600, 7200, 7211, 7260]
    for each in seconds:
        Image.new("RGB", (8, 8)).save(tmp_path / f"{each}.jpg")
        moment = START + timedelta(seconds=each)
        at = f"-geotime={moment:%Y:%m:%d %H:%M:%S}+00:00"
        by, photo = f"-geotag={tmp_path / 'walk.gpx'}", str(tmp_path / f"{each}.jpg")
        subprocess.run(
            ["exiftool", "-q", "-overwrite_original", at, by, photo],
            check=True,
        )
    read = subprocess.run(
        [
            *("exiftool", "-json", "-n", "-GPSLatitude", "-GPSLongitude", "-GPSAltitude"),
            *(str(tmp_path / f"{each}.jpg") for each in seconds),
        ],
        check=True,
        capture_output=True,
    )
    theirs = json.loads(read.stdout)
    ours = match_track([record(each) for each in seconds], track, UTC_CLOCK).matches
    assert len(ours) == len(seconds)
    for match, exif in zip(ours, theirs, strict=True):
        assert match.position.latitude == pytest.approx(exif["GPSLatitude"], abs=1e-6)
        assert match.position.longitude == pytest.approx(exif["GPSLongitude"], abs=1e-6)
        assert match.position.altitude_m == pytest.approx(exif["GPSAltitude"], abs=0.05)


def test_beyond_the_tolerance_nothing_is_said(track):
    seconds = [-301, -299, 899, 901, 3600, 6901, 7561]
    matched = match_track([record(each) for each in seconds], track, UTC_CLOCK)
    assert [each.record.path.stem for each in matched.matches] == ["-299", "899", "6901"]
    # Past an end, and between segments, nobody knows the way: the nearest point is taken.
    assert matched.matches[1].position == GpsPosition(48.11, 11.51, 530)
    assert [each.path.stem for each in matched.off_track] == ["-301", "901", "3600", "7561"]
    wider = match_track([record(3600)], track, UTC_CLOCK, timedelta(hours=1))
    assert len(wider.matches) == 1


def test_the_clock_and_its_time_zone_are_taken_into_account(track):
    photo = record(3600 + 60 - 120)  # two hours ahead of UTC less an hour and two minutes slow
    clock = Clock(timedelta(minutes=62), timedelta(hours=2))
    (match,) = match_track([photo], track, clock).matches
    assert match.moment == START + timedelta(seconds=3660 - 120 + 62 * 60 - 7200)
    aware = a_record(
        path=Path("/a.jpg"),
        metadata=PhotoMetadata(datetime.fromisoformat("2026-05-02T08:01:00+02:00")),
    )
    (match,) = match_track([aware], track, Clock(utc_offset=timedelta(hours=-9))).matches
    assert match.position.latitude == pytest.approx(48.101)
    assert match.position.longitude == pytest.approx(11.502)


def test_a_clock_that_is_an_hour_off_is_noticed(track):
    photos = [record(3600 + each) for each in (0, 30, 60, 400)]
    matched = match_track(photos, track, UTC_CLOCK)
    assert not matched.matches
    assert (matched.better_by, matched.count_if_better) == (timedelta(hours=-1), 4)
    right = match_track(photos, track, Clock(matched.better_by, timedelta()))
    assert (len(right.matches), right.better_by) == (4, None)


@pytest.mark.parametrize("end", [datetime.min, datetime.max])
def test_a_photo_from_the_ends_of_time_is_off_the_track(track, end):
    photo = a_record(path=Path("/a.jpg"), metadata=PhotoMetadata(end))
    matched = match_track([photo, record(3630)], track, UTC_CLOCK)
    assert matched.off_track[0] is photo
    assert matched.count_if_better == 1


def test_photos_without_a_date_are_told(track):
    undated = a_record(path=Path("/a.jpg"))
    assert match_track([undated], track).without_date == [undated]


def test_the_date_line_is_crossed_the_short_way(tmp_path):
    path = tmp_path / "sea.gpx"
    path.write_bytes(gpx([(0, -17.0, 179.9, 0), (100, -17.0, -179.9, 0)]))
    (match,) = match_track([record(75)], read_track([path]), UTC_CLOCK).matches
    assert match.position.longitude == pytest.approx(-179.95)


def test_times_have_fractions_and_offsets_and_points_may_lack_them():
    points = read_gpx(
        BytesIO(
            b'<gpx><wpt lat="1" lon="2"><time>2026-05-02T06:00:00Z</time></wpt><trk><trkseg>'
            b'<trkpt lat="1" lon="2"><time>2026-05-02T08:00:01.5+02:00</time></trkpt>'
            b'<trkpt lat="3" lon="4"><time>2026-05-02T06:00:00</time></trkpt>'
            b'<trkpt lat="5" lon="6"/><trkpt lon="6"><time>2026-05-02T06:00:00Z</time></trkpt>'
            b'<trkpt lat="91" lon="6"><time>2026-05-02T06:00:00Z</time></trkpt>'
            b'<trkpt lat="nan" lon="6"><time>2026-05-02T06:00:00Z</time></trkpt>'
            b"</trkseg></trk></gpx>"
        )
    )
    assert [point.position.latitude for point in points] == [3, 1]
    assert points[1].moment == START + timedelta(seconds=1.5)


HOSTILE = {
    "entities": b'<!DOCTYPE gpx [<!ENTITY a "aaaa">]>' + WALK.partition(b"?>")[2],
    "not XML": b"\xff\xd8\xff\xe0 a photo",
    "cut": WALK[: len(WALK) // 2],
    "another kind": b"<kml><trkpt lat='1' lon='2'/></kml>",
    "no point": b"<gpx></gpx>",
    "deep": b"<gpx>" + b"<a>" * 5000,
    "a long tag": b"<gpx " + b"a" * (3 << 20) + b"='1'>",
    "a long comment": b"<gpx><!--" + b"a" * (3 << 20),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_track_is_refused_in_a_sentence(tmp_path, content):
    with pytest.raises(GpxRefused):
        read_gpx(BytesIO(content))
    path = tmp_path / "bad.gpx"
    path.write_bytes(content)
    with pytest.raises(TrackUnusable, match=r"bad\.gpx.*cannot be used as a track"):
        read_track([path])


def test_what_is_no_file_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "missing.gpx", Path("/dev/zero")):
        with pytest.raises(TrackUnusable):
            read_track([path])


def test_long_text_is_not_kept():
    content = WALK.replace(b"<ele>500", b"<ele>" + b"5" * 1_000_000)
    assert len(read_gpx(BytesIO(content))) == 5


def test_a_day_of_points_each_second_is_read(tmp_path):
    path = tmp_path / "day.gpx"
    path.write_bytes(gpx([(second, 48.0, 11.0, 500) for second in range(86_400)]))
    assert len(read_track([path])) == 86_400
