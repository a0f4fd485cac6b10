"""Makes the classifier's batches ahead of the training, each from the run's seed and its number."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .augment import colour, degrade, hide, mix, nudge
from .photos import Photo, PhotoStore, cut
from .places import Places
from .targets import Targets
from .teacher import Shard, shard_files


@dataclass(frozen=True)
class Batch:
    """Pixels (n, s, s, 3) float32 0-255, targets (n, outputs), features (n, 1280), weights (n,)."""

    pixels: np.ndarray
    targets: np.ndarray
    features: np.ndarray
    weight: np.ndarray


class BatchMaker:
    """Draws photos by their set's rate and, of each, one of the crops that the teacher has seen."""

    def __init__(
        self, places: Places, photos: list[Photo], store: PhotoStore, targets: Targets, config: dict
    ) -> None:
        self._places, self._photos, self._store = places, photos, store
        self._targets, self._config = targets, config
        self._shards: list[Shard] = []
        self.refresh()
        if not self._shards:
            raise SystemExit("The teacher has not seen any crop yet: run the stage `teach` first.")
        rates = np.array([config["draw"][photos[i].set] for i in self._shards[0].photo])
        self._rates = rates / rates.sum()
        features = self._shards[0].features.astype(np.float32)
        self.mean, self.deviation = features.mean(0), features.std(0) + 1e-3

    @property
    def shards(self) -> int:
        """How many crops of each photo there are to draw from."""
        return len(self._shards)

    def refresh(self) -> None:
        """Take up the shards that were written since."""
        for path in shard_files(self._places)[len(self._shards) :]:
            self._shards.append(Shard.read(path))

    def make(self, number: int, side: int) -> Batch:
        """Batch `number` of the run with crops of this side."""
        config, augment = self._config, self._config["augment"]
        rng = np.random.default_rng([config["seed"], number])
        rows = rng.choice(len(self._rates), config["batch"], p=self._rates)
        picks = [self._shards[k] for k in rng.integers(len(self._shards), size=len(rows))]
        photo = np.array([shard.photo[row] for shard, row in zip(picks, rows, strict=True)])
        crops = [
            self._crop(rng, self._store[i], shard.rect[row], side)
            for i, shard, row in zip(photo, picks, rows, strict=True)
        ]
        pixels = colour(rng, np.stack(crops).astype(np.float32), augment["colour"])
        pairs = list(zip(picks, rows, strict=True))
        target = self._targets.blend(photo, np.stack([s.logits[r] for s, r in pairs]))
        features = np.stack([s.features[r] for s, r in pairs]).astype(np.float32)
        features = (features - self.mean) / self.deviation
        if rng.random() < augment["mix"]:
            # The teacher's features are means over a picture, and so are about those of its parts.
            pixels, target, features = mix(rng, pixels, target, features)
        return Batch(pixels, target, features, self._targets.weight[photo])

    def _crop(
        self, rng: np.random.Generator, photo: np.ndarray, rect: np.ndarray, side: int
    ) -> np.ndarray:
        augment = self._config["augment"]
        near = nudge(rng, rect, photo.shape[1], photo.shape[0], augment["nudge"])
        pixels = cut(photo, near, side, rng.random() < 0.5)
        return hide(rng, degrade(rng, pixels, augment["blur"], augment["jpeg"]), augment["hide"])


def ahead(make: object, start: int, depth: int = 4) -> Iterator[tuple[int, object]]:
    """Yield (number, make(number)) from `start` on, made by a thread up to `depth` ahead."""
    ready: queue.Queue = queue.Queue(depth)
    stopped = threading.Event()

    def work() -> None:
        number = start
        while not stopped.is_set():
            try:
                item: object = make(number)
            except BaseException as failure:
                item = failure
            while not stopped.is_set():
                try:
                    ready.put((number, item), timeout=0.5)
                    break
                except queue.Full:
                    continue
            number += 1

    threading.Thread(target=work, daemon=True).start()
    try:
        while True:
            number, item = ready.get()
            if isinstance(item, BaseException):
                raise item
            yield number, item
    finally:
        stopped.set()
