"""Keeps the best photos of each burst: how many, and what happens to which photo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

from birdeye.domain.rating import Flag
from birdeye.gui import wording
from birdeye.gui.dialogs.dialog_parts import cancel_and, column_of, hint
from birdeye.gui.layouts import STRETCH, in_row
from birdeye.gui.models.burst_choices import ICON, PHOTO, BurstChoices, ChoiceRow
from birdeye.gui.models.kept_thumbnails import KeptThumbnails
from birdeye.gui.panels.number_field import NumberField

_ROW_HEIGHT = ICON.height() + 6


class KeepBestDialog(QDialog):
    """A row a photo, best first, under a row for its burst.

    Signals:
        count_changed(int): another number of photos of each burst is to be kept; `show_choices`
            is to follow.
        chosen(flags): with (photo_id, Flag) of each photo that is to be flagged otherwise than now.
    """

    count_changed = Signal(int)
    chosen = Signal(object)

    def __init__(self, thumbnails: KeptThumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keep the best of each burst"))
        self._flags: Sequence[tuple[int, Flag]] = ()
        self.count = NumberField(minimum=1, maximum=20)
        label = QLabel(self.tr("&Keep this many photos of each burst:"))
        label.setBuddy(self.count)
        self.choices = BurstChoices(thumbnails, self)
        self.table = QTableView(showGrid=False, wordWrap=False)
        self.table.setModel(self.choices)
        self.table.setIconSize(ICON)
        self.table.setAccessibleName(self.tr("What happens to each photo"))
        self.table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        rows = self.table.verticalHeader()
        rows.hide()
        # Of one height, so that none is measured before it is seen.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_HEIGHT)
        columns = self.table.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(PHOTO, QHeaderView.ResizeMode.Stretch)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._sum = QLabel(wordWrap=True)
        note = hint(
            self.tr(
                "This only sets flags: no file is moved or deleted, and flags that you "
                "set stay. Sharpness is that of the bird’s body. Undo takes all of it "
                "back."
            )
        )
        buttons, self.flag_button = cancel_and(self, self.tr("Set the flags"), self._accept)
        top = in_row(label, self.count, STRETCH)
        column_of(self, top, (self.table, 1), self._sum, note, buttons, spacing=12)
        self.resize(620, 560)
        self.count.valueChanged.connect(self._on_count_changed)

    @property
    def summary(self) -> str:
        """How many photos would be flagged how; empty while that is looked for."""
        return self._sum.text()

    def show_choices(
        self,
        rows: Sequence[ChoiceRow],
        flags: Sequence[tuple[int, Flag]],
        counts: tuple[int, int, int],
    ) -> None:
        """Show what would become of the photos, and set ``flags`` if the user agrees.

        ``counts`` has how many bursts there are, and how many photos, each with all its files,
        would be picked and rejected.
        """
        self._flags = flags
        self.choices.show_rows(rows)
        bursts, picked, rejected = counts
        self._sum.setText(
            self.tr("{0}: {1} to be picked, {2} to be rejected.").format(
                wording.counted(bursts, self.tr("{0} burst"), self.tr("{0} bursts")),
                wording.count_of_photos(picked),
                wording.figure(rejected),
            )
        )
        self.flag_button.setEnabled(bool(flags))

    def _on_count_changed(self, count: int) -> None:
        self.flag_button.setEnabled(False)  # what is on show is no longer what was asked for
        self._sum.clear()
        self.count_changed.emit(count)

    def _accept(self) -> None:
        self.chosen.emit(tuple(self._flags))
        self.accept()
