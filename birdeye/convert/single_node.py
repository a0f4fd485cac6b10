"""Single ONNX nodes: their outputs for inputs of known shapes, and for known inputs."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np
import onnx
from onnx import helper, numpy_helper, shape_inference

from birdeye.convert.tensors import Dimension, Tensor
from birdeye.domain.errors import CheckpointInvalid

OPSET = 18
"""The opset written: the first whose Resize takes sizes of some axes; of January 2023."""

IR_VERSION = 8

_FOLD_LIMIT = 4 << 20
_DATA_LIMIT = 4096


def inferred_outputs(
    proto: onnx.NodeProto, inputs: Sequence[Tensor | None], *, subject: str
) -> list[Tensor]:
    """The node's outputs with their shapes and types, by ONNX's own inference.

    Raises `CheckpointInvalid` about ``subject`` if the inputs do not fit the operator.
    """
    present = [tensor for tensor in inputs if tensor is not None]
    types = {tensor.name: _type_of(tensor) for tensor in present}
    data = {
        tensor.name: numpy_helper.from_array(tensor.value, tensor.name)
        for tensor in present
        if tensor.value is not None and tensor.value.nbytes <= _DATA_LIMIT
    }
    try:
        found = shape_inference.infer_node_outputs(
            onnx.defs.get_schema(proto.op_type, OPSET),
            proto,
            types,
            data,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=IR_VERSION,
        )
    except Exception as error:  # onnx raises its own kinds, none of them exported
        shapes = ", ".join(str(list(tensor.shape)) for tensor in present)
        raise CheckpointInvalid(
            subject,
            f"the shapes {shapes} do not fit {proto.op_type} ({_first_line(error)})",
            "Check the input shape.",
        ) from error
    return [_tensor_of_type(name, found.get(name)) for name in proto.output]


def evaluated_outputs(
    proto: onnx.NodeProto,
    inputs: Sequence[Tensor | None],
    outputs: Sequence[Tensor],
    *,
    subject: str,
) -> list[Tensor]:
    """The outputs as constants if all inputs are constants and nothing is large; else empty.

    Raises `CheckpointInvalid` about ``subject`` if the values do not fit the operator.
    """
    values = {tensor.name: tensor.value for tensor in inputs if tensor is not None}
    known = {name: value for name, value in values.items() if value is not None}
    if not known or len(known) < len(values):
        return []
    sizes = [size for tensor in outputs if (size := _byte_count(tensor)) is not None]
    total = sum(sizes) + sum(value.nbytes for value in known.values())
    if len(sizes) < len(outputs) or total > _FOLD_LIMIT:
        return []
    try:
        with np.errstate(all="ignore"):
            results = _evaluate(proto, known)
    except Exception as error:  # what onnx's evaluator raises depends on the operator
        raise CheckpointInvalid(
            subject, f"its constants do not fit {proto.op_type} ({_first_line(error)})"
        ) from error
    return [
        Tensor(name, array.shape, array.dtype, array)
        for name, array in zip(proto.output, results, strict=True)
    ]


def _type_of(tensor: Tensor) -> onnx.TypeProto:
    return helper.make_tensor_type_proto(
        helper.np_dtype_to_tensor_dtype(tensor.dtype), list(tensor.shape)
    )


def _tensor_of_type(name: str, inferred: onnx.TypeProto | None) -> Tensor:
    if inferred is None or not inferred.HasField("tensor_type"):
        raise CheckpointInvalid(f"“{name}”", "its type cannot be inferred")
    kind = inferred.tensor_type
    shape: list[Dimension] = []
    for dimension in kind.shape.dim:
        if dimension.HasField("dim_value"):
            shape.append(dimension.dim_value)
        else:
            shape.append(dimension.dim_param or None)
    dtype = helper.tensor_dtype_to_np_dtype(kind.elem_type)
    return Tensor(name, tuple(shape), np.dtype(dtype))


def _byte_count(tensor: Tensor) -> int | None:
    """Size of the values in bytes; None if the shape is not known in numbers."""
    sizes = [size for size in tensor.shape if isinstance(size, int)]
    return prod(sizes) * tensor.dtype.itemsize if len(sizes) == tensor.rank else None


def _evaluate(proto: onnx.NodeProto, values: dict[str, np.ndarray]) -> list[np.ndarray]:
    from onnx.reference import ReferenceEvaluator

    graph = helper.make_graph(
        [proto],
        "fold",
        [
            helper.make_tensor_value_info(
                name, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape
            )
            for name, value in values.items()
        ],
        [onnx.ValueInfoProto(name=name) for name in proto.output],
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
    )
    results = ReferenceEvaluator(model).run(None, values)
    return [np.asarray(result) for result in results]


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
