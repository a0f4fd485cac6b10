"""Finds the places of photos in the track of a GPS logger, and shows them before they are set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from birdeye.domain.changes import SetPositions
from birdeye.domain.coordinates import in_words
from birdeye.gui import enumeration, wording
from birdeye.gui.dialogs.dialog_parts import cancel_and, column_of, hint
from birdeye.gui.dropped_paths import dropped_paths
from birdeye.gui.layouts import in_row
from birdeye.gui.panels.change_preview import ChangePreview
from birdeye.gui.panels.clock_fields import ClockFields, ZoneBox, offset_in_words
from birdeye.gui.panels.number_field import NumberField

if TYPE_CHECKING:
    from birdeye.workflows.match_track import Matched

_SIZE = 720, 640
_PAUSE_MS = 150
_TOLERANCE_MINUTES = 5


@dataclass(frozen=True, slots=True)
class TrackQuestion:
    """What to match, and how; ``keep`` leaves photos alone that have a position."""

    tracks: tuple[Path, ...]
    photo_ids: tuple[int, ...]
    behind: timedelta
    utc_offset: timedelta | None
    tolerance: timedelta
    keep: bool


class MatchTrackDialog(QDialog):
    """Tracks, the camera's clock, and the photos that match.

    Signals:
        edited(TrackQuestion): answer with `show_matched` or `show_problem`.
        chosen(SetPositions): carry it out.
    """

    edited = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, photo_ids: tuple[int, ...], folder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Places from a GPS track"))
        self.resize(*_SIZE)
        self.setAcceptDrops(True)
        self._photo_ids = photo_ids
        self._folder = folder
        self._tracks: tuple[Path, ...] = ()
        self._matched: Matched | None = None
        self.tracks_label = QLabel(self.tr("Choose GPX files, or drop them here."), wordWrap=True)
        self.tracks_label.setTextFormat(Qt.TextFormat.PlainText)
        self.choose_button = QPushButton(self.tr("&Choose…"), autoDefault=False)
        self.choose_button.setProperty("small", True)
        self.clock = ClockFields()
        self.zone = ZoneBox(self.tr("As on this computer"))
        self.zone.setAccessibleName(self.tr("Time zone"))
        self.tolerance = NumberField(minimum=0, maximum=24 * 60, value=_TOLERANCE_MINUTES)
        self.tolerance.setFixedWidth(110)
        self.tolerance.setSuffix(self.tr(" min"))
        self.tolerance.setAccessibleName(self.tr("Tolerance"))
        self.keep = QCheckBox(self.tr("Skip photos that already have a &position"))
        self.keep.setChecked(True)
        self.preview = ChangePreview(
            (self.tr("Photo"), self.tr("Time (UTC)"), self.tr("Position"), self.tr("Nearest point"))
        )
        self.offset_label = hint("")
        self.better_button = QPushButton(autoDefault=False)
        self.better_button.setProperty("small", True)
        self.better_button.hide()
        buttons, self.set_button = cancel_and(self, self.tr("&Set places"), self._on_set)
        self.set_button.setEnabled(False)
        self._lay_out(buttons)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS, timeout=self._ask)
        for edited in (
            self.clock.changed,
            self.zone.currentIndexChanged,
            self.tolerance.valueChanged,
            self.keep.toggled,
        ):
            edited.connect(self._on_edited)
        self.choose_button.clicked.connect(self._choose)
        self.better_button.clicked.connect(self._use_better)

    def use_tracks(self, tracks: tuple[Path, ...]) -> None:
        """Match these."""
        self._tracks = tracks
        self.tracks_label.setText(", ".join(path.name for path in tracks))
        self._on_edited()

    def show_matched(self, matched: Matched) -> None:
        """Show what the track says."""
        self._matched = matched
        count = len(matched.matches)
        sentences = [
            self.tr("{0} on the track.").format(wording.count_of_photos(count)),
        ]
        if matched.off_track:
            text = self.tr("Not on it: {0}.")
            sentences.append(text.format(wording.count_of_photos(len(matched.off_track))))
        if matched.without_date:
            text = self.tr("Without a date: {0}.")
            sentences.append(text.format(wording.count_of_photos(len(matched.without_date))))
        rows = (
            (
                each.record.path.name,
                f"{each.moment:%Y-%m-%d %H:%M:%S}",
                in_words(each.position),
                _seconds_in_words(each.distance),
            )
            for each in matched.matches
        )
        self.preview.show_rows(rows, enumeration.in_a_row(sentences))
        self.set_button.setEnabled(bool(count))
        if matched.better_by is not None:
            text = self.tr("Try {0} h: {1} would match")
            hours = f"{matched.better_by.total_seconds() / 3600:+g}"
            self.better_button.setText(
                text.format(hours, wording.count_of_photos(matched.count_if_better))
            )
        self.better_button.setVisible(matched.better_by is not None)

    def show_problem(self, sentence: str) -> None:
        """Say why nothing can be matched."""
        self._matched = None
        self.preview.show_rows((), sentence)
        self.set_button.setEnabled(False)
        self.better_button.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files of this computer."""
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them."""
        event.acceptProposedAction()
        self.use_tracks(tuple(dropped_paths(event)))

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        files = in_row((self.tracks_label, 1), self.choose_button, spacing=8)
        form = QFormLayout(horizontalSpacing=16, verticalSpacing=10)
        form.addRow(self.tr("Tracks"), files)
        form.addRow(self.tr("The camera’s clock was"), self.clock)
        form.addRow(self.tr("Time zone of the clock"), self.zone)
        form.addRow("", self.offset_label)
        form.addRow(self.tr("Tolerance"), self.tolerance)
        form.addRow("", self.keep)
        better = self.better_button, Qt.AlignmentFlag.AlignLeft
        column_of(self, form, (self.preview, 1), better, buttons, spacing=12)
        self._tell_offset()

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Choose GPX files"), self._folder, self.tr("GPS tracks (*.gpx)")
        )
        if names:
            self.use_tracks(tuple(map(Path, names)))

    def _use_better(self) -> None:
        if self._matched is not None and self._matched.better_by is not None:
            self.clock.show_behind(self.clock.behind + self._matched.better_by)

    def _on_edited(self) -> None:
        self._tell_offset()
        self.set_button.setEnabled(False)
        if self._tracks:
            self._pause.start()

    def _tell_offset(self) -> None:
        """What has to be taken from the time on a photo to get that of the track."""
        zone = self.zone.utc_offset
        if zone is None:
            text = self.tr("For photos without a time zone, that of this computer is used.")
        else:
            whole = offset_in_words(zone - self.clock.behind)
            text = self.tr("For photos without a time zone, {0} is used.").format(whole)
        self.offset_label.setText(text)

    def _ask(self) -> None:
        self.edited.emit(
            TrackQuestion(
                self._tracks,
                self._photo_ids,
                self.clock.behind,
                self.zone.utc_offset,
                timedelta(minutes=self.tolerance.value()),
                self.keep.isChecked(),
            )
        )

    def _on_set(self) -> None:
        if self._matched is not None and self._matched.matches:
            self.chosen.emit(SetPositions(self._matched.positions))
            self.accept()


def _seconds_in_words(distance: timedelta) -> str:
    seconds = round(distance.total_seconds())
    return f"{seconds // 60}:{seconds % 60:02} min" if seconds >= 60 else f"{seconds} s"
