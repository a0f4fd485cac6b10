"""``birdeye compare``: what it prints where two packs differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from birdeye import locations
from birdeye.cli.main import run
from birdeye.domain.plausibility import PlaceSettings
from birdeye.packs.labels import Labels, write_labels
from birdeye.workflows.places import write_place_settings
from tests.helpers.tiny_pack import SPECIES, make_tiny_pack


@pytest.fixture
def other(data_folder):
    """A pack that takes red birds for kingfishers and blue ones for rosefinches."""
    folder = make_tiny_pack(data_folder / "packs" / "swapped", pack_id="swapped").folder
    red, yellow, green, blue, nothing = SPECIES
    species = (blue, yellow, green, red, nothing)
    write_labels(folder, Labels(species, tuple(each is not None for each in species)))
    return "swapped"


def test_birds_that_are_named_otherwise_are_printed_with_both_names(photos, other, capsys):
    assert run(["compare", str(photos), "--with", other]) == 0
    text = capsys.readouterr().out
    assert "img1.png" in text
    assert "Common Rosefinch · Carpodacus erythrinus" in text
    assert "Common Kingfisher · Alcedo atthis" in text
    assert "img3.jpg" not in text  # the genus is the same
    assert "3 birds in 4 photos" in text
    assert "2  they contradict each other" in text
    assert "1  the same" in text


def test_all_prints_what_is_the_same_too(photos, other, capsys):
    assert run(["compare", str(photos), "--with", other, "--all"]) == 0
    assert "img3.jpg" in capsys.readouterr().out


def test_json_is_one_object_a_photo(photos, other, capsys):
    assert run(["compare", str(photos), "--with", other, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == 4
    assert lines[0]["packs"] == ["tiny", "swapped"]
    (bird,) = lines[0]["birds"]
    assert bird["agreement"] == "other"
    assert (bird["first"]["taxon"], bird["second"]["taxon"]) == (
        "Carpodacus erythrinus", "Alcedo atthis"
    )  # fmt: skip


def test_names_are_in_the_language_that_is_asked_for(photos, other, capsys):
    run(["compare", str(photos), "--with", other, "--language", "zh"])
    assert "普通朱雀" in capsys.readouterr().out


def test_unknown_pack_and_empty_folder_are_sentences(photos, other, tmp_path, capsys):
    assert run(["compare", str(photos), "--with", "absent"]) == 1
    assert "No model pack is called “absent”" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert run(["compare", str(tmp_path / "empty"), "--with", other]) == 1
    assert "There is no photo in" in capsys.readouterr().err


def test_unreadable_photo_changes_the_exit_code(photos, other, capsys):
    (photos / "bad.png").write_bytes(b"no photo")
    assert run(["compare", str(photos), "--with", other]) == 1
    assert "“bad.png” could not be read" in capsys.readouterr().out


def compared(photos, capsys, *words):
    """What both packs say of the photo that looks half American and half Eurasian."""
    photo = photos / "more" / "img3.jpg"
    assert run(["compare", str(photo), "--with", "swapped", "--all", "--json", *words]) == 0
    (bird,) = json.loads(capsys.readouterr().out)["birds"]
    return bird["first"]["taxon"], bird["second"]["taxon"]


def test_both_packs_go_by_the_region_and_by_the_settings(photos, other, capsys):
    assert compared(photos, capsys) == ("Spinus", "Spinus")
    assert compared(photos, capsys, "--region", "DE") == ("Spinus spinus",) * 2
    settings = locations.settings_file()
    write_place_settings(settings, PlaceSettings(region=frozenset(("US",))))
    assert compared(photos, capsys) == ("Spinus tristis",) * 2
    assert compared(photos, capsys, "--region", "anywhere") == ("Spinus", "Spinus")


def test_both_packs_go_by_the_place_that_the_user_set(photos, other, capsys, monkeypatch):
    monkeypatch.chdir(photos)  # the catalogue knows whole paths
    assert run(["identify", "more"]) == 0
    assert run(["set", "place", "--country", "US", "more"]) == 0
    capsys.readouterr()
    here = Path()
    assert compared(here, capsys) == ("Spinus tristis",) * 2
    assert compared(here, capsys, "--region", "DE") == ("Spinus tristis",) * 2
    assert compared(here, capsys, "--no-catalogue") == ("Spinus", "Spinus")
