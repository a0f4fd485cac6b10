"""What comes from files is shown as the characters that it is, never as HTML with its pictures."""

from __future__ import annotations

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QToolTip,
    QTreeWidget,
    QTreeWidgetItem,
)

SIDE = 900

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def html(tmp_path):
    """Text that is 900 pixels high and wide where it is taken for HTML."""
    picture = tmp_path / "picture.png"
    Image.new("RGB", (SIDE, SIDE)).save(picture)
    return f'<img src="{picture}">'


@pytest.fixture
def window(make_program):
    return make_program().window


def is_shown_plain(text):
    """Whether a tip on show has this text, as it is. Tips go by themselves: look at all at once."""
    return any(
        widget.text() == text
        and widget.textFormat() is Qt.TextFormat.PlainText
        and widget.height() < SIDE / 2
        for widget in QApplication.topLevelWidgets()
        if widget.metaObject().className() == "QTipLabel" and widget.isVisible()
    )


def test_tooltips_are_plain(window, html, qtbot):
    QToolTip.showText(QPoint(10, 10), html, window)
    qtbot.waitUntil(lambda: is_shown_plain(html))
    QToolTip.hideText()


def test_tooltips_of_items_are_plain(window, html, qtbot):
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    item = QTreeWidgetItem(["item"])
    item.setToolTip(0, html)
    tree.addTopLevelItem(item)
    tree.show()
    index = tree.indexFromItem(item)
    QToolTip.showText(QPoint(10, 10), index.data(Qt.ItemDataRole.ToolTipRole), tree)
    qtbot.waitUntil(lambda: is_shown_plain(html))
    QToolTip.hideText()


def test_labels_and_questions_are_plain_unless_they_mean_otherwise(window, html, qtbot):
    label, rich = QLabel(html), QLabel(html)
    rich.setTextFormat(Qt.TextFormat.RichText)
    box = QMessageBox(text=html)
    box.setInformativeText(html)
    for widget in (label, rich, box):
        qtbot.addWidget(widget)
        widget.show()
    assert label.sizeHint().height() < SIDE / 2
    assert rich.sizeHint().height() >= SIDE
    assert box.sizeHint().height() < SIDE
    assert all(each.textFormat() is not Qt.TextFormat.AutoText for each in box.findChildren(QLabel))


def test_every_label_of_the_window_is_plain_or_means_to_be_rich(window):
    guessing = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.textFormat() is Qt.TextFormat.AutoText
    ]
    assert guessing == []
