"""A complete pack of a few nodes, made in memory, so that no test waits for a real network.

The detector finds the one coloured rectangle on a grey, black or white ground (coloured: largest
minus smallest channel above a quarter of the range). The classifier names it by its mean colour:

- red: Carpodacus erythrinus, yellow: Spinus tristis, green: Spinus spinus, blue: Alcedo atthis;
- white and nearly white (`PALE` is coloured enough to be found): not a bird;
- lime (between yellow and green): no species is likely enough, the genus Spinus is;
- orange (between red and yellow): no genus is likely enough, the family of finches is;
- violet (between red and blue): nothing is claimed.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from birdeye.domain.species import Species
from birdeye.packs.labels import Labels, write_labels
from birdeye.packs.manifest import (
    CalibrationSpec,
    ClassifierSpec,
    Decoder,
    DetectorSpec,
    InputSpec,
    Manifest,
    OutputKind,
    ResizeRule,
)
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import Pack, load_pack

DETECTOR_SIDE = 64
CLASSIFIER_SIDE = 16
_OPSET = helper.make_opsetid("", 17)

RED, YELLOW, GREEN, BLUE = (220, 40, 40), (220, 220, 40), (40, 220, 40), (40, 40, 220)
LIME, ORANGE, VIOLET, PALE = (130, 220, 40), (220, 130, 40), (130, 40, 130), (255, 180, 180)


def _species(scientific: str, family: str, **names: str) -> Species:
    return Species(scientific, family, MappingProxyType(names))


FINCHES, KINGFISHERS = "Finches, Euphonias, and Allies", "Kingfishers"

SPECIES: tuple[Species | None, ...] = (
    _species(
        "Carpodacus erythrinus", FINCHES, en="Common Rosefinch", zh="普通朱雀", de="Karmingimpel"
    ),
    _species("Spinus tristis", FINCHES, en="American Goldfinch", zh="美洲金翅雀", de="Goldzeisig"),
    _species("Spinus spinus", FINCHES, en="Eurasian Siskin", zh="黄雀", de="Erlenzeisig"),
    _species("Alcedo atthis", KINGFISHERS, en="Common Kingfisher", zh="普通翠鸟", de="Eisvogel"),
    None,
)
"""The classifier's outputs in order; the last is "not a bird"."""

WHITE = (255, 255, 255)
PROTOTYPES = np.array([RED, YELLOW, GREEN, BLUE, WHITE], dtype=np.float32) / 255
SHARPNESS = 20.0
"""Logit = -SHARPNESS * squared distance of the mean colour (0 to 1) to the prototype."""


def make_tiny_pack(
    folder: Path,
    *,
    pack_id: str = "tiny",
    version: str = "1.0",
    title: str = "Tiny test pack",
    decoder: Decoder | str = Decoder.BOXES_SCORES,
) -> Pack:
    """Write the pack into ``folder`` (made if absent) and load it."""
    folder.mkdir(parents=True, exist_ok=True)
    decoder = Decoder(decoder)
    onnx.save(tiny_detector(decoder), folder / "detector.onnx")
    onnx.save(tiny_classifier(), folder / "classifier.onnx")
    write_labels(folder, Labels(SPECIES, tuple(species is not None for species in SPECIES)))
    manifest = tiny_manifest(folder, decoder)
    write_manifest(folder, replace(manifest, id=pack_id, version=version, title=title))
    return load_pack(folder)


def tiny_manifest(folder: Path, decoder: Decoder = Decoder.BOXES_SCORES) -> Manifest:
    """The manifest that fits the files in ``folder``."""
    named = decoder is Decoder.BOXES_SCORES
    return Manifest(
        id="tiny",
        version="1.0",
        title="Tiny test pack",
        licence="CC0-1.0",
        description="Finds a coloured rectangle and names it by its colour.",
        detector=DetectorSpec(
            file="detector.onnx",
            sha256=sha256_of(folder / "detector.onnx"),
            decoder=decoder,
            input=InputSpec(
                DETECTOR_SIDE,
                DETECTOR_SIDE,
                ResizeRule.LETTERBOX,
                scale=(1 / 255, 1 / 255, 1 / 255),
            ),
            score_threshold=0.5,
            iou_threshold=0.5,
            strides=(8, 16, 32) if decoder is Decoder.YOLOX else (),
            boxes_output="boxes" if named else "",
            scores_output="scores" if named else "",
        ),
        classifier=ClassifierSpec(
            file="classifier.onnx",
            sha256=sha256_of(folder / "classifier.onnx"),
            input=InputSpec(
                CLASSIFIER_SIDE,
                CLASSIFIER_SIDE,
                ResizeRule.STRETCH,
                scale=(1 / 255, 1 / 255, 1 / 255),
            ),
            output=OutputKind.LOGITS,
            species_threshold=0.6,
            genus_threshold=0.6,
            family_threshold=0.6,
            crop_margin=0.0,
            square=False,
            not_a_bird=4,
        ),
        calibration=CalibrationSpec(400, 4, "rectangles"),
    )


def sha256_of(file: Path) -> str:
    """Lower-case hexadecimal digits of the file's SHA-256."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def tiny_classifier() -> onnx.ModelProto:
    """Logits (N, 5) for float RGB (N, 3, 16, 16) from 0 to 1."""
    nodes = [
        helper.make_node("GlobalAveragePool", ["picture"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["mean_colour"], axis=1),
        helper.make_node("Gemm", ["mean_colour", "weight", "bias"], ["logits"], transB=1),
    ]
    # -|m - p|^2 without its term |m|^2, which is alike for all outputs.
    weight = 2 * SHARPNESS * PROTOTYPES
    bias = -SHARPNESS * (PROTOTYPES**2).sum(axis=1)
    side = CLASSIFIER_SIDE
    return _model(
        nodes,
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["N", 3, side, side])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", len(PROTOTYPES)])],
        {"weight": weight, "bias": bias},
    )


def tiny_detector(decoder: Decoder = Decoder.BOXES_SCORES) -> onnx.ModelProto:
    """One box for float RGB (1, 3, 64, 64) from 0 to 1, packed as ``decoder`` reads it."""
    side = DETECTOR_SIDE
    nodes = [
        helper.make_node("ReduceMax", ["picture"], ["highest"], axes=[1], keepdims=0),
        helper.make_node("ReduceMin", ["picture"], ["lowest"], axes=[1], keepdims=0),
        helper.make_node("Sub", ["highest", "lowest"], ["colourfulness"]),
        helper.make_node("Greater", ["colourfulness", "quarter"], ["is_coloured"]),
        helper.make_node("Cast", ["is_coloured"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("ReduceMax", ["mask"], ["columns"], axes=[1], keepdims=0),
        helper.make_node("ReduceMax", ["mask"], ["rows"], axes=[2], keepdims=0),
        helper.make_node("ReduceMax", ["mask"], ["score"], axes=[1, 2], keepdims=0),
        helper.make_node("Reshape", ["score", "shape_1_1_1"], ["score_1_1_1"]),
    ]
    for axis, lines in (("x", "columns"), ("y", "rows")):
        nodes += [
            helper.make_node("ArgMax", [lines], [axis + "1_index"], axis=1, keepdims=1),
            helper.make_node(
                "ArgMax", [lines], [axis + "2_last"], axis=1, keepdims=1, select_last_index=1
            ),
            helper.make_node("Add", [axis + "2_last", "one_index"], [axis + "2_index"]),
            helper.make_node("Cast", [axis + "1_index"], [axis + "1"], to=TensorProto.FLOAT),
            helper.make_node("Cast", [axis + "2_index"], [axis + "2"], to=TensorProto.FLOAT),
        ]
    nodes += [
        helper.make_node("Concat", ["x1", "y1", "x2", "y2"], ["corners"], axis=1),
        helper.make_node("Reshape", ["corners", "shape_1_1_4"], ["corners_1_1_4"]),
    ]
    constants: dict[str, np.ndarray] = {
        "quarter": np.array(0.25, np.float32),
        "one_index": np.array([[1]], np.int64),
        "shape_1_1_1": np.array([1, 1, 1], np.int64),
        "shape_1_1_4": np.array([1, 1, 4], np.int64),
    }
    pack_output = {
        Decoder.BOXES_SCORES: _as_boxes_scores,
        Decoder.SSD: _as_ssd,
        Decoder.YOLOX: _as_yolox,
    }[decoder]
    more_nodes, outputs = pack_output(constants)
    inputs = [helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, side, side])]
    return _model(nodes + more_nodes, inputs, outputs, constants)


def _as_boxes_scores(constants):
    nodes = [
        helper.make_node("Identity", ["corners_1_1_4"], ["boxes"]),
        helper.make_node("Identity", ["score_1_1_1"], ["scores"]),
    ]
    return nodes, [
        helper.make_tensor_value_info("boxes", TensorProto.FLOAT, [1, 1, 4]),
        helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, 1, 1]),
    ]


def _as_ssd(constants):
    constants |= {
        "side": np.array(DETECTOR_SIDE, np.float32),
        "one": np.array(1, np.float32),
        "empty_row": np.array([[[-1, 0, 0, 0, 0, 0]]], np.float32),
    }
    nodes = [
        helper.make_node("Div", ["corners_1_1_4", "side"], ["fractions"]),
        # Class 0 where something was found, -1 where not.
        helper.make_node("Sub", ["score_1_1_1", "one"], ["class"]),
        helper.make_node("Concat", ["class", "score_1_1_1", "fractions"], ["row"], axis=2),
        helper.make_node("Concat", ["row", "empty_row"], ["detections"], axis=1),
    ]
    return nodes, [helper.make_tensor_value_info("detections", TensorProto.FLOAT, [1, 2, 6])]


def _as_yolox(constants):
    """The box in the first cell of stride 8 (its corner is the origin), nothing in the others."""
    cells = sum((DETECTOR_SIDE // stride) ** 2 for stride in (8, 16, 32))
    constants |= {
        "stride": np.array(8, np.float32),
        "half": np.array(0.5, np.float32),
        "tiny": np.array(1e-6, np.float32),
        "split_2_2": np.array([2, 2], np.int64),
        "other_cells": np.zeros((1, cells - 1, 6), np.float32),
        "certain": np.ones((1, 1, 1), np.float32),
    }
    nodes = [
        helper.make_node("Split", ["corners_1_1_4", "split_2_2"], ["near", "far"], axis=2),
        helper.make_node("Add", ["near", "far"], ["sum"]),
        helper.make_node("Mul", ["sum", "half"], ["centre_px"]),
        helper.make_node("Div", ["centre_px", "stride"], ["centre"]),
        helper.make_node("Sub", ["far", "near"], ["extent_px"]),
        helper.make_node("Max", ["extent_px", "tiny"], ["extent_positive"]),
        helper.make_node("Div", ["extent_positive", "stride"], ["extent"]),
        helper.make_node("Log", ["extent"], ["extent_log"]),
        helper.make_node(
            "Concat", ["centre", "extent_log", "score_1_1_1", "certain"], ["cell"], axis=2
        ),
        helper.make_node("Concat", ["cell", "other_cells"], ["output"], axis=1),
    ]
    return nodes, [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, cells, 6])]


def _model(nodes, inputs, outputs, constants):
    graph = helper.make_graph(
        nodes,
        "tiny",
        inputs,
        outputs,
        [
            numpy_helper.from_array(
                np.asarray(v, np.float32) if np.asarray(v).dtype.kind == "f" else v, k
            )
            for k, v in constants.items()
        ],
    )
    return helper.make_model(graph, opset_imports=[_OPSET], ir_version=8)
