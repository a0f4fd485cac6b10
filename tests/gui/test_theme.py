"""Contrast by WCAG 2.1: 4.5 for text, 3 for what only has to be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
)

from birdeye.domain.confidence import Confidence
from birdeye.gui.layouts import in_column
from birdeye.gui.theme import CANVAS, DARK, LIGHT, Theme, ThemeChoice


def luminance(colour):
    """Relative luminance, https://www.w3.org/TR/WCAG21/#dfn-relative-luminance."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_known_extremes():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_legible_on_every_ground(colours):
    grounds = (colours.window, colours.panel, colours.raised)
    pairs = [(text, ground) for text in (colours.text, colours.text_dim) for ground in grounds]
    pairs += [
        (colours.text, colours.hover),
        (colours.selection_text, colours.selection),
        (colours.primary_text, colours.primary),
        (colours.primary_text, colours.primary_hover),
        (colours.warning, colours.panel),
        (colours.accent, colours.raised),
        *(colours.chip(confidence)[::-1] for confidence in Confidence),
    ]
    too_weak = {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5}
    assert not too_weak


def a_check_list():
    view = QListWidget(objectName="formatList")
    item = QListWidgetItem()
    item.setCheckState(Qt.CheckState.Unchecked)
    view.addItem(item)
    view.setStyleSheet("border: none")
    return view


def without_buttons(box):
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.lineEdit().setReadOnly(True)
    box.setSpecialValueText(" ")
    return box


CONTROLS = {
    "a check box": QCheckBox,
    "a check box in a list": a_check_list,
    "a button": QPushButton,
    "a field": QLineEdit,
    "a field of lines": QPlainTextEdit,
    "a choice": QComboBox,
    "a number": lambda: without_buttons(QSpinBox()),
    "a slider": lambda: QSlider(Qt.Orientation.Horizontal),
    "a review button": lambda: QToolButton(objectName="reviewButton"),
    "a date": lambda: QToolButton(objectName="sortDirection"),
}


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("make", CONTROLS.values(), ids=CONTROLS)
def test_a_control_can_be_seen_though_nothing_is_written_on_it(qapp, qtbot, make, choice):
    owner = QObject()
    colours = Theme(qapp, choice, owner).colours
    window = QDialog()
    qtbot.addWidget(window)
    control = make()
    in_column(control, QLineEdit(), margins=(20, 20, 20, 20), of=window)
    window.setFocusProxy(None)
    window.ensurePolished()
    window.resize(300, 200)
    image = window.grab().toImage()
    place = control.geometry()
    seen = {
        image.pixelColor(x, y).name()
        for x in range(place.left(), place.right() + 1)
        for y in range(place.top(), place.bottom() + 1)
    }
    for ground in (colours.window, colours.panel):
        assert max(contrast(colour, ground) for colour in seen) >= 3


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_borders_of_controls_can_be_seen_on_every_ground(colours):
    for ground in (colours.window, colours.panel, colours.raised, colours.hover):
        assert contrast(colours.control, ground) >= 3
        assert contrast(colours.accent, ground) >= 3


def test_text_on_the_photo_ground_is_legible():
    assert contrast(CANVAS.text, CANVAS.ground) > 4.5
    assert contrast(CANVAS.text_dim, CANVAS.ground) > 4.5
    assert contrast(CANVAS.label_text, CANVAS.label) > 4.5
    assert contrast(CANVAS.selected_text, CANVAS.selected) > 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_for_how_sure_have_grounds_that_differ(colours):
    assert len({colours.chip(confidence)[0] for confidence in Confidence}) == 4


def test_the_selected_box_stands_out_from_the_ground():
    assert contrast(CANVAS.selected, CANVAS.ground) > 3
    assert contrast(CANVAS.line, CANVAS.ground) > 3
