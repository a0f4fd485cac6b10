"""The host code of detectors as a part of the converted network."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build
from birdeye.convert.mxnet.detection_rows import ends_in_rows, with_detection_rows
from birdeye.convert.mxnet.inference_graph import for_inference
from birdeye.convert.mxnet.symbol_file import parse_symbol
from tests.convert.reference.cases import network_case
from tests.convert.reference.checkpoint_writer import write_checkpoint
from tests.convert.reference.converted import run_onnx
from tests.convert.reference.differences import between_rows
from tests.convert.reference.host_code import detection_rows
from tests.convert.reference.networks import all_networks

STDS = np.float32([0.1, 0.1, 0.2, 0.2])


def two_stage_end(classes: int, regions: int) -> bytes:
    """A network whose regions come from a Proposal, and whose answers are given as inputs."""
    names = ["cls", "box", "im_info", "scores", "features", "bbox_pred_weight", "bbox_pred_bias"]
    nodes = [{"op": "null", "name": name, "inputs": []} for name in names]
    proposal = {
        "scales": "(2, 4)",
        "ratios": "(0.5, 1, 2)",
        "rpn_post_nms_top_n": str(regions),
        "rpn_min_size": "4",
    }
    nodes += [
        {"op": "_contrib_Proposal", "name": "rois", "attrs": proposal,
         "inputs": [[0, 0], [1, 0], [2, 0]]},
        {"op": "softmax", "name": "cls_prob", "attrs": {}, "inputs": [[3, 0]]},
        {"op": "Reshape", "name": "cls_prob_reshape", "attrs": {"shape": f"(1, -1, {classes})"},
         "inputs": [[8, 0]]},
        {"op": "FullyConnected", "name": "bbox_pred", "attrs": {"num_hidden": str(4 * classes)},
         "inputs": [[4, 0], [5, 0], [6, 0]]},
        {"op": "Reshape", "name": "bbox_pred_reshape",
         "attrs": {"shape": f"(1, -1, {4 * classes})"}, "inputs": [[10, 0]]},
    ]  # fmt: skip
    document = {
        "nodes": nodes,
        "arg_nodes": list(range(7)),
        "heads": [[7, 0], [9, 0], [11, 0]],
        "attrs": {"mxnet_version": ["int", 10901]},
    }
    return json.dumps(document).encode()


class End:
    """That network with random inputs and weights, and what numpy makes of it."""

    classes, regions = 4, 30

    def __init__(self, folder, stored=None):
        random = np.random.default_rng(3)
        anchors = random.uniform(0, 1, (1, 12, 7, 9)).astype(np.float32)
        self.feeds = {
            "cls": anchors,
            "box": random.normal(0, 0.2, (1, 24, 7, 9)).astype(np.float32),
            "im_info": np.float32([[110, 140, 1.5]]),
            "scores": random.normal(0, 2, (self.regions, self.classes)).astype(np.float32),
            "features": random.normal(0, 1, (self.regions, 8)).astype(np.float32),
        }
        self.weight = random.normal(0, 1, (4 * self.classes, 8)).astype(np.float32)
        self.bias = random.normal(0, 1, 4 * self.classes).astype(np.float32)
        arrays = {"arg:bbox_pred_weight": self.weight, "arg:bbox_pred_bias": self.bias}
        arrays |= {f"arg:{name}": value for name, value in (stored or {}).items()}
        write_checkpoint(folder / "net", two_stage_end(self.classes, self.regions), arrays)
        self.folder = folder
        self.checkpoint = load_checkpoint(find_checkpoint(folder / "net"))

    def run(self, *, for_pack=False):
        shapes = {name: value.shape for name, value in self.feeds.items()}
        build(self.checkpoint, shapes, for_pack=for_pack).write(self.folder / "net.onnx")
        return run_onnx(self.folder / "net.onnx", self.feeds)[0][0]

    def regions_of_mxnet(self):
        """The regions by themselves, from a graph without the appended steps."""
        graph = for_inference(self.checkpoint.symbol)
        plain = replace(self.checkpoint, symbol=graph.with_heads(graph.heads[:1]))
        shapes = {name: value.shape for name, value in self.feeds.items()}
        build(plain, shapes).write(self.folder / "regions.onnx")
        return run_onnx(self.folder / "regions.onnx", self.feeds)[0]

    def expected(self, weight, bias, stds):
        scores = np.exp(self.feeds["scores"])
        scores /= scores.sum(axis=1, keepdims=True)
        deltas = self.feeds["features"] @ weight.T + bias
        return detection_rows(
            self.regions_of_mxnet(), scores, deltas, self.feeds["im_info"], tuple(stds)
        )


def assert_same_rows(ours, theirs):
    found = between_rows(ours, theirs, 100.0)
    assert found.rows > 15
    assert found.lonely == 0


def test_plain_weights_are_decoded_with_the_deviations(tmp_path):
    end = End(tmp_path)
    assert_same_rows(end.run(), end.expected(end.weight, end.bias, STDS))


def test_test_weights_take_the_place_of_the_plain_ones_without_deviations(tmp_path):
    random = np.random.default_rng(4)
    weight = random.normal(0, 0.1, (16, 8)).astype(np.float32)
    bias = random.normal(0, 0.1, 16).astype(np.float32)
    stored = {"bbox_pred_weight_test": weight, "bbox_pred_bias_test": bias}
    end = End(tmp_path, stored)
    assert_same_rows(end.run(), end.expected(weight, bias, np.ones(4)))


def test_half_a_pair_of_test_weights_is_not_used(tmp_path):
    end = End(tmp_path, {"bbox_pred_weight_test": np.zeros((16, 8), np.float32)})
    assert_same_rows(end.run(), end.expected(end.weight, end.bias, STDS))


def test_rows_come_best_first(tmp_path):
    scores = End(tmp_path).run()[:, 1]
    assert (np.diff(scores) <= 0).all()


def test_no_detection_at_all_gives_no_rows(tmp_path):
    end = End(tmp_path)
    end.feeds["scores"][:] = 0
    end.feeds["scores"][:, 0] = 60
    assert end.run().shape == (0, 6)


def test_a_pack_needs_the_photo_alone_and_gets_relative_boxes(tmp_path):
    network = all_networks()["small-rcnn-vgg16-new"]
    case = network_case(network.name)
    write_checkpoint(tmp_path / "net", case.symbol, case.weights)
    checkpoint = load_checkpoint(find_checkpoint(tmp_path / "net"))
    build(checkpoint, network.shapes).write(tmp_path / "plain.onnx")
    conversion = build(checkpoint, {"data": network.shape}, for_pack=True)
    conversion.write(tmp_path / "pack.onnx")
    assert [tensor.name for tensor in conversion.builder.graph_inputs] == ["data"]
    height, width = network.shape[2:]
    feeds = network.feeds(0)
    feeds["im_info"] = np.float32([[height, width, 1]])
    plain = run_onnx(tmp_path / "plain.onnx", feeds)[0][0]
    packed = run_onnx(tmp_path / "pack.onnx", feeds)[0][0]
    # A row of pixels ends at its last pixel's far edge.
    plain[:, 2:] = (plain[:, 2:] + [0, 0, 1, 1]) / [width, height, width, height]
    np.testing.assert_allclose(packed, plain, atol=1e-6)
    assert ends_in_rows(conversion.graph)


def test_a_stated_deviation_of_the_targets_is_used():
    case = network_case("small-rcnn-vgg16-training")
    text = case.symbol.replace(
        b'"fg_fraction"', b'"box_stds": "(0.3, 0.3, 0.4, 0.4)", "fg_fraction"'
    )
    assert text != case.symbol
    original = parse_symbol(text)
    graph = with_detection_rows(for_inference(original), original, ())
    assert graph.node(graph.heads[0]).attributes.numbers("stds") == (0.3, 0.3, 0.4, 0.4)


@pytest.mark.parametrize("name", ["small-resnet18-v1", "small-ssd-resnet18-deploy"])
def test_other_networks_stay_as_they_are(name):
    original = parse_symbol(network_case(name).symbol)
    graph = for_inference(original)
    assert with_detection_rows(graph, original, ()) is graph


def test_training_graph_is_cut_to_the_graph_of_testing(tmp_path):
    case = network_case("small-rcnn-vgg16-training")
    write_checkpoint(tmp_path / "net", case.symbol, case.weights)
    graph = load_checkpoint(find_checkpoint(tmp_path / "net")).inference_graph
    assert {"data", "im_info"} == {
        node.name for node in graph.variables if f"arg:{node.name}" not in case.weights
    }
    (proposal,) = graph.named("rois")
    assert proposal.attributes.integer("rpn_pre_nms_top_n") == 6000
    assert proposal.attributes.integer("rpn_post_nms_top_n") == 300


@pytest.mark.parametrize("name", ["small-gluoncv-ssd", "small-gluoncv-yolo"])
def test_a_pack_of_a_gluon_detector_gets_rows(tmp_path, name):
    network = all_networks()[name]
    case = network_case(name)
    write_checkpoint(tmp_path / "net", case.symbol, case.weights)
    checkpoint = load_checkpoint(find_checkpoint(tmp_path / "net"))
    conversion = build(checkpoint, network.shapes, for_pack=True)
    conversion.write(tmp_path / "pack.onnx")
    assert ends_in_rows(conversion.graph)
    (rows,) = run_onnx(tmp_path / "pack.onnx", network.feeds(0))
    height, width = network.shape[2:]
    expected = case.answers[0].copy()
    expected[:, 2:] /= [width, height, width, height]
    found = between_rows(rows[0], expected, 1.0)
    assert found.rows > 20
    assert found.lonely == 0
