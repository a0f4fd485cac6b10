from __future__ import annotations

import numpy as np
import pytest

from birdeye.convert.differences import OutputDifference
from birdeye.convert.precision import Precision
from birdeye.domain.errors import BirdeyeError, CannotWrite, CheckpointInvalid, ModelFailed
from birdeye.packs.manifest import InputType, OutputKind
from birdeye.packs.pack import load_pack
from birdeye.vision.classifier import Classifier
from birdeye.workflows.convert_model import convert_model
from birdeye.workflows.convert_request import ConvertReport, ConvertRequest
from birdeye.workflows.converted_pack import PackDetails
from tests.helpers.tiny_pack import make_tiny_pack
from tests.helpers.tiny_tflite_network import residual_classifier

LABELS = "Parus major\nPica pica\nAlcedo atthis\nCorvus corax\nbackground\n"


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "birds.tflite"
    path.write_bytes(residual_classifier("uint8"))
    return path


@pytest.fixture
def labels(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text(LABELS, encoding="utf-8")
    return path


def report_of(request):
    *_, report = convert_model(request)
    assert isinstance(report, ConvertReport)
    return report


def test_model_becomes_an_onnx_file_that_was_verified(model, tmp_path):
    target = tmp_path / "out" / "birds.onnx"
    report = report_of(ConvertRequest(model, target, verify=True))
    assert target.is_file()
    assert report.largest_difference < 0.1
    assert "TFLite model “birds” is a classifier of 5 classes" in report.sentences[0]
    assert "computes in integers" in report.sentences[1]
    assert "16 x 16 pixels" in report.sentences[2]


def test_pack_names_birds_by_logits_of_whole_pixels(model, labels, tmp_path):
    companion = make_tiny_pack(tmp_path / "tiny")
    details = PackDetails(companion, title="From TensorFlow")
    report_of(ConvertRequest(model, tmp_path / "pack", labels=labels, pack=details))
    pack = load_pack(tmp_path / "pack")
    spec = pack.manifest.classifier
    assert pack.id == "from-tensorflow"
    assert spec.input.dtype is InputType.UINT8
    assert spec.output is OutputKind.LOGITS
    classifier = Classifier(pack.classifier_file, spec, len(pack.labels), threads=1)
    crops = np.random.default_rng(0).integers(0, 256, (3, 16, 16, 3), np.uint8)
    np.testing.assert_allclose(classifier.probabilities(crops).sum(axis=1), 1)


def test_float_model_is_fed_from_minus_one_to_one_unless_told(tmp_path):
    path = tmp_path / "float.tflite"
    path.write_bytes(residual_classifier("float32"))
    report = report_of(ConvertRequest(path, tmp_path / "a.onnx"))
    assert report.preprocessing.mean == (127.5, 127.5, 127.5)
    asked = ConvertRequest(path, tmp_path / "a.onnx", mean=(0, 0, 0), scale=(1, 1, 1))
    assert report_of(asked).preprocessing.reason == "as asked for"


def test_other_number_of_labels_is_refused(model, tmp_path):
    path = tmp_path / "few.txt"
    path.write_text("Parus major\n", encoding="utf-8")
    with pytest.raises(CheckpointInvalid, match="5 outputs, but there are 1 labels"):
        report_of(ConvertRequest(model, tmp_path / "a.onnx", labels=path))
    assert not (tmp_path / "a.onnx").exists()


def test_pack_without_labels_is_refused(model, tmp_path):
    details = PackDetails(make_tiny_pack(tmp_path / "tiny"))
    with pytest.raises(CheckpointInvalid, match="label file"):
        report_of(ConvertRequest(model, tmp_path / "pack", pack=details))


@pytest.mark.parametrize(
    "option",
    [{"epoch": 3}, {"input_size": (9, 9)}, {"precision": Precision.FP16}, {"mean": (1, 2, 3)}],
)
def test_option_that_means_nothing_is_refused(option, model, tmp_path):
    with pytest.raises(BirdeyeError, match=r"leave .* out"):
        report_of(ConvertRequest(model, tmp_path / "a.onnx", **option))


def test_what_is_there_stays_where_the_result_would_be_wrong(model, tmp_path, monkeypatch):
    target = tmp_path / "birds.onnx"
    target.write_bytes(b"before")
    monkeypatch.setattr(OutputDifference, "is_equal", False)
    with pytest.raises(ModelFailed, match="Nothing was written"):
        report_of(ConvertRequest(model, target, verify=True))
    assert target.read_bytes() == b"before"
    assert {path.name for path in tmp_path.iterdir()} == {"birds.tflite", "birds.onnx"}


def test_pack_is_not_written_over_another_folder(model, labels, tmp_path):
    details = PackDetails(make_tiny_pack(tmp_path / "tiny"))
    with pytest.raises(CannotWrite, match="something already"):
        report_of(ConvertRequest(model, tmp_path / "tiny", labels=labels, pack=details))
