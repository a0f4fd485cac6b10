"""Everything that treats each number by itself, softmax included."""

from __future__ import annotations

from collections.abc import Callable
from math import erf

import numpy as np

from birdeye.convert.mxnet.operator_traits import IDENTITIES
from birdeye.convert.mxnet.registry import Arrays, evaluates
from birdeye.convert.mxnet.symbol_graph import Node

_erf = np.vectorize(erf, otypes=[np.float32])


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * x))


def _softplus(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


_FUNCTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": _sigmoid,
    "tanh": np.tanh,
    "softrelu": _softplus,
    "softsign": lambda x: x / (1 + np.abs(x)),
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "negative": np.negative,
    "floor": np.floor,
    "ceil": np.ceil,
    "reciprocal": lambda x: 1 / x,
    "erf": _erf,
    "sin": np.sin,
    "cos": np.cos,
    "sign": np.sign,
    "square": np.square,
    "rsqrt": lambda x: 1 / np.sqrt(x),
    "round": lambda x: np.trunc(x) + np.sign(x) * (np.abs(x - np.trunc(x)) >= 0.5),
    "rint": lambda x: np.where(x - np.floor(x) <= np.ceil(x) - x, np.floor(x), np.ceil(x)),
    "fix": np.trunc,
    "trunc": np.trunc,
    "log2": np.log2,
    "log10": np.log10,
    "log1p": np.log1p,
    "expm1": np.expm1,
    "logical_not": lambda x: (x == 0).astype(x.dtype),
}


@evaluates(*(name for name in _FUNCTIONS if name != "softrelu"))
def evaluate_function(node: Node, inputs: Arrays) -> np.ndarray:
    """A function of one number."""
    return _FUNCTIONS[node.operator](inputs[0])


@evaluates("Activation")
def evaluate_activation(node: Node, inputs: Arrays) -> np.ndarray:
    """The function that `act_type` names."""
    return _FUNCTIONS[node.attributes["act_type"]](inputs[0])


@evaluates("hard_sigmoid")
def evaluate_hard_sigmoid(node: Node, inputs: Arrays) -> np.ndarray:
    """alpha x + beta between 0 and 1."""
    alpha, beta = node.attributes.number("alpha", 0.2), node.attributes.number("beta", 0.5)
    return np.clip(np.float32(alpha) * inputs[0] + np.float32(beta), 0, 1)


@evaluates("LeakyReLU")
def evaluate_leaky_relu(node: Node, inputs: Arrays) -> np.ndarray:
    """Negative numbers are scaled, or bent; positive ones stay."""
    data = inputs[0]
    attributes = node.attributes
    kind = attributes.get("act_type", "leaky")
    if kind == "gelu":
        return data * 0.5 * (1 + _erf(data / np.float32(np.sqrt(2))))
    if kind == "selu":
        bent = np.float32(1.6732632423543772) * np.expm1(np.minimum(data, 0))
        return np.float32(1.0507009873554805) * np.where(data > 0, data, bent)
    slope: np.ndarray | np.float32 = np.float32(attributes.number("slope", 0.25))
    if kind == "elu":
        return np.where(data > 0, data, slope * np.expm1(np.minimum(data, 0)))
    if kind == "prelu":
        slope = inputs[1].reshape(-1, *[1] * max(0, data.ndim - 2))
    elif kind == "rrelu":
        bounds = attributes.number("lower_bound", 0.125), attributes.number("upper_bound", 0.334)
        slope = np.float32(sum(bounds) / 2)
    return np.where(data > 0, data, slope * data)


def softmax(data: np.ndarray, axis: int) -> np.ndarray:
    """exp(x) / sum of exp(x) over one axis."""
    powers = np.exp(data - data.max(axis, keepdims=True))
    return powers / powers.sum(axis, keepdims=True)


@evaluates("softmax", "log_softmax", "softmin")
def evaluate_softmax(node: Node, inputs: Arrays) -> np.ndarray:
    """Over `axis`, the last by default, of x / temperature."""
    axis = node.attributes.integer("axis", -1)
    scaled = inputs[0] / np.float32(node.attributes.optional_number("temperature", 1.0) or 1.0)
    if node.operator != "log_softmax":
        return softmax(-scaled if node.operator == "softmin" else scaled, axis)
    moved = scaled - scaled.max(axis, keepdims=True)
    return moved - np.log(np.exp(moved).sum(axis, keepdims=True))


@evaluates("SoftmaxActivation")
def evaluate_softmax_activation(node: Node, inputs: Arrays) -> np.ndarray:
    """Over axis 1 ("channel") or the last one."""
    return softmax(inputs[0], 1 if node.attributes.get("mode") == "channel" else -1)


@evaluates("SoftmaxOutput")
def evaluate_softmax_output(node: Node, inputs: Arrays) -> np.ndarray:
    """Over axis 1, the last, or all but the first, as its attributes say."""
    data = inputs[0]
    if node.attributes.boolean("preserve_shape", False):
        return softmax(data, -1)
    if node.attributes.boolean("multi_output", False):
        return softmax(data, 1)
    return softmax(data.reshape(len(data), -1), 1).reshape(data.shape)


@evaluates("LogisticRegressionOutput")
def evaluate_logistic_output(node: Node, inputs: Arrays) -> np.ndarray:
    """The sigmoid."""
    return _sigmoid(inputs[0])


@evaluates(
    "LinearRegressionOutput",
    "MAERegressionOutput",
    "SVMOutput",
    *sorted(IDENTITIES),
)
def evaluate_identity(node: Node, inputs: Arrays) -> np.ndarray:
    """The input."""
    return inputs[0]


@evaluates("clip")
def evaluate_clip(node: Node, inputs: Arrays) -> np.ndarray:
    """Between a_min and a_max."""
    low, high = node.attributes.number("a_min"), node.attributes.number("a_max")
    return np.clip(inputs[0], inputs[0].dtype.type(low), inputs[0].dtype.type(high))


_ARITHMETIC = {
    "add": np.add,
    "plus": np.add,
    "sub": np.subtract,
    "subtract": np.subtract,
    "minus": np.subtract,
    "mul": np.multiply,
    "multiply": np.multiply,
    "div": np.divide,
    "true_divide": np.divide,
    "power": np.power,
    "maximum": np.maximum,
    "minimum": np.minimum,
    "mod": np.mod,
    "equal": np.equal,
    "not_equal": np.not_equal,
    "greater": np.greater,
    "greater_equal": np.greater_equal,
    "lesser": np.less,
    "lesser_equal": np.less_equal,
    "logical_and": np.logical_and,
    "logical_or": np.logical_or,
    "logical_xor": np.logical_xor,
}
_COMPARISONS = (
    "equal",
    "not_equal",
    "greater",
    "greater_equal",
    "lesser",
    "lesser_equal",
)
_LOGICAL = ("logical_and", "logical_or", "logical_xor")
_EITHER = ("power", "maximum", "minimum", "mod")
_PAIRS = {
    **{f"elemwise_{name}": name for name in ("add", "sub", "mul", "div")},
    **{
        f"broadcast_{name}": name
        for name in ("add", "sub", "mul", "div", *_EITHER, *_COMPARISONS, *_LOGICAL)
    },
    **{f"_{name}": name for name in (*_EITHER, *_COMPARISONS, *_LOGICAL)},
    **{f"_npi_{name}": name for name in ("add", "subtract", "multiply", "true_divide")},
}
_WITH_NUMBER = {
    **{
        f"_{name}_scalar": name for name in ("plus", "minus", "mul", "div", *_EITHER, *_COMPARISONS)
    },
    **{f"_npi_{name}_scalar": name for name in ("add", "subtract", "multiply", "true_divide")},
}
_NUMBER_FIRST = {"_rminus_scalar": "minus", "_rdiv_scalar": "div", "_rpower_scalar": "power"}
_NUMBER_FIRST["_rmod_scalar"] = "mod"


@evaluates(*_PAIRS)
def evaluate_pair(node: Node, inputs: Arrays) -> np.ndarray:
    """Two tensors."""
    return _ARITHMETIC[_PAIRS[node.operator]](*inputs).astype(inputs[0].dtype)


@evaluates(*_WITH_NUMBER, *_NUMBER_FIRST)
def evaluate_with_number(node: Node, inputs: Arrays) -> np.ndarray:
    """A tensor and a number, or a number and a tensor."""
    data = inputs[0]
    number = data.dtype.type(node.attributes.number("scalar", 0.0))
    if node.operator in _NUMBER_FIRST:
        return _ARITHMETIC[_NUMBER_FIRST[node.operator]](number, data).astype(data.dtype)
    return _ARITHMETIC[_WITH_NUMBER[node.operator]](data, number).astype(data.dtype)


@evaluates("add_n")
def evaluate_add_n(node: Node, inputs: Arrays) -> np.ndarray:
    """The sum of all."""
    return sum(inputs[1:], start=inputs[0])


@evaluates("where")
def evaluate_where(node: Node, inputs: Arrays) -> np.ndarray:
    """The second where the first is not zero, else the third."""
    condition, first, second = inputs
    if condition.ndim == 1 and first.ndim > 1:
        condition = condition.reshape(-1, *[1] * (first.ndim - 1))
    return np.where(condition != 0, first, second)


@evaluates("Cast", "amp_cast")
def evaluate_cast(node: Node, inputs: Arrays) -> np.ndarray:
    """Another type; every float is float32."""
    name = node.attributes["dtype"]
    return inputs[0].astype(np.float32 if "float" in name else name)


@evaluates("amp_multicast")
def evaluate_amp_multicast(node: Node, inputs: Arrays) -> tuple[np.ndarray, ...]:
    """All inputs."""
    return tuple(inputs)
