"""Makes the classifier's batches ahead of the training, each from the run's seed and its number."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .augment import colour, degrade, mix
from .crops import random_part, training_crop
from .drawing import draw_rates, group_of
from .photos import Photo, PhotoStore, cut
from .places import Places
from .targets import Targets
from .teacher import Teacher
from .yolox import bird_boxes


@dataclass(frozen=True)
class Batch:
    """Pixels (n, s, s, 3) uint8, targets (n, outputs); the teacher's logits for the species that it
    knows (n, taught), each row about 0, and its standardised features (n, 1280)."""

    pixels: np.ndarray
    targets: np.ndarray
    logits: np.ndarray
    features: np.ndarray


class BatchMaker:
    """Draws photos, cuts and changes them, and asks the teacher about the very pixels that result.

    A teacher that looks at something else than the student teaches it wrongly: of the changed
    colours, patches and mixtures in here it sees another bird in about half.
    """

    def __init__(
        self,
        places: Places,
        photos: list[Photo],
        parts: list[str],
        store: PhotoStore,
        targets: Targets,
        usual: tuple[np.ndarray, np.ndarray],
        config: dict,
    ) -> None:
        """`usual` are mean and standard deviation (1280,) of the teacher's features."""
        self._photos, self._store = photos, store
        self._targets, self._config = targets, config
        self._among = np.array([i for i, part in enumerate(parts) if part == "train"])
        groups = [group_of(photos[i]) for i in self._among]
        self._rates = draw_rates(groups, config["draw"])
        self._boxes = bird_boxes(places, photos)
        self._teacher = Teacher(places)
        self._mean, self._deviation = usual

    def make(self, number: int) -> Batch:
        """Batch `number` of the run, at the side that the teacher looks at."""
        config, augment = self._config, self._config["augment"]
        rng = np.random.default_rng([config["seed"], number])
        photo = rng.choice(self._among, config["batch"], p=self._rates)
        crops, shown = zip(*(self._crop(rng, int(i)) for i in photo), strict=True)
        pixels = colour(rng, np.stack(crops).astype(np.float32), augment["colour"])
        names = self._targets.names(photo, np.array(shown))
        if rng.random() < augment["mix"]:
            pixels, names = mix(rng, pixels, names)
        pixels = (pixels + 0.5).astype(np.uint8)
        logits, features = self._teacher.look(pixels)
        features = (features - self._mean) / self._deviation
        targets = self._targets
        soft = targets.soft(logits)
        return Batch(pixels, targets.blend(names, soft), targets.taught_logits(soft), features)

    def _crop(self, rng: np.random.Generator, index: int) -> tuple[np.ndarray, bool]:
        """A crop of a photo, and whether it surely shows the bird, if the photo has one."""
        config, photo = self._config, self._photos[index]
        anywhere = rng.random() < config["anywhere"]
        if anywhere:
            rect = random_part(rng, photo.width, photo.height, config["least_anywhere"])
        else:
            boxes = self._boxes[index]
            rect = training_crop(rng, boxes, photo.width, photo.height, photo.has_bird)
        pixels = cut(self._store[index], rect, config["teacher_side"], rng.random() < 0.5)
        augment = config["augment"]
        return degrade(rng, pixels, augment["blur"], augment["jpeg"]), not anywhere


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

    maker = threading.Thread(target=work, daemon=True)
    maker.start()
    try:
        while True:
            number, item = ready.get()
            if isinstance(item, BaseException):
                raise item
            yield number, item
    finally:
        stopped.set()
        maker.join()
