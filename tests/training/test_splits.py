from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from models.training.photos import Photo, read_manifest
from models.training.places import Places
from models.training.splits import (
    ALIKE_BITS,
    HALF,
    PARTS,
    SPLITS_FILE,
    WATCHED_GAP,
    alike_pairs,
    assign,
    difference_hash,
    photo_number,
    read_splits,
    read_strangers,
)


def photo(file: str, of: str = "one_each", origin: str = "x@1:a.jpg") -> Photo:
    return Photo(file, of, True, "", True, (), 10, 10, origin)


def picture(seed: int) -> np.ndarray:
    coarse = np.random.default_rng(seed).integers(0, 255, (12, 15, 3), np.uint8)
    return np.asarray(Image.fromarray(coarse).resize((300, 240), Image.Resampling.BICUBIC))


def bits_apart(a: np.ndarray, b: np.ndarray) -> int:
    return int(np.bitwise_count(difference_hash(a) ^ difference_hash(b)).sum())


def test_the_same_photo_smaller_and_darker_is_alike_and_another_is_not():
    one = picture(1)
    small = np.asarray(Image.fromarray(one).resize((150, 120), Image.Resampling.BOX))
    assert bits_apart(one, (small * 0.7).astype(np.uint8)) <= ALIKE_BITS
    assert bits_apart(one, picture(2)) > ALIKE_BITS


def test_a_mirrored_photo_is_found():
    pictures = [picture(1), picture(2), picture(1)[:, ::-1]]
    hashes = np.stack([difference_hash(p) for p in pictures])
    mirrored = np.stack([difference_hash(p[:, ::-1]) for p in pictures])
    assert set(alike_pairs(hashes, mirrored, ALIKE_BITS)) == {(0, 2)}


def test_photo_numbers_are_taken_from_file_names_only():
    assert photo_number(photo("a", origin="r@1234567:d/swallow/170137462.jpg")) == "170137462"
    assert photo_number(photo("a", origin="r@1234567:d/swallow/17.jpg")) is None


def test_a_group_is_drawn_as_one_and_draws_never_change():
    photos = [photo(f"one_each/{i:012x}.jpg") for i in range(3000)]
    groups = [i - i % 3 for i in range(3000)]
    parts = assign(photos, groups)
    assert all(parts[i] == parts[groups[i]] for i in range(3000))
    shares = [parts.count(part) / 3000 for part in PARTS]
    assert shares == pytest.approx([0.76, 0.10, 0.14], abs=0.03)
    assert assign(photos[:30], groups[:30]) == parts[:30]


def test_the_watched_place_is_split_by_blocks_with_gaps():
    photos = [photo(f"feeder/{i}.jpg", "feeder", f"r@1:d/{i}.jpg") for i in range(200)]
    parts = assign(photos, list(range(200)))
    runs = [part for i, part in enumerate(parts) if i == 0 or parts[i - 1] != part]
    assert runs == ["train", "none", "val", "none", "test"]
    assert parts.count("none") == 4 * WATCHED_GAP


def test_no_group_of_the_committed_split_is_on_two_sides():
    sides = defaultdict(set)
    with SPLITS_FILE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            sides[row["group"] or row["photo"]].add(row["part"])
    assert all(len(parts) == 1 for parts in sides.values())
    assert {part for parts in sides.values() for part in parts} == {*PARTS, "none"}


def test_sources_that_are_strangers_never_train(tmp_path):
    listed = tmp_path / "splits.csv"
    listed.write_text("photo,part,group\nold,val,\n")
    kept_out = [photo("a", of=source) for source, part in read_strangers().items() if part != HALF]
    assert {"stranger-val", "stranger-test"} == set(read_splits(kept_out, listed))
    named = replace(photo("b", of="some_set"), origin="MDForero/montunobirding@12:c.jpg")
    assert read_splits([photo("old"), photo("new"), named], listed) == [
        "val", "train", "stranger-val",
    ]  # fmt: skip


def test_half_of_the_species_of_a_rich_source_validate(tmp_path):
    listed = tmp_path / "splits.csv"
    listed.write_text("photo,part,group\n")
    (rich,) = (source for source, part in read_strangers().items() if part == HALF)
    photos = [
        replace(photo(f"{k}-{copy}", of=rich), species=f"Avis {k}")
        for k in range(200)
        for copy in range(2)
    ]
    parts = read_splits(photos, listed)
    assert parts[::2] == parts[1::2], "a species is never on two sides"
    assert parts.count("stranger-val") / 400 == pytest.approx(0.5, abs=0.1)
    assert read_splits([photo("unnamed", of=rich)], listed) == ["train"]


def test_the_committed_split_knows_every_photo_of_the_first_collections():
    places = Places.find()
    if not places.photos.exists():
        pytest.skip("needs the folder ../shared beside the project, which is absent")
    with SPLITS_FILE.open(encoding="utf-8", newline="") as table:
        listed = {row["photo"] for row in csv.DictReader(table)}
    photos = read_manifest(places)
    assert {p.key for p in photos if p.yolox is None} == listed
    sources = {name for p in photos for name in (p.set, p.source)}
    assert not set(read_strangers()) - sources, "a source is misspelt"
