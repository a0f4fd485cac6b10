"""Which function converts, and which evaluates, which TFLite operator.

A converter is written as

    @converts("CONV_2D")
    def convert_convolution(operator: TfliteOperator, canvas: Canvas) -> Tensor: ...

It reads the real values of its inputs from the canvas and returns those of its output, before the
fused activation, or a tuple of them: the walk adds that, and the quantisation of the result. An
evaluation takes the operator and the real values of its inputs in TFLite's order of axes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from birdeye.convert.registry import Registry

if TYPE_CHECKING:
    from birdeye.convert.tensors import Tensor
    from birdeye.convert.tflite.canvas import Canvas
    from birdeye.convert.tflite.network import TfliteOperator

Converter = Callable[["TfliteOperator", "Canvas"], "Tensor | tuple[Tensor, ...]"]
Arrays = list[np.ndarray]
Evaluation = Callable[["TfliteOperator", Arrays], "np.ndarray | tuple[np.ndarray, ...]"]

CONVERTERS: Registry[Converter] = Registry("converter")
converts = CONVERTERS.register

EVALUATIONS: Registry[Evaluation] = Registry("evaluation")
evaluates = EVALUATIONS.register
