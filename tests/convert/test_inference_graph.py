"""Training graphs are cut where inference ends."""

from __future__ import annotations

import json

import pytest

from birdeye.convert.mxnet.inference_graph import for_inference, is_training_graph
from birdeye.convert.mxnet.symbol_file import parse_symbol
from birdeye.domain.errors import CheckpointInvalid
from tests.convert.reference.cases import network_case
from tests.helpers.tiny_checkpoints import symbol_of, tiny_classifier


def cut(rows, **options):
    return for_inference(parse_symbol(json.dumps(symbol_of(rows, **options)).encode()))


def names(graph):
    return [node.name for node in graph]


def test_label_of_a_classifier_goes():
    graph = cut(tiny_classifier()[0])
    assert "softmax_label" not in names(graph)
    assert graph.node(graph.heads[0]).name == "softmax"


def test_ssd_training_graph_ends_in_its_detections():
    graph = for_inference(parse_symbol(network_case("small-ssd-vgg16-training").symbol))
    assert [graph.node(head).operator for head in graph.heads] == ["_contrib_MultiBoxDetection"]
    assert "label" not in names(graph)
    assert "_contrib_MultiBoxTarget" not in {node.operator for node in graph}
    assert not is_training_graph(graph)


def test_faster_rcnn_training_graph_bypasses_its_targets():
    original = parse_symbol(network_case("small-rcnn-vgg16-training").symbol)
    assert is_training_graph(original)
    graph = for_inference(original)
    assert [graph.node(head).name for head in graph.heads] == ["rois", "cls_prob", "bbox_pred"]
    assert not {"gt_boxes", "label", "bbox_target"}.intersection(names(graph))
    proposal = graph.node(graph.heads[0])
    assert proposal.attributes.integer("rpn_post_nms_top_n") == 300
    pooling = next(node for node in graph if node.operator == "ROIPooling")
    assert graph.node(pooling.inputs[1]).name == "rois"


def test_training_graph_without_the_usual_losses_is_refused():
    rows = [
        ("_contrib_Proposal", "rois", ("score", "box", "im_info"), {}),
        ("Custom", "target", ("rois", "gt_boxes"), {"op_type": "proposal_target"}),
        ("ROIPooling", "pool", ("data", "target"), {}),
    ]
    with pytest.raises(CheckpointInvalid, match="example/rcnn"):
        cut(rows)


def test_heads_that_repeat_labels_and_losses_are_dropped():
    rows = [
        ("FullyConnected", "fc", ("data", "fc_weight", "fc_bias"), {"num_hidden": "2"}),
        ("softmax", "out", ("fc",), {}),
        ("smooth_l1", "distance", ("fc",), {}),
        ("MakeLoss", "loss", ("distance",), {}),
        ("BlockGrad", "labels", ("label",), {}),
    ]
    graph = cut(rows, heads=["out", "loss", "labels"])
    assert [graph.node(head).name for head in graph.heads] == ["out"]


def test_what_only_a_loss_head_holds_stays():
    rows = [("MakeLoss", "loss", ("data",), {})]
    assert names(cut(rows)) == ["data", "loss"]
