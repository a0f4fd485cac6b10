"""Anchor boxes of both detector families, computed when the network is converted.

Sources: MXNet 1.9.1 `contrib/multibox_prior-inl.h` and `.cc`, `contrib/proposal-inl.h`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid

MOST_BOXES = 1_000_000
"""No network has as many anchors, or regions; a damaged file may ask for more."""


def prior_boxes(
    height: int,
    width: int,
    *,
    sizes: Sequence[float] = (1.0,),
    ratios: Sequence[float] = (1.0,),
    steps_yx: Sequence[float] = (-1.0, -1.0),
    offsets_yx: Sequence[float] = (0.5, 0.5),
    clip: bool = False,
    square: bool = True,
    first_ratio: bool = True,
) -> np.ndarray:
    """Anchors of one feature map, ``(height * width * A, 4)`` float32, corners relative to 1.

    A is len(sizes) + len(ratios) - 1: every size with the first ratio, then the first size with
    the other ratios. Rows go by y, then x, then anchor.

    Args:
        height: of the feature map; as is ``width``.
        sizes: relative to the image.
        ratios: width over height.
        steps_yx: distance of the centres; one cell where either is not positive.
        offsets_yx: of the centres, in steps.
        clip: whether to clip to the image.
        square: widths scaled by height / width, so that ratio 1 is square in pixels. Versions up
            to 0.11 did not.
        first_ratio: sizes take ratios[0]. Versions up to 1.4 gave them ratio 1.
    """
    single = np.float32
    step_y, step_x = (single(step) for step in steps_yx)
    if step_y <= 0 or step_x <= 0:
        step_y, step_x = single(1) / single(height), single(1) / single(width)
    centre_y = (np.arange(height, dtype=single) + single(offsets_yx[0])) * step_y
    centre_x = (np.arange(width, dtype=single) + single(offsets_yx[1])) * step_x
    aspect = single(height) / single(width) if square else single(1)
    first = ratios[0] if first_ratio and ratios else 1.0
    shapes = [(size, first) for size in sizes] + [(sizes[0], ratio) for ratio in ratios[1:]]
    halves = [
        (
            single(size) * aspect * np.sqrt(single(ratio)) / single(2),
            single(size) / np.sqrt(single(ratio)) / single(2),
        )
        for size, ratio in shapes
    ]
    half = np.array(halves, dtype=single)
    y = centre_y[:, None, None]
    x = centre_x[None, :, None]
    boxes = np.empty((height, width, len(shapes), 4), single)
    boxes[..., 0] = x - half[:, 0]
    boxes[..., 1] = y - half[:, 1]
    boxes[..., 2] = x + half[:, 0]
    boxes[..., 3] = y + half[:, 1]
    if clip:
        boxes = boxes.clip(0, 1)
    return boxes.reshape(-1, 4)


@converts("_contrib_MultiBoxPrior")
def convert_multibox_prior(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Anchors ``(1, H W A, 4)`` as a constant: only the size of the input matters."""
    height, width = builder.input(node, 0).sides()
    attributes = node.attributes
    sizes = attributes.numbers("sizes", (1.0,))
    ratios = attributes.numbers("ratios", (1.0,))
    if not sizes or min(ratios, default=0) <= 0:
        raise CheckpointInvalid(node.described, "it has no size, or a ratio that is not positive")
    if height * width * (len(sizes) + len(ratios)) > MOST_BOXES:
        raise CheckpointInvalid(node.described, "it makes more anchors than any network has")
    stated = graph.version if graph.version_stated else None
    boxes = prior_boxes(
        height,
        width,
        sizes=sizes,
        ratios=ratios,
        steps_yx=attributes.numbers("steps", (-1.0, -1.0), length=2),
        offsets_yx=attributes.numbers("offsets", (0.5, 0.5), length=2),
        clip=attributes.boolean("clip", False),
        square=stated is None or stated >= (0, 12, 0),
        first_ratio=stated is None or stated >= (1, 5, 0),
    )
    return builder.constant(boxes[None], name="anchors")


def base_anchors(stride: int, scales: Sequence[float], ratios: Sequence[float]) -> np.ndarray:
    """The anchors at the first cell, ``(A, 4)`` float32 corners in pixels: by ratio, then scale.

    Sizes are rounded half up and corners are half a pixel inside, like Faster R-CNN's.
    """
    middle = (stride - 1) / 2
    boxes = []
    for ratio in ratios:
        area = np.floor(np.float32(stride * stride) / np.float32(ratio))
        width = np.floor(np.sqrt(area) + 0.5)
        height = np.floor(width * np.float32(ratio) + 0.5)
        for scale in scales:
            half_width = (width * scale - 1) / 2
            half_height = (height * scale - 1) / 2
            boxes.append(
                (
                    middle - half_width,
                    middle - half_height,
                    middle + half_width,
                    middle + half_height,
                )
            )
    return np.array(boxes, np.float32)


def shifted_anchors(base: np.ndarray, height: int, width: int, stride: int) -> np.ndarray:
    """``base`` ``(A, 4)`` at every cell of a map, ``(height * width * A, 4)``: y, x, anchor."""
    y, x = np.meshgrid(np.arange(height), np.arange(width), indexing="ij")
    shifts = np.stack([x, y, x, y], axis=-1).astype(np.float32) * np.float32(stride)
    return (shifts[:, :, None] + base).reshape(-1, 4)
