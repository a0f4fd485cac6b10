"""What place and looks say of a bird, side by side in the panel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from birdeye.domain.identification import Candidate
from birdeye.gui.models.candidate_ranking import RankedCandidate
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.records import a_record
from tests.helpers.review_desk import a_desk
from tests.helpers.tiny_pack import RED
from tests.helpers.window import SPARROW, TREE_SPARROW, a_bird

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(qapp, qtbot, tmp_path):
    candidates = Candidate(SPARROW, 0.985, 0.71), Candidate(TREE_SPARROW, 0.012, 0.28)
    bird = replace(a_bird(), candidates=candidates)
    return a_desk(qapp, qtbot, a_record(bird, path=draw_photo(tmp_path / "a.png", RED)))


def test_both_figures_are_shown_where_they_differ(desk):
    panel = desk.species_panel
    assert panel.details.explanation == "98% here, 71% by looks alone."
    first, second = panel.candidates.rows
    assert "98% here, 71% by looks alone" in first.toolTip()
    assert "71% by looks alone" in first.accessibleName()
    assert "1% here, 28% by looks alone" in second.toolTip()


def test_both_figures_are_shown_of_a_species_that_is_not_expected(desk):
    def ranked(_record, bird):
        return [
            RankedCandidate(candidate, unlikely="Not known from Canada" if number else "")
            for number, candidate in enumerate(bird.bird.candidates)
        ]

    desk.ranking.use(ranked)
    first, second = desk.species_panel.candidates.rows
    assert (first.by_looks, second.by_looks) == ("71% by looks", "28% by looks")
    assert "1% here, 28% by looks alone" in second.toolTip()


def test_one_figure_is_enough_where_the_place_changes_nothing(desk):
    alike = Candidate(SPARROW, 0.714, 0.712), Candidate(TREE_SPARROW, 0.28)
    bird = replace(a_bird(), candidates=alike)
    desk.shelf.put(a_record(bird, path=desk.store.record.path))
    assert desk.species_panel.details.explanation == ""
    assert "looks" not in desk.species_panel.candidates.rows[0].toolTip()


def test_what_the_model_does_not_tell_apart_is_named(desk):
    def ranked(_record, bird):
        return [
            RankedCandidate(candidate, may_also_be=("Passer saturatus",) if not number else ())
            for number, candidate in enumerate(bird.bird.candidates)
        ]

    desk.ranking.use(ranked)
    sentence = "Could also be Passer saturatus, which the model cannot tell apart"
    assert sentence in desk.species_panel.details.explanation
    first, second = desk.species_panel.candidates.rows
    assert sentence in first.toolTip()
    assert "Could also be" not in second.toolTip()
