"""Builds the pack from exported checkpoints, with the program's converter.

It claims nothing until `vouch` has fitted when it may.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from birdeye.convert.precision import Precision
from birdeye.packs.pack import load_pack

from ..calibration import read_calibration
from ..configs import read_config
from ..crops import training_crop, whole_photo
from ..labels import read_label_space
from ..pack_building import (
    CALIBRATION_CROPS,
    DetectorPlan,
    NetworkPlan,
    build_pack,
    pack_labels,
)
from ..photos import PhotoStore, cut, read_manifest
from ..places import Places
from ..splits import read_splits
from ..yolox import bird_boxes

DESCRIPTION = (
    "A detector and a classifier trained by this project, with no pretrained weights, and saved "
    "as MXNet checkpoints. The card says what they were trained on and how good they are."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    kinds = [str(kind) for kind in Precision]
    parser.add_argument("checkpoints", type=Path, help="folder that the stage `export` wrote")
    parser.add_argument("folder", type=Path, help="the pack's folder")
    parser.add_argument("--version", default="1.0")
    parser.add_argument("--side", type=int, help="of the classifier (default: the configuration's)")
    parser.add_argument(
        "--keep-detector", action="store_true", help="leave the one that is in the folder as it is"
    )
    parser.add_argument("--detector-precision", choices=kinds, default="fp16")
    parser.add_argument("--classifier-precision", choices=kinds, default="fp16")


def run(places: Places, options: argparse.Namespace) -> None:
    """Build and check the pack."""
    side = options.side or read_config("classifier")["cooldown"]["side"]
    kept = load_pack(options.folder).manifest.detector if options.keep_detector else None
    found = None if kept else read_calibration(places, "detector")
    photos = read_manifest(places)
    store = PhotoStore(places, photos)
    rng = np.random.default_rng(7)
    trained = [i for i, part in enumerate(read_splits(photos)) if part == "train"]
    boxes = bird_boxes(places, photos)
    crops, wholes = [], []
    for i in rng.choice(trained, CALIBRATION_CROPS, replace=False):
        width, height = photos[i].width, photos[i].height
        rect = training_crop(rng, boxes[i], width, height, photos[i].has_bird)
        crops.append(cut(store[i], rect, side))
        if found:
            wholes.append(cut(store[i], whole_photo(width, height), found["side"]))
    detector = kept
    if found:
        precision = Precision(options.detector_precision)
        network = NetworkPlan(found["side"], precision, np.stack(wholes))
        detector = DetectorPlan(network, found["score_threshold"])
    assert detector is not None
    pack = build_pack(
        options.folder,
        options.checkpoints,
        pack_labels(read_label_space()),
        detector,
        NetworkPlan(side, Precision(options.classifier_precision), np.stack(crops)),
        options.version,
        DESCRIPTION,
    )
    for file in sorted(options.folder.iterdir()):
        print(f"{file.stat().st_size:>12,} {file.name}")
    print(f"{pack.manifest.id} {pack.manifest.version} is sound")
