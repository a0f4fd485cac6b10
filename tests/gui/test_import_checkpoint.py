"""The dialog that imports an MXNet checkpoint, with the real conversion behind it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from birdeye.gui.dialogs import ask
from birdeye.gui.dialogs.import_checkpoint import ImportCheckpointDialog
from birdeye.gui.jobs import JobRunner
from birdeye.gui.services import Services
from birdeye.gui.tasks.importing import CheckpointImport
from birdeye.gui.theme import Theme, ThemeChoice
from birdeye.packs.library import PackLibrary
from birdeye.workflows import import_checkpoint as workflow
from tests.convert.reference.cases import network_case
from tests.convert.reference.checkpoint_writer import write_checkpoint as write_arrays
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_checkpoints import tiny_classifier, write_checkpoint
from tests.helpers.tiny_pack import BLUE, make_tiny_pack
from tests.helpers.window import results_of, wait_for_results

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
"""Said by the platform without a screen of every dialog that has a least size."""

LONG = 60_000
SPECIES = "Carpodacus erythrinus\nSpinus spinus\nAlcedo atthis\n"


@pytest.fixture
def library(tmp_path):
    make_tiny_pack(tmp_path / "user" / "tiny")
    return PackLibrary(tmp_path / "builtin", tmp_path / "user", tmp_path / "settings.toml")


@pytest.fixture
def work(qapp, library):
    runner = JobRunner(1, "imports")
    yield CheckpointImport(Services(open_library=lambda: library), runner)
    runner.shut_down()


@pytest.fixture
def dialog(qapp, qtbot, work, tmp_path):
    theme = Theme(qapp, ThemeChoice.LIGHT)
    shown = ImportCheckpointDialog(work, theme, str(tmp_path))
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    theme.deleteLater()


@pytest.fixture
def prefix(tmp_path):
    return write_checkpoint(tmp_path / "colours", *tiny_classifier())


@pytest.fixture
def labels(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text(SPECIES)
    return path


def symbol_of(prefix: Path) -> Path:
    return prefix.with_name(f"{prefix.name}-symbol.json")


def look(qtbot, dialog, path):
    with qtbot.waitSignal(dialog._work.previewed, timeout=LONG):
        dialog.checkpoint.set_path(path)


def give_labels(qtbot, dialog, path):
    dialog.form.labels.set_path(path)
    qtbot.waitUntil(
        lambda: dialog.form._labels_fit or bool(dialog.form._labels_problem), timeout=LONG
    )


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fill(qtbot, dialog, prefix, labels):
    """All that a tiny classifier needs; the photo goes in small so that it is quick."""
    look(qtbot, dialog, symbol_of(prefix))
    give_labels(qtbot, dialog, labels)
    dialog.form.input_width.setValue(32)
    dialog.form.input_height.setValue(32)


class Held:
    """Lets a conversion go on stage by stage, and remembers where it wrote."""

    def __init__(self, monkeypatch, tmp_path):
        self.may_go_on = threading.Semaphore(0)
        self.temporary = tmp_path / "temporary"
        self.temporary.mkdir()
        self.closed = threading.Event()
        original = workflow.convert_model
        monkeypatch.setattr("tempfile.tempdir", str(self.temporary))

        def held(request):
            try:
                for event in original(request):
                    yield event
                    self.may_go_on.acquire()
            finally:
                self.closed.set()

        monkeypatch.setattr(workflow, "convert_model", held)


# --- what is asked -------------------------------------------------------------------------------


def test_nothing_can_be_imported_before_a_checkpoint_is_chosen(dialog):
    assert not dialog.import_button.isEnabled()
    assert not dialog.form.isVisible()
    assert "two files" in dialog.summary.text


def test_guesses_are_filled_in_and_say_where_they_come_from(qtbot, dialog, prefix):
    look(qtbot, dialog, symbol_of(prefix))
    form = dialog.form
    assert "Classifier, 3 outputs" in dialog.summary.text
    assert "MXNet 1.9.1" in dialog.summary.text
    assert form.title.text() == "colours"
    assert (form.input_width.value(), form.input_height.value()) == (224, 224)
    assert form.mean.text() == "123.68, 116.779, 103.939"
    assert form.scale.text() == "1, 1, 1"
    assert "mean of MXNet's examples" in form._scale_row.hint
    assert "Guessed" in form._size_row.hint
    form.mean.setText("127.5")
    assert "mean 123.68, 116.779, 103.939" in form._scale_row.hint
    assert not form._bird_row.isVisible()


def test_guess_is_left_to_the_conversion_and_a_change_is_passed_on(qtbot, dialog, prefix):
    look(qtbot, dialog, symbol_of(prefix))
    chosen = dialog.form.chosen(prefix)
    assert (chosen.mean, chosen.scale, chosen.input_size) == (None, None, None)
    dialog.form.mean.clear()
    qtbot.keyClicks(dialog.form.mean, "127.5")
    dialog.form.input_width.setValue(96)
    chosen = dialog.form.chosen(prefix)
    assert chosen.mean == (127.5, 127.5, 127.5)
    assert chosen.input_size == (224, 96)


@pytest.mark.parametrize("text", ["", "1, 2", "one", "nan", "inf, 1, 1", "1e9", "1, 2, 3, 4"])
def test_mean_that_is_not_three_numbers_is_asked_for_again(qtbot, dialog, prefix, labels, text):
    fill(qtbot, dialog, prefix, labels)
    assert dialog.import_button.isEnabled()
    dialog.form.mean.setText(text)
    assert not dialog.import_button.isEnabled()
    assert "three numbers" in dialog.status.text()


def test_either_file_will_do_and_the_question_opens_where_the_last_one_was(
    qtbot, dialog, prefix, monkeypatch
):
    asked = []

    def answer(parent, folder):
        asked.append(folder)
        return prefix.with_name("colours-0000.params")

    monkeypatch.setattr(ask, "for_checkpoint", answer)
    for _ in range(2):
        with qtbot.waitSignal(dialog._work.previewed, timeout=LONG):
            dialog.checkpoint._button.click()
    assert "Classifier" in dialog.summary.text
    assert asked[-1] == str(prefix.parent)


def test_epochs_are_listed_and_another_one_keeps_what_was_typed(qtbot, dialog, prefix, labels):
    look(qtbot, dialog, symbol_of(prefix))
    assert not dialog.epoch.isVisible()
    for epoch in (7, 12):
        write_checkpoint(prefix, *tiny_classifier(), epoch=epoch)
    dialog.checkpoint.clear()
    fill(qtbot, dialog, prefix, labels)
    dialog.form.title.setText("Mine")
    assert [dialog.epoch.itemData(row) for row in range(dialog.epoch.count())] == [0, 7, 12]
    assert dialog.epoch.currentData() == 12
    with qtbot.waitSignal(dialog._work.previewed, timeout=LONG):
        dialog.epoch.setCurrentIndex(1)
        dialog.epoch.activated.emit(1)
    assert dialog.form.chosen(prefix).epoch == 7
    assert dialog.form.title.text() == "Mine"
    assert dialog.import_button.isEnabled()


def test_detector_asks_which_class_is_the_bird(qtbot, dialog, tmp_path):
    case = network_case("small-ssd-resnet18-deploy")
    write_arrays(tmp_path / "ssd", case.symbol, case.weights)
    look(qtbot, dialog, tmp_path / "ssd-0000.params")
    form = dialog.form
    assert "SSD detector, 4 classes" in dialog.summary.text
    assert form._bird_row.isVisible()
    assert form.bird_class.maximum() == 3
    assert "could not be guessed" in form._bird_row.hint
    assert dialog.import_button.isEnabled()
    names = tmp_path / "names.txt"
    names.write_text("cat\ndog\nbird\ncow\n")
    give_labels(qtbot, dialog, names)
    assert form.chosen(tmp_path).pack.bird_class == 2
    names.write_text("cat\ndog\ncow\nhen\n")
    form.labels.clear()
    give_labels(qtbot, dialog, names)
    assert "none of its classes is called bird" in form._labels_row.hint


def test_a_detector_of_ones_own_goes_into_the_model_with_the_classifier(
    qtbot, dialog, prefix, labels, library, tmp_path
):
    case = network_case("small-ssd-vgg16-deploy")
    write_arrays(tmp_path / "ssd", case.symbol, case.weights)
    fill(qtbot, dialog, prefix, labels)
    form = dialog.form
    assert form.companion.isEnabled() and not form.bird_class.isVisible()
    form.detector.set_path(symbol_of(tmp_path / "ssd"))
    assert form.bird_class.isVisible() and not form.companion.isEnabled()
    assert form.chosen(prefix).pack.bird_class is None, "as the file says"
    form.bird_class.setValue(0)
    with qtbot.waitSignal(dialog._work.imported, timeout=LONG):
        press(qtbot, dialog.import_button)
    model = library.default()
    lent = library.get("tiny")
    assert model.id != lent.id
    assert model.manifest.detector.sha256 != lent.manifest.detector.sha256
    assert model.manifest.detector.bird_class == 0
    assert model.labels.distinct_species[0].scientific_name == "Carpodacus erythrinus"


def test_a_detector_that_is_none_is_refused_and_can_be_taken_back(
    qtbot, dialog, prefix, labels, library
):
    fill(qtbot, dialog, prefix, labels)
    dialog.form.detector.set_path(symbol_of(prefix))  # the classifier itself
    with qtbot.waitSignal(dialog._work.failed, timeout=LONG):
        press(qtbot, dialog.import_button)
    assert "not a whole detector" in dialog.status.text()
    dialog.form.detector.set_path(None)
    assert dialog.form.companion.isEnabled()
    with qtbot.waitSignal(dialog._work.imported, timeout=LONG):
        press(qtbot, dialog.import_button)


def test_int8_asks_for_photos(qtbot, dialog, prefix, labels, tmp_path):
    fill(qtbot, dialog, prefix, labels)
    form = dialog.form
    assert not form._photos_row.isVisible()
    form.precision.setCurrentIndex(form.precision.findData("int8"))
    assert form._photos_row.isVisible()
    assert not dialog.import_button.isEnabled()
    form.photos.set_path(tmp_path)
    assert dialog.import_button.isEnabled()
    assert form.chosen(prefix).calibration == tmp_path


def test_every_field_has_a_name_for_a_screen_reader(dialog):
    form = dialog.form
    fields = (form.title, form.bird_class, form.companion, form.input_width, form.input_height,
              form.mean, form.scale, form.precision, dialog.epoch, dialog.progress)  # fmt: skip
    assert all(field.accessibleName() for field in fields)
    assert form.labels._line.accessibleName()


# --- what is refused -----------------------------------------------------------------------------


def test_wrong_number_of_labels_is_told_before_the_import(qtbot, dialog, prefix, labels):
    labels.write_text("Parus major\n")
    look(qtbot, dialog, symbol_of(prefix))
    give_labels(qtbot, dialog, labels)
    told = dialog.form._labels_row.hint
    assert "3 outputs, but the file names 1" in told
    assert not dialog.import_button.isEnabled()
    labels.write_text(SPECIES)
    dialog.form.labels.clear()
    give_labels(qtbot, dialog, labels)
    assert "3 names, as many as" in dialog.form._labels_row.hint
    assert dialog.import_button.isEnabled()


def test_checkpoint_that_cannot_be_converted_says_why(qtbot, dialog, tmp_path):
    rows = [("SpatialTransformer", "warp", ("data", "loc"), {})]
    look(qtbot, dialog, symbol_of(write_checkpoint(tmp_path / "odd", rows, {})))
    assert "cannot be imported" in dialog.summary.text
    assert "SpatialTransformer “warp”" in dialog.summary.text
    assert not dialog.form.isVisible()
    assert not dialog.import_button.isEnabled()


def test_missing_params_are_told(qtbot, dialog, prefix):
    prefix.with_name("colours-0000.params").unlink()
    with qtbot.waitSignal(dialog._work.failed, timeout=LONG):
        dialog.checkpoint.set_path(symbol_of(prefix))
    assert "no file “colours-NNNN.params” beside it" in dialog.summary.text
    assert not dialog.import_button.isEnabled()
    write_checkpoint(prefix, *tiny_classifier())
    dialog.checkpoint.clear()
    look(qtbot, dialog, symbol_of(prefix))
    assert "Classifier" in dialog.summary.text


def test_without_any_model_there_is_none_to_lend_the_other_network(qtbot, dialog, prefix, library):
    library.remove("tiny")
    look(qtbot, dialog, symbol_of(prefix))
    assert "no installed model can provide the other" in dialog.summary.text
    assert not dialog.import_button.isEnabled()


def test_failed_import_loses_nothing_that_was_typed(qtbot, dialog, prefix, labels, library):
    fill(qtbot, dialog, prefix, labels)
    form = dialog.form
    form.title.setText("Tiny test pack")
    with qtbot.waitSignal(dialog._work.failed, timeout=LONG):
        press(qtbot, dialog.import_button)
    assert "already is a model called “Tiny test pack”" in dialog.status.text()
    assert dialog.isVisible()
    assert form.title.text() == "Tiny test pack"
    assert form.labels.path == labels
    assert form.input_width.value() == 32
    assert dialog.import_button.isEnabled()
    assert [pack.id for pack in library.packs()] == ["tiny"]


# --- what is done --------------------------------------------------------------------------------


def test_import_installs_and_chooses_the_model(qtbot, dialog, prefix, labels, library):
    fill(qtbot, dialog, prefix, labels)
    dialog.form.title.setText("Bunte Vögel")
    with qtbot.waitSignal(dialog._work.imported, timeout=LONG) as told:
        press(qtbot, dialog.import_button)
    assert told.args[:2] == ["Bunte Vögel", True]
    assert "“Bunte Vögel” is installed" in dialog.summary.text
    assert "largest relative difference" in dialog.summary.text
    assert not dialog.form.isVisible()
    press(qtbot, dialog.cancel_button)
    assert not dialog.isVisible()
    pack = library.default()
    assert pack.title == "Bunte Vögel"
    assert pack.manifest.classifier.input.width == 32
    assert pack.manifest.classifier.input.mean == (123.68, 116.779, 103.939)


def test_model_is_only_chosen_if_that_is_wished(qtbot, dialog, prefix, labels, library):
    fill(qtbot, dialog, prefix, labels)
    dialog.form.choose.setChecked(False)
    with qtbot.waitSignal(dialog._work.imported, timeout=LONG) as told:
        press(qtbot, dialog.import_button)
    assert told.args[:2] == ["colours", False]
    assert library.default().id == "tiny"
    assert library.get("colours")


def test_cancel_in_the_middle_leaves_nothing(
    qtbot, dialog, prefix, labels, library, monkeypatch, tmp_path
):
    held = Held(monkeypatch, tmp_path)
    fill(qtbot, dialog, prefix, labels)
    before = sorted(path for path in tmp_path.rglob("*"))
    shown = []
    dialog._work.progressed.connect(lambda text, done, total: shown.append(text))
    press(qtbot, dialog.import_button)
    for _ in range(3):
        held.may_go_on.release()
    qtbot.waitUntil(lambda: any("Comparing" in text for text in shown), timeout=LONG)
    assert any(held.temporary.rglob("*.onnx"))
    assert not dialog.form.isEnabled()
    press(qtbot, dialog.cancel_button)
    assert "Stopping" in dialog.status.text()
    with qtbot.waitSignal(dialog._work.stopped, timeout=LONG):
        held.may_go_on.release()
    assert held.closed.is_set()
    assert sorted(path for path in tmp_path.rglob("*")) == before
    assert dialog.isVisible()
    assert "nothing was installed" in dialog.status.text()
    assert dialog.form.labels.path == labels
    press(qtbot, dialog.cancel_button)
    assert not dialog.isVisible()


def test_closing_while_it_stops_lets_go_of_the_dialog(
    qtbot, dialog, prefix, labels, library, monkeypatch, tmp_path
):
    held = Held(monkeypatch, tmp_path)
    fill(qtbot, dialog, prefix, labels)
    with qtbot.waitSignal(dialog._work.progressed, timeout=LONG):
        press(qtbot, dialog.import_button)
    dialog.close()
    assert dialog.isVisible()
    dialog.close()
    assert not dialog.isVisible()
    with qtbot.waitSignal(dialog._work.stopped, timeout=LONG):
        held.may_go_on.release()
    assert [pack.id for pack in library.packs()] == ["tiny"]


def test_checkpoint_of_birds_is_imported_from_the_menu_and_identifies(
    qtbot, make_program, tiny_pack, tmp_path, prefix, labels
):
    photo = draw_photo(tmp_path / "photo.png", BLUE)
    program = make_program(paths=[photo])
    wait_for_results(qtbot, program, 1)
    program.window.all_actions.import_checkpoint.trigger()
    dialog = program.window.findChild(ImportCheckpointDialog)
    fill(qtbot, dialog, prefix, labels)
    dialog.form.mean.setText("0")
    with qtbot.waitSignal(program.importing.imported, timeout=LONG):
        press(qtbot, dialog.import_button)
    said = "The model “colours” was imported and is in use."
    qtbot.waitUntil(lambda: program.window.notice.text.startswith(said))
    qtbot.waitUntil(lambda: program.identification.pack.id == "colours")
    wait_for_results(qtbot, program, 1)
    (result,) = results_of(program)
    best = result.birds[0].candidates[0]
    assert best.species.scientific_name == "Alcedo atthis"
    assert best.probability > 0.9


def test_shutting_down_in_the_middle_leaves_nothing(
    qtbot, make_program, tiny_pack, data_folder, tmp_path, prefix, labels, monkeypatch
):
    held = Held(monkeypatch, tmp_path)
    program = make_program()
    program.window.all_actions.import_checkpoint.trigger()
    dialog = program.window.findChild(ImportCheckpointDialog)
    fill(qtbot, dialog, prefix, labels)
    with qtbot.waitSignal(program.importing.progressed, timeout=LONG):
        press(qtbot, dialog.import_button)
    (conversion,) = (one for one in program.runners if one.objectName() == "conversion")

    def go_on_once_it_is_shut_down() -> None:
        """Not before, or the import may be over."""
        while not conversion.is_shut_down:
            time.sleep(0.01)
        held.may_go_on.release(100)

    going_on = threading.Thread(target=go_on_once_it_is_shut_down, daemon=True)
    going_on.start()
    program.window.close()
    going_on.join()
    assert held.closed.is_set()
    assert list(held.temporary.iterdir()) == []
    assert [path.name for path in (data_folder / "packs").iterdir()] == ["tiny"]


def test_stages_are_sentences_for_a_person(qtbot, dialog, prefix, labels):
    fill(qtbot, dialog, prefix, labels)
    told = []
    dialog._work.progressed.connect(lambda text, done, total: told.append((text, done, total)))
    with qtbot.waitSignal(dialog._work.imported, timeout=LONG):
        press(qtbot, dialog.import_button)
    assert told[0][0] == "Reading the network"
    assert ("Comparing with the original", 2, 2) in told
    assert told[-1][0] == "Installing the model"
