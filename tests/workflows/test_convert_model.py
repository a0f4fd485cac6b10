"""From a checkpoint to a file or a pack, as the command line and the window have it."""

from __future__ import annotations

import hashlib

import numpy as np
import onnx
import pytest

from birdeye.convert.precision import Precision
from birdeye.domain.errors import (
    CannotWrite,
    CheckpointInvalid,
    ModelFailed,
    NothingToIdentify,
    OperatorUnsupported,
)
from birdeye.packs.manifest import Decoder, OutputKind
from birdeye.packs.pack import load_pack
from birdeye.workflows import convert_model as module
from birdeye.workflows.convert_model import convert_model
from birdeye.workflows.convert_request import ConvertReport, ConvertRequest
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.converted_pack import PackDetails
from tests.convert.reference.cases import network_case
from tests.convert.reference.checkpoint_writer import write_checkpoint as write_arrays
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_checkpoints import tiny_classifier, write_checkpoint
from tests.helpers.tiny_pack import BLUE, GREEN, RED, make_tiny_pack

LABELS = "Carpodacus erythrinus (Common Rosefinch)\nSpinus spinus\nAlcedo atthis\n"
SIZE = (32, 32)


@pytest.fixture
def prefix(tmp_path):
    return write_checkpoint(tmp_path / "colours", *tiny_classifier())


@pytest.fixture
def labels(tmp_path):
    path = tmp_path / "species.txt"
    path.write_text(LABELS, encoding="utf-8")
    return path


@pytest.fixture
def companion(tmp_path):
    return make_tiny_pack(tmp_path / "tiny", decoder=Decoder.SSD)


@pytest.fixture
def detector(tmp_path):
    case = network_case("small-ssd-resnet18-deploy")
    write_arrays(tmp_path / "ssd", case.symbol, case.weights)
    return tmp_path / "ssd"


def report_of(request) -> ConvertReport:
    *stages, report = convert_model(request)
    assert stages
    assert all(isinstance(stage, ConvertStage) for stage in stages)
    assert isinstance(report, ConvertReport)
    return report


def beside(folder):
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def test_file_tells_of_itself(prefix, tmp_path):
    report = report_of(ConvertRequest(prefix, tmp_path / "out.onnx", input_size=SIZE))
    model = onnx.load(tmp_path / "out.onnx")
    told = {entry.key: entry.value for entry in model.metadata_props}
    assert told["Image.BitmapPixelFormat"] == "Rgb8"
    assert told["birdeye.source"] == "colours-0000.params"
    assert told["birdeye.classes"] == "3"
    assert told["birdeye.mean"] == "123.68 116.779 103.939"
    assert report.batch_is_dynamic
    assert report.output_shapes == {"softmax": ("N", 3)}
    assert beside(tmp_path) == []


def test_mean_and_scale_can_be_stated(prefix, tmp_path):
    request = ConvertRequest(
        prefix, tmp_path / "out.onnx", input_size=SIZE, mean=(1, 2, 3), scale=(0.5, 0.5, 0.5)
    )
    report = report_of(request)
    assert (report.preprocessing.mean, report.preprocessing.scale) == ((1, 2, 3), (0.5, 0.5, 0.5))


def test_verification_is_reported(prefix, tmp_path):
    request = ConvertRequest(prefix, tmp_path / "out.onnx", input_size=SIZE, verify=True)
    report = report_of(request)
    assert 0 <= report.largest_difference < 1e-4
    assert any("Compared with the original" in sentence for sentence in report.sentences)


def test_failed_verification_leaves_nothing(prefix, tmp_path, monkeypatch):
    def wrong(checkpoint, graph, feeds):
        return [np.full((1, 3), 0.5, np.float32)]

    monkeypatch.setattr("birdeye.convert.mxnet.source.evaluate_graph", wrong)
    request = ConvertRequest(prefix, tmp_path / "out.onnx", input_size=SIZE, verify=True)
    with pytest.raises(ModelFailed, match="does not answer as “colours”"):
        report_of(request)
    assert not (tmp_path / "out.onnx").exists()
    assert beside(tmp_path) == []


def test_classifier_becomes_a_pack_that_identifies(prefix, labels, companion, tmp_path):
    details = PackDetails(companion, title="Colours of birds")
    request = ConvertRequest(
        prefix, tmp_path / "pack", input_size=SIZE, labels=labels, pack=details
    )
    report_of(request)
    pack = load_pack(tmp_path / "pack")
    assert pack.id == "colours-of-birds"
    assert pack.manifest.classifier.output is OutputKind.PROBABILITIES
    digest = hashlib.sha256(pack.classifier_file.read_bytes()).hexdigest()
    assert pack.manifest.classifier.sha256 == digest
    assert [species.scientific_name for species in pack.labels.species] == [
        "Carpodacus erythrinus", "Spinus spinus", "Alcedo atthis",
    ]  # fmt: skip

    from birdeye.imaging.photo_file import open_photo
    from birdeye.vision.identifier import Identifier

    identifier = Identifier(pack)
    for colour, name in ((RED, "Carpodacus erythrinus"), (GREEN, "Spinus spinus"),
                         (BLUE, "Alcedo atthis")):  # fmt: skip
        photo = open_photo(draw_photo(tmp_path / "photo.png", colour))
        (bird,) = identifier.identify(photo)
        assert bird.candidates[0].species.scientific_name == name


def test_detector_becomes_a_pack(detector, companion, tmp_path):
    details = PackDetails(companion, bird_class=1)
    request = ConvertRequest(detector, tmp_path / "pack", input_size=(256, 256), pack=details)
    report_of(request)
    pack = load_pack(tmp_path / "pack")
    assert pack.manifest.detector.decoder is Decoder.SSD
    assert pack.manifest.detector.bird_class == 1
    assert pack.manifest.detector.input.mean == (123, 117, 104)
    assert pack.labels.species == companion.labels.species


def test_class_names_of_a_detector_tell_which_is_the_bird(detector, companion, tmp_path):
    (tmp_path / "classes.txt").write_text("cat\ndog\nbird\nfish\n")
    request = ConvertRequest(
        detector,
        tmp_path / "pack",
        input_size=(256, 256),
        labels=tmp_path / "classes.txt",
        pack=PackDetails(companion),
    )
    report_of(request)
    assert load_pack(tmp_path / "pack").manifest.detector.bird_class == 2


def test_faster_rcnn_becomes_a_pack_with_one_input(companion, tmp_path):
    case = network_case("small-rcnn-vgg16-old")
    write_arrays(tmp_path / "rcnn", case.symbol, case.weights)
    details = PackDetails(companion, bird_class=0)
    request = ConvertRequest(
        tmp_path / "rcnn", tmp_path / "pack", input_size=(240, 320), pack=details
    )
    report = report_of(request)
    assert list(report.input_shapes) == ["data"]
    assert load_pack(tmp_path / "pack").manifest.detector.decoder is Decoder.SSD


def test_pack_without_labels_is_refused_before_anything_is_written(prefix, companion, tmp_path):
    request = ConvertRequest(
        prefix, tmp_path / "pack", input_size=SIZE, pack=PackDetails(companion)
    )
    with pytest.raises(CheckpointInvalid, match="names of its species"):
        report_of(request)
    assert not (tmp_path / "pack").exists()


def test_wrong_number_of_labels_is_refused(prefix, labels, companion, tmp_path):
    labels.write_text(LABELS + "Parus major\n")
    request = ConvertRequest(
        prefix, tmp_path / "pack", input_size=SIZE, labels=labels, pack=PackDetails(companion)
    )
    with pytest.raises(CheckpointInvalid, match="3 outputs, but there are 4 labels"):
        report_of(request)


def test_unknown_class_of_birds_is_asked_for(detector, companion, tmp_path):
    request = ConvertRequest(
        detector, tmp_path / "pack", input_size=(256, 256), pack=PackDetails(companion)
    )
    with pytest.raises(CheckpointInvalid, match="which of its 4 classes is the bird"):
        report_of(request)


def test_what_is_there_is_not_overwritten_by_a_pack(prefix, labels, companion, tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "letter.txt").write_text("mine")
    request = ConvertRequest(
        prefix, tmp_path / "pack", input_size=SIZE, labels=labels, pack=PackDetails(companion)
    )
    with pytest.raises(CannotWrite, match="something already"):
        report_of(request)
    assert (tmp_path / "pack" / "letter.txt").read_text() == "mine"


def test_stopping_leaves_nothing_behind(prefix, tmp_path):
    stages = convert_model(ConvertRequest(prefix, tmp_path / "out.onnx", input_size=SIZE))
    for stage in stages:
        if isinstance(stage, ConvertStage) and "Writing" in stage.text:
            break
    stages.close()
    assert not (tmp_path / "out.onnx").exists()
    assert beside(tmp_path) == []


def test_unsupported_network_writes_nothing(tmp_path):
    write_checkpoint(tmp_path / "odd", [("SpatialTransformer", "warp", ("data", "loc"), {})], {})
    with pytest.raises(OperatorUnsupported):
        report_of(ConvertRequest(tmp_path / "odd", tmp_path / "out.onnx"))
    assert not (tmp_path / "out.onnx").exists()


def test_int8_is_calibrated_with_photos(tmp_path):
    case = network_case("small-resnet18-v1")
    write_arrays(tmp_path / "net", case.symbol, case.weights)
    for index, colour in enumerate((RED, GREEN, BLUE)):
        draw_photo(tmp_path / "photos" / f"{index}.png", colour)
    (tmp_path / "photos" / "broken.jpg").write_bytes(b"no photo")
    request = ConvertRequest(
        tmp_path / "net",
        tmp_path / "out.onnx",
        input_size=(64, 64),
        precision=Precision.INT8,
        calibration=tmp_path / "photos",
    )
    report = report_of(request)
    assert report.precision_change.samples == 3
    kinds = {node.op_type for node in onnx.load(tmp_path / "out.onnx").graph.node}
    assert "QuantizeLinear" in kinds
    assert any("3 sample photos" in sentence for sentence in report.sentences)


def test_float16_needs_no_photos(prefix, tmp_path):
    request = ConvertRequest(
        prefix, tmp_path / "out.onnx", input_size=SIZE, precision=Precision.FP16
    )
    assert report_of(request).precision_change.agreement == 1.0


def test_int8_without_photos_is_refused_before_any_work(prefix, tmp_path):
    request = ConvertRequest(prefix, tmp_path / "out.onnx", precision=Precision.INT8)
    with pytest.raises(NothingToIdentify, match="sample photos"):
        list(convert_model(request))


def test_folder_without_a_photo_cannot_calibrate(prefix, tmp_path):
    (tmp_path / "empty").mkdir()
    request = ConvertRequest(
        prefix,
        tmp_path / "out.onnx",
        input_size=SIZE,
        precision=Precision.INT8,
        calibration=tmp_path / "empty",
    )
    with pytest.raises(NothingToIdentify, match="contains no photo"):
        report_of(request)
    assert not (tmp_path / "out.onnx").exists()


def test_workflow_counts_what_takes_long(prefix, tmp_path):
    request = ConvertRequest(prefix, tmp_path / "out.onnx", input_size=SIZE, verify=True)
    counted = [event for event in convert_model(request) if getattr(event, "total", 0)]
    assert counted[-1].done == counted[-1].total == module.VERIFIED_INPUTS
