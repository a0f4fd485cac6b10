"""Asks detector and classifier about the same boxes, as the program does."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .calibration import read_calibration, softmax
from .classifier import logits_of
from .crops import bird_crop
from .detector import detect
from .finished import finished
from .photos import Photo, PhotoStore, cut, read_manifest
from .places import Places
from .precision import judged_photos
from .presence import LEAST_SCORE, Answers
from .resnet import Classifier
from .ssd import Ssd


def look(
    detector: Ssd,
    classifier: Classifier,
    store: PhotoStore,
    indices: list[int],
    sides: tuple[int, int],
    temperature: float,
) -> list[Answers]:
    """What both networks say of photos; `sides` are those of the detector and the classifier."""
    run, answers = logits_of(classifier), []
    for i, (boxes, scores) in zip(indices, detect(detector, store, indices, sides[0]), strict=True):
        boxes, scores = boxes[scores >= LEAST_SCORE], scores[scores >= LEAST_SCORE]
        pixels = store[i]
        height, width = pixels.shape[:2]
        crops = [cut(pixels, bird_crop(box, width, height), sides[1]) for box in boxes]
        logits = run(np.stack(crops).astype(np.float32)) if crops else np.zeros((0, 1))
        answers.append(Answers(boxes, scores, softmax(logits, temperature)[:, -1]))
    return answers


def answers_on(
    places: Places, part: str, run: str, checkpoints: Path | None
) -> tuple[list[Photo], list[int], list[Answers]]:
    """All photos, the indices of those judged in a part, and what both networks say of these."""
    detector, classifier = (
        finished(places, network, run, checkpoints) for network in ("detector", "classifier")
    )
    found, named = (read_calibration(places, network) for network in ("detector", "classifier"))
    photos = read_manifest(places)
    chosen = judged_photos(photos, part)
    store, sides = PhotoStore(places, photos), (found["side"], named["side"])
    answers = look(detector, classifier, store, chosen, sides, named["temperature"])
    return photos, chosen, answers
