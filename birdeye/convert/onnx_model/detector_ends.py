"""Appends to a detector what converts its outputs to a form that packs know.

The nodes are written for any opset from 11, so that the network itself is not changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from birdeye.convert.onnx_model.detector_forms import STRIDES, DetectorForm, Form
from birdeye.convert.source import DetectorOutput
from birdeye.packs.manifest import Decoder

ROWS, BOXES, SCORES = "detections", "boxes_xyxy", "class_scores"


def append_end(graph: onnx.GraphProto, form: DetectorForm, size: tuple[int, int]) -> DetectorOutput:
    """Make ``graph`` return rows, or boxes and scores, and nothing else; returns how those are
    read."""
    nodes = _Nodes(graph)
    if form.form is Form.YOLOX:
        kept = [output for output in graph.output if output.name in form.outputs]
        del graph.output[:]
        graph.output.extend(kept)
        return DetectorOutput(Decoder.YOLOX, strides=STRIDES)
    parts = [nodes.real(name) for name in form.outputs]
    sides = nodes.constant(np.array([size[1], size[0]] * 2, np.float32))
    if form.form in (Form.ROWS_XYXY, Form.END_TO_END, Form.TENSORFLOW, Form.TORCHVISION):
        rows = _rows(nodes, form, parts, sides)
        _set_outputs(graph, {nodes.named(rows, ROWS): (1, None, 6)})
        return DetectorOutput(Decoder.SSD)
    boxes, scores = _boxes_and_scores(nodes, form, parts, sides)
    _set_outputs(
        graph,
        {
            nodes.named(boxes, BOXES): (1, None, 4),
            nodes.named(scores, SCORES): (1, None, form.classes),
        },
    )
    return DetectorOutput(Decoder.BOXES_SCORES, boxes=BOXES, scores=SCORES)


def _rows(nodes: _Nodes, form: DetectorForm, parts: list[str], sides: str) -> str:
    if form.form is Form.ROWS_XYXY:
        boxes = nodes.add("Div", [nodes.columns(parts[0], 0, 4), sides])
        score, kind = nodes.columns(parts[0], 4, 5), nodes.columns(parts[0], 5, 6)
        return nodes.add("Concat", [kind, score, boxes], axis=2)
    if form.form is Form.END_TO_END:
        count, boxes, scores, classes = parts
        boxes = nodes.add("Div", [boxes, sides])
    elif form.form is Form.TENSORFLOW:
        boxes, classes, scores, count = parts
        order = nodes.constant(np.array([1, 0, 3, 2], np.int64))
        boxes = nodes.add("Gather", [boxes, order], axis=2)
        classes = nodes.add("Sub", [classes, nodes.constant(np.float32(1))])
    else:
        boxes, classes, scores = parts
        count = ""
        boxes = nodes.shaped(nodes.add("Div", [boxes, sides]), [1, -1, 4])
    classes, scores = (nodes.shaped(part, [1, -1, 1]) for part in (classes, scores))
    if count:
        classes = _known(nodes, classes, nodes.shaped(count, [1, 1, 1]))
    return nodes.add("Concat", [classes, scores, boxes], axis=2)


def _known(nodes: _Nodes, classes: str, count: str) -> str:
    """-1 for the class of every row beyond ``count``."""
    ones = nodes.add("Add", [nodes.add("Mul", [classes, nodes.constant(np.float32(0))]),
                             nodes.constant(np.float32(1))])  # fmt: skip
    place = nodes.add("CumSum", [ones, nodes.constant(np.int64(1))])
    beyond = nodes.add("Greater", [place, count])
    return nodes.add("Where", [beyond, nodes.constant(np.float32(-1)), classes])


def _boxes_and_scores(
    nodes: _Nodes, form: DetectorForm, parts: list[str], sides: str
) -> tuple[str, str]:
    if form.form in (Form.YOLOV5, Form.YOLOV8):
        rows = parts[0]
        if form.form is Form.YOLOV8:
            rows = nodes.add("Transpose", [rows], perm=[0, 2, 1])
        boxes = _corners(nodes, nodes.columns(rows, 0, 4))
        if form.form is Form.YOLOV8:
            return boxes, nodes.columns(rows, 4, 4 + form.classes)
        product = [nodes.columns(rows, 5, 5 + form.classes), nodes.columns(rows, 4, 5)]
        return boxes, nodes.add("Mul", product)
    if form.form in (Form.DETR_SOFTMAX, Form.DETR_SIGMOID):
        logits, boxes = parts
        boxes = nodes.add("Mul", [_corners(nodes, boxes), sides])
        if form.form is Form.DETR_SIGMOID:
            return boxes, nodes.add("Sigmoid", [logits])
        return boxes, nodes.columns(nodes.add("Softmax", [logits], axis=2), 0, form.classes)
    boxes, scores = parts
    if form.is_relative:
        boxes = nodes.add("Mul", [boxes, sides])
    if form.has_background:
        scores = nodes.columns(scores, 1, 1 + form.classes)
    return boxes, scores


def _corners(nodes: _Nodes, boxes: str) -> str:
    centre, extent = nodes.columns(boxes, 0, 2), nodes.columns(boxes, 2, 4)
    half = nodes.add("Mul", [extent, nodes.constant(np.float32(0.5))])
    ends = [nodes.add("Sub", [centre, half]), nodes.add("Add", [centre, half])]
    return nodes.add("Concat", ends, axis=2)


def _set_outputs(graph: onnx.GraphProto, shapes: dict[str, tuple[int | None, ...]]) -> None:
    del graph.output[:]
    graph.output.extend(
        helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))
        for name, shape in shapes.items()
    )


class _Nodes:
    """Appends nodes with names that the graph does not have."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._graph = graph
        self._count = 0
        self._taken = {name for node in graph.node for name in (*node.output, node.name)}
        self._taken.update(tensor.name for tensor in graph.initializer)

    def add(self, op_type: str, inputs: Sequence[str], **attributes: Any) -> str:
        name = self._free(op_type)
        self._graph.node.append(
            helper.make_node(op_type, list(inputs), [name], name=name, **attributes)
        )
        return name

    def constant(self, value: Any) -> str:
        name = self._free("constant")
        self._graph.initializer.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def real(self, name: str) -> str:
        """The values of a tensor as float32."""
        return self.add("Cast", [name], to=TensorProto.FLOAT)

    def shaped(self, name: str, shape: Sequence[int]) -> str:
        return self.add("Reshape", [name, self.constant(np.array(shape, np.int64))])

    def columns(self, name: str, start: int, end: int) -> str:
        """Part of the last of three axes."""
        bounds = [self.constant(np.array([number], np.int64)) for number in (start, end, 2)]
        return self.add("Slice", [name, *bounds])

    def named(self, name: str, wanted: str) -> str:
        """The same values under a name that the graph must not have yet."""
        if wanted in self._taken:
            for node in self._graph.node:
                for names in (node.input, node.output):
                    for index, other in enumerate(names):
                        if other == wanted:
                            names[index] = f"{wanted}/before"
        self._graph.node.append(helper.make_node("Identity", [name], [wanted], name=wanted))
        return wanted

    def _free(self, kind: str) -> str:
        self._count += 1
        return f"birdeye/{kind}_{self._count}"
