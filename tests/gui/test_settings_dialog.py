"""The settings: what they show is what the menus show, and what they choose happens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from birdeye import locations
from birdeye.domain.plausibility import PlaceSettings
from birdeye.gui.dialogs.settings import SettingsDialog
from birdeye.gui.panels.place_fields import PlaceFields
from birdeye.gui.theme import ThemeChoice
from birdeye.workflows.places import read_place_settings

# What the offscreen platform says of every dialog.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def program(make_program):
    return make_program()


def open_settings(program):
    program.window.all_actions.settings.trigger()
    return program.window.findChild(SettingsDialog)


def checked(menu):
    return [action.text() for action in menu.actions() if action.isChecked()]


def choose(box, number):
    box.setCurrentIndex(number)
    box.activated.emit(number)


def test_it_shows_what_the_menus_show(program):
    dialog = open_settings(program)
    menus = program.window.menus
    assert [dialog.name_language.currentText()] == checked(menus.languages)
    assert [dialog.theme.currentText()] == checked(menus.themes)
    assert [dialog.window_language.currentText()] == checked(menus.window_languages)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert str(locations.catalogue_file()) in texts


def test_a_choice_acts_at_once_and_reaches_the_menus(program, qtbot):
    dialog = open_settings(program)
    choose(dialog.theme, 2)
    qtbot.waitUntil(lambda: program.theme.choice is ThemeChoice.DARK)
    assert checked(program.window.menus.themes) == [dialog.theme.currentText()]
    choose(dialog.name_language, 1)
    qtbot.waitUntil(lambda: program.names.language == "zh")
    assert checked(program.window.menus.languages) == ["中文"]


def test_another_language_of_the_window_closes_the_dialog_and_asks_for_it(program, qtbot):
    dialog = open_settings(program)
    with qtbot.waitSignals([dialog.finished, program.window.menus.window_language_chosen]):
        choose(dialog.window_language, 1)


def test_settings_are_below_each_other_and_tab_reaches_the_button_last(program, qtbot):
    program.places.read()
    qtbot.waitUntil(lambda: program.places.settings is not None)
    dialog = open_settings(program)
    fields = dialog.findChild(PlaceFields)
    (close,) = dialog._buttons.buttons()
    dialog.window_language.setFocus()
    chain = [dialog.focusWidget()]
    while chain[-1] is not close:
        assert len(chain) < 30, "Tab never reaches the button"
        QTest.keyClick(chain[-1], Qt.Key.Key_Tab)
        chain.append(dialog.focusWidget())
    order = [chain.index(one) for one in (dialog.theme, fields.used, fields.always_expected)]
    assert order == sorted(order)
    QTest.keyClick(close, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is chain[0]
    edges = {one.mapTo(dialog, QPoint()).x() for one in (dialog.theme, fields.region)}
    assert len(edges) == 1, "the fields are not below each other"


def test_a_region_is_kept_and_acts_at_once(program, qtbot):
    program.places.read()
    qtbot.waitUntil(lambda: program.places.settings is not None)
    fields = open_settings(program).findChild(PlaceFields)
    assert fields.region.text() == ""
    fields.region.setText("de, Atlantis")
    fields.region.editingFinished.emit()
    assert "Atlantis" in fields.problem.text()
    fields.region.setText("de, ch")
    fields.always_expected.setText("Pavo cristatus")
    with qtbot.waitSignal(program.places.changed):
        fields.region.editingFinished.emit()
    kept = read_place_settings(locations.settings_file())
    assert kept == PlaceSettings(True, frozenset(("DE", "CH")), frozenset(("Pavo cristatus",)))
    assert fields.problem.isHidden()
