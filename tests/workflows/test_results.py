"""Results as JSON and CSV: the promised shape, whatever names contain."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from birdeye import __version__
from birdeye.domain.boxes import Box
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.species import Species
from birdeye.workflows.results_csv import CsvWriter, safe_cell
from birdeye.workflows.results_json import JsonLinesWriter, JsonWriter, photo_as_dict

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


def test_photo_has_the_promised_shape():
    assert photo_as_dict(FOUND) == {
        "photo": "鸟/a b.jpg".replace("/", "\\") if Path("a/b").drive else str(FOUND.path),
        "width": 640,
        "height": 480,
        "error": None,
        "rows_share": 1.0,
        "birds": [
            {
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
                        "english_name": "Common Kingfisher",
                        "chinese_name": "普通翠鸟",
                        "probability": 0.9,
                        "probability_by_looks": None,
                    },
                    {
                        "scientific_name": "Ardea cinerea",
                        "english_name": 'Grey "H", Heron',
                        "chinese_name": "",
                        "probability": 0.01,
                        "probability_by_looks": None,
                    },
                ],
            },
            {
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
                        "english_name": 'Grey "H", Heron',
                        "chinese_name": "",
                        "probability": 0.2,
                        "probability_by_looks": None,
                    }
                ],
            },
        ],
    }


@pytest.mark.parametrize("results", [[], [FOUND], [FOUND, BROKEN, ODD]], ids=[0, 1, 3])
def test_json_document_is_whole(results):
    stream = io.StringIO()
    with JsonWriter(stream, "tiny") as writer:
        for result in results:
            writer.write(result)
    assert json.loads(stream.getvalue()) == {
        "birdeye": __version__,
        "pack": "tiny",
        "photos": [photo_as_dict(result) for result in results],
    }


def test_json_document_is_whole_after_an_interruption():
    stream = io.StringIO()
    with pytest.raises(KeyboardInterrupt), JsonWriter(stream, "tiny") as writer:
        writer.write(FOUND)
        raise KeyboardInterrupt
    assert len(json.loads(stream.getvalue())["photos"]) == 1


def test_json_lines_are_one_photo_each_and_flushed():
    class Stream(io.StringIO):
        flushed = ""

        def flush(self):
            self.flushed = self.getvalue()

    stream = Stream()
    with JsonLinesWriter(stream) as writer:
        for result in (FOUND, BROKEN, ODD):
            writer.write(result)
            last = stream.flushed.splitlines()[-1]
            assert json.loads(last) == photo_as_dict(result)
    assert len(stream.getvalue().splitlines()) == 3


def test_csv_has_a_row_for_each_bird_and_each_photo_without():
    stream = io.StringIO(newline="")
    no_birds = PhotoResult(Path("none.jpg"), 10, 10)
    genus = PhotoResult(Path("genus.jpg"), 10, 10, (GENUS,))
    with CsvWriter(stream, top=2, language="zh") as writer:
        for result in (FOUND, BROKEN, no_birds, ODD, genus):
            writer.write(result)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
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
    stream = io.StringIO(newline="")
    with CsvWriter(stream, 1, "en") as writer:
        writer.write(PhotoResult(Path("a\r=1.jpg"), 10, 10))
    rows = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert [len(row) for row in rows] == [len(rows[0])] * 2
    assert rows[1][0] == "a\r=1.jpg"
