"""Evaluates the suppression that ends TensorFlow's detectors, one box after the other."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from birdeye.convert.tflite.network import DETECTION, TfliteOperator
from birdeye.convert.tflite.registry import Arrays, evaluates


@evaluates(DETECTION)
def evaluate_detection(operator: TfliteOperator, inputs: Arrays) -> tuple[np.ndarray, ...]:
    """`detection_postprocess.cc`, one box after the other."""
    encodings, scores, anchors = inputs[0][0], inputs[1][0], inputs[2]
    options = operator.options
    scales = [options[f"{side}_scale"] for side in "yxhw"]
    centre = encodings[:, :2] / scales[:2] * anchors[:, 2:] + anchors[:, :2]
    half = np.exp(encodings[:, 2:4] / scales[2:]) * anchors[:, 2:] / 2
    boxes = np.concatenate([centre - half, centre + half], axis=1)
    scores = scores[:, -operator.whole("num_classes") :]
    most = operator.whole("max_detections")
    rows: list[tuple[int, int]] = []
    if options.get("use_regular_nms"):
        each = int(options.get("detections_per_class", 100))
        for kind in range(scores.shape[1]):
            rows += [(place, kind) for place in _kept(options, boxes, scores[:, kind], each)]
        rows.sort(key=lambda row: -scores[row])
        rows = rows[:most]
        count, each = most, 1
    else:
        each = min(int(options.get("max_classes_per_detection", 1)), scores.shape[1])
        for place in _kept(options, boxes, scores.max(axis=1), most):
            best = np.argsort(-scores[place], kind="stable")[:each]
            rows += [(place, int(kind)) for kind in best]
        count = most * each
    places = [place for place, _ in rows]
    corners, kinds, values = np.zeros((count, 4)), np.zeros(count), np.zeros(count)
    corners[: len(rows)] = boxes[places]
    kinds[: len(rows)] = [kind for _, kind in rows]
    values[: len(rows)] = [scores[row] for row in rows]
    return corners[None], kinds[None], values[None], np.array([float(len(rows) // each)])


def _kept(
    options: Mapping[str, float], boxes: np.ndarray, scores: np.ndarray, most: int
) -> list[int]:
    """The places that greedy suppression keeps, best first."""
    order = [
        i for i in np.argsort(-scores, kind="stable") if scores[i] >= options["nms_score_threshold"]
    ]
    kept: list[int] = []
    for place in order:
        if len(kept) >= most:
            break
        if all(_overlap(boxes[place], boxes[k]) <= options["nms_iou_threshold"] for k in kept):
            kept.append(int(place))
    return kept


def _overlap(one: np.ndarray, other: np.ndarray) -> float:
    shared = np.maximum(0, np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2])).prod()
    areas = [float((box[2:] - box[:2]).prod()) for box in (one, other)]
    return 0.0 if min(areas) <= 0 else float(shared / (areas[0] + areas[1] - shared))
