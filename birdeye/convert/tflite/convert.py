"""The walk over a TFLite network that turns it into an ONNX graph."""

from __future__ import annotations

from dataclasses import replace

from birdeye.convert.built_source import MISFITS
from birdeye.convert.onnx_builder import OnnxBuilder
from birdeye.convert.tensors import BatchMustBeFixed
from birdeye.convert.tflite import operators
from birdeye.convert.tflite.canvas import Canvas
from birdeye.convert.tflite.network import KEEP_VALUES, TfliteNetwork, TfliteOperator
from birdeye.convert.tflite.operators.detection import joined_rows
from birdeye.convert.tflite.registry import CONVERTERS
from birdeye.convert.tflite.source import TfliteSource
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported

assert operators  # imported for its registrations


def build_tflite(network: TfliteNetwork, *, for_pack: bool = False) -> TfliteSource:
    """``network`` as an ONNX graph; its batch becomes symbolic where the network allows it.

    Inputs and outputs of rank 4 are channels first. Outputs are real values, float32; inputs that
    are quantised to 8 bits are unsigned integers. With ``for_pack`` a classifier yields what goes
    into its softmax, whose 8 bits would lose the unlikely species, and a detector rows.

    Raises `OperatorUnsupported`, before any work, with everything that is not supported;
    `CheckpointInvalid` for a network whose parts do not fit together.
    """
    if for_pack:
        network = without_softmax(network)
    found = CONVERTERS.problems(network.operators)
    if found:
        raise OperatorUnsupported(f"“{network.name}”", found)
    rows = for_pack and yields_detections(network)
    try:
        return TfliteSource(network, _walk(network, batched=True, rows=rows), True, rows)
    except BatchMustBeFixed:
        return TfliteSource(network, _walk(network, batched=False, rows=rows), False, rows)


def yields_detections(network: TfliteNetwork) -> bool:
    """Whether the outputs are the four of TFLite's own suppression, in their order."""
    return any(
        operator.is_detection and operator.outputs == network.outputs
        for operator in network.operators
    )


def without_softmax(network: TfliteNetwork) -> TfliteNetwork:
    """The same network with the input of its last softmax as output; itself if it ends differently.

    A softmax rounded to 8 bits has lost what distinguishes unlikely classes.
    """
    if len(network.outputs) != 1:
        return network
    makers = {output: operator for operator in network.operators for output in operator.outputs}
    maker = makers.get(network.outputs[0])
    while maker is not None and maker.operator in KEEP_VALUES:
        maker = makers.get(maker.inputs[0])
    if maker is None or maker.operator != "SOFTMAX" or maker.options["beta"] != 1:
        return network
    needed = network.operators[: network.operators.index(maker)]
    return replace(network, operators=needed, outputs=maker.inputs[:1])


def _walk(network: TfliteNetwork, *, batched: bool, rows: bool) -> OnnxBuilder:
    canvas = Canvas(network, batched=batched)
    for index in network.inputs:
        canvas.add_input(index)
    for operator in network.operators:
        _convert(operator, canvas)
    if rows:
        canvas.builder.graph_output(joined_rows(canvas, network.outputs), "detections")
    else:
        for index in network.outputs:
            canvas.add_output(index)
    canvas.builder.drop_unused_steps()
    return canvas.builder


def _convert(operator: TfliteOperator, canvas: Canvas) -> None:
    with canvas.builder.scope(operator.name):
        try:
            result = CONVERTERS[operator.operator](operator, canvas)
            results = result if isinstance(result, tuple) else (result,)
            if len(results) != len(operator.outputs):
                raise CheckpointInvalid(
                    operator.described, f"it has {len(operator.outputs)} outputs"
                )
            for index, tensor in zip(operator.outputs, results, strict=True):
                canvas.bind(operator, index, tensor)
        except MISFITS as error:
            raise CheckpointInvalid(
                operator.described, f"its inputs and options do not fit together ({error})"
            ) from error
