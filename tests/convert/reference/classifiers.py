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


def inception_bn(classes: int = 1000, width: float = 1.0) -> mx.sym.Symbol:
    """Ioffe and Szegedy 2015; average pools count the padding."""

    def conv(x, count, kernel, name, stride=(1, 1), pad=(0, 0)):
        x = mx.sym.Convolution(
            x,
            num_filter=channels(count, width),
            kernel=kernel,
            stride=stride,
            pad=pad,
            name=f"conv_{name}",
        )
        x = mx.sym.BatchNorm(x, fix_gamma=False, eps=1e-10 + 1e-5, momentum=0.9, name=f"bn_{name}")
        return relu(x, f"relu_{name}")

    def double(x, reduce, count, name, stride):
        x = conv(x, reduce, (1, 1), f"{name}_double_3x3_reduce")
        x = conv(x, count, (3, 3), f"{name}_double_3x3_0", pad=(1, 1))
        return conv(x, count, (3, 3), f"{name}_double_3x3_1", stride, (1, 1))

    def block(x, one, reduce, three, dreduce, dthree, pool, proj, name):
        branches = [
            conv(x, one, (1, 1), f"{name}_1x1"),
            conv(
                conv(x, reduce, (1, 1), f"{name}_3x3_reduce"),
                three,
                (3, 3),
                f"{name}_3x3",
                pad=(1, 1),
            ),
            double(x, dreduce, dthree, name, (1, 1)),
        ]
        pooled = mx.sym.Pooling(
            x,
            kernel=(3, 3),
            stride=(1, 1),
            pad=(1, 1),
            pool_type=pool,
            name=f"{pool}_pool_{name}_pool",
        )
        branches.append(conv(pooled, proj, (1, 1), f"{name}_proj"))
        return mx.sym.Concat(*branches, name=f"ch_concat_{name}_chconcat")

    def down(x, reduce, three, dreduce, dthree, name):
        branches = [
            conv(
                conv(x, reduce, (1, 1), f"{name}_3x3_reduce"),
                three,
                (3, 3),
                f"{name}_3x3",
                (2, 2),
                (1, 1),
            ),
            double(x, dreduce, dthree, name, (2, 2)),
            mx.sym.Pooling(
                x,
                kernel=(3, 3),
                stride=(2, 2),
                pad=(1, 1),
                pool_type="max",
                name=f"max_pool_{name}_pool",
            ),
        ]
        return mx.sym.Concat(*branches, name=f"ch_concat_{name}_chconcat")

    body = conv(mx.sym.Variable("data"), 64, (7, 7), "1", (2, 2), (3, 3))
    body = mx.sym.Pooling(body, kernel=(3, 3), stride=(2, 2), name="pool_1", pool_type="max")
    body = conv(body, 64, (1, 1), "2_red")
    body = conv(body, 192, (3, 3), "2", pad=(1, 1))
    body = mx.sym.Pooling(body, kernel=(3, 3), stride=(2, 2), name="pool_2", pool_type="max")
    body = block(body, 64, 64, 64, 64, 96, "avg", 32, "3a")
    body = block(body, 64, 64, 96, 64, 96, "avg", 64, "3b")
    body = down(body, 128, 160, 64, 96, "3c")
    body = block(body, 224, 64, 96, 96, 128, "avg", 128, "4a")
    body = block(body, 192, 96, 128, 96, 128, "avg", 128, "4b")
    body = block(body, 160, 128, 160, 128, 160, "avg", 128, "4c")
    body = block(body, 96, 128, 192, 160, 192, "avg", 128, "4d")
    body = down(body, 128, 192, 192, 256, "4e")
    body = block(body, 352, 192, 320, 160, 224, "avg", 128, "5a")
    body = block(body, 352, 192, 320, 192, 224, "max", 128, "5b")
    body = mx.sym.Pooling(body, kernel=(7, 7), stride=(1, 1), name="global_pool", pool_type="avg")
    body = mx.sym.FullyConnected(mx.sym.Flatten(body), num_hidden=classes, name="fc1")
    return mx.sym.SoftmaxOutput(body, name="softmax")


def inception_v3_features(data: mx.sym.Symbol, width: float) -> mx.sym.Symbol:
    def conv(x, count, kernel, name, stride=(1, 1), pad=(0, 0)):
        x = mx.sym.Convolution(
            x,
            num_filter=channels(count, width),
            kernel=kernel,
            stride=stride,
            pad=pad,
            no_bias=True,
            name=f"{name}_conv2d",
        )
        x = mx.sym.BatchNorm(x, name=f"{name}_batchnorm", fix_gamma=True)
        return relu(x, f"{name}_relu")

    def tower(x, name, steps):
        """A chain of convolutions: (channels, kernel, stride, pad) each."""
        for place, (count, kernel, stride, pad) in enumerate(steps):
            x = conv(x, count, kernel, f"{name}_conv" + (f"_{place}" if place else ""), stride, pad)
        return x

    def pool(x, kind, name, stride=(1, 1), pad=(1, 1)):
        return mx.sym.Pooling(
            x,
            kernel=(3, 3),
            stride=stride,
            pad=pad,
            pool_type=kind,
            name=f"{kind}_pool_{name}_pool",
        )

    def join(branches, name):
        return mx.sym.Concat(*branches, name=f"ch_concat_{name}_chconcat")

    one, two, none, side = (1, 1), (2, 2), (0, 0), (3, 3)

    def block_a(x, proj, name):
        return join(
            [
                conv(x, 64, one, f"{name}_conv"),
                tower(x, f"{name}_tower", [(48, one, one, none), (64, (5, 5), one, (2, 2))]),
                tower(
                    x,
                    f"{name}_tower_1",
                    [(64, one, one, none), (96, side, one, one), (96, side, one, one)],
                ),
                conv(pool(x, "avg", name), proj, one, f"{name}_tower_2_conv"),
            ],
            name,
        )

    def block_b(x, name):
        return join(
            [
                conv(x, 384, side, f"{name}_conv", two),
                tower(
                    x,
                    f"{name}_tower",
                    [(64, one, one, none), (96, side, one, one), (96, side, two, none)],
                ),
                pool(x, "max", name, two, none),
            ],
            name,
        )

    def block_c(x, mid, name):
        flat, tall = ((1, 7), (0, 3)), ((7, 1), (3, 0))
        seven = [(mid, one, one, none), (mid, flat[0], one, flat[1]), (192, tall[0], one, tall[1])]
        twice = [
            (mid, one, one, none),
            (mid, tall[0], one, tall[1]),
            (mid, flat[0], one, flat[1]),
            (mid, tall[0], one, tall[1]),
            (192, flat[0], one, flat[1]),
        ]
        return join(
            [
                conv(x, 192, one, f"{name}_conv"),
                tower(x, f"{name}_tower", seven),
                tower(x, f"{name}_tower_1", twice),
                conv(pool(x, "avg", name), 192, one, f"{name}_tower_2_conv"),
            ],
            name,
        )

    def block_d(x, name):
        return join(
            [
                tower(x, f"{name}_tower", [(192, one, one, none), (320, side, two, none)]),
                tower(
                    x,
                    f"{name}_tower_1",
                    [
                        (192, one, one, none),
                        (192, (1, 7), one, (0, 3)),
                        (192, (7, 1), one, (3, 0)),
                        (192, side, two, none),
                    ],
                ),
                pool(x, "max", name, two, none),
            ],
            name,
        )

    def block_e(x, kind, name):
        short = conv(x, 384, one, f"{name}_tower_conv")
        deep = conv(x, 448, one, f"{name}_tower_1_conv")
        deep = conv(deep, 384, side, f"{name}_tower_1_conv_1", pad=one)
        return join(
            [
                conv(x, 320, one, f"{name}_conv"),
                conv(short, 384, (1, 3), f"{name}_tower_mixed_conv", pad=(0, 1)),
                conv(short, 384, (3, 1), f"{name}_tower_mixed_conv_1", pad=(1, 0)),
                conv(deep, 384, (1, 3), f"{name}_tower_1_mixed_conv", pad=(0, 1)),
                conv(deep, 384, (3, 1), f"{name}_tower_1_mixed_conv_1", pad=(1, 0)),
                conv(pool(x, kind, name), 192, one, f"{name}_tower_2_conv"),
            ],
            name,
        )

    body = conv(data, 32, side, "conv", two)
    body = conv(body, 32, side, "conv_1")
    body = conv(body, 64, side, "conv_2", pad=one)
    body = mx.sym.Pooling(body, kernel=side, stride=two, pool_type="max", name="pool")
    body = conv(body, 80, one, "conv_3")
    body = conv(body, 192, side, "conv_4")
    body = mx.sym.Pooling(body, kernel=side, stride=two, pool_type="max", name="pool1")
    for name, proj in (("mixed", 32), ("mixed_1", 64), ("mixed_2", 64)):
        body = block_a(body, proj, name)
    body = block_b(body, "mixed_3")
    for name, mid in (("mixed_4", 128), ("mixed_5", 160), ("mixed_6", 160), ("mixed_7", 192)):
        body = block_c(body, mid, name)
    body = block_d(body, "mixed_8")
    body = block_e(body, "avg", "mixed_9")
    return block_e(body, "max", "mixed_10")


def inception_v3(classes: int = 1000, width: float = 1.0) -> mx.sym.Symbol:
    """Szegedy 2015, 299 x 299; every BatchNorm under fix_gamma with the default eps of 1e-3."""
    body = mx.sym.identity(mx.sym.Variable("data"), name="id")
    body = inception_v3_features(body, width)
    body = mx.sym.Pooling(body, kernel=(8, 8), stride=(1, 1), pool_type="avg", name="global_pool")
    body = mx.sym.FullyConnected(
        mx.sym.Flatten(body, name="flatten"), num_hidden=classes, name="fc1"
    )
    return mx.sym.SoftmaxOutput(body, name="softmax")


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
