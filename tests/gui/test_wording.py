from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from birdeye.domain.confidence import Confidence
from birdeye.domain.identification import PhotoResult, Rank
from birdeye.domain.photos import PhotoMetadata
from birdeye.gui import wording
from tests.helpers.window import KINGFISHER, a_bird


@pytest.mark.parametrize(
    ("probability", "text"),
    [(0.0, "<1%"), (0.0099, "<1%"), (0.01, "1%"), (0.5, "50%"), (0.99, "99%"), (0.9999, ">99%")],
)
def test_figures_never_claim_what_no_model_can_know(probability, text):
    assert wording.percent(probability) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (2, "a few seconds left"),
        (33, "about 35 seconds left"),
        (60, "about 1 minute left"),
        (150, "about 2 minutes left"),
        (3500, "about 58 minutes left"),
        (3600, "about 1 hour left"),
        (9000, "about 2 hours left"),
    ],
)
def test_time_left_is_rounded_to_what_a_guess_is_worth(seconds, text):
    assert wording.time_left(seconds) == text


def test_counts_have_their_singular():
    assert wording.count_of_photos(1) == "1 photo"
    assert wording.count_of_photos(2) == "2 photos"
    assert wording.count_of_birds(0) == "0 birds"


def test_facts_are_those_that_are_known():
    metadata = PhotoMetadata(taken=datetime(2024, 5, 12, 6, 30), camera="Canon EOS R5")
    result = PhotoResult(Path("a.jpg"), 1800, 1200, metadata=metadata)
    facts = wording.photo_facts(result)
    assert facts.startswith("1800 × 1200  ·  ")
    assert facts.endswith("Canon EOS R5")
    assert "24" in facts
    assert wording.photo_facts(None) == ""
    assert wording.photo_facts(PhotoResult(Path("a.jpg"), 0, 0, error="no")) == ""


def test_labels_are_short_and_honest():
    claims = [a_bird(species=KINGFISHER, probability=0.7, rank=rank) for rank in Rank]
    assert [wording.claim_label(bird, "zh") for bird in claims] == [
        "普通翠鸟  70%",
        "genus Alcedo  70%",
        "family Kingfishers  70%",
        "Not sure",
    ]
    assert wording.claim_confidence(claims[0]) is Confidence.HIGHLY_LIKELY
    assert wording.claim_confidence(claims[3]) is Confidence.UNCERTAIN
