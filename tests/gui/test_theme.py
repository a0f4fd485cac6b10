"""Contrast by WCAG 2.1: 4.5 for text, 3 for what only has to be seen."""

from __future__ import annotations

import pytest

from birdeye.domain.confidence import Confidence
from birdeye.gui.theme import CANVAS, DARK, LIGHT


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
