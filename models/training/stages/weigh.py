"""Fits, on the validation part, how a pack's detector and classifier decide together on a box.

Like `compare` it runs the pack through the program itself, in the precision that ships.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import open_photo
from birdeye.packs.manifest import PresenceSpec
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import Pack, load_pack
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.calibration.boxes import fit
from birdeye.workflows.calibration.looks import LEAST_SCORE

from ..photos import read_manifest
from ..places import Places
from ..precision import (
    BIRDLESS,
    BOXED_SETS,
    FEW_ALARMS,
    by_set,
    false_alarms,
    judged_photos,
    recall_at,
    score_for_alarms,
)
from ..presence import Answers, joined, judged_boxes


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("pack", type=Path, help="the pack's folder")
    parser.add_argument(
        "--alarms", type=float, default=FEW_ALARMS,
        help="share of photos without birds in which one may be claimed (default: 0.02)",
    )  # fmt: skip
    parser.add_argument("--write", action="store_true", help="write it into the pack's manifest")


def run(places: Places, options: argparse.Namespace) -> None:
    """Print weights and threshold, and write them where that is asked for."""
    pack, photos = load_pack(options.pack), read_manifest(places)
    chosen = judged_photos(photos, "val")
    answers = list(look(pack, [places.photos / photos[i].file for i in chosen]))
    weights = [round(w, 3) for w in fit(*judged_boxes(photos, chosen, answers))]
    spec = PresenceSpec(LEAST_SCORE, 0.5, *weights)
    found = by_set(photos, chosen, joined(answers, spec))
    least = score_for_alarms(found[BIRDLESS], options.alarms)
    spec = replace(spec, threshold=math.ceil(least * 1000) / 1000)
    claimed, birdless = false_alarms(found[BIRDLESS], spec.threshold)
    hits, birds = recall_at([f for name in BOXED_SETS for f in found[name]], spec.threshold)
    for name, value in asdict(spec).items():
        print(f"{name} = {value}")
    print(f"validation: a bird in {claimed} of {birdless} photos without, {hits} of {birds} found")
    if options.write:
        write_manifest(options.pack, replace(pack.manifest, presence=spec))


def look(pack: Pack, paths: list[Path]) -> Iterator[Answers]:
    """What both networks say of the boxes in each photo, without a closer look."""
    manifest = replace(pack.manifest, presence=None)
    options = IdentifyOptions(min_score=LEAST_SCORE, tiles=False)
    identifier = Identifier(replace(pack, manifest=manifest), options)
    for path in paths:
        photo = open_photo(path)
        decoded = identifier.decode_overview(photo)
        found = identifier.detect(photo, decoded)
        boxes = [Box(*box) for box in found.boxes_xyxy.tolist()]
        namings = identifier.classify_crops(photo, boxes, decoded) if boxes else []
        denied = np.array([naming.not_a_bird for naming in namings])
        yield Answers(found.boxes_xyxy, found.scores, denied)
