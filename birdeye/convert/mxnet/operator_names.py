"""Names of MXNet operators: aliases that files of different years use, and names of inputs.

The aliases are those that MXNet 1.9.1 resolves itself, and four that it no longer loads.
"""

from __future__ import annotations

_ALIASES = {
    "elemwise_add": ("_Plus", "_plus", "_add"),
    "elemwise_sub": ("_Minus", "_minus", "_sub"),
    "elemwise_mul": ("_Mul", "_mul"),
    "elemwise_div": ("_Div", "_div"),
    "_power": ("_Power",),
    "_maximum": ("_Maximum",),
    "_minimum": ("_Minimum",),
    "_mod": ("_Mod",),
    "_plus_scalar": ("_PlusScalar",),
    "_minus_scalar": ("_MinusScalar",),
    "_rminus_scalar": ("_RMinusScalar",),
    "_mul_scalar": ("_MulScalar",),
    "_div_scalar": ("_DivScalar",),
    "_rdiv_scalar": ("_RDivScalar",),
    "_power_scalar": ("_PowerScalar",),
    "_rpower_scalar": ("_RPowerScalar",),
    "_maximum_scalar": ("_MaximumScalar",),
    "_minimum_scalar": ("_MinimumScalar",),
    "_mod_scalar": ("_ModScalar",),
    "_rmod_scalar": ("_RModScalar",),
    "_equal": ("_Equal",),
    "_not_equal": ("_Not_Equal",),
    "_greater": ("_Greater",),
    "_greater_equal": ("_Greater_Equal",),
    "_lesser": ("_Lesser",),
    "_lesser_equal": ("_Lesser_Equal",),
    "_equal_scalar": ("_EqualScalar",),
    "_not_equal_scalar": ("_NotEqualScalar",),
    "_greater_scalar": ("_GreaterScalar",),
    "_greater_equal_scalar": ("_GreaterEqualScalar",),
    "_lesser_scalar": ("_LesserScalar",),
    "_lesser_equal_scalar": ("_LesserEqualScalar",),
    "add_n": ("ElementWiseSum", "_sum_n"),
    "broadcast_add": ("broadcast_plus",),
    "broadcast_sub": ("broadcast_minus",),
    "sum": ("sum_axis",),
    "max": ("max_axis",),
    "min": ("min_axis",),
    "slice": ("crop", "_crop"),
    "Flatten": ("flatten",),
    "Reshape": ("reshape", "_npx_reshape_classic"),
    "Concat": ("concat",),
    "Cast": ("cast",),
    "Pad": ("pad",),
    "SwapAxis": ("swapaxes",),
    "SliceChannel": ("split",),
    "SoftmaxOutput": ("Softmax",),
    "_copy": ("identity", "_identity"),
    "BlockGrad": ("stop_gradient",),
    "_contrib_box_nms": ("_contrib_box_non_maximum_suppression",),
    "Convolution": ("_npx_convolution", "CuDNNConvolution"),
    "Deconvolution": ("_npx_deconvolution",),
    "BatchNorm": ("_npx_batch_norm", "CuDNNBatchNorm", "_contrib_SyncBatchNorm", "SyncBatchNorm"),
    "FullyConnected": ("_npx_fully_connected",),
    "Activation": ("_npx_activation",),
    "Pooling": ("_npx_pooling",),
    "LeakyReLU": ("_npx_leaky_relu",),
    "Dropout": ("_npx_dropout",),
    "Embedding": ("_npx_embedding",),
    "LayerNorm": ("_npx_layer_norm",),
    "softmax": ("_npx_softmax",),
    "log_softmax": ("_npx_log_softmax",),
    "relu": ("_npx_relu",),
    "sigmoid": ("_npx_sigmoid",),
    "ROIPooling": ("_npx_roi_pooling",),
    "_contrib_MultiBoxPrior": ("MultiBoxPrior", "_npx_multibox_prior"),
    "_contrib_MultiBoxDetection": ("MultiBoxDetection", "_npx_multibox_detection"),
    "_contrib_MultiBoxTarget": ("MultiBoxTarget", "_npx_multibox_target"),
    "_contrib_Proposal": ("Proposal",),
    "_contrib_MultiProposal": ("MultiProposal",),
    "_contrib_ROIAlign": ("ROIAlign",),
    "_linalg_gemm2": ("linalg_gemm2",),
    "batch_dot": ("_npx_batch_dot",),
    "GroupNorm": ("_npx_group_norm",),
    "_contrib_div_sqrt_dim": ("div_sqrt_dim",),
    "trunc": ("_npi_trunc",),
    "fix": ("_npi_fix",),
    "rint": ("_npi_rint",),
    "log2": ("_npi_log2",),
    "log10": ("_npi_log10",),
    "log1p": ("_npi_log1p",),
    "expm1": ("_npi_expm1",),
    "RNN": ("_npx_rnn",),
    "_arange": ("_npi_arange", "arange"),
    "_zeros": ("zeros",),
    "_ones": ("ones",),
    "make_loss": ("_npx_make_loss",),
}
_CANONICAL = {alias: name for name, aliases in _ALIASES.items() for alias in aliases}

_DATA_WEIGHT_BIAS = ("data", "weight", "bias")
_BATCH_NORM = ("data", "gamma", "beta", "moving_mean", "moving_var")

INPUT_NAMES: dict[str, tuple[str, ...]] = {
    "Convolution": _DATA_WEIGHT_BIAS,
    "Convolution_v1": _DATA_WEIGHT_BIAS,
    "Deconvolution": _DATA_WEIGHT_BIAS,
    "FullyConnected": _DATA_WEIGHT_BIAS,
    "BatchNorm": _BATCH_NORM,
    "BatchNorm_v1": _BATCH_NORM,
    "InstanceNorm": ("data", "gamma", "beta"),
    "SoftmaxOutput": ("data", "label"),
    "LogisticRegressionOutput": ("data", "label"),
    "LinearRegressionOutput": ("data", "label"),
    "MAERegressionOutput": ("data", "label"),
    "SVMOutput": ("data", "label"),
    "ROIPooling": ("data", "rois"),
}
"""Input names by operator, of those that an old file may leave out or that have labels."""

AUXILIARY_SLOTS: dict[str, tuple[int, ...]] = {"BatchNorm": (3, 4), "BatchNorm_v1": (3, 4)}
"""The inputs that are running statistics, by operator; a name does not decide that."""

LABEL_SLOTS: dict[str, tuple[int, ...]] = {
    "SoftmaxOutput": (1,),
    "LogisticRegressionOutput": (1,),
    "LinearRegressionOutput": (1,),
    "MAERegressionOutput": (1,),
    "SVMOutput": (1,),
}
"""The inputs that only training needs, by operator."""


def canonical_operator(name: str) -> str:
    """The one name that the rest of the converter uses for an operator of any year."""
    return _CANONICAL.get(name, name)
