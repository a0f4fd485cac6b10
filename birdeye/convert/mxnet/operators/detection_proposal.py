"""The first stage of Faster R-CNN: anchors and their corrections become regions of interest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from birdeye.convert.mxnet.attributes import Attributes
from birdeye.convert.mxnet.operators.detection_anchors import (
    MOST_BOXES,
    base_anchors,
    shifted_anchors,
)
from birdeye.convert.mxnet.operators.detection_suppression import best_first, rows_at, selected
from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid


@dataclass(frozen=True)
class ProposalSettings:
    """The parameters of Proposal, with MXNet's defaults (`contrib/proposal-inl.h`)."""

    stride: int
    scales: tuple[float, ...]
    ratios: tuple[float, ...]
    before: int
    after: int
    threshold: float
    min_size: float
    iou_loss: bool

    @property
    def anchors(self) -> int:
        """Anchors at a cell."""
        return len(self.scales) * len(self.ratios)


def proposal_settings(attributes: Attributes) -> ProposalSettings:
    """The settings of a Proposal or MultiProposal node, or of the Custom that is one in Python."""
    custom = attributes.get("op_type") == "proposal"
    return ProposalSettings(
        stride=attributes.integer("feat_stride" if custom else "feature_stride", 16),
        scales=attributes.numbers("scales", (8, 16, 32) if custom else (4, 8, 16, 32)),
        ratios=attributes.numbers("ratios", (0.5, 1, 2)),
        before=attributes.integer("rpn_pre_nms_top_n", 6000),
        after=attributes.integer("rpn_post_nms_top_n", 300),
        threshold=attributes.number("threshold", 0.3 if custom else 0.7),
        min_size=attributes.number("rpn_min_size", 16),
        iou_loss=attributes.boolean("iou_loss", False),
    )


def _refuse_custom(node: Node) -> str | None:
    if node.operator == "Custom" and node.attributes.get("op_type") != "proposal":
        kind = node.attributes.get("op_type", "not stated")
        return f"it runs Python code (op_type “{kind}”) that a checkpoint does not contain"
    return None


@converts("_contrib_Proposal", "_contrib_MultiProposal", "Custom", unless=_refuse_custom)
def convert_proposal(
    node: Node, graph: SymbolGraph, builder: SymbolBuilder
) -> tuple[Tensor, Tensor]:
    """Regions ``(B * post, 5)``: image, x1, y1, x2, y2 in pixels; and their scores.

    As in MXNet 1.9.1 `contrib/proposal.cc`: too small boxes get score -1 but stay, and where fewer
    boxes than wanted survive, the list is repeated from its start. The Custom ``proposal`` of
    example/rcnn before 1.3 is converted likewise, though its Python repeats at random and drops
    small boxes.
    """
    scores, deltas, im_info = (builder.input(node, slot) for slot in range(3))
    settings = proposal_settings(node.attributes)
    _check(node, scores, deltas, settings)
    images = builder.fixed_batch(scores)
    if images == 1:
        return _proposals(settings, builder, scores, deltas, im_info, 0)
    parts = []
    for image in range(images):
        score, delta, info = (
            builder.slice(tensor, [image], [image + 1], [0]) for tensor in (scores, deltas, im_info)
        )
        parts.append(_proposals(settings, builder, score, delta, info, image))
    regions, kept = (builder.add("Concat", list(part), axis=0) for part in zip(*parts, strict=True))
    return regions, kept


def _check(node: Node, scores: Tensor, deltas: Tensor, settings: ProposalSettings) -> None:
    anchors = settings.anchors
    if settings.stride < 1 or settings.after < 1 or min(settings.ratios, default=0) <= 0:
        raise CheckpointInvalid(node.described, "its settings make no anchors")
    if settings.after > MOST_BOXES:
        raise CheckpointInvalid(node.described, f"{settings.after} regions are requested")
    if scores.rank != 4 or deltas.rank != 4:
        raise CheckpointInvalid(node.described, "its inputs are not maps")
    if scores.shape[1] != 2 * anchors or deltas.shape[1] != 4 * anchors:
        raise CheckpointInvalid(
            node.described,
            f"{scores.shape} scores and {deltas.shape} corrections do not fit {anchors} anchors",
        )


def _proposals(
    settings: ProposalSettings,
    builder: SymbolBuilder,
    scores: Tensor,
    deltas: Tensor,
    im_info: Tensor,
    image: int,
) -> tuple[Tensor, Tensor]:
    height, width = scores.sides()
    anchors = settings.anchors
    count = height * width * anchors
    boxes = _boxes(settings, builder, deltas, im_info, height, width)

    foreground = builder.slice(scores, [anchors], [2 * anchors], [1])
    score = builder.reshape(builder.transpose(foreground, (0, 2, 3, 1)), [count, 1])
    worthless = builder.constant(-1.0)
    outside = _outside(settings, builder, im_info, height, width)
    score = builder.add("Where", [outside, worthless, score])
    least = builder.add(
        "Mul", [builder.constant(np.float32(settings.min_size)), _info(builder, im_info, 2)]
    )
    boxes, small = _grown(builder, boxes, least)
    score = builder.add("Where", [small, worthless, score])

    before = min(settings.before, count) if settings.before > 0 else count
    flat = builder.reshape(score, [1, count])
    best, order = best_first(builder, flat, before)
    ranked = rows_at(builder, builder.reshape(boxes, [1, count, 4]), order)
    # Areas with the +1 of old detection code are plain areas of boxes that end one pixel later.
    one_later = builder.add("Add", [ranked, builder.constant([0, 0, 1, 1], np.float32)])
    chosen = selected(
        builder,
        one_later,
        builder.reshape(best, [1, 1, before]),
        threshold=float(np.float32(settings.threshold)),
        limit=min(settings.after, before),
    )
    rows = builder.add("Gather", [chosen, builder.constant(np.int64(2))], axis=1)
    number = builder.add("Shape", [rows])
    repeated = builder.add("Mod", [builder.integers(range(settings.after)), number])
    places = builder.add("Gather", [rows, repeated], axis=0)
    regions = builder.add("Gather", [builder.reshape(ranked, [before, 4]), places], axis=0)
    kept = builder.add("Gather", [builder.reshape(best, [before, 1]), places], axis=0)
    images = builder.constant(np.full((settings.after, 1), image, np.float32))
    return builder.add("Concat", [images, regions], axis=1), kept


def _boxes(
    settings: ProposalSettings,
    builder: SymbolBuilder,
    deltas: Tensor,
    im_info: Tensor,
    height: int,
    width: int,
) -> Tensor:
    """Anchors moved by ``deltas`` and clipped to the image: ``(H W A, 4)``."""
    base = base_anchors(settings.stride, settings.scales, settings.ratios)
    anchors = shifted_anchors(base, height, width, settings.stride)
    table = builder.reshape(deltas, [settings.anchors, 4, height, width])
    table = builder.reshape(builder.transpose(table, (2, 3, 0, 1)), [len(anchors), 4])
    if settings.iou_loss:
        moved = builder.add("Add", [table, builder.constant(anchors, name="anchors")])
    else:
        moved = moved_boxes(builder, builder.constant(anchors, name="anchors"), table)
    return clipped_boxes(builder, moved, im_info)


def moved_boxes(builder: SymbolBuilder, boxes: Tensor, deltas: Tensor) -> Tensor:
    """``boxes`` ``(..., 4)`` moved by ``deltas`` in the +1 convention of Fast R-CNN.

    A box from x1 to x2 is x2 - x1 + 1 wide; sizes grow by exp without a limit.
    """
    axis = boxes.rank - 1
    low, high = (builder.slice(boxes, [at], [at + 2], [axis]) for at in (0, 2))
    one, half = builder.constant(1.0), builder.constant(0.5)
    size = builder.add("Add", [builder.add("Sub", [high, low]), one])
    centre = builder.add("Mul", [half, builder.add("Sub", [size, one])])
    centre = builder.add("Add", [low, centre])
    last = deltas.rank - 1
    shift, growth = (builder.slice(deltas, [at], [at + 2], [last]) for at in (0, 2))
    centre = builder.add("Add", [builder.add("Mul", [shift, size]), centre])
    size = builder.add("Mul", [builder.add("Exp", [growth]), size])
    reach = builder.add("Mul", [half, builder.add("Sub", [size, one])])
    ends = [builder.add("Sub", [centre, reach]), builder.add("Add", [centre, reach])]
    return builder.add("Concat", ends, axis=ends[0].rank - 1)


def clipped_boxes(builder: SymbolBuilder, boxes: Tensor, im_info: Tensor) -> Tensor:
    """``boxes`` ``(..., 4)`` within [0, width - 1] and [0, height - 1] of ``im_info``."""
    sides = builder.add("Gather", [im_info, builder.integers([1, 0, 1, 0])], axis=1)
    limit = builder.add("Sub", [builder.reshape(sides, [4]), builder.constant(1.0)])
    return builder.add("Max", [builder.add("Min", [boxes, limit]), builder.constant(0.0)])


def _outside(
    settings: ProposalSettings, builder: SymbolBuilder, im_info: Tensor, height: int, width: int
) -> Tensor:
    """Whether an anchor's cell is outside the image, on the padding: bool ``(H W A, 1)``."""
    y, x = np.meshgrid(np.arange(height), np.arange(width), indexing="ij")
    cells = np.stack([y, x], axis=-1).reshape(-1, 1, 2).repeat(settings.anchors, axis=1)
    size = builder.slice(im_info, [0], [2], [1])
    stride = builder.constant(np.float32(settings.stride))
    limit = builder.add("Floor", [builder.add("Div", [size, stride])])
    cell = builder.constant(cells.reshape(-1, 2).astype(np.float32), name="cells")
    beyond = builder.cast(builder.add("GreaterOrEqual", [cell, limit]), np.float32)
    return builder.cast(builder.reduce("ReduceMax", beyond, [1]), np.bool_)


def _grown(builder: SymbolBuilder, boxes: Tensor, least: Tensor) -> tuple[Tensor, Tensor]:
    """Boxes with the too small ones grown by half of ``least`` on every side; and which are."""
    low, high = (builder.slice(boxes, [at], [at + 2], [1]) for at in (0, 2))
    size = builder.add("Add", [builder.add("Sub", [high, low]), builder.constant(1.0)])
    short = builder.cast(builder.add("Less", [size, least]), np.float32)
    small = builder.cast(builder.reduce("ReduceMax", short, [1]), np.bool_)
    half = builder.add("Div", [least, builder.constant(2.0)])
    growth = builder.add("Mul", [half, builder.constant([[-1, -1, 1, 1]], np.float32)])
    return builder.add("Where", [small, builder.add("Add", [boxes, growth]), boxes]), small


def _info(builder: SymbolBuilder, im_info: Tensor, index: int) -> Tensor:
    """One number of ``im_info`` ``(1, 3)``, as ``(1, 1)``."""
    return builder.slice(im_info, [index], [index + 1], [1])
