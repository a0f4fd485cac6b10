"""PyTorch, MXNet 1.9.1 and our converter must agree on what a checkpoint computes."""

from __future__ import annotations

import json
import os
import subprocess
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from birdeye.convert.mxnet.params_file import read_params
from models.training.anchors import plan_from
from models.training.mxnet_networks import classifier_symbol, ssd_symbol
from models.training.mxnet_params import write_params
from models.training.places import RECIPE, Places
from models.training.resnet_plans import PLANS

try:
    import torch
except ImportError:
    torch = None

MXNET = os.environ.get("BIRDEYE_MXNET_PYTHON")
needs_torch = pytest.mark.skipif(torch is None, reason="training needs PyTorch, which is absent")
needs_mxnet = pytest.mark.skipif(
    not MXNET, reason="BIRDEYE_MXNET_PYTHON does not name a Python that has MXNet 1.9.1"
)
SIDE = 96


def detector_plan():
    return plan_from(tomllib.loads((RECIPE / "detector.toml").read_text(encoding="utf-8")))


def test_the_symbols_have_the_names_of_the_examples():
    graph, _ = classifier_symbol(PLANS[18], 10)
    names = {node["name"] for node in json.loads(graph.json(_))["nodes"]}
    assert {"bn_data", "conv0", "stage1_unit1_sc", "stage4_unit2_conv2", "_plus7"} <= names
    assert {"bn1", "relu1", "pool1", "fc1", "softmax", "softmax_label"} <= names
    assert "stage1_unit2_sc" not in names
    graph, _ = ssd_symbol(detector_plan(), PLANS[18])
    names = {node["name"] for node in json.loads(graph.json(_))["nodes"]}
    assert {"multi_feat_3_conv_1x1_conv", "relu1_cls_pred_conv", "multibox_loc_pred"} <= names
    assert {"cls_prob", "detection"} <= names


def photos(count: int) -> np.ndarray:
    """Real photos (n, 3, SIDE, SIDE) float32 where they are, else soft noise."""
    places = Places.find()
    files = sorted((places.shared / "photos").glob("*.jpg"))[:count]
    if files:
        crops = [np.asarray(Image.open(f).convert("RGB").resize((SIDE, SIDE))) for f in files]
    else:
        rng = np.random.default_rng(0)
        coarse = rng.integers(0, 255, (count, 6, 6, 3), np.uint8)
        crops = [np.asarray(Image.fromarray(c).resize((SIDE, SIDE))) for c in coarse]
    return np.stack(crops).transpose(0, 3, 1, 2).astype(np.float32)


def lifelike(model):
    """Give a network statistics and weights unlike those that it starts with."""
    torch.manual_seed(2)
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_var.uniform_(0.8, 1.2)
            module.bias.data.normal_(0, 0.1)
            if module.weight.requires_grad:
                module.weight.data.uniform_(0.8, 1.2)
    outputs = [model.fc1] if hasattr(model, "fc1") else model.heads.values()
    for layer in outputs:
        layer.weight.data.mul_(8)
    model.backbone.bn_data.running_mean.fill_(120.0)
    model.backbone.bn_data.running_var.fill_(3600.0)
    # One pass in training mode settles the statistics of every layer on real activations.
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.momentum = 1.0
    model.backbone.bn_data.eval()
    with torch.no_grad():
        model.train()
        model(torch.from_numpy(photos(8)))
    return model.eval()


def exported(model, prefix: Path):
    """Export with weights as float16 and give the model those very weights."""
    from models.training.mxnet_checkpoint import export

    for module in model.modules():
        for name, value in module.named_parameters(recurse=False):
            if value.ndim > 1:
                setattr(module, name, torch.nn.Parameter(value.detach().half().float()))
    export(model, prefix)
    return model


def run_mxnet(prefix: Path, pixels: np.ndarray, outputs: list[str]) -> dict[str, np.ndarray]:
    np.savez(prefix.with_suffix(".npz"), pixels=pixels)
    script = Path(__file__).with_name("run_in_mxnet.py")
    subprocess.run([MXNET, script, prefix, *outputs], check=True, capture_output=True, timeout=200)
    with np.load(prefix.with_name(f"{prefix.name}-answers.npz")) as answers:
        return {name: answers[name] for name in outputs}


@pytest.fixture(scope="module")
def classifier(tmp_path_factory):
    from models.training.resnet import Classifier

    prefix = tmp_path_factory.mktemp("classifier") / "net"
    model = exported(lifelike(Classifier(37)), prefix)
    pixels = photos(6)
    with torch.no_grad():
        return prefix, pixels, model(torch.from_numpy(pixels))[0].softmax(1).numpy()


@pytest.fixture(scope="module")
def detector(tmp_path_factory):
    from models.training.ssd import Ssd

    prefix = tmp_path_factory.mktemp("detector") / "net"
    model = exported(lifelike(Ssd(detector_plan())), prefix)
    pixels = photos(6)
    with torch.no_grad():
        locations, scores = model(torch.from_numpy(pixels))
    return (
        prefix,
        pixels,
        locations.reshape(len(pixels), -1).numpy(),
        scores.softmax(-1).permute(0, 2, 1).numpy(),
    )


@needs_torch
@needs_mxnet
def test_mxnet_agrees_on_the_classifier(classifier):
    prefix, pixels, expected = classifier
    assert expected.max() > 3 / 37, "the case would not notice a network that says nothing"
    got = run_mxnet(prefix, pixels, ["softmax"])["softmax"]
    np.testing.assert_allclose(got, expected, atol=1e-4)


@needs_torch
@needs_mxnet
def test_mxnet_agrees_on_the_detector(detector):
    prefix, pixels, locations, scores = detector
    answers = run_mxnet(prefix, pixels, ["cls_prob", "multibox_loc_pred", "multibox_anchors"])
    np.testing.assert_allclose(answers["cls_prob"], scores, atol=1e-4)
    np.testing.assert_allclose(answers["multibox_loc_pred"], locations, atol=1e-4)
    np.testing.assert_allclose(
        answers["multibox_anchors"][0], detector_plan().boxes(SIDE), atol=1e-5
    )


@needs_torch
def test_our_converter_agrees_on_the_classifier(classifier):
    prefix, pixels, expected = classifier
    got = run_converted(prefix, (1, 3, SIDE, SIDE), pixels)
    np.testing.assert_allclose(got, expected, atol=1e-4)


@needs_torch
def test_a_checkpoint_gives_the_classifier_back(classifier):
    from models.training.mxnet_checkpoint import fill
    from models.training.resnet import Classifier

    prefix, pixels, expected = classifier
    again = Classifier(37)
    fill(again, prefix)
    with torch.no_grad():
        got = again.eval()(torch.from_numpy(pixels))[0].softmax(1).numpy()
    np.testing.assert_array_equal(got, expected)
    with pytest.raises(RuntimeError, match="fc1"):
        fill(Classifier(36), prefix)


@needs_torch
def test_a_checkpoint_gives_the_detector_back(detector):
    from models.training.mxnet_checkpoint import fill
    from models.training.ssd import Ssd

    prefix, pixels, expected, _ = detector
    again = Ssd(detector_plan())
    fill(again, prefix)
    with torch.no_grad():
        locations, _ = again.eval()(torch.from_numpy(pixels))
    np.testing.assert_array_equal(locations.reshape(len(pixels), -1).numpy(), expected)


@needs_torch
def test_a_checkpoint_tells_the_anchors_that_it_was_trained_with(detector):
    from models.training.mxnet_checkpoint import plan_of

    prefix, *_ = detector
    plan = detector_plan()
    assert plan_of(prefix, replace(plan, anchors=())) == plan


@needs_torch
def test_species_keep_their_weights_in_a_wider_label_space(tmp_path):
    from models.training.labels import LabelSpace, write_label_space
    from models.training.mxnet_checkpoint import export, fill_classifier
    from models.training.resnet import Classifier

    before = LabelSpace(("Avis prima", "Avis secunda", "Avis tertia"), taught=2)
    after = LabelSpace(("Avis secunda", "Avis prima", "Avis nova", "Avis tertia"), taught=2)
    old, new = lifelike(Classifier(before.outputs)), Classifier(after.outputs)
    export(old, tmp_path / "classifier", half=False)
    write_label_space(before, tmp_path / "labels.csv")
    fill_classifier(new, tmp_path, after)
    pixels = torch.from_numpy(photos(4))
    with torch.no_grad():
        expected, got = (model.eval()(pixels)[0] for model in (old, new))
    torch.testing.assert_close(got[:, [1, 0, 3, 4]], expected)
    torch.testing.assert_close(got[:, 2], expected[:, :3].mean(1))
    assert (got.argmax(1) != 2).all(), "a species that it does not know is never first"


@needs_torch
def test_what_shipped_is_read_with_its_own_anchors_and_in_our_label_space(tmp_path):
    from models.training.finished import finished
    from models.training.labels import read_label_space

    shipped, places = RECIPE.parent / "checkpoints" / "birdeye-1", Places(tmp_path, tmp_path)
    classifier = finished(places, "classifier", checkpoints=shipped)
    assert classifier.fc1.out_features == read_label_space().outputs
    symbol = json.loads((shipped / "detector-symbol.json").read_text(encoding="utf-8"))
    sizes = [n["attrs"]["sizes"] for n in symbol["nodes"] if n["op"] == "_contrib_MultiBoxPrior"]
    detector = finished(places, "detector", checkpoints=shipped)
    assert [str(anchors.sizes) for anchors in detector.plan.anchors] == sizes
    with pytest.raises(SystemExit, match="train it first"):
        finished(places, "classifier")


def run_converted(prefix: Path, shape: tuple, pixels: np.ndarray) -> np.ndarray:
    from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
    from birdeye.convert.mxnet.convert import build
    from birdeye.onnx_runtime import onnxruntime as ort

    conversion = build(load_checkpoint(find_checkpoint(prefix)), {"data": shape})
    path = prefix.with_suffix(".onnx")
    conversion.write(path)
    session = ort.InferenceSession(path, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return np.concatenate([session.run(None, {name: p[None]})[0] for p in pixels])


def test_arrays_are_read_back_by_our_converter(tmp_path):
    rng = np.random.default_rng(1)
    arrays = {
        "arg:a_weight": rng.normal(size=(3, 2, 1)).astype(np.float16),
        "aux:b_moving_mean": rng.normal(size=4).astype(np.float32),
    }
    write_params(tmp_path / "net-0000.params", arrays)
    read = read_params(tmp_path / "net-0000.params")
    for name, array in arrays.items():
        stored = read[name.split(":")[1]]
        assert (stored.kind, stored.type_name) == (name.split(":")[0], array.dtype.name)
        np.testing.assert_array_equal(stored.array(), array)
