"""Gets the answers of a pack's two networks for a photo, before anything is fitted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import open_photo
from birdeye.packs.pack import Pack
from birdeye.vision.classifier import Classifier
from birdeye.vision.crops import crop_region, cut_crops
from birdeye.vision.identifier import Identifier, IdentifyOptions

LEAST_SCORE = 0.10
"""Boxes with a lower score are rarely birds, and each costs a run of the classifier."""
MOST_BOXES = 3


@dataclass(frozen=True)
class Look:
    """The best boxes of a photo: the detector's scores (n,), best first, and the classifier's
    probabilities (n, outputs) at a temperature of 1."""

    scores: np.ndarray
    probabilities: np.ndarray


def _go_on() -> None:
    """The check for callers that never stop half-way."""


class Viewer:
    """The networks of one pack, loaded once, for several threads at a time."""

    def __init__(self, pack: Pack) -> None:
        whole = replace(pack, manifest=replace(pack.manifest, presence=None))
        self._outputs = len(pack.labels)
        self._spec = replace(pack.manifest.classifier, temperature=1.0)
        self._identifier = Identifier(whole, IdentifyOptions(min_score=LEAST_SCORE, threads=1))
        self._classifier = Classifier(pack.classifier_file, self._spec, self._outputs, threads=1)

    def look(
        self,
        path: Path,
        known_boxes: Sequence[Box] = (),
        check: Callable[[], None] = _go_on,
    ) -> Look:
        """The boxes that the detector finds, or those given, cropped as the program does.

        Given boxes come in order and with a score of 1. ``check`` is called between the steps and
        may raise to abandon the photo. Raises `PhotoUnreadable`.
        """
        photo = open_photo(path)
        boxes, decoded = list(known_boxes), None
        scores = np.ones(len(boxes))
        if not boxes:
            decoded = self._identifier.decode_overview(photo)
            check()
            found = self._identifier.detect(photo, decoded)
            boxes = [Box(*box) for box in found.boxes_xyxy[:MOST_BOXES].tolist()]
            scores = found.scores[: len(boxes)].astype(float)
        if not boxes:
            return Look(np.zeros(0), np.zeros((0, self._outputs)))
        check()
        decoded = self._identifier.decode_for_crops(photo, boxes, decoded)
        regions = [crop_region(box, self._spec, photo.width, photo.height) for box in boxes]
        return Look(scores, self._classifier.probabilities(cut_crops(decoded, regions, self._spec)))
