"""Whole networks, narrow ones with the operators of the real ones, against MXNet 1.9.1.

`tests.convert.compare_networks` does the same live, at full size.
"""

from __future__ import annotations

import numpy as np
import pytest

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build
from birdeye.convert.mxnet.evaluation.graph_evaluation import evaluate_graph
from tests.convert.reference.cases import network_case, network_names
from tests.convert.reference.checkpoint_writer import write_checkpoint
from tests.convert.reference.converted import run_onnx
from tests.convert.reference.differences import Difference, between_rows, between_vectors
from tests.convert.reference.networks import Network, all_networks

NETWORKS = all_networks()


def difference(network: Network, ours: list[np.ndarray], theirs: np.ndarray) -> Difference:
    if network.kind == "classifier":
        return between_vectors(ours[0], theirs)
    if network.kind == "gluoncv":
        rows = np.concatenate([output[0] for output in ours], axis=1)
        return between_rows(rows, theirs, max(network.shape[2:]))
    side = 1.0 if network.kind.startswith("ssd") else max(network.shape[2:]) / 1.5
    return between_rows(ours[0][0], theirs, side)


def checkpoint_of(name, folder):
    case = network_case(name)
    weights = dict(case.weights)
    if NETWORKS[name].test_weights:
        stds = np.tile(np.float32([0.1, 0.1, 0.2, 0.2]), len(weights["arg:bbox_pred_bias"]) // 4)
        weights["arg:bbox_pred_weight_test"] = weights["arg:bbox_pred_weight"] * stds[:, None]
        weights["arg:bbox_pred_bias_test"] = weights["arg:bbox_pred_bias"] * stds
    write_checkpoint(folder / "net", case.symbol, weights)
    return case, load_checkpoint(find_checkpoint(folder / "net"))


@pytest.mark.parametrize("name", network_names())
def test_converted_network_answers_as_mxnet(name, tmp_path):
    network = NETWORKS[name]
    case, checkpoint = checkpoint_of(name, tmp_path)
    build(checkpoint, network.shapes).write(tmp_path / "net.onnx")
    for seed, theirs in enumerate(case.answers):
        ours = run_onnx(tmp_path / "net.onnx", network.feeds(seed))
        found = difference(network, ours, theirs)
        assert found.is_small, found
        if network.kind != "classifier":
            assert found.rows > 20, "too few detections to prove anything"


@pytest.mark.parametrize(
    "name",
    [
        "small-resnet18-v2",
        "small-ssd-resnet18-deploy",
        "small-rcnn-vgg16-old",
        "small-gluoncv-ssd",
        "small-gluoncv-yolo",
    ],
)
def test_evaluated_network_answers_as_mxnet(name, tmp_path):
    network = NETWORKS[name]
    case, checkpoint = checkpoint_of(name, tmp_path)
    ours = evaluate_graph(checkpoint, checkpoint.inference_graph, network.feeds(0))
    found = difference(network, ours, case.answers[0])
    assert found.is_small, found


def test_a_batch_of_photos_is_detected_photo_by_photo(tmp_path):
    network = NETWORKS["small-ssd-resnet18-deploy"]
    case, checkpoint = checkpoint_of(network.name, tmp_path)
    conversion = build(checkpoint, network.shapes)
    assert conversion.batch_is_dynamic
    conversion.write(tmp_path / "net.onnx")
    photos = np.concatenate([network.feeds(seed)["data"] for seed in (0, 1)])
    together = run_onnx(tmp_path / "net.onnx", {"data": photos})[0]
    for rows, theirs in zip(together, case.answers, strict=True):
        found = between_rows(rows, theirs, 1.0)
        assert found.is_small, found


def test_priors_are_folded_into_one_constant(tmp_path):
    network = NETWORKS["small-ssd-vgg16-deploy"]
    _, checkpoint = checkpoint_of(network.name, tmp_path)
    builder = build(checkpoint, network.shapes).builder
    assert not [step.name for step in builder.steps if "anchors" in step.name]
    # Sizes and centres of 8,732 anchors, halved and added when the network was converted.
    tables = [each for each in builder.constants_in_use() if each.shape == (8732, 2)]
    assert len(tables) == 2


@pytest.mark.parametrize("name", ["small-ssd-vgg16-training", "small-rcnn-vgg16-training"])
def test_training_networks_keep_no_label_and_no_loss(name, tmp_path):
    network = NETWORKS[name]
    _, checkpoint = checkpoint_of(name, tmp_path)
    conversion = build(checkpoint, network.shapes)
    assert {tensor.name for tensor in conversion.builder.graph_inputs} == set(network.shapes)
    assert [tensor.name for tensor in conversion.builder.graph_outputs] == ["detection"]
    left = {node.operator for node in conversion.graph}
    assert not left & {"_contrib_MultiBoxTarget", "Custom", "smooth_l1", "MakeLoss"}
