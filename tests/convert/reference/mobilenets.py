"""The MobileNet classifiers of MXNet's image-classification examples.

Node names, attributes and their absence follow the examples of 1.9.1.
"""

from __future__ import annotations

import mxnet as mx

from tests.convert.reference.classifiers import channels, relu


def mobilenet_features(data: mx.sym.Symbol, width: float) -> mx.sym.Symbol:
    def conv(x, count, kernel, name, stride=1, group=1):
        x = mx.sym.Convolution(
            x,
            num_filter=count,
            kernel=(kernel, kernel),
            num_group=group,
            stride=(stride, stride),
            pad=(kernel // 2, kernel // 2),
            no_bias=True,
            name=f"{name}_conv2d",
        )
        x = mx.sym.BatchNorm(x, name=f"{name}_batchnorm", fix_gamma=True)
        return relu(x, f"{name}_relu")

    count = channels(32, width)
    body = conv(data, count, 3, "conv_1", 2)
    steps = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)] + [(512, 1)] * 5
    steps += [(1024, 2), (1024, 1)]
    for place, (out, stride) in enumerate(steps, 2):
        body = conv(body, count, 3, f"conv_{place}_dw", stride, group=count)
        count = channels(out, width)
        body = conv(body, count, 1, f"conv_{place}")
    return body


def mobilenet(classes: int = 1000, width: float = 1.0, side: int = 224) -> mx.sym.Symbol:
    body = mobilenet_features(mx.sym.Variable("data"), width)
    pool = side // 32
    body = mx.sym.Pooling(
        body, kernel=(pool, pool), stride=(1, 1), pool_type="avg", name="global_pool"
    )
    body = mx.sym.FullyConnected(
        mx.sym.Flatten(body, name="flatten"), num_hidden=classes, name="fc"
    )
    return mx.sym.SoftmaxOutput(body, name="softmax")


def mobilenet_v2(classes: int = 1000, width: float = 1.0) -> mx.sym.Symbol:
    """Sandler 2018; the example's names hold hyphens."""

    def conv(x, count, kernel, stride, group, prefix, act=True):
        x = mx.sym.Convolution(
            x,
            num_filter=count,
            kernel=(kernel, kernel),
            num_group=group,
            stride=(stride, stride),
            pad=(kernel // 2, kernel // 2),
            no_bias=True,
            name=f"{prefix}-conv2d",
        )
        x = mx.sym.BatchNorm(
            x, name=f"{prefix}-batchnorm", fix_gamma=False, use_global_stats=False, eps=1e-5
        )
        return mx.sym.clip(x, 0, 6, name=f"{prefix}-relu6") if act else x

    count = channels(32, width)
    body = conv(mx.sym.Variable("data"), count, 3, 2, 1, "first-3x3-conv")
    settings = [
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    ]
    for place, (expand, out, repeat, stride) in enumerate(settings):
        for index in range(repeat):
            prefix = f"seq-{place}-block{index}"
            wide = count * expand
            unit = conv(body, wide, 1, 1, 1, f"{prefix}-exp")
            unit = conv(unit, wide, 3, 1 if index else stride, wide, f"{prefix}-depthwise")
            unit = conv(unit, channels(out, width), 1, 1, 1, f"{prefix}-linear", act=False)
            if index:
                unit = mx.sym.elemwise_add(body, unit, name=f"{prefix}-shortcut")
            body, count = unit, channels(out, width)
    body = conv(body, channels(1280, width), 1, 1, 1, "last-1x1-conv")
    body = mx.sym.Pooling(
        body, kernel=(7, 7), stride=(1, 1), pool_type="avg", name="global_pool", global_pool=True
    )
    body = mx.sym.FullyConnected(
        mx.sym.Flatten(body, name="flatten"), num_hidden=classes, name="fc"
    )
    return mx.sym.SoftmaxOutput(body, name="softmax")
