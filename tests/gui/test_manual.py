"""The manual in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from birdeye import locations
from birdeye.gui.dialogs.manual import ManualDialog, without_dead_links
from birdeye.gui.theme import Theme, ThemeChoice

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def make_dialog(qapp, qtbot):
    def make(file):
        owner = QObject(qapp)
        dialog = ManualDialog(file, Theme(qapp, ThemeChoice.LIGHT, owner))
        qtbot.addWidget(dialog)
        owner.setParent(dialog)
        dialog.show()
        return dialog

    return make


def headings(dialog):
    return [dialog.contents.item(row).text().strip() for row in range(dialog.contents.count())]


def test_f1_opens_the_manual_once_beside_the_window(make_program, qtbot):
    window = make_program().window
    assert [key.toString() for key in window.all_actions.manual.shortcuts()] == ["F1"]
    for _ in range(2):
        window.all_actions.manual.trigger()
    (dialog,) = window.findChildren(ManualDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    written = locations.manual_file().read_text(encoding="utf-8").splitlines()
    assert headings(dialog) == [line[3:] for line in written if line.startswith("## ")]
    assert "|---" not in dialog.text.toPlainText()
    dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(ManualDialog))


def test_words_are_found_from_the_top_and_again_from_there(make_dialog, tmp_path):
    file = tmp_path / "manual.md"
    file.write_text("# A\n\n## Eggs\n\none wren\n\n## Nests\n\nanother wren\n", encoding="utf-8")
    dialog = make_dialog(file)
    QTest.keyClicks(dialog.search, "wren")
    places = []
    for _ in range(3):
        places.append(dialog.text.textCursor().block().text())
        QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert places == ["one wren", "another wren", "one wren"]


def test_links_lead_to_texts_of_the_program_and_to_the_web(make_dialog, tmp_path, monkeypatch):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "README.md").write_text("# M\n\n## Training\n", encoding="utf-8")
    file = tmp_path / "manual.md"
    file.write_text("# A\n\n[model](model/README.md) [web](https://a.org)\n", encoding="utf-8")
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = make_dialog(file)
    dialog.text.anchorClicked.emit(QUrl("https://a.org"))
    assert opened == [QUrl("https://a.org")]
    dialog.text.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert headings(dialog) == []
    dialog.text.anchorClicked.emit(QUrl("model/README.md"))
    assert headings(dialog) == ["Training"]
    assert len(opened) == 1


def test_what_is_not_there_is_no_link(tmp_path):
    (tmp_path / "there.md").touch()
    written = "[a](there.md) [b](gone.md) ![c](there.png) [d](https://e.org/f) [g](file:///h.md)"
    kept = "[a](there.md) b c [d](https://e.org/f) g"
    assert without_dead_links(written, tmp_path) == kept


def test_every_link_of_the_manual_leads_somewhere():
    file = locations.manual_file()
    written = file.read_text(encoding="utf-8")
    assert without_dead_links(written, file.parent) == written
