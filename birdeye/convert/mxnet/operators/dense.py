"""Fully connected layers and embeddings."""

from __future__ import annotations

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor


@converts("FullyConnected")
def convert_fully_connected(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """y = x W^T + b over all axes but the first, or over the last with ``flatten`` False.

    ``flatten`` is absent in old files and its default is True (`fully_connected-inl.h`).
    """
    data, weight, *bias = builder.inputs(node)
    if node.attributes.boolean("no_bias", False):
        bias = []
    if node.attributes.boolean("flatten", True):
        flat = data if data.rank == 2 else builder.add("Flatten", [data], axis=1)
        return builder.add("Gemm", [flat, weight, *bias], transB=1)
    product = builder.add("MatMul", [data, builder.transpose(weight, (1, 0))])
    return builder.add("Add", [product, *bias]) if bias else product
