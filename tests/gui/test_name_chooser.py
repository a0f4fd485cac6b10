"""Finding any bird of the world by name, with the real table of species."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from birdeye.domain.changes import ReviewBirds
from birdeye.domain.identification import Rank
from birdeye.domain.review import confirmed
from birdeye.gui.models.name_hits import HitRole
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.records import a_record
from tests.helpers.review_desk import a_desk, press, type_text
from tests.helpers.tiny_pack import RED
from tests.helpers.window import a_bird

WREN = "Troglodytes troglodytes"


@pytest.fixture
def desk(qapp, qtbot, tmp_path):
    """One photo with two birds, and the table of species read."""
    path = draw_photo(tmp_path / "a.png", RED)
    desk = a_desk(qapp, qtbot, a_record(a_bird(), a_bird((100, 90, 160, 150)), path=path))
    desk.finding.read_table()
    qtbot.waitUntil(lambda: desk.finding._search is not None)
    return desk


def hits(desk):
    model = desk.species_panel.chooser.model
    return [model.index(row).data(HitRole.HIT) for row in range(model.rowCount())]


def wait_for_hits(qtbot, desk):
    qtbot.waitUntil(lambda: hits(desk) != [])


def test_a_name_that_is_typed_and_accepted_is_the_birds(desk, qtbot):
    type_text(qtbot, desk, "eurasian wren")
    wait_for_hits(qtbot, desk)
    assert desk.species_panel.candidates.isHidden()
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.catalogue.asked == [ReviewBirds((100,), confirmed(Rank.SPECIES, WREN))]
    assert desk.photo_view.marks[0].label == "✓ Eurasian Wren"
    assert desk.selection.selected == 1
    assert desk.photo_view.hasFocus()
    assert not desk.species_panel.candidates.isHidden()


def test_who_types_fast_need_not_wait_for_the_list(desk, qtbot):
    type_text(qtbot, desk, "zaunkönig")
    press(qtbot, desk, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.catalogue.asked != [])
    assert desk.catalogue.asked == [ReviewBirds((100,), confirmed(Rank.SPECIES, WREN))]


def test_a_search_waits_for_the_table(qapp, qtbot, tmp_path):
    path = draw_photo(tmp_path / "a.png", RED)
    desk = a_desk(qapp, qtbot, a_record(a_bird(), path=path))
    type_text(qtbot, desk, "eurasian wren")
    desk.finding.read_table()
    qtbot.waitUntil(lambda: hits(desk) != [])
    assert hits(desk)[0].taxon == WREN


def test_arrows_step_through_the_list(desk, qtbot):
    type_text(qtbot, desk, "sparrow")
    wait_for_hits(qtbot, desk)
    press(qtbot, desk, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    wanted = hits(desk)[1]
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.catalogue.asked == [ReviewBirds((100,), confirmed(wanted.rank, wanted.taxon))]


def test_a_click_takes_a_name(desk, qtbot):
    type_text(qtbot, desk, "sparrow")
    wait_for_hits(qtbot, desk)
    view = desk.species_panel.chooser.hits
    wanted = hits(desk)[2]
    place = view.visualRect(desk.species_panel.chooser.model.index(2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.catalogue.asked == [ReviewBirds((100,), confirmed(wanted.rank, wanted.taxon))]


def test_genus_and_family_are_found_and_accepted(desk, qtbot):
    type_text(qtbot, desk, "phylloscopus")
    wait_for_hits(qtbot, desk)
    genus = next(row for row, hit in enumerate(hits(desk)) if hit.rank is Rank.GENUS)
    assert desk.species_panel.chooser.model.index(genus).data(HitRole.DETAIL) == "genus"
    press(qtbot, desk, *[Qt.Key.Key_Down] * genus, Qt.Key.Key_Return)
    assert desk.catalogue.asked == [ReviewBirds((100,), confirmed(Rank.GENUS, "Phylloscopus"))]


def test_the_name_that_was_found_is_told_where_it_is_another(desk, qtbot):
    type_text(qtbot, desk, "zaunkönig")
    wait_for_hits(qtbot, desk)
    index = desk.species_panel.chooser.model.index(0)
    assert index.data() == "Eurasian Wren"
    assert index.data(HitRole.DETAIL) == "Troglodytes troglodytes  ·  Zaunkönig (Deutsch)"


def test_an_input_method_composes_in_the_field(desk, qtbot):
    qtbot.keyClick(desk.photo_view, "/")
    field = desk.species_panel.chooser.field
    composing = QInputMethodEvent("jia", [])
    QApplication.sendEvent(field, composing)
    assert desk.species_panel.chooser.is_typing is False
    done = QInputMethodEvent()
    done.setCommitString("家麻雀")
    QApplication.sendEvent(field, done)
    wait_for_hits(qtbot, desk)
    assert hits(desk)[0].taxon == "Passer domesticus"
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.catalogue.asked[0].review.taxon == "Passer domesticus"


def test_a_name_that_nobody_has_is_told(desk, qtbot):
    type_text(qtbot, desk, "qqqqzzzz")
    chooser = desk.species_panel.chooser
    qtbot.waitUntil(lambda: chooser._nothing.isVisible())
    assert chooser._nothing.text() == "No bird has a name like “qqqqzzzz” in any language."
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.catalogue.asked == []


def test_an_answer_to_an_earlier_text_is_dropped(desk, qtbot):
    chooser = desk.species_panel.chooser
    type_text(qtbot, desk, "wren")
    chooser.show_hits("wre", desk.finding._search.search("owl"))
    assert hits(desk) == []


def test_another_photo_empties_the_field(desk, qtbot, tmp_path):
    type_text(qtbot, desk, "wren")
    other = draw_photo(tmp_path / "b.png", RED)
    desk.shelf.put(a_record(a_bird(), photo_id=2, path=other))
    assert not desk.species_panel.chooser.is_typing


def test_the_language_of_names_is_that_of_the_hits(desk, qtbot):
    desk.names.set_language("zh")
    type_text(qtbot, desk, "passer domesticus")
    wait_for_hits(qtbot, desk)
    assert desk.species_panel.chooser.model.index(0).data() == "家麻雀"


def test_the_model_of_hits_keeps_the_rules_of_qt(desk, qtbot, qtmodeltester):
    type_text(qtbot, desk, "sparrow")
    wait_for_hits(qtbot, desk)
    qtmodeltester.check(desk.species_panel.chooser.model)
    qtmodeltester.check(desk.species_panel.bird_model)
