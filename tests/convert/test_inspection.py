"""What `birdeye inspect` says, and what it finds suspicious."""

from __future__ import annotations

import json

import numpy as np
import pytest

from birdeye.convert.inspection_report import as_lines, as_values
from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.inspection import inspect_checkpoint
from birdeye.convert.mxnet.stages import stage_and_unit, stage_name
from birdeye.convert.network_kind import NetworkKind
from tests.convert.reference.cases import network_case
from tests.convert.reference.checkpoint_writer import write_checkpoint
from tests.helpers.tiny_checkpoints import checkpoint_of, tiny_classifier


def inspected(name, folder):
    case = network_case(name)
    write_checkpoint(folder / "net", case.symbol, case.weights)
    return inspect_checkpoint(load_checkpoint(find_checkpoint(folder / "net")))


def residual_ssd(stages, taps):
    """(rows, weights) of an SSD on a ResNet of these units a stage, read at the adds ``taps``."""
    rows, weights, adds, last = [], {}, 0, "data"
    channels = 3
    for stage, units in enumerate(stages, 1):
        for unit in range(1, units + 1):
            name = f"stage{stage}_unit{unit}_conv1"
            step = "2" if unit == 1 else "1"
            rows.append(
                ("Convolution", name, (last, f"{name}_weight"),
                 {"kernel": "(1,1)", "stride": f"({step},{step})", "no_bias": "True"})
            )  # fmt: skip
            weights[f"{name}_weight"] = np.zeros((4, channels, 1, 1))
            rows.append(("_Plus", f"_plus{adds}", (name, name), {}))
            last, channels, adds = f"_plus{adds}", 4, adds + 1
    heads = []
    for tap in taps:
        rows.append(("Convolution", f"{tap}_loc_pred_conv", (tap, f"{tap}_loc_pred_conv_weight"),
                     {"kernel": "(1,1)", "no_bias": "True"}))  # fmt: skip
        weights[f"{tap}_loc_pred_conv_weight"] = np.zeros((4, 4, 1, 1))
        rows.append(("Convolution", f"{tap}_cls_pred_conv", (tap, f"{tap}_cls_pred_conv_weight"),
                     {"kernel": "(1,1)", "no_bias": "True"}))  # fmt: skip
        weights[f"{tap}_cls_pred_conv_weight"] = np.zeros((2, 4, 1, 1))
        rows.append(("_contrib_MultiBoxPrior", f"{tap}_anchors", (tap,), {}))
        for head in ("loc", "cls"):
            rows.append(("Flatten", f"{tap}_{head}", (f"{tap}_{head}_pred_conv",), {}))
        heads.append(tap)
    for kind in ("loc", "cls"):
        rows.append(("Concat", kind, tuple(f"{tap}_{kind}" for tap in heads), {"dim": "1"}))
    anchors = tuple(f"{tap}_anchors" for tap in heads)
    rows.append(("Concat", "anchors", anchors, {"dim": "1"}))
    rows.append(("Reshape", "scores", ("cls",), {"shape": "(0, 2, -1)"}))
    rows.append(("softmax", "cls_prob", ("scores",), {"axis": "1"}))
    rows.append(("_contrib_MultiBoxDetection", "detection", ("cls_prob", "loc", "anchors"), {}))
    return rows, weights


def test_bug_of_2017_is_found(tmp_path):
    """Both first heads in stage 3 of a ResNet-101, as example/ssd had it until December 2017."""
    rows, weights = residual_ssd((3, 4, 23, 3), ("_plus12", "_plus15"))
    found = inspect_checkpoint(checkpoint_of(tmp_path, rows, weights))
    assert [(tap.stage, tap.unit) for tap in found.taps] == [(3, 6), (3, 9)]
    assert found.taps[0].height == found.taps[1].height
    assert any("ResNet-101 SSD of 2017" in sentence for sentence in found.suspicions)
    assert any("maps of the same size" in sentence for sentence in found.suspicions)
    assert not found.problem


@pytest.mark.parametrize(
    ("stages", "taps"),
    [((3, 4, 23, 3), ("_plus29", "_plus32")), ((3, 4, 6, 3), ("_plus12", "_plus15"))],
)
def test_sound_taps_are_not_suspected(stages, taps, tmp_path):
    found = inspect_checkpoint(checkpoint_of(tmp_path, *residual_ssd(stages, taps)))
    assert [tap.stage for tap in found.taps] == [3, 4]
    assert not any("2017" in s or "same size" in s for s in found.suspicions)


def test_ssd_saved_by_training_is_told(tmp_path):
    found = inspected("small-ssd-resnet50-training", tmp_path)
    assert found.kind is NetworkKind.SSD
    assert found.is_training_graph
    assert [tap.node for tap in found.taps[:2]] == ["_plus12", "_plus15"]
    assert "NOT SUPPORTED" not in "\n".join(as_lines(found))


def test_shares_of_the_stages_make_a_whole(tmp_path):
    found = inspected("small-resnet18-v2", tmp_path)
    assert sum(stage.share for stage in found.stages) == pytest.approx(1)
    assert {"stage 1", "stage 4"} <= {stage.name for stage in found.stages}
    assert found.parameters == sum(stage.parameters for stage in found.stages)


def test_text_and_values_say_the_same(tmp_path):
    found = inspected("small-rcnn-vgg16-old", tmp_path)
    values = json.loads(json.dumps(as_values(found)))
    text = "\n".join(as_lines(found))
    assert values["kind"] == "Faster R-CNN detector"
    assert "Faster R-CNN detector" in text
    assert f"{values['parameters']:,}" in text
    assert all(stage["name"] in text for stage in values["stages"])


def test_unsupported_operator_is_told_and_not_raised(tmp_path):
    rows = [("SpatialTransformer", "warp", ("data", "loc"), {"transform_type": "affine"})]
    found = inspect_checkpoint(checkpoint_of(tmp_path, rows, {}))
    assert "SpatialTransformer “warp”" in found.problem
    assert "NOT SUPPORTED" in "\n".join(as_lines(found))
    assert found.operators[0].problems


def weights_with(**changes):
    rows, weights = tiny_classifier()
    return rows, weights | {key.replace("aux_", "aux:"): value for key, value in changes.items()}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"fc1_bias": np.array([1, np.nan, 0])}, "not finite"),
        ({"aux_bn0_var": np.array([1.0, -1.0, 1.0])}, "negative"),
        ({"leftover_weight": np.ones(7)}, "not used by the network (leftover_weight)"),
        ({}, "never trained"),
        ({}, "fixes gamma at 1"),
    ],
)
def test_suspicious_facts_are_sentences(changes, words, tmp_path):
    found = inspect_checkpoint(checkpoint_of(tmp_path, *weights_with(**changes)))
    hits = [sentence for sentence in found.suspicions if words in sentence]
    assert hits
    assert all(sentence.endswith(".") for sentence in hits)


def test_sound_checkpoint_raises_no_suspicion(tmp_path):
    changes = {"bn0_gamma": np.ones(3), "aux_bn0_mean": np.ones(3)}
    found = inspect_checkpoint(checkpoint_of(tmp_path, *weights_with(**changes)))
    assert found.suspicions == ()
    assert found.unused_weights == found.missing_weights == ()


def test_missing_weight_is_told(tmp_path):
    rows, weights = tiny_classifier()
    del weights["fc1_weight"]
    found = inspect_checkpoint(checkpoint_of(tmp_path, rows, weights))
    assert found.missing_weights == ("fc1_weight",)
    assert "fc1_weight" in found.problem


@pytest.mark.parametrize(
    ("weight", "stage"),
    [
        ("stage3_unit22_conv2_weight", "stage 3"),
        ("resnetv10_stage2_conv1_weight", "stage 2"),
        ("relu4_3_cls_pred_conv_bias", "detector heads"),
        ("multi_feat_4_conv_1x1_conv_weight", "extra layer 4"),
        ("rpn_conv_3x3_weight", "region proposals"),
        ("conv4_2_weight", "conv 4"),
        ("fc6_weight", "dense 6"),
        ("mixed_7_conv_conv2d_weight", "mixed 7"),
        ("bn_data_gamma", "bn"),
    ],
)
def test_weights_belong_to_stages(weight, stage):
    assert stage_name(weight) == stage


def test_unit_is_read_from_the_name():
    assert stage_and_unit("stage3_unit6_conv3") == (3, 6)
    assert stage_and_unit("_plus12") is None
