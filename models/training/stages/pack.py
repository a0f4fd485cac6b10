"""Builds the pack from exported checkpoints and the calibration, with the program's converter."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from birdeye.convert.precision import Precision

from ..calibration import read_calibration
from ..configs import NETWORKS
from ..crops import training_crop, whole_photo
from ..labels import read_label_space
from ..pack_building import CALIBRATION_CROPS, NetworkWish, build_pack, pack_labels
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
    parser.add_argument("--detector-precision", choices=kinds, default="fp16")
    parser.add_argument("--classifier-precision", choices=kinds, default="fp16")


def run(places: Places, options: argparse.Namespace) -> None:
    """Build and check the pack."""
    named, found = (read_calibration(places, network) for network in NETWORKS)
    photos = read_manifest(places)
    store = PhotoStore(places, photos)
    rng = np.random.default_rng(7)
    trained = [i for i, part in enumerate(read_splits(photos)) if part == "train"]
    chosen, boxes = (
        rng.choice(trained, CALIBRATION_CROPS, replace=False),
        bird_boxes(places, photos),
    )
    crops, wholes = [], []
    for i in chosen:
        width, height = photos[i].width, photos[i].height
        rect = training_crop(rng, boxes[i], width, height, photos[i].has_bird)
        crops.append(cut(store[i], rect, named["side"]))
        wholes.append(cut(store[i], whole_photo(width, height), found["side"]))
    pack = build_pack(
        options.folder,
        options.checkpoints,
        pack_labels(read_label_space(), named["claimable"]),
        NetworkWish(found["side"], Precision(options.detector_precision), np.stack(wholes)),
        NetworkWish(named["side"], Precision(options.classifier_precision), np.stack(crops)),
        named | {"score_threshold": found["score_threshold"]},
        options.version,
        DESCRIPTION,
    )
    for file in sorted(options.folder.iterdir()):
        print(f"{file.stat().st_size:>12,} {file.name}")
    print(f"{pack.manifest.id} {pack.manifest.version} is sound")
