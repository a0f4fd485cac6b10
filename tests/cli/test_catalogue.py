"""``birdeye catalogue`` from words to exit code."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from birdeye.catalogue.backups import backup_file
from birdeye.catalogue.catalogue import Catalogue
from birdeye.cli.main import run
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.review import UNSURE
from tests.helpers.made_results import species_of


def identified(photos, capsys):
    assert run(["identify", str(photos)]) == 0
    capsys.readouterr()


def test_without_a_catalogue_it_says_how_one_is_made(data_folder, capsys):
    assert run(["catalogue"]) == 1
    assert "birdeye identify" in capsys.readouterr().err
    assert not (data_folder / "catalogue.sqlite").exists()


def test_it_says_what_is_held(photos, data_folder, capsys):
    identified(photos, capsys)
    with Catalogue(data_folder / "catalogue.sqlite", species_of) as catalogue:
        bird = next(bird for record in catalogue.records() for bird in record.birds)
        catalogue.carry_out(ReviewBirds((bird.bird_id,), UNSURE))
    assert run(["catalogue"]) == 0
    lines = {line[:9].strip(): line[9:].strip() for line in capsys.readouterr().out.splitlines()}
    assert lines["photos"] == "4, in 4 files"
    assert lines["birds"] == "3, 1 of them reviewed"
    assert lines["changes"] == "1 that can be undone"
    assert lines["found by"] == "tiny 1.0: 4 photos"
    assert lines["checked"] != "never" != lines["backed up"]


def test_json_has_the_same(photos, data_folder, capsys):
    identified(photos, capsys)
    assert run(["catalogue", "show", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["photo_count"], facts["bird_count"], facts["reviewed_count"]) == (4, 3, 0)
    assert facts["packs"] == [["tiny", "1.0", 4]]


def test_check_repairs(photos, data_folder, capsys):
    identified(photos, capsys)
    file = data_folder / "catalogue.sqlite"
    backup_file(file).unlink()
    assert run(["catalogue", "check"]) == 0
    assert "is intact, and was backed up" in capsys.readouterr().out
    file.write_bytes(os.urandom(30_000))
    assert run(["catalogue", "check"]) == 0
    assert "repaired: 4 photos" in capsys.readouterr().out


def test_a_catalogue_that_was_deleted_comes_back_from_its_copy(
    photos, data_folder, tmp_path, capsys
):
    identified(photos, capsys)
    (data_folder / "catalogue.sqlite").unlink()
    assert run(["catalogue", "show"]) == 0
    told = capsys.readouterr()
    assert "was gone. 4 photos" in told.err
    assert "4, in 4 files" in told.out
    (data_folder / "catalogue.sqlite").unlink()
    assert run(["export", "json", "--all", "--output", str(tmp_path / "birds.json")]) == 0
    assert "was gone. 4 photos" in capsys.readouterr().err
    assert len(json.loads((tmp_path / "birds.json").read_text("utf-8"))) > 0


def test_forgetting_takes_photos_and_their_work_and_no_file(photos, data_folder, capsys):
    identified(photos, capsys)
    words = ["catalogue", "forget", str(photos / "more"), str(photos / "img1.png")]
    assert run([*words, "--dry-run"]) == 0
    counted = "with 2 birds, 0 of them reviewed.\n"
    assert capsys.readouterr().out == f"2 photos would be forgotten, {counted}"
    assert run(words) == 0
    assert capsys.readouterr().out == f"2 photos forgotten, {counted}"
    with Catalogue(data_folder / "catalogue.sqlite", species_of) as catalogue:
        names = [record.path.name for record in catalogue.records()]
    assert sorted(names) == ["img10.png", "img2.png"]
    assert (photos / "img1.png").is_file()


def test_a_mistyped_path_is_told_and_the_others_are_forgotten(photos, tmp_path, capsys):
    identified(photos, capsys)
    nowhere = tmp_path / "nope"
    for words in (["--dry-run"], []):
        assert run(["catalogue", "forget", str(nowhere), *words]) == 1
        captured = capsys.readouterr()
        assert captured.out == ""
        assert f"The catalogue knows no photo at “{nowhere}”." in captured.err
    assert run(["catalogue", "forget", str(nowhere), str(photos / "img1.png")]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("1 photo forgotten")
    assert str(nowhere) in captured.err
    assert run(["set", "stars", "3", str(nowhere), str(photos / "more")]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("Set for 1 photo.")
    assert f"no photo at “{nowhere}”" in captured.err
    csv = ["export", "csv", "--all", "--output", str(tmp_path / "birds.csv")]
    assert run([*csv, str(nowhere), str(photos / "more")]) == 1
    assert f"no photo at “{nowhere}”" in capsys.readouterr().err
    assert (tmp_path / "birds.csv").is_file()
    # A relative path, and a folder above, are known.
    assert run(["catalogue", "forget", str(photos / ".." / photos.name)]) == 0


def review_one(file, index):
    with Catalogue(file, species_of) as catalogue:
        birds = [bird for record in catalogue.records() for bird in record.birds]
        catalogue.carry_out(ReviewBirds((birds[index].bird_id,), UNSURE))


@pytest.mark.parametrize(
    "words",
    [["set", "stars", "2"], ["export", "csv", "--all", "--dry-run"], ["catalogue", "forget"]],
    ids=" ".join,
)
def test_whatever_works_with_a_catalogue_first_says_what_it_lost(
    words, photos, data_folder, tmp_path, capsys
):
    identified(photos, capsys)
    file, older = data_folder / "catalogue.sqlite", tmp_path / "older.sqlite"
    review_one(file, 0)
    shutil.copyfile(file, older)
    review_one(file, 1)
    shutil.copyfile(older, file)
    run([*words, str(photos)])
    assert "is not in the catalogue" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["catalogue.sqlite", "catalogue.sqlite-decided", "link.csv"])
@pytest.mark.parametrize("words", [["export", "csv", "--all"], ["identify", "--format", "csv"]])
def test_no_table_takes_the_place_of_the_catalogue(words, name, photos, data_folder, capsys):
    identified(photos, capsys)
    file, target = data_folder / "catalogue.sqlite", data_folder / name
    review_one(file, 0)
    if name.startswith("link"):
        target.symlink_to(file)
    before = target.read_bytes()
    assert run([*words, str(photos), "--output", str(target)]) == 1
    assert "Choose another name" in capsys.readouterr().err
    if name.endswith("decided"):
        assert target.read_bytes() == before
    assert file.read_bytes().startswith(b"SQLite format 3")
    with Catalogue(file, species_of) as catalogue:
        assert catalogue.contents().reviewed_count == 1
