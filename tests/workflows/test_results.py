"""Results as JSON and CSV: the promised shape, whatever names contain."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from birdeye import __version__
from birdeye.domain.boxes import Box
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.species import Species
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.plain_text import safe_cell
from birdeye.export.registry import format_by_id
from birdeye.export.request import ExportRequest, export
from birdeye.workflows.result_writers import choice_of, writing

KINGFISHER = Species("Alcedo atthis", "Kingfishers", {"en": "Common Kingfisher", "zh": "普通翠鸟"})
HERON = Species("Ardea cinerea", "Herons", {"en": 'Grey "H", Heron'})
BIRD = Bird(
    Box(1, 2.04, 30.25, 40),
    0.912345,
    Claim(Rank.SPECIES, "Alcedo atthis", 0.9),
    (Candidate(KINGFISHER, 0.9), Candidate(HERON, 0.01)),
)
UNSURE = Bird(Box(0, 0, 5, 5), 0.5, NOT_SURE, (Candidate(HERON, 0.2),))
GENUS = Bird(Box(0, 0, 5, 5), 0.5, Claim(Rank.GENUS, "Ardea", 0.7), (Candidate(HERON, 0.4),))
FOUND = PhotoResult(Path("鸟/a b.jpg"), 640, 480, (BIRD, UNSURE))
BROKEN = PhotoResult(Path("x.jpg"), 0, 0, error="“x.jpg” could not be read: it is empty.")
ODD = PhotoResult(Path('=cmd("x"),\n\r=1.jpg'), 10, 10)


TOOLS = ExportTools(
    species_of={"Alcedo atthis": KINGFISHER, "Ardea cinerea": HERON}.__getitem__,
    family_of_genus={"Ardea": "Herons"},
)


TINY = {"pack": "tiny", "pack_version": "1.0", "calibrated": False}


def written(output_format, results, *, top=5, language="en"):
    """What is written of ``results``, as text."""
    stream = io.StringIO(newline="")
    with writing(output_format, stream, TINY, top, language, TOOLS) as write:
        for result in results:
            write(result)
    return stream.getvalue()


def photo_as_dict(result):
    photo = json.loads(written("jsonl", [result]))
    assert {name: photo.pop(name) for name in TINY} == TINY
    return photo


def test_photo_has_the_promised_shape():
    assert photo_as_dict(FOUND) == {
        "photo": "鸟/a b.jpg".replace("/", "\\") if Path("a/b").drive else str(FOUND.path),
        "width": 640,
        "height": 480,
        "error": None,
        "rows_share": 1.0,
        "birds": [
            {
                "number": 1,
                "common_name": "Common Kingfisher",
                "family": "Kingfishers",
                "probability": 0.9,
                "confidence": "highly likely",
                "expected": None,
                "box": [1, 2.0, 30.2, 40],
                "score": 0.9123,
                "rank": "species",
                "taxon": "Alcedo atthis",
                "burst": None,
                "sharpness": None,
                "clipped": None,
                "at_edge": True,
                "species": [
                    {
                        "scientific_name": "Alcedo atthis",
                        "common_name": "Common Kingfisher",
                        "english_name": "Common Kingfisher",
                        "chinese_name": "普通翠鸟",
                        "probability": 0.9,
                        "probability_by_looks": None,
                        "expected": None,
                    },
                    {
                        "scientific_name": "Ardea cinerea",
                        "common_name": 'Grey "H", Heron',
                        "english_name": 'Grey "H", Heron',
                        "chinese_name": "",
                        "probability": 0.01,
                        "probability_by_looks": None,
                        "expected": None,
                    },
                ],
            },
            {
                "number": 2,
                "common_name": None,
                "family": None,
                "probability": None,
                "confidence": None,
                "expected": None,
                "box": [0, 0, 5, 5],
                "score": 0.5,
                "rank": "none",
                "taxon": None,
                "burst": None,
                "sharpness": None,
                "clipped": None,
                "at_edge": True,
                "species": [
                    {
                        "scientific_name": "Ardea cinerea",
                        "common_name": 'Grey "H", Heron',
                        "english_name": 'Grey "H", Heron',
                        "chinese_name": "",
                        "probability": 0.2,
                        "probability_by_looks": None,
                        "expected": None,
                    }
                ],
            },
        ],
    }


@pytest.mark.parametrize("results", [[], [FOUND], [FOUND, BROKEN, ODD]], ids=[0, 1, 3])
def test_json_document_is_whole(results):
    assert json.loads(written("json", results)) == {
        "birdeye": __version__,
        **TINY,
        "photos": [photo_as_dict(result) for result in results],
    }


def test_json_document_is_whole_after_an_interruption():
    stream = io.StringIO()
    with pytest.raises(KeyboardInterrupt), writing("json", stream, TINY, 5, "en", TOOLS) as write:
        write(FOUND)
        raise KeyboardInterrupt
    assert len(json.loads(stream.getvalue())["photos"]) == 1


@pytest.mark.parametrize("output_format", ["jsonl", "json", "csv"])
def test_each_photo_is_flushed(output_format):
    class Stream(io.StringIO):
        flushed = ""

        def flush(self):
            self.flushed = self.getvalue()

    stream = Stream()
    with writing(output_format, stream, TINY, 5, "en", TOOLS) as write:
        for result in (FOUND, BROKEN, ODD):
            write(result)
            assert stream.flushed == stream.getvalue()
            assert result.path.suffix in stream.flushed.splitlines()[-1]


def test_json_lines_are_one_photo_each():
    assert len(written("jsonl", (FOUND, BROKEN, ODD)).splitlines()) == 3


def test_csv_has_a_row_for_each_bird_and_each_photo_without():
    no_birds = PhotoResult(Path("none.jpg"), 10, 10)
    genus = PhotoResult(Path("genus.jpg"), 10, 10, (GENUS,))
    text = written("csv", (FOUND, BROKEN, no_birds, ODD, genus), top=2, language="zh")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["photo"], row["bird"], row["rank"], row["taxon"]) for row in rows] == [
        (str(FOUND.path), "1", "species", "Alcedo atthis"),
        (str(FOUND.path), "2", "none", ""),
        ("x.jpg", "", "", ""),
        ("none.jpg", "", "", ""),
        ("'" + str(ODD.path), "", "", ""),
        ("genus.jpg", "1", "genus", "Ardea"),
    ]
    first, second, broken, *_ = rows
    assert (first["common_name"], first["probability"], first["confidence"]) == (
        "普通翠鸟", "0.9", "highly likely",
    )  # fmt: skip
    assert (first["species_2"], first["species_2_common_name"]) == (
        "Ardea cinerea", 'Grey "H", Heron',
    )  # fmt: skip
    assert (second["probability"], second["species_1"], second["species_2"]) == (
        "", "Ardea cinerea", "",
    )  # fmt: skip
    assert broken["error"] == BROKEN.error


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


def test_ordinary_cells_stay_as_they_are():
    assert safe_cell("a=1.jpg") == "a=1.jpg"


def test_csv_row_ends_at_no_carriage_return_in_a_name():
    text = written("csv", [PhotoResult(Path("a\r=1.jpg"), 10, 10)], top=1)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [len(row) for row in rows] == [len(rows[0])] * 2
    assert rows[1][0] == "a\r=1.jpg"


def test_a_result_says_what_the_export_of_its_photo_says(tmp_path):
    record = replace(choice_of(FOUND, "en", TOOLS).record, pack_id="tiny", pack_version="1.0")
    for format_id in ("json", "csv"):
        destination = tmp_path / f"birds.{format_id}"
        request = ExportRequest(format_by_id(format_id), destination, ExportOptions(False))
        assert not any(each.problem for each in export([record], request, TOOLS))
    (photo,) = json.loads((tmp_path / "birds.json").read_text("utf-8"))["photos"]
    own = photo_as_dict(FOUND)
    assert photo | {"birds": own["birds"]} == photo | own
    assert [bird | same for bird, same in zip(photo["birds"], own["birds"], strict=True)] == (
        photo["birds"]
    )
    with (tmp_path / "birds.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    text = written("csv", [FOUND], top=3)
    own_rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row.pop("calibrated") for row in own_rows} == {"no"}
    assert [row | own for row, own in zip(rows, own_rows, strict=True)] == rows
