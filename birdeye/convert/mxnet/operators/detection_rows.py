"""What detectors leave to the program around them, as Birdeye's own operators.

MXNet's Faster R-CNN ends in regions, class probabilities and box corrections, and Python does the
rest (`example/rcnn/symdata/bbox.py`). `birdeye.convert.mxnet.detection_rows` puts these operators
at the end of such a network, so that every converted detector ends in rows.
"""

from __future__ import annotations

import numpy as np

from birdeye.convert.mxnet.operators.detection_proposal import clipped_boxes, moved_boxes
from birdeye.convert.mxnet.operators.detection_suppression import scores_or_never, selected
from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid

REGION_DETECTION = "_birdeye_region_detection"
JOINED_ROWS = "_birdeye_joined_rows"
IMAGE_INFO = "_birdeye_image_info"


@converts(REGION_DETECTION)
def convert_region_detection(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Rows ``(1, M, 6)``: class (background not counted), score, x1, y1, x2, y2; best first.

    Inputs: regions ``(R, 5)``, class probabilities ``(R, C)``, box corrections ``(R, 4 C)``,
    im_info ``(1, 3)``. Boxes are decoded with the deviations ``stds``, clipped, divided by the
    scale in im_info, and suppressed class by class where IoU > ``nms_threshold`` with areas of the
    +1 kind. They are in pixels, both ends inside the box; with ``relative`` from 0 to 1.
    """
    regions, scores, deltas, im_info = builder.inputs(node)
    attributes = node.attributes
    count, classes = _sizes(node, regions, scores, deltas)
    stds = attributes.numbers("stds", (0.1, 0.1, 0.2, 0.2), length=4)

    probability = builder.reshape(scores, [count, classes])
    probability = builder.transpose(builder.slice(probability, [1], [classes], [1]), (1, 0))
    table = builder.reshape(deltas, [count, classes, 4])
    table = builder.slice(table, [1], [classes], [1])
    table = builder.add("Mul", [table, builder.constant(stds, np.float32)])
    corners = builder.slice(regions, [1], [5], [1])
    boxes = moved_boxes(builder, builder.reshape(corners, [count, 1, 4]), table)
    boxes = clipped_boxes(builder, boxes, im_info)
    scale = builder.reshape(builder.slice(im_info, [2], [3], [1]), [1])
    boxes = builder.transpose(builder.add("Div", [boxes, scale]), (1, 0, 2))

    least = builder.constant(np.float32(attributes.number("score_threshold", 1e-3)))
    candidates = scores_or_never(builder, probability, builder.add("Greater", [probability, least]))
    end_outside = builder.constant([0, 0, 1, 1], np.float32)
    one_later = builder.add("Add", [boxes, end_outside])
    chosen = selected(
        builder,
        one_later,
        builder.add("Unsqueeze", [candidates, builder.integers([1])]),
        threshold=float(np.float32(attributes.number("nms_threshold", 0.3))),
        limit=count,
    )
    places = builder.add("Gather", [chosen, builder.integers([0, 2])], axis=1)
    score = builder.add("GatherND", [probability, places])
    if attributes.boolean("relative", False):
        sides = builder.reshape(
            builder.add("Gather", [im_info, builder.integers([1, 0, 1, 0])], axis=1), [4]
        )
        boxes = builder.add("Div", [one_later, sides])
    box = builder.add("GatherND", [boxes, places])
    label = builder.add("Gather", [chosen, builder.constant(np.int64(0))], axis=1)
    columns = [
        builder.add("Unsqueeze", [column, builder.integers([1])])
        for column in (builder.cast(label, np.float32), score)
    ]
    rows = builder.add("Concat", [*columns, box], axis=1)
    number = builder.add("Shape", [score])
    _, order = builder.add("TopK", [score, number], outputs=2, axis=0, largest=1)
    rows = builder.add("Gather", [rows, order], axis=0)
    return builder.add("Unsqueeze", [rows, builder.integers([0])])


def _sizes(node: Node, regions: Tensor, scores: Tensor, deltas: Tensor) -> tuple[int, int]:
    """(regions, classes with the background)."""
    count, classes = regions.size(0), scores.size(-1)
    if deltas.size(-1) != 4 * classes or classes < 2:
        raise CheckpointInvalid(
            node.described,
            f"{scores.shape} scores and {deltas.shape} corrections do not fit {count} regions",
        )
    return count, classes


@converts(JOINED_ROWS)
def convert_joined_rows(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Rows ``(B, K, 6)`` of GluonCV's ids, scores and boxes; boxes in pixels become relative."""
    ids, scores, boxes = builder.inputs(node)
    height, width = node.attributes.integers("canvas", length=2)
    sides = builder.constant([width, height, width, height], np.float32)
    return builder.add("Concat", [ids, scores, builder.add("Div", [boxes, sides])], axis=2)


@converts(IMAGE_INFO)
def convert_image_info(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """im_info of a photo that fills its canvas: height, width and a scale of 1, ``(1, 3)``."""
    height, width = node.attributes.integers("canvas", length=2)
    return builder.constant([[height, width, 1]], np.float32)
