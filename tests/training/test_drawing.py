"""How often photos are drawn, and what the classifier is told of a crop."""

from __future__ import annotations

import numpy as np
import pytest

from models.training.drawing import CAP, draw_rates, group_of
from models.training.labels import LabelSpace
from models.training.photos import Photo
from models.training.targets import Targets

SPACE = LabelSpace(("Avis prima", "Avis secunda", "Avis tertia"), taught=2)
OURS = np.array([3, 0, 1, -1])
"""The teacher's outputs: background, two of our species, one that we leave out."""
SHARES = {"taught": 0.25, "further": 0.75, "none": 0.5}


def photo(species: str = "", has_bird: bool = True, **more) -> Photo:
    return Photo("birds/a.webp", "some_set", has_bird, species, False, (), 9, 9, "", **more)


def test_rare_species_are_drawn_more_often_than_they_are_photographed():
    groups = [("birds", "common")] * 900 + [("birds", "rare")] * 4 + [("birdless", "x")] * 50
    rates = draw_rates(groups, {"birds": 3.0, "birdless": 1.0})
    common, rare, birdless = rates[:900].sum(), rates[900:904].sum(), rates[904:].sum()
    assert rates.sum() == pytest.approx(1)
    assert birdless == pytest.approx(0.25)
    assert common / rare == pytest.approx((CAP / 4) ** 0.5)


def test_a_photo_without_a_name_is_drawn_by_what_the_teacher_sees():
    assert group_of(photo(teacher_first="Avis prima")) == group_of(photo("Avis prima"))
    assert group_of(photo()) == ("birds", "some_set")
    assert group_of(photo(has_bird=False)) == ("birdless", "some_set")


def targets(photos: list[Photo]) -> Targets:
    return Targets(photos, ["train"] * len(photos), SPACE, OURS, SHARES)


def test_names_are_told_only_where_they_can_be_trusted():
    single, pair, doubted = "Avis prima", "Avis secunda", "Avis secunda"
    photos = [
        photo(single), photo(pair), photo(pair), photo(doubted, doubted=True),
        photo("Avis tertia"), photo("Avis aliena"), photo(has_bird=False),
    ]  # fmt: skip
    every = np.arange(len(photos))
    names = targets(photos).names(every, np.ones(len(photos), bool))
    np.testing.assert_allclose(
        names,
        [
            [0, 0, 0, 0],  # a single photo is the teacher's to name
            [0, 0.25, 0, 0],
            [0, 0.25, 0, 0],
            [0, 0, 0, 0],
            [0, 0, 0.75, 0],  # only names teach this one
            [0, 0, 0, 0],
            [0, 0, 0, 0.5],
        ],
    )
    parts = targets(photos).names(every, np.zeros(len(photos), bool))
    assert parts.sum() == 0.5, "any part of a photo without birds shows none"


def test_the_teacher_has_what_the_name_leaves():
    logits = np.log(np.array([[0.1, 0.2, 0.3, 0.4]], np.float32))
    told = targets([photo()])
    blended = told.blend(np.array([[0, 0.25, 0, 0]], np.float32), told.soft(logits))
    np.testing.assert_allclose(blended, [[0.25, 0.25 + 0.375, 0, 0.125]], rtol=1e-5)
    assert blended.sum() == pytest.approx(1)


def test_logits_of_the_teacher_are_those_of_its_species_whatever_else_it_sees():
    logits = np.array([[5.0, 1.0, 3.0, 2.0], [-4.0, 2.0, 0.5, 9.0]], np.float32)
    told = targets([photo()])
    taught = told.taught_logits(told.soft(logits))
    np.testing.assert_allclose(taught, [[-1, 1], [0.75, -0.75]], rtol=1e-5)
