from __future__ import annotations

from types import SimpleNamespace

import pytest

from birdeye.gui.dialogs.bird_class_field import BirdClassField
from birdeye.workflows.converted_pack import BIRD_AMONG


@pytest.fixture
def field(qtbot):
    field = BirdClassField()
    qtbot.addWidget(field)
    return field


def a_detector(class_count: int, usual: int | None, own: int | None = None) -> SimpleNamespace:
    return SimpleNamespace(
        is_detector=True, class_count=class_count, usual_bird_class=usual, own_bird_class=own
    )


def test_first_class_of_a_detector_is_a_number(field):
    field.set_guess(SimpleNamespace(is_detector=False))
    assert (field.number, field.text()) == (None, "as the file says")
    field.set_guess(a_detector(1, usual=0))
    assert (field.number, field.text()) == (0, "0")


@pytest.mark.parametrize("class_count", BIRD_AMONG)
def test_only_one_class_is_called_the_only_one(field, class_count):
    preview = a_detector(class_count, BIRD_AMONG[class_count])
    field.set_guess(preview)
    assert ("only class" in field.hint(preview)) == (class_count == 1)
    assert (f"the {class_count} classes of" in field.hint(preview)) == (class_count != 1)


def test_class_that_the_file_names_is_no_guess(field):
    preview = a_detector(5, usual=3, own=3)
    field.set_guess(preview)
    assert field.hint(preview) == "The file says so."
    field.setValue(1)
    assert "3 was guessed" in field.hint(preview)
