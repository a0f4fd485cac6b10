from __future__ import annotations

import csv
from datetime import timedelta

from birdeye.domain.records import Place
from tests.helpers.photo_records import (
    ALL,
    MORNING,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
)

HEADER = (
    "Taxon name,Date observed,Description,Place name,Latitude / y coord / northing,"
    "Longitude / x coord / easting,Tags,Geoprivacy"
)


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_header_is_what_the_import_expects(tmp_path):
    exported("inaturalist", [photo_record(confirmed_bird())], tmp_path / "a.csv")
    first_line = (tmp_path / "a.csv").read_bytes().split(b"\r\n")[0]
    assert first_line.decode("utf-8") == HEADER


def test_a_taxon_of_a_day_at_a_place_is_one_observation(tmp_path):
    records = [
        photo_record(
            confirmed_bird(1),
            confirmed_bird(2),
            path=f"/p/{n}.jpg",
            taken=MORNING + timedelta(minutes=n),
            place=Place("Pond, west"),
        )
        for n in range(3)
    ]
    records.append(photo_record(confirmed_bird(3, "Turdus merula"), path="/p/9.jpg"))
    exported("inaturalist", records, tmp_path / "a.csv")
    tit, blackbird = rows_of(tmp_path / "a.csv")
    assert tit["Taxon name"] == "Parus major"
    assert tit["Date observed"] == "2026-05-03 07:05:09"
    assert tit["Description"] == "At least 2 birds. Photos: 0.jpg; 1.jpg; 2.jpg"
    assert tit["Place name"] == "Pond, west"
    assert tit["Latitude / y coord / northing"] == "50.941300"
    assert blackbird["Taxon name"] == "Turdus merula"


def test_guesses_are_tagged(tmp_path):
    exported("inaturalist", [photo_record(bird_record())], tmp_path / "a.csv", ALL)
    (row,) = rows_of(tmp_path / "a.csv")
    assert row["Tags"] == "unconfirmed"
    assert row["Description"].startswith("Not confirmed")
