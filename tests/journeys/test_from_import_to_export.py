"""300 photos come in, are reviewed by keyboard, survive a restart, and go out in four formats.

What goes out is read by readers that are not Birdeye's: csv, python-dwca-reader, jsonschema, lxml.
"""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import jsonschema
import pytest
from dwca.read import DwCAReader
from lxml import etree
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from birdeye.domain.arrangement import Arrangement, PhotoFilter
from birdeye.domain.identification import Rank
from birdeye.export.registry import FORMATS
from birdeye.gui.dialogs.export_photos import ExportDialog
from birdeye.gui.models.photo_list import PhotoRole
from birdeye.gui.services import Services
from tests.export.test_megadetector import SCHEMA
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.sample_photos import exif_block, rational, text
from tests.helpers.tiny_pack import BLUE, GREEN, LIME, RED, VIOLET, YELLOW
from tests.helpers.window import wait_for_record, wait_for_results

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"),
]

COUNT = 300
COLOURS = (RED, BLUE, YELLOW, GREEN, LIME, VIOLET)
ROSEFINCH, KINGFISHER, WREN = "Carpodacus erythrinus", "Alcedo atthis", "Troglodytes troglodytes"
GOLDFINCH, SISKIN = "Spinus tristis", "Spinus spinus"
COLOGNE = {
    0x0001: text("N"),
    0x0002: rational((50, 1), (56, 1), (2868, 100)),
    0x0003: text("E"),
    0x0004: rational((6, 1), (57, 1), (2981, 100)),
}
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
}
A_WHILE_MS = 120_000
CONTROL = Qt.KeyboardModifier.ControlModifier


def photo_name(number: int) -> str:
    return f"{number:03}.png"


@pytest.fixture
def photos(tmp_path) -> Path:
    """No two alike, a minute apart, all in one place; every sixth bird has the same colour."""
    folder = tmp_path / "photos 鸟"
    for number in range(COUNT):
        x, y = 20 + number % 60, 20 + number // 60 * 10
        path = folder / photo_name(number)
        draw_photo(path, COLOURS[number % len(COLOURS)], box=(x, y, x + 120, y + 120))
        taken = f"2026:05:03 {6 + number // 60:02}:{number % 60:02}:00"
        with Image.open(path) as picture:
            picture.save(
                path, exif=exif_block({0x0132: text(taken)}, {0x9003: text(taken)}, COLOGNE)
            )
        # A file that was written only just before might still change, and is looked at again.
        os.utime(path, (1_777_800_000 + number, 1_777_800_000 + number))
    return folder


class Reviewer:
    """The user at the keyboard of one program."""

    def __init__(self, qtbot, program) -> None:
        self._qtbot = qtbot
        self.program = program

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard's focus is."""
        target = QApplication.focusWidget() or self.program.window
        self._qtbot.keyClick(target, key, modifiers)

    def undo(self) -> None:
        """Ctrl+Z, as soon as there is something to undo."""
        self._qtbot.waitUntil(self.program.window.all_actions.undo.isEnabled)
        self.press(Qt.Key.Key_Z, CONTROL)

    def redo(self) -> None:
        """Ctrl+Shift+Z, as soon as there is something to redo."""
        self._qtbot.waitUntil(self.program.window.all_actions.redo.isEnabled)
        self.press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    def wait_for_photo(self, number: int) -> None:
        """Wait until all of a photo is on screen."""
        program = self.program
        self._qtbot.waitUntil(
            lambda: (
                program.store.record is not None
                and program.store.record.path.name == photo_name(number)
                and program.navigation.current_id == program.store.record.photo_id
            ),
        )
        wait_for_record(self._qtbot, program)

    def taxon_of(self, number: int) -> str | None:
        """The name that the user confirmed, as the catalogue has it; None where none did."""
        with self.program.services.open_catalogue() as catalogue:
            (bird,) = catalogue.record(self.id_of(number)).birds
        return bird.taxon if bird.is_confirmed else None

    def wait_for_taxon(self, number: int, taxon: str | None) -> None:
        """Wait until the catalogue has this name."""
        self._qtbot.waitUntil(lambda: self.taxon_of(number) == taxon)

    def id_of(self, number: int) -> int:
        """The id of the photo that was opened as the ``number``-th."""
        return list(self.program.store.overviews)[number]

    def filter_by(self, photo_filter: PhotoFilter) -> list[int]:
        """The ids in the rows after that."""
        self.program.arranging.choose(Arrangement(photo_filter))
        wait_for_record(self._qtbot, self.program)
        return self.program.photo_list.arrangement.rows

    def export(self, format_id: str, destination: Path | None = None) -> None:
        """Go through File > Export, all photos on show."""
        program = self.program
        program.window.all_actions.export.trigger()
        dialog = program.window.findChild(ExportDialog)
        dialog.formats.setCurrentRow([known.id for known in FORMATS].index(format_id))
        dialog.form.scope.setCurrentIndex(dialog.form.scope.count() - 2)
        assert dialog.form.scope.currentText() == f"Shown: {COUNT} photos"
        if destination is not None:
            dialog.form.destination.set_path(destination)
        self._qtbot.waitUntil(dialog.export_button.isEnabled)
        with self._qtbot.waitSignal(dialog.succeeded, timeout=A_WHILE_MS):
            dialog.export_button.click()
        self._qtbot.waitUntil(lambda: program.window.findChild(ExportDialog) is None)


def test_a_day_of_photos_from_import_to_export(make_program, tiny_pack, photos, qtbot, tmp_path):
    program = make_program(paths=[photos])
    wait_for_results(qtbot, program, COUNT, A_WHILE_MS)
    confirmed = review(Reviewer(qtbot, program))
    ids = list(program.store.overviews)
    program.window.close()
    program.shut_down()

    networks_loaded = []
    program = make_program(Services(open_identifier=networks_loaded.append))
    wait_for_results(qtbot, program, COUNT, A_WHILE_MS)
    assert not networks_loaded
    assert list(program.store.overviews) == ids
    reviewer = Reviewer(qtbot, program)
    assert {number: reviewer.taxon_of(number) for number in confirmed} == confirmed
    undo_and_redo_what_an_earlier_start_did(reviewer, confirmed)

    reviewer.export("csv", tmp_path / "out" / "birds.csv")
    reviewer.export("darwin-core", tmp_path / "out" / "birds.zip")
    reviewer.export("megadetector", tmp_path / "out" / "birds.json")
    reviewer.export("xmp")
    assert names_in_csv(tmp_path / "out" / "birds.csv") == confirmed
    # One occurrence a visit, named by its first photo.
    occurrences = names_in_darwin_core(tmp_path / "out" / "birds.zip")
    assert set(occurrences.values()) == set(confirmed.values())
    assert occurrences.items() <= confirmed.items()
    assert names_in_megadetector(tmp_path / "out" / "birds.json") == confirmed
    assert names_in_sidecars(photos) == confirmed
    assert all(photo.read_bytes().startswith(b"\x89PNG") for photo in photos.glob("*.png"))


def review(reviewer: Reviewer) -> dict[int, str]:
    """Decide about some birds in every way that there is: the names by the photo's number."""
    program, key = reviewer.program, Qt.Key
    program.window.photo_view.setFocus()
    reviewer.wait_for_photo(0)
    reviewer.press(key.Key_Return)
    reviewer.wait_for_photo(1)
    second = program.store.bird.bird.candidates[1].species.scientific_name
    assert second != KINGFISHER
    reviewer.press(key.Key_2)
    reviewer.wait_for_photo(2)
    correct_by_typing(reviewer)
    reviewer.wait_for_photo(3)
    reviewer.press(key.Key_X)
    reviewer.wait_for_photo(4)
    reviewer.press(key.Key_U)
    reviewer.wait_for_photo(5)
    reviewer.press(key.Key_Left)
    reviewer.wait_for_photo(4)
    reviewer.press(key.Key_Backspace)  # not unsure after all
    reviewer.press(key.Key_Return)
    reviewer.wait_for_taxon(4, SISKIN)  # of the genus, what occurs in Cologne
    reviewer.wait_for_photo(5)
    reviewer.press(key.Key_1)
    reviewer.wait_for_photo(6)
    reviewer.press(key.Key_Left)
    reviewer.wait_for_photo(5)
    reviewer.press(key.Key_Backspace)
    reviewer.wait_for_taxon(5, None)
    several = confirm_several(reviewer)
    return {0: ROSEFINCH, 1: second, 2: WREN, 4: SISKIN} | several


def correct_by_typing(reviewer: Reviewer) -> None:
    """A goldfinch becomes a wren, in list, counts, filters and search at once."""
    program, wren = reviewer.program, (Rank.SPECIES, WREN)
    goldfinches = program.photo_list.arrangement.taxa[Rank.SPECIES, GOLDFINCH]
    assert wren not in program.photo_list.arrangement.taxa
    for letter in "eurasian wren":
        reviewer.press(letter)
    reviewer.press(Qt.Key.Key_Return)
    reviewer.wait_for_taxon(2, WREN)
    reviewer.wait_for_photo(3)
    photo_id = reviewer.id_of(2)
    assert program.photo_list.index_of(photo_id).data(PhotoRole.TITLE) == "Eurasian Wren"
    assert program.photo_list.arrangement.taxa[wren] == 1
    assert program.photo_list.arrangement.taxa[Rank.SPECIES, GOLDFINCH] == goldfinches - 1
    current = reviewer.id_of(3)
    # The photo on screen is never taken away from under the user.
    assert reviewer.filter_by(PhotoFilter(taxon=WREN)) == [photo_id, current]
    assert program.photo_list.ids_on_show() == [photo_id]
    assert reviewer.filter_by(PhotoFilter(text="Zaunkönig")) == [photo_id, current]
    assert len(reviewer.filter_by(PhotoFilter())) == COUNT


def confirm_several(reviewer: Reviewer) -> dict[int, str]:
    """Twelve photos at once, under the names that are claimed; then undo and redo."""
    program = reviewer.program
    reviewer.press(Qt.Key.Key_G)
    program.navigation.go_to(reviewer.id_of(60))
    reviewer.wait_for_photo(60)
    program.window.grid.setFocus()
    for _ in range(11):
        reviewer.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert program.navigation.selected_ids() == tuple(map(reviewer.id_of, range(60, 72)))
    reviewer.press(Qt.Key.Key_Return, CONTROL)
    # The American goldfinch, which Cologne has none of, is left to the user.
    claimed = {0: ROSEFINCH, 1: KINGFISHER, 3: SISKIN, 4: SISKIN}
    expected = {number: claimed[number % 6] for number in range(60, 72) if number % 6 in claimed}
    for number, taxon in expected.items():
        reviewer.wait_for_taxon(number, taxon)
    reviewer.undo()
    for number in expected:
        reviewer.wait_for_taxon(number, None)
    assert reviewer.taxon_of(2) == WREN
    reviewer.redo()
    for number, taxon in expected.items():
        reviewer.wait_for_taxon(number, taxon)
    return expected


def undo_and_redo_what_an_earlier_start_did(reviewer: Reviewer, confirmed: dict[int, str]) -> None:
    """The journal is that of the catalogue, not of the window."""
    reviewer.program.window.photo_view.setFocus()
    reviewer.undo()
    reviewer.wait_for_taxon(60, None)
    reviewer.redo()
    for number, taxon in confirmed.items():
        reviewer.wait_for_taxon(number, taxon)


def names_in_csv(path: Path) -> dict[int, str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["review"] for row in rows} == {"confirmed"}
    return {int(Path(row["photo"]).stem): row["taxon"] for row in rows}


def names_in_darwin_core(path: Path) -> dict[int, str]:
    """Its rows name no photo; their minutes tell which it was."""
    term = "http://rs.tdwg.org/dwc/terms/"
    names = {}
    with DwCAReader(str(path)) as reader:
        for row in reader:
            hour, minute = row.data[f"{term}eventDate"].split("T")[1].split(":")[:2]
            assert row.data[f"{term}countryCode"] == "DE"
            number = (int(hour) - 6) * 60 + int(minute)
            names[number] = row.data[f"{term}scientificName"]
    return names


def names_in_megadetector(path: Path) -> dict[int, str]:
    document = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(document, SCHEMA)
    descriptions = document["classification_category_descriptions"]
    names = {}
    for image in document["images"]:
        (detection,) = image["detections"]
        ((category, probability),) = detection["classifications"]
        *_, genus, epithet, _common = descriptions[category].split(";")
        names[int(Path(image["file"]).stem)] = f"{genus.capitalize()} {epithet}".strip()
        assert (detection["conf"], probability) == (1.0, 1.0)
    return names


def names_in_sidecars(folder: Path) -> dict[int, str]:
    names = {}
    for sidecar in folder.glob("*.xmp"):
        tree = etree.parse(str(sidecar))
        flat = tree.xpath("//dc:subject/rdf:Bag/rdf:li/text()", namespaces=NAMESPACES)
        (path,) = tree.xpath(
            "//lr:hierarchicalSubject/rdf:Bag/rdf:li/text()", namespaces=NAMESPACES
        )
        assert path.startswith("Birds|")
        names[int(sidecar.stem)] = flat[-1]
    return names
