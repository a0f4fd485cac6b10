"""Where photos are taken, on the command line: by --region and by the settings."""

from __future__ import annotations

import json
import os

import pytest
from PIL import Image
from PIL.ExifTags import IFD

from birdeye import locations
from birdeye.catalogue.catalogue import Catalogue
from birdeye.cli.main import run
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.identification import Rank
from birdeye.domain.photos import GpsPosition
from birdeye.domain.plausibility import PlaceSettings
from birdeye.domain.review import confirmed
from birdeye.domain.species import Species
from birdeye.packs.default_choice import read_default_choice
from birdeye.vision.identifier import Identifier
from birdeye.workflows.places import read_place_settings, write_place_settings

AMERICAN, EURASIAN = "Spinus tristis", "Spinus spinus"


def birds_of(photos, capsys, *words):
    """What is said of the photo that looks half like an American and half like a Eurasian bird."""
    photo = photos / "more" / "img3.jpg"
    assert run(["identify", str(photo), "--format", "json", *words]) == 0
    (found,) = json.loads(capsys.readouterr().out)["photos"]
    (bird,) = found["birds"]
    return bird


@pytest.mark.parametrize(("region", "species"), [("us", AMERICAN), ("DE,ch", EURASIAN)])
def test_a_region_decides_between_look_alikes(photos, capsys, region, species):
    assert birds_of(photos, capsys)["rank"] == "genus"
    bird = birds_of(photos, capsys, "--region", region)
    assert (bird["rank"], bird["taxon"]) == ("species", species)
    first, second = bird["species"][:2]
    assert first["probability"] > first["probability_by_looks"]
    assert 0 < second["probability"] < second["probability_by_looks"]


def test_the_table_lists_species_from_elsewhere_last_and_says_so(photos, capsys):
    photo = str(photos / "more" / "img3.jpg")
    assert run(["identify", photo]) == 0
    assert "not expected" not in capsys.readouterr().out
    assert run(["identify", photo, "--region", "US"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert AMERICAN in lines[1]
    assert "not expected" not in lines[1]
    assert EURASIAN in lines[-1]
    assert lines[-1].endswith("not expected there")


def test_the_surest_names_are_marked_too_where_they_are_not_expected(photos, capsys):
    first, second = photos / "img1.png", photos / "more" / "img3.jpg"
    for _ in range(2):  # looked at, and remembered
        assert run(["identify", str(first), str(second), "--region", "AU"]) == 0
        lines = capsys.readouterr().out.splitlines()
        (claimed,) = [line for line in lines if "Carpodacus erythrinus" in line]
        assert claimed.split("%")[1].split() == ["almost", "certain", "not", "expected", "there"]
        (genus,) = [line for line in lines if "(genus)" in line]
        assert genus.endswith("not expected there")
    document = ["identify", str(second), "--region", "AU", "--format", "json"]
    assert run(document) == 0
    (bird,) = json.loads(capsys.readouterr().out)["photos"][0]["birds"]
    assert bird["expected"] is False
    assert not any(each["expected"] for each in bird["species"][:2])


@pytest.fixture
def no_network(photos, capsys, monkeypatch):
    """The photos have been looked at, and no network may look again."""
    assert run(["identify", str(photos)]) == 0
    capsys.readouterr()

    def refuse(*_arguments, **_options):
        raise AssertionError("a network was asked again")

    for name in ("detect", "classify_crops"):
        monkeypatch.setattr(Identifier, name, refuse)


def test_another_region_weighs_what_is_remembered(photos, capsys, no_network):
    remembered = {region: birds_of(photos, capsys, "--region", region) for region in ("US", "DE")}
    assert remembered["US"]["taxon"] == AMERICAN
    assert remembered["DE"]["taxon"] == EURASIAN
    assert birds_of(photos, capsys)["rank"] == "genus"


def test_what_is_remembered_is_weighed_as_a_new_look_is(photos, capsys):
    looked = [birds_of(photos, capsys, "--region", region) for region in ("US", "DE", "US")]
    anew = [
        birds_of(photos, capsys, "--region", region, "--no-catalogue") for region in ("US", "DE")
    ]
    assert looked == [*anew, anew[0]]


def test_names_follow_a_place_that_is_set_and_taken_away(photos, capsys, no_network):
    photo = str(photos / "more" / "img3.jpg")

    def name_now():
        capsys.readouterr()
        with Catalogue(locations.catalogue_file(), Species) as catalogue:
            (record,) = catalogue.records(catalogue.photo_ids_at([photos / "more" / "img3.jpg"]))
        return record.birds[0].taxon, birds_of(photos, capsys)["taxon"]

    genus = name_now()
    assert run(["set", "place", "--country", "US", photo]) == 0
    assert name_now() == (AMERICAN, AMERICAN)
    assert run(["set", "region", "DE,CH", photo]) == 0
    assert name_now() == (AMERICAN, AMERICAN)  # a country that was named goes before a region
    assert run(["set", "place", "--remove", photo]) == 0
    assert name_now() == (EURASIAN, EURASIAN)
    for _ in range(3):
        assert run(["set", "undo"]) == 0
    assert name_now() == genus


@pytest.mark.parametrize("exported", [False, True])
def test_names_follow_a_position_that_another_program_writes_into_the_photo(
    photos, capsys, no_network, exported, tmp_path
):
    """Also if the changed file was read first to be exported."""
    photo = photos / "more" / "img3.jpg"
    exif = Image.Exif()
    exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (40.0, 0.0, 0.0), 3: "W", 4: (100.0, 0.0, 0.0)})
    content, segment = photo.read_bytes(), exif.tobytes()
    length = (len(segment) + 2).to_bytes(2, "big")
    photo.write_bytes(content[:2] + b"\xff\xe1" + length + segment + content[2:])
    os.utime(photo, (1_000_000_000, 1_000_000_000))
    if exported:
        crops = str(tmp_path / "crops")
        assert run(["export", "crops", "--all", "--output", crops, str(photo)]) == 0
        capsys.readouterr()
    assert birds_of(photos, capsys)["taxon"] == AMERICAN
    with Catalogue(locations.catalogue_file(), Species) as catalogue:
        (record,) = catalogue.records(catalogue.photo_ids_at([photo]))
    assert record.position == GpsPosition(40.0, -100.0)
    assert record.birds[0].taxon == AMERICAN


def test_what_the_user_decided_stays_whatever_the_place_says(photos, capsys, no_network):
    photo = photos / "more" / "img3.jpg"
    with Catalogue(locations.catalogue_file(), Species) as catalogue:
        (record,) = catalogue.records(catalogue.photo_ids_at([photo]))
        review = confirmed(Rank.SPECIES, EURASIAN)
        catalogue.carry_out(ReviewBirds((record.birds[0].bird_id,), review))
    assert run(["set", "place", "--country", "US", str(photo)]) == 0
    with Catalogue(locations.catalogue_file(), Species) as catalogue:
        (record,) = catalogue.records(catalogue.photo_ids_at([photo]))
    (bird,) = record.birds
    assert (bird.taxon, bird.claim.taxon, bird.is_confirmed) == (EURASIAN, AMERICAN, True)


def test_without_a_place_looks_alone_count(photos, capsys):
    for words in ((), ("--region", "anywhere")):
        bird = birds_of(photos, capsys, *words)
        assert bird["rank"] == "genus"
        assert {each["probability_by_looks"] for each in bird["species"]} == {None}


def test_a_result_of_another_region_is_not_remembered_as_this_one(photos, capsys):
    for region, species in (("US", AMERICAN), ("DE", EURASIAN), ("US", AMERICAN)):
        assert birds_of(photos, capsys, "--region", region)["taxon"] == species


def test_the_settings_say_where_photos_are_taken_until_the_command_does(photos, capsys):
    settings = locations.settings_file()
    write_place_settings(settings, PlaceSettings(region=frozenset(("DE",))))
    assert birds_of(photos, capsys)["taxon"] == EURASIAN
    assert birds_of(photos, capsys, "--region", "US")["taxon"] == AMERICAN
    write_place_settings(
        settings, PlaceSettings(region=frozenset(("DE",)), always_expected=frozenset((AMERICAN,)))
    )
    assert birds_of(photos, capsys)["rank"] == "genus"
    write_place_settings(settings, PlaceSettings(used=False, region=frozenset(("DE",))))
    assert birds_of(photos, capsys)["rank"] == "genus"
    assert read_default_choice(settings) == "tiny"  # what else is kept there stays


def test_an_unknown_region_is_told_with_those_that_there_are(photos, capsys):
    assert run(["identify", str(photos), "--region", "DE,Atlantis"]) == 2
    said = capsys.readouterr().err
    assert "“Atlantis”" in said
    assert "south-america" in said


@pytest.mark.parametrize(
    "content", ["[places]\nregion = 3\nalways_expected = [1]\n", "places = 1\n", "[broken"]
)
def test_settings_that_make_no_sense_count_as_absent(data_folder, content):
    locations.settings_file().write_text(content, encoding="utf-8")
    assert read_place_settings(locations.settings_file()) == PlaceSettings()
