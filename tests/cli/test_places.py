"""Where photos are taken, on the command line: by --region and by the settings."""

from __future__ import annotations

import json

import pytest

from birdeye import locations
from birdeye.cli.main import run
from birdeye.domain.plausibility import PlaceSettings
from birdeye.packs.default_choice import read_default_choice
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
