from __future__ import annotations

import pytest

from birdeye.domain.confidence import Confidence
from birdeye.domain.identification import NOT_SURE, Bird, Rank
from birdeye.domain.records import BirdRecord
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE, confirmed
from birdeye.gui import bird_wording
from birdeye.gui.models.species_names import SpeciesNames
from tests.helpers.window import KINGFISHER, a_bird


@pytest.fixture
def names(qapp):
    return SpeciesNames("zh")


def a_kingfisher(rank=Rank.SPECIES, review=UNREVIEWED):
    return BirdRecord(1, a_bird(species=KINGFISHER, probability=0.7, rank=rank), review)


def test_labels_are_short_and_honest(names):
    assert [bird_wording.label(a_kingfisher(rank), names) for rank in Rank] == [
        "普通翠鸟  70%",
        "genus Alcedo  70%",
        "family Kingfishers  70%",
        "Not sure",
    ]
    assert bird_wording.confidence(a_kingfisher()) is Confidence.LIKELY
    assert bird_wording.confidence(a_kingfisher(Rank.NONE)) is Confidence.UNCERTAIN


@pytest.mark.parametrize(
    ("review", "title", "label", "state"),
    [
        (UNREVIEWED, "普通翠鸟", "普通翠鸟  70%", "likely  ·  70%"),
        (confirmed(Rank.SPECIES, "Passer domesticus"), "家麻雀", "✓ 家麻雀", "✓  confirmed"),
        (
            confirmed(Rank.GENUS, "Alcedo"),
            "Some species of the genus Alcedo",
            "✓ genus Alcedo",
            "✓  confirmed",
        ),
        (UNSURE, "You said unsure", "Unsure", "unsure"),
        (NOT_A_BIRD, "No bird here", "No bird", "not a bird"),
    ],
)
def test_what_a_person_decided_is_said_and_no_figure_with_it(names, review, title, label, state):
    bird = a_kingfisher(review=review)
    assert bird_wording.title(bird, names) == title
    assert bird_wording.label(bird, names) == label
    assert bird_wording.state(bird) == state


def test_a_screen_reader_says_no_signs(names):
    bird = a_kingfisher(review=confirmed(Rank.SPECIES, "Alcedo atthis"))
    assert bird_wording.spoken(bird, names) == "普通翠鸟, confirmed"


def test_why_no_species_is_named_is_explained(names):
    assert bird_wording.explanation(a_kingfisher()) == ""
    assert "together those of this group are 70%" in bird_wording.explanation(
        a_kingfisher(Rank.GENUS)
    )
    assert "none of the species is likely enough" in bird_wording.explanation(
        a_kingfisher(Rank.NONE)
    )
    nobody = BirdRecord(1, Bird(a_bird().box, 1.0, NOT_SURE, ()))
    assert bird_wording.explanation(nobody) == "Type a name to say what it is."
