"""Makes the answers of single operators: one file a family under ``data/operators``.

Runs in the interpreter that has MXNet 1.9.1, from the project's root:

    $BIRDEYE_MXNET_PYTHON -m tests.convert.reference.make_operator_references

Each case is a symbol of one or a few nodes with its inputs, weights and outputs. Attributes that
are not written here are not in the file either, so that the converter's defaults are tested.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

os.environ["MXNET_MKLDNN_ENABLED"] = "0"  # the plain kernels, whose semantics are documented
os.environ["MXNET_STORAGE_FALLBACK_LOG_VERBOSE"] = "0"

import mxnet as mx
import numpy as np

from tests.convert.reference.seeds import generator, seeded_weight

FOLDER = Path(__file__).parent / "data" / "operators"
S = mx.sym
CASES: dict[str, dict[str, tuple[Callable, dict[str, np.ndarray], dict[str, np.ndarray]]]] = {}


def noise(name: str, shape: tuple[int, ...], scale: float = 1.0) -> np.ndarray:
    return (generator(9, name).normal(0, scale, shape)).astype(np.float32)


def case(
    family: str, name: str, symbol: Callable[..., mx.sym.Symbol], *, weights=None, **feeds
) -> None:
    """Registers one case; a feed is an array or the shape of one of noise."""
    arrays = {
        key: noise(f"{name}/{key}", value)
        if isinstance(value, tuple)
        else np.asarray(value, np.float32)
        for key, value in feeds.items()
    }
    assert name not in CASES.setdefault(family, {}), name
    CASES[family][name] = (symbol, arrays, weights or {})


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


def shapes() -> None:
    f = "shape"
    data = (2, 6, 4, 5)
    for name, source, target, reverse in (
        ("copy_infer", data, (0, -1), False),
        ("merge", data, (0, -3, -2), False),
        ("split", (3, 6, 4), (0, -4, 2, -1, -2), False),
        ("split_infer", (3, 6, 4), (0, -4, -1, 3, 0), False),
        ("reverse", (2, 3, 4), (-1, 0), True),
        ("cursor", (1, 18, 14, 20), (0, 2, -1, 0), False),
        ("rest", data, (-2,), False),
        ("merge_twice", data, (-3, -3), False),
        ("reverse_merge", data, (0, -3, 0), True),
        ("one_more", data, (0, 0, 0, 0, 1), False),
        ("plain", data, (6, 40), False),
    ):
        given = {"shape": target, **({"reverse": True} if reverse else {})}
        case(f, f"reshape_{name}", lambda d, g=given: S.Reshape(d, **g), data=source)
    case(f, "flatten", lambda d: S.Flatten(d), data=data)
    case(f, "transpose", lambda d: S.transpose(d, axes=(0, 2, 3, 1)), data=data)
    case(f, "transpose_default", lambda d: S.transpose(d), data=(2, 3, 4))
    case(f, "concat_default", lambda d, e: S.Concat(d, e), data=(2, 3, 4), other=(2, 5, 4))
    case(f, "concat_dim", lambda d, e: S.Concat(d, e, dim=2), data=(2, 3, 4), other=(2, 3, 1))
    case(f, "concat_same", lambda d: S.Concat(d, d, dim=1), data=(2, 3, 4))
    case(f, "stack", lambda d, e: S.stack(d, e, axis=1), data=(2, 3), other=(2, 3))
    case(f, "stack_default", lambda d, e: S.stack(d, e), data=(2, 3), other=(2, 3))
    case(f, "swap_axis", lambda d: S.SwapAxis(d, dim1=1, dim2=3), data=data)
    case(f, "expand_dims", lambda d: S.expand_dims(d, axis=1), data=(2, 3))
    case(f, "squeeze", lambda d: S.squeeze(d, axis=(1,)), data=(2, 1, 3))
    case(f, "tile", lambda d: S.tile(d, reps=(2, 1, 3)), data=(2, 3, 4))
    case(f, "repeat", lambda d: S.repeat(d, repeats=2, axis=1), data=(2, 3, 4))
    case(f, "slice_axis", lambda d: S.slice_axis(d, axis=1, begin=1, end=None), data=data)
    case(f, "slice_axis_negative", lambda d: S.slice_axis(d, axis=-1, begin=-3, end=-1), data=data)
    case(f, "slice", lambda d: S.slice(d, begin=(None, 1, 0), end=(None, 5, 3)), data=data)
    case(
        f, "slice_step", lambda d: S.slice(d, begin=(0, 5), end=(2, None), step=(1, -2)), data=data
    )
    case(f, "lower_crop", lambda d: S.crop(d, begin=(0, 1, 1, 1), end=(1, 5, 3, 4)), data=data)
    case(f, "slice_like", lambda d, e: S.slice_like(d, e), data=(4, 5, 6), other=(2, 3, 4))
    case(
        f,
        "slice_like_axes",
        lambda d, e: S.slice_like(d, e, axes=(0, -1)),
        data=(4, 5, 6),
        other=(2, 3, 4),
    )
    case(f, "split_channels", lambda d: S.Group(list(S.SliceChannel(d, num_outputs=3))), data=data)
    case(
        f,
        "split_squeeze",
        lambda d: S.Group(list(S.SliceChannel(d, num_outputs=2, axis=0, squeeze_axis=True))),
        data=data,
    )
    case(f, "crop_size", lambda d: S.Crop(d, h_w=(2, 3), offset=(1, 2), num_args=1), data=data)
    case(f, "crop_centre", lambda d: S.Crop(d, h_w=(3, 2), center_crop=True, num_args=1), data=data)
    case(f, "crop_like", lambda d, e: S.Crop(d, e, num_args=2), data=data, other=(1, 1, 3, 2))
    case(
        f,
        "pad_constant",
        lambda d: S.Pad(d, mode="constant", pad_width=(0, 0, 0, 0, 1, 2, 3, 4), constant_value=0.5),
        data=data,
    )
    case(
        f,
        "pad_edge",
        lambda d: S.Pad(d, mode="edge", pad_width=(0, 0, 0, 0, 1, 2, 2, 1)),
        data=data,
    )
    case(
        f,
        "pad_reflect",
        lambda d: S.Pad(d, mode="reflect", pad_width=(0, 0, 0, 0, 1, 2, 2, 1)),
        data=data,
    )
    case(
        f,
        "upsample",
        lambda d: S.UpSampling(d, scale=2, sample_type="nearest", num_args=1),
        data=data,
    )
    case(
        f,
        "upsample_two",
        lambda d, e: S.UpSampling(d, e, scale=2, sample_type="nearest", num_args=2),
        data=(1, 2, 3, 4),
        other=(1, 3, 6, 8),
    )
    case(
        f,
        "upsample_bilinear",
        lambda d: S.UpSampling(
            d, S.Variable("up_weight"), scale=2, sample_type="bilinear", num_filter=3, num_args=2
        ),
        data=(1, 3, 4, 5),
        weights={"up_weight": noise("up", (3, 1, 4, 4))},
    )
    case(
        f, "bilinear_resize", lambda d: S.contrib.BilinearResize2D(d, height=7, width=9), data=data
    )
    case(
        f,
        "bilinear_resize_corners",
        lambda d: S.contrib.BilinearResize2D(d, height=7, width=9, align_corners=False),
        data=data,
    )
    case(
        f,
        "bilinear_resize_scale",
        lambda d: S.contrib.BilinearResize2D(d, scale_height=2, scale_width=2),
        data=data,
    )


def arithmetic() -> None:
    f = "arithmetic"
    data = (2, 3, 4)
    for name in (
        "elemwise_add",
        "elemwise_sub",
        "elemwise_mul",
        "elemwise_div",
        "_maximum",
        "_minimum",
    ):
        case(
            f,
            name.strip("_"),
            lambda d, e, n=name: (
                getattr(S, n, None)(d, e) if hasattr(S, n) else getattr(S._internal, n)(d, e)
            ),
            data=data,
            other=data,
        )
    for name in ("add", "sub", "mul", "div", "maximum", "minimum", "power"):
        low = np.abs(noise(name, data)) + 0.2
        case(
            f,
            f"broadcast_{name}",
            lambda d, e, n=name: getattr(S, f"broadcast_{n}")(d, e),
            data=low,
            other=(np.abs(noise(name + "e", (1, 3, 1))) + 0.2),
        )
    for name in ("greater", "lesser", "equal", "not_equal", "greater_equal", "lesser_equal"):
        case(
            f,
            f"broadcast_{name}",
            lambda d, e, n=name: getattr(S, f"broadcast_{n}")(d, e),
            data=np.round(noise(name, data)),
            other=np.round(noise(name + "e", data)),
        )
    case(f, "greater_scalar", lambda d: d > 0.1, data=data)
    case(f, "add_n", lambda d, e: S.add_n(d, e, d), data=data, other=data)
    case(f, "plus_scalar", lambda d: d + 1.5, data=data)
    case(f, "minus_scalar", lambda d: d - 1.5, data=data)
    case(f, "rminus_scalar", lambda d: 1.5 - d, data=data)
    case(f, "mul_scalar", lambda d: d * 1.5, data=data)
    case(f, "div_scalar", lambda d: d / 1.5, data=data)
    case(f, "rdiv_scalar", lambda d: 1.5 / d, data=data)
    case(f, "power_scalar", lambda d: d**3, data=data)
    case(f, "rpower_scalar", lambda d: S._internal._rpower_scalar(d, scalar=2.0), data=data)
    case(f, "maximum_scalar", lambda d: S.maximum(d, 0.2), data=data)
    for name in ("sum", "mean", "max", "min", "prod"):
        case(f, f"{name}_all", lambda d, n=name: getattr(S, n)(d), data=data)
        case(
            f, f"{name}_axis", lambda d, n=name: getattr(S, n)(d, axis=1, keepdims=True), data=data
        )
        case(
            f,
            f"{name}_exclude",
            lambda d, n=name: getattr(S, n)(d, axis=(0,), exclude=True),
            data=data,
        )
        case(f, f"{name}_axes", lambda d, n=name: getattr(S, n)(d, axis=(0, -1)), data=data)
    case(f, "argmax", lambda d: S.argmax(d, axis=1), data=data)
    case(f, "argmin", lambda d: S.argmin(d, axis=2, keepdims=True), data=data)
    case(f, "topk_indices", lambda d: S.topk(d, k=2, axis=2), data=data)
    case(f, "topk_both", lambda d: S.Group(list(S.topk(d, k=2, axis=1, ret_typ="both"))), data=data)
    case(
        f,
        "topk_value_ascending",
        lambda d: S.topk(d, k=2, ret_typ="value", is_ascend=True),
        data=data,
    )
    case(f, "argsort", lambda d: S.argsort(d), data=data)
    case(f, "sort", lambda d: S.sort(d, is_ascend=False), data=data)
    case(f, "where", lambda d, e: S.where(d > 0, d, e), data=data, other=data)
    case(f, "take", lambda d, i: S.take(d, i, axis=1), data=data, index=[[0, 2], [5, -1]])
    case(f, "gather_nd", lambda d, i: S.gather_nd(d, i), data=data, index=[[0, 1, 1], [2, 0, 1]])
    case(f, "reverse", lambda d: S.reverse(d, axis=1), data=data)
    case(f, "zeros_like", lambda d: S.zeros_like(d) + d, data=data)
    case(f, "ones_like", lambda d: S.ones_like(d) + d, data=data)
    case(f, "arange", lambda d: S.broadcast_add(d, S.arange(0, 4)), data=data)


def multiboxes() -> None:
    f = "multibox"
    stepped = {"ratios": "(1, 3)", "steps": "(0.1, 0.2)", "offsets": "(0.3, 0.6)"}
    for name, shape, given in (
        ("defaults", (1, 3, 4, 5), {}),
        ("sizes", (1, 3, 4, 5), {"sizes": "(0.2, 0.3)", "ratios": "(1, 2, 0.5)"}),
        ("first_ratio", (1, 3, 5, 3), {"sizes": "(0.2, 0.3)", "ratios": "(2, 0.5)"}),
        ("steps", (1, 3, 5, 3), {"sizes": "(0.2,)", **stepped}),
        ("clipped", (2, 3, 3, 3), {"sizes": "(0.9,)", "ratios": "(1, 2)", "clip": True}),
    ):  # fmt: skip
        case(
            f,
            f"prior_{name}",
            lambda d, g=given: S.broadcast_add(
                S.contrib.MultiBoxPrior(d, **g), S.Reshape(S.mean(d) * 0, shape=(1, 1, 1))
            ),
            data=shape,
        )

    side, classes = 6, 4
    anchors = mx.nd.contrib.MultiBoxPrior(
        mx.nd.zeros((1, 3, side, side)), sizes=(0.25, 0.35), ratios=(1, 2, 0.5)
    ).asnumpy()
    count = anchors.shape[1]

    def feeds(name: str, batch: int = 1) -> dict[str, np.ndarray]:
        logits = noise(f"{name}/cls", (batch, classes + 1, count), 2.0)
        scores = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        return {"cls": scores, "loc": noise(f"{name}/loc", (batch, 4 * count))}

    def detection(**given):
        return lambda c, d: S.contrib.MultiBoxDetection(c, d, S.Variable("anchors"), **given)

    stored = {"anchors": anchors}
    for name, given in (
        ("defaults", {}),
        ("topk", {"nms_topk": 40, "nms_threshold": 0.45}),
        ("force", {"force_suppress": True, "nms_topk": 100}),
        ("unclipped", {"clip": False, "variances": (0.2, 0.1, 0.3, 0.2)}),
        ("threshold", {"threshold": 0.6}),
        ("nothing", {"threshold": 1.1}),
        ("background_ignored", {"background_id": 2}),
        ("no_suppression", {"nms_threshold": -1.0, "threshold": 0.4}),
        ("no_suppression_high", {"nms_threshold": 1.5}),
        ("threshold_zero", {"threshold": 0.0, "nms_threshold": 0.3}),
    ):
        case(f, f"detection_{name}", detection(**given), weights=stored, **feeds(name))
    case(f, "detection_batch", detection(nms_topk=50), weights=stored, **feeds("batch", 3))
    # Two boxes whose IoU is exactly 0.5 in float32, and ties of class and of score.
    tie = np.array(
        [[[0, 0, 0.5, 0.5], [0, 0, 0.5, 0.25], [0.5, 0.5, 1, 1], [0.5, 0.5, 1, 1]]], np.float32
    )
    scores = np.array(
        [[[0.1, 0.1, 0.2, 0.2], [0.45, 0.4, 0.4, 0.4], [0.45, 0.2, 0.4, 0.4]]], np.float32
    )
    exact = {"cls": scores, "loc": np.zeros((1, 16))}
    case(
        f,
        "detection_exact_overlap",
        detection(nms_threshold=0.5),
        weights={"anchors": tie},
        **exact,
    )
    case(
        f,
        "detection_just_above",
        detection(nms_threshold=0.5001),
        weights={"anchors": tie},
        **exact,
    )


def proposals() -> None:
    f = "proposal"

    def feeds(name, height, width, anchors, info, scale=0.4):
        logits = noise(f"{name}/cls", (1, 2, anchors * height, width), 2.0)
        scores = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        return {
            "cls": scores.reshape(1, 2 * anchors, height, width),
            "box": noise(f"{name}/box", (1, 4 * anchors, height, width), scale),
            "im_info": np.array([info]),
        }

    def proposal(kind="Proposal", **given):
        def build(c, b, i):
            rois = getattr(S.contrib, kind)(c, b, i, **given)
            return S.Group([rois[0], rois[1]]) if given.get("output_score") else rois

        return build

    small = {"scales": (8, 16, 32), "ratios": (0.5, 1, 2)}
    case(f, "defaults", proposal(), **feeds("defaults", 7, 9, 12, (112, 144, 1)))
    case(f, "example", proposal(**small), **feeds("example", 10, 13, 9, (160, 208, 1.5)))
    case(
        f,
        "score",
        proposal(output_score=True, rpn_post_nms_top_n=50, **small),
        **feeds("score", 6, 8, 9, (96, 128, 1)),
    )
    case(
        f,
        "repeats",
        proposal(rpn_pre_nms_top_n=30, rpn_post_nms_top_n=60, threshold=0.3, **small),
        **feeds("repeats", 6, 8, 9, (96, 128, 1)),
    )
    case(
        f,
        "small_boxes",
        proposal(rpn_min_size=60, rpn_post_nms_top_n=80, **small),
        **feeds("small", 6, 8, 9, (96, 128, 1.5)),
    )
    case(
        f,
        "padded_canvas",
        proposal(rpn_post_nms_top_n=80, **small),
        **feeds("padded", 8, 8, 9, (100, 70, 1)),
    )
    case(
        f,
        "iou_loss",
        proposal(iou_loss=True, rpn_post_nms_top_n=60, **small),
        **feeds("iou", 6, 8, 9, (96, 128, 1), 20.0),
    )
    case(
        f,
        "odd_anchors",
        proposal(
            feature_stride=8, scales=(1, 3, 5), ratios=(0.3, 0.7, 1.3, 3), rpn_post_nms_top_n=60
        ),
        **feeds("odd", 7, 6, 12, (56, 48, 1)),
    )
    case(
        f,
        "multi_example",
        proposal("MultiProposal", **small),
        **feeds("multi", 10, 13, 9, (160, 208, 1.5)),
    )
    one, two = feeds("one", 6, 8, 9, (96, 128, 1)), feeds("two", 6, 8, 9, (90, 120, 1.2))
    batch = {key: np.concatenate([one[key], two[key]]) for key in one}
    case(f, "multi_batch", proposal("MultiProposal", rpn_post_nms_top_n=40, **small), **batch)


def regions() -> None:
    f = "regions"
    random = generator(9, "rois")
    corners = random.uniform(-20, 130, (40, 4)).astype(np.float32)
    rois = np.concatenate([random.integers(0, 2, (40, 1)), corners], axis=1).astype(np.float32)
    ordered = rois.copy()
    ordered[:, 1:3], ordered[:, 3:] = (
        np.minimum(corners[:, :2], corners[:, 2:]),
        np.maximum(corners[:, :2], corners[:, 2:]),
    )
    halves = ordered.copy()
    halves[:, 1:] = np.round(halves[:, 1:] / 8) * 8
    data = noise("maps", (2, 3, 7, 8))
    for name, boxes in (("any", rois), ("ordered", ordered), ("halves", halves)):
        case(
            f,
            f"pooling_{name}",
            lambda d, r: S.ROIPooling(d, r, pooled_size=(3, 4), spatial_scale=1 / 16),
            data=data,
            rois=boxes,
        )
    for name, given in (
        ("defaults", {}), ("aligned", {"aligned": True}), ("sampled", {"sample_ratio": 2}),
    ):  # fmt: skip
        case(
            f,
            f"align_{name}",
            lambda d, r, g=given: S.contrib.ROIAlign(
                d, r, pooled_size=(3, 4), spatial_scale=1 / 16, **g
            ),
            data=data,
            rois=ordered,
        )


def boxes() -> None:
    f = "boxes"
    random = generator(9, "boxes")

    def rows(batch: int, count: int, classes: int) -> np.ndarray:
        low = random.uniform(0, 80, (batch, count, 2))
        size = random.uniform(5, 40, (batch, count, 2))
        score = random.uniform(-0.2, 1, (batch, count, 1))
        label = random.integers(-1, classes, (batch, count, 1))
        return np.concatenate([label, score, low, low + size], axis=2).astype(np.float32)

    table = rows(2, 60, 3)
    for name, given in (
        ("defaults", {}),
        ("by_class", {"id_index": 0}),
        ("background", {"id_index": 0, "background_id": 0}),
        ("forced", {"id_index": 0, "force_suppress": True, "overlap_thresh": 0.3}),
        ("topk", {"topk": 20, "valid_thresh": 0.1, "overlap_thresh": 0.45, "id_index": 0}),
        ("topk_wide", {"topk": 400, "valid_thresh": 0.01, "id_index": 0}),
        ("none_valid", {"valid_thresh": 2.0}),
        ("to_centre", {"out_format": "center"}),
        ("centre", {"in_format": "center", "out_format": "center"}),
        ("centre_to_corner", {"in_format": "center", "id_index": 0}),
    ):
        case(f, f"nms_{name}", lambda d, g=given: S.contrib.box_nms(d, **g), data=table)
    left = table - np.float32([0, 0, 30, 30, 0, 0])
    case(
        f, "nms_negative_to_centre", lambda d: S.contrib.box_nms(d, out_format="center"), data=left
    )
    case(f, "nms_negative_to_corner", lambda d: S.contrib.box_nms(d, in_format="center"), data=left)
    case(f, "nms_topk_zero", lambda d: S.contrib.box_nms(d, topk=0), data=left)
    case(f, "nms_flat", lambda d: S.contrib.box_nms(d, overlap_thresh=0.4), data=table[0])
    wide = np.concatenate([table[:, :, 1:], table[:, :, :1], table[:, :, :1]], axis=2)
    case(
        f,
        "nms_other_columns",
        lambda d: S.contrib.box_nms(
            d, coord_start=1, score_index=0, id_index=5, overlap_thresh=0.4
        ),
        data=wide,
    )
    deltas = (2, 50, 4)
    corners = table[:1, :50, 2:]
    centres = np.concatenate(
        [(corners[..., :2] + corners[..., 2:]) / 2, corners[..., 2:] - corners[..., :2]], axis=2
    )
    case(
        f, "decode_defaults", lambda d, a: S.contrib.box_decode(d, a), data=deltas, anchors=centres
    )
    case(
        f,
        "decode_corner",
        lambda d, a: S.contrib.box_decode(
            d, a, format="corner", std0=0.1, std1=0.1, std2=0.2, std3=0.2
        ),
        data=deltas,
        anchors=corners,
    )
    case(
        f,
        "decode_clip",
        lambda d, a: S.contrib.box_decode(d, a, clip=0.3, std2=0.9),
        data=deltas,
        anchors=centres,
    )


def answer(symbol: mx.sym.Symbol, feeds, weights) -> dict[str, np.ndarray]:
    shapes = {name: value.shape for name, value in {**feeds, **weights}.items()}
    argument_shapes, _, auxiliary_shapes = symbol.infer_shape(**shapes)
    arguments, stored = {}, {}
    for name, shape in zip(symbol.list_arguments(), argument_shapes):  # noqa: B905
        if name in feeds:
            arguments[name] = mx.nd.array(feeds[name])
        elif name.endswith("_label"):
            arguments[name] = mx.nd.zeros(shape)
        else:
            value = weights.get(name)
            value = seeded_weight(name, shape, 5) if value is None else value
            stored[f"arg:{name}"] = value
            arguments[name] = mx.nd.array(value)
    auxiliaries = {}
    for name, shape in zip(symbol.list_auxiliary_states(), auxiliary_shapes):  # noqa: B905
        stored[f"aux:{name}"] = seeded_weight(name, shape, 5)
        auxiliaries[name] = mx.nd.array(stored[f"aux:{name}"])
    executor = symbol.bind(mx.cpu(), arguments, aux_states=auxiliaries, grad_req="null")
    outputs = executor.forward(is_train=False)
    found = {f"feed/{name}": value for name, value in feeds.items()}
    found |= {f"weight/{name}": value for name, value in stored.items()}
    return found | {f"answer/{place}": value.asnumpy() for place, value in enumerate(outputs)}


def main() -> None:
    for family in (
        convolutions, poolings, normalizations, activations, denses, shapes, arithmetic,
        multiboxes, proposals, regions, boxes,
    ):  # fmt: skip
        family()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for family, cases in CASES.items():
        arrays: dict[str, np.ndarray] = {}
        for name, (build, feeds, weights) in cases.items():
            mx.name.NameManager._current.value = mx.name.NameManager()
            symbol = build(*[S.Variable(feed) for feed in feeds])
            try:
                found = answer(symbol, feeds, weights)
            except mx.base.MXNetError as error:
                print(f"{family}/{name}: {str(error).splitlines()[-1]}")
                continue
            arrays[f"{name}/symbol"] = np.frombuffer(symbol.tojson().encode(), np.uint8)
            arrays |= {f"{name}/{key}": value for key, value in found.items()}
        np.savez_compressed(FOLDER / f"{family}.npz", **arrays)
        size = (FOLDER / f"{family}.npz").stat().st_size
        print(f"{family}: {len(cases)} cases, {size >> 10} KB")


if __name__ == "__main__":
    main()
