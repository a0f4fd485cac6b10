"""What the user says of birds, in every export that counts them; and RAW with JPEG as one photo."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from dwca.read import DwCAReader

from birdeye.domain.counts import LifeStage, Sex, Statement
from birdeye.domain.identification import Rank
from birdeye.export.choice import LeftOut
from birdeye.export.options import ExportOptions
from birdeye.export.plan import plan_export
from birdeye.workflows.summarise import summarise
from tests.helpers.photo_records import (
    ALL,
    MORNING,
    TOOLS,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
    request,
    unsure_claim,
)

TIT = (Rank.SPECIES, "Parus major")
FLOCK = Statement(40, True, Sex.MALE, LifeStage.ADULT, "foraging, calling")


def flock(*statements):
    """Two tits in the first photo and one in the second, of which these things are said."""
    return [
        replace(
            photo_record(
                *(confirmed_bird(10 * number + bird) for bird in range(2 - number)),
                photo_id=number + 1,
                path=f"/photos/{number}.jpg",
                taken=MORNING + timedelta(minutes=number),
            ),
            statements={} if statement is None else {TIT: statement},
        )
        for number, statement in enumerate(statements)
    ]


@pytest.mark.parametrize(
    ("statements", "count"),
    [
        ((None, None), 2),
        ((None, FLOCK), 40),
        ((Statement(7), Statement(5)), 7),
        ((None, Statement(1)), 2),  # the user confirmed both birds of the first photo
        ((Statement(1), None), 1),
        ((None, Statement(1, True)), 2),
        ((Statement(1, True), None), 2),
        ((Statement(9), Statement(5, True)), 9),
        ((None, Statement(sex=Sex.MALE)), 2),
    ],
)
def test_summary_and_archives_count_what_the_user_says(tmp_path, statements, count):
    records = flock(*statements)
    (line,) = summarise(records).lines
    assert (line.bird_count, line.visit_count, line.photo_count) == (count, 1, 2)
    exported("darwin-core", records, tmp_path / "a.zip")
    with DwCAReader(str(tmp_path / "a.zip")) as reader:
        (row,) = reader
    assert row.data["http://rs.tdwg.org/dwc/terms/individualCount"] == str(count)


def test_darwin_core_names_sex_age_and_behaviour(tmp_path):
    exported("darwin-core", flock(None, FLOCK), tmp_path / "a.zip")
    with DwCAReader(str(tmp_path / "a.zip")) as reader:
        (row,) = reader
        said = {term.rpartition("/")[2]: value for term, value in row.data.items()}
    assert (said["sex"], said["lifeStage"]) == ("male", "adult")
    assert said["behavior"] == "foraging, calling"
    assert said["occurrenceRemarks"] == "At least 40 individuals."


def test_camtrap_dp_has_it_in_the_row_of_the_visit(tmp_path):
    exported("camtrap-dp", flock(None, FLOCK), tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        rows = list(csv.DictReader(StringIO(archive.read("observations.csv").decode())))
    (event,) = (row for row in rows if row["observationLevel"] == "event")
    assert (event["count"], event["sex"], event["lifeStage"]) == ("40", "male", "adult")
    assert event["behavior"] == "foraging, calling"
    assert event["observationComments"] == "At least 40."


def test_ebird_and_inaturalist_have_it_in_their_comments(tmp_path):
    exported("ebird", flock(None, FLOCK), tmp_path / "ebird.csv")
    row = (tmp_path / "ebird.csv").read_text().split(",")
    assert row[3] == "40"
    assert row[4].startswith(
        "At least 40 birds; male; adult; foraging; calling. Observer's count. Photos: "
    )
    exported("inaturalist", flock(Statement(3, sex=Sex.FEMALE), None), tmp_path / "i.csv")
    (row,) = csv.DictReader(StringIO((tmp_path / "i.csv").read_text()))
    assert row["Description"].startswith("3 birds. Female. Photos: ")


def test_json_has_it_as_it_was_said(tmp_path):
    exported("json", flock(None, FLOCK), tmp_path / "a.json")
    photos = json.loads((tmp_path / "a.json").read_text())["photos"]
    assert [photo["stated"] for photo in photos] == [
        [],
        [
            {
                **{"rank": "species", "taxon": "Parus major", "count": 40, "is_minimum": True},
                **{"sex": "male", "life_stage": "adult", "behaviour": "foraging, calling"},
            }
        ],
    ]


def shot(name, photo_id, *birds, seconds=0.0):
    taken = MORNING + timedelta(seconds=seconds)
    return photo_record(*birds, path=f"/photos/{name}", photo_id=photo_id, taken=taken)


def test_raw_and_jpeg_of_one_shot_are_one_photo(tmp_path):
    records = [
        shot("IMG_1.CR3", 1, bird_record(1), seconds=0.41),  # a blackbird, says the program
        shot("IMG_1.JPG", 2, confirmed_bird(2)),  # a tit, says the user
        shot("IMG_2.CR3", 3, bird_record(3), seconds=5),
        shot("IMG_2.JPG", 4, bird_record(4), seconds=3600),  # the counter of names began anew
        shot("other/IMG_2.JPG", 5, bird_record(5), seconds=3600),
    ]
    summary = summarise(records)
    assert (summary.photo_count, summary.box_count) == (4, 4)
    assert {line.taxon: line.photo_count for line in summary.lines} == {
        "Parus major": 1,
        "Turdus merula": 3,
    }
    plan = plan_export(records, request("darwin-core", tmp_path / "a.zip", ALL), TOOLS)
    assert (plan.record_count, plan.photo_count) == (5, 4)
    assert plan.left_out == {LeftOut.SAME_SHOT: 1}
    told = exported("darwin-core", records, tmp_path / "a.zip", ALL)
    assert [each.record.photo_id for each in told if each.is_written] == [2, 3, 4, 5]
    # What lists every file goes on to do so.
    assert plan_export(records, request("csv", tmp_path / "a.csv", ALL), TOOLS).photo_count == 5


def nowhere(name, photo_id, image_id, *birds):
    """A photo of which nothing but its folder tells where it was taken."""
    record = photo_record(*birds, path=f"/photos/{name}", photo_id=photo_id, position=None)
    return replace(record, image_id=image_id)


def test_a_copy_of_a_photo_is_no_further_bird(tmp_path):
    tit, doubt, blackbird = confirmed_bird(1), bird_record(2), confirmed_bird(3, "Turdus merula")
    gone = replace(nowhere("IMG_2.JPG", 3, 3, blackbird), error="It is gone.")
    records = [
        nowhere("IMG_1.CR3", 1, 1, tit),
        nowhere("IMG_1.JPG", 2, 2, doubt),
        gone,
        nowhere("backup/IMG_1.CR3", 4, 1, tit),
        nowhere("web/heron.jpg", 5, 2, doubt),
        nowhere("web/tit.jpg", 6, 3, blackbird),
    ]
    summary = summarise(records)
    assert (summary.photo_count, summary.box_count, summary.bird_count) == (2, 2, 2)
    assert {line.taxon: line.visit_count for line in summary.lines} == {
        "Parus major": 1,
        "Turdus merula": 1,
    }
    told = exported("darwin-core", records, tmp_path / "a.zip", ALL)
    assert [each.record.photo_id for each in told if each.is_written] == [1, 3]
    empty, readable = replace(gone, birds=()), replace(records[-1], birds=())
    plan = plan_export([empty, readable], request("html", tmp_path / "a.html", ALL), TOOLS)
    assert plan.left_out == {LeftOut.UNREADABLE: 1, LeftOut.NO_BIRD: 1}  # and no copy
    # A table lists every file, but the birds of copies are of the same visits.
    exported("csv", [each for each in records if each is not gone], tmp_path / "a.csv", ALL)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        visits = {row["photo"]: row["visit"] for row in csv.DictReader(stream)}
    assert len(visits) == 5
    assert visits[str(records[0].path)] == visits[str(records[3].path)] != ""
    assert len(set(visits.values()) - {""}) == 2


def test_files_without_a_date_are_photos_of_their_own(tmp_path):
    records = [
        photo_record(confirmed_bird(1), path="/photos/a.CR3", taken=None),
        photo_record(confirmed_bird(2), path="/photos/a.JPG", taken=None, photo_id=2),
    ]
    assert summarise(records).photo_count == 2
    plan = plan_export(records, request("html", tmp_path / "a.html", ExportOptions()), TOOLS)
    assert plan.photo_count == 2


def visits_in(tmp_path, records, options=ALL):
    """(photo, taxon, visit, visit_count, stated) of each row, by CSV and by JSON alike."""
    exported("csv", records, tmp_path / "birds.csv", options)
    exported("json", records, tmp_path / "birds.json", options)
    rows = csv.DictReader(StringIO((tmp_path / "birds.csv").read_text("utf-8-sig")))
    by_csv = [
        (row["photo"], row["taxon"], row["visit"], row["visit_count"], row["stated_count"])
        for row in rows
    ]
    by_json = []
    for photo in json.loads((tmp_path / "birds.json").read_text("utf-8"))["photos"]:
        stated = {each["taxon"]: each["count"] for each in photo["stated"]}
        for bird in photo["birds"]:
            cells = bird["visit"], bird["visit_count"], stated.get(bird["taxon"])
            texts = ("" if cell is None else str(cell) for cell in cells)
            by_json.append((photo["photo"], bird["taxon"] or "", *texts))
    assert by_csv == by_json
    return by_csv


def test_every_box_says_which_visit_it_belongs_to(tmp_path):
    later = photo_record(
        confirmed_bird(30), photo_id=9, path="/photos/9.jpg", taken=MORNING + timedelta(hours=3)
    )
    rows = visits_in(tmp_path, [*flock(None, FLOCK), later])
    assert [row[3:] for row in rows] == [("40", ""), ("40", ""), ("40", "40"), ("1", "")]
    first, *rest, last = [row[2] for row in rows]
    assert set(rest) == {first} != {last}
    exported("darwin-core", [*flock(None, FLOCK), later], tmp_path / "dwca.zip")
    with DwCAReader(str(tmp_path / "dwca.zip")) as archive:
        ids = {row.data["http://rs.tdwg.org/dwc/terms/occurrenceID"] for row in archive}
    assert ids == {first, last}


def test_a_bird_without_a_name_is_of_no_visit(tmp_path):
    (row,) = visits_in(tmp_path, [photo_record(unsure_claim())])
    assert row[1:] == ("", "", "", "")


def test_raw_and_jpeg_of_a_shot_are_of_one_visit(tmp_path):
    shot = [
        photo_record(confirmed_bird(1), photo_id=1, path="/photos/a.CR2"),
        photo_record(confirmed_bird(2), photo_id=2, path="/photos/a.JPG"),
    ]
    for records in (shot, shot[::-1]):
        rows = visits_in(tmp_path, records)
        assert len({row[2] for row in rows}) == 1
        assert {row[3] for row in rows} == {"1"}


def test_the_visits_do_not_go_by_the_order_of_the_photos(tmp_path):
    records = flock(None, FLOCK)
    records, records[::-1]
    one_way, other_way = (
        {row[0]: row[2:] for row in visits_in(tmp_path, order)}
        for order in (records, records[::-1])
    )
    assert one_way == other_way


def test_an_archive_has_the_visits_of_each_folder(tmp_path):
    first = [*flock(None, FLOCK), photo_record(unsure_claim(), photo_id=5, path="/photos/5.jpg")]
    second = [photo_record(confirmed_bird(7), bird_record(8), photo_id=7, path="/others/7.jpg")]
    third = [photo_record(unsure_claim(), photo_id=9, path="/last/9.jpg")]
    folders = first, second, third
    apart = [row for folder in folders for row in visits_in(tmp_path, folder)]
    whole = visits_in(tmp_path, [*first, *second, *third], replace(ALL, by_folder=True))
    assert whole == apart
    assert len({row[2] for row in whole}) == 4  # none, and three of tits and blackbirds
