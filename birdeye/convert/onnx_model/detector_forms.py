"""How a detector's outputs are read, found by their names and shapes and by one run.

Each form says how its outputs become what packs know: rows (class, score, x1, y1, x2, y2) with
corners from 0 to 1, or corners in pixels of the input with a score for each class.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

STRIDES = (8, 16, 32)


class Form(Enum):
    """The ways that published detectors end."""

    YOLOX = auto()
    """(1, cells, 5 + classes), undecoded."""
    YOLOV5 = auto()
    """(1, N, 5 + classes): centre, size, objectness and scores, decoded."""
    YOLOV8 = auto()
    """(1, 4 + classes, N): centre, size and scores, decoded."""
    ROWS_XYXY = auto()
    """(1, N, 6): corners in pixels, score, class; suppression inside."""
    END_TO_END = auto()
    """How many, corners in pixels, scores, classes; suppression inside."""
    TENSORFLOW = auto()
    """Corners y1, x1, y2, x2 from 0 to 1, classes from 1, scores, how many; suppression inside."""
    TORCHVISION = auto()
    """Corners (N, 4) in pixels, labels (N) with the background as 0, scores (N); suppressed."""
    DETR_SOFTMAX = auto()
    """Logits (1, Q, classes + 1), the last "nothing", and centres and sizes from 0 to 1."""
    DETR_SIGMOID = auto()
    """Logits (1, Q, classes) and centres and sizes from 0 to 1."""
    BOXES_SCORES = auto()
    """Corners (1, N, 4) and scores (1, N, classes)."""


@dataclass(frozen=True)
class DetectorForm:
    """A form with the names of its outputs in the order in which `Form` lists them.

    ``is_relative`` says of `Form.BOXES_SCORES` that its corners go from 0 to 1; ``has_background``
    that its first class is none.
    """

    form: Form
    outputs: tuple[str, ...]
    classes: int
    reason: str
    is_relative: bool = False
    has_background: bool = False


def detector_form(
    answers: Mapping[str, np.ndarray], size: tuple[int, int], names: int | None, model_type: str
) -> DetectorForm | None:
    """The form of a network that answered ``answers`` to one picture of ``size``; None for none.

    ``names`` is how many classes are named somewhere.
    """
    by_kind = _by_kind(answers)
    for finder in (_tensorflow, _end_to_end, _torchvision):
        if found := finder(answers, by_kind):
            return found
    if found := _detr(answers, by_kind, names, model_type):
        return found
    if found := _boxes_scores(answers, by_kind):
        return found
    wide = [(name, values) for name, values in answers.items() if values.ndim == 3]
    if (len(wide) == 1 and len(answers) == 1) or (wide and model_type == "ultralytics"):
        return _yolo(wide[0][0], wide[0][1], size, names)
    return None


def _by_kind(answers: Mapping[str, np.ndarray]) -> dict[str, str]:
    """The names of outputs by what their names say that they are."""
    kinds = {
        "boxes": r"box",
        "classes": r"class|label",
        "scores": r"score",
        "count": r"num",
        "logits": r"logit",
    }
    found: dict[str, str] = {}
    for kind, pattern in kinds.items():
        for name in answers:
            if re.search(pattern, name, re.IGNORECASE) and name not in found.values():
                found.setdefault(kind, name)
    return found


def _tensorflow(answers: Mapping[str, np.ndarray], kinds: Mapping[str, str]) -> DetectorForm | None:
    names = ("detection_boxes", "detection_classes", "detection_scores", "num_detections")
    found = [next((key for key in answers if key.split(":")[0].endswith(n)), None) for n in names]
    if any(name is None for name in found) or answers[str(found[0])].ndim != 3:
        return None
    reason = "its outputs are named as TensorFlow's object detection names them"
    return DetectorForm(Form.TENSORFLOW, tuple(map(str, found)), 0, reason)


def _end_to_end(answers: Mapping[str, np.ndarray], kinds: Mapping[str, str]) -> DetectorForm | None:
    if not {"count", "boxes", "scores", "classes"} <= set(kinds):
        return None
    outputs = tuple(kinds[kind] for kind in ("count", "boxes", "scores", "classes"))
    shapes = [answers[name].shape for name in outputs]
    if len(shapes[1]) == 3 and shapes[1][2] == 4 and shapes[2] == shapes[3] == shapes[1][:2]:
        return DetectorForm(
            Form.END_TO_END, outputs, 0, "it yields a count, boxes, scores and classes"
        )
    return None


def _torchvision(
    answers: Mapping[str, np.ndarray], kinds: Mapping[str, str]
) -> DetectorForm | None:
    """Three outputs of one length, whole numbers and scores beside boxes, whatever their names."""
    boxes = [
        n for n, v in answers.items() if v.ndim == 2 and v.shape[1] == 4 and v.dtype.kind == "f"
    ]
    labels = [name for name, v in answers.items() if v.ndim == 1 and v.dtype.kind in "iu"]
    scores = [name for name, v in answers.items() if v.ndim == 1 and v.dtype.kind == "f"]
    if len(boxes) == len(labels) == len(scores) == 1:
        reason = "it returns boxes, labels and scores of its detections, like torchvision's"
        return DetectorForm(Form.TORCHVISION, (boxes[0], labels[0], scores[0]), 0, reason)
    return None


def _detr(
    answers: Mapping[str, np.ndarray], kinds: Mapping[str, str], names: int | None, kind: str
) -> DetectorForm | None:
    if "logits" not in kinds or "boxes" not in kinds:
        return None
    logits, boxes = answers[kinds["logits"]], answers[kinds["boxes"]]
    if logits.ndim != 3 or boxes.shape != (*logits.shape[:2], 4):
        return None
    width = logits.shape[2]
    softmax = kind in ("detr", "conditional_detr_softmax", "table-transformer", "yolos")
    if not kind:
        softmax = width == names + 1 if names is not None else width == 92
    form = Form.DETR_SOFTMAX if softmax else Form.DETR_SIGMOID
    how = "one of them for nothing" if softmax else "each by itself"
    return DetectorForm(
        form,
        (kinds["logits"], kinds["boxes"]),
        width - int(softmax),
        f"it returns logits and boxes of queries, like DETR, {how}",
    )


def _boxes_scores(
    answers: Mapping[str, np.ndarray], kinds: Mapping[str, str]
) -> DetectorForm | None:
    boxes = [name for name, v in answers.items() if v.ndim == 3 and v.shape[2] == 4]
    if len(boxes) != 1 or len(answers) != 2:
        return None
    other = next(name for name in answers if name != boxes[0])
    scores = answers[other]
    count = answers[boxes[0]].shape[1]
    if scores.ndim != 3 or scores.shape[1] != count or scores.min() < 0 or scores.max() > 1:
        return None
    relative = float(np.abs(answers[boxes[0]]).max(initial=0)) <= 2
    summed = bool(np.allclose(scores.sum(axis=2), 1, atol=1e-3)) and scores.shape[2] > 1
    return DetectorForm(
        Form.BOXES_SCORES,
        (boxes[0], other),
        scores.shape[2] - int(summed),
        "it yields boxes and a score for each class",
        relative,
        summed,
    )


def _yolo(
    name: str, values: np.ndarray, size: tuple[int, int], names: int | None
) -> DetectorForm | None:
    batch, rows, columns = values.shape
    if batch != 1:
        return None
    cells = sum((size[0] // stride) * (size[1] // stride) for stride in STRIDES)
    if columns == 6 and rows <= 1000 and rows not in (cells, 3 * cells):
        return DetectorForm(
            Form.ROWS_XYXY, (name,), 0, "it yields rows of a box, a score and a class"
        )
    if rows == cells and columns > 5:
        return DetectorForm(
            Form.YOLOX, (name,), columns - 5, "it has a row for each cell, like YOLOX"
        )
    if columns == cells and rows > 4:
        return DetectorForm(
            Form.YOLOV8, (name,), rows - 4, "it has a column for each cell, like YOLOv8 to v11"
        )
    if rows in (3 * cells, 3 * _deep_cells(size)) and columns > 5:
        return DetectorForm(
            Form.YOLOV5, (name,), columns - 5, "it has three rows for each cell, like YOLOv5"
        )
    return None


def _deep_cells(size: tuple[int, int]) -> int:
    """Cells of a network with a fourth scale, like YOLOv5's P6."""
    return sum((size[0] // stride) * (size[1] // stride) for stride in (*STRIDES, 64))


def ended(
    form: DetectorForm, answers: Mapping[str, np.ndarray], size: tuple[int, int]
) -> list[np.ndarray]:
    """What `detector_ends` appends to the network, in numpy: rows, or boxes and scores."""
    parts = [answers[name].astype(np.float32) for name in form.outputs]
    sides = np.array([size[1], size[0]] * 2, np.float32)
    if form.form is Form.YOLOX:
        return parts
    if form.form in (Form.YOLOV5, Form.YOLOV8):
        rows = parts[0] if form.form is Form.YOLOV5 else parts[0].transpose(0, 2, 1)
        if form.form is Form.YOLOV5:
            return [_corners(rows[..., :4]), rows[..., 5:] * rows[..., 4:5]]
        return [_corners(rows[..., :4]), rows[..., 4:]]
    if form.form is Form.ROWS_XYXY:
        rows = parts[0]
        return [np.concatenate([rows[..., 5:6], rows[..., 4:5], rows[..., :4] / sides], axis=2)]
    if form.form is Form.END_TO_END:
        count, boxes, scores, classes = parts
        return [_rows(boxes / sides, scores, classes, count)]
    if form.form is Form.TENSORFLOW:
        boxes, classes, scores, count = parts
        return [_rows(boxes[..., [1, 0, 3, 2]], scores, classes - 1, count)]
    if form.form is Form.TORCHVISION:
        boxes, labels, scores = parts
        return [_rows((boxes / sides)[None], scores[None], labels[None], None)]
    if form.form in (Form.DETR_SOFTMAX, Form.DETR_SIGMOID):
        logits, boxes = parts
        if form.form is Form.DETR_SIGMOID:
            scores = np.asarray(1 / (1 + np.exp(-logits)))
        else:
            powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
            scores = (powers / powers.sum(axis=-1, keepdims=True))[..., :-1]
        return [_corners(boxes) * sides, scores]
    boxes, scores = parts
    boxes = boxes * sides if form.is_relative else boxes
    return [boxes, scores[..., 1:] if form.has_background else scores]


def _corners(boxes: np.ndarray) -> np.ndarray:
    centre, half = boxes[..., :2], boxes[..., 2:] / 2
    return np.concatenate([centre - half, centre + half], axis=-1)


def _rows(
    boxes: np.ndarray, scores: np.ndarray, classes: np.ndarray, count: np.ndarray | None
) -> np.ndarray:
    if count is not None:
        known = np.arange(1, scores.shape[1] + 1) <= float(count.reshape(-1)[0])
        classes = np.where(known, classes, -1)
    columns: Sequence[np.ndarray] = (classes[..., None], scores[..., None], boxes)
    return np.concatenate(columns, axis=2).astype(np.float32)
