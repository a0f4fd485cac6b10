from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from birdeye.workflows.build_pack import find_recipe
from tests.world_pack.accuracy import Answers, calibration_error
from tests.world_pack.agreement import agreement

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published model and photos are not here")
def test_converted_network_names_photos_as_the_interpreter_does():
    pytest.importorskip(
        "ai_edge_litert.interpreter", reason="the TFLite interpreter is not installed"
    )
    model = SHARED / "models" / find_recipe("inat-birds").network.name
    for found in agreement(model, SHARED / "data" / "birds"):
        assert found.same >= 0.99
        assert found.largest < 0.03


def test_calibration_error_is_the_gap_between_what_is_said_and_what_is_right():
    by_species = np.array([[0.9, 0.1]] * 10)
    honest = Answers(by_species, np.array([0] * 9 + [1]))
    boastful = Answers(by_species, np.array([0] * 5 + [1] * 5))
    assert calibration_error(honest) == pytest.approx(0.0)
    assert calibration_error(boastful) == pytest.approx(0.4)
