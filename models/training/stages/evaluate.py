"""Measures the finished networks on a part and writes the figures, with n and intervals.

The test part is for the figures of a version that ships, once; everything before uses `val`.
"""

from __future__ import annotations

import argparse
import json
from itertools import pairwise
from pathlib import Path

import numpy as np

from ..agreement import Rate, measure, measure_strangers, rate
from ..calibration import read_calibration
from ..configs import NETWORKS, read_config
from ..detector import detect
from ..finished import add_source, finished
from ..judged import Judged, judge
from ..photos import PhotoStore, read_manifest
from ..places import Places, replacing
from ..precision import (
    BIRDLESS,
    FEW_ALARMS,
    Found,
    average_precision,
    by_set,
    false_alarms,
    judged_photos,
    recall_at,
    recalled,
    score_for_alarms,
)
from ..splits import JUDGING
from ..yolox import Yolox

REGIONS = {
    "cub50": "North America (cub50)",
    "sg48": "South-East Asia and southern China (sg48)",
    "inat5": "Europe (inat5)",
    "china_waterbirds": "China, waterbirds (china_waterbirds)",
}
"""Where the birds of a set are from; no photo says where it was taken."""
SIZES = (0.0, 0.2, 0.4, 0.6, 1.0)
"""Borders between groups of birds by the root of the share of the photo that their box takes."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("--part", choices=JUDGING, default="val")
    add_source(parser)
    parser.add_argument("--only", choices=NETWORKS)
    parser.add_argument("--into", type=Path, help="folder of reports (default: the state's)")
    parser.add_argument("--side", type=int, help="of the classifier (default: the configuration's)")


def run(places: Places, options: argparse.Namespace) -> None:
    """Write and print the figures of both networks."""
    figures: dict[str, dict] = {}
    if options.only != "detector":
        figures["classifier"] = classifier_figures(places, options)
    if options.only != "classifier":
        figures["detector"] = detector_figures(places, options)
    for network, found in figures.items():
        folder = options.into or places.folder("reports")
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{network}-{options.part}.json"
        with replacing(path) as part:
            part.write_text(json.dumps(found, indent=1), encoding="utf-8")
        for name, value in found.items():
            print(f"{network}  {name}: {value}")


def classifier_figures(places: Places, options: argparse.Namespace) -> dict:
    """Agreement and hits, by set or by how many photos taught a species, and by group."""
    side = options.side or read_config("classifier")["cooldown"]["side"]
    net = finished(places, "classifier", options.run, options.checkpoints)
    judged = judge(places, net, options.part, side)
    measured = measure_strangers if options.part.startswith("stranger") else measure
    rates = measured(judged.logits, judged.crops, judged.photos, judged.targets, judged.space)
    figures = {name: str(value) for name, value in rates.items()}
    return figures if options.part.startswith("stranger") else figures | by_group(judged)


def by_group(judged: Judged) -> dict:
    """First hits by region, by the crop's side in the photo, and by family where it has enough."""
    named = judged.named
    birds = np.array([p.has_bird for p in judged.shown]) & (named >= 0)
    hit = judged.logits[:, : judged.space.not_a_bird].argmax(1) == named
    side = np.sqrt(np.prod(judged.crops.rect[:, 2:] - judged.crops.rect[:, :2], axis=1))
    whole = np.array([np.sqrt(p.width * p.height) for p in judged.shown])
    share = side / whole
    sets = np.array([p.set for p in judged.shown])
    figures = {
        f"top1 {region}": str(rate(hit[birds & (sets == name)])) for name, region in REGIONS.items()
    }
    for low, high in ((0, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01)):
        among = birds & (share >= low) & (share < high)
        figures[f"top1 crop side {low:.1f}-{min(high, 1.0):.1f} of the photo"] = str(
            rate(hit[among])
        )
    family = np.array([judged.family_of.get(p.species, "") for p in judged.shown])
    for name in sorted(set(family[birds])):
        among = birds & (family == name)
        if among.sum() >= 12:
            figures[f"top1 {name}"] = str(rate(hit[among]))
    return figures


def detector_figures(places: Places, options: argparse.Namespace) -> dict:
    """AP50, recall and false alarms of our detector and of YOLOX-nano on the same photos."""
    fitted = read_calibration(places, "detector")
    net = finished(places, "detector", options.run, options.checkpoints)
    photos = read_manifest(places)
    store, chosen = PhotoStore(places, photos), judged_photos(photos, options.part)
    side, claimed = fitted["side"], fitted["score_threshold"]
    ours = detect(net, store, chosen, side)
    yolox = Yolox(places)
    theirs = [yolox.find(store[i], 0.01) for i in chosen]
    figures: dict = {"side": side}
    for who, answers, score in (("ours", ours, claimed), ("yolox_nano", theirs, 0.3)):
        groups = by_set(photos, chosen, answers)
        birdless = groups.pop(BIRDLESS)
        groups = {name: group for name, group in groups.items() if group}
        for name, group in groups.items():
            figures[f"{who} ap50 {name}"] = f"{average_precision(group):.3f} (n = {len(group)})"
            figures[f"{who} recall {name} at {score}"] = str(Rate(*recall_at(group, score)))
        boxed = [photo for group in groups.values() for photo in group]
        figures |= {f"{who} {name}": value for name, value in recall_by_size(boxed, score).items()}
        figures[f"{who} false alarms at {score}"] = str(Rate(*false_alarms(birdless, score)))
        figures[f"{who} score for 2 % false alarms"] = round(
            score_for_alarms(birdless, FEW_ALARMS), 3
        )
    return figures


def recall_by_size(boxed: list[Found], score: float) -> dict[str, str]:
    """How many birds are found, by the root of the share of the photo that their box takes."""
    hits = np.concatenate([recalled(photo, score) for photo in boxed])
    sides = np.concatenate([photo.truth[:, 2:] - photo.truth[:, :2] for photo in boxed])
    areas = np.concatenate([np.full(len(photo.truth), photo.photo_area) for photo in boxed])
    share = np.sqrt(sides.prod(1) / areas)
    return {
        f"recall birds {low:.1f}-{high:.1f} of the photo's side at {score}": str(
            rate(hits[(share >= low) & (share < high)])
        )
        for low, high in pairwise(SIZES)
    }
