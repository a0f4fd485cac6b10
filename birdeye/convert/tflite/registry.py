"""Which function converts which TFLite operator; as for MXNet, a decorator fills the table.

A converter is written as

    @converts("CONV_2D")
    def convert_convolution(operator: TfliteOperator, canvas: Canvas) -> Tensor: ...

It reads the real values of its inputs from the canvas and returns those of its output, before the
fused activation: the walk adds that, and the quantisation of the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from birdeye.convert.tensors import Tensor
    from birdeye.convert.tflite.canvas import Canvas
    from birdeye.convert.tflite.network import TfliteOperator

Converter = Callable[["TfliteOperator", "Canvas"], "Tensor"]

_CONVERTERS: dict[str, Converter] = {}


def converts(*operators: str) -> Callable[[Converter], Converter]:
    """Decorator: the function converts ``operators``. A second claim to one raises."""
    taken = [operator for operator in operators if operator in _CONVERTERS]
    if taken:
        raise ValueError(f"operators registered twice: {', '.join(taken)}")

    def register(function: Converter) -> Converter:
        _CONVERTERS.update(dict.fromkeys(operators, function))
        return function

    return register


def converter_of(operator: str) -> Converter:
    """The function that converts ``operator``, which must be among `known_operators`."""
    return _CONVERTERS[operator]


def known_operators() -> tuple[str, ...]:
    """All names that can be converted, in alphabetical order."""
    return tuple(sorted(_CONVERTERS))


def problems(operators: Iterable[TfliteOperator]) -> tuple[str, ...]:
    """What keeps ``operators`` from being converted, one phrase for each concerned."""
    return tuple(
        f"{operator.described}: this operator is not known"
        for operator in operators
        if operator.operator not in _CONVERTERS
    )
