"""The suppression that ends TensorFlow's detectors, `TFLite_Detection_PostProcess`.

Every quantised SSD of TensorFlow's object detection ends in it. Semantics are those of
`tensorflow/lite/kernels/detection_postprocess.cc`: boxes (y, x, h, w) relative to anchors become
corners, a class or all of them are suppressed where IoU > the threshold, and the best come out in
four outputs: corners (1, N, 4) as y1, x1, y2, x2 from 0 to 1, classes, scores, and how many.
"""

from __future__ import annotations

import numpy as np

from birdeye.convert.onnx_builder import OnnxBuilder
from birdeye.convert.tensors import Tensor
from birdeye.convert.tflite.canvas import Canvas
from birdeye.convert.tflite.network import DETECTION, TfliteOperator
from birdeye.convert.tflite.registry import converts
from birdeye.domain.errors import CheckpointInvalid

_MOST = 10_000


@converts(DETECTION)
def convert_detection(operator: TfliteOperator, canvas: Canvas) -> tuple[Tensor, ...]:
    """Decoded boxes, suppressed over all classes ("fast"), or class by class ("regular")."""
    builder = canvas.builder
    encodings, scores = canvas.real(operator, 0), canvas.real(operator, 1)
    anchors = canvas.real(operator, 2)
    places, classes = _checked(operator, encodings, scores, anchors)
    boxes = _corners(operator, builder, encodings, anchors)
    scores = builder.transpose(builder.slice(scores, [-classes], [1 << 31], [2]), (0, 2, 1))
    limit = min(operator.whole("max_detections"), _MOST)
    if operator.options.get("use_regular_nms"):
        chosen = _chosen_by_class(operator, builder, boxes, scores, min(limit, places * classes))
    else:
        chosen = _chosen_over_all(operator, builder, boxes, scores)
    return _outputs(builder, boxes, chosen, limit, classes_each(operator))


def joined_rows(canvas: Canvas, outputs: tuple[int, ...]) -> Tensor:
    """Rows (1, N, 6) of class, score, x1, y1, x2, y2; class -1 beyond what was found."""
    builder = canvas.builder
    boxes, classes, scores, count = (canvas.computed(index) for index in outputs)
    places = builder.constant(np.arange(classes.size(1), dtype=np.float32)[None])
    operator = next(found for found in canvas.network.operators if found.outputs == outputs)
    each = builder.constant(classes_each(operator), np.float32)
    rows = builder.add("Mul", [builder.add("Unsqueeze", [count, builder.integers([1])]), each])
    known = builder.add("Less", [places, rows])
    classes = builder.add("Where", [known, classes, builder.constant(-1.0)])
    corners = builder.add("Gather", [boxes, builder.integers([1, 0, 3, 2])], axis=2)
    columns = [
        builder.add("Unsqueeze", [part, builder.integers([2])]) for part in (classes, scores)
    ]
    return builder.add("Concat", [*columns, corners], axis=2)


def _checked(
    operator: TfliteOperator, encodings: Tensor, scores: Tensor, anchors: Tensor
) -> tuple[int, int]:
    """(anchors, classes without the background); the batch is fixed by asking for numbers."""
    batch, places, numbers = encodings.static_shape
    count, classes = scores.static_shape[1:], operator.whole("num_classes")
    if batch != 1 or numbers < 4 or anchors.static_shape != (places, 4) or count[0] != places:
        raise CheckpointInvalid(
            operator.described,
            f"{encodings.shape}, {scores.shape} and {anchors.shape} do not fit together",
        )
    if not 1 <= classes <= count[1] or operator.whole("max_detections") < 1:
        raise CheckpointInvalid(operator.described, f"{count[1]} scores are not of {classes}")
    return places, classes


def _corners(
    operator: TfliteOperator, builder: OnnxBuilder, encodings: Tensor, anchors: Tensor
) -> Tensor:
    """(1, N, 4) as y1, x1, y2, x2."""
    centre = builder.slice(encodings, [0], [2], [2])
    extent = builder.slice(encodings, [2], [4], [2])
    anchor_centre = builder.slice(anchors, [0], [2], [1])
    anchor_extent = builder.slice(anchors, [2], [4], [1])
    scales = [operator.number(f"{side}_scale") for side in "yxhw"]
    if not all(np.isfinite(scale) and scale > 0 for scale in scales):
        raise CheckpointInvalid(operator.described, f"its scales are {scales}")
    moved = builder.add("Div", [centre, builder.constant(scales[:2], np.float32)])
    moved = builder.add("Add", [builder.add("Mul", [moved, anchor_extent]), anchor_centre])
    grown = builder.add("Div", [extent, builder.constant(scales[2:], np.float32)])
    grown = builder.add("Mul", [builder.add("Exp", [grown]), anchor_extent])
    half = builder.add("Mul", [grown, builder.constant(0.5, np.float32)])
    ends = [builder.add("Sub", [moved, half]), builder.add("Add", [moved, half])]
    return builder.add("Concat", ends, axis=2)


class _Chosen:
    """One-dimensional results of unknown length, best first: place, class and score of each."""

    def __init__(self, places: Tensor, classes: Tensor, scores: Tensor) -> None:
        self.places, self.classes, self.scores = places, classes, scores


def _chosen_over_all(
    operator: TfliteOperator, builder: OnnxBuilder, boxes: Tensor, scores: Tensor
) -> _Chosen:
    """A place's best classes count as one thing, which its best score ranks."""
    best = builder.reduce("ReduceMax", scores, [1])
    rows = _suppressed(operator, builder, boxes, best, operator.whole("max_detections"))
    places = builder.add("Gather", [rows, builder.constant(np.int64(2))], axis=1)
    each = classes_each(operator)
    own = builder.add("Gather", [builder.transpose(scores, (0, 2, 1)), places], axis=1)
    values, classes = builder.add(
        "TopK", [own, builder.integers([each])], outputs=2, axis=2, largest=1
    )
    spread = builder.add("Unsqueeze", [places, builder.integers([1])])
    spread = builder.add("Expand", [spread, builder.integers([1, each])])
    flat = [
        builder.add("Reshape", [part, builder.integers([-1])]) for part in (spread, classes, values)
    ]
    return _Chosen(*flat)


def _chosen_by_class(
    operator: TfliteOperator, builder: OnnxBuilder, boxes: Tensor, scores: Tensor, limit: int
) -> _Chosen:
    """Each class separately, then the best of all; padded so that there are always enough."""
    each = max(1, int(operator.options.get("detections_per_class", 100)))
    rows = _suppressed(operator, builder, boxes, scores, each)
    places = builder.add("Gather", [rows, builder.constant(np.int64(2))], axis=1)
    classes = builder.add("Gather", [rows, builder.constant(np.int64(1))], axis=1)
    values = builder.add("GatherND", [scores, rows])
    # TopK needs at least as many as requested.
    padding = builder.constant(np.full(limit, -1, np.float32))
    most = builder.add("Shape", [values])
    count = builder.add("Min", [most, builder.integers([limit])])
    values, order = builder.add(
        "TopK",
        [builder.add("Concat", [values, padding], axis=0), count],
        outputs=2,
        axis=0,
        largest=1,
    )
    return _Chosen(
        builder.add("Gather", [places, order]), builder.add("Gather", [classes, order]), values
    )


def _suppressed(
    operator: TfliteOperator, builder: OnnxBuilder, boxes: Tensor, scores: Tensor, limit: int
) -> Tensor:
    """(M, 3): image, class and place, best first. Scores at the threshold are kept."""
    least = np.nextafter(np.float32(operator.number("nms_score_threshold")), np.float32(-np.inf))
    overlap = operator.number("nms_iou_threshold")
    if not 0 < overlap <= 1:
        raise CheckpointInvalid(operator.described, f"its overlap threshold is {overlap}")
    return builder.add(
        "NonMaxSuppression",
        [
            boxes,
            scores,
            builder.integers([min(max(limit, 1), _MOST)]),
            builder.constant([overlap], np.float32),
            builder.constant([least], np.float32),
        ],
        center_point_box=0,
    )


def classes_each(operator: TfliteOperator) -> int:
    """How many rows each box has in the outputs; the count there is that of boxes."""
    if operator.options.get("use_regular_nms"):
        return 1
    each = int(operator.options.get("max_classes_per_detection", 1))
    return max(1, min(each, operator.whole("num_classes")))


def _outputs(
    builder: OnnxBuilder, boxes: Tensor, chosen: _Chosen, limit: int, each: int
) -> tuple[Tensor, ...]:
    """The four outputs, filled up with zeros to ``limit`` boxes of ``each`` rows."""
    corners = builder.add("Gather", [builder.reshape(boxes, boxes.shape[1:]), chosen.places])
    count = builder.add("Div", [builder.add("Shape", [chosen.scores]), builder.integers([each])])
    count = builder.cast(builder.add("Min", [count, builder.integers([limit])]), np.float32)
    limit *= each

    def filled(values: Tensor, width: int) -> Tensor:
        shape = (limit, width) if width else (limit,)
        zeros = builder.constant(np.zeros(shape, np.float32))
        every = builder.add("Concat", [builder.cast(values, np.float32), zeros], axis=0)
        every = builder.slice(every, [0], [limit], [0])
        return builder.add("Reshape", [every, builder.integers([1, *shape])])

    return (
        filled(corners, 4),
        filled(chosen.classes, 0),
        filled(chosen.scores, 0),
        count,
    )
