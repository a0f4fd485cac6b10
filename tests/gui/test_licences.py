from __future__ import annotations

import pytest

from birdeye.gui.dialogs.about import AboutDialog
from birdeye.gui.dialogs.licences import LicencesDialog
from birdeye.workflows.program_parts import ProgramPart


def test_the_text_of_the_chosen_part_is_shown(qtbot, tmp_path):
    text = tmp_path / "qt.txt"
    text.write_text("Qt may be replaced.", "utf-8")
    parts = [ProgramPart("Qt", "6.1", "LGPL-3.0-only", (text,)), ProgramPart("Zilch", "", "X", ())]
    dialog = LicencesDialog(parts)
    qtbot.addWidget(dialog)
    assert dialog.list.count() == 2
    assert "Qt may be replaced." in dialog.text.toPlainText()
    dialog.list.setCurrentRow(1)
    assert "No licence text" in dialog.text.toPlainText()


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
def test_about_leads_to_the_licences(qtbot):
    about = AboutDialog("Model: none")
    qtbot.addWidget(about)
    about.licences.click()
    dialog = about.findChild(LicencesDialog)
    assert dialog is not None and dialog.isVisible()
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert any(name.startswith("PySide6") for name in names)
    dialog.close()
