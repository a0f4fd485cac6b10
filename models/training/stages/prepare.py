"""Makes everything ready that training needs once: pixels, pseudo-boxes, labels and split."""

from __future__ import annotations

import argparse
from collections import Counter

from ..labels import LABELS_FILE, build_label_space, write_label_space
from ..photos import PhotoStore, read_manifest
from ..places import Places
from ..splits import SPLITS_FILE, group_photos, read_splits, write_splits
from ..teacher import (
    evaluation_file,
    find_pseudo_boxes,
    may_hold_unboxed,
    read_pseudo_boxes,
    teach_evaluation,
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument(
        "--renew", action="store_true", help="write the committed label space and split anew"
    )


def run(places: Places, options: argparse.Namespace) -> None:
    """Do what is not done yet; running it again costs nothing."""
    photos = read_manifest(places)
    store = PhotoStore(places, photos)
    if options.renew or not LABELS_FILE.exists():
        write_label_space(build_label_space(places, photos))
    if options.renew or not SPLITS_FILE.exists():
        write_splits(photos, group_photos(photos, store))
    found = read_pseudo_boxes(places)
    if any(may_hold_unboxed(photo) and photo.key not in found for photo in photos):
        find_pseudo_boxes(places, photos, store)
    parts = read_splits(photos)
    for part in ("val", "test"):
        if not evaluation_file(places, part).exists():
            teach_evaluation(places, photos, store, parts, part)
    print(f"{len(photos)} photos: {dict(Counter(parts))}")
