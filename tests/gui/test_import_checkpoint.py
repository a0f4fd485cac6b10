"""The dialog that imports an MXNet checkpoint, with the real conversion behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from birdeye.gui.controllers.importing import CheckpointImport
from birdeye.gui.dialogs.import_checkpoint import ImportCheckpointDialog
from birdeye.gui.jobs import JobRunner
from birdeye.gui.services import Services
from birdeye.packs.library import PackLibrary
from tests.convert.reference.cases import network_case
from tests.convert.reference.checkpoint_writer import write_checkpoint as write_arrays
from tests.helpers.tiny_checkpoints import tiny_classifier, write_checkpoint
from tests.helpers.tiny_pack import make_tiny_pack

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
"""Said by the platform without a screen of every dialog that has a least size."""


@pytest.fixture
def library(tmp_path):
    make_tiny_pack(tmp_path / "user" / "tiny")
    return PackLibrary(tmp_path / "builtin", tmp_path / "user", tmp_path / "settings.toml")


@pytest.fixture
def dialog(qtbot, library):
    runner = JobRunner(1, "imports")
    work = CheckpointImport(Services(open_library=lambda: library), runner)
    shown = ImportCheckpointDialog(work)
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    runner.shut_down()


@pytest.fixture
def prefix(tmp_path):
    return write_checkpoint(tmp_path / "colours", *tiny_classifier())


@pytest.fixture
def labels(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("Carpodacus erythrinus\nSpinus spinus\nAlcedo atthis\n")
    return path


def look(qtbot, dialog, prefix):
    with qtbot.waitSignal(dialog._work.previewed, timeout=30_000):
        dialog.look_at(prefix.with_name(f"{prefix.name}-symbol.json"))


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_can_be_imported_before_a_checkpoint_is_chosen(dialog):
    assert not dialog.import_button.isEnabled()
    assert not dialog.mean.isEnabled()


def test_guesses_are_filled_in_and_labels_are_asked_for(qtbot, dialog, prefix, labels):
    look(qtbot, dialog, prefix)
    assert "classifier, 3 classes" in dialog.explanation.text()
    assert dialog.title.text() == "colours"
    assert (dialog.input_width.value(), dialog.input_height.value()) == (224, 224)
    assert dialog.mean.text() == "123.68, 116.779, 103.939"
    assert "label file" in dialog.status.text()
    assert not dialog.import_button.isEnabled()
    dialog.labels.setText(str(labels))
    assert dialog.import_button.isEnabled()
    assert dialog.status.text() == ""
    assert not dialog.bird_class.isVisible()
    assert dialog.wish.bird_class is None


def test_import_installs_and_chooses_the_model(qtbot, dialog, prefix, labels, library):
    look(qtbot, dialog, prefix)
    dialog.labels.setText(str(labels))
    dialog.title.setText("Bunte Vögel")
    dialog.input_width.setValue(32)
    dialog.input_height.setValue(32)
    with qtbot.waitSignal(dialog.imported, timeout=60_000) as told:
        press(qtbot, dialog.import_button)
    assert told.args == ["Bunte Vögel"]
    assert not dialog.isVisible()
    pack = library.default()
    assert pack.title == "Bunte Vögel"
    assert pack.manifest.classifier.input.width == 32
    assert pack.manifest.classifier.input.mean == (123.68, 116.779, 103.939)


def test_guess_is_passed_on_in_full_and_a_change_as_typed(qtbot, dialog, prefix):
    look(qtbot, dialog, prefix)
    assert dialog.wish.mean is None
    dialog.mean.clear()
    qtbot.keyClicks(dialog.mean, "127.5")
    assert dialog.wish.mean == (127.5, 127.5, 127.5)


def test_refused_import_is_told_and_can_be_mended(qtbot, dialog, prefix, labels, library):
    labels.write_text("Parus major\n")
    look(qtbot, dialog, prefix)
    dialog.labels.setText(str(labels))
    with qtbot.waitSignal(dialog._work.failed, timeout=60_000):
        press(qtbot, dialog.import_button)
    assert "3 outputs, but there are 1 labels" in dialog.status.text()
    assert dialog.isVisible()
    assert dialog.import_button.isEnabled()
    assert [pack.id for pack in library.packs()] == ["tiny"]


def test_what_is_no_checkpoint_is_told(qtbot, dialog, tmp_path):
    with qtbot.waitSignal(dialog._work.failed, timeout=30_000):
        dialog.look_at(tmp_path / "absent-symbol.json")
    assert "absent-symbol.json" in dialog.explanation.text()
    assert not dialog.import_button.isEnabled()


def test_checkpoint_that_cannot_be_converted_says_why(qtbot, dialog, tmp_path):
    rows = [("SpatialTransformer", "warp", ("data", "loc"), {})]
    look(qtbot, dialog, write_checkpoint(tmp_path / "odd", rows, {}))
    assert "SpatialTransformer “warp”" in dialog.explanation.text()
    assert not dialog.import_button.isEnabled()


def test_detector_asks_which_class_is_the_bird(qtbot, dialog, tmp_path):
    case = network_case("small-ssd-resnet18-deploy")
    write_arrays(tmp_path / "ssd", case.symbol, case.weights)
    look(qtbot, dialog, tmp_path / "ssd")
    assert dialog.bird_class.isVisible()
    assert not dialog.labels.isVisible()
    dialog.bird_class.setValue(2)
    assert dialog.wish.bird_class == 2
    assert dialog.import_button.isEnabled()


def test_int8_asks_for_photos(qtbot, dialog, prefix, labels, tmp_path):
    look(qtbot, dialog, prefix)
    dialog.labels.setText(str(labels))
    assert not dialog.calibration.isVisible()
    dialog.precision.setCurrentIndex(dialog.precision.findData("int8"))
    assert dialog.calibration.isVisible()
    assert not dialog.import_button.isEnabled()
    dialog.calibration.setText(str(tmp_path))
    assert dialog.import_button.isEnabled()


def test_cancel_stops_an_import_and_installs_nothing(qtbot, dialog, prefix, labels, library):
    look(qtbot, dialog, prefix)
    dialog.labels.setText(str(labels))
    cancel = dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    with qtbot.waitSignal(dialog._work.stopped, timeout=60_000):
        press(qtbot, dialog.import_button)
        press(qtbot, cancel)
    assert dialog.isVisible()
    assert "nothing was installed" in dialog.status.text()
    assert [pack.id for pack in library.packs()] == ["tiny"]
    press(qtbot, cancel)
    assert not dialog.isVisible()
