"""The ONNX graph as MXNet's converters see it: the outputs of the symbol are its tensors."""

from __future__ import annotations

from birdeye.convert.mxnet.symbol_graph import Node, Output
from birdeye.convert.onnx_builder import OnnxBuilder
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid


class SymbolBuilder(OnnxBuilder):
    """Knows which tensor represents which output of the symbol."""

    def __init__(self) -> None:
        super().__init__()
        self._bound: dict[Output, Tensor] = {}

    def inputs(self, node: Node) -> tuple[Tensor, ...]:
        """The tensors that a symbol node reads, in its own order."""
        return tuple(self.bound(source) for source in node.inputs)

    def input(self, node: Node, slot: int) -> Tensor:
        """One of the tensors that a symbol node reads."""
        if slot >= len(node.inputs):
            raise CheckpointInvalid(node.described, f"its input {slot} is missing")
        return self.bound(node.inputs[slot])

    def bind(self, source: Output, tensor: Tensor) -> None:
        """Set the tensor that represents an output of the symbol."""
        self._bound[source] = tensor

    def bound(self, source: Output) -> Tensor:
        """The tensor that represents an output of the symbol.

        Raises `CheckpointInvalid` for an output that the node does not have at inference.
        """
        if source not in self._bound:
            raise CheckpointInvalid(
                f"Node {source.node_id}", f"its output {source.index} is used, but there is none"
            )
        return self._bound[source]
