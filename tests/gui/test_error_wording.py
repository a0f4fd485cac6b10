"""Errors of lower layers are said in the language of the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from birdeye.domain.errors import CannotWrite, PackInvalid, PhotoUnreadable
from birdeye.gui import error_wording

ERRORS = (
    PhotoUnreadable(Path("a b.jpg"), "it is damaged", "Copy it again from the camera or the card."),
    PhotoUnreadable(Path("x. Y.jpg"), "the file is empty (0 bytes)", "Open it again."),
    CannotWrite(Path("birds.csv"), "No space left on device"),
    PackInvalid("tiny", ["it is not a file"]),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_in_english_nothing_is_changed(qapp, error):
    assert error_wording.in_words(str(error)) == str(error)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_in_chinese_only_names_stay(chinese, error):
    said = error_wording.in_words(str(error))
    names = ("a b.jpg", "x. Y.jpg", "birds.csv", "tiny")
    left = said
    for name in names:
        left = left.replace(name, "")
    assert not [letter for letter in left if letter.isascii() and letter.isalpha()], said
    assert any(name in said for name in names)


def test_what_is_not_known_stays_as_it_is(chinese):
    sentence = "The moon is in the way. Wait for a cloud."
    assert error_wording.in_words(sentence) == sentence
