"""The walk over a TFLite network that turns it into an ONNX graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from birdeye.convert.onnx_builder import BatchMustBeFixed, OnnxBuilder
from birdeye.convert.onnx_file import write_onnx
from birdeye.convert.tflite import operators
from birdeye.convert.tflite.canvas import Canvas
from birdeye.convert.tflite.network import TfliteNetwork, TfliteOperator
from birdeye.convert.tflite.registry import converter_of, problems
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported

assert operators  # imported for its registrations

_MISFITS = (ValueError, IndexError, KeyError, TypeError, ArithmeticError)
"""What Python raises where a hostile file gives an operator too few inputs, or the wrong ranks."""

_CHANGES_NOTHING = ("DEQUANTIZE", "QUANTIZE", "RESHAPE", "SQUEEZE")


@dataclass(frozen=True)
class TfliteConversion:
    """A network that was built and can be written."""

    network: TfliteNetwork
    builder: OnnxBuilder
    batch_is_dynamic: bool

    @property
    def input_shapes(self) -> dict[str, tuple]:
        """Shape of each input by name, channels first, as `Tensor.shape`."""
        return {tensor.name: tensor.shape for tensor in self.builder.graph_inputs}

    @property
    def output_shapes(self) -> dict[str, tuple]:
        """Shape of each output by name, channels first, as `Tensor.shape`."""
        return {tensor.name: tensor.shape for tensor in self.builder.graph_outputs}

    def write(self, destination: Path, metadata: Mapping[str, str] | None = None) -> None:
        """Writes and checks the ONNX file; see `write_onnx`."""
        write_onnx(destination, self.builder, name=self.network.name, metadata=metadata or {})


def build_tflite(network: TfliteNetwork) -> TfliteConversion:
    """``network`` as an ONNX graph; its batch becomes symbolic where the network allows it.

    Inputs and outputs of rank 4 are channels first. Outputs are real values, float32; quantised
    inputs are unsigned integers.

    Raises `OperatorUnsupported`, before any work, with everything that is not supported;
    `CheckpointInvalid` for a network whose parts do not fit together.
    """
    found = problems(network.operators)
    if found:
        raise OperatorUnsupported(f"“{network.name}”", found)
    try:
        return TfliteConversion(network, _walk(network, batched=True), True)
    except BatchMustBeFixed:
        return TfliteConversion(network, _walk(network, batched=False), False)


def without_softmax(network: TfliteNetwork) -> TfliteNetwork:
    """The same network asked for what goes into its last softmax; itself if it ends otherwise.

    A softmax that is rounded to 8 bits has lost what tells unlikely classes apart.
    """
    if len(network.outputs) != 1:
        return network
    makers = {output: operator for operator in network.operators for output in operator.outputs}
    maker = makers.get(network.outputs[0])
    while maker is not None and maker.operator in _CHANGES_NOTHING:
        maker = makers.get(maker.inputs[0])
    if maker is None or maker.operator != "SOFTMAX" or maker.options["beta"] != 1:
        return network
    needed = network.operators[: network.operators.index(maker)]
    return replace(network, operators=needed, outputs=maker.inputs[:1])


def _walk(network: TfliteNetwork, *, batched: bool) -> OnnxBuilder:
    canvas = Canvas(network, batched=batched)
    for index in network.inputs:
        canvas.add_input(index)
    for operator in network.operators:
        _convert(operator, canvas)
    for index in network.outputs:
        canvas.add_output(index)
    canvas.builder.drop_unused_steps()
    return canvas.builder


def _convert(operator: TfliteOperator, canvas: Canvas) -> None:
    if len(operator.outputs) != 1:
        raise CheckpointInvalid(operator.described, f"it has {len(operator.outputs)} outputs")
    with canvas.builder.scope(operator.name):
        try:
            canvas.bind(operator, converter_of(operator.operator)(operator, canvas))
        except _MISFITS as error:
            raise CheckpointInvalid(
                operator.described, f"its inputs and options do not fit together ({error})"
            ) from error
