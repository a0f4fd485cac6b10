"""Reads an ONNX file as evidence, not as a program: what it declares and what it must not contain.

Nothing is run. Weights outside the file, non-standard operators (except those of `KNOWN_CONTRIB`),
weights that are not finite, and tensors too large for an ordinary computer are refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import onnx

STANDARD_DOMAINS = frozenset(["", "ai.onnx"])
CONTRIB_DOMAIN = "com.microsoft"
KNOWN_CONTRIB = frozenset(
    {
        "DequantizeLinear",
        "DynamicQuantizeMatMul",
        "FusedConv",
        "FusedGemm",
        "FusedMatMul",
        "Gelu",
        "MatMulInteger16",
        "MatMulIntegerToFloat",
        "QAttention",
        "QGemm",
        "QLinearAdd",
        "QLinearAveragePool",
        "QLinearConcat",
        "QLinearGlobalAveragePool",
        "QLinearLeakyRelu",
        "QLinearMul",
        "QLinearReduceMean",
        "QLinearSigmoid",
        "QLinearSoftmax",
        "QLinearWhere",
        "QuantizeLinear",
    }
)
"""Operators that onnxruntime's own quantiser and optimiser write. They only compute on their
inputs: none of them reads a file, runs code or loops. Any other non-standard operator is refused.
"""

MAX_NODES = 50_000
MAX_TENSOR_ELEMENTS = 1 << 28
"""A gibibyte of float32; networks for photos of birds stay far below."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """One input or output: ``dtype`` as numpy calls it, None in ``shape`` for any size."""

    name: str
    dtype: str
    shape: tuple[int | None, ...] | None


@dataclass(frozen=True, slots=True)
class Network:
    """What an ONNX file says about itself, and ``problems``, sentences without their subject."""

    inputs: tuple[Tensor, ...] = ()
    outputs: tuple[Tensor, ...] = ()
    problems: tuple[str, ...] = ()

    def output(self, name: str) -> Tensor | None:
        """The output called ``name``."""
        return next((tensor for tensor in self.outputs if tensor.name == name), None)


def read_network(content: bytes) -> Network:
    """What the ONNX file with these bytes declares; never raises because of what they are."""
    # Takes half a second, which only installing and checking a pack should pay.
    import onnx
    from google.protobuf.message import DecodeError

    try:
        model = onnx.ModelProto.FromString(content)
    except (DecodeError, RecursionError):
        return Network(problems=("is not an ONNX file",))
    if not model.graph.node or not model.graph.output:
        return Network(problems=("is not an ONNX file with a network in it",))
    problems = forbidden_parts(model)
    if problems:
        return Network(problems=tuple(problems))
    # Both go through C++ that trusts the file more than we do, so they come last.
    try:
        onnx.checker.check_model(model)
        model = onnx.shape_inference.infer_shapes(model)
    except Exception as error:  # onnx raises its own kinds, RuntimeError and ValueError alike
        reason = str(error).strip().splitlines()[0][:160] if str(error).strip() else "no reason"
        return Network(problems=(f"breaks the rules of ONNX: {reason}",))
    weights = {tensor.name for tensor in model.graph.initializer}
    return Network(
        inputs=tuple(_tensor(v) for v in model.graph.input if v.name not in weights),
        outputs=tuple(_tensor(v) for v in model.graph.output),
        problems=tuple(_size_problems(model)),
    )


def forbidden_parts(model: onnx.ModelProto) -> list[str]:
    """What a network must not contain, in sentences without a subject; does not use onnx."""
    nodes = list(_nodes(model))
    if len(nodes) > MAX_NODES:
        return [f"has more than {MAX_NODES} operators"]
    problems: list[str] = []
    foreign = sorted({f"{n.domain}.{n.op_type}" for n in nodes if _is_foreign(n)})
    if foreign:
        some = ", ".join(name[:80] for name in foreign[:5])
        problems.append(f"uses operators that are not standard ONNX ({some})")
    tensors = list(_tensors(model, nodes))
    if any(tensor.external_data or tensor.data_location for tensor in tensors):
        problems.append("keeps weights in another file; a pack's networks must be whole")
        return problems
    # Imports numpy, which a list of packs does not need.
    from birdeye.packs.weight_values import value_problem

    for tensor in tensors:
        problem = value_problem(tensor)
        if problem:
            problems.append(f"has the weight “{tensor.name[:60]}”, which {problem}")
            break
    settings = (value for n in nodes for a in n.attribute for value in (a.f, *a.floats))
    if any(math.isnan(value) for value in settings):
        problems.append("has an operator with a setting that is not a number")
    return problems


def _is_foreign(node: onnx.NodeProto) -> bool:
    if node.domain == CONTRIB_DOMAIN:
        return node.op_type not in KNOWN_CONTRIB
    return node.domain not in STANDARD_DOMAINS


def _nodes(model: onnx.ModelProto) -> Iterator[onnx.NodeProto]:
    """Every node: of the graph, of graphs within nodes, and of the model's functions."""
    waiting: list[Any] = [model.graph, *model.functions]
    for training in model.training_info:
        waiting += [training.initialization, training.algorithm]
    while waiting:
        for node in waiting.pop().node:
            yield node
            for attribute in node.attribute:
                waiting.extend(attribute.graphs)
                if attribute.HasField("g"):
                    waiting.append(attribute.g)


def _graphs(model: onnx.ModelProto, nodes: list[onnx.NodeProto]) -> Iterator[onnx.GraphProto]:
    yield model.graph
    for training in model.training_info:
        yield from (training.initialization, training.algorithm)
    for node in nodes:
        for attribute in node.attribute:
            yield from attribute.graphs
            if attribute.HasField("g"):
                yield attribute.g


def _tensors(model: onnx.ModelProto, nodes: list[onnx.NodeProto]) -> Iterator[onnx.TensorProto]:
    """Every constant of the file, wherever it is kept."""
    sparse: list[Any] = []
    for graph in _graphs(model, nodes):
        yield from graph.initializer
        sparse.extend(graph.sparse_initializer)
    for node in nodes:
        for attribute in node.attribute:
            yield from attribute.tensors
            if attribute.HasField("t"):
                yield attribute.t
            sparse.extend(attribute.sparse_tensors)
            if attribute.HasField("sparse_tensor"):
                sparse.append(attribute.sparse_tensor)
    for tensor in sparse:
        yield tensor.values
        yield tensor.indices


def _tensor(value: onnx.ValueInfoProto) -> Tensor:
    import onnx

    kind = value.type.tensor_type
    try:
        dtype = str(onnx.helper.tensor_dtype_to_np_dtype(kind.elem_type))
    except (KeyError, TypeError, ValueError):
        dtype = "unknown"
    return Tensor(value.name, dtype, _shape(kind) if kind.HasField("shape") else None)


def _shape(kind: onnx.TypeProto.Tensor) -> tuple[int | None, ...]:
    return tuple(
        dim.dim_value if dim.HasField("dim_value") and dim.dim_value > 0 else None
        for dim in kind.shape.dim
    )


def _size_problems(model: onnx.ModelProto) -> Iterator[str]:
    for value in (*model.graph.input, *model.graph.value_info, *model.graph.output):
        shape = _shape(value.type.tensor_type)
        if math.prod(size or 1 for size in shape) > MAX_TENSOR_ELEMENTS:
            yield f"needs the tensor “{value.name[:60]}” of {list(shape)[:6]}, which is too large"
            return
