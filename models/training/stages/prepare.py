"""Makes everything ready that training needs once: pixels, pseudo-boxes, labels, fixed crops."""

from __future__ import annotations

import argparse
from collections import Counter

from ..fixed_crops import fixed_crops_file, write_fixed_crops
from ..labels import LABELS_FILE, build_label_space, write_label_space
from ..photos import PhotoStore, read_manifest
from ..places import Places
from ..splits import JUDGING, read_splits
from ..yolox import find_pseudo_boxes, pseudo_boxes_file


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("--renew", action="store_true", help="write the committed label space anew")
    parser.add_argument(
        "--part", action="append", choices=JUDGING, help="cut only this part (default: all)"
    )


def run(places: Places, options: argparse.Namespace) -> None:
    """Do what is not done yet; running it again costs nothing."""
    photos = read_manifest(places)
    store = PhotoStore(places, photos)
    parts = read_splits(photos)
    if options.renew or not LABELS_FILE.exists():
        pairs = zip(photos, parts, strict=True)
        own = [photo for photo, part in pairs if not part.startswith("stranger")]
        write_label_space(build_label_space(places, own))
    if not pseudo_boxes_file(places).exists():
        find_pseudo_boxes(places, photos, store)
    for part in options.part or JUDGING:
        if not fixed_crops_file(places, part).exists():
            write_fixed_crops(places, photos, store, parts, part)
    print(f"{len(photos)} photos: {dict(Counter(parts))}")
