"""The two steps of an import: what the person is shown, and the model that is installed."""

from __future__ import annotations

import pytest

from birdeye.convert.network_kind import NetworkKind
from birdeye.domain.errors import CheckpointInvalid
from birdeye.packs.library import PackLibrary
from birdeye.workflows.convert_model import ConvertRequest, ConvertStage
from birdeye.workflows.converted_pack import PackWish
from birdeye.workflows.import_checkpoint import import_checkpoint, preview_checkpoint
from tests.convert.reference.cases import network_case
from tests.convert.reference.checkpoint_writer import write_checkpoint as write_arrays
from tests.helpers.tiny_checkpoints import tiny_classifier, write_checkpoint
from tests.helpers.tiny_pack import make_tiny_pack


@pytest.fixture
def prefix(tmp_path):
    return write_checkpoint(tmp_path / "colours", *tiny_classifier())


@pytest.fixture
def library(tmp_path):
    make_tiny_pack(tmp_path / "user" / "tiny")
    return PackLibrary(tmp_path / "builtin", tmp_path / "user", tmp_path / "settings.toml")


@pytest.fixture
def labels(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("Carpodacus erythrinus\nSpinus spinus\nAlcedo atthis\n")
    return path


def test_preview_of_a_classifier_asks_for_labels(prefix):
    (preview,) = preview_checkpoint(prefix)
    assert preview.kind is NetworkKind.CLASSIFIER
    assert preview.class_count == 3
    assert preview.needs_labels
    assert not preview.is_detector
    assert preview.input_size == (224, 224)
    assert not preview.problem


def test_preview_of_a_detector_asks_for_the_class_of_birds(tmp_path):
    case = network_case("small-ssd-resnet18-deploy")
    write_arrays(tmp_path / "ssd", case.symbol, case.weights)
    (preview,) = preview_checkpoint(tmp_path / "ssd")
    assert preview.kind is NetworkKind.SSD
    assert preview.class_count == 4
    assert preview.is_detector
    assert preview.usual_bird_class is None
    assert not preview.needs_labels


def test_preview_tells_what_cannot_be_converted(tmp_path):
    write_checkpoint(tmp_path / "odd", [("SpatialTransformer", "w", ("data", "loc"), {})], {})
    (preview,) = preview_checkpoint(tmp_path / "odd")
    assert "SpatialTransformer" in preview.problem
    assert preview.input_size is None


def test_import_installs_and_chooses_the_model(prefix, labels, library):
    request = ConvertRequest(
        prefix,
        prefix,
        input_size=(32, 32),
        labels=labels,
        pack=PackWish(library.default(), title="Colours"),
    )
    *stages, pack = import_checkpoint(request, library)
    assert all(isinstance(stage, ConvertStage) for stage in stages)
    assert pack.id == library.default().id == "colours"
    assert pack.folder.parent.name == "user"


def test_failed_import_changes_nothing(prefix, library):
    request = ConvertRequest(prefix, prefix, input_size=(32, 32))
    with pytest.raises(CheckpointInvalid, match="names of its species"):
        list(import_checkpoint(request, library))
    assert [pack.id for pack in library.packs()] == ["tiny"]


def test_import_can_be_stopped_at_every_stage(prefix, labels, library):
    request = ConvertRequest(prefix, prefix, input_size=(32, 32), labels=labels)
    count = len(list(import_checkpoint(request, library))) - 1
    for stop in range(count):
        library.set_default("tiny")
        if any(pack.id == "colours" for pack in library.packs()):
            library.remove("colours")
        events = import_checkpoint(request, library)
        for _ in range(stop + 1):
            next(events)
        events.close()
        assert [pack.id for pack in library.packs()] == ["tiny"]
