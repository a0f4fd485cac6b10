"""One fixed crop of each photo that judges, with what the teacher sees in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .crops import bird_crop, whole_photo
from .photos import Photo, PhotoStore, cut
from .places import Places, replacing
from .teacher import SIDE, Teacher
from .yolox import bird_boxes

WATCHED_SET = "feeder"
"""Frames of one place, which judge the detector only."""


@dataclass(frozen=True)
class FixedCrops:
    """Index of the photo (n,), rectangle (n, 4), the teacher's logits and features as float16."""

    photo: np.ndarray
    rect: np.ndarray
    logits: np.ndarray
    features: np.ndarray

    @classmethod
    def read(cls, places: Places, part: str) -> FixedCrops:
        """The crops of a part, which the stage `prepare` wrote."""
        with np.load(fixed_crops_file(places, part)) as arrays:
            return cls(*(arrays[name] for name in ("photo", "rect", "logits", "features")))


def fixed_crops_file(places: Places, part: str) -> Path:
    """Where the crops of a part are kept."""
    return places.folder("teacher") / f"fixed-{part}.npz"


def write_fixed_crops(
    places: Places, photos: list[Photo], store: PhotoStore, parts: list[str], part: str
) -> None:
    """Cut a square around each photo's best box, else take all of it, and ask the teacher."""
    chosen = [i for i, p in enumerate(parts) if p == part and photos[i].set != WATCHED_SET]
    boxes = bird_boxes(places, photos)
    rects = []
    for i in chosen:
        width, height = photos[i].width, photos[i].height
        if len(boxes[i]):
            areas = (boxes[i][:, 2:] - boxes[i][:, :2]).prod(1)
            best = int(areas.argmax()) if photos[i].boxes_xyxy else 0
            rects.append(bird_crop(boxes[i][best], width, height))
        else:
            rects.append(whole_photo(width, height))
    teacher = Teacher(places)
    answers = [
        teacher.look(cut(store[i], rect, SIDE)[None]) for i, rect in zip(chosen, rects, strict=True)
    ]
    logits, features = (np.concatenate(each) for each in zip(*answers, strict=True))
    with replacing(fixed_crops_file(places, part)) as temporary, temporary.open("wb") as out:
        np.savez(
            out,
            photo=np.array(chosen, np.int32),
            rect=np.array(rects, np.float32),
            logits=logits.astype(np.float16),
            features=features.astype(np.float16),
        )
