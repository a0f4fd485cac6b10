"""The classifiers of MXNet's image-classification examples, built with ``mx.sym``.

Node names, attributes and their absence follow the examples of 1.9.1, because a converter sees
nothing else. ``width`` scales the channel counts, so that a small network has the same operators.
"""

from __future__ import annotations

import mxnet as mx

BOTTLENECK_DEPTHS = {
    50: (3, 4, 6, 3),
    101: (3, 4, 23, 3),
    152: (3, 8, 36, 3),
}
BASIC_DEPTHS = {10: (1, 1, 1, 1), 18: (2, 2, 2, 2), 34: (3, 4, 6, 3)}


def channels(count: float, width: float) -> int:
    """``count`` scaled by ``width``, a multiple of 4 and at least 4."""
    return max(4, int(count * width) // 4 * 4)


def relu(data: mx.sym.Symbol, name: str | None = None) -> mx.sym.Symbol:
    return mx.sym.Activation(data, act_type="relu", name=name)


def alexnet(classes: int = 1000, width: float = 1.0) -> mx.sym.Symbol:
    """Krizhevsky 2012; names are left to MXNet's counter, LRN with knorm 2 by default."""
    body = mx.sym.Variable("data")
    body = relu(
        mx.sym.Convolution(body, kernel=(11, 11), stride=(4, 4), num_filter=channels(96, width))
    )
    body = mx.sym.Pooling(body, pool_type="max", kernel=(3, 3), stride=(2, 2))
    body = mx.sym.LRN(body, alpha=0.0001, beta=0.75, nsize=5)
    body = relu(
        mx.sym.Convolution(body, kernel=(5, 5), pad=(2, 2), num_filter=channels(256, width))
    )
    body = mx.sym.Pooling(body, kernel=(3, 3), stride=(2, 2), pool_type="max")
    body = mx.sym.LRN(body, alpha=0.0001, beta=0.75, knorm=1, nsize=5)
    for count in (384, 384, 256):
        body = relu(
            mx.sym.Convolution(body, kernel=(3, 3), pad=(1, 1), num_filter=channels(count, width))
        )
    body = mx.sym.Pooling(body, kernel=(3, 3), stride=(2, 2), pool_type="max")
    body = mx.sym.Flatten(body)
    for _ in range(2):
        body = relu(mx.sym.FullyConnected(body, num_hidden=channels(4096, width)))
        body = mx.sym.Dropout(body, p=0.5)
    body = mx.sym.FullyConnected(body, num_hidden=classes, name="fc_last")
    return mx.sym.SoftmaxOutput(body, name="softmax")


def vgg_features(data: mx.sym.Symbol, repeats: tuple[int, ...], width: float) -> mx.sym.Symbol:
    for group, (repeat, count) in enumerate(zip(repeats, (64, 128, 256, 512, 512), strict=True), 1):
        for place in range(1, repeat + 1):
            data = mx.sym.Convolution(
                data,
                kernel=(3, 3),
                pad=(1, 1),
                num_filter=channels(count, width),
                name=f"conv{group}_{place}",
            )
            data = relu(data, f"relu{group}_{place}")
        data = mx.sym.Pooling(
            data, pool_type="max", kernel=(2, 2), stride=(2, 2), name=f"pool{group}"
        )
    return data


def vgg(layers: int, classes: int = 1000, width: float = 1.0) -> mx.sym.Symbol:
    repeats = {11: (1, 1, 2, 2, 2), 16: (2, 2, 3, 3, 3), 19: (2, 2, 4, 4, 4)}[layers]
    body = mx.sym.Flatten(vgg_features(mx.sym.Variable("data"), repeats, width), name="flatten")
    for name in ("6", "7"):
        body = mx.sym.FullyConnected(body, num_hidden=channels(4096, width), name=f"fc{name}")
        body = mx.sym.Dropout(relu(body, f"relu{name}"), p=0.5, name=f"drop{name}")
    body = mx.sym.FullyConnected(body, num_hidden=classes, name="fc8")
    return mx.sym.SoftmaxOutput(body, name="softmax")


def residual_v2(
    data: mx.sym.Symbol,
    count: int,
    stride: int,
    same: bool,
    name: str,
    bottleneck: bool,
) -> mx.sym.Symbol:
    def normed(x: mx.sym.Symbol, place: int) -> mx.sym.Symbol:
        x = mx.sym.BatchNorm(x, fix_gamma=False, eps=2e-5, momentum=0.9, name=f"{name}_bn{place}")
        return relu(x, f"{name}_relu{place}")

    def conv(x: mx.sym.Symbol, filters: int, kernel: int, step: int, suffix: str) -> mx.sym.Symbol:
        return mx.sym.Convolution(
            x,
            num_filter=filters,
            kernel=(kernel, kernel),
            stride=(step, step),
            pad=(kernel // 2, kernel // 2),
            no_bias=True,
            workspace=256,
            name=f"{name}_{suffix}",
        )

    first = normed(data, 1)
    if bottleneck:
        body = conv(first, count // 4, 1, 1, "conv1")
        body = conv(normed(body, 2), count // 4, 3, stride, "conv2")
        body = conv(normed(body, 3), count, 1, 1, "conv3")
    else:
        body = conv(first, count, 3, stride, "conv1")
        body = conv(normed(body, 2), count, 3, 1, "conv2")
    shortcut = (
        data
        if same
        else mx.sym.Convolution(
            first,
            num_filter=count,
            kernel=(1, 1),
            stride=(stride, stride),
            no_bias=True,
            workspace=256,
            name=f"{name}_sc",
        )
    )
    return body + shortcut


def residual_v1(
    data: mx.sym.Symbol,
    count: int,
    stride: int,
    same: bool,
    name: str,
    bottleneck: bool,
) -> mx.sym.Symbol:
    def conv(x: mx.sym.Symbol, filters: int, kernel: int, step: int, place: int) -> mx.sym.Symbol:
        x = mx.sym.Convolution(
            x,
            num_filter=filters,
            kernel=(kernel, kernel),
            stride=(step, step),
            pad=(kernel // 2, kernel // 2),
            no_bias=True,
            workspace=256,
            name=f"{name}_conv{place}",
        )
        return mx.sym.BatchNorm(
            x, fix_gamma=False, eps=2e-5, momentum=0.9, name=f"{name}_bn{place}"
        )

    if bottleneck:
        body = relu(conv(data, count // 4, 1, stride, 1), f"{name}_relu1")
        body = relu(conv(body, count // 4, 3, 1, 2), f"{name}_relu2")
        body = conv(body, count, 1, 1, 3)
    else:
        body = relu(conv(data, count, 3, stride, 1), f"{name}_relu1")
        body = conv(body, count, 3, 1, 2)
    if same:
        shortcut = data
    else:
        shortcut = mx.sym.Convolution(
            data,
            num_filter=count,
            kernel=(1, 1),
            stride=(stride, stride),
            no_bias=True,
            workspace=256,
            name=f"{name}_conv1sc",
        )
        shortcut = mx.sym.BatchNorm(
            shortcut, fix_gamma=False, momentum=0.9, eps=2e-5, name=f"{name}_sc"
        )
    return relu(body + shortcut, f"{name}_relu3")


def resnet(
    layers: int,
    version: int,
    classes: int = 1000,
    width: float = 1.0,
) -> mx.sym.Symbol:
    """He 2016; version 2 normalises the data with a ``bn_data`` under fix_gamma."""
    bottleneck = layers in BOTTLENECK_DEPTHS
    depths = (BOTTLENECK_DEPTHS if bottleneck else BASIC_DEPTHS)[layers]
    counts = (256, 512, 1024, 2048) if bottleneck else (64, 128, 256, 512)
    body = mx.sym.identity(mx.sym.Variable("data"), name="id")
    if version == 2:
        body = mx.sym.BatchNorm(body, fix_gamma=True, eps=2e-5, momentum=0.9, name="bn_data")
    body = mx.sym.Convolution(
        body,
        num_filter=channels(64, width),
        kernel=(7, 7),
        stride=(2, 2),
        pad=(3, 3),
        no_bias=True,
        workspace=256,
        name="conv0",
    )
    body = mx.sym.BatchNorm(body, fix_gamma=False, eps=2e-5, momentum=0.9, name="bn0")
    body = relu(body, "relu0")
    body = mx.sym.Pooling(body, kernel=(3, 3), stride=(2, 2), pad=(1, 1), pool_type="max")
    unit = residual_v2 if version == 2 else residual_v1
    for stage, (depth, count) in enumerate(zip(depths, counts, strict=True), 1):
        for place in range(1, depth + 1):
            stride = 2 if stage > 1 and place == 1 else 1
            body = unit(
                body,
                channels(count / 4, width) * 4,
                stride,
                place > 1,
                f"stage{stage}_unit{place}",
                bottleneck,
            )
    if version == 2:
        body = mx.sym.BatchNorm(body, fix_gamma=False, eps=2e-5, momentum=0.9, name="bn1")
        body = relu(body, "relu1")
    body = mx.sym.Pooling(body, global_pool=True, kernel=(7, 7), pool_type="avg", name="pool1")
    body = mx.sym.FullyConnected(mx.sym.Flatten(body), num_hidden=classes, name="fc1")
    return mx.sym.SoftmaxOutput(body, name="softmax")


def densenet(classes: int = 1000, width: float = 1.0) -> mx.sym.Symbol:
    """Huang 2017, 121 layers, with a ``bn_data`` under fix_gamma and dropout throughout."""
    growth = channels(32, width)

    def normed(x, name, place):
        x = mx.sym.BatchNorm(x, fix_gamma=False, eps=2e-5, momentum=0.9, name=f"{name}_bn{place}")
        return relu(x, f"{name}_relu{place}")

    def conv(x, count, kernel, name, place):
        x = mx.sym.Convolution(
            x,
            num_filter=count,
            kernel=(kernel, kernel),
            stride=(1, 1),
            pad=(kernel // 2, kernel // 2),
            no_bias=True,
            workspace=512,
            name=f"{name}_conv{place}",
        )
        return mx.sym.Dropout(x, p=0.2, name=f"{name}_dp{place}")

    body = mx.sym.BatchNorm(
        mx.sym.Variable("data"), fix_gamma=True, eps=2e-5, momentum=0.9, name="bn_data"
    )
    body = mx.sym.Convolution(
        body,
        num_filter=2 * growth,
        kernel=(7, 7),
        stride=(2, 2),
        pad=(3, 3),
        no_bias=True,
        name="conv0",
    )
    body = mx.sym.BatchNorm(body, fix_gamma=False, eps=2e-5, momentum=0.9, name="bn0")
    body = mx.sym.Pooling(
        relu(body, "relu0"), kernel=(3, 3), stride=(2, 2), pad=(1, 1), pool_type="max"
    )
    count = 2 * growth
    for stage, units in enumerate((6, 12, 24, 16), 1):
        for place in range(1, units + 1):
            name = f"DBstage{stage}_unit{place}"
            grown = conv(normed(body, name, 1), 4 * growth, 1, name, 1)
            grown = conv(normed(grown, name, 2), growth, 3, name, 2)
            body = mx.sym.Concat(body, grown, name=f"DBstage{stage}_concat{place}")
        count += units * growth
        if stage < 4:
            count //= 2
            name = f"TBstage{stage}"
            body = conv(normed(body, name, 1), count, 1, name, 1)
            body = mx.sym.Pooling(
                body,
                global_pool=False,
                kernel=(2, 2),
                stride=(2, 2),
                pool_type="avg",
                name=f"{name}_pool{stage}",
            )
    body = relu(
        mx.sym.BatchNorm(body, fix_gamma=False, eps=2e-5, momentum=0.9, name="bn1"), "relu1"
    )
    body = mx.sym.Pooling(body, global_pool=True, kernel=(7, 7), pool_type="avg", name="pool1")
    body = mx.sym.FullyConnected(mx.sym.Flatten(body), num_hidden=classes, name="fc1")
    return mx.sym.SoftmaxOutput(body, name="softmax")


def squeezenet(classes: int = 1000, width: float = 1.0) -> mx.sym.Symbol:
    """Iandola 2016, version 1.0: ceil-mode pools, a convolution as head."""

    def fire(x, squeeze, expand, name):
        x = mx.sym.Convolution(
            x, num_filter=channels(squeeze, width), kernel=(1, 1), name=f"{name}_squeeze1x1"
        )
        x = relu(x, f"{name}_relu_squeeze1x1")
        left = mx.sym.Convolution(
            x, num_filter=channels(expand, width), kernel=(1, 1), name=f"{name}_expand1x1"
        )
        right = mx.sym.Convolution(
            x,
            num_filter=channels(expand, width),
            kernel=(3, 3),
            pad=(1, 1),
            name=f"{name}_expand3x3",
        )
        return mx.sym.Concat(
            relu(left, f"{name}_relu_expand1x1"),
            relu(right, f"{name}_relu_expand3x3"),
            name=f"{name}_concat",
        )

    def pool(x, name):
        return mx.sym.Pooling(
            x, kernel=(3, 3), stride=(2, 2), pool_type="max", pooling_convention="full", name=name
        )

    body = mx.sym.Convolution(
        mx.sym.Variable("data"),
        num_filter=channels(96, width),
        kernel=(7, 7),
        stride=(2, 2),
        name="conv1",
    )
    body = pool(relu(body, "relu_conv1"), "pool1")
    body = fire(fire(fire(body, 16, 64, "fire2"), 16, 64, "fire3"), 32, 128, "fire4")
    body = pool(body, "pool4")
    body = fire(fire(body, 32, 128, "fire5"), 48, 192, "fire6")
    body = fire(fire(body, 48, 192, "fire7"), 64, 256, "fire8")
    body = mx.sym.Dropout(fire(pool(body, "pool8"), 64, 256, "fire9"), p=0.5, name="drop9")
    body = relu(
        mx.sym.Convolution(body, num_filter=classes, kernel=(1, 1), name="conv10"), "relu_conv10"
    )
    body = mx.sym.Flatten(
        mx.sym.Pooling(body, global_pool=True, kernel=(13, 13), pool_type="avg", name="pool10")
    )
    return mx.sym.SoftmaxOutput(body, name="softmax")
