"""Operators that no network of the examples needs but exports now and then hold."""

from __future__ import annotations

import mxnet as mx
import numpy as np

from tests.convert.reference.operator_cases import case, noise

S = mx.sym
FAMILY = "further"
DATA = (2, 3, 4)
WHOLE = np.round(noise("whole", DATA) * 2)


def named(name: str, *inputs: mx.sym.Symbol, **attributes: object) -> mx.sym.Symbol:
    """The operator ``name``, wherever MXNet keeps it."""
    for place in (S, S._internal, S.contrib):
        found = getattr(place, name.removeprefix("_contrib_"), None)
        if found is not None:
            return found(*inputs, **attributes)
    raise AttributeError(name)


def further() -> None:
    comparisons()
    scalars()
    picking()
    shaping()
    functions()
    heads()
    numpy_names()
    rounding()
    products()


def rounding() -> None:
    halves = np.concatenate([np.arange(-3, 3.1, 0.25), [0.49999997, -0.49999997]])
    for name in ("round", "rint", "fix", "trunc"):
        case(FAMILY, name, lambda d, n=name: named(n, d), data=halves[None])
    positive = np.abs(noise("positive", DATA)) + 0.1
    for name in ("log2", "log10"):
        case(FAMILY, name, lambda d, n=name: named(n, d), data=positive)
    small = np.array([[1e-7, -1e-7, 1e-3, 0, -0.5, 2, 30]])
    for name in ("log1p", "expm1"):
        case(FAMILY, name, lambda d, n=name: named(n, d), data=small)
    case(FAMILY, "softmin", lambda d: S.softmin(d, axis=1), data=DATA)
    case(FAMILY, "softmin_default", lambda d: S.softmin(d), data=DATA)
    case(FAMILY, "div_sqrt_dim", lambda d: named("_contrib_div_sqrt_dim", d), data=DATA)


def products() -> None:
    shapes = {False: (2, 3, 4), True: (2, 4, 3)}
    for first in (False, True):
        for second in (False, True):
            for name in ("batch_dot", "linalg_gemm2"):
                operator = S.batch_dot if name == "batch_dot" else S.linalg.gemm2
                extra = {} if name == "batch_dot" else {"alpha": 0.5}
                case(
                    FAMILY,
                    f"{name}_{first}_{second}",
                    lambda d, e, o=operator, a=first, b=second, x=extra: o(
                        d, e, transpose_a=a, transpose_b=b, **x
                    ),
                    data=shapes[first],
                    other=shapes[not second],
                )
            case(
                FAMILY,
                f"dot_{first}_{second}",
                lambda d, e, a=first, b=second: S.dot(d, e, transpose_a=a, transpose_b=b),
                data=(4, 3) if first else (3, 4),
                other=(5, 4) if second else (4, 5),
            )
    case(FAMILY, "dot_default", lambda d, e: S.dot(d, e), data=(2, 3, 4), other=(4, 2, 2))
    case(FAMILY, "dot_of_vectors", lambda d, e: S.dot(d, e), data=(4,), other=(4,))
    case(FAMILY, "gemm2_default", lambda d, e: S.linalg.gemm2(d, e), data=(3, 4), other=(4, 2))
    for groups in (1, 2):  # one gamma a group, in 1.9.1
        case(
            FAMILY,
            f"group_norm_{groups}",
            lambda d, g, b, n=groups: S.GroupNorm(d, g, b, num_groups=n),
            data=(2, 4, 3, 5),
            gamma=(groups,),
            beta=(groups,),
        )
    case(
        FAMILY,
        "sync_batch_norm",
        lambda d: S.contrib.SyncBatchNorm(d, key="k", name="sync"),
        data=(2, 4, 3, 5),
    )
    case(
        FAMILY,
        "sync_batch_norm_gamma",
        lambda d: S.contrib.SyncBatchNorm(d, key="k", fix_gamma=False, eps=1e-5, name="sync"),
        data=(2, 4, 3, 5),
    )


def recurrent() -> None:
    steps, batch, width, size = 3, 2, 4, 5
    for mode, gates in (("rnn_relu", 1), ("rnn_tanh", 1), ("gru", 3), ("lstm", 4)):
        for layers, both in ((1, False), (2, False), (2, True)):
            directions = 2 if both else 1
            count, across = 0, width
            for _ in range(layers):
                count += directions * gates * size * (across + size + 2)
                across = size * directions
            weights = {"arg:rnn_parameters": noise(f"{mode}{layers}{both}", (count,), 0.3)}
            states = {"state": (layers * directions, batch, size)}
            if mode == "lstm":
                states["state_cell"] = (layers * directions, batch, size)

            def build(d, *s, m=mode, n=layers, b=both, out=both):
                extra = {"state_cell": s[1]} if len(s) > 1 else {}
                packed = mx.sym.Variable("rnn_parameters")
                return S.RNN(
                    d, packed, s[0], mode=m, state_size=size, num_layers=n, bidirectional=b,
                    state_outputs=out, name="rnn", **extra,
                )  # fmt: skip

            case(
                "recurrent",
                f"{mode}_{layers}_{both}",
                build,
                weights={"rnn_parameters": weights["arg:rnn_parameters"]},
                data=(steps, batch, width),
                **states,
            )


def comparisons() -> None:
    other = np.round(noise("other", DATA) * 2)
    for name in ("equal", "not_equal", "greater", "greater_equal", "lesser", "lesser_equal"):
        case(FAMILY, name, lambda d, e, n=name: named(f"_{n}", d, e), data=WHOLE, other=other)
        case(
            FAMILY,
            f"{name}_scalar",
            lambda d, n=name: named(f"_{n}_scalar", d, scalar=1.0),
            data=WHOLE,
        )
    for name in ("logical_and", "logical_or", "logical_xor"):
        case(
            FAMILY,
            f"broadcast_{name}",
            lambda d, e, n=name: named(f"broadcast_{n}", d, e),
            data=WHOLE,
            other=other[:, :1],
        )
        case(FAMILY, name, lambda d, e, n=name: named(f"_{n}", d, e), data=WHOLE, other=other)
    case(FAMILY, "logical_not", lambda d: S.logical_not(d), data=WHOLE)


def scalars() -> None:
    nonzero = noise("divisor", DATA) + np.where(noise("divisor", DATA) < 0, -0.5, 0.5)
    case(FAMILY, "mod", lambda d, e: named("_mod", d, e), data=DATA, other=nonzero)
    case(
        FAMILY,
        "broadcast_mod",
        lambda d, e: S.broadcast_mod(d, e),
        data=DATA,
        other=nonzero[:, :1],
    )
    for scalar in (0.7, -0.7):
        case(FAMILY, f"mod_scalar_{scalar}", lambda d, s=scalar: d % s, data=DATA)
        case(
            FAMILY,
            f"rmod_scalar_{scalar}",
            lambda d, s=scalar: named("_rmod_scalar", d, scalar=s),
            data=nonzero,
        )
    case(
        FAMILY,
        "power",
        lambda d, e: named("_power", d, e),
        data=np.abs(noise("power", DATA)) + 0.1,
        other=DATA,
    )
    case(FAMILY, "minimum_scalar", lambda d: named("_minimum_scalar", d, scalar=0.2), data=DATA)


def picking() -> None:
    places = np.array([[0, 2, 1, 9], [1, -1, 0, 2]])
    for mode in ("clip", "wrap"):
        case(
            FAMILY,
            f"pick_{mode}",
            lambda d, i, m=mode: S.pick(d, i, axis=1, mode=m),
            data=DATA,
            index=places,
        )
    case(FAMILY, "pick_default", lambda d, i: S.pick(d, i), data=(4, 3), index=np.arange(4) % 3)
    case(
        FAMILY,
        "pick_keepdims",
        lambda d, i: S.pick(d, i, axis=-1, keepdims=True),
        data=(4, 3),
        index=np.arange(4) % 3,
    )
    case(FAMILY, "argmax_channel", lambda d: S.argmax_channel(d), data=(4, 3))
    case(FAMILY, "one_hot", lambda i: S.one_hot(i, depth=5), index=np.array([0, 4, 2]))
    case(
        FAMILY,
        "one_hot_values",
        lambda i: S.one_hot(i, depth=3, on_value=2.5, off_value=-1),
        index=np.array([[0, 2], [1, 1]]),
    )
    case(
        FAMILY,
        "embedding",
        lambda i: S.Embedding(i, S.Variable("table_weight"), input_dim=6, output_dim=4),
        index=np.array([[0, 5, 2], [3, 3, 1]]),
        weights={"table_weight": noise("table", (6, 4))},
    )
    for name in ("zeros", "ones"):
        case(
            FAMILY,
            name,
            lambda d, n=name: S.broadcast_add(d, named(f"_{n}", shape=(1, 3, 1))),
            data=DATA,
        )
    case(
        FAMILY,
        "full",
        lambda d: S.broadcast_add(d, named("_full", shape=(1, 1, 4), value=2.5)),
        data=DATA,
    )
    case(FAMILY, "arange_like", lambda d: named("_contrib_arange_like", d, axis=1), data=DATA)
    case(
        FAMILY,
        "arange_like_all",
        lambda d: named("_contrib_arange_like", d, start=2, step=0.5),
        data=DATA,
    )


def shaping() -> None:
    case(FAMILY, "shape_array", lambda d: S.shape_array(d), data=DATA)
    case(FAMILY, "size_array", lambda d: S.size_array(d), data=DATA)
    case(FAMILY, "broadcast_to", lambda d: S.broadcast_to(d, shape=(0, 3, 5)), data=(2, 1, 5))
    case(FAMILY, "broadcast_axis", lambda d: S.broadcast_axis(d, axis=1, size=4), data=(2, 1, 3))
    case(
        FAMILY,
        "broadcast_axes",
        lambda d: S.broadcast_axis(d, axis=(0, 2), size=(2, 4)),
        data=(1, 3, 1),
    )
    case(FAMILY, "broadcast_like", lambda d, e: S.broadcast_like(d, e), data=(2, 1, 1), like=DATA)
    case(
        FAMILY,
        "broadcast_like_axes",
        lambda d, e: S.broadcast_like(d, e, lhs_axes=(1,), rhs_axes=(2,)),
        data=(2, 1, 3),
        like=(5, 6, 7),
    )
    case(FAMILY, "reshape_like", lambda d, e: S.reshape_like(d, e), data=DATA, like=(4, 6))
    case(
        FAMILY,
        "reshape_like_part",
        lambda d, e: S.reshape_like(d, e, lhs_begin=0, lhs_end=2, rhs_begin=1, rhs_end=3),
        data=(6, 2, 4),
        like=(5, 3, 4, 7),
    )
    case(FAMILY, "flip", lambda d: S.flip(d, axis=(0, 2)), data=DATA)
    case(FAMILY, "depth_to_space", lambda d: S.depth_to_space(d, block_size=2), data=(1, 8, 2, 3))
    case(FAMILY, "space_to_depth", lambda d: S.space_to_depth(d, block_size=2), data=(1, 2, 4, 6))
    case(
        FAMILY,
        "split_v2_sections",
        lambda d: S.split_v2(d, indices_or_sections=2, axis=1),
        data=(2, 6, 3),
    )
    case(
        FAMILY,
        "split_v2_indices",
        lambda d: S.split_v2(d, indices_or_sections=(1, 4), axis=1),
        data=(2, 6, 3),
    )
    case(
        FAMILY,
        "split_v2_squeeze",
        lambda d: S.split_v2(d, indices_or_sections=3, axis=1, squeeze_axis=True),
        data=(2, 3, 4),
    )


def functions() -> None:
    for name in ("sin", "cos", "sign"):
        case(FAMILY, name, lambda d, n=name: named(n, d), data=DATA)
    for order in (1, 2):
        case(FAMILY, f"norm_{order}", lambda d, o=order: S.norm(d, ord=o, axis=1), data=DATA)
    case(FAMILY, "norm_default", lambda d: S.norm(d), data=DATA)
    case(FAMILY, "norm_keepdims", lambda d: S.norm(d, axis=(1, 2), keepdims=True), data=DATA)
    case(FAMILY, "amp_cast", lambda d: S.amp_cast(d, dtype="float32") * 2, data=DATA)
    case(
        FAMILY,
        "amp_multicast",
        lambda d, e: S.amp_multicast(d, e, num_outputs=2),
        data=DATA,
        other=DATA,
    )


def heads() -> None:
    case(FAMILY, "svm_output", lambda d: S.SVMOutput(d, name="svm"), data=(3, 5))
    case(FAMILY, "mae_output", lambda d: S.MAERegressionOutput(d, name="mae"), data=(3, 5))
    case(FAMILY, "make_loss_small", lambda d: S.make_loss(d * 2), data=DATA)
    case(
        FAMILY,
        "convolution_v1",
        lambda d: S.Convolution_v1(d, kernel=(3, 3), num_filter=4, pad=(1, 1), name="old"),
        data=(1, 3, 6, 7),
    )


def numpy_names() -> None:
    def numpy_operator(name: str, *inputs: mx.sym.Symbol, **attributes: object) -> mx.sym.Symbol:
        found = getattr(S.numpy._internal, name)
        return found(*(data.as_np_ndarray() for data in inputs), **attributes).as_nd_ndarray()

    for name in ("add", "subtract", "multiply", "true_divide"):
        case(
            FAMILY,
            f"npi_{name}",
            lambda d, e, n=name: numpy_operator(n, d, e),
            data=DATA,
            other=np.abs(noise(name, DATA)) + 0.5,
        )
        case(
            FAMILY,
            f"npi_{name}_scalar",
            lambda d, n=name: numpy_operator(f"{n}_scalar", d, scalar=1.5),
            data=DATA,
        )
    case(FAMILY, "npi_mean", lambda d: numpy_operator("mean", d, axis=(1,)), data=DATA)
    case(
        FAMILY,
        "npi_mean_keepdims",
        lambda d: numpy_operator("mean", d, axis=None, keepdims=True),
        data=DATA,
    )
    for name, shape, codes in (
        ("infer", DATA, (6, -1)),
        ("copy", DATA, (-2, -1)),
        ("rest", DATA, (-2, -4)),
        ("merge", DATA, (-5, -2)),
        ("split", (3, 6, 4), (-2, -6, 2, -1, -2)),
        ("drop", (2, 1, 4), (-2, -3, -1)),
    ):
        case(
            FAMILY,
            f"npx_reshape_{name}",
            lambda d, c=codes: numpy_operator("reshape", d, newshape=c),
            data=shape,
        )
