"""``birdeye identify`` with its catalogue: the same output, computed once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from birdeye.catalogue.catalogue import Catalogue
from birdeye.cli.identify_options import FORMATS
from birdeye.cli.main import run
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.review import UNSURE
from birdeye.vision.identifier import Identifier
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.made_results import species_of
from tests.helpers.tiny_pack import RED

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def looked_at(monkeypatch):
    """Names of photos that went through the networks."""
    names = []
    identify = Identifier.identify

    def spy(self, photo, **options):
        names.append(photo.path.name)
        return identify(self, photo, **options)

    monkeypatch.setattr(Identifier, "identify", spy)
    return names


def output_of(capsys, *words):
    run(["identify", *map(str, words)])
    return capsys.readouterr()


@pytest.mark.parametrize("output_format", FORMATS)
def test_output_is_the_same_with_and_without_the_catalogue(photos, capsys, output_format):
    (photos / "img4.jpg").write_text("no photo")
    words = (photos, photos / "img1.png", "--format", output_format, "--top", "3")
    without = output_of(capsys, *words, "--no-catalogue")
    assert [output_of(capsys, *words), output_of(capsys, *words)] == [without, without]


def test_a_photo_is_computed_once(photos, capsys, looked_at):
    for _ in range(2):
        output_of(capsys, photos)
    assert len(looked_at) == 4
    output_of(capsys, photos, "--again")
    assert len(looked_at) == 8


def test_more_species_than_were_listed_are_computed_and_fewer_are_cut(photos, capsys, looked_at):
    photo = photos / "img1.png"
    for top, count in ((2, 1), (1, 1), (4, 2), (3, 2)):
        (line,) = output_of(capsys, photo, "--format", "jsonl", "--top", top).out.splitlines()
        assert len(json.loads(line)["birds"][0]["species"]) == top
        assert len(looked_at) == count


@pytest.mark.parametrize("words", [["--min-score", "0.2"], ["--tiles"], ["--no-tiles"]])
def test_what_is_asked_in_another_way_leaves_the_catalogue_alone(
    photos, capsys, looked_at, data_folder, words
):
    output_of(capsys, photos / "img1.png")
    before = (data_folder / "catalogue.sqlite").read_bytes()
    output_of(capsys, photos / "img1.png", *words)
    assert len(looked_at) == 2
    assert (data_folder / "catalogue.sqlite").read_bytes() == before


def test_reviews_are_not_in_the_output(photos, capsys, data_folder):
    before = output_of(capsys, photos).out
    with Catalogue(data_folder / "catalogue.sqlite", species_of) as catalogue:
        birds = [bird.bird_id for record in catalogue.records() for bird in record.birds]
        catalogue.carry_out(ReviewBirds(tuple(birds), UNSURE))
    assert output_of(capsys, photos).out == before


def test_another_file_can_be_named(photos, capsys, tmp_path, data_folder):
    other = tmp_path / "mine" / "birds.sqlite"
    output_of(capsys, photos, "--catalogue", other)
    assert other.is_file()
    assert not (data_folder / "catalogue.sqlite").exists()


def test_nothing_is_written_where_that_is_asked_for(photos, capsys, data_folder):
    before = sorted(data_folder.rglob("*"))
    output_of(capsys, photos, "--no-catalogue")
    assert sorted(data_folder.rglob("*")) == before


def test_a_catalogue_that_cannot_be_used_is_told_once_and_costs_no_result(
    photos, capsys, data_folder
):
    expected = output_of(capsys, photos, "--no-catalogue").out
    (data_folder / "catalogue.sqlite").mkdir()
    assert run(["identify", str(photos)]) == 0
    captured = capsys.readouterr()
    assert captured.out == expected
    (sentence,) = captured.err.splitlines()
    assert sentence.startswith("birdeye: The catalogue “")
    assert sentence.endswith("The results are not saved.")


def test_a_named_catalogue_that_cannot_be_used_is_an_error(photos, capsys, tmp_path):
    photo = draw_photo(tmp_path / "heron.png", RED)
    assert run(["identify", str(photos), "--catalogue", str(photo)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "is not a Birdeye catalogue" in captured.err


def test_a_repair_is_told_and_the_results_come(photos, capsys, data_folder):
    expected = output_of(capsys, photos).out
    (data_folder / "catalogue.sqlite").write_bytes(os.urandom(20_000))
    captured = output_of(capsys, photos)
    assert captured.out == expected
    assert "The catalogue was damaged and has been repaired: 4 photos" in captured.err
    assert output_of(capsys, photos).err == ""


def test_two_commands_at_once_give_both_their_results(photos, data_folder, capsys):
    for number in range(12):
        draw_photo(photos / f"more{number}.png", RED, box=(20, 20, 90 + number, 90))
    expected = output_of(capsys, photos, "--no-catalogue").out
    command = [sys.executable, "-m", "birdeye", "identify", str(photos)]
    several = [
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    ended = [process.communicate(timeout=120) for process in several]
    assert ended == [(expected, "")] * 3
    with Catalogue(data_folder / "catalogue.sqlite", species_of) as catalogue:
        assert len(list(catalogue.records())) == 16
