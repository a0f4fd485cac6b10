"""The two steps of an import: what the user is shown, and the model that is installed."""

from __future__ import annotations

import itertools

import pytest

from birdeye.convert.network_kind import NetworkKind
from birdeye.domain.errors import BirdeyeError, CheckpointInvalid
from birdeye.packs.default_choice import read_default_choice
from birdeye.packs.library import PackLibrary
from birdeye.workflows.convert_request import ConvertRequest
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.converted_pack import PackDetails
from birdeye.workflows.import_checkpoint import (
    ImportedModel,
    check_labels,
    import_checkpoint,
    preview_checkpoint,
)
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


def previewed(prefix, library, epoch=None):
    *stages, preview = preview_checkpoint(prefix, library, epoch)
    assert all(isinstance(stage, ConvertStage) for stage in stages)
    return preview


def a_request(prefix, labels, library, title="Colours"):
    pack = PackDetails(library.default(), title=title)
    return ConvertRequest(prefix, prefix, input_size=(32, 32), labels=labels, pack=pack)


def test_preview_of_a_classifier_asks_for_labels(prefix, library):
    preview = previewed(prefix, library)
    assert preview.kind is NetworkKind.CLASSIFIER
    assert preview.class_count == 3
    assert preview.needs_labels
    assert not preview.is_detector
    assert preview.usual_bird_class is None
    assert preview.input_size == (224, 224)
    assert [pack.id for pack in preview.companions] == ["tiny"]
    assert not preview.problem


def test_preview_of_a_detector_asks_for_the_class_of_birds(tmp_path, library):
    case = network_case("small-ssd-resnet18-deploy")
    write_arrays(tmp_path / "ssd", case.symbol, case.weights)
    preview = previewed(tmp_path / "ssd", library)
    assert preview.kind is NetworkKind.SSD
    assert preview.class_count == 4
    assert preview.is_detector
    assert preview.usual_bird_class is None
    assert not preview.needs_labels


def test_preview_tells_what_cannot_be_converted(tmp_path, library):
    write_checkpoint(tmp_path / "odd", [("SpatialTransformer", "w", ("data", "loc"), {})], {})
    preview = previewed(tmp_path / "odd", library)
    assert "SpatialTransformer" in preview.problem
    assert preview.input_size is None


def test_preview_tells_what_cannot_be_part_of_a_model(tmp_path, library):
    rows, weights = tiny_classifier()
    write_checkpoint(tmp_path / "two", rows, weights, heads=("bn0", "softmax"))
    preview = previewed(tmp_path / "two", library)
    assert preview.kind is NetworkKind.OTHER
    assert "cannot be part of a model" in preview.problem


def test_default_model_lends_the_other_network_first(prefix, library, tmp_path):
    make_tiny_pack(tmp_path / "user" / "first", pack_id="first", title="A first one")
    library.set_default("tiny")
    assert [pack.id for pack in previewed(prefix, library).companions] == ["tiny", "first"]


def test_epochs_beside_each_other_are_listed_and_those_of_others_are_not(prefix, library):
    for name, epoch in (("colours", 3), ("colours", 12), ("colours-old", 5)):
        write_checkpoint(prefix.with_name(name), *tiny_classifier(), epoch=epoch)
    assert previewed(prefix, library).epochs == (0, 3, 12)
    assert previewed(prefix, library).epoch == 12
    assert previewed(prefix.with_name("colours-0003.params"), library).epoch == 3
    assert previewed(prefix, library, 0).epoch == 0


def test_labels_that_fit_are_counted(prefix, labels, library):
    labels.write_text("Carpodacus erythrinus\nbackground\nAlcedo atthis\n")
    (found,) = check_labels(labels, previewed(prefix, library))
    assert (found.count, found.species, found.first) == (3, 2, "Carpodacus erythrinus")


def test_labels_of_another_training_are_refused(prefix, labels, library):
    labels.write_text("Parus major\n")
    with pytest.raises(CheckpointInvalid, match="3 outputs, but the file names 1"):
        list(check_labels(labels, previewed(prefix, library)))


@pytest.mark.parametrize("choose", [True, False])
def test_import_installs_the_model_and_chooses_it_if_wished(prefix, labels, library, choose):
    request = a_request(prefix, labels, library)
    *stages, imported = import_checkpoint(request, library, choose=choose)
    pack = imported.pack
    assert any("32 x 32 pixels" in sentence for sentence in imported.sentences)
    assert all(isinstance(stage, ConvertStage) for stage in stages)
    assert pack.id == "colours"
    assert pack.folder.parent.name == "user"
    assert library.default().id == ("colours" if choose else "tiny")


def test_failed_import_changes_nothing(prefix, library):
    request = ConvertRequest(prefix, prefix, input_size=(32, 32))
    with pytest.raises(CheckpointInvalid, match="names of its species"):
        list(import_checkpoint(request, library))
    assert [pack.id for pack in library.packs()] == ["tiny"]


def test_installed_model_of_the_same_name_is_never_replaced(prefix, labels, library):
    request = a_request(prefix, labels, library, title="TINY test pack")
    with pytest.raises(BirdeyeError, match="already"):
        next(import_checkpoint(request, library))
    list(import_checkpoint(a_request(prefix, labels, library), library))
    assert previewed(prefix, library).title == "colours 2"


def test_names_in_other_scripts_get_ids_of_their_own(prefix, labels, library):
    ids = []
    for title in ("花园的鸟", "山里的鸟"):
        *_, imported = import_checkpoint(a_request(prefix, labels, library, title), library)
        ids.append((imported.pack.id, imported.pack.title))
    assert ids == [("converted", "花园的鸟"), ("converted-2", "山里的鸟")]


@pytest.mark.parametrize("choice", [None, "tiny"])
def test_import_can_be_stopped_at_every_stage(prefix, labels, library, choice):
    """At the last one, too, where the model is installed already."""
    if choice is not None:
        library.set_default(choice)
    request = a_request(prefix, labels, library)
    for stop in itertools.count(1):
        events = import_checkpoint(request, library)
        seen = list(itertools.islice(events, stop))
        events.close()
        if len(seen) < stop:
            break
        assert [pack.id for pack in library.packs()] == ["tiny"]
        assert read_default_choice(library.settings_file) == choice
        assert [path.name for path in library.user_folder.glob("[!.]*")] == ["tiny"]
    assert isinstance(seen[-1], ImportedModel)
