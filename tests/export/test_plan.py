"""The preview: what would be written, and what would stay out and why."""

from __future__ import annotations

import csv
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from birdeye.domain.counts import Statement
from birdeye.domain.dates import FactDoubt
from birdeye.domain.errors import ExportImpossible
from birdeye.domain.identification import Claim, Rank
from birdeye.domain.photos import FactSource
from birdeye.domain.records import Place
from birdeye.domain.review import NOT_A_BIRD
from birdeye.export.cautions import Caution
from birdeye.export.choice import LeftOut
from birdeye.export.options import ExportOptions, SidecarNaming
from birdeye.export.plan import plan_export
from birdeye.export.registry import FORMATS, format_by_id
from birdeye.export.xmp_keywords import EMPTY_PACKET
from tests.export.test_pictures import ScriptedPictures
from tests.helpers.photo_records import (
    ALL,
    COLOGNE,
    MORNING,
    TOOLS,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
    request,
)

RECORDS = (
    photo_record(confirmed_bird(1), bird_record(2), bird_record(3, NOT_A_BIRD)),
    photo_record(bird_record(4), photo_id=2),
    photo_record(photo_id=3),
    photo_record(confirmed_bird(5), taken=None, photo_id=4),
)


def plan(format_id, destination, options=None, records=RECORDS):
    return plan_export(records, request(format_id, destination, options), TOOLS)


def test_the_plan_counts_what_goes_in_and_what_stays_out(tmp_path):
    made = plan("ebird", tmp_path / "a.csv")
    assert (made.files, made.existing) == ((tmp_path / "a.csv",), 0)
    assert (made.photo_count, made.bird_count, made.unconfirmed_count) == (1, 1, 0)
    assert made.left_out == Counter(
        {
            LeftOut.UNCONFIRMED: 2,
            LeftOut.NOT_A_BIRD: 1,
            LeftOut.NO_BIRD: 1,
            LeftOut.NO_DATE: 1,
        }
    )


def test_all_with_marks_says_how_many_are_not_confirmed(tmp_path):
    made = plan("csv", tmp_path / "a.csv", ALL)
    assert (made.photo_count, made.bird_count, made.unconfirmed_count) == (4, 4, 2)
    assert made.left_out == {LeftOut.NOT_A_BIRD: 1}


BY_VISITS = [each.id for each in FORMATS if each.counts_visits]


def tits(minutes, *reviews, place=None):
    """Tits in one photo, confirmed or only claimed."""
    claim = Claim(Rank.SPECIES, "Parus major", 0.9)
    number = int(minutes)
    birds = (
        confirmed_bird(10 * number + n)
        if is_confirmed
        else bird_record(10 * number + n, claim=claim)
        for n, is_confirmed in enumerate(reviews)
    )
    taken = MORNING + timedelta(minutes=minutes)
    return photo_record(*birds, photo_id=number, path=f"/p/{number}.jpg", taken=taken, place=place)


def birds_written(format_id, path):
    """The birds that a file says there are, as its readers add them up."""
    if format_id == "ebird":
        return sum(int(line.split(",")[3]) for line in path.read_text().splitlines())
    if format_id == "inaturalist":
        rows = csv.DictReader(StringIO(path.read_text()))
        counts = (re.search(r"(\d+) birds", row["Description"]) for row in rows)
        return sum(int(count[1]) if count else 1 for count in counts)
    if format_id == "html":
        return int(re.search(r"<b>([\d,]+)</b> birds?<", path.read_text("utf-8"))[1])
    with zipfile.ZipFile(path) as archive:
        if format_id == "darwin-core":
            lines = archive.read("occurrence.txt").decode().splitlines()
            rows = csv.DictReader(lines, delimiter="\t")
            return sum(int(row["individualCount"]) for row in rows)
        rows = csv.DictReader(archive.read("observations.csv").decode().splitlines())
        return sum(int(row["count"]) for row in rows if row["observationLevel"] == "event")


@pytest.mark.parametrize("format_id", BY_VISITS)
def test_birds_are_counted_as_the_file_counts_them(tmp_path, format_id):
    flock = replace(
        tits(4, True, True, place=Place("Pond", COLOGNE)),
        statements={(Rank.SPECIES, "Parus major"): Statement(40, True)},
    )
    for records in (
        [tits(1, True), tits(2, True), tits(3, True)],
        [tits(1, True, True), tits(2, True), tits(200, True)],
        [tits(1, True), flock, tits(300, True)],
    ):
        options = ExportOptions()
        made = plan_export(records, request(format_id, tmp_path / "a", options), TOOLS)
        tools = replace(TOOLS, pictures=ScriptedPictures())
        exported(format_id, records, tmp_path / "a", options, tools)
        assert made.bird_count == birds_written(format_id, tmp_path / "a")
        assert (made.photo_count, made.unconfirmed_count) == (3, 0)


@pytest.mark.parametrize(
    ("format_id", "unconfirmed"),
    [("darwin-core", 1), ("camtrap-dp", 1), ("html", 2), ("csv", 4), ("json", 4)],
)
def test_birds_are_unconfirmed_where_the_file_marks_them(tmp_path, format_id, unconfirmed):
    records = [tits(1, True, False), tits(2, False), tits(200, False), tits(201, False)]
    made = plan(format_id, tmp_path / "a", ALL, records)
    by_boxes = format_id in ("csv", "json")
    assert (made.bird_count, made.unconfirmed_count) == (5 if by_boxes else 3, unconfirmed)


def test_nothing_to_write_is_no_file(tmp_path):
    made = plan("csv", tmp_path / "a.csv", records=[photo_record(bird_record())])
    assert made.is_empty
    assert made.files == ()


def test_files_that_are_there_are_counted(tmp_path):
    exported("csv", RECORDS, tmp_path / "a.csv")
    assert plan("csv", tmp_path / "a.csv").existing == 1


def test_words_of_formats_are_distinct_and_an_unknown_one_lists_them():
    assert len({known.id for known in FORMATS}) == len(FORMATS)
    with pytest.raises(ExportImpossible, match=r"“xls”.*csv, json, html"):
        format_by_id("xls")


@pytest.mark.parametrize("chosen_format", FORMATS, ids=lambda known: known.id)
def test_a_plan_writes_nothing(tmp_path, chosen_format):
    plan(chosen_format.id, tmp_path / "out", ALL)
    assert list(tmp_path.iterdir()) == []


def test_doubtful_dates_are_listed_and_those_that_the_user_set_are_not(tmp_path):
    now = datetime(2026, 6, 1, 12, tzinfo=UTC)

    def dated(photo_id, date, source=FactSource.EXIF, **others):
        record = photo_record(confirmed_bird(photo_id), photo_id=photo_id, taken=date)
        metadata = replace(record.metadata, taken_source=source)
        path = Path(f"/photos/{photo_id}.jpg")
        return replace(record, metadata=metadata, path=path, **others)

    records = [
        dated(1, datetime(2026, 6, 1, 23)),  # it is so late already where the day began
        dated(2, datetime(2026, 6, 3)),
        dated(3, datetime(2026, 6, 3), set_taken=datetime(2025, 6, 3)),
        dated(4, datetime(1970, 1, 1, 0, 0, 7)),
        dated(5, datetime(2000, 1, 1, 0, 0, 30)),
        dated(6, datetime(2000, 1, 1, 9, 0)),
        dated(7, datetime(2026, 5, 1), FactSource.EDIT_DATE),
        dated(8, datetime(2026, 5, 1), FactSource.FILE_NAME),
        *(dated(number, datetime(2027, 1, 1, tzinfo=UTC)) for number in range(10, 14)),
    ]
    lacking = replace(records[0].metadata, position=None, position_source=FactSource.EXIF)
    records.append(dated(9, datetime(2026, 5, 1)))
    records[-1] = replace(records[-1], metadata=lacking, place=None)
    request_ = request("csv", tmp_path / "a.csv", ALL)
    found = plan_export(records, request_, TOOLS, now).doubtful
    assert {doubt: (each.count, each.in_words) for doubt, each in found.items()} == {
        FactDoubt.FUTURE: (5, "2.jpg, 10.jpg, 11.jpg, …"),
        FactDoubt.CLOCK_NOT_SET: (2, "4.jpg, 5.jpg"),
        FactDoubt.EDIT_DATE: (1, "7.jpg"),
        FactDoubt.RECEIVED: (1, "8.jpg"),
        FactDoubt.HEMISPHERE: (1, "9.jpg"),
    }


def test_cautions_name_jpegs_of_lightroom_and_broken_sidecars(tmp_path):
    records = []
    for number, name in enumerate(("a.jpg", "b.JPEG", "c.NEF", "d.NEF", "e.NEF"), 1):
        (tmp_path / name).write_bytes(b"a photo")
        records.append(photo_record(confirmed_bird(number), photo_id=number, path=tmp_path / name))
    (tmp_path / "b.xmp").write_bytes(b"<x:xmpmeta")
    (tmp_path / "c.xmp").write_bytes(b"<html/>")
    (tmp_path / "d.xmp").write_bytes(EMPTY_PACKET)
    made = plan("xmp", tmp_path, records=records)
    assert {caution: each.in_words for caution, each in made.cautions.items()} == {
        Caution.LIGHTROOM: "a.jpg, b.JPEG",
        Caution.BROKEN_SIDECAR: "b.JPEG, c.NEF",
    }
    full_names = ExportOptions(sidecar_naming=SidecarNaming.FULL_NAME)
    assert plan("xmp", tmp_path, full_names, records).cautions == {}
    told = exported("xmp", records, tmp_path)
    assert [each.is_written for each in told] == [True, False, False, True, True]
    assert all("broken" in each.problem for each in told if not each.is_written)
    assert (tmp_path / "c.xmp").read_bytes() == b"<html/>"


def test_whole_paths_are_told_where_relative_ones_cannot_be(tmp_path):
    records = [
        photo_record(confirmed_bird(1), path=tmp_path / "sub" / "a.jpg"),
        photo_record(confirmed_bird(2), photo_id=2, path="/elsewhere/b.jpg"),
    ]
    made = plan("megadetector", tmp_path / "md.json", records=records)
    assert {caution: each.in_words for caution, each in made.cautions.items()} == {
        Caution.WHOLE_PATH: "b.jpg"
    }
    assert plan("csv", tmp_path / "a.csv", records=records).cautions == {}
