"""Detector and classifier decide together whether a box shows a bird."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from birdeye.domain.identification import NOT_SURE, Looks
from birdeye.imaging.photo_file import open_photo
from birdeye.packs.manifest import PresenceSpec
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import load_pack
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.vision.naming import Naming
from birdeye.vision.presence import Presence, probability
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import PALE, RED, make_tiny_pack

SPEC = PresenceSpec(
    least_score=0.2, threshold=0.5, detector_weight=1.0, classifier_weight=2.0, bias=math.log(3)
)


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return make_tiny_pack(tmp_path_factory.mktemp("packs") / "tiny")


def _naming(not_a_bird):
    return Naming(NOT_SURE, (), not_a_bird, Looks("", (), ()))


@pytest.mark.parametrize(
    ("score", "not_a_bird", "odds"),
    [
        (0.5, 0.5, 3.0),  # 1 * 1 * 3
        (0.8, 0.5, 12.0),  # 4 * 1 * 3
        (0.8, 0.75, 12 / 9),  # 4 / 3^2 * 3
        (0.25, 0.25, 9.0),  # 1/3 * 3^2 * 3
    ],
)
def test_odds_are_multiplied_as_the_weights_say(score, not_a_bird, odds):
    assert probability(score, not_a_bird, SPEC) == pytest.approx(odds / (1 + odds), abs=1e-3)


def test_certainties_and_absurd_weights_stay_probabilities():
    absurd = PresenceSpec(0.2, 0.5, 100.0, 100.0, 100.0)
    for score in (0.0, 0.5, 1.0):
        for not_a_bird in (0.0, 0.5, 1.0):
            assert 0.0 <= probability(score, not_a_bird, absurd) <= 1.0


def test_what_the_probability_falls_short_of_is_no_bird(pack):
    presence = Presence(replace(pack.manifest, presence=SPEC))
    assert presence.least_score == 0.2
    assert presence.score(0.25, _naming(0.25)) == pytest.approx(0.9, abs=1e-3)
    assert presence.score(0.8, _naming(0.95)) is None


def test_a_least_score_of_the_user_takes_the_place_of_the_packs(pack):
    manifest = replace(pack.manifest, presence=SPEC)
    assert Presence(manifest, 0.95).score(0.25, _naming(0.25)) is None
    assert Presence(manifest, 0.1).score(0.25, _naming(0.25)) is not None
    assert Presence(manifest, 0.1).least_score == 0.1


def test_without_a_word_of_the_pack_the_detector_decides_unless_it_is_denied(pack):
    presence = Presence(pack.manifest)
    assert presence.least_score == pack.manifest.detector.score_threshold == 0.5
    assert presence.score(0.6, _naming(0.59)) == 0.6
    assert presence.score(0.6, _naming(0.61)) is None


def test_the_program_shows_the_joint_probability_and_drops_what_is_denied(pack, tmp_path):
    folder = tmp_path / "joint"
    make_tiny_pack(folder)
    photos = {c: open_photo(draw_photo(tmp_path / f"{c[1]}.png", c)) for c in (RED, PALE)}

    def birds(colour, spec):
        write_manifest(folder, replace(load_pack(folder).manifest, presence=spec))
        return Identifier(load_pack(folder), IdentifyOptions(threads=1)).identify(photos[colour])

    (red,) = birds(RED, SPEC)
    assert red.score == pytest.approx(probability(1.0, 0.0, SPEC), abs=1e-3)
    trusting = replace(SPEC, classifier_weight=0.0)
    assert [bird.score for bird in birds(PALE, trusting)] == [
        pytest.approx(probability(1.0, 0.5, trusting))
    ]
    assert birds(PALE, replace(SPEC, detector_weight=0.01)) == ()
