"""The rule by which two detectors' answers count as the same, and the command that applies it."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest

from tests.convert.compare_networks import INTERPRETERS, as_markdown, compare
from tests.convert.reference.differences import between_rows, between_vectors
from tests.convert.reference.networks import all_networks

ROWS = np.float32(
    [[1, 0.9, 0.1, 0.1, 0.4, 0.4], [0, 0.8, 0.5, 0.5, 0.9, 0.9], [1, 0.8, 0.2, 0.2, 0.3, 0.3]]
)


def changed(row, column, amount):
    rows = ROWS.copy()
    rows[row, column] += amount
    return rows


def test_equal_rows_are_the_same():
    found = between_rows(ROWS, ROWS, 1.0)
    assert found.is_small
    assert (found.rows, found.score, found.coordinate) == (3, 0, 0)


def test_rows_may_swap():
    assert between_rows(ROWS[[0, 2, 1]], ROWS, 1.0).is_small


@pytest.mark.parametrize(
    "ours",
    [changed(0, 0, 1), changed(1, 1, 2e-4), changed(2, 5, 2e-4), ROWS[:2]],
    ids=["class", "score", "coordinate", "missing"],
)
def test_a_changed_or_missing_row_has_no_partner(ours):
    found = between_rows(ours, ROWS, 1.0)
    assert found.lonely > 0
    assert not found.is_small


def test_a_row_too_many_has_no_partner():
    assert between_rows(np.concatenate([ROWS, ROWS[:1]]), ROWS, 1.0).lonely == 1


def test_a_near_tie_may_let_the_other_of_two_overlapping_boxes_survive():
    ours = changed(0, 4, 0.1)
    ours[0, 1] += 1e-6
    found = between_rows(ours, ROWS, 1.0)
    assert (found.rows, found.lonely, found.swapped) == (2, 0, 1)
    assert replace(found, rows=100).is_small
    assert not replace(found, rows=99).is_small


@pytest.mark.parametrize(
    ("column", "amount"), [(1, 1e-5), (4, 3.0), (4, -0.0995)], ids=["score", "far box", "near box"]
)
def test_a_near_tie_needs_the_same_score_and_much_overlap(column, amount):
    ours = changed(0, 4, 0.1)
    ours[0, column] += amount
    assert between_rows(ours, ROWS, 1.0).lonely == 2


def test_rows_of_class_minus_1_do_not_count():
    hidden = np.concatenate([ROWS, np.full((4, 6), -1, np.float32)])
    assert between_rows(hidden, ROWS, 1.0).is_small


def test_coordinates_count_relative_to_the_side():
    assert between_rows(changed(0, 2, 0.02), ROWS, 300.0).is_small


def test_vectors_differ_relative_to_the_largest_value():
    theirs = np.float32([[0.5, 0.25]])
    assert between_vectors(theirs + 1e-5, theirs).relative == pytest.approx(2e-5, rel=1e-2)
    assert not between_vectors(theirs * np.nan, theirs).is_small
    assert not between_vectors(theirs[:, :1], theirs).is_small


@pytest.mark.parametrize("name", ["small-resnet18-v1", "small-ssd-resnet18-deploy"])
def test_the_live_comparison_finds_the_same_answers(name):
    python = os.environ.get(INTERPRETERS["mxnet"])
    if not python:
        pytest.skip(f"{INTERPRETERS['mxnet']} names no interpreter that has MXNet 1.9.1")
    finding = compare(all_networks()[name], python)
    assert finding.ok, finding.difference
    assert "export fails" in finding.mx2onnx
    assert name in as_markdown([finding])
