from __future__ import annotations

import json

import pytest

from birdeye.convert.mxnet.inference_graph import for_inference
from birdeye.convert.mxnet.input_size import candidate_sizes
from birdeye.convert.mxnet.kind import is_from_gluon, kind_of, yields_logits
from birdeye.convert.mxnet.preprocessing import guessed_preprocessing
from birdeye.convert.mxnet.symbol_file import parse_symbol
from birdeye.convert.network_kind import NetworkKind
from tests.convert.reference.cases import network_case
from tests.helpers.tiny_checkpoints import symbol_of


def graph_of(name):
    return for_inference(parse_symbol(network_case(name).symbol))


def made_of(rows, **options):
    return for_inference(parse_symbol(json.dumps(symbol_of(rows, **options)).encode()))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("small-alexnet", NetworkKind.CLASSIFIER),
        ("small-ssd-vgg16-deploy", NetworkKind.SSD),
        ("small-ssd-resnet50-training", NetworkKind.SSD),
        ("small-rcnn-vgg16-old", NetworkKind.FASTER_RCNN),
        ("small-rcnn-vgg16-training", NetworkKind.FASTER_RCNN),
        ("small-gluoncv-ssd", NetworkKind.GLUON_DETECTOR),
        ("small-gluoncv-yolo", NetworkKind.GLUON_DETECTOR),
    ],
)
def test_kind_follows_from_the_operators(name, kind):
    assert kind_of(graph_of(name)) is kind


@pytest.mark.parametrize(
    ("name", "mean"),
    [
        ("small-resnet18-v2", (0, 0, 0)),
        ("small-resnet18-v1", (123.68, 116.779, 103.939)),
        ("small-ssd-vgg16-deploy", (123, 117, 104)),
        ("small-ssd-resnet50-training", (123, 117, 104)),
        ("small-rcnn-resnet50-new", (0, 0, 0)),
        ("small-rcnn-vgg16-new", (123.68, 116.779, 103.939)),
    ],
)
def test_preprocessing_follows_the_examples_of_mxnet(name, mean):
    guessed = guessed_preprocessing(graph_of(name))
    assert guessed.mean == mean
    assert guessed.scale == (1, 1, 1)
    assert guessed.reason


GLUON = [
    ("Convolution", "net0_conv0_fwd", ("data", "net0_conv0_weight"), {"kernel": "(3, 3)"}),
    ("FullyConnected", "net0_dense0_fwd", ("net0_conv0_fwd", "w", "b"), {"num_hidden": "5"}),
]


def test_gluon_export_has_the_mean_and_deviation_of_imagenet():
    graph = made_of(GLUON)
    assert is_from_gluon(graph)
    guessed = guessed_preprocessing(graph)
    assert guessed.mean == pytest.approx((123.675, 116.28, 103.53))
    assert guessed.scale == pytest.approx((0.0171248, 0.0175070, 0.0174292), rel=1e-4)


@pytest.mark.parametrize("name", ["small-gluoncv-ssd", "small-gluoncv-yolo"])
def test_detectors_of_gluoncv_come_from_gluon(name):
    assert is_from_gluon(graph_of(name))


@pytest.mark.parametrize("name", ["small-resnet18-v1", "small-ssd-resnet50-training"])
def test_symbols_of_the_examples_do_not(name):
    assert not is_from_gluon(graph_of(name))


def test_gluon_export_ends_in_logits_and_an_example_in_probabilities():
    assert yields_logits(made_of(GLUON))
    assert not yields_logits(graph_of("small-vgg11"))


def test_size_that_the_file_states_is_the_only_candidate():
    document = symbol_of(GLUON)
    document["nodes"][0]["attrs"] = {"__shape__": "(1, 3, 320, 480)"}
    graph = for_inference(parse_symbol(json.dumps(document).encode()))
    assert candidate_sizes(graph) == ((320, 480),)


def test_size_of_an_ssd_follows_from_the_steps_of_its_priors():
    assert candidate_sizes(graph_of("small-ssd-vgg16-deploy")) == ((300, 300),)


def test_inception_v3_is_tried_at_299_first():
    assert candidate_sizes(graph_of("small-inception-v3"))[0] == (299, 299)
    assert candidate_sizes(graph_of("small-inception-bn"))[0] == (224, 224)
