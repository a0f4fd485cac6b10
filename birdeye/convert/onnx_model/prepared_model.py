"""Brings an ONNX model to what a pack takes: one photo of a stated size, float32 or uint8.

Inputs besides the photo are made constant if it is known what they must be: the mask of a photo
that fills its canvas, or its size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from birdeye.convert.onnx_builder import BATCH
from birdeye.convert.source import PhotoInput
from birdeye.domain.errors import CheckpointInvalid
from birdeye.packs.manifest import InputType, Layout

_TAKEN: dict[int, InputType] = {
    TensorProto.FLOAT: InputType.FLOAT32,
    TensorProto.FLOAT16: InputType.FLOAT32,
    TensorProto.DOUBLE: InputType.FLOAT32,
    TensorProto.UINT8: InputType.UINT8,
}


@dataclass(frozen=True)
class OpenInput:
    """The input that takes the photo as the file has it: sizes that it leaves open are None."""

    value: onnx.ValueInfoProto
    layout: Layout
    dtype: InputType
    batch: int | None
    height: int | None
    width: int | None
    rank: int


def graph_inputs(graph: onnx.GraphProto) -> list[onnx.ValueInfoProto]:
    """What is fed: the inputs without those that only name a weight, as old files have them."""
    weights = {tensor.name for tensor in graph.initializer}
    return [value for value in graph.input if value.name not in weights]


def photo_input(graph: onnx.GraphProto) -> OpenInput | None:
    """The first input that can take a colour photo; None if none can."""
    for value in graph_inputs(graph):
        kind = value.type.tensor_type
        sizes = [
            size.dim_value if size.HasField("dim_value") and size.dim_value > 0 else None
            for size in kind.shape.dim
        ]
        taken = _TAKEN.get(int(kind.elem_type))
        if taken is None or len(sizes) not in (3, 4):
            continue
        batch, *picture = sizes if len(sizes) == 4 else [1, *sizes]
        if picture[0] == 3 or (picture[0] is None and picture[2] != 3):
            layout, (height, width) = Layout.NCHW, picture[1:]
        elif picture[2] == 3:
            layout, (height, width) = Layout.NHWC, picture[:2]
        else:
            continue
        return OpenInput(value, layout, taken, batch, height, width, len(sizes))
    return None


def prepare(model: onnx.ModelProto, opened: OpenInput, photo: PhotoInput, *, batched: bool) -> None:
    """Fixes the size of the photo, its type and its batch, and makes other inputs constant."""
    graph = model.graph
    others = [value for value in graph_inputs(graph) if value.name != opened.value.name]
    fed = graph_inputs(graph)
    del graph.input[:]
    graph.input.extend(value for value in fed if value.name == opened.value.name)
    for value in others:
        graph.initializer.append(_known_input(model, value, photo))
    batch: int | str = BATCH if batched and opened.batch is None else 1
    sides = (photo.height, photo.width)
    shape = [batch, 3, *sides] if photo.layout is Layout.NCHW else [batch, *sides, 3]
    old = graph.input[0]
    stored = old.type.tensor_type.elem_type
    kind = TensorProto.UINT8 if photo.dtype is InputType.UINT8 else TensorProto.FLOAT
    nodes = []
    if opened.rank == 3:
        name = f"{old.name}/without_batch"
        sizes = numpy_helper.from_array(np.array(shape[1:], np.int64), f"{old.name}/shape")
        graph.initializer.append(sizes)
        nodes.append(helper.make_node("Reshape", [photo.name, sizes.name], [name]))
    else:
        name = photo.name
    if stored != kind:
        nodes.append(helper.make_node("Cast", [name], [f"{name}/cast"], to=stored))
        name = f"{name}/cast"
    if nodes:
        nodes[-1].output[0] = old.name
        rest = list(graph.node)
        del graph.node[:]
        graph.node.extend([*nodes, *rest])
    graph.input[0].CopyFrom(helper.make_tensor_value_info(photo.name, kind, shape))


def photo_name(opened: OpenInput) -> str:
    """The input's name; another one where a node has to come before the old one."""
    stored = opened.value.type.tensor_type.elem_type
    changed = opened.rank == 3 or stored in (TensorProto.FLOAT16, TensorProto.DOUBLE)
    return f"{opened.value.name}/photo" if changed else opened.value.name


def _known_input(
    model: onnx.ModelProto, value: onnx.ValueInfoProto, photo: PhotoInput
) -> onnx.TensorProto:
    """The constant that an input beside the photo must be. Raises `CheckpointInvalid`."""
    kind = value.type.tensor_type
    dtype = helper.tensor_dtype_to_np_dtype(kind.elem_type)
    name = value.name.lower()
    rank = len(kind.shape.dim)
    if "mask" in name and rank == 3:
        sizes = [size.dim_value for size in kind.shape.dim]
        shape = (1, sizes[1] or photo.height, sizes[2] or photo.width)
        return numpy_helper.from_array(np.ones(shape, dtype), value.name)
    if "size" in name and rank in (1, 2):
        values = np.array([[photo.width, photo.height]], dtype)
        return numpy_helper.from_array(values if rank == 2 else values[0], value.name)
    raise CheckpointInvalid(
        "The network",
        f"beside the photo it takes “{value.name}”, and what that must be is not known",
        "Export it with a photo as its only input.",
    )
