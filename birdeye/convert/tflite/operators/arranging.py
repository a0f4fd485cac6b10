"""Operators that only move values: other shapes, padding, joining."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from birdeye.convert.tensors import Tensor
from birdeye.convert.tflite.canvas import CHANNELS_FIRST, Canvas
from birdeye.convert.tflite.network import TfliteOperator
from birdeye.convert.tflite.registry import converts
from birdeye.convert.tflite.windows import VALID
from birdeye.domain.errors import CheckpointInvalid

_PADDED_LAYERS = ("CONV_2D", "DEPTHWISE_CONV_2D")


@converts("RESHAPE", "SQUEEZE")
def convert_reshape(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """The same values, in TFLite's order, in the shape that the file states for the output.

    A picture that is flattened for dense layers stays channels first: their weights are arranged
    for it instead. Any other reshaping of pictures needs a transposition.
    """
    data = canvas.real(operator, 0)
    before, after = canvas.tensor(operator, 0).shape, canvas.output(operator).shape
    if np.prod(before, dtype=np.int64) != np.prod(after, dtype=np.int64):
        raise CheckpointInvalid(operator.described, f"{before} cannot become {after}")
    builder, shape = canvas.builder, canvas.sizes(after)
    moves: list[Callable[[Tensor], Tensor]] = []
    if len(before) == 4 and not _is_one_pixel_or_channel(before):
        if len(after) == 2 and after[0] == before[0] and _feeds_dense_layers(operator, canvas):
            canvas.leave_rows_channels_first(operator, before[1:])
        else:
            moves.append(lambda stored: builder.transpose(stored, (0, 2, 3, 1)))
    if len(after) != 4 or _is_one_pixel_or_channel(after):
        moves.append(lambda stored: builder.reshape(stored, shape))
    else:
        unturned = [shape[CHANNELS_FIRST.index(axis)] for axis in range(4)]
        moves.append(lambda stored: builder.reshape(stored, unturned))
        moves.append(lambda stored: builder.transpose(stored, CHANNELS_FIRST))
    for move in moves:
        data = canvas.rearranged(data, move)
    return data


def _is_one_pixel_or_channel(shape: tuple[int, ...]) -> bool:
    """Whether (N, H, W, C) and (N, C, H, W) of this shape are the same in memory."""
    return shape[1] * shape[2] == 1 or shape[3] == 1


def _feeds_dense_layers(operator: TfliteOperator, canvas: Canvas) -> bool:
    users = canvas.users(operator)
    return bool(users) and all(
        user.operator == "FULLY_CONNECTED" and canvas.tensor(user, 1).value is not None
        for user in users
    )


@converts("CONCATENATION")
def convert_concatenation(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Joined along one axis (`kernels/concatenation.cc`)."""
    inputs = [canvas.real(operator, slot) for slot in range(len(operator.inputs))]
    axis = canvas.axis(operator.whole("axis"), inputs[0].rank)
    return canvas.builder.add("Concat", inputs, axis=axis)


@converts("PAD")
def convert_pad(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Zeros around (`kernels/pad.cc`); left to the convolutions behind where those can do it."""
    rank = len(canvas.tensor(operator, 0).shape)
    numbers = canvas.integers(operator, 1)
    if len(numbers) != 2 * rank or not all(0 <= number <= 4096 for number in numbers):
        raise CheckpointInvalid(operator.described, f"its padding is {numbers[:16]}")
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    data = canvas.real(operator, 0)
    if rank == 4 and not any(pairs[0] + pairs[3]) and _feeds_padded_layers(operator, canvas):
        canvas.leave_pads(operator, (pairs[1], pairs[2]))
        return data
    if rank == 4:
        pairs = [pairs[axis] for axis in CHANNELS_FIRST]
    ends = [before for before, _ in pairs] + [after for _, after in pairs]
    return canvas.builder.add("Pad", [data, canvas.builder.integers(ends)])


def _feeds_padded_layers(operator: TfliteOperator, canvas: Canvas) -> bool:
    users = canvas.users(operator)
    return bool(users) and all(
        user.operator in _PADDED_LAYERS
        and user.whole("padding") == VALID
        and user.inputs[0] == operator.outputs[0]
        for user in users
    )
