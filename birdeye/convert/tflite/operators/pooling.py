"""Pools, and the mean over a picture that ends most classifiers."""

from __future__ import annotations

from birdeye.convert.tensors import Tensor
from birdeye.convert.tflite.canvas import Canvas
from birdeye.convert.tflite.network import TfliteOperator
from birdeye.convert.tflite.registry import converts
from birdeye.convert.tflite.windows import window_of

_REDUCTIONS = {
    "MEAN": "ReduceMean",
    "SUM": "ReduceSum",
    "REDUCE_MAX": "ReduceMax",
    "REDUCE_MIN": "ReduceMin",
}


@converts("AVERAGE_POOL_2D")
def convert_average_pool(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Padding does not count (`kernels/pooling.cc`)."""
    return _pool(operator, canvas, "AveragePool", count_include_pad=0)


@converts("MAX_POOL_2D")
def convert_max_pool(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Padding is never the maximum (`kernels/pooling.cc`)."""
    return _pool(operator, canvas, "MaxPool")


def _pool(operator: TfliteOperator, canvas: Canvas, op_type: str, **attributes: int) -> Tensor:
    data = canvas.real(operator, 0)
    kernel = operator.whole("filter_height"), operator.whole("filter_width")
    window = window_of(operator, kernel, data.sides())
    if op_type == "AveragePool" and window.kernel == data.sides() and not any(window.onnx_pads):
        return canvas.builder.add("GlobalAveragePool", [data])

    def pooled(values: Tensor) -> Tensor:
        return canvas.builder.emit(
            op_type,
            [values],
            {
                "kernel_shape": list(window.kernel),
                "strides": list(window.strides),
                "pads": window.onnx_pads,
                **attributes,
            },
        )

    return canvas.rearranged(data, pooled) if op_type == "MaxPool" else pooled(data)


@converts("MEAN", "SUM", "REDUCE_MAX", "REDUCE_MIN")
def convert_reduction(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Over the axes that a constant names (`kernels/reduce.cc`)."""
    data = canvas.real(operator, 0)
    rank = data.rank
    axes = sorted({canvas.axis(axis, rank) for axis in canvas.integers(operator, 1)})
    if operator.operator == "MEAN" and rank == 4 and axes == [2, 3]:
        result = canvas.builder.add("GlobalAveragePool", [data])
    else:
        result = canvas.builder.reduce(_REDUCTIONS[operator.operator], data, axes)
    if operator.whole("keep_dims"):
        return result
    kept = [size for axis, size in enumerate(result.shape) if axis not in axes]
    left = canvas.output(operator).shape
    if rank == 4 and len(left) > 1 and 1 not in axes:
        # (N, H, W, C) without some of its axes still ends with C.
        result = canvas.builder.transpose(result, (0, 2, 3, 1)) if len(left) > 2 else result
        kept = list(canvas.sizes(left))
    return canvas.builder.reshape(result, kept)
