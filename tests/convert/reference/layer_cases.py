"""Cases of the operators with weights or windows, and of activations."""

from __future__ import annotations

import mxnet as mx
import numpy as np

from tests.convert.reference.operator_cases import case, noise

S = mx.sym


def convolutions() -> None:
    f = "convolution"
    data = (2, 4, 9, 10)
    case(f, "plain", lambda d: S.Convolution(d, kernel=(3, 3), num_filter=5), data=data)
    case(
        f,
        "no_bias",
        lambda d: S.Convolution(d, kernel=(3, 3), num_filter=5, no_bias=True),
        data=data,
    )
    case(
        f,
        "stride_pad",
        lambda d: S.Convolution(d, kernel=(3, 2), stride=(2, 3), pad=(1, 2), num_filter=6),
        data=data,
    )
    case(
        f,
        "dilated",
        lambda d: S.Convolution(d, kernel=(3, 3), dilate=(2, 3), pad=(2, 3), num_filter=4),
        data=data,
    )
    case(
        f,
        "grouped",
        lambda d: S.Convolution(d, kernel=(3, 3), num_group=2, num_filter=6),
        data=data,
    )
    case(
        f,
        "depthwise",
        lambda d: S.Convolution(d, kernel=(3, 3), num_group=4, num_filter=4, pad=(1, 1)),
        data=data,
    )
    case(
        f,
        "one_dimension",
        lambda d: S.Convolution(d, kernel=(3,), stride=(2,), pad=(1,), num_filter=5),
        data=(2, 4, 11),
    )
    case(
        f,
        "three_dimensions",
        lambda d: S.Convolution(d, kernel=(2, 3, 3), num_filter=3),
        data=(1, 2, 5, 6, 7),
    )
    case(f, "transposed", lambda d: S.Deconvolution(d, kernel=(3, 3), num_filter=5), data=data)
    case(
        f,
        "transposed_bias",
        lambda d: S.Deconvolution(
            d, kernel=(4, 4), stride=(2, 2), pad=(1, 1), num_filter=5, no_bias=False
        ),
        data=data,
    )
    case(
        f,
        "transposed_adj",
        lambda d: S.Deconvolution(
            d, kernel=(3, 3), stride=(2, 2), pad=(1, 1), adj=(1, 1), num_filter=6, num_group=2
        ),
        data=data,
    )
    case(
        f,
        "transposed_target",
        lambda d: S.Deconvolution(
            d, kernel=(4, 4), stride=(2, 2), target_shape=(17, 20), num_filter=3
        ),
        data=data,
    )
    case(
        f,
        "transposed_dilated",
        lambda d: S.Deconvolution(d, kernel=(3, 3), dilate=(2, 2), num_filter=3),
        data=data,
    )


def poolings() -> None:
    f = "pooling"
    odd = (2, 3, 8, 11)
    for kind in ("max", "avg", "sum"):
        for convention in ("valid", "full"):
            for label, sizes in {
                "k2s2": {"kernel": (2, 2), "stride": (2, 2)},
                "k3s2": {"kernel": (3, 3), "stride": (2, 2)},
                "k3s2p1": {"kernel": (3, 3), "stride": (2, 2), "pad": (1, 1)},
                "k4s3p1": {"kernel": (4, 4), "stride": (3, 3), "pad": (1, 1)},
                "k3": {"kernel": (3, 3)},
                "k3x2p": {"kernel": (3, 2), "stride": (2, 1), "pad": (1, 0)},
            }.items():
                given = {"pool_type": kind, **sizes}
                if convention == "full":
                    given["pooling_convention"] = "full"
                case(
                    f,
                    f"{kind}_{convention}_{label}",
                    lambda d, g=given: S.Pooling(d, **g),
                    data=odd,
                )
        case(
            f,
            f"{kind}_global",
            lambda d, k=kind: S.Pooling(
                d, kernel=(2, 2), stride=(2, 2), pad=(1, 1), global_pool=True, pool_type=k
            ),
            data=odd,
        )
    for convention in ("valid", "full"):
        case(
            f,
            f"avg_{convention}_uncounted",
            lambda d, c=convention: S.Pooling(
                d,
                kernel=(3, 3),
                stride=(2, 2),
                pad=(1, 1),
                pool_type="avg",
                count_include_pad=False,
                pooling_convention=c,
            ),
            data=odd,
        )
    case(f, "default_type", lambda d: S.Pooling(d, kernel=(2, 2)), data=odd)
    case(
        f,
        "one_dimension",
        lambda d: S.Pooling(d, kernel=(3,), stride=(2,), pad=(1,), pool_type="avg"),
        data=(2, 3, 10),
    )
    case(
        f,
        "lp2",
        lambda d: S.Pooling(d, kernel=(3, 3), stride=(2, 2), pool_type="lp", p_value=2),
        data=odd,
    )
    case(
        f,
        "v1_avg",
        lambda d: S.Pooling_v1(d, kernel=(3, 3), stride=(2, 2), pad=(1, 1), pool_type="avg"),
        data=odd,
    )
    case(
        f,
        "v1_max_full",
        lambda d: S.Pooling_v1(d, kernel=(3, 3), stride=(2, 2), pooling_convention="full"),
        data=odd,
    )
    case(f, "adaptive_one", lambda d: S.contrib.AdaptiveAvgPooling2D(d), data=odd)
    case(
        f, "adaptive_3x4", lambda d: S.contrib.AdaptiveAvgPooling2D(d, output_size=(3, 4)), data=odd
    )


def normalizations() -> None:
    f = "normalization"
    data = (2, 4, 5, 6)
    case(f, "batch_norm_defaults", lambda d: S.BatchNorm(d), data=data)
    case(f, "batch_norm_gamma", lambda d: S.BatchNorm(d, fix_gamma=False, eps=2e-5), data=data)
    case(
        f,
        "batch_norm_fixed",
        lambda d: S.BatchNorm(d, fix_gamma=True, eps=1e-5, use_global_stats=True),
        data=data,
    )
    case(f, "batch_norm_last_axis", lambda d: S.BatchNorm(d, fix_gamma=False, axis=3), data=data)
    case(f, "batch_norm_2d", lambda d: S.BatchNorm(d, fix_gamma=False), data=(5, 4))
    case(f, "batch_norm_v1", lambda d: S.BatchNorm_v1(d, fix_gamma=True), data=data)
    case(f, "lrn_defaults", lambda d: S.LRN(d, nsize=5), data=(2, 8, 4, 4))
    case(
        f,
        "lrn_knorm",
        lambda d: S.LRN(d, nsize=3, knorm=1, alpha=0.01, beta=0.5),
        data=(2, 8, 4, 4),
    )
    for mode in ("instance", "channel", "spatial"):
        case(f, f"l2_{mode}", lambda d, m=mode: S.L2Normalization(d, mode=m, eps=0.1), data=data)
    case(f, "l2_defaults", lambda d: S.L2Normalization(d), data=data)
    case(f, "l2_zeros", lambda d: S.L2Normalization(d, mode="channel"), data=np.zeros((1, 3, 2, 2)))
    case(f, "instance_norm", lambda d: S.InstanceNorm(d), data=data)
    case(f, "layer_norm", lambda d: S.LayerNorm(d), data=(3, 7))


def activations() -> None:
    f = "activation"
    data = (2, 4, 3, 5)
    for kind in ("relu", "sigmoid", "tanh", "softrelu", "softsign"):
        case(f, kind, lambda d, k=kind: S.Activation(d, act_type=k), data=data)
    case(f, "leaky_defaults", lambda d: S.LeakyReLU(d), data=data)
    case(f, "leaky_slope", lambda d: S.LeakyReLU(d, act_type="leaky", slope=0.1), data=data)
    case(f, "elu", lambda d: S.LeakyReLU(d, act_type="elu", slope=0.7), data=data)
    case(f, "selu", lambda d: S.LeakyReLU(d, act_type="selu"), data=data)
    case(f, "gelu", lambda d: S.LeakyReLU(d, act_type="gelu"), data=data)
    case(f, "rrelu", lambda d: S.LeakyReLU(d, act_type="rrelu")[0], data=data)
    slopes = noise("slopes", (4,))
    case(
        f,
        "prelu_channel",
        lambda d: S.LeakyReLU(d, S.Variable("prelu_gamma"), act_type="prelu"),
        data=data,
        weights={"prelu_gamma": slopes},
    )
    case(
        f,
        "prelu_one",
        lambda d: S.LeakyReLU(d, S.Variable("prelu_gamma"), act_type="prelu"),
        data=data,
        weights={"prelu_gamma": slopes[:1]},
    )
    for name in (
        "relu",
        "sigmoid",
        "tanh",
        "exp",
        "abs",
        "square",
        "negative",
        "floor",
        "ceil",
        "erf",
        "softsign",
        "hard_sigmoid",
    ):
        case(f, f"op_{name}", lambda d, n=name: getattr(S, n)(d), data=data)
    for name in ("sqrt", "log", "reciprocal", "rsqrt"):
        case(
            f,
            f"op_{name}",
            lambda d, n=name: getattr(S, n)(d),
            data=np.abs(noise(name, data)) + 0.1,
        )
    case(f, "clip", lambda d: S.clip(d, a_min=-0.5, a_max=0.75), data=data)
    case(f, "softmax", lambda d: S.softmax(d), data=data)
    case(f, "softmax_axis", lambda d: S.softmax(d, axis=1, temperature=2.0), data=data)
    case(f, "log_softmax", lambda d: S.log_softmax(d, axis=1), data=data)
    case(f, "softmax_activation", lambda d: S.SoftmaxActivation(d), data=(3, 7))
    case(
        f, "softmax_activation_channel", lambda d: S.SoftmaxActivation(d, mode="channel"), data=data
    )
    case(f, "softmax_output", lambda d: S.SoftmaxOutput(d, name="softmax"), data=(3, 7))
    case(
        f,
        "softmax_output_multi",
        lambda d: S.SoftmaxOutput(d, name="softmax", multi_output=True),
        data=data,
    )
    case(
        f,
        "softmax_output_preserve",
        lambda d: S.SoftmaxOutput(d, name="softmax", preserve_shape=True),
        data=data,
    )
    case(
        f, "logistic_output", lambda d: S.LogisticRegressionOutput(d, name="logistic"), data=(3, 7)
    )
    case(f, "linear_output", lambda d: S.LinearRegressionOutput(d, name="linear"), data=(3, 7))
    case(f, "dropout", lambda d: S.Dropout(d, p=0.5), data=data)
    case(f, "block_grad", lambda d: S.BlockGrad(d), data=data)
    case(f, "make_loss", lambda d: S.MakeLoss(d), data=data)
    case(f, "cast", lambda d: S.Cast(S.Cast(d * 10, dtype="int32"), dtype="float32"), data=data)


def denses() -> None:
    f = "dense"
    case(f, "flattens", lambda d: S.FullyConnected(d, num_hidden=5), data=(2, 3, 4, 2))
    case(f, "keeps", lambda d: S.FullyConnected(d, num_hidden=5, flatten=False), data=(2, 3, 4))
    case(f, "no_bias", lambda d: S.FullyConnected(d, num_hidden=5, no_bias=True), data=(2, 6))
