"""The options of TFLite's operators: tables of its schema, and which of their fields matter."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import islice
from math import isfinite
from typing import Any

import numpy as np

from birdeye.convert.tflite.network import DETECTION
from birdeye.domain.errors import CheckpointInvalid

DAMAGE = (struct.error, ValueError, TypeError, IndexError, OverflowError, AttributeError)
"""What generated readers raise where an offset leads out of the file."""

_FUSED = "fused_activation_function"
_STRIDES = ("padding", "stride_w", "stride_h", _FUSED)
_OPTIONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "ADD": ("AddOptions", (_FUSED,)),
    "ARG_MAX": ("ArgMaxOptions", ()),
    "ARG_MIN": ("ArgMinOptions", ()),
    "AVERAGE_POOL_2D": ("Pool2DOptions", (*_STRIDES, "filter_width", "filter_height")),
    "CONCATENATION": ("ConcatenationOptions", ("axis", _FUSED)),
    "CONV_2D": ("Conv2DOptions", (*_STRIDES, "dilation_w_factor", "dilation_h_factor")),
    "DEPTH_TO_SPACE": ("DepthToSpaceOptions", ("block_size",)),
    "DIV": ("DivOptions", (_FUSED,)),
    "DEPTHWISE_CONV_2D": (
        "DepthwiseConv2DOptions",
        (*_STRIDES, "dilation_w_factor", "dilation_h_factor", "depth_multiplier"),
    ),
    "FULLY_CONNECTED": (
        "FullyConnectedOptions",
        (_FUSED, "weights_format", "keep_num_dims"),
    ),
    "L2_NORMALIZATION": ("L2NormOptions", (_FUSED,)),
    "LEAKY_RELU": ("LeakyReluOptions", ("alpha",)),
    "MAX_POOL_2D": ("Pool2DOptions", (*_STRIDES, "filter_width", "filter_height")),
    "MEAN": ("ReducerOptions", ("keep_dims",)),
    "MIRROR_PAD": ("MirrorPadOptions", ("mode",)),
    "MUL": ("MulOptions", (_FUSED,)),
    "REDUCE_MAX": ("ReducerOptions", ("keep_dims",)),
    "REDUCE_MIN": ("ReducerOptions", ("keep_dims",)),
    "RESIZE_BILINEAR": ("ResizeBilinearOptions", ("align_corners", "half_pixel_centers")),
    "RESIZE_NEAREST_NEIGHBOR": (
        "ResizeNearestNeighborOptions",
        ("align_corners", "half_pixel_centers"),
    ),
    "SOFTMAX": ("SoftmaxOptions", ("beta",)),
    "SPACE_TO_DEPTH": ("SpaceToDepthOptions", ("block_size",)),
    "SPLIT": ("SplitOptions", ("num_splits",)),
    "STRIDED_SLICE": (
        "StridedSliceOptions",
        ("begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask"),
    ),
    "SUB": ("SubOptions", (_FUSED,)),
    "SUM": ("ReducerOptions", ("keep_dims",)),
    "TRANSPOSE_CONV": ("TransposeConvOptions", ("padding", "stride_w", "stride_h", _FUSED)),
}
"""The schema's table of options of each operator that has any, and the fields that matter."""

_CUSTOM_OPTIONS: Mapping[str, tuple[str, ...]] = {
    DETECTION: (
        "max_detections", "max_classes_per_detection", "detections_per_class", "use_regular_nms",
        "nms_score_threshold", "nms_iou_threshold", "num_classes", "y_scale", "x_scale", "h_scale",
        "w_scale",
    ),
}  # fmt: skip
"""The fields that matter of operators whose options are a flexbuffer."""

_MOST_OPTION_BYTES, _MOST_OPTIONS = 1 << 16, 64


def options_of(stored: Any, operator: str, subject: str) -> dict[str, float]:
    """The options that matter of an operator as the flatbuffer stores it, in snake case.

    Raises `CheckpointInvalid` about the file ``subject`` if they are missing or damaged.
    """
    if operator in _CUSTOM_OPTIONS:
        return _custom_options(stored, operator, subject)
    if operator not in _OPTIONS:
        return {}
    import tflite

    kind, fields = _OPTIONS[operator]
    if not fields:
        return {}
    kinds: Any = tflite.BuiltinOptions  # pyright: ignore[reportAttributeAccessIssue]
    options = getattr(tflite, kind)()
    if stored.BuiltinOptionsType() == getattr(kinds, kind):
        table = stored.BuiltinOptions()
        options.Init(table.Bytes, table.Pos)
    elif stored.BuiltinOptionsType() != kinds.NONE:
        raise CheckpointInvalid(subject, f"a {operator} has the options of another operator")
    else:
        raise CheckpointInvalid(subject, f"a {operator} has no options")
    return {field: getattr(options, _camel(field))() for field in fields}


def _custom_options(stored: Any, operator: str, subject: str) -> dict[str, float]:
    """The numbers in the flexbuffer of an operator that is not TFLite's own."""
    from flatbuffers import flexbuffers

    content = _bytes(stored.CustomOptionsAsNumpy())
    if not 3 <= len(content) <= _MOST_OPTION_BYTES:
        raise CheckpointInvalid(subject, f"a {operator} has no options")
    try:
        table = flexbuffers.GetRoot(content).AsMap
        found = {key: table[key] for key in _CUSTOM_OPTIONS[operator] if _holds(table, key)}
        options = {key: _number(value) for key, value in found.items()}
    except (*DAMAGE, KeyError, RecursionError, MemoryError) as error:
        raise CheckpointInvalid(subject, f"the options of a {operator} are damaged") from error
    if not all(isfinite(value) for value in options.values()):
        raise CheckpointInvalid(subject, f"a {operator} has an option that is not a number")
    return options


def _number(value: Any) -> float:
    """A number or a truth value of a flexbuffer."""
    if not (value.IsNumeric or value.IsBool):
        raise ValueError("not a number")
    return float(value.Value)


def _holds(table: Any, key: str) -> bool:
    """Whether a flexbuffer's map has a key; looking for one that it lacks raises or misleads."""
    return any(entry.AsKey == key for entry in islice(table.Keys, _MOST_OPTIONS))


def _bytes(stored: Any) -> bytes:
    return stored.astype(np.uint8).tobytes() if isinstance(stored, np.ndarray) else b""


def _camel(field: str) -> str:
    return "".join(part.capitalize() for part in field.split("_"))
