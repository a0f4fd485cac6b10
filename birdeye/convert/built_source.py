"""A `Source` whose network Birdeye built node by node, as for MXNet and TFLite."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from birdeye.convert.onnx_builder import OnnxBuilder
from birdeye.convert.onnx_file import write_onnx
from birdeye.convert.source import Shape, Source

MISFITS = (ValueError, IndexError, ZeroDivisionError, OverflowError)
"""What Python raises if a hostile file gives an operator too few inputs, or the wrong ranks.

Anything else is our bug and must not be blamed on the file.
"""


class BuiltSource(Source):
    """``is_batched`` if the batch was left open."""

    builder: OnnxBuilder
    is_batched: bool

    @property
    def output_shapes(self) -> dict[str, Shape]:
        """Shape of each output by name, as `Tensor.shape`."""
        return {tensor.name: tensor.shape for tensor in self.builder.graph_outputs}

    @property
    def batch_is_dynamic(self) -> bool:
        """Whether the batch is symbolic in the written file."""
        return self.is_batched

    def write(self, destination: Path, metadata: Mapping[str, str] | None = None) -> None:
        """See `write_onnx`."""
        write_onnx(destination, self.builder, name=self.name, metadata=metadata or {})
