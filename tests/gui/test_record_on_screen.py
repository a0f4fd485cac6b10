from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from birdeye.domain.review import NOT_A_BIRD, UNSURE
from birdeye.gui.models.bird_selection import NO_BIRD, BirdSelection
from birdeye.gui.models.record_on_screen import RecordOnScreen
from tests.helpers.records import a_record
from tests.helpers.window import a_bird

SEVERAL = (a_bird(), a_bird(), a_bird())


@pytest.fixture
def selection(qapp):
    return BirdSelection()


@pytest.fixture
def on_screen(selection):
    return RecordOnScreen(selection)


def test_the_first_bird_that_nobody_reviewed_is_selected(on_screen, selection):
    on_screen.show(a_record(*SEVERAL, reviews=(UNSURE, NOT_A_BIRD)))
    assert selection.selected == 2
    assert on_screen.bird.bird_id == 102


def test_where_all_are_reviewed_it_is_the_first(on_screen, selection):
    on_screen.show(a_record(*SEVERAL, reviews=(UNSURE, UNSURE, UNSURE)))
    assert selection.selected == 0


def test_a_bird_stays_selected_when_another_before_it_goes(on_screen, selection):
    record = a_record(*SEVERAL)
    on_screen.show(record)
    selection.select(2)
    on_screen.show(replace(record, birds=record.birds[1:]))
    assert selection.selected == 1
    assert on_screen.bird.bird_id == 102


def test_none_stays_selected_while_more_is_known_of_the_same_photo(on_screen, selection):
    on_screen.show(a_record(*SEVERAL))
    selection.select(NO_BIRD)
    on_screen.show(a_record(*SEVERAL, reviews=(UNSURE,)))
    assert selection.selected == NO_BIRD
    on_screen.show(a_record(*SEVERAL, photo_id=2, path=Path("/photos/b.jpg")))
    assert selection.selected == 0


def test_who_hears_of_the_record_finds_its_birds(on_screen, selection):
    heard = []
    on_screen.changed.connect(lambda record: heard.append(len(on_screen.birds)))
    on_screen.show(a_record(*SEVERAL))
    on_screen.show(None)
    assert heard == [3, 0]
    assert (selection.count, on_screen.bird) == (0, None)
