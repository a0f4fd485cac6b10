"""Cases of the operators that arrange and combine tensors."""

from __future__ import annotations

import mxnet as mx
import numpy as np

from tests.convert.reference.operator_cases import case, noise

S = mx.sym


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
