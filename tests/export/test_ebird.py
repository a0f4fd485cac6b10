"""eBird's rules: 19 columns in order, no header, plain values, one row a species and checklist."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from birdeye.domain.counts import Sex, Statement
from birdeye.domain.identification import Rank
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import Place
from birdeye.export import ebird
from birdeye.export.options import Export, ExportOptions
from tests.helpers.photo_records import (
    ALL,
    COLOGNE,
    MORNING,
    TOOLS,
    bird_record,
    chosen,
    confirmed_bird,
    exported,
    photo_record,
)


def rows_of(path):
    """The lines split at every comma: a reader that knows of no quotation marks."""
    content = path.read_bytes()
    assert b'"' not in content
    return [line.split(",") for line in content.decode("utf-8").split("\r\n")[:-1]]


def test_a_row_has_the_columns_of_the_extended_record_format(tmp_path):
    record = photo_record(confirmed_bird(), place=Place("Rhine meadows", COLOGNE, "DE"))
    exported("ebird", [record], tmp_path / "ebird.csv")
    (row,) = rows_of(tmp_path / "ebird.csv")
    assert len(row) == 19
    assert row == [
        "Great Tit",
        "Parus",
        "major",
        "1",
        "Photos: a.jpg",
        "Rhine meadows",
        "50.941300",
        "6.958281",
        "05/03/2026",
        "7:05",
        "",
        "DE",
        "Incidental",
        "1",
        "",
        "N",
        "",
        "",
        "From photos; counts are the most birds in one photo",
    ]


def test_frames_of_one_bird_are_one_row_with_the_most_birds_of_any_frame(tmp_path):
    moments = [MORNING + timedelta(seconds=n) for n in range(30)]
    records = [
        photo_record(
            *(confirmed_bird(bird) for bird in range(1 + n % 3)),
            path=f"/photos/{n}.jpg",
            taken=moment,
            position=GpsPosition(50.9413 + n / 100_000, 6.9583),
        )
        for n, moment in enumerate(moments)
    ]
    exported("ebird", records, tmp_path / "ebird.csv")
    (row,) = rows_of(tmp_path / "ebird.csv")
    assert row[3] == "3"
    assert row[4].startswith("Photos: 0.jpg; 1.jpg;") and row[4].endswith("and 10 more")
    assert row[5] == "50.94 6.96"


def test_days_and_places_are_checklists_of_their_own(tmp_path):
    records = [
        photo_record(confirmed_bird(), taken=datetime(2026, 5, day, 8), place=Place(place))
        for day, place in ((3, "Pond"), (3, "Wood"), (4, "Pond"))
    ]
    exported("ebird", records, tmp_path / "ebird.csv")
    assert [(row[5], row[8]) for row in rows_of(tmp_path / "ebird.csv")] == [
        ("Pond", "05/03/2026"),
        ("Wood", "05/03/2026"),
        ("Pond", "05/04/2026"),
    ]


def test_start_is_that_of_the_earliest_photo_whether_or_not_the_camera_wrote_its_offset(tmp_path):
    late = photo_record(confirmed_bird(), taken=datetime.fromisoformat("2026-05-03T18:30+02:00"))
    early = photo_record(confirmed_bird(), taken=datetime(2026, 5, 3, 6, 4))
    exported("ebird", [late, early], tmp_path / "ebird.csv")
    (row,) = rows_of(tmp_path / "ebird.csv")
    assert row[9] == "6:04"


@pytest.mark.parametrize(
    ("taxon", "rank", "names"),
    [
        ("Parus major", Rank.SPECIES, ["Great Tit", "Parus", "major"]),
        ("Turdus philomelos", Rank.SPECIES, ["", "Turdus", "philomelos"]),
        ("Turdus", Rank.GENUS, ["", "Turdus", "sp."]),
    ],
)
def test_the_common_name_is_blank_where_ebird_may_have_another(tmp_path, taxon, rank, names):
    exported("ebird", [photo_record(confirmed_bird(1, taxon, rank))], tmp_path / "ebird.csv")
    assert rows_of(tmp_path / "ebird.csv")[0][:3] == names


def test_values_hold_no_quotation_mark_no_comma_and_no_line_break(tmp_path):
    record = photo_record(
        confirmed_bird(), path='/photos/a ", b\n.jpg', place=Place('Pond "A",\r\nwest', COLOGNE)
    )
    exported("ebird", [record], tmp_path / "ebird.csv")
    (row,) = rows_of(tmp_path / "ebird.csv")
    assert len(row) == 19
    assert row[5] == "Pond A; west"


def test_what_nobody_confirmed_says_so(tmp_path):
    exported("ebird", [photo_record(bird_record())], tmp_path / "ebird.csv", ALL)
    assert rows_of(tmp_path / "ebird.csv")[0][4].startswith("Not confirmed: named by a program")


def test_without_coordinates_the_place_in_words_remains(tmp_path):
    record = photo_record(confirmed_bird(), place=Place("Pond"))
    exported("ebird", [record], tmp_path / "ebird.csv", ExportOptions(with_position=False))
    (row,) = rows_of(tmp_path / "ebird.csv")
    assert (row[5], row[6], row[7], row[11]) == ("Pond", "", "", "")


def test_more_than_a_megabyte_is_split_between_checklists(tmp_path):
    records = [
        photo_record(
            *(confirmed_bird(n, f"Genus species{'x' * 60}{n}") for n in range(20)),
            path=f"/photos/{day}.jpg",
            taken=datetime(2026, 1, 1, 8) + timedelta(days=day),
            place=Place("A place with a long name " * 6),
        )
        for day in range(300)
    ]
    told = exported("ebird", records, tmp_path / "ebird.csv")
    assert len(told) == 300
    written = sorted(tmp_path.iterdir(), key=lambda path: (len(path.name), path.name))
    assert [path.name for path in written] == ["ebird.csv", "ebird-2.csv", "ebird-3.csv"]
    assert all(path.stat().st_size <= 1_000_000 for path in written)
    days = [{row[8] for row in rows_of(path)} for path in written]
    assert sum(map(len, days)) == len(set.union(*days)) == 300
    assert sum(len(rows_of(path)) for path in written) == 6000
    planned = ebird.files(chosen(*records), Export(tmp_path / "ebird.csv", ExportOptions(), TOOLS))
    assert list(planned) == written


def test_dates_and_times_have_the_form_that_ebird_reads(tmp_path):
    exported("ebird", [photo_record(confirmed_bird())], tmp_path / "ebird.csv")
    (row,) = rows_of(tmp_path / "ebird.csv")
    assert re.fullmatch(r"\d\d/\d\d/\d{4}", row[8])
    assert re.fullmatch(r"\d{1,2}:\d\d", row[9])


IN_ONE_PHOTO = "From photos; counts are the most birds in one photo"
OBSERVERS = "From photos; counts are the observer's"
BOTH = "From photos; counts are the most birds in one photo unless marked as observer's count"


@pytest.mark.parametrize(
    ("stated", "count", "mark", "of_all"),
    [
        (None, "2", "", IN_ONE_PHOTO),
        (Statement(sex=Sex.MALE), "2", "", IN_ONE_PHOTO),  # of one of them
        (Statement(7), "7", "Observer's count. ", OBSERVERS),
        (Statement(7, True), "7", "At least 7 birds. Observer's count. ", OBSERVERS),
        (Statement(1, True), "2", "", IN_ONE_PHOTO),
        (Statement(1), "2", "", IN_ONE_PHOTO),
    ],
)
def test_whose_count_it_is_is_said(tmp_path, stated, count, mark, of_all):
    two = photo_record(confirmed_bird(1), confirmed_bird(2), path="/photos/a.jpg")
    one = photo_record(
        confirmed_bird(3), path="/photos/b.jpg", photo_id=2, taken=MORNING + timedelta(hours=2)
    )
    tit = (Rank.SPECIES, "Parus major")
    one = replace(one, statements={} if stated is None else {tit: stated})
    exported("ebird", [two, one], tmp_path / "ebird.csv")
    (row,) = rows_of(tmp_path / "ebird.csv")
    assert (row[3], row[4], row[18]) == (count, f"{mark}Photos: a.jpg; b.jpg", of_all)
    blackbird = photo_record(confirmed_bird(4, "Turdus merula"), path="/photos/c.jpg", photo_id=3)
    exported("ebird", [two, one, blackbird], tmp_path / "ebird.csv")
    rows = rows_of(tmp_path / "ebird.csv")
    assert {row[18] for row in rows} == {BOTH if of_all == OBSERVERS else IN_ONE_PHOTO}
    assert [row[4] for row in rows] == [f"{mark}Photos: a.jpg; b.jpg", "Photos: c.jpg"]
