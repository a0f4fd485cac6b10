"""Detection operators on random rows full of ties: the converted form against plain numpy.

Boxes and scores lie on a coarse grid, so that equal scores, equal boxes, empty boxes and overlaps
that hit the threshold exactly are the rule rather than the exception.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build
from birdeye.convert.mxnet.evaluation.graph_evaluation import evaluate_graph
from tests.convert.reference.checkpoint_writer import write_checkpoint
from tests.convert.reference.converted import run_onnx

EIGHTHS = st.integers(0, 8).map(lambda number: number / 8)
THRESHOLDS = st.sampled_from([0.25, 1 / 3, 0.5, 0.75, 1.0])


def grid(*shape, low=0, high=8):
    return arrays.arrays(np.float32, shape, elements=st.integers(low, high).map(float)).map(
        lambda values: values / 8
    )


def both(operator, attributes, feeds, weights):
    """The answers of onnxruntime and of the numpy evaluation."""
    names = [*feeds, *weights]
    nodes = [{"op": "null", "name": name, "inputs": []} for name in names]
    given_attributes = {name: str(value) for name, value in attributes.items()}
    edges = [[place, 0, 0] for place in range(len(names))]
    nodes.append({"op": operator, "name": "node", "attrs": given_attributes, "inputs": edges})
    document = {"nodes": nodes, "arg_nodes": [], "heads": [[len(names), 0, 0]]}
    stored = {f"arg:{name}": value for name, value in weights.items()}
    stored = stored or {"arg:unused": np.zeros(1, np.float32)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_checkpoint(folder / "net", json.dumps(document).encode(), stored)
        checkpoint = load_checkpoint(find_checkpoint(folder / "net"))
        shapes = {name: value.shape for name, value in feeds.items()}
        build(checkpoint, shapes).write(folder / "net.onnx")
        converted = run_onnx(folder / "net.onnx", feeds)[0]
        return converted, evaluate_graph(checkpoint, checkpoint.inference_graph, feeds)[0]


def ordered(corners):
    return np.concatenate(
        [
            np.minimum(corners[..., :2], corners[..., 2:]),
            np.maximum(corners[..., :2], corners[..., 2:]),
        ],
        axis=-1,
    )


@settings(max_examples=60, deadline=None)
@given(
    scores=grid(2, 4, 9),
    corners=grid(1, 9, 4),
    threshold=THRESHOLDS,
    least=EIGHTHS,
    topk=st.sampled_from([-1, 0, 1, 4, 9, 20]),
    force=st.booleans(),
)
def test_multibox_detection_answers_as_numpy(scores, corners, threshold, least, topk, force):
    converted, evaluated = both(
        "_contrib_MultiBoxDetection",
        {"nms_threshold": threshold, "threshold": least, "nms_topk": topk, "force_suppress": force},
        {"cls": scores, "loc": np.zeros((2, 36), np.float32)},
        {"anchors": ordered(corners)},
    )
    np.testing.assert_allclose(converted, evaluated, atol=1e-6)


@settings(max_examples=60, deadline=None)
@given(
    rows=grid(2, 9, 2, low=-2),
    labels=arrays.arrays(np.float32, (2, 9, 1), elements=st.integers(-1, 2).map(float)),
    corners=grid(2, 9, 4),
    threshold=THRESHOLDS,
    topk=st.sampled_from([-1, 0, 1, 4, 9, 20]),
    id_index=st.sampled_from([-1, 0]),
    force=st.booleans(),
    background=st.integers(-1, 1),
)
def test_box_nms_answers_as_numpy(
    rows, labels, corners, threshold, topk, id_index, force, background
):
    table = np.concatenate([labels, rows[..., :1], ordered(corners)], axis=2)
    converted, evaluated = both(
        "_contrib_box_nms",
        {
            "overlap_thresh": threshold,
            "topk": topk,
            "id_index": id_index,
            "force_suppress": force,
            "background_id": background,
        },
        {"data": table},
        {},
    )
    np.testing.assert_allclose(converted, evaluated, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(
    scores=grid(1, 4, 3, 4),
    deltas=grid(1, 8, 3, 4, low=-8),
    size=st.tuples(st.integers(17, 70), st.integers(17, 70), st.sampled_from([1.0, 1.5])),
    threshold=st.sampled_from([0.3, 0.5, 0.7]),
    before=st.sampled_from([-1, 1, 7, 100]),
    after=st.integers(1, 30),
    least=st.sampled_from([1, 12, 40]),
)
def test_proposal_answers_as_numpy(scores, deltas, size, threshold, before, after, least):
    converted, evaluated = both(
        "_contrib_Proposal",
        {
            "scales": "(1, 2)",
            "ratios": "(1,)",
            "threshold": threshold,
            "rpn_pre_nms_top_n": before,
            "rpn_post_nms_top_n": after,
            "rpn_min_size": least,
        },
        {"cls": scores, "box": deltas, "im_info": np.float32([size])},
        {},
    )
    np.testing.assert_allclose(converted, evaluated, atol=1e-3)
