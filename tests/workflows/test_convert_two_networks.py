"""A pack of a detector and a classifier that both come from files, and networks in archives."""

from __future__ import annotations

import zipfile

import pytest

from birdeye.domain.errors import CheckpointInvalid
from birdeye.packs.pack import load_pack
from birdeye.workflows.convert_model import convert_model
from birdeye.workflows.convert_request import ConvertRequest
from birdeye.workflows.converted_pack import PackDetails
from birdeye.workflows.published_zip import unpacked
from tests.convert.reference.cases import network_case
from tests.convert.reference.checkpoint_writer import write_checkpoint as write_arrays
from tests.helpers.tiny_checkpoints import tiny_classifier, write_checkpoint


@pytest.fixture
def classifier(tmp_path):
    return write_checkpoint(tmp_path / "colours", *tiny_classifier())


@pytest.fixture
def detector(tmp_path):
    case = network_case("small-ssd-vgg16-deploy")
    write_arrays(tmp_path / "ssd", case.symbol, case.weights)
    return tmp_path / "ssd"


@pytest.fixture
def labels(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("Carpodacus erythrinus\nSpinus spinus\nAlcedo atthis\n")
    return path


def archive_of(prefix, target, folder="models/"):
    """As the SSDs of 2017 were published: both files in a folder of a zip."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(prefix.parent.glob(f"{prefix.name}-*")):
            archive.write(path, folder + path.name)
        archive.writestr(f"{folder}readme.txt", "hello")
    return target


def converted(classifier, detector, labels, tmp_path):
    details = PackDetails(None, title="Both", bird_class=0)
    request = ConvertRequest(
        classifier, tmp_path / "pack", input_size=(32, 32), labels=labels, pack=details,
        detector=detector, verify=True,
    )  # fmt: skip
    *_, report = convert_model(request)
    return report


def test_two_networks_become_one_pack(classifier, detector, labels, tmp_path):
    report = converted(classifier, detector, labels, tmp_path)
    pack = load_pack(tmp_path / "pack")
    assert pack.title == "Both"
    assert len(pack.labels) == 3
    assert (pack.manifest.detector.input.width, pack.manifest.classifier.input.width) == (300, 32)
    told = "\n".join(report.sentences)
    assert "“ssd” is an SSD detector" in told
    assert "“colours” is a classifier of 3 classes" in told
    assert "Class 0, counted from 0, is taken as the bird (as asked for" in told


def test_networks_are_taken_in_the_zip_that_they_were_published_in(
    classifier, detector, labels, tmp_path
):
    archives = [
        archive_of(prefix, tmp_path / f"{prefix.name}.zip") for prefix in (classifier, detector)
    ]
    converted(*archives, labels, tmp_path)
    assert load_pack(tmp_path / "pack").title == "Both"


def test_two_classifiers_do_not_make_a_pack(classifier, labels, tmp_path):
    with pytest.raises(CheckpointInvalid, match="not a whole detector"):
        converted(classifier, classifier, labels, tmp_path)
    assert not (tmp_path / "pack").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"no archive at all"])
def test_broken_archive_is_refused(content, tmp_path):
    path = tmp_path / "broken.zip"
    path.write_bytes(content)
    with pytest.raises(CheckpointInvalid, match="cannot be unpacked"), unpacked(path):
        pass


def test_archive_with_two_networks_asks_for_one(classifier, detector, tmp_path):
    target = archive_of(classifier, tmp_path / "both.zip")
    with zipfile.ZipFile(target, "a") as archive:
        for path in sorted(detector.parent.glob("ssd-*")):
            archive.write(path, f"other/{path.name}")
    with pytest.raises(CheckpointInvalid, match="2 networks"), unpacked(target):
        pass


def test_names_that_lead_out_of_the_archive_lead_nowhere(classifier, tmp_path):
    target = archive_of(classifier, tmp_path / "out.zip", folder="../../../")
    with unpacked(target) as found:
        assert found.parent != tmp_path
        assert found.name == "colours-symbol.json"
    assert not found.exists()
