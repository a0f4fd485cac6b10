from __future__ import annotations

import pytest

from birdeye.domain.identification import Candidate, Rank
from birdeye.domain.records import BirdRecord
from birdeye.domain.review import UNSURE, confirmed
from birdeye.domain.species import Species
from birdeye.gui.models.species_names import SpeciesNames
from tests.helpers.window import KINGFISHER, SPARROW, a_bird

WREN = Species("Troglodytes troglodytes", "Wrens", {"en": "Eurasian Wren", "de": "Zaunkönig"})


@pytest.fixture
def names(qapp):
    return SpeciesNames("de")


def test_until_the_table_is_there_a_species_goes_by_its_scientific_name(names, qtbot):
    assert names.common_name("Troglodytes troglodytes") == "Troglodytes troglodytes"
    with qtbot.waitSignal(names.changed):
        names.use_table({WREN.scientific_name: WREN}.__getitem__)
    assert names.common_name("Troglodytes troglodytes") == "Zaunkönig"
    with qtbot.waitSignal(names.changed):
        names.set_language("en")
    assert names.common_name("Troglodytes troglodytes") == "Eurasian Wren"


def test_a_candidate_brings_its_names_along(names):
    bird = BirdRecord(1, a_bird(species=KINGFISHER), confirmed(Rank.SPECIES, "Passer domesticus"))
    assert names.species_of_bird(bird).common_name("zh") == SPARROW.common_names["zh"]


def test_a_candidate_without_names_takes_those_of_the_table(names):
    names.use_table(lambda name: WREN)
    bare = Species("Troglodytes troglodytes")
    bird = a_bird(species=bare)
    assert bird.candidates[0] == Candidate(bare, 0.9)
    assert names.species_of_bird(BirdRecord(1, bird)).common_name("de") == "Zaunkönig"


def test_who_goes_by_no_species_has_none(names):
    assert names.species_of_bird(BirdRecord(1, a_bird(rank=Rank.GENUS))) is None
    assert names.species_of_bird(BirdRecord(1, a_bird(), UNSURE)) is None
