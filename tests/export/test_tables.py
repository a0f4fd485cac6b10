"""CSV and JSON, read back by the standard library's own readers."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from birdeye.domain.counts import LifeStage, Sex, Statement
from birdeye.domain.identification import Rank
from birdeye.domain.photos import FactSource
from birdeye.domain.rating import Flag
from birdeye.domain.records import Place
from birdeye.export.csv_table import COLUMNS
from birdeye.export.options import ExportOptions
from birdeye.export.request import export
from birdeye.vision.identifier import IdentifyOptions
from birdeye.workflows.result_writers import writing
from tests.helpers.photo_records import (
    ALL,
    COLOGNE,
    TOOLS,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
    request,
    unsure_claim,
)

HOSTILE = '=HYPERLINK("x";"a"),\n<b>&\u202egpj'


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_has_a_row_for_each_bird_and_for_each_photo_without(tmp_path):
    records = [
        photo_record(confirmed_bird(), bird_record(2)),
        photo_record(path="/photos/empty.jpg"),
        photo_record(path="/photos/broken.jpg", error="It is empty."),
    ]
    told = exported("csv", records, tmp_path / "birds.csv", ALL)
    assert [each.record for each in told] == records
    first, second, empty, broken = rows_of(tmp_path / "birds.csv")
    assert (first["review"], first["taxon"], first["common_name"]) == (
        "confirmed",
        "Parus major",
        "Great Tit",
    )
    assert (first["probability"], first["confidence"]) == ("", "")
    assert (second["review"], second["taxon"]) == ("unreviewed", "Turdus merula")
    assert (second["probability"], second["confidence"]) == ("0.97", "almost certain")
    assert (first["latitude"], first["longitude"], first["country"]) == (
        "50.9413",
        "6.958281",
        "DE",
    )
    assert first["taken"] == "2026-05-03T07:05:09"
    assert [first[c] for c in ("x1", "y1", "x2", "y2")] == ["40", "30", "140", "130"]
    assert (empty["bird"], empty["width"]) == ("", "320")
    assert (broken["error"], broken["width"]) == ("It is empty.", "")


@pytest.mark.parametrize("share", [1.0, 0.9375, 0.0])
def test_how_much_is_there_and_where_facts_were_found_is_written(tmp_path, share):
    record = photo_record(confirmed_bird())
    metadata = replace(
        record.metadata,
        taken_source=FactSource.EDIT_DATE,
        position_source=FactSource.SIDECAR,
        rows_share=share,
    )
    record = replace(record, metadata=metadata)
    exported("csv", [record], tmp_path / "birds.csv")
    exported("json", [record], tmp_path / "birds.json")
    (row,) = rows_of(tmp_path / "birds.csv")
    assert (float(row["rows_share"]), row["taken_source"]) == (share, "edit date")
    (photo,) = json.loads((tmp_path / "birds.json").read_text("utf-8"))["photos"]
    assert (photo["rows_share"], photo["taken_source"]) == (share, "edit date")
    assert photo["position_source"] == "sidecar"


def test_what_the_user_set_is_said_to_be_by_the_user(tmp_path):
    """Even a position that is the same as that in the file."""
    record = photo_record(confirmed_bird(), place=Place("A pond", COLOGNE))
    record = replace(record, set_taken=record.taken)
    exported("json", [record], tmp_path / "birds.json")
    (photo,) = json.loads((tmp_path / "birds.json").read_text("utf-8"))["photos"]
    assert (photo["taken_source"], photo["position_source"]) == ("user", "user")


@pytest.mark.parametrize("format_id", ["csv", "inaturalist", "ebird"])
def test_no_cell_is_a_formula_whatever_things_are_called(tmp_path, format_id):
    record = photo_record(
        confirmed_bird(1, "=cmd()"), path=HOSTILE, place=Place(HOSTILE, country_code="=1")
    )
    exported(format_id, [record], tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    numbers = {"50.9413", "50.941300"}
    cells = [cell for row in rows for cell in row if cell not in numbers]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any("HYPERLINK" in cell for cell in cells)


def test_what_a_person_and_a_file_system_can_call_things_survives_the_table(tmp_path):
    name = 'a "quoted", 大山雀\nname.jpg'
    exported("csv", [photo_record(confirmed_bird(), path=name)], tmp_path / "birds.csv")
    assert rows_of(tmp_path / "birds.csv")[0]["photo"] == name


def test_json_holds_everything_with_marks(tmp_path):
    record = photo_record(confirmed_bird(), unsure_claim(2), path=HOSTILE)
    exported("json", [record, photo_record(error="It is empty.")], tmp_path / "a.json", ALL)
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    first, second = document["photos"]
    assert first["photo"] == HOSTILE
    assert [bird["review"] for bird in first["birds"]] == ["confirmed", "unreviewed"]
    assert first["birds"][0]["taxon"] == "Parus major"
    assert first["birds"][1]["taxon"] is None
    assert first["birds"][1]["species"][0]["scientific_name"] == "Turdus merula"
    assert first["position"] == {"latitude": 50.9413, "longitude": 6.958281}
    assert second["error"] == "It is empty."


def test_what_is_known_of_a_photo_is_in_its_json_and_its_row(tmp_path):
    record = replace(
        photo_record(confirmed_bird(), place=Place("Rheinaue", COLOGNE, "DE")),
        set_stars=4,
        set_flag=Flag.PICK,
        statements={
            (Rank.SPECIES, "Parus major"): Statement(3, True, Sex.MALE, LifeStage.ADULT, "foraging")
        },
    )
    said = {
        "count": 3,
        "is_minimum": True,
        "sex": "male",
        "life_stage": "adult",
        "behaviour": "foraging",
    }
    exported("json", [record], tmp_path / "a.json")
    (photo,) = json.loads((tmp_path / "a.json").read_text("utf-8"))["photos"]
    del photo["birds"]
    assert photo == {
        "photo": str(Path("/photos/a.jpg")),
        "width": 320,
        "height": 240,
        "error": None,
        "rows_share": 1.0,
        "sha256": f"{1:064x}",
        "stars": 4,
        "flag": "pick",
        "taken": "2026-05-03T07:05:09",
        "taken_source": None,
        "position": {"latitude": 50.9413, "longitude": 6.958281},
        "position_source": "user",
        "place": "Rheinaue",
        "country": "DE",
        "camera": "Camera X",
        "lens": "400 mm",
        "pack": "birdeye-1",
        "pack_version": "1.0",
        "stated": [{"rank": "species", "taxon": "Parus major", **said}],
    }
    exported("csv", [record], tmp_path / "a.csv")
    (row,) = rows_of(tmp_path / "a.csv")
    expected = {
        **{name: photo[name] for name in ("place", "country", "stars", "flag")},
        **{name: said[name] for name in ("sex", "life_stage", "behaviour")},
        **{"stated_count": 3, "stated_is_minimum": "yes"},
    }
    assert {name: row[name] for name in expected} == {n: str(v) for n, v in expected.items()}


def test_json_of_nothing_is_json(tmp_path):
    exported("json", [], tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text())["photos"] == []


def test_an_export_that_is_cancelled_leaves_the_file_of_the_last_one(tmp_path):
    (tmp_path / "birds.csv").write_text("old")
    records = [photo_record(confirmed_bird(n), photo_id=n) for n in range(1, 9)]
    run = export(records, request("csv", tmp_path / "birds.csv"), TOOLS)
    next(run)
    run.close()
    assert (tmp_path / "birds.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["birds.csv"]


def test_records_are_read_as_they_are_written(tmp_path):
    handed_out = []

    def records():
        for number in range(100):
            handed_out.append(number)
            path = f"/photos/{number}.jpg"
            yield photo_record(confirmed_bird(number), photo_id=number, path=path)

    run = export(records(), request("csv", tmp_path / "a.csv"), TOOLS)
    next(run)
    assert len(handed_out) == 2  # the next one tells whether it is of the same shot
    run.close()


@pytest.mark.parametrize(
    "format_id", ["csv", "json", "ebird", "inaturalist", "darwin-core", "megadetector"]
)
def test_no_coordinate_is_written_where_the_person_keeps_them(tmp_path, format_id):
    record = replace(photo_record(confirmed_bird()), place=Place("A pond"))
    hidden = ExportOptions(with_position=False)
    exported(format_id, [record], tmp_path / "out", hidden)
    if zipfile.is_zipfile(tmp_path / "out"):
        with zipfile.ZipFile(tmp_path / "out") as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    else:
        content = (tmp_path / "out").read_bytes()
    assert content
    for trace in (b"50.9", b"6.95", b"DE\t", b",DE,"):
        assert trace not in content


def test_a_table_has_every_column_that_identify_writes():
    found = io.StringIO()
    pack = {"pack": "tiny", "pack_version": "1", "calibrated": True}
    with writing("csv", found, pack, IdentifyOptions().top, "en", TOOLS):
        pass
    columns = next(csv.reader([found.getvalue()]))
    assert set(columns) - set(COLUMNS) == {"calibrated"}  # a fact of a pack, not of a photo
