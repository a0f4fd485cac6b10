"""What goes in, what stays out, and under which names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from birdeye.domain.identification import Claim, Rank
from birdeye.domain.records import PhotoRecord, Place
from birdeye.domain.review import NOT_A_BIRD, UNSURE, Verdict
from birdeye.domain.species import Species
from birdeye.export.choice import LeftOut, Needs, country_of, position_of
from birdeye.export.options import ExportOptions
from tests.helpers.photo_records import (
    ALL,
    COLOGNE,
    GREAT_TIT,
    TOOLS,
    bird_record,
    chosen,
    confirmed_bird,
    photo_record,
    unsure_claim,
)

FOUR = (
    confirmed_bird(1),
    bird_record(2),
    bird_record(3, UNSURE),
    bird_record(4, NOT_A_BIRD),
)


def test_only_what_a_person_named_is_written_unless_all_is_asked_for():
    (choice,) = chosen(photo_record(*FOUR))
    assert [(s.number, s.taxon, s.name) for s in choice.sightings] == [
        (1, "Parus major", "Great Tit")
    ]
    assert choice.left_out == (LeftOut.UNCONFIRMED, LeftOut.UNCONFIRMED, LeftOut.NOT_A_BIRD)


def test_all_carries_marks_and_still_no_box_that_is_no_bird():
    (choice,) = chosen(photo_record(*FOUR), options=ALL)
    assert [(s.number, s.verdict, s.taxon) for s in choice.sightings] == [
        (1, Verdict.CONFIRMED, "Parus major"),
        (2, Verdict.UNREVIEWED, "Turdus merula"),
        (3, Verdict.UNSURE, ""),
    ]
    assert [s.probability for s in choice.sightings] == [None, 0.97, None]
    assert choice.left_out == (LeftOut.NOT_A_BIRD,)


@pytest.mark.parametrize(
    ("record", "needs", "reason"),
    [
        (PhotoRecord(1, Path("a.jpg"), "00"), Needs.NOTHING, LeftOut.WAITING),
        (photo_record(error="It is empty."), Needs.BIRD, LeftOut.UNREADABLE),
        (photo_record(), Needs.BIRD, LeftOut.NO_BIRD),
        (photo_record(bird_record(), taken=None), Needs.DATE, LeftOut.NO_DATE),
        (photo_record(bird_record(), position=None), Needs.PLACE, LeftOut.NO_PLACE),
        (photo_record(bird_record(), path="/gone/a.jpg"), Needs.FILE, LeftOut.MISSING),
        (photo_record(bird_record(), path="/gone/a.png"), Needs.JPEG, LeftOut.NOT_JPEG),
        (photo_record(unsure_claim()), Needs.BIRD | Needs.NAME, LeftOut.UNNAMED),
        (
            photo_record(confirmed_bird(1, "Thrushes and Allies", Rank.FAMILY)),
            Needs.BIRD | Needs.SPECIES_OR_GENUS,
            LeftOut.ONLY_FAMILY,
        ),
    ],
)
def test_every_photo_that_stays_out_has_its_reason(record, needs, reason):
    (choice,) = chosen(record, needs=needs, options=ALL)
    assert (choice.is_written, choice.left_out) == (False, (reason,))


def test_a_failed_read_takes_no_confirmed_bird_out_of_a_table():
    unplugged = photo_record(confirmed_bird(), error="There is no such file.")
    assert [each.is_written for each in chosen(unplugged, needs=Needs.BIRD)] == [True]
    assert [each.left_out for each in chosen(unplugged, needs=Needs.BIRD | Needs.FILE)] == [
        (LeftOut.MISSING,)
    ]


def test_a_photo_that_failed_once_is_tried_when_its_picture_is_wanted(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"may be readable by now")
    back = photo_record(confirmed_bird(), path=path, error="There is no such file.")
    assert [each.is_written for each in chosen(back, needs=Needs.BIRD | Needs.FILE)] == [True]


def test_formats_that_list_photos_list_empty_and_unreadable_ones_unless_only_confirmed():
    records = [photo_record(), photo_record(error="It is empty.")]
    assert [choice.is_written for choice in chosen(*records, options=ALL)] == [True, True]
    assert [choice.is_written for choice in chosen(*records)] == [False, False]


def test_a_place_in_words_is_a_place():
    record = photo_record(bird_record(), position=None, place=Place("A pond"))
    (choice,) = chosen(record, needs=Needs.PLACE, options=ALL)
    assert choice.is_written


def test_coordinates_and_the_country_that_they_tell_stay_out_by_choice():
    record = photo_record(bird_record())
    hidden = ExportOptions(with_position=False)
    assert position_of(record, ExportOptions()) == COLOGNE
    assert country_of(record, ExportOptions(), TOOLS) == "DE"
    assert position_of(record, hidden) is None
    assert country_of(record, hidden, TOOLS) == ""
    told = photo_record(bird_record(), place=Place("A pond", country_code="NL"))
    assert country_of(told, hidden, TOOLS) == "NL"


def test_names_come_in_the_language_of_the_export_and_from_the_pack_where_no_table_has_them():
    zh = ExportOptions(language="zh")
    (choice,) = chosen(photo_record(confirmed_bird()), options=zh)
    assert choice.sightings[0].name == "大山雀"
    bare = replace(TOOLS, species_of=Species)
    (choice,) = chosen(photo_record(bird_record()), options=ALL, tools=bare)
    assert choice.sightings[0].name == "Eurasian Blackbird"


def test_an_older_name_is_written_as_the_current_one():
    renamed = replace(TOOLS, species_of=lambda name: GREAT_TIT)
    (choice,) = chosen(photo_record(confirmed_bird(1, "Parus maior")), tools=renamed)
    assert choice.sightings[0].taxon == "Parus major"


def test_a_genus_knows_its_family():
    genus = bird_record(claim=Claim(Rank.GENUS, "Turdus", 0.8))
    (choice,) = chosen(photo_record(genus), options=ALL)
    (sighting,) = choice.sightings
    assert (sighting.species, sighting.family) == (None, "Thrushes and Allies")
    assert (sighting.name, sighting.probability) == ("Turdus", 0.8)
