from __future__ import annotations

import pytest

from birdeye.gui.models.bird_list import BirdListModel, BirdRole
from birdeye.gui.models.bird_selection import NO_BIRD, BirdSelection
from tests.helpers.window import KINGFISHER, SPARROW, Rank, a_bird


def test_bird_list_keeps_the_rules_of_models(qtmodeltester, qapp):
    model = BirdListModel("en")
    model.set_birds([a_bird(), a_bird(species=KINGFISHER)])
    qtmodeltester.check(model)
    model.set_language("zh")
    model.set_birds([])


def test_birds_are_named_in_the_language_with_what_is_claimed(qapp):
    model = BirdListModel("en")
    model.set_birds([a_bird(rank=rank, probability=0.7) for rank in Rank])
    names = [model.index(row).data() for row in range(4)]
    assert names == [
        "House Sparrow",
        "genus Passer",
        "family Old World Sparrows",
        "Not sure",
    ]
    assert [model.index(row).data(BirdRole.PERCENT) for row in range(4)] == ["70%"] * 3 + [""]
    model.set_language("zh")
    assert model.index(0).data() == SPARROW.common_names["zh"]


@pytest.fixture
def selection(qapp):
    selection = BirdSelection()
    selection.reset(3, 0)
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
    selection.reset(2, 1)
    assert heard == [1, 1]
