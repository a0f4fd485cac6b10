"""Lists and rows of sentences have the punctuation of the language of the window."""

from __future__ import annotations

from birdeye.gui import enumeration

BIRDS = ("家麻雀", "", "麻雀")


def test_chinese_has_marks_of_its_own(chinese):
    assert enumeration.listed(BIRDS) == "家麻雀、麻雀"
    assert enumeration.sentence("3 张留用") == "3 张留用。"
    assert enumeration.in_a_row(["已识别。", "", "请稍候。"]) == "已识别。请稍候。"


def test_english_has_blanks(qapp):
    assert enumeration.listed(["House Sparrow", "Wren"]) == "House Sparrow, Wren"
    assert enumeration.in_a_row(["Done.", "Next."]) == "Done. Next."
