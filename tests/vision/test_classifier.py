"""Calibration against the formula in the paper, with numbers that overflow a careless softmax."""

from __future__ import annotations

import math

import numpy as np
import pytest

from birdeye.packs.manifest import OutputKind
from birdeye.vision.classifier import calibrated


def softmax(logits, temperature):
    powers = [math.exp(logit / temperature) for logit in logits]
    return [power / math.fsum(powers) for power in powers]


@pytest.mark.parametrize("temperature", [0.5, 1.0, 1.7])
def test_logits_go_through_the_softmax_with_temperature(temperature):
    logits = [2.0, -1.0, 0.5]
    found = calibrated(np.array([logits], np.float32), OutputKind.LOGITS, temperature)
    assert found[0].tolist() == pytest.approx(softmax(logits, temperature))


@pytest.mark.parametrize("temperature", [0.5, 1.0, 1.7])
@pytest.mark.parametrize(
    ("kind", "factor"), [(OutputKind.PROBABILITIES, 1), (OutputKind.PROBABILITIES_255, 255)]
)
def test_probabilities_are_calibrated_as_their_logits_would_be(kind, factor, temperature):
    logits = [2.0, -1.0, 0.5]
    output = np.array([softmax(logits, 1.0)]) * factor
    assert calibrated(output, kind, temperature)[0].tolist() == pytest.approx(
        softmax(logits, temperature)
    )


def test_large_logits_do_not_overflow():
    found = calibrated(np.array([[5000.0, 4999.0]], np.float32), OutputKind.LOGITS, 1.0)
    assert found[0].tolist() == pytest.approx(softmax([1.0, 0.0], 1.0))


def test_bytes_are_shares_of_their_sum():
    output = np.array([[255, 0, 0], [51, 204, 0], [0, 0, 0]], np.uint8)
    found = calibrated(output, OutputKind.PROBABILITIES_255, 1.0)
    assert found == pytest.approx(np.array([[1, 0, 0], [0.2, 0.8, 0], [0, 0, 0]]))
