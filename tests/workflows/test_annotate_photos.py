"""Copies with boxes: where they land, and that no photo is ever overwritten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from birdeye.domain.boxes import Box
from birdeye.domain.errors import CannotWrite
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.species import Species
from birdeye.export.annotated_copies import label_of
from birdeye.export.options import ExportTools
from birdeye.imaging.photo_file import open_photo
from birdeye.workflows.annotate_photos import annotate_photos
from birdeye.workflows.export_pictures import PhotoPictures
from birdeye.workflows.result_writers import choice_of
from tests.helpers.drawn_birds import GREY, draw_photo
from tests.helpers.tiny_pack import RED

HERON = Species("Ardea cinerea", "Herons", {"en": "Grey Heron", "zh": "苍鹭"})
CLAIM = Claim(Rank.SPECIES, "Ardea cinerea", 0.87)
TOOLS = ExportTools(
    species_of=lambda name: HERON if name == "Ardea cinerea" else Species(name),
    pictures=PhotoPictures(),
    workers=2,
)
BIRD = Bird(Box(80, 60, 200, 180), 0.9, CLAIM, (Candidate(HERON, 0.87),))


def result_for(path, *birds):
    return PhotoResult(path, 320, 240, birds)


def annotated(results, folder, given):
    return list(annotate_photos(results, folder, given, "en", TOOLS))


def copies(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_copies_keep_their_place_below_the_folder_given(tmp_path):
    near = draw_photo(tmp_path / "in" / "a.jpg", RED)
    far = draw_photo(tmp_path / "in" / "deep" / "er" / "a.png", RED)
    single = draw_photo(tmp_path / "else" / "b.jpg", RED)
    results = [result_for(path, BIRD) for path in (near, far, single)]
    passed_on = annotated(results, tmp_path / "out", [tmp_path / "in", single])
    assert passed_on == results
    assert copies(tmp_path / "out") == ["a.birds.jpg", "b.birds.jpg", "deep/er/a.birds.jpg"]


def test_copies_of_equal_names_do_not_replace_each_other(tmp_path):
    paths = [draw_photo(tmp_path / name, RED) for name in ("1/a.jpg", "2/A.jpg", "2/a.png")]
    annotated([result_for(path, BIRD) for path in paths], tmp_path / "out", paths)
    assert copies(tmp_path / "out") == ["A (2).birds.jpg", "a (3).birds.jpg", "a.birds.jpg"]


def test_photos_are_unharmed_also_when_the_folder_is_their_own(tmp_path):
    path = draw_photo(tmp_path / "a.jpg", RED)
    before = path.read_bytes()
    annotated([result_for(path, BIRD)], tmp_path, [tmp_path])
    assert path.read_bytes() == before
    assert copies(tmp_path) == ["a.birds.jpg", "a.jpg"]


def test_box_is_drawn_and_the_rest_is_left(tmp_path):
    path = draw_photo(tmp_path / "a.png", RED, size=(640, 480), box=(200, 200, 400, 400))
    bird = Bird(Box(200, 200, 400, 400), 0.9, CLAIM, BIRD.candidates)
    annotated([PhotoResult(path, 640, 480, (bird,))], tmp_path / "out", [path])
    copy = np.asarray(Image.open(tmp_path / "out" / "a.birds.jpg").convert("RGB")).astype(int)
    assert copy.shape == (480, 640, 3)
    changed = np.abs(copy - np.asarray(Image.open(path)).astype(int)).max(axis=2) > 40
    assert changed[:, 195:405].any()
    assert not changed[450:, 600:].any()
    assert np.abs(copy[470, 630] - GREY).max() < 10


def test_photos_without_birds_and_unreadable_ones_get_no_copy(tmp_path):
    empty = result_for(draw_photo(tmp_path / "a.png", None))
    broken = PhotoResult(tmp_path / "b.png", 0, 0, error="Broken.")
    assert annotated([empty, broken], tmp_path / "out", []) == [empty, broken]
    assert not (tmp_path / "out").exists()


def test_photo_that_vanishes_before_its_copy_is_made_is_unreadable(tmp_path):
    (result,) = annotated([result_for(tmp_path / "gone.jpg", BIRD)], tmp_path / "out", [])
    assert "gone.jpg" in result.error


def test_folder_that_is_a_file_is_a_sentence(tmp_path):
    path = draw_photo(tmp_path / "a.png", RED)
    with pytest.raises(CannotWrite):
        annotated([result_for(path, BIRD)], path, [])


@pytest.mark.parametrize(
    ("claim", "lines", "confident"),
    [
        (CLAIM, ("苍鹭? 87%", "Ardea cinerea"), True),
        (Claim(Rank.GENUS, "Ardea", 0.7), ("Ardea? (属) 70%",), True),
        (NOT_SURE, ("拿不准",), False),
    ],
)
def test_label_says_what_is_claimed_in_the_language_of_the_names(claim, lines, confident):
    bird = Bird(Box(0, 0, 1, 1), 0.9, claim, BIRD.candidates)
    (sighting,) = choice_of(result_for(Path("a.jpg"), bird), "zh", TOOLS).sightings
    label = label_of(sighting, "zh")
    assert (label.lines, label.confident) == (lines, confident)


def test_label_says_what_is_claimed_in_english_to_all_but_readers_of_chinese():
    for claim, line in (
        (Claim(Rank.GENUS, "Ardea", 0.7), "Ardea? (genus) 70%"),
        (NOT_SURE, "not sure"),
    ):
        bird = Bird(Box(0, 0, 1, 1), 0.9, claim, BIRD.candidates)
        (sighting,) = choice_of(result_for(Path("a.jpg"), bird), "de", TOOLS).sightings
        assert label_of(sighting, "de").lines == (line,)


def test_order_is_kept_over_many(tmp_path):
    paths = [draw_photo(tmp_path / f"{number}.png", RED, size=(160, 120)) for number in range(12)]
    results = [result_for(path) for path in paths]
    assert [each.path for each in annotated(iter(results), tmp_path / "out", [])] == paths
    assert Path(tmp_path / "out").exists() is False


def test_copies_tell_the_place_unless_that_is_left_out(tmp_path):
    path = tmp_path / "a.heic"
    path.write_bytes((Path(__file__).parents[1] / "imaging/data/rich.heic").read_bytes())
    told = []
    for with_position in (True, False):
        annotate = annotate_photos(
            [result_for(path, BIRD)], tmp_path / "out", [], "en", TOOLS, with_position=with_position
        )
        assert [result.error for result in annotate] == [None]
        told.append(open_photo(tmp_path / "out" / "a.birds.jpg").metadata.position)
    assert told[0] is not None and told[1] is None


def test_label_says_a_family_in_the_language_of_the_names():
    tools = replace(TOOLS, family_name=lambda family, code: f"{family} {code} 科")
    bird = Bird(Box(0, 0, 1, 1), 0.9, Claim(Rank.FAMILY, "Herons", 0.8), BIRD.candidates)
    (sighting,) = choice_of(result_for(Path("a.jpg"), bird), "zh", tools).sightings
    assert label_of(sighting, "zh").lines[0] == "Herons zh 科? 80%"
