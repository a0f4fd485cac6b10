"""The Inception classifiers of MXNet's image-classification examples.

Node names, attributes and their absence follow the examples of 1.9.1.
"""

from __future__ import annotations

import mxnet as mx

from tests.convert.reference.classifiers import channels, relu


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
