"""The figures of a report in a card, and the photos that may judge."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest

from models.training.stages.figures import with_figures
from models.training.strangers import ROLES, balanced, read_strangers

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
REPORT = {
    "title": "test: 2 photos of 2 species",
    "lines": ["| figure | value |", "|---|---|", "| claimed | 50.0 % |"],
    "reliability": [[0.1, 0.2, 3], [0.0, 0.0, 0]],
}


def test_figures_stand_between_the_marks():
    card = "a\n<!-- strangers -->\nold\n<!-- /strangers -->\nz\n"
    written = with_figures(card, REPORT, {**REPORT, "lines": ["", "", "| claimed | 90.0 % |"]})
    assert written.startswith("a\n<!-- strangers -->\ntest: 2 photos of 2 species.\n")
    assert "| claimed | 50.0 % | 90.0 % |" in written
    assert "| 10.0% | 20.0% | 3 |" in written
    assert "old" not in written
    assert written.endswith("<!-- /strangers -->\nz\n")
    assert with_figures(written, REPORT) != written


def test_card_without_marks_is_refused():
    with pytest.raises(ValueError, match="substring"):
        with_figures("nothing", REPORT)


def test_no_source_has_two_roles():
    roles = tomllib.loads(ROLES.read_text("utf-8"))
    sources = [source for part in roles.values() for source in part]
    assert len(sources) == len(set(sources))


@pytest.mark.skipif(not (DATA / "birds" / "manifest-new.csv").is_file(), reason="no photos")
def test_strangers_are_of_their_part_and_balanced():
    roles = tomllib.loads(ROLES.read_text("utf-8"))
    with (DATA / "birds" / "manifest-new.csv").open(encoding="utf-8", newline="") as table:
        sources = {row["set"] for row in csv.DictReader(table)}
    assert set().union(*roles.values()) <= sources
    strangers = read_strangers(DATA, "calibration")
    assert {each.source for each in strangers} <= set(roles["calibration"])
    weights = balanced(strangers)
    assert weights.mean() == pytest.approx(1)
    names = [each.species.scientific_name for each in strangers]
    of_first = [w for w, name in zip(weights, names, strict=True) if name == names[0]]
    assert sum(of_first) == pytest.approx(len(names) / len(set(names)))
