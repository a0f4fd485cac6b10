from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from birdeye.domain.confidence import Confidence
from birdeye.domain.identification import NOT_SURE, Bird, BurstVote, Claim, Rank
from birdeye.domain.overviews import overview_of
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE, confirmed
from birdeye.gui import bird_wording, photo_wording
from birdeye.gui.models.species_names import SpeciesNames
from tests.helpers.window import KINGFISHER, a_bird


@pytest.fixture
def names(qapp):
    return SpeciesNames("zh")


def a_kingfisher(rank=Rank.SPECIES, review=UNREVIEWED, probability=0.7):
    bird = a_bird(species=KINGFISHER, probability=probability, rank=rank)
    return BirdRecord(1, bird, review)


def test_labels_are_short_and_honest(names):
    assert [bird_wording.label(a_kingfisher(rank), names) for rank in Rank] == [
        "普通翠鸟  70%",
        "genus Alcedo  70%",
        "family Kingfishers  70%",
        "probably 普通翠鸟?  70%",
    ]
    assert bird_wording.label(a_kingfisher(Rank.NONE, probability=0.4), names) == "Not sure"
    assert bird_wording.confidence(a_kingfisher()) is Confidence.LIKELY
    unsure = a_kingfisher(Rank.NONE, probability=0.4)
    assert bird_wording.confidence(unsure) is Confidence.UNCERTAIN


def test_a_chinese_family_is_called_a_family_once():
    assert bird_wording.with_family("{0} 科的某个种", "太平鸟科") == "太平鸟科的某个种"
    assert bird_wording.with_family("{0} 科的某个种，{1}", "Waxwings", "90%") == (
        "Waxwings 科的某个种，90%"
    )
    assert bird_wording.with_family("Some species of the family {0}", "Waxwings") == (
        "Some species of the family Waxwings"
    )


def test_what_is_likely_but_not_claimed_is_said_so_everywhere(names):
    bird = a_kingfisher(Rank.NONE, probability=0.72)
    assert bird_wording.title(bird, names) == "probably 普通翠鸟?"
    assert bird_wording.state(bird) == "to be checked  ·  72%"
    assert bird_wording.spoken(bird, names) == "probably 普通翠鸟?, to be checked  ·  72%"
    assert bird_wording.explanation(bird, names).startswith("Not certain enough to name it.")
    overview = overview_of(PhotoRecord(1, Path("a.jpg"), "", birds=(bird,), pack_id="p"))
    known = SpeciesNames("en")
    known.use_table({"Alcedo atthis": KINGFISHER}.__getitem__)
    assert photo_wording.title(overview, known) == "probably Common Kingfisher?"
    decided = replace(bird, review=UNSURE)
    overview = overview_of(PhotoRecord(1, Path("a.jpg"), "", birds=(decided,), pack_id="p"))
    assert photo_wording.outcome(overview, known) == "Unsure, reviewed"


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
    assert bird_wording.explanation(a_kingfisher(), names) == ""
    assert "together those of this group are 40%" in bird_wording.explanation(
        a_kingfisher(Rank.GENUS, probability=0.4), names
    )
    elsewhere = replace(a_kingfisher().bird, claim=Claim(Rank.GENUS, "Ceryle", 0.92))
    assert bird_wording.explanation(BirdRecord(1, elsewhere), names).startswith(
        "No single species is likely enough"
    ), "the name is from other photos of the burst"
    assert bird_wording.explanation(a_kingfisher(Rank.GENUS), names) == (
        "普通翠鸟 is the likeliest species (70%), but not likely enough to be named. Together, the "
        "species of this group reach 70%."
    )
    assert "no species is likely enough" in bird_wording.explanation(
        a_kingfisher(Rank.NONE, probability=0.4), names
    )
    nobody = BirdRecord(1, Bird(a_bird().box, 1.0, NOT_SURE, ()))
    assert bird_wording.explanation(nobody, names) == "Type a name to say what it is."


def test_a_name_that_a_burst_agreed_on_says_what_this_photo_alone_says(names):
    record = a_kingfisher()
    voted = replace(record.bird, burst_vote=BurstVote(NOT_SURE, 4))
    bird = replace(record, bird=voted)
    assert bird_wording.burst_note(bird, names) == (
        "Agreed in a burst of 4 photos; this photo alone: Not sure."
    )
    assert bird_wording.burst_note(record, names) == ""
    assert bird_wording.burst_note(replace(bird, review=UNSURE), names) == ""
