"""Fits the score from which a detection is a bird on the validation part, and keeps it.

It counts where the pack has no presence table, and says when a closer look is worthwhile. All else
that a pack decides by is fitted by `vouch`, through the program.
"""

from __future__ import annotations

import argparse
import math

import tomli_w

from ..calibration import calibration_file
from ..detector import detect
from ..finished import add_source, finished
from ..photos import PhotoStore, read_manifest
from ..places import Places, replacing
from ..precision import (
    BIRDLESS,
    BOXED_SETS,
    FEW_ALARMS,
    Found,
    by_set,
    false_alarms,
    judged_photos,
    recall_at,
    score_for_alarms,
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    add_source(parser)
    parser.add_argument("--side", type=int, required=True, help="side of the input")
    parser.add_argument(
        "--alarms", type=float, default=FEW_ALARMS,
        help="share of photos without birds in which the detector may claim one (default: 0.02)",
    )  # fmt: skip


def run(places: Places, options: argparse.Namespace) -> None:
    """Calibrate and write calibration.toml beside the detector's state."""
    net = finished(places, "detector", options.run, options.checkpoints)
    photos = read_manifest(places)
    chosen = judged_photos(photos, "val")
    answers = detect(net, PhotoStore(places, photos), chosen, options.side)
    fitted = calibrate(by_set(photos, chosen, answers), options.alarms)
    fitted["side"] = options.side
    path = calibration_file(places, "detector")
    with replacing(path) as part:
        part.write_text(tomli_w.dumps(fitted), encoding="utf-8")
    print(fitted)
    print(f"written to {path}")


def calibrate(found: dict[str, list[Found]], alarms: float) -> dict:
    """The score from which a detection is a bird, and what it does on the validation part."""
    score = math.ceil(score_for_alarms(found[BIRDLESS], alarms) * 1000) / 1000
    claimed, birdless = false_alarms(found[BIRDLESS], score)
    hits, birds = recall_at([f for name in BOXED_SETS for f in found[name]], score)
    return {
        "score_threshold": score,
        "false_alarms_val": claimed / birdless,
        "recall_val": hits / birds,
    }
