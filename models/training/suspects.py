"""What the detector takes for birds in training photos without any, for the classifier to deny.

In the program the classifier only ever sees what the detector found, so random parts of photos
without birds teach it little about what it will have to turn down.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from .detector import detect
from .photos import Photo, PhotoStore
from .places import Places, replacing
from .ssd import Ssd

LEAST_SCORE = 0.02
MOST = 6
"""Suspects kept of one photo, the likeliest first."""


def suspects_file(places: Places) -> Path:
    """Where the suspects are kept."""
    return places.folder("teacher") / "suspects.json"


def find_suspects(
    places: Places, photos: list[Photo], store: PhotoStore, parts: list[str], net: Ssd, side: int
) -> int:
    """Write the detector's boxes in birdless training photos; how many there are."""
    birdless = [i for i, p in enumerate(parts) if p == "train" and not photos[i].has_bird]
    answers = detect(net, store, birdless, side)
    found = {
        photos[i].key: boxes[scores >= LEAST_SCORE][:MOST].tolist()
        for i, (boxes, scores) in zip(birdless, answers, strict=True)
    }
    with replacing(suspects_file(places)) as part:
        part.write_text(json.dumps(found), encoding="utf-8")
    return sum(map(len, found.values()))


def read_suspects(places: Places) -> dict[str, np.ndarray]:
    """Boxes (n, 4) in pixels by the photo's key; none before the first search."""
    path = suspects_file(places)
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {key: np.array(boxes, np.float32).reshape(-1, 4) for key, boxes in found.items()}
