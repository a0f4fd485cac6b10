"""Says which anchors stand for which birds, and what their offsets are (MXNet's MultiBoxTarget).

Boxes are corners as fractions of the input's side; offsets are as in
`src/operator/contrib/multibox_target.cc`: centres by the anchor's size, sizes by their logarithm,
both divided by the variances.
"""

from __future__ import annotations

import numpy as np

from .boxes import iou
from .pictures import Picture

NEGATIVE, POSITIVE, IGNORED = 0, 1, -1


def encode(boxes: np.ndarray, anchors: np.ndarray, variances: tuple) -> np.ndarray:
    """Offsets (n, 4) that turn anchors (n, 4) into boxes (n, 4)."""
    size, anchor_size = boxes[:, 2:] - boxes[:, :2], anchors[:, 2:] - anchors[:, :2]
    shift = (boxes[:, :2] + boxes[:, 2:] - anchors[:, :2] - anchors[:, 2:]) / 2 / anchor_size
    grown = np.log(np.maximum(size, 1e-6) / anchor_size)
    return np.concatenate([shift, grown], 1) / np.array(variances)


def decode(offsets: np.ndarray, anchors: np.ndarray, variances: tuple) -> np.ndarray:
    """Boxes (n, 4) from offsets (n, 4), clipped to the picture as MultiBoxDetection does."""
    scaled = offsets * np.array(variances)
    size = anchors[:, 2:] - anchors[:, :2]
    centre = (anchors[:, :2] + anchors[:, 2:]) / 2 + scaled[:, :2] * size
    half = np.exp(scaled[:, 2:]) * size / 2
    return np.clip(np.concatenate([centre - half, centre + half], 1), 0, 1)


def match(
    anchors: np.ndarray, picture: Picture, settings: dict, variances: tuple
) -> tuple[np.ndarray, np.ndarray]:
    """States (n,) int8 and offsets (n, 4) float32 of all anchors for one picture.

    Every bird has at least its best anchor. Anchors that fit a bird somewhat, that mostly lie on a
    doubt, or that lie on unknown ground away from any bird, are ignored.
    """
    birds, doubts = picture.birds, picture.doubts
    states = np.full(len(anchors), NEGATIVE, np.int8)
    offsets = np.zeros((len(anchors), 4), np.float32)
    overlap = iou(anchors, birds)
    highest = overlap.max(1, initial=0)
    if len(picture.unknown):
        unknown = _inside(anchors, picture.unknown).max(1) > 0.5
        states[unknown & (highest < settings["known_iou"])] = IGNORED
    if len(doubts):
        states[_inside(anchors, doubts).max(1) > 0.5] = IGNORED
        states[iou(anchors, doubts).max(1) > 0.3] = IGNORED
    if len(birds):
        best = overlap.argmax(1)
        states[highest >= settings["negative_iou"]] = IGNORED
        states[highest >= settings["positive_iou"]] = POSITIVE
        for bird, anchor in enumerate(overlap.argmax(0)):
            states[anchor], best[anchor] = POSITIVE, bird
        chosen = np.flatnonzero(states == POSITIVE)
        offsets[chosen] = encode(birds[best[chosen]], anchors[chosen], variances)
    return states, offsets


def _inside(anchors: np.ndarray, regions: np.ndarray) -> np.ndarray:
    """Share (anchors, regions) of each anchor that is within each region."""
    low = np.maximum(anchors[:, None, :2], regions[None, :, :2])
    high = np.minimum(anchors[:, None, 2:], regions[None, :, 2:])
    area = (anchors[:, 2:] - anchors[:, :2]).prod(1)
    return np.clip(high - low, 0, None).prod(-1) / np.maximum(area[:, None], 1e-9)
