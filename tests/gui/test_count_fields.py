"""How many birds there were, as the panel asks and the catalogue remembers it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from birdeye.domain.changes import StateCount
from birdeye.domain.counts import LifeStage, Sex, Statement
from birdeye.domain.identification import Rank
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.records import a_record
from tests.helpers.review_desk import a_desk, press
from tests.helpers.tiny_pack import RED
from tests.helpers.window import KINGFISHER, SPARROW, a_bird

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SPARROWS = Rank.SPECIES, "Passer domesticus"


@pytest.fixture
def desk(qapp, qtbot, tmp_path):
    boxes = ((10, 10, 60, 60), (80, 10, 130, 60))
    birds = [a_bird(box, SPARROW) for box in boxes]
    kingfisher = a_bird((10, 100, 60, 160), KINGFISHER)
    path = draw_photo(tmp_path / "a.png", RED)
    return a_desk(qapp, qtbot, a_record(*birds, kingfisher, path=path))


@pytest.fixture
def fields(desk):
    fields = desk.species_panel.count_fields
    fields.toggle.click()
    return fields


def test_boxes_count_until_the_user_counts(desk, fields, qtbot):
    assert (fields.count.value(), fields.count.text()) == (0, "2 boxes")
    assert not fields.is_minimum.isEnabled()
    fields.count.setFocus()
    fields.count.selectAll()
    qtbot.keyClicks(fields.count, "40")
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.catalogue.asked == [StateCount((1,), *SPARROWS, Statement(40))]
    assert desk.store.record.statements == {SPARROWS: Statement(40)}
    assert fields.summary.text() == "40 birds"
    fields.is_minimum.click()
    assert fields.summary.text() == "40 or more"
    fields.count.setValue(0)
    assert desk.catalogue.asked[-1] == StateCount((1,), *SPARROWS, None)


def test_the_wheel_scrolls_the_panel_and_states_nothing(desk, fields):
    for field in (fields.sex, fields.life_stage, fields.behaviour, fields.count):
        for focused in (False, True):
            if focused:
                field.setFocus()
            nowhere = QPointF(5, 5)
            wheel = QWheelEvent(
                *(nowhere, field.mapToGlobal(nowhere), QPoint(0, -120), QPoint(0, -120)),
                *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
                *(Qt.ScrollPhase.NoScrollPhase, False),
            )
            QApplication.sendEvent(field, wheel)
    assert fields.statement == Statement()
    assert desk.catalogue.asked == []


def test_fields_that_open_below_the_edge_are_scrolled_into_view(desk, qtbot):
    panel = desk.species_panel
    panel.setFixedHeight(320)
    desk.show()
    fields = panel.count_fields
    area = panel._scroller
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    area.verticalScrollBar().setValue(0)
    fields.toggle.click()

    def are_in_sight() -> bool:
        bottom = fields.behaviour.mapTo(area, QPoint(0, fields.behaviour.height())).y()
        return 0 < bottom <= area.height()

    qtbot.waitUntil(are_in_sight)


def test_sex_age_and_behaviour_are_kept_in_the_words_of_databases(desk, fields, qtbot):
    fields.sex.setCurrentIndex(fields.sex.findData(Sex.MALE))
    fields.sex.activated.emit(1)
    fields.life_stage.setCurrentIndex(fields.life_stage.findData(LifeStage.SUBADULT))
    fields.life_stage.activated.emit(2)
    fields.behaviour.setCurrentText("feeding young")
    fields.behaviour.lineEdit().editingFinished.emit()
    said = Statement(None, False, Sex.MALE, LifeStage.SUBADULT, "feeding young")
    assert desk.store.record.statements == {SPARROWS: said}
    fields.behaviour.setEditText("at the feeder")
    fields.behaviour.lineEdit().editingFinished.emit()
    assert desk.store.record.statements[SPARROWS].behaviour == "at the feeder"


def test_each_species_has_a_count_of_its_own(desk, fields):
    fields.count.setValue(6)
    desk.selection.select(2)
    assert fields.count.value() == 0
    desk.selection.select(1)
    assert fields.count.value() == 6


def test_keys_typed_into_a_field_decide_nothing(desk, fields, qtbot):
    fields.behaviour.lineEdit().setFocus()
    for key in (Qt.Key.Key_X, Qt.Key.Key_1, Qt.Key.Key_U):
        press(qtbot, desk, key)
    assert desk.catalogue.asked == []
    assert fields.behaviour.currentText() == "x1u"


def test_what_was_said_is_taken_back(desk, fields):
    fields.count.setValue(6)
    desk.all_actions.undo.trigger()
    assert desk.store.record.statements == {}
    assert fields.count.value() == 0
