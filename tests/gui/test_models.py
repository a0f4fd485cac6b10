from __future__ import annotations

from dataclasses import replace

import pytest

from birdeye.domain.review import UNSURE
from birdeye.gui.models.bird_list import BirdListModel, BirdRole
from birdeye.gui.models.bird_selection import NO_BIRD, BirdSelection
from birdeye.gui.models.record_on_screen import RecordOnScreen
from birdeye.gui.models.species_names import SpeciesNames
from tests.helpers.records import a_record
from tests.helpers.window import KINGFISHER, SPARROW, Rank, a_bird


def test_bird_list_keeps_the_rules_of_models(qtmodeltester, selection):
    on_screen, names = RecordOnScreen(selection), SpeciesNames("en")
    model = BirdListModel(on_screen, names)
    record = a_record(a_bird(), a_bird(species=KINGFISHER))
    qtmodeltester.check(model)
    on_screen.show(record)
    on_screen.show(replace(record, birds=record.birds[1:]))
    names.set_language("zh")
    on_screen.show(None)
    assert model.rowCount() == 0


def test_birds_are_named_in_the_language_with_what_is_claimed(selection):
    on_screen, names = RecordOnScreen(selection), SpeciesNames("en")
    model = BirdListModel(on_screen, names)
    on_screen.show(a_record(*(a_bird(rank=rank, probability=0.7) for rank in Rank)))
    shown = [model.index(row).data() for row in range(4)]
    assert shown == [
        "House Sparrow",
        "genus Passer",
        "family Old World Sparrows",
        "Not sure",
    ]
    assert [model.index(row).data(BirdRole.FIGURE) for row in range(4)] == ["70%"] * 3 + [""]
    names.set_language("zh")
    assert model.index(0).data() == SPARROW.common_names["zh"]


def test_a_review_does_not_reset_the_list(selection, qtbot):
    on_screen = RecordOnScreen(selection)
    model = BirdListModel(on_screen, SpeciesNames("en"))
    on_screen.show(a_record(a_bird(), a_bird()))
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        on_screen.show(a_record(a_bird(), a_bird(), reviews=(UNSURE,)))
    assert model.index(0).data() == "Unsure"


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
