"""What the panel says of a photo that is cut short, or whose date is a guess."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction

from birdeye.domain.photos import FactSource
from birdeye.gui.panels.photo_facts import PhotoFacts
from birdeye.gui.theme import Theme, ThemeChoice
from tests.helpers.photo_records import photo_record


@pytest.fixture
def shown(qtbot, qapp):
    def show(**facts):
        panel = PhotoFacts(QAction("Set the place…"), Theme(qapp, ThemeChoice.LIGHT))
        qtbot.addWidget(panel)
        record = photo_record()
        panel.show_record(replace(record, metadata=replace(record.metadata, **facts)))
        return panel.text

    return show


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.9996, "99% readable"), (0.5, "50% readable"), (0.0, "damaged or missing")],
)
def test_a_cut_photo_is_marked(shown, share, words):
    assert words in shown(rows_share=share)


def test_a_whole_photo_is_not(shown):
    text = shown()
    assert "readable" not in text and "damaged" not in text


@pytest.mark.parametrize(
    ("source", "words"),
    [(FactSource.FILE_NAME, "from the file name"), (FactSource.EDIT_DATE, "last edited")],
)
def test_a_date_that_may_be_wrong_says_where_it_is_from(shown, source, words):
    assert words in shown(taken_source=source)
    assert words not in shown(taken_source=FactSource.EXIF)
