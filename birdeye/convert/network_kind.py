"""What a network does, and how its photos are prepared: known for every kind of source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Triple = tuple[float, float, float]


class NetworkKind(StrEnum):
    """What a network does."""

    CLASSIFIER = "classifier"
    SSD = "SSD detector"
    FASTER_RCNN = "Faster R-CNN detector"
    GLUON_DETECTOR = "GluonCV detector"
    DETECTOR = "detector"
    SEGMENTATION = "network that labels every pixel (segmentation)"
    EMBEDDING = "network that yields a feature vector (embedding)"
    OTHER = "network"

    @property
    def is_detector(self) -> bool:
        """Whether it finds things in a photo."""
        return self in _DETECTORS

    @property
    def with_article(self) -> str:
        """The word with its indefinite article."""
        return f"{'an' if self is NetworkKind.SSD else 'a'} {self}"


_DETECTORS = (
    NetworkKind.SSD,
    NetworkKind.FASTER_RCNN,
    NetworkKind.GLUON_DETECTOR,
    NetworkKind.DETECTOR,
)


@dataclass(frozen=True)
class Preprocessing:
    """value = (pixel - mean) * scale, for pixels 0 to 255 in the order red, green, blue.

    ``reason`` is why, as a phrase; ``is_known`` whether it follows from the file rather than from
    convention. ``must_be_stated`` where the guess is too weak to make a pack of.
    """

    mean: Triple
    scale: Triple
    reason: str
    is_known: bool = False
    must_be_stated: bool = False


NO_MEAN: Triple = (0.0, 0.0, 0.0)
NO_SCALE: Triple = (1.0, 1.0, 1.0)
IMAGENET_MEAN: Triple = (123.675, 116.28, 103.53)
IMAGENET_SCALE: Triple = (1 / (255 * 0.229), 1 / (255 * 0.224), 1 / (255 * 0.225))

USUAL_PREPROCESSING = (
    Preprocessing(NO_MEAN, NO_SCALE, "the pixels themselves, 0 to 255"),
    Preprocessing((123.68, 116.779, 103.939), NO_SCALE, "pixels less the mean of MXNet's examples"),
    Preprocessing(IMAGENET_MEAN, IMAGENET_SCALE, "ImageNet's mean and standard deviation"),
    Preprocessing((127.5, 127.5, 127.5), (1 / 127.5, 1 / 127.5, 1 / 127.5), "-1 to 1"),
    Preprocessing(NO_MEAN, (1 / 255, 1 / 255, 1 / 255), "0 to 1"),
)
"""The ways that networks found in the wild want their pixels, to be tried on photos."""
