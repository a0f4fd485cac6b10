"""The export dialog over a real catalogue: choices, live preview, progress, cancel, problems."""

from __future__ import annotations

import csv
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.identification import PhotoResult, Rank
from birdeye.domain.photos import PhotoMetadata
from birdeye.domain.review import confirmed
from birdeye.domain.species import LANGUAGES
from birdeye.export.choice import LeftOut
from birdeye.export.registry import FORMATS, format_by_id
from birdeye.gui import export_wording
from birdeye.gui.dialogs import ask
from birdeye.gui.dialogs.export_form import ExportScopes
from birdeye.gui.dialogs.export_photos import ExportDialog
from birdeye.gui.jobs import JobRunner
from birdeye.gui.tasks.exporting import Exporting
from birdeye.gui.theme import Theme, ThemeChoice
from tests.export.test_pictures import ScriptedPictures
from tests.helpers.made_results import PACK, TOP, make_bird, seen
from tests.helpers.photo_records import COLOGNE, MORNING, TOOLS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


class ExportServices:
    """A catalogue of its own, and pictures that can be held up."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "catalogue.sqlite"
        self.pictures = HeldUpPictures()

    def open_catalogue(self):
        return Catalogue(self.file, TOOLS.species_of)

    def export_tools(self):
        return replace(TOOLS, pictures=self.pictures)


class HeldUpPictures(ScriptedPictures):
    """Cuts out nothing before the test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def cut_out(self, path, cutouts):
        self.may_go_on.wait(10)
        return super().cut_out(path, cutouts)


@pytest.fixture
def services(tmp_path):
    return ExportServices(tmp_path)


@pytest.fixture
def photo_ids(services, tmp_path):
    """Three photos with a bird each; that of the first is confirmed as a great tit."""
    metadata = PhotoMetadata(MORNING, COLOGNE)
    ids = []
    with services.open_catalogue() as catalogue:
        for name in ("a.jpg", "b.jpg", "unreadable.jpg"):
            path = tmp_path / "photos" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"a photo")
            bird = make_bird("Turdus merula")
            result = PhotoResult(path, 600, 400, (bird,), metadata=metadata)
            ids.append(catalogue.remember(seen(path), result, PACK, TOP))
        (bird,) = catalogue.record(ids[0]).birds
        review = confirmed(Rank.SPECIES, "Parus major")
        catalogue.carry_out(ReviewBirds((bird.bird_id,), review))
    return tuple(ids)


@pytest.fixture
def open_dialog(qapp, qtbot, services, photo_ids, tmp_path):
    runner = JobRunner(1, "export")
    work = Exporting(services, runner)

    def open_one(scopes=None, **choices):
        scopes = scopes or ExportScopes(photo_ids[:2], photo_ids)
        choices = {"language": "en", "folder": str(tmp_path / "out")} | choices
        dialog = ExportDialog(work, Theme(qapp, ThemeChoice.LIGHT), scopes, **choices)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: bool(dialog.preview.text))
        qtbot.waitUntil(lambda: "Checking" not in dialog.preview.text)
        return dialog

    yield open_one
    services.pictures.may_go_on.set()
    work.cancel()
    runner.shut_down()


def choose(qtbot, dialog, format_id):
    """Choose a format and wait for its preview."""
    row = [known.id for known in FORMATS].index(format_id)
    if row != dialog.formats.currentRow():
        with qtbot.waitSignal(dialog._work.planned):
            dialog.formats.setCurrentRow(row)


def choose_all_birds(qtbot, dialog):
    with qtbot.waitSignal(dialog._work.planned):
        dialog.form.birds.setCurrentIndex(1)


def test_the_preview_says_what_would_be_written_and_what_not(open_dialog, tmp_path):
    dialog = open_dialog()
    assert dialog.preview.text.splitlines() == [
        "1 bird in 1 photo",
        "1 file will be written.",
        str(tmp_path / "out" / "birds.csv"),
        "1 box is left out: it is not confirmed.",
    ]
    assert dialog.export_button.isEnabled()
    assert not (tmp_path / "out").exists()


def test_the_preview_follows_every_choice(open_dialog, qtbot):
    dialog = open_dialog()
    choose_all_birds(qtbot, dialog)
    assert "2 birds in 2 photos" in dialog.preview.text
    assert "1 bird is not confirmed, and marked as such." in dialog.preview.text
    with qtbot.waitSignal(dialog._work.planned):
        dialog.form.scope.setCurrentIndex(1)
    assert "3 birds in 3 photos" in dialog.preview.text


def test_scopes_are_those_that_there_are(open_dialog, photo_ids):
    dialog = open_dialog(ExportScopes(photo_ids[:1], photo_ids))
    scope = dialog.form.scope
    assert [scope.itemText(row) for row in range(scope.count())] == [
        "Shown: 3 photos",
        "All photos that Birdeye knows",
    ]
    without_photos = open_dialog(ExportScopes())
    assert without_photos.form.scope.count() == 1


def test_an_export_writes_closes_and_tells(open_dialog, qtbot, tmp_path):
    dialog = open_dialog()
    remembered = []
    dialog.folder_used.connect(remembered.append)
    dialog.format_used.connect(remembered.append)
    with qtbot.waitSignal(dialog.succeeded) as told:
        dialog.export_button.click()
    (done,) = told.args
    assert export_wording.done_sentence(done) == "1 photo exported to “birds.csv”."
    assert export_wording.folder_to_show(done) == tmp_path / "out"
    assert not dialog.isVisible()
    assert remembered == ["csv", str(tmp_path / "out")]
    with (tmp_path / "out" / "birds.csv").open(encoding="utf-8-sig") as file:
        assert [row["taxon"] for row in csv.DictReader(file)] == ["Parus major"]


def test_a_file_that_is_there_is_said_to_be_replaced(open_dialog, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "birds.csv").write_text("old")
    dialog = open_dialog()
    assert "1 is there already and will be replaced." in dialog.preview.text


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.id)
def test_every_format_has_words_and_only_the_questions_it_needs(open_dialog, qtbot, known):
    dialog = open_dialog(format_id=known.id)
    title, purpose = export_wording.format_words(known)
    assert title and purpose
    form = dialog.form
    assert form.destination.isVisible() is known.asks_for_place
    assert form.without_position.isVisible() is known.tells_position
    publishes = known.id in ("darwin-core", "camtrap-dp")
    for field in (form.observer, form.licence, form.rights_holder):
        assert field.isVisible() is publishes
    assert form.sidecars.isVisible() is (known.id == "xmp")
    assert form.consent.isVisible() is (known.id == "keywords")


def test_every_reason_has_words():
    for reason in LeftOut:
        assert export_wording.left_out(reason, 1) != export_wording.left_out(reason, 2)
        assert export_wording.left_out(reason, 2).startswith("2 ")


def test_photos_are_changed_only_after_a_yes_that_no_other_format_inherits(
    open_dialog, qtbot, tmp_path
):
    dialog = open_dialog()
    choose(qtbot, dialog, "keywords")
    assert not dialog.export_button.isEnabled()
    assert dialog.status.text() == "Confirm that your photos may be changed."
    assert "1 photo will be changed." in dialog.preview.text
    with qtbot.waitSignal(dialog._work.planned):
        dialog.form.consent.setChecked(True)
    assert dialog.export_button.isEnabled()
    choose(qtbot, dialog, "xmp")
    choose(qtbot, dialog, "keywords")
    assert not dialog.form.consent.isChecked()


def test_a_folder_is_asked_for_where_many_files_are_written(
    open_dialog, qtbot, tmp_path, monkeypatch
):
    dialog = open_dialog()
    dialog.formats.setCurrentRow([known.id for known in FORMATS].index("crops"))
    qtbot.waitUntil(lambda: dialog.preview.text == "Choose a destination.")
    assert not dialog.export_button.isEnabled()
    monkeypatch.setattr(ask, "for_export_folder", lambda parent, folder: tmp_path / "crops")
    with qtbot.waitSignal(dialog._work.planned):
        dialog.form.destination._button.click()
    with qtbot.waitSignal(dialog.succeeded) as told:
        dialog.export_button.click()
    assert export_wording.folder_to_show(told.args[0]) == tmp_path / "crops"
    assert (tmp_path / "crops" / "Parus major (Great Tit)" / "a-1.jpg").exists()


def choose_crops(qtbot, dialog, tmp_path):
    """All three birds, into a folder."""
    dialog.formats.setCurrentRow([known.id for known in FORMATS].index("crops"))
    dialog.form.scope.setCurrentIndex(1)
    dialog.form.birds.setCurrentIndex(1)
    with qtbot.waitSignal(dialog._work.planned):
        dialog.form.destination.set_path(tmp_path / "crops")


def test_a_name_that_no_file_can_have_is_refused_in_a_sentence(open_dialog, qtbot, tmp_path):
    dialog = open_dialog()
    for format_id in ("csv", "crops"):
        dialog.formats.setCurrentRow([known.id for known in FORMATS].index(format_id))
        dialog.form.scope.setCurrentIndex(1)
        dialog.form.birds.setCurrentIndex(1)
        with qtbot.waitSignal(dialog._work.failed) as told:
            dialog.form.destination.set_path(tmp_path / ("x" * 3000))
        assert "could not be written: File name too long" in told.args[0]


def test_cancel_stops_an_export_and_keeps_the_dialog(open_dialog, qtbot, services, tmp_path):
    dialog = open_dialog()
    choose_crops(qtbot, dialog, tmp_path)
    services.pictures.may_go_on.clear()
    dialog.export_button.click()
    assert dialog.progress.isVisible() and not dialog.form.isEnabled()
    dialog.reject()
    assert dialog.isVisible() and dialog.status.text() == "Stopping…"
    with qtbot.waitSignal(dialog._work.stopped):
        services.pictures.may_go_on.set()
    assert dialog.form.isEnabled() and not dialog.progress.isVisible()
    assert dialog.status.text().startswith("Stopped.")
    assert not list((tmp_path / "crops").rglob("*.part"))
    dialog.reject()
    assert not dialog.isVisible()


def test_photos_that_cannot_be_read_are_listed_and_the_dialog_stays(open_dialog, qtbot, tmp_path):
    dialog = open_dialog()
    choose_crops(qtbot, dialog, tmp_path)
    with qtbot.waitSignal(dialog._work.exported):
        dialog.export_button.click()
    assert dialog.isVisible()
    assert dialog.preview.text.splitlines() == [
        "2 photos exported to “crops”.",
        "1 photo could not be exported:",
        "“unreadable.jpg” could not be read: it is damaged.",
    ]


def test_a_place_that_takes_nothing_is_a_sentence(open_dialog, qtbot, tmp_path):
    (tmp_path / "file").write_text("")
    dialog = open_dialog()
    with qtbot.waitSignal(dialog._work.planned):
        dialog.form.destination.set_path(tmp_path / "file" / "birds.csv")
    with qtbot.waitSignal(dialog._work.failed):
        dialog.export_button.click()
    assert "could not be written" in dialog.preview.text
    assert dialog.form.isEnabled()


def test_names_come_in_the_language_of_the_window_unless_changed(open_dialog, qtbot, tmp_path):
    dialog = open_dialog(language="zh")
    assert dialog.form.language.count() == len(LANGUAGES)
    assert dialog.form.chosen().options.language == "zh"


def test_the_last_format_and_folder_come_first(open_dialog, tmp_path):
    dialog = open_dialog(format_id="ebird", folder=str(tmp_path / "lists"))
    assert dialog.form.destination.path == tmp_path / "lists" / "ebird.csv"


def test_the_first_rows_are_shown_before_anything_is_written(open_dialog, qtbot, tmp_path):
    dialog = open_dialog(format_id="csv", folder=str(tmp_path / "out"))
    with qtbot.waitSignal(dialog._work.sampled):
        dialog.form.birds.setCurrentIndex(1)
    table = dialog.preview.rows
    assert table.isVisible()
    header = [table.item(0, place).text() for place in range(table.columnCount())]
    row = [table.item(1, place).text() for place in range(table.columnCount())]
    assert dict(zip(header, row, strict=True))["taxon"] == "Parus major"
    assert not list(tmp_path.rglob("birds.csv"))


@pytest.mark.parametrize("format_id", ["ebird", "inaturalist"])
def test_records_that_others_rely_on_take_confirmed_names_alone(open_dialog, format_id, tmp_path):
    dialog = open_dialog(format_id="csv", folder=str(tmp_path / "out"))
    dialog.form.birds.setCurrentIndex(1)
    dialog.form.show_format(format_by_id(format_id))
    assert not dialog.form.birds.isEnabled()
    assert dialog.form.chosen().options.only_confirmed
    dialog.form.show_format(format_by_id("csv"))
    assert dialog.form.birds.isEnabled()


def test_closing_while_it_looks_leaves_no_work_behind(open_dialog, qtbot):
    dialog = open_dialog()
    dialog.form.birds.setCurrentIndex(1)
    dialog._look()
    dialog.reject()
    assert not dialog.isVisible()
