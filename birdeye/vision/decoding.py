"""Reads the outputs of detectors, one function per format, as boxes in pixels of the input.

A decoder leaves out classes other than the bird and scores below the threshold; it neither
suppresses nor clips. Output that does not fit the format is refused with `OutputUnexpected`, and
the caller adds which model it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

import numpy as np

from birdeye.packs.manifest import Decoder, DetectorSpec
from birdeye.vision.detections import Detections

DecodeFunction = Callable[[Sequence[np.ndarray], DetectorSpec, float], Detections]
"""(outputs for one picture, spec, score threshold) -> detections in pixels of the input."""


class OutputUnexpected(Exception):
    """The outputs do not fit the format; the text is the end of a sentence."""


def decode_ssd(
    outputs: Sequence[np.ndarray], spec: DetectorSpec, score_threshold: float
) -> Detections:
    """Rows (class, score, x1, y1, x2, y2), corners as fractions of the input, class < 0 empty.

    The output of MXNet's MultiBoxDetection (src/operator/contrib/multibox_detection.cc).
    """
    rows = _rows(outputs[0], 6)
    rows = rows[(rows[:, 0] == spec.bird_class) & _likely(rows[:, 1], score_threshold)]
    size = np.array([spec.input.width, spec.input.height] * 2)
    return _finite(rows[:, 2:] * size, rows[:, 1])


def decode_yolox(
    outputs: Sequence[np.ndarray], spec: DetectorSpec, score_threshold: float
) -> Detections:
    """Rows (dx, dy, log w, log h, objectness, class scores ...), one for each cell of each stride.

    Centre = (cell + d) * stride, size = exp(log size) * stride, score = objectness * class score:
    section 2 of Ge et al., YOLOX, arXiv:2107.08430, and its ONNX export without decoding.
    """
    cells, strides = _grid(spec.input.width, spec.input.height, spec.strides)
    rows = _rows(outputs[0], 6 + spec.bird_class, exactly=False)
    if len(rows) != len(cells):
        raise OutputUnexpected(f"it has {len(rows)} rows where the strides make {len(cells)} cells")
    scores = rows[:, 4].astype(np.float64) * rows[:, 5 + spec.bird_class]
    likely = _likely(scores, score_threshold)
    rows, cells, strides = rows[likely], cells[likely], strides[likely]
    with np.errstate(over="ignore"):
        half = np.exp(rows[:, 2:4].astype(np.float64)) * strides / 2
    centre = (cells + rows[:, :2]) * strides
    return _finite(np.concatenate([centre - half, centre + half], axis=1), scores[likely])


def decode_boxes_scores(
    outputs: Sequence[np.ndarray], spec: DetectorSpec, score_threshold: float
) -> Detections:
    """Two outputs: corners (N, 4) in pixels of the input, and scores (N,) or (N, classes)."""
    boxes, scores = _rows(outputs[0], 4), outputs[1]
    if scores.ndim and scores.shape[0] == 1:
        scores = scores[0]
    scores = scores.reshape(len(scores), -1) if scores.ndim in (1, 2) else scores
    if scores.ndim != 2 or len(scores) != len(boxes) or scores.shape[1] <= spec.bird_class:
        raise OutputUnexpected(f"its scores have the shape {outputs[1].shape}")
    scores = scores[:, spec.bird_class]
    likely = _likely(scores, score_threshold)
    return _finite(boxes[likely], scores[likely])


DECODERS: Mapping[Decoder, DecodeFunction] = MappingProxyType(
    {
        Decoder.SSD: decode_ssd,
        Decoder.YOLOX: decode_yolox,
        Decoder.BOXES_SCORES: decode_boxes_scores,
    }
)
"""Every format that a manifest can name."""


def _rows(output: np.ndarray, columns: int, *, exactly: bool = True) -> np.ndarray:
    """The (N, columns) rows of one picture, of an output with or without a batch axis."""
    rows = output[0] if output.ndim == 3 and output.shape[0] == 1 else output
    fits = rows.ndim == 2 and (rows.shape[1] == columns if exactly else rows.shape[1] >= columns)
    if not fits:
        raise OutputUnexpected(f"its rows have the shape {output.shape}")
    return rows


def _likely(scores: np.ndarray, threshold: float) -> np.ndarray:
    if np.isnan(scores).any():
        raise OutputUnexpected("it contains scores that are not numbers")
    return scores >= threshold


def _finite(boxes_xyxy: np.ndarray, scores: np.ndarray) -> Detections:
    """Without boxes at infinity, which come from saturated exponentials in odd cells."""
    finite = np.isfinite(boxes_xyxy).all(axis=1)
    return Detections(boxes_xyxy[finite].astype(np.float64), scores[finite].astype(np.float64))


@cache
def _grid(width: int, height: int, strides: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Column and row (N, 2) and stride (N, 1) of every cell: rows first, strides one by one."""
    cells, sizes = [], []
    for stride in strides:
        columns, rows = np.meshgrid(np.arange(width // stride), np.arange(height // stride))
        cells.append(np.stack([columns.ravel(), rows.ravel()], axis=1))
        sizes.append(np.full((columns.size, 1), stride))
    return np.concatenate(cells).astype(np.float64), np.concatenate(sizes).astype(np.float64)
