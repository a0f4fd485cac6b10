"""Short runs of the attacks on catalogues and settings, and what shows that they can fail."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from birdeye.catalogue import integrity
from tests.robustness import damage_catalogue, damage_settings, two_programs

pytestmark = pytest.mark.slow


def test_a_few_damaged_catalogues(tmp_path):
    outcomes, faults = damage_catalogue.run(60, 0, tmp_path)
    assert faults == {}
    assert outcomes["used, whole"] > 0
    assert outcomes["refused, repaired, all reviews saved"] > 0


def test_a_review_that_is_gone_without_a_word_is_noticed(tmp_path, monkeypatch):
    """Or the test above would prove nothing."""
    path = tmp_path / "catalogue.sqlite"
    reviews = damage_catalogue.make_catalogue(path)
    content = path.read_bytes()
    at = content.index(b"confirmed") + 1  # in one row of a bird, or in a seal
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    monkeypatch.setattr(integrity, "REVIEWS", SimpleNamespace(broken="SELECT 1 WHERE 0"))
    monkeypatch.setattr(integrity.row_checks, "has_unsound_rows", lambda connection: False)
    reviews[1] = reviews[2]
    with pytest.raises(damage_catalogue.Fault, match="others than those that were made"):
        damage_catalogue.meet(path, reviews, has_backup=False)


def test_a_few_damaged_settings(tmp_path):
    assert damage_settings.run(200, 0, tmp_path) == {}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_two_programs_and_a_few_kills(tmp_path):
    how, done = two_programs.run(8, 3, tmp_path)
    assert sum(how.values()) == 8
    assert done["remembered"] > 0 and done["reviewed"] > 0
