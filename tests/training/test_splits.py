from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace

import pytest

from models.training.photos import Photo, read_manifest
from models.training.places import Places
from models.training.splits import (
    HALF,
    SPLITS_FILE,
    read_splits,
    read_strangers,
)


def photo(file: str, of: str = "one_each", origin: str = "x@1:a.jpg") -> Photo:
    return Photo(file, of, True, "", True, (), 10, 10, origin)


def test_no_group_of_the_committed_split_is_on_two_sides():
    sides = defaultdict(set)
    with SPLITS_FILE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            sides[row["group"] or row["photo"]].add(row["part"])
    assert all(len(parts) == 1 for parts in sides.values())
    assert {part for parts in sides.values() for part in parts} == {"train", "val", "test", "none"}


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
