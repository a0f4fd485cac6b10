"""Eleven exports of six frameworks, with random weights, become packs that answer as they do.

`make_exports` and `make_keras_export` of tests/convert/onnx_exports made them, with the framework's
own answers.
"""

from __future__ import annotations

import lzma
import shutil
from pathlib import Path

import numpy as np
import pytest

from birdeye.convert.network_kind import NetworkKind
from birdeye.convert.open_source import inspect_source, open_source
from birdeye.convert.source import SourceOptions
from birdeye.convert.verify import open_session, verify
from birdeye.packs.manifest import Decoder, Layout, OutputKind, ResizeRule

DATA = Path(__file__).parents[1] / "onnx_exports" / "data"
EXPORTS = tuple(sorted(path.name for path in DATA.iterdir()))
CLASSIFIERS = tuple(name for name in EXPORTS if name.endswith("classifier"))
DETECTORS = tuple(name for name in EXPORTS if name not in CLASSIFIERS)
LAST_SUPPRESSED = "ultralytics-v8-suppressed"


def unpacked(name: str, folder: Path) -> Path:
    """The export with the files next to it; returns the model's file."""
    shutil.copytree(DATA / name, folder / name)
    path = folder / name / "model.onnx"
    path.write_bytes(lzma.decompress((folder / name / "model.onnx.xz").read_bytes()))
    return path


def opened(name: str, folder: Path, *, for_pack: bool = True):
    path = unpacked(name, folder)
    source = open_source(path, SourceOptions(for_pack=for_pack))
    source.write(folder / "written.onnx")
    with np.load(DATA / name / "answers.npz") as stored:
        answers = {key: stored[key] for key in stored.files}
    return source, answers


def run(source, folder: Path, picture_u8: np.ndarray) -> list[np.ndarray]:
    """What the written model yields for the framework's own input: pixels from 0 to 1, of Keras
    from 0 to 255."""
    session = open_session(folder / "written.onnx")
    values = picture_u8.astype(np.float32)
    if source.photo.layout is not Layout.NHWC:
        values /= 255
    values = values if values.ndim == 4 else values[None]
    return [np.asarray(value) for value in session.run(None, {source.photo.name: values})]


def test_there_are_eleven_of_six_frameworks():
    assert len(EXPORTS) == 11
    assert len({name.split("-")[0] for name in EXPORTS}) == 6


@pytest.mark.parametrize("name", EXPORTS)
def test_written_model_answers_as_the_original(name, tmp_path):
    source, _ = opened(name, tmp_path)
    for verification in verify(source, tmp_path / "written.onnx"):
        assert verification.is_equal


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_classifier_answers_as_its_framework(name, tmp_path):
    source, answers = opened(name, tmp_path)
    assert source.kind is NetworkKind.CLASSIFIER
    assert source.class_count == 6
    has_softmax = name == "keras-classifier"
    assert source.output_kind is (OutputKind.PROBABILITIES if has_softmax else OutputKind.LOGITS)
    assert source.batch_is_dynamic
    (found,) = run(source, tmp_path, answers.pop("picture"))
    (expected,) = answers.values()
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4 * np.abs(expected).max())


def corners(boxes: np.ndarray) -> np.ndarray:
    return np.concatenate([boxes[:, :2] - boxes[:, 2:] / 2, boxes[:, :2] + boxes[:, 2:] / 2], 1)


@pytest.mark.parametrize("name", ["ultralytics-v5", "ultralytics-v8", "ultralytics-v11"])
def test_boxes_of_ultralytics_are_those_of_the_framework(name, tmp_path):
    source, answers = opened(name, tmp_path)
    assert source.detector_output.decoder is Decoder.BOXES_SCORES
    boxes, scores = run(source, tmp_path, answers["picture"])
    expected = answers["output0"][0].T
    np.testing.assert_allclose(boxes[0], corners(expected[:, :4]), atol=2e-3)
    np.testing.assert_allclose(scores[0], expected[:, 4:], atol=1e-4)


def test_suppressed_rows_of_ultralytics_are_among_the_frameworks_boxes(tmp_path):
    source, answers = opened(LAST_SUPPRESSED, tmp_path)
    assert source.detector_output.decoder is Decoder.SSD
    (rows,) = run(source, tmp_path, answers["picture"])
    expected = answers["output0"][0].T
    boxes, scores = corners(expected[:, :4]) / 64, expected[:, 4:]
    for kind, score, *box in rows[0][rows[0, :, 1] > 0.01]:
        near = np.abs(boxes - box).max(axis=1) < 1e-3
        assert np.abs(scores[near][:, int(kind)] - score).min() < 1e-3


def test_boxes_of_detr_are_those_of_the_framework(tmp_path):
    source, answers = opened("optimum-detector", tmp_path)
    boxes, scores = run(source, tmp_path, answers["picture"])
    np.testing.assert_allclose(boxes[0], 64 * corners(answers["pred_boxes"][0]), atol=1e-3)
    powers = np.exp(answers["logits"][0].astype(np.float64))
    expected = (powers / powers.sum(axis=1, keepdims=True))[:, :4]
    np.testing.assert_allclose(scores[0], expected, atol=1e-5)


def test_rows_of_torchvision_are_those_of_the_framework(tmp_path):
    source, answers = opened("torchvision-detector", tmp_path)
    (rows,) = run(source, tmp_path, answers["picture"])
    order = np.argsort(-answers["scores"], kind="stable")
    assert rows.shape == (1, len(order), 6)
    found = rows[0][np.argsort(-rows[0, :, 1], kind="stable")]
    np.testing.assert_allclose(found[:, 1], answers["scores"][order], atol=1e-4)
    assert set(found[:, 0]) == set(answers["labels"])


@pytest.mark.parametrize("name", [*DETECTORS])
def test_bird_is_found_by_its_name_or_left_to_be_asked(name, tmp_path):
    source, _ = opened(name, tmp_path)
    assert source.bird_class == (None if name.startswith("torchvision") else 1)


@pytest.mark.parametrize(
    ("name", "words", "resize"),
    [
        ("timm-classifier", "config.json", ResizeRule.CROP),
        ("optimum-classifier", "preprocessor_config.json", ResizeRule.STRETCH),
        ("birder-classifier", "model.onnx_metadata.json", ResizeRule.STRETCH),
        ("ultralytics-v8", "Ultralytics", ResizeRule.CENTRED_LETTERBOX),
        ("torchvision-detector", "the network itself subtracts", ResizeRule.STRETCH),
        ("keras-classifier", "the network itself subtracts", ResizeRule.STRETCH),
    ],
)
def test_preprocessing_is_known_with_its_reason(name, words, resize, tmp_path):
    source, _ = opened(name, tmp_path)
    assert source.preprocessing.is_known
    assert words in source.preprocessing.reason
    assert source.photo.resize is resize


def test_means_of_birder_are_those_of_its_file(tmp_path):
    source, _ = opened("birder-classifier", tmp_path)
    assert source.preprocessing.mean == pytest.approx((133.824, 136.986, 129.693))
    assert source.preprocessing.scale[0] == pytest.approx(1 / (255 * 0.2135))
    assert source.names.names[3] == "Parus 3"


def test_preprocessing_that_nobody_states_is_a_guess_that_a_pack_refuses(tmp_path):
    source, _ = opened("torchvision-classifier", tmp_path)
    assert source.preprocessing.must_be_stated


@pytest.mark.parametrize("name", EXPORTS)
def test_inspection_tells_what_it_is(name, tmp_path):
    found = inspect_source(unpacked(name, tmp_path), SourceOptions())
    assert not found.problem
    expected = NetworkKind.CLASSIFIER if name in CLASSIFIERS else NetworkKind.DETECTOR
    assert found.kind is expected
