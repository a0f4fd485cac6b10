"""The whole path on real photos with real networks, held to what the program promises."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from birdeye.domain.boxes import Box
from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.domain.identification import Rank
from birdeye.imaging.photo_file import open_photo
from birdeye.vision.identifier import Identifier
from tests.acceptance.known_photos import boxes_found, read_known_photos, run_acceptance
from tests.helpers.sample_photos import exif_block, short, stored_for
from tests.helpers.stand_in_pack import (
    SHARED,
    STAND_IN_ABSENT,
    stand_in_is_possible,
    stand_in_pack,
)

PHOTOS = SHARED / "photos"

pytestmark = pytest.mark.skipif(
    not (stand_in_is_possible() and PHOTOS.is_dir()), reason=STAND_IN_ABSENT
)


@pytest.fixture(scope="module")
def outcomes():
    return run_acceptance(read_known_photos(PHOTOS), stand_in_pack())


@pytest.fixture(scope="module")
def untiled_outcomes():
    return run_acceptance(read_known_photos(PHOTOS), stand_in_pack(), tiles=False)


@pytest.fixture(scope="module")
def tiled_outcomes():
    return run_acceptance(read_known_photos(PHOTOS), stand_in_pack(), tiles=True)


def sparrows_found(outcomes):
    return sum(outcome.boxes_found for outcome in outcomes)


def test_every_photo_is_readable(outcomes):
    assert [outcome.result.error for outcome in outcomes] == [None] * 16


def test_bird_is_found_in_nearly_every_photo(outcomes, untiled_outcomes):
    assert sum(bool(outcome.result.birds) for outcome in untiled_outcomes) >= 15
    assert sum(bool(outcome.result.birds) for outcome in outcomes) == 16


def test_right_species_comes_first(outcomes):
    learnt = [
        outcome
        for outcome in outcomes
        if outcome.known.birds == 1 and not outcome.known.boxes and outcome.species_known
    ]
    assert len(learnt) == 10
    assert sum(outcome.right_first for outcome in learnt) >= 9


def test_unknown_species_are_not_claimed_as_others(outcomes):
    """A macaw and an oriole that the pack has never seen: sure of another species is a fault."""
    unknown = [outcome for outcome in outcomes if not outcome.species_known]
    assert {outcome.known.scientific_name for outcome in unknown} == {
        "Ara ararauna",
        "Oriolus oriolus",
    }
    sure = (Confidence.ALMOST_CERTAIN, Confidence.HIGHLY_LIKELY)
    for outcome in unknown:
        for bird in outcome.result.birds:
            claim = bird.claim
            assert claim.rank is not Rank.SPECIES or confidence_of(claim.probability) not in sure


def test_closer_look_finds_small_birds(untiled_outcomes, outcomes, tiled_outcomes):
    assert sparrows_found(untiled_outcomes) >= 4
    assert sparrows_found(outcomes) >= sparrows_found(untiled_outcomes) + 4
    assert sparrows_found(tiled_outcomes) >= sparrows_found(outcomes)


def test_closer_look_changes_nothing_where_birds_are_large(untiled_outcomes, outcomes):
    for without, usual in zip(untiled_outcomes, outcomes, strict=True):
        if without.known.birds == 1:
            assert without.result == usual.result


def test_boxes_lie_in_the_photo_best_first(tiled_outcomes):
    for outcome in tiled_outcomes:
        result = outcome.result
        scores = [bird.score for bird in result.birds]
        assert scores == sorted(scores, reverse=True)
        for bird in result.birds:
            assert bird.box.clipped(result.width, result.height) == bird.box
            assert bird.box.width >= 1 and bird.box.height >= 1


@pytest.mark.parametrize("orientation", range(2, 9))
def test_orientation_changes_nothing(orientation, tmp_path):
    pixels = np.asarray(Image.open(PHOTOS / "european-bee-eater.jpg").convert("RGB"))
    paths = {}
    for each in (1, orientation):
        paths[each] = tmp_path / f"{each}.jpg"
        block = exif_block({0x0112: short(each)})
        stored_for(pixels, each).save(
            paths[each], quality=97, subsampling=0, exif=b"Exif\0\0" + block
        )
    identifier = Identifier(stand_in_pack())
    upright, turned = (open_photo(paths[each]) for each in (1, orientation))
    assert (turned.width, turned.height) == (upright.width, upright.height)
    (expected,), (found,) = identifier.identify(upright), identifier.identify(turned)
    assert found.box.as_tuple() == pytest.approx(expected.box.as_tuple(), abs=2)
    assert found.best.species == expected.best.species
    assert found.best.probability == pytest.approx(expected.best.probability, abs=0.02)


def test_known_boxes_are_matched_one_to_one():
    known = [Box(0, 0, 10, 10), Box(20, 0, 30, 10)]
    assert boxes_found(known, [Box(0, 0, 10, 9), Box(0, 1, 10, 10)]) == 1
    assert boxes_found(known, [Box(21, 0, 30, 10), Box(0, 0, 10, 9)]) == 2
    assert boxes_found(known, []) == 0
