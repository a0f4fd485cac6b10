"""Offers models that are built from files of others, and shows how getting one goes."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from birdeye.gui import pack_wording, wording
from birdeye.gui.dialogs import ask
from birdeye.gui.dialogs.dialog_parts import cancel_and, column_of
from birdeye.gui.layouts import STRETCH, in_column, in_row
from birdeye.gui.panels.plain_label import PlainLabel
from birdeye.gui.tasks.pack_getting import Offer, PackGetting

if TYPE_CHECKING:
    from birdeye.packs.recipe import Recipe

_WIDTH = 560


class _State(Enum):
    READY = auto()
    GETTING = auto()
    STOPPING = auto()
    DONE = auto()


class GetSpeciesDialog(QDialog):
    """Size, licence and source of a model first; then the progress, and at the end the result."""

    def __init__(self, work: PackGetting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Get more species"))
        self._work = work
        self._state = _State.READY
        self.choice = QComboBox(accessibleName=self.tr("Model"))
        self.title = PlainLabel(objectName="summaryTitle")
        self.description = PlainLabel(objectName="outcomeText")
        self.facts = QFormLayout(horizontalSpacing=16, verticalSpacing=5)
        self.facts.setLabelAlignment(Qt.AlignmentFlag.AlignTop)
        self.use = QCheckBox(self.tr("&Use it from now on"))
        self.use.setChecked(True)
        self.progress = QProgressBar(textVisible=False, accessibleName=self.tr("Progress"))
        self.status = PlainLabel(objectName="fieldHint")
        self.buttons, self.get_button = cancel_and(self, self.tr("&Get"), lambda: self._get(None))
        self.get_button.setDefault(True)
        self.cancel_button = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.folder_button = self.buttons.addButton(
            self.tr("From a &folder…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.folder_button.setToolTip(
            self.tr("Without a network: take the files from a folder that they were copied to")
        )
        self._lay_out()
        self._connect()
        self.choice.hide()
        self.title.setText(self.tr("Checking available models…"))
        self._enter(_State.READY)
        work.look()

    def reject(self) -> None:
        """Cancel stops what is under way, and closes the dialog otherwise.

        Where a silent server takes long to give up, cancelling again closes the dialog meanwhile.
        """
        if self._state is _State.GETTING:
            self._work.cancel()
            self._enter(_State.STOPPING)
            return
        self._work.cancel()
        super().reject()

    # --- layout ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        card = QFrame(objectName="summary")
        parts = self.title, self.description, self.facts
        in_column(*parts, spacing=8, margins=(16, 13, 16, 14), of=card)
        bottom = in_row((self.use, 1), self.buttons, spacing=16)
        whole = column_of(
            self, self.choice, card, self.progress, self.status, STRETCH, bottom, spacing=14
        )
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # `_fit` does it
        self.setMinimumWidth(_WIDTH)

    def _connect(self) -> None:
        self.choice.currentIndexChanged.connect(self._show_offer)
        self.folder_button.clicked.connect(self._get_from_folder)
        self._work.offered.connect(self._on_offered)
        self._work.fetching.connect(self._on_fetching)
        self._work.making.connect(self._on_making)
        self._work.got.connect(self._on_got)
        self._work.failed.connect(self._on_failed)
        self._work.stopped.connect(self._on_stopped)

    def _enter(self, state: _State) -> None:
        """Show what can be pressed now."""
        self._state = state
        ready, done = state is _State.READY, state is _State.DONE
        offered = self.choice.currentData() is not None
        for widget in (self.choice, self.use):
            widget.setEnabled(ready)
        for button in (self.get_button, self.folder_button):
            button.setEnabled(ready and offered)
            button.setVisible(not done)
        self.use.setVisible(not done)
        self.progress.setVisible(state in (_State.GETTING, _State.STOPPING))
        self.cancel_button.setText(
            self.tr("Close") if state in (_State.STOPPING, _State.DONE) else self.tr("Cancel")
        )
        self.status.setVisible(bool(self.status.text()))

    def _say(self, text: str, *, warns: bool = False) -> None:
        self.status.setText(text)
        self.status.setProperty("warns", warns)
        self.status.style().polish(self.status)
        self.status.setVisible(bool(text))
        self._fit()

    def _fit(self) -> None:
        """As high as the words need; as wide as the user wants."""
        self.ensurePolished()
        width = max(_WIDTH, self.width())
        self.resize(width, self.layout().totalHeightForWidth(width))

    def _show_offer(self) -> None:
        offer: Offer | None = self.choice.currentData()
        while self.facts.rowCount():
            self.facts.removeRow(0)
        if offer is None:
            self.title.setText(self.tr("No more models are available."))
            return
        recipe, locale = offer.recipe, QLocale()
        self.title.setText(pack_wording.in_words(recipe.title))
        self.description.setText(pack_wording.in_words(recipe.description))
        size = locale.formattedDataSize(
            recipe.size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat
        )
        species = locale.toString(recipe.species)
        about = self.tr("about {0}")
        self._add_fact(self.tr("Region"), pack_wording.in_words(recipe.region))
        self._add_fact(self.tr("Species"), species if recipe.is_tested else about.format(species))
        self._add_fact(
            self.tr("Download size"), size if recipe.size_is_exact else about.format(size)
        )
        self._add_fact(self.tr("From"), ", ".join(recipe.hosts))
        self._add_fact(self.tr("Published at"), recipe.homepage)
        self._add_fact(self.tr("Licence"), pack_wording.licence(recipe.licence))
        if recipe.is_non_commercial:
            self._add_fact(self.tr("Use"), self.tr("Non-commercial only"))
        self._add_fact(self.tr("Made by"), pack_wording.in_words(recipe.attribution))
        self._add_measured(recipe)
        if offer.installed_version is not None:
            self._add_fact(
                self.tr("Installed"), self.tr("version {0}").format(offer.installed_version)
            )
        self.get_button.setText(
            self.tr("&Get") if offer.installed_version is None else self.tr("&Get again")
        )
        QTimer.singleShot(0, self, self._fit)  # new labels have a height only then

    def _add_measured(self, recipe: Recipe) -> None:
        """How well and how fast it identifies, with who says so; whether it was ever tested."""
        accuracy, speed, locale = recipe.accuracy, recipe.speed, QLocale()
        on = pack_wording.in_words(accuracy.text) if accuracy is not None else ""
        if accuracy is None:
            self._add_fact(self.tr("Accuracy"), self.tr("Nobody has published a measurement."))
        elif accuracy.first_choice is None:
            self._add_fact(
                self.tr("Accuracy"), self.tr("{0}, measured by {1}").format(on, accuracy.by)
            )
        else:
            told = self.tr("First choice right in {0} of {1}, measured by {2}")
            share = wording.percent_of(accuracy.first_choice)
            self._add_fact(self.tr("Accuracy"), told.format(share, on, accuracy.by))
        if speed is not None and speed.relative_time is not None:
            told = self.tr("A bird takes about {0} times as long as with inat-birds.")
            times = locale.toString(speed.relative_time, "g", 3)
            self._add_fact(self.tr("Speed"), told.format(times))
        if not recipe.is_tested:
            self._add_fact(
                self.tr("Tested"),
                self.tr(
                    "Not yet with the published files: the speed is an estimate. "
                    "The files are checked before anything is installed."
                ),
            )

    def _add_fact(self, name: str, text: str) -> None:
        self.facts.addRow(QLabel(name, objectName="outcomeText"), PlainLabel(text))

    # --- what the user does --------------------------------------------------------------------

    def _get_from_folder(self) -> None:
        folder = ask.for_model_files(self, str(Path.home()))
        if folder is not None:
            self._get(folder)

    def _get(self, origin: Path | None) -> None:
        offer: Offer | None = self.choice.currentData()
        if offer is None or self._state is not _State.READY:
            return
        self.progress.setRange(0, 0)
        self._say("")
        self._work.start(offer.recipe, origin, choose=self.use.isChecked())
        self._enter(_State.GETTING)

    # --- what the work tells ---------------------------------------------------------------------

    def _on_offered(self, offers: tuple[Offer, ...]) -> None:
        self.choice.clear()
        for offer in offers:
            self.choice.addItem(pack_wording.in_words(offer.recipe.title), offer)
        self.choice.setVisible(len(offers) > 1)
        self._show_offer()
        self._enter(_State.READY)
        self.get_button.setFocus()

    def _on_fetching(self, name: str, done: int, total: int) -> None:
        if self._state is not _State.GETTING:
            return
        sizes = [
            QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
            for size in (done, total)
        ]
        self.progress.setRange(0, 1000)
        self.progress.setValue(1000 * done // total)
        self._say(self.tr("Downloading {0}: {1} of {2}").format(name, *sizes))

    def _on_making(self) -> None:
        if self._state is _State.GETTING:
            self.progress.setRange(0, 0)
            self._say(self.tr("Downloaded. Building the model…"))

    def _on_got(self, title: str, chosen: bool) -> None:
        text = (
            self.tr("“{0}” is installed and in use.")
            if chosen
            else self.tr("“{0}” is installed. Choose it under Models to use it.")
        )
        self._say(text.format(title))
        self._enter(_State.DONE)
        self.cancel_button.setFocus()

    def _on_failed(self, sentence: str) -> None:
        self._say(sentence, warns=True)
        self._enter(_State.READY)

    def _on_stopped(self) -> None:
        self._say(self.tr("Stopped. Nothing was installed. The download resumes next time."))
        self._enter(_State.READY)
