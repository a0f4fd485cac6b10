"""Fits, on the validation part, how detector and classifier decide together on a box."""

from __future__ import annotations

import argparse
import math

import tomli_w

from birdeye.packs.manifest import PresenceSpec

from ..calibration import calibration_file
from ..finished import add_source
from ..places import Places, replacing
from ..precision import (
    BIRDLESS,
    BOXED_SETS,
    FEW_ALARMS,
    by_set,
    false_alarms,
    recall_at,
    score_for_alarms,
)
from ..presence import LEAST_SCORE, PRESENCE, fit, joined, judged_boxes
from ..presence_answers import answers_on


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    add_source(parser)
    parser.add_argument(
        "--alarms", type=float, default=FEW_ALARMS,
        help="share of photos without birds in which one may be claimed (default: 0.02)",
    )  # fmt: skip


def run(places: Places, options: argparse.Namespace) -> None:
    """Write weights and threshold; both networks must have been calibrated."""
    photos, chosen, answers = answers_on(places, "val", options.run, options.checkpoints)
    weights = [round(w, 3) for w in fit(*judged_boxes(photos, chosen, answers))]
    spec = PresenceSpec(LEAST_SCORE, 0.5, *weights)
    found = by_set(photos, chosen, joined(answers, spec))
    threshold = math.ceil(score_for_alarms(found[BIRDLESS], options.alarms) * 1000) / 1000
    claimed, birdless = false_alarms(found[BIRDLESS], threshold)
    hits, birds = recall_at([f for name in BOXED_SETS for f in found[name]], threshold)
    detector_weight, classifier_weight, bias = weights
    fitted = {
        "least_score": LEAST_SCORE,
        "threshold": threshold,
        "detector_weight": detector_weight,
        "classifier_weight": classifier_weight,
        "bias": bias,
    }
    with replacing(calibration_file(places, PRESENCE)) as part:
        part.write_text(tomli_w.dumps(fitted), encoding="utf-8")
    print(fitted)
    print(f"validation: a bird in {claimed} of {birdless} photos without, {hits} of {birds} found")
