"""Composes pictures without birds, most often of what the detector last took for one.

Photos without birds are few, so a detector that sees them as they come soon finds them easy and
learns no more from them. What it errs on is looked for again and again, drawn more often, and shown
from near (hard negative mining across photos, as in Sung and Poggio 1998, here on whole photos).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .crops import LEAST_BIRDLESS_PART, random_part, whole_photo
from .photos import Photo
from .pictures import Picture, Scenes
from .places import replacing

TRIES = 12
LEAST_WEIGHT = 1e-3
"""Added to the scores, so that a photo that alarms no one is still drawn."""


@dataclass(frozen=True)
class Alarms:
    """The likeliest "bird" in each birdless training photo: scores (n,) and boxes (n, 4)."""

    score: np.ndarray
    box_xyxy: np.ndarray

    @classmethod
    def read(cls, path: Path, photos: int) -> Alarms:
        """What was written last; before the first search nothing alarms, and no photo is known."""
        if path.exists():
            with np.load(path) as arrays:
                found = cls(*(arrays[name] for name in ("score", "box_xyxy")))
            if len(found.score) == photos:
                return found
        return cls(np.zeros(photos), np.zeros((photos, 4)))

    def renewed(self, rows: np.ndarray, score: np.ndarray, box_xyxy: np.ndarray) -> Alarms:
        """These alarms with what a new search found in some of the photos."""
        scores, boxes = self.score.copy(), self.box_xyxy.copy()
        scores[rows], boxes[rows] = score, box_xyxy
        return Alarms(scores, boxes)

    def write(self, path: Path) -> None:
        """Replace what was written last."""
        with replacing(path) as part, part.open("wb") as out:
            np.savez(out, **vars(self))


class Backgrounds:
    """Draws pictures without birds from photos without birds and from the ground around birds."""

    def __init__(
        self,
        scenes: Scenes,
        photos: list[Photo],
        birdless: np.ndarray,
        boxed: np.ndarray,
        rates: dict[str, float],
        alarms: Alarms,
    ) -> None:
        self._scenes, self._photos = scenes, photos
        self._birdless, self._boxed, self._rates = birdless, boxed, rates
        self._kinds = ("whole", "part", "alarm", "ground")
        self.take_up(alarms)

    def take_up(self, alarms: Alarms) -> None:
        """Draw by these alarms from now on; evenly where there are none yet."""
        weights = alarms.score + LEAST_WEIGHT
        self._by_score = weights / weights.sum()
        self.alarms = alarms

    def compose(self, rng: np.random.Generator, side: int) -> Picture:
        """One picture without a known bird."""
        kind = rng.choice(self._kinds, p=[self._rates[kind] for kind in self._kinds])
        by_score = kind == "alarm" or rng.random() < 0.5
        row = rng.choice(len(self._birdless), p=self._by_score if by_score else None)
        index = int(self._birdless[row])
        rect = self._whole(index)
        if kind == "part":
            rect = self._part(rng, index)
        elif kind == "alarm" and self.alarms.score[row] > 0:
            rect = self._around(rng, index, self.alarms.box_xyxy[row])
        elif kind == "ground":
            index, rect = self._ground(rng) or (index, rect)
        return self._scenes.view(index, rect, side, side, rng.random() < 0.5)

    def _whole(self, index: int) -> np.ndarray:
        return whole_photo(self._photos[index].width, self._photos[index].height)

    def _part(self, rng: np.random.Generator, index: int) -> np.ndarray:
        photo = self._photos[index]
        return random_part(rng, photo.width, photo.height, LEAST_BIRDLESS_PART)

    def _around(self, rng: np.random.Generator, index: int, box_xyxy: np.ndarray) -> np.ndarray:
        """The box with a margin of nothing to its own size on each side, cut to the photo."""
        size = np.maximum(box_xyxy[2:] - box_xyxy[:2], 16)
        grown = np.concatenate(
            [box_xyxy[:2] - rng.random(2) * size, box_xyxy[:2] + size + rng.random(2) * size]
        )
        photo = self._photos[index]
        edges = np.tile([photo.width, photo.height], 2)
        rect = np.clip(grown, 0, edges).astype(np.float32)
        return self._whole(index) if (rect[2:] - rect[:2]).min() < 8 else rect

    def _ground(self, rng: np.random.Generator) -> tuple[int, np.ndarray] | None:
        """A part of a photo with boxed birds that touches neither bird nor doubt."""
        for _ in range(TRIES):
            index = int(rng.choice(self._boxed))
            left, top, right, bottom = self._part(rng, index)
            boxes = np.concatenate([self._scenes.birds[index], self._scenes.doubts[index]])
            apart = (
                (boxes[:, 2] <= left)
                | (boxes[:, 0] >= right)
                | (boxes[:, 3] <= top)
                | (boxes[:, 1] >= bottom)
            )
            if apart.all() and min(right - left, bottom - top) >= 32:
                return index, np.array([left, top, right, bottom], np.float32)
        return None
