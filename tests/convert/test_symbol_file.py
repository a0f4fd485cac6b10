"""Symbol files of every era; what the loader of MXNet does to old ones, ours does too."""

from __future__ import annotations

import json

import pytest

from birdeye.convert.mxnet.symbol_file import parse_symbol
from birdeye.convert.mxnet.symbol_graph import Output
from birdeye.domain.errors import CheckpointInvalid
from tests.helpers.tiny_checkpoints import symbol_of


def parsed(document) -> object:
    return parse_symbol(json.dumps(document).encode(), source="net-symbol.json")


CONVOLUTION = [("Convolution", "c", ("data", "c_weight"), {"kernel": "(3, 3)"})]


def test_version_is_taken_apart():
    assert parsed(symbol_of(CONVOLUTION, version=10901)).version == (1, 9, 1)
    without = parsed(symbol_of(CONVOLUTION, version=None))
    assert without.version == (0, 8, 0)
    assert not without.version_stated


@pytest.mark.parametrize("key", ["attrs", "attr", "param"])
def test_attributes_are_found_under_every_key(key):
    document = symbol_of(CONVOLUTION)
    document["nodes"][-1][key] = document["nodes"][-1].pop("attrs")
    graph = parsed(document)
    assert graph.operators[0].attributes["kernel"] == "(3, 3)"
    assert graph.attribute_keys == {key}


def test_attributes_of_today_win_over_param():
    document = symbol_of(CONVOLUTION)
    document["nodes"][-1]["param"] = {"kernel": "(9, 9)", "num_filter": "4"}
    node = parsed(document).operators[0]
    assert (node.attributes["kernel"], node.attributes["num_filter"]) == ("(3, 3)", "4")


def test_hidden_keys_are_no_parameters():
    document = symbol_of(CONVOLUTION)
    document["nodes"][-1]["attrs"] |= {
        "ctx_group": "dev1", "weight_lr_mult": "2", "__wd_mult__": "0", "mirror_stage": "True",
    }  # fmt: skip
    document["nodes"][0]["attrs"] = {"__shape__": "(0, 3, 224, 224)", "kernel": "(7, 7)"}
    graph = parsed(document)
    assert set(graph.operators[0].attributes) == {"kernel"}
    assert graph.variables[0].shape_hint == (0, 3, 224, 224)
    assert not graph.variables[0].attributes


def test_missing_auxiliary_inputs_of_old_files_are_added():
    rows = [("BatchNorm", "bn", ("data", "bn_gamma", "bn_beta"), {})]
    graph = parsed(symbol_of(rows, version=None))
    node = graph.operators[0]
    names = [graph.node(source).name for source in node.inputs]
    assert names == ["data", "bn_gamma", "bn_beta", "bn_moving_mean", "bn_moving_var"]
    assert len(parsed(symbol_of(rows)).operators[0].inputs) == 3


def test_added_inputs_keep_the_order_of_the_walk():
    rows = [("BatchNorm", "bn", ("data", "bn_gamma", "bn_beta"), {})]
    ids = [node.id for node in parsed(symbol_of(rows, version=None))]
    position = {node_id: place for place, node_id in enumerate(ids)}
    graph = parsed(symbol_of(rows, version=None))
    assert all(
        position[source.node_id] < position[node.id] for node in graph for source in node.inputs
    )


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("_Plus", "elemwise_add"),
        ("ElementWiseSum", "add_n"),
        ("Softmax", "SoftmaxOutput"),
        ("crop", "slice"),
        ("Crop", "Crop"),
        ("MultiBoxPrior", "_contrib_MultiBoxPrior"),
        ("CuDNNBatchNorm", "BatchNorm"),
    ],
)
def test_aliases_have_one_name(written, canonical):
    node = parsed(symbol_of([(written, "x", ("data",), {})])).operators[0]
    assert (node.operator, node.written_operator) == (canonical, written)


def test_names_need_not_be_unique():
    document = symbol_of([("relu", "same", ("data",), {}), ("tanh", "other", ("same",), {})])
    document["nodes"][2]["name"] = "same"
    graph = parsed(document)
    assert [node.operator for node in graph.named("same")] == ["relu", "tanh"]


def test_axis_of_minus_1_meant_no_axis_before_0_9_5():
    rows = [("argmax", "a", ("data",), {"axis": "-1"})]
    assert "axis" not in parsed(symbol_of(rows, version=904)).operators[0].attributes
    assert parsed(symbol_of(rows, version=905)).operators[0].attributes["axis"] == "-1"


def test_what_no_head_needs_is_dropped():
    rows = [("relu", "used", ("data",), {}), ("tanh", "dead", ("used", "dead_weight"), {})]
    graph = parsed(symbol_of(rows, heads=["dead"]))
    cut = graph.with_heads([Output(graph.named("used")[0].id)])
    assert [node.name for node in cut] == ["data", "used"]


def test_several_inputs_may_be_the_same_node():
    graph = parsed(symbol_of([("elemwise_add", "twice", ("data", "data"), {})]))
    assert [slot for _, slot in graph.consumers(Output(0))] == [0, 1]


def replaced(**changes):
    return symbol_of(CONVOLUTION) | changes


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[" * 3_000_000, "far more values"),
        (b"[]", "“nodes” is missing"),
        (json.dumps(replaced(nodes=[])).encode(), "0 nodes"),
        (json.dumps(replaced(nodes=[7])).encode(), "node 0 is not an object"),
        (json.dumps(replaced(heads=[])).encode(), "no outputs"),
        (json.dumps(replaced(heads=[[99, 0]])).encode(), "does not come before"),
        (json.dumps(replaced(heads=[[0.5, 0]])).encode(), "not \\[node, output\\]"),
        (json.dumps(replaced(attrs={"mxnet_version": ["int", "x"]})).encode(), "mxnet_version"),
    ],
)
def test_damaged_symbol_is_refused_with_its_name_and_reason(content, reason):
    with pytest.raises(CheckpointInvalid, match=reason) as error:
        parse_symbol(content, source="net-symbol.json")
    assert "net-symbol.json" in str(error.value)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"inputs": [[5, 0, 0]]}, "does not come before"),
        ({"inputs": "data"}, "not a list"),
        ({"attrs": {"kernel": 3}}, "is not text"),
        ({"attrs": []}, "not an object"),
        ({"op": 5}, "no operator"),
        ({"subgraphs": [{}]}, "control flow"),
    ],
)
def test_damaged_node_is_named(change, reason):
    document = symbol_of(CONVOLUTION)
    document["nodes"][2] |= change
    with pytest.raises(CheckpointInvalid, match=reason) as error:
        parsed(document)
    assert "node 2" in str(error.value)
