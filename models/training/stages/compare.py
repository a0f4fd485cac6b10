"""Measures a pack through the program itself: the very path that a user's photos take.

It needs the program and onnxruntime, not PyTorch. Give several packs to see them side by side,
such as a stand-in or another precision.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.domain.identification import Bird, Rank
from birdeye.imaging.photo_file import open_photo
from birdeye.packs.pack import load_pack
from birdeye.vision.identifier import Identifier, IdentifyOptions

from ..agreement import NAMED_SETS, Rate, rate
from ..boxes import iou
from ..photos import Photo, read_manifest
from ..places import Places
from ..precision import Found, average_precision, false_alarms, matched, recall_at
from ..splits import read_splits


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("packs", nargs="+", type=Path)
    parser.add_argument("--part", choices=("val", "test"), default="val")
    parser.add_argument("--limit", type=int, help="at most so many photos of each set")
    parser.add_argument("--save", action="store_true", help="keep the lines for the card")
    parser.add_argument("--threads", type=int, default=1)


def run(places: Places, options: argparse.Namespace) -> None:
    """Print figures for each pack."""
    for folder in options.packs:
        identifier = Identifier(load_pack(folder), IdentifyOptions(threads=options.threads))
        lines = [
            *further_photos(places, identifier),
            *part_figures(places, identifier, options.part, options.limit),
        ]
        print(f"== {folder}", *lines, sep="\n")
        if options.save:
            report = places.folder("reports") / f"program-{options.part}.txt"
            report.write_text("\n".join(lines) + "\n", encoding="utf-8")


def further_photos(places: Places, identifier: Identifier) -> Iterator[str]:
    """The photos that no one trained on: what is found, named and claimed in each."""
    found_any, first, five, single, sparrows, boxed = 0, 0, 0, 0, 0, 0
    with (places.shared / "photos" / "photos.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    for row in rows:
        birds = identifier.identify(open_photo(places.shared / "photos" / row["file"]))
        found_any += bool(birds)
        names = [c.species.scientific_name for c in birds[0].candidates] if birds else []
        told = birds[0].claim if birds else None
        claim = f"{told.rank.value} {told.taxon} {told.probability:.2f}" if told else "-"
        yield (
            f"{row['file']:34} {len(birds)} of {row['birds']}  {claim}  ({', '.join(names[:2])})"
        )
        if row["boxes_xywh"]:
            truth = np.array(
                [[float(v) for v in box.split()] for box in row["boxes_xywh"].split(";")]
            )
            truth[:, 2:] += truth[:, :2]
            boxes = np.array([bird.box.as_tuple() for bird in birds]).reshape(-1, 4)
            if len(boxes):
                sparrows += int((iou(truth, boxes).max(1) >= 0.5).sum())
            boxed += len(truth)
        else:
            single += 1
            first += names[:1] == [row["scientific_name"]]
            five += row["scientific_name"] in names[:5]
    yield f"a bird found in {found_any} of {len(rows)}; sparrows {sparrows} of {boxed}"
    yield f"right first {first}, among five {five} of {single}"


def part_figures(
    places: Places, identifier: Identifier, part: str, limit: int | None
) -> Iterator[str]:
    """First and first-five hits on true boxes, AP50 and false alarms on whole photos."""
    photos = read_manifest(places)
    chosen: dict[str, list[Photo]] = defaultdict(list)
    for photo, where in zip(photos, read_splits(photos), strict=True):
        if where == part:
            chosen[photo.set if photo.has_bird else "none"].append(photo)
    for name in ("cub50", "sg48", "feeder", "none"):
        found = [_found(places, identifier, p) for p in chosen[name][:limit]]
        if name == "none":
            yield f"birds claimed without birds: {Rate(*false_alarms(found, 0.0))}"
        else:
            yield f"AP50 above the pack's threshold, {name}: {average_precision(found):.3f}"
            yield f"birds found, {name}: {Rate(*recall_at(found, 0.0))}"
            boxes = sum(len(each.boxes) for each in found)
            hits = sum(int((matched(each) >= 0).sum()) for each in found)
            yield f"boxes that are a bird's, {name}: {Rate(hits, boxes)}"
    for name in NAMED_SETS[:2]:
        birds = [(p, _on_true_box(places, identifier, p)) for p in chosen[name][:limit]]
        hits = [[p.species == c.species.scientific_name for c in b.candidates] for p, b in birds]
        yield f"first, {name}: {rate(np.array([h[0] for h in hits]))}"
        yield f"among five, {name}: {rate(np.array([any(h) for h in hits]))}"
        claimed = [(p, b) for p, b in birds if b.claim.rank is Rank.SPECIES]
        right = np.array([p.species == b.claim.taxon for p, b in claimed], bool)
        yield f"claimed as species, {name}: {rate(right)} right"


def _found(places: Places, identifier: Identifier, photo: Photo) -> Found:
    birds = identifier.identify(open_photo(places.photos / photo.file))
    boxes = np.array([bird.box.as_tuple() for bird in birds]).reshape(-1, 4)
    truth = np.array(photo.boxes_xyxy, np.float32).reshape(-1, 4)
    scores = np.array([bird.score for bird in birds])
    return Found(boxes, scores, truth, photo.width * photo.height)


def _on_true_box(places: Places, identifier: Identifier, photo: Photo) -> Bird:
    areas = [(r - x) * (b - y) for x, y, r, b in photo.boxes_xyxy]
    box = Box(*photo.boxes_xyxy[int(np.argmax(areas))])
    return identifier.classify(open_photo(places.photos / photo.file), [box])[0]
