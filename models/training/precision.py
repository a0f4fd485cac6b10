"""Average precision of a detector, and how often it claims a bird where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from .boxes import iou
from .photos import Photo
from .splits import read_splits

BOXED_SETS = ("cub50", "sg48", "feeder")
SCENES = "scenes"
"""Scenes with birds: of them YOLOX's boxes are known, and what it is less sure of is left out."""
SURE = 0.5
"""From this score on YOLOX's boxes are true ones."""
BIRDLESS = "none"
"""Photos without birds, of whatever set, are one group under this name."""
FEW_ALARMS = 0.02
"""Share of photos without birds in which a bird may be claimed."""


@dataclass(frozen=True)
class Found:
    """What a detector found in one photo: boxes (n, 4) and scores (n,), and the true boxes.

    All boxes are corners in pixels, and so is the photo's area.
    """

    boxes: np.ndarray
    scores: np.ndarray
    truth: np.ndarray
    photo_area: float


def judged_photos(photos: list[Photo], part: str) -> list[int]:
    """Indices of a part's photos that judge a detector: boxed ones, scenes, birdless ones."""
    return [
        i
        for i, where in enumerate(read_splits(photos))
        if where == part and group_of(photos[i]) is not None
    ]


def group_of(photo: Photo) -> str | None:
    """The group that a photo is judged in, None where too little is known of it."""
    if not photo.has_bird:
        return BIRDLESS
    if photo.is_scene:
        return SCENES
    return photo.set if photo.set in BOXED_SETS else None


def by_set(
    photos: list[Photo], indices: list[int], answers: Iterable[tuple[np.ndarray, np.ndarray]]
) -> dict[str, list[Found]]:
    """A detector's boxes and scores for these photos beside the true boxes, by set."""
    groups: dict[str, list[Found]] = {name: [] for name in (*BOXED_SETS, SCENES, BIRDLESS)}
    for i, (boxes, scores) in zip(indices, answers, strict=True):
        photo = photos[i]
        truth = np.array(photo.boxes_xyxy, np.float32).reshape(-1, 4)
        name = group_of(photo)
        if name == SCENES and not len(truth):
            rows = np.array(photo.yolox, np.float32).reshape(-1, 5)
            truth, doubts = rows[rows[:, 4] >= SURE, :4], rows[rows[:, 4] < SURE, :4]
            told = ~_only_on(boxes.reshape(-1, 4), doubts, truth)
            boxes, scores = boxes[told], scores[told]
        if name is not None:
            groups[name].append(Found(boxes, scores, truth, photo.width * photo.height))
    return groups


def _only_on(boxes: np.ndarray, doubts: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Bool (n,): boxes that fit a doubtful box and no true one."""
    fit = [iou(boxes, each).max(1, initial=0) >= 0.5 for each in (doubts, truth)]
    return fit[0] & ~fit[1]


def average_precision(photos: list[Found], overlap: float = 0.5) -> float:
    """Area under the precision-recall curve, all points (PASCAL VOC 2010 and later)."""
    hits, scores, wanted = [], [], 0
    for photo in photos:
        wanted += len(photo.truth)
        hits.append(matched(photo, overlap) >= 0)
        scores.append(photo.scores)
    if not wanted:
        return float("nan")
    order = np.argsort(-np.concatenate(scores), kind="stable")
    hit = np.concatenate(hits)[order]
    recall = np.cumsum(hit) / wanted
    precision = np.cumsum(hit) / np.arange(1, len(hit) + 1)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    return float((np.diff(recall, prepend=0) * envelope).sum())


def matched(photo: Found, overlap: float = 0.5) -> np.ndarray:
    """Index (n,) of the true box that each detection stands for, -1 for none.

    A true box goes to the best detection on it; every further one stands for none.
    """
    stands_for = np.full(len(photo.scores), -1)
    if not len(photo.truth):
        return stands_for
    overlaps = iou(photo.boxes.reshape(-1, 4), photo.truth)
    for i in np.argsort(-photo.scores, kind="stable"):
        best = int(overlaps[i].argmax())
        if overlaps[i, best] >= overlap and best not in stands_for:
            stands_for[i] = best
    return stands_for


def recalled(photo: Found, score: float) -> np.ndarray:
    """Bool (true boxes,): which of them detections of at least this score stand for."""
    kept = photo.scores >= score
    found = matched(replace(photo, boxes=photo.boxes[kept], scores=photo.scores[kept]))
    return np.isin(np.arange(len(photo.truth)), found)


def recall_at(photos: list[Found], score: float) -> tuple[int, int]:
    """True boxes found by detections of at least this score, and how many there are."""
    hits = np.concatenate([recalled(photo, score) for photo in photos])
    return int(hits.sum()), len(hits)


def recall_of_small(photos: list[Found], score: float, share: float) -> tuple[int, int]:
    """The same for birds whose box's side is below a share of the photo's (roots of areas)."""
    small = [
        (photo.truth[:, 2:] - photo.truth[:, :2]).prod(1) < share**2 * photo.photo_area
        for photo in photos
    ]
    hits = [recalled(photo, score)[rows] for photo, rows in zip(photos, small, strict=True)]
    found = np.concatenate(hits) if hits else np.zeros(0, bool)
    return int(found.sum()), len(found)


def score_for_alarms(birdless: list[Found], share: float) -> float:
    """The least score from which on at most this share of photos without birds has a detection."""
    highest = sorted((float(photo.scores.max(initial=0.0)) for photo in birdless), reverse=True)
    return float(np.nextafter(np.float32(highest[int(share * len(highest))]), np.float32(2)))


def false_alarms(photos: list[Found], score: float) -> tuple[int, int]:
    """Photos with a detection of at least this score, and how many photos there are."""
    return sum(bool((photo.scores >= score).any()) for photo in photos), len(photos)
