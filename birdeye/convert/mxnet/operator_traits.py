"""The kinds of operators, for code that examines an entire network.

One table for all: an operator that passes on its first input does so for guessing the
preprocessing, for cutting losses and for the kind of the network alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from birdeye.convert.mxnet.symbol_graph import Node, Output, SymbolGraph

IDENTITIES = frozenset(
    {"_copy", "BlockGrad", "Dropout", "IdentityAttachKLSparseReg", "MakeLoss", "make_loss"}
)
"""Return their first input unchanged at inference."""

CASTS = frozenset({"Cast", "amp_cast"})
"""Yield the same values in another type."""

RESHAPES = frozenset({"Reshape", "Flatten", "expand_dims", "squeeze"})
"""Yield the same values in the same order, in another shape."""

KEEP_VALUES = IDENTITIES | CASTS
KEEP_ORDER = KEEP_VALUES | RESHAPES

CONVOLUTIONS = frozenset({"Convolution", "Convolution_v1"})
BATCH_NORMS = frozenset({"BatchNorm", "BatchNorm_v1"})
SOFTMAXES = frozenset({"SoftmaxOutput", "SoftmaxActivation", "softmax"})

TRAINING_ONLY = frozenset({"_contrib_MultiBoxTarget", "smooth_l1"})
"""What no network needs to answer."""


def is_proposal(node: Node) -> bool:
    """Whether this proposes regions of a Faster R-CNN, as MXNet's operator or host code."""
    if node.operator == "Custom":
        return node.attributes.get("op_type") == "proposal"
    return node.operator in ("_contrib_Proposal", "_contrib_MultiProposal")


def is_proposal_target(node: Node) -> bool:
    """Whether this is the host code that marks a Faster R-CNN training graph."""
    return node.operator == "Custom" and node.attributes.get("op_type") == "proposal_target"


def origin(graph: SymbolGraph, output: Output, through: frozenset[str] = KEEP_VALUES) -> Output:
    """The output whose values ``output`` has, past operators among ``through``."""
    while graph.node(output).operator in through and graph.node(output).inputs:
        output = graph.node(output).inputs[0]
    return output
