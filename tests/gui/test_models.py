from __future__ import annotations

import pytest

from birdeye.domain.changes import DeleteBirds, ReviewBirds
from birdeye.domain.review import UNSURE
from birdeye.gui.models.bird_list import BirdListModel, BirdRole
from birdeye.gui.models.candidate_ranking import CandidateRanking
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.store.bird_selection import NO_BIRD, BirdSelection
from birdeye.gui.store.photo_store import PhotoStore
from tests.helpers.records import a_record
from tests.helpers.shelf import Shelf, ShelfCatalogue
from tests.helpers.window import KINGFISHER, SPARROW, Rank, a_bird


@pytest.fixture
def shelf(qapp):
    catalogue = ShelfCatalogue()
    shelf = Shelf(catalogue, PhotoStore(catalogue))
    shelf.store = shelf._store
    return shelf


def test_bird_list_keeps_the_rules_of_models(qtmodeltester, shelf):
    names = SpeciesNames("en")
    model = BirdListModel(shelf.store, names, CandidateRanking())
    qtmodeltester.check(model)
    shelf.put(a_record(a_bird(), a_bird(species=KINGFISHER)))
    shelf.store.carry_out(DeleteBirds((100,)))
    assert model.rowCount() == 1
    names.set_language("zh")
    shelf.store.show(None)
    assert model.rowCount() == 0


def test_birds_are_named_in_the_language_with_what_is_claimed(shelf):
    names = SpeciesNames("en")
    model = BirdListModel(shelf.store, names, CandidateRanking())
    shelf.put(a_record(*(a_bird(rank=rank, probability=0.7) for rank in Rank)))
    shown = [model.index(row).data() for row in range(4)]
    assert shown == [
        "House Sparrow",
        "genus Passer",
        "family Old World Sparrows",
        "probably House Sparrow?",
    ]
    assert [model.index(row).data(BirdRole.FIGURE) for row in range(4)] == ["70%"] * 4
    names.set_language("zh")
    assert model.index(0).data() == SPARROW.common_names["zh"]


def test_a_review_does_not_reset_the_list(shelf, qtbot):
    model = BirdListModel(shelf.store, SpeciesNames("en"), CandidateRanking())
    shelf.put(a_record(a_bird(), a_bird()))
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        shelf.store.carry_out(ReviewBirds((100,), UNSURE))
    assert model.index(0).data() == "Unsure"


@pytest.fixture
def selection(qapp):
    selection = BirdSelection()
    selection.settle(3, 0)
    return selection


def test_steps_stop_at_both_ends(selection):
    assert selection.step(1) and selection.step(1)
    assert not selection.step(1)
    assert selection.selected == 2
    assert selection.step(-1) and selection.step(-1)
    assert not selection.step(-1)


def test_out_of_range_selects_and_hovers_none(selection):
    selection.select(7)
    selection.hover(-5)
    assert selection.selected == selection.hovered == NO_BIRD


def test_changes_are_told_once(selection, qtbot):
    heard = []
    selection.selected_changed.connect(heard.append)
    selection.select(1)
    selection.select(1)
    assert heard == [1]
    assert selection.settle(2, 0)
    assert not selection.settle(3, 0)
    assert heard == [1], "whoever brings other birds tells so"
