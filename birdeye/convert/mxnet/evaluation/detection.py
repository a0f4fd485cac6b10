"""Detection operators of both detector families, row by row.

Sources: MXNet 1.9.1 `contrib/multibox_prior-inl.h`, `contrib/multibox_detection.cc`,
`contrib/proposal.cc`, `contrib/bounding_box-inl.h`; `example/rcnn/symdata/bbox.py`.
"""

from __future__ import annotations

from math import floor, sqrt

import numpy as np

from birdeye.convert.mxnet.evaluation.suppression import best_first, survivors
from birdeye.convert.mxnet.registry import Arrays, evaluates
from birdeye.convert.mxnet.symbol_graph import Node


@evaluates("_contrib_MultiBoxPrior")
def evaluate_multibox_prior(node: Node, inputs: Arrays) -> np.ndarray:
    """One box for each cell and shape."""
    height, width = inputs[0].shape[2:]
    attributes = node.attributes
    sizes = attributes.numbers("sizes", (1.0,))
    ratios = attributes.numbers("ratios", (1.0,))
    step_y, step_x = attributes.numbers("steps", (-1.0, -1.0))
    offset_y, offset_x = attributes.numbers("offsets", (0.5, 0.5))
    if min(step_y, step_x) <= 0:
        step_y, step_x = 1 / height, 1 / width
    shapes = [(size, ratios[0]) for size in sizes] + [(sizes[0], ratio) for ratio in ratios[1:]]
    boxes = []
    for y in range(height):
        for x in range(width):
            cy, cx = (y + offset_y) * step_y, (x + offset_x) * step_x
            for size, ratio in shapes:
                half_width = size * height / width * sqrt(ratio) / 2
                half_height = size / sqrt(ratio) / 2
                boxes.append((cx - half_width, cy - half_height, cx + half_width, cy + half_height))
    result = np.array([boxes], np.float32)
    return result.clip(0, 1) if attributes.boolean("clip", False) else result


@evaluates("_contrib_MultiBoxDetection")
def evaluate_multibox_detection(node: Node, inputs: Arrays) -> np.ndarray:
    """Rows as MXNet orders them; those cut by nms_topk are -1 throughout."""
    scores, offsets, anchors = inputs
    table = offsets.reshape(len(scores), -1, 4)
    return np.stack(
        [_multibox_rows(node, *item, anchors[0]) for item in zip(scores, table, strict=True)]
    )


def _multibox_rows(
    node: Node, scores: np.ndarray, offsets: np.ndarray, anchors: np.ndarray
) -> np.ndarray:
    attributes = node.attributes
    variances = np.array(attributes.numbers("variances", (0.1, 0.1, 0.2, 0.2)), np.float32)
    size = anchors[:, 2:] - anchors[:, :2]
    centre = (anchors[:, :2] + anchors[:, 2:]) / 2
    middle = offsets[:, :2] * variances[:2] * size + centre
    half = np.exp(offsets[:, 2:] * variances[2:]) * size / 2
    boxes = np.concatenate([middle - half, middle + half], axis=1)
    if attributes.boolean("clip", True):
        boxes = boxes.clip(0, 1)
    labels, best = scores[1:].argmax(axis=0), scores[1:].max(axis=0)
    rows = np.concatenate([labels[:, None], best[:, None], boxes], axis=1).astype(np.float32)
    rows = rows[best >= np.float32(attributes.number("threshold", 0.01))]
    threshold = attributes.number("nms_threshold", 0.5)
    if 0 < threshold <= 1:
        rows = rows[best_first(rows[:, 1])]
        topk = attributes.integer("nms_topk", -1)
        rows = rows[:topk] if topk > 0 else rows
        forced = attributes.boolean("force_suppress", False)
        classes = None if forced else rows[:, 0].copy()
        alive = survivors(rows[:, 2:], threshold, classes=classes, or_equal=True)
        rows[~alive, 0] = -1
    result = np.full((len(anchors), 6), -1, np.float32)
    result[: len(rows)] = rows
    return result


@evaluates("_contrib_Proposal", "_contrib_MultiProposal", "Custom")
def evaluate_proposal(node: Node, inputs: Arrays) -> tuple[np.ndarray, np.ndarray]:
    """Regions and scores of each photo, one below the other."""
    found = [
        _regions(node, index, *(part[index] for part in inputs)) for index in range(len(inputs[0]))
    ]
    regions, scores = zip(*found, strict=True)
    return np.concatenate(regions), np.concatenate(scores)


def _regions(
    node: Node, image: int, scores: np.ndarray, deltas: np.ndarray, info: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    attributes = node.attributes
    custom = node.operator == "Custom"
    stride = attributes.integer("feat_stride" if custom else "feature_stride", 16)
    scales = attributes.numbers("scales", (8, 16, 32) if custom else (4, 8, 16, 32))
    ratios = attributes.numbers("ratios", (0.5, 1, 2))
    base = []
    for ratio in ratios:
        width = floor(sqrt(floor(stride * stride / np.float32(ratio))) + 0.5)
        height = floor(width * np.float32(ratio) + 0.5)
        for scale in scales:
            half = np.array([width * scale - 1, height * scale - 1]) / 2
            middle = (stride - 1) / 2
            base.append(np.concatenate([middle - half, middle + half]))
    rows, columns = scores.shape[1:]
    boxes, values = [], []
    for y in range(rows):
        for x in range(columns):
            for place, anchor in enumerate(base):
                delta = deltas[4 * place : 4 * place + 4, y, x]
                box = anchor + stride * np.array([x, y, x, y])
                boxes.append(
                    box + delta
                    if attributes.boolean("iou_loss", False)
                    else moved_by(box[None].astype(np.float32), delta[None])[0]
                )
                beyond = y >= int(info[0] / stride) or x >= int(info[1] / stride)
                values.append(-1.0 if beyond else scores[len(base) + place, y, x])
    box_table, score = np.array(boxes, np.float32), np.array(values, np.float32)
    box_table = within(box_table, info)
    least = np.float32(attributes.number("rpn_min_size", 16)) * info[2]
    small = (box_table[:, 2:] - box_table[:, :2] + 1 < least).any(axis=1)
    box_table[small] += np.array([-1, -1, 1, 1], np.float32) * least / 2
    score[small] = -1
    order = best_first(score)
    before = attributes.integer("rpn_pre_nms_top_n", 6000)
    order = order[:before] if before > 0 else order
    after = attributes.integer("rpn_post_nms_top_n", 300)
    threshold = attributes.number("threshold", 0.3 if custom else 0.7)
    kept = order[survivors(box_table[order], threshold, extra=1, limit=min(after, len(order)))]
    kept = kept[np.arange(after) % len(kept)]
    regions = np.concatenate([np.full((after, 1), image, np.float32), box_table[kept]], axis=1)
    return regions, score[kept, None]


def moved_by(boxes: np.ndarray, deltas: np.ndarray) -> np.ndarray:
    """``boxes`` ``(N, 4)``, with inclusive ends, moved and stretched by ``deltas`` ``(N, 4)``."""
    size = boxes[:, 2:4] - boxes[:, :2] + 1
    centre = boxes[:, :2] + 0.5 * (size - 1)
    middle = deltas[:, :2] * size + centre
    reach = 0.5 * (np.exp(deltas[:, 2:]) * size - 1)
    return np.concatenate([middle - reach, middle + reach], axis=1)


def within(boxes: np.ndarray, info: np.ndarray) -> np.ndarray:
    """``boxes`` clipped to the image described by ``info`` (height, width, scale)."""
    limit = np.array([info[1], info[0], info[1], info[0]], np.float32) - 1
    return np.maximum(np.minimum(boxes, limit), 0)


@evaluates("_contrib_box_nms")
def evaluate_box_nms(node: Node, inputs: Arrays) -> np.ndarray:
    """Survivors first, then rows of -1."""
    (data,) = inputs
    if node.attributes.integer("topk", -1) == 0:
        return data
    tables = data.reshape(-1, *data.shape[-2:])
    return np.stack([_surviving_rows(node, rows) for rows in tables]).reshape(data.shape)


def _surviving_rows(node: Node, rows: np.ndarray) -> np.ndarray:
    attributes = node.attributes
    start, id_index = attributes.integer("coord_start", 2), attributes.integer("id_index", -1)
    score = rows[:, attributes.integer("score_index", 1)]
    valid = score > np.float32(attributes.number("valid_thresh", 0))
    if id_index >= 0:
        valid &= rows[:, id_index].astype(int) != attributes.integer("background_id", -1)
    source, target = (attributes.get(key, "corner") for key in ("in_format", "out_format"))
    kept = np.flatnonzero(valid)
    kept = kept[best_first(score[kept])]
    topk = attributes.integer("topk", -1)
    kept = kept[:topk] if topk > 0 else kept
    corners = rows[kept, start : start + 4]
    if source == "center":
        corners = _to_corners(corners)
    by_class = id_index >= 0 and not attributes.boolean("force_suppress", False)
    classes = rows[kept, id_index].astype(int) if by_class else None
    kept = kept[survivors(corners, attributes.number("overlap_thresh", 0.5), classes=classes)]
    result = np.full_like(rows, -1)
    result[: len(kept)] = rows[kept]
    if source != target:
        boxes = result[:, start : start + 4]
        other = _to_corners(boxes) if target == "corner" else _to_centres(boxes)
        result[:, start : start + 4] = np.where(boxes[:, :1] < 0, boxes, other)
    return result


def _to_corners(boxes: np.ndarray) -> np.ndarray:
    half = boxes[..., 2:] / 2
    return np.concatenate([boxes[..., :2] - half, boxes[..., :2] + half], axis=-1)


def _to_centres(boxes: np.ndarray) -> np.ndarray:
    low, high = boxes[..., :2], boxes[..., 2:]
    return np.concatenate([(low + high) / 2, high - low], axis=-1)


@evaluates("_contrib_box_decode")
def evaluate_box_decode(node: Node, inputs: Arrays) -> np.ndarray:
    """Corner boxes from corrections and anchors."""
    deltas, anchors = inputs
    attributes = node.attributes
    if attributes.get("format", "center") == "corner":
        anchors = _to_centres(anchors)
    deltas = deltas * np.array(
        [attributes.number(f"std{index}", 1) for index in range(4)], np.float32
    )
    limit = attributes.number("clip", -1)
    growth = np.minimum(deltas[..., 2:], np.float32(limit)) if limit > 0 else deltas[..., 2:]
    size = anchors[..., 2:]
    centre = deltas[..., :2] * size + anchors[..., :2]
    return _to_corners(np.concatenate([centre, np.exp(growth) * size], axis=-1))


@evaluates("_birdeye_region_detection")
def evaluate_region_detection(node: Node, inputs: Arrays) -> np.ndarray:
    """What example/rcnn does in Python: rows ``(1, M, 6)``, best first."""
    regions, scores, deltas, info = inputs
    attributes = node.attributes
    scores = scores.reshape(len(regions), -1)
    stds = np.array(attributes.numbers("stds", (0.1, 0.1, 0.2, 0.2)), np.float32)
    table = deltas.reshape(len(regions), -1, 4) * stds
    found = []
    for label in range(1, scores.shape[1]):
        boxes = within(moved_by(regions[:, 1:], table[:, label]), info[0]) / info[0, 2]
        score = scores[:, label]
        order = best_first(score)
        order = order[score[order] > np.float32(attributes.number("score_threshold", 1e-3))]
        threshold = attributes.number("nms_threshold", 0.3)
        kept = order[survivors(boxes[order], threshold, extra=1)]
        found.append(
            np.concatenate(
                [np.full((len(kept), 1), label - 1), score[kept, None], boxes[kept]], axis=1
            )
        )
    rows = np.concatenate(found).astype(np.float32)
    if attributes.boolean("relative", False):
        height, width = info[0, :2]
        rows[:, 2:] = (rows[:, 2:] + [0, 0, 1, 1]) / np.array(
            [width, height, width, height], np.float32
        )
    return rows[best_first(rows[:, 1])][None]


@evaluates("_birdeye_joined_rows")
def evaluate_joined_rows(node: Node, inputs: Arrays) -> np.ndarray:
    """Ids, scores and relative boxes side by side."""
    height, width = node.attributes.integers("canvas")
    boxes = inputs[2] / np.array([width, height, width, height], np.float32)
    return np.concatenate([inputs[0], inputs[1], boxes], axis=2)


@evaluates("_birdeye_image_info")
def evaluate_image_info(node: Node, inputs: Arrays) -> np.ndarray:
    """Height, width and scale of a photo that fills its canvas."""
    return np.array([[*node.attributes.integers("canvas"), 1]], np.float32)
