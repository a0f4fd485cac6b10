"""Exports say what named a bird: the user, the pack of the result, or the program it is from."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest

from birdeye import __version__
from birdeye.domain.identification import NOT_SURE, Claim, Rank
from birdeye.domain.records import IMPORTED, UNKNOWN_PROGRAM
from birdeye.export.registry import FORMATS
from tests.export.test_pictures import ScriptedPictures
from tests.helpers.photo_records import (
    ALL,
    MORNING,
    TOOLS,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
)

SPECIESNET = "MDV5A with kaggle:google/speciesnet/pyTorch/v4.0.2a/1"
OURS = "Birdeye (birdeye-1 1.0)"
OBSERVER = replace(ALL, observer="A. Person")


def of(program, number, *birds):
    """A photo of another day for each number, with a result of a program or of our own pack."""
    record = photo_record(
        *birds, photo_id=number, path=f"/p/{number}.jpg", taken=MORNING + timedelta(days=number)
    )
    return record if program is None else replace(record, pack_id=IMPORTED, pack_version=program)


RECORDS = (
    of(SPECIESNET, 1, bird_record(1)),
    of(None, 2, bird_record(2)),
    of(SPECIESNET, 3, confirmed_bird(3)),
    of(UNKNOWN_PROGRAM, 4, bird_record(4)),
    of(SPECIESNET, 5, replace(bird_record(5, claim=NOT_SURE, candidates=()), drawn=True)),
)
NAMED_BY = [SPECIESNET, OURS, "A. Person", "another program", "A. Person"]


def table(path, name, delimiter):
    with zipfile.ZipFile(path) as archive:
        text = archive.read(name).decode("utf-8")
    return list(csv.DictReader(StringIO(text), delimiter=delimiter))


def test_darwin_core_says_it_in_each_row(tmp_path):
    exported("darwin-core", RECORDS, tmp_path / "a.zip", OBSERVER)
    rows = table(tmp_path / "a.zip", "occurrence.txt", "\t")
    assert [row["identifiedBy"] for row in rows] == NAMED_BY
    assert [row["basisOfRecord"][:2] for row in rows] == ["Ma", "Ma", "Hu", "Ma", "Hu"]
    assert rows[0]["identificationRemarks"] == f"Probability 0.970 by {SPECIESNET}."
    assert rows[1]["identificationRemarks"] == f"Probability 0.970 by {OURS}."


def test_the_name_of_a_visit_is_that_of_the_photo_that_it_is_from(tmp_path):
    """Of two frames of one visit, the surest one, which another program named."""
    weak = bird_record(1, claim=Claim(Rank.SPECIES, "Turdus merula", 0.7))
    second = of(SPECIESNET, 2, bird_record(2))
    first, second = (
        replace(each, set_taken=MORNING + timedelta(minutes=minutes))
        for minutes, each in enumerate((of(None, 1, weak), second))
    )
    exported("darwin-core", [first, second], tmp_path / "a.zip", ALL)
    (row,) = table(tmp_path / "a.zip", "occurrence.txt", "\t")
    assert row["identifiedBy"] == SPECIESNET
    assert row["identificationRemarks"] == f"Probability 0.970 by {SPECIESNET}."
    exported("camtrap-dp", [first, second], tmp_path / "b.zip", ALL)
    rows = table(tmp_path / "b.zip", "observations.csv", ",")
    assert [row["classifiedBy"] for row in rows] == [SPECIESNET, OURS, SPECIESNET]


def test_camtrap_dp_says_it_in_each_row(tmp_path):
    exported("camtrap-dp", RECORDS, tmp_path / "a.zip", OBSERVER)
    rows = table(tmp_path / "a.zip", "observations.csv", ",")
    boxes = [row for row in rows if row["observationLevel"] == "media"]
    assert [row["classifiedBy"] for row in boxes] == NAMED_BY
    assert [row["classificationMethod"][0] for row in boxes] == ["m", "m", "h", "m", "h"]


@pytest.mark.parametrize(
    ("records", "detector", "classifier"),
    [
        (RECORDS[:1], SPECIESNET, SPECIESNET),
        (RECORDS[1:2], OURS, OURS),
        (RECORDS[2:3], SPECIESNET, "user of Birdeye"),
        (RECORDS[3:4], "another program", "another program"),
        (RECORDS[4:], f"{SPECIESNET}; user of Birdeye", None),
        (RECORDS[:3], f"{SPECIESNET}; {OURS}", f"{SPECIESNET}; {OURS}; user of Birdeye"),
        ([of(None, 9)], OURS, None),
        ([photo_record(error="It is empty.")], "Birdeye", None),
    ],
)
def test_the_megadetector_file_lists_all(tmp_path, records, detector, classifier):
    exported("megadetector", records, tmp_path / "a.json", ALL)
    info = json.loads((tmp_path / "a.json").read_text())["info"]
    assert (info["detector"], info.get("classifier")) == (detector, classifier)
    # Nobody knows when that was; it was not when the file was written.
    assert not [key for key in info if "time" in key]


def test_tables_have_it_beside_each_photo(tmp_path):
    exported("json", RECORDS, tmp_path / "a.json", ALL)
    photos = json.loads((tmp_path / "a.json").read_text())["photos"]
    assert [(each["pack"], each["pack_version"]) for each in photos[:2]] == [
        (IMPORTED, SPECIESNET),
        ("birdeye-1", "1.0"),
    ]


def test_the_report_lists_all(tmp_path):
    tools = replace(TOOLS, pictures=ScriptedPictures())
    exported("html", RECORDS, tmp_path / "a.html", ALL, tools)
    text = (tmp_path / "a.html").read_text("utf-8")
    assert f"were given by {SPECIESNET}; {OURS}; another program." in text


@pytest.mark.parametrize("form", [each for each in FORMATS if each.file_name], ids=lambda f: f.id)
def test_no_format_says_that_this_version_named_them(tmp_path, form):
    tools = replace(TOOLS, pictures=ScriptedPictures())
    exported(form.id, RECORDS[:1], tmp_path / "out", ALL, tools)
    content = (tmp_path / "out").read_bytes()
    if zipfile.is_zipfile(tmp_path / "out"):
        with zipfile.ZipFile(tmp_path / "out") as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    text = content.decode("utf-8-sig")
    for said in ("exported with", "Made with"):
        text = text.replace(f"{said} Birdeye {__version__}", "")
    assert f"Birdeye {__version__}" not in text
