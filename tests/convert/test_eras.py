"""The same networks in the words of older files: answers must stay those of MXNet.

What differs is what `test_symbol_file` lists; here whole networks go through it.
"""

from __future__ import annotations

import json

import numpy as np
import pytest

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build
from tests.convert.reference.cases import network_case
from tests.convert.reference.checkpoint_writer import write_checkpoint
from tests.convert.reference.converted import run_onnx
from tests.convert.reference.networks import all_networks

OLD_NAMES = {
    "elemwise_add": "_Plus",
    "add_n": "ElementWiseSum",
    "SoftmaxOutput": "Softmax",
    "_copy": "identity",
    "_contrib_MultiBoxPrior": "MultiBoxPrior",
    "_contrib_MultiBoxDetection": "MultiBoxDetection",
    "_contrib_MultiBoxTarget": "MultiBoxTarget",
    "BatchNorm": "CuDNNBatchNorm",
    "Flatten": "flatten",
    "Concat": "concat",
    "Reshape": "reshape",
}


def as_of_0_8(document: dict) -> dict:
    """`param` and `attr`, no version, no auxiliary inputs, edges of two numbers, 0 and 1."""
    document.pop("attrs", None)
    document.pop("node_row_ptr", None)
    for node in document["nodes"]:
        attributes = node.pop("attrs", {})
        words = {"True": "1", "False": "0"}
        node["param"] = {
            key: words.get(text, text)
            for key, text in attributes.items()
            if node["op"] != "null" and not key.startswith("__")
        }
        node["attr"] = {"ctx_group": "dev1", "__lr_mult__": "2.0"}
        node["backward_source_id"] = -1
        node["inputs"] = [edge[:2] for edge in node["inputs"]]
        if node["op"] == "BatchNorm":
            node["inputs"] = node["inputs"][:3]
    document["heads"] = [head[:2] for head in document["heads"]]
    return document


def as_of_python_2(document: dict) -> dict:
    """`attr` for `attrs`, long integers, aliases."""
    for node in document["nodes"]:
        attributes = node.pop("attrs", {})
        node["attr"] = {
            key: text.replace(",", "L,").replace(")", "L)")
            if text.startswith("(") and "." not in text and len(text) > 3
            else text
            for key, text in attributes.items()
        }
        node["op"] = OLD_NAMES.get(node["op"], node["op"])
    return document


@pytest.mark.parametrize("age", [as_of_0_8, as_of_python_2])
@pytest.mark.parametrize("name", ["small-resnet18-v2", "small-inception-bn", "small-vgg11"])
def test_classifier_of_another_era_answers_alike(name, age, tmp_path):
    case = network_case(name)
    symbol = json.dumps(age(json.loads(case.symbol))).encode()
    write_checkpoint(tmp_path / "net", symbol, case.weights)
    network = all_networks()[name]
    checkpoint = load_checkpoint(find_checkpoint(tmp_path / "net"))
    build(checkpoint, network.shapes).write(tmp_path / "net.onnx")
    (found,) = run_onnx(tmp_path / "net.onnx", network.feeds(0))
    np.testing.assert_allclose(found, case.answers[0], atol=1e-4 * np.abs(case.answers[0]).max())


@pytest.mark.parametrize("age", [as_of_0_8, as_of_python_2])
def test_detector_of_another_era_answers_alike(age, tmp_path):
    case = network_case("small-ssd-vgg16-deploy")
    symbol = json.dumps(age(json.loads(case.symbol))).encode()
    write_checkpoint(tmp_path / "net", symbol, case.weights)
    network = all_networks()[case.name]
    checkpoint = load_checkpoint(find_checkpoint(tmp_path / "net"))
    build(checkpoint, network.shapes).write(tmp_path / "net.onnx")
    (found,) = run_onnx(tmp_path / "net.onnx", network.feeds(0))
    expected = case.answers[0].reshape(-1, 6)
    found = found[0][found[0, :, 0] >= 0]
    expected = expected[expected[:, 0] >= 0]
    assert len(found) == len(expected) > 20
    np.testing.assert_allclose(found, expected, atol=1e-4)
