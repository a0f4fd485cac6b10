"""The documents that Birdeye reads beside photos and packs: a sound one of each kind, and a trial.

A trial does what the program does with such a file. It returns "taken" or "refused", lets every
exception but Birdeye's own escape, and asserts what has to hold of a file that is taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import tomli_w

from birdeye.convert.mxnet.symbol_file import parse_symbol
from birdeye.convert.tflite.convert import build_tflite
from birdeye.convert.tflite.model_file import parse_tflite
from birdeye.domain.errors import BirdeyeError, PhotoUnreadable
from birdeye.export.jpeg_segments import JpegRefused, with_xmp_packet, xmp_packet
from birdeye.export.xmp_keywords import EMPTY_PACKET, Keywords, with_keywords
from birdeye.imaging.thumbnail_cache import STORED_SIDES, ThumbnailCache
from birdeye.packs.labels import parse_labels
from birdeye.packs.ranges import parse_ranges
from birdeye.packs.recipe import read_recipe
from birdeye.workflows.detections_file import (
    MAX_FILE_NAME_CHARACTERS,
    MAX_MODEL_CHARACTERS,
    read_detections,
)
from birdeye.workflows.label_file import read_label_file
from birdeye.xmp.tree import XmpRefused
from tests.export.test_xmp_keywords import DIGIKAM, LIGHTROOM
from tests.helpers.sample_photos import encoded, quadrants
from tests.helpers.tiny_pack import make_tiny_pack
from tests.helpers.tiny_recipe import LABELS, tiny_recipe_table, write_published_files
from tests.helpers.tiny_tflite_network import residual_classifier
from tests.helpers.xmp_keywords import read_keywords

KEYWORDS = Keywords(("Great Tit", "Parus major"), ("Birds|Tits|Great Tit",))

Trial = Callable[[bytes, Path], None]
"""Tries bytes, in a folder that it may use; raises what the program would."""


@dataclass(frozen=True)
class Kind:
    """``seeds`` are sound files of the kind; ``is_text`` says how they are best damaged."""

    seeds: tuple[bytes, ...]
    trial: Trial
    is_text: bool = True


def tried(kind: Kind, content: bytes, folder: Path) -> str:
    """The outcome of one trial: "taken" or "refused"; a fault is raised."""
    try:
        kind.trial(content, folder)
    except (BirdeyeError, XmpRefused, JpegRefused) as error:
        assert str(error).strip(), "a refusal without a word"
        return "refused"
    return "taken"


def kinds(folder: Path) -> Mapping[str, Kind]:
    """All kinds by name; ``folder`` keeps what their seeds are made of."""
    pack = make_tiny_pack(folder / "pack").folder
    recipe = tiny_recipe_table(write_published_files(folder / "published"))
    (folder / "terms.txt").write_text("Take it.\n")
    tflite = tuple(residual_classifier(dtype) for dtype in ("uint8", "int8", "float32"))
    jpeg = encoded(quadrants(90, 60), "JPEG")
    ranges = b"scientific_name,region,months\nHirundo rustica,US-TX,11-2 7\nAlcedo atthis,CN,\n"
    return {
        "detections": Kind((_DETECTIONS,), _try_detections),
        "label lists": Kind(_LABEL_LISTS, _try_label_list),
        "labels": Kind(((pack / "labels.csv").read_bytes(),), _try_labels),
        "photos' XMP": Kind((with_xmp_packet(jpeg, LIGHTROOM), jpeg), _try_jpeg, is_text=False),
        "ranges": Kind((ranges,), _try_ranges),
        "recipes": Kind((tomli_w.dumps(recipe).encode(),), _try_recipe),
        "symbols": Kind((_SYMBOL,), lambda content, _: _try_symbol(content)),
        "TFLite": Kind(tflite, _try_tflite, is_text=False),
        "thumbnails": Kind((jpeg, encoded(quadrants(320, 90), "JPEG")), _try_thumbnail, False),
        "XMP": Kind(
            (LIGHTROOM, DIGIKAM, EMPTY_PACKET, with_keywords(LIGHTROOM, KEYWORDS)), _try_xmp
        ),
    }


_LABEL_LISTS = (
    LABELS.encode(),
    b"0 Parus major\n1 Pica pica\n",
    b"index,scientific_name,english\n0,Parus major,Great Tit\n1,Pica pica,Eurasian Magpie\n",
    json.dumps({"id2label": {"0": "Parus major", "1": "Pica pica"}}).encode(),
    json.dumps({"labels": [{"id": 0, "name": "Parus major"}, {"id": 1, "name": "x"}]}).encode(),
    json.dumps({"Parus major": 0, "Pica pica": 1}).encode(),
)

_DETECTIONS = json.dumps(
    {
        "info": {"format_version": "1.5", "detector": "MDv5a"},
        "detection_categories": {"1": "animal", "2": "person"},
        "classification_categories": {"1": "bird", "2": "Parus major"},
        "classification_category_descriptions": {"2": "x;aves;a;b;parus;major;great tit"},
        "images": [
            {
                "file": f"camera/{name}.jpg",
                "detections": [
                    {
                        "category": "1",
                        "conf": 0.912,
                        "bbox": [0.1, 0.2, 0.5, 0.4],
                        "classifications": [["2", 0.8], ["1", 0.1]],
                    }
                ],
            }
            for name in "abc"
        ],
    }
).encode()

_SYMBOL = json.dumps(
    {
        "nodes": [
            {"op": "null", "name": "data", "inputs": []},
            {"op": "null", "name": "w", "inputs": [], "attrs": {"__shape__": "(8, 3, 3, 3)"}},
            {
                "op": "Convolution",
                "name": "conv",
                "attrs": {"kernel": "(3, 3)", "num_filter": "8", "no_bias": "True"},
                "inputs": [[0, 0, 0], [1, 0, 0]],
            },
        ],
        "arg_nodes": [0, 1],
        "heads": [[2, 0, 0]],
        "attrs": {"mxnet_version": ["int", 10500]},
    }
).encode()


def _try_xmp(content: bytes, _folder: Path) -> None:
    merged = with_keywords(content, KEYWORDS)
    ElementTree.fromstring(merged.replace(b"}", b""))  # which it does not take in a namespace
    found = read_keywords(merged)
    assert set(KEYWORDS.flat) <= set(found.flat)
    assert set(KEYWORDS.hierarchical) <= set(found.hierarchical)
    assert with_keywords(merged, KEYWORDS) == merged


def _try_jpeg(content: bytes, folder: Path) -> None:
    packet = xmp_packet(content)
    result = with_xmp_packet(content, with_keywords(packet or EMPTY_PACKET, KEYWORDS))
    assert set(KEYWORDS.flat) <= set(read_keywords(xmp_packet(result) or b"").flat)
    assert len(result) >= len(content) - len(packet or b"")


def _try_detections(content: bytes, folder: Path) -> None:
    path = folder / "detections.json"
    path.write_bytes(content)
    found = read_detections(path)
    assert len(found.detector) <= MAX_MODEL_CHARACTERS
    for photo in found.photos:
        assert 0 < len(photo.file) <= MAX_FILE_NAME_CHARACTERS
        for thing in photo.things:
            assert all(0 <= number <= 1 for number in (thing.score, *thing.box_fractions))
            assert all(0 <= probability <= 1 for _, _, probability in thing.classes)


def _try_labels(content: bytes, _folder: Path) -> None:
    labels = parse_labels(content, "tiny")
    assert all(species.scientific_name for species in labels.distinct_species)


def _try_label_list(content: bytes, folder: Path) -> None:
    path = folder / "labels.txt"
    path.write_bytes(content)
    read_label_file(path)


def _try_ranges(content: bytes, _folder: Path) -> None:
    ranges = parse_ranges(content, "tiny")
    assert all(
        ranges.months_in(name, country) <= frozenset(range(1, 13))
        for name, countries in ranges.months.items()
        for country in countries
    )


def _try_recipe(content: bytes, folder: Path) -> None:
    (folder / "terms.txt").write_text("Take it.\n")
    path = folder / "tiny-world.toml"
    path.write_bytes(content)
    recipe = read_recipe(path)
    for name in (recipe.network.name, recipe.labels.name, *recipe.documents):
        assert Path(name).name == name and name not in ("", ".", "..")


def _try_symbol(content: bytes) -> None:
    parse_symbol(content)


def _try_tflite(content: bytes, _folder: Path) -> None:
    build_tflite(parse_tflite(content, "net.tflite"))


def _try_thumbnail(content: bytes, folder: Path) -> None:
    """The cache's own file is damaged: its photo is shown all the same, from itself."""
    photo = folder / "photo.png"
    if not photo.exists():
        photo.write_bytes(encoded(quadrants(120, 90), "PNG"))
    cache = ThumbnailCache(folder / "thumbnails")
    try:
        stored = cache.thumbnail(photo, STORED_SIDES[0])
        for file in (folder / "thumbnails").rglob("*.jpg"):
            file.write_bytes(content)
        shown = cache.thumbnail(photo, STORED_SIDES[0])
    except PhotoUnreadable as error:
        raise AssertionError("a damaged cache hides a sound photo") from error
    assert shown.dtype == np.uint8 and shown.ndim == 3 and shown.shape[2] == 3
    assert max(shown.shape[:2]) <= STORED_SIDES[-1]
    assert stored.shape == (90, 120, 3)
    for file in (folder / "thumbnails").rglob("*.jpg"):
        file.unlink()
