from __future__ import annotations

from datetime import datetime

import pytest

from birdeye.gui import wording


@pytest.mark.parametrize(
    ("probability", "text"),
    [(0.0, "<1%"), (0.0099, "<1%"), (0.01, "1%"), (0.5, "50%"), (0.99, "99%"), (0.9999, ">99%")],
)
def test_figures_never_claim_what_no_model_can_know(probability, text):
    assert wording.percent(probability) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (2, "a few seconds left"),
        (33, "about 35 seconds left"),
        (60, "about 1 minute left"),
        (150, "about 2 minutes left"),
        (3500, "about 58 minutes left"),
        (3600, "about 1 hour left"),
        (9000, "about 2 hours left"),
    ],
)
def test_time_left_is_rounded_to_what_a_guess_is_worth(seconds, text):
    assert wording.time_left(seconds) == text


def test_counts_have_their_singular():
    assert wording.count_of_photos(1) == "1 photo"
    assert wording.count_of_photos(2) == "2 photos"
    assert wording.count_of_birds(0) == "0 birds"


def test_dates_are_written_to_the_minute(qapp):
    text = wording.date_and_time(datetime(2024, 5, 12, 6, 30, 45))
    assert "24" in text
    assert "6:30" in text
    assert "45" not in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&Open photos…", "Open photos…"),
        ("打开照片(&O)…", "打开照片…"),
        ("Save &as", "Save as"),
        ("Thrushes && Allies", "Thrushes & Allies"),
        ("不含坐标 (GPS)(&O)", "不含坐标 (GPS)"),
    ],
)
def test_the_marks_of_keys_are_no_part_of_a_name(text, expected):
    assert wording.without_mnemonic(text) == expected
