"""Keeps the best photos of each burst: how many, and what happens to which photo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from birdeye.domain.best_frames import BurstChoice, keep_best
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.rating import Flag
from birdeye.gui import rating_wording, wording
from birdeye.gui.models.kept_thumbnails import KeptThumbnails

_ICON = QSize(72, 50)
_PHOTO, _SHARPNESS = range(2)
_FIGURE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class KeepBestDialog(QDialog):
    """A row a photo, best first, under a row for its burst.

    ``chosen(flags)`` with (photo_id, Flag) of each photo that is to be flagged otherwise than now.
    """

    chosen = Signal(object)

    def __init__(
        self,
        bursts: Sequence[Sequence[PhotoOverview]],
        thumbnails: KeptThumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keep the best of each burst"))
        self._bursts = bursts
        self._thumbnails = thumbnails
        self.choices: list[BurstChoice] = []
        self.count = QSpinBox(minimum=1, maximum=20)
        label = QLabel(self.tr("&Keep this many photos of each burst:"))
        label.setBuddy(self.count)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([self.tr("Photo"), self.tr("Sharpness"), self.tr("Becomes")])
        self.tree.setIconSize(_ICON)
        self.tree.setAccessibleName(self.tr("What becomes of which photo"))
        header = self.tree.header()
        header.setSectionResizeMode(_PHOTO, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self._sum = QLabel(wordWrap=True)
        note = QLabel(
            self.tr(
                "Photos get flags, and no file is moved or deleted. Your own flags stay. Sharpness "
                "is that of the bird’s body. Undo takes all of it back."
            ),
            objectName="photoFacts",
            wordWrap=True,
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.flag_button = buttons.addButton(
            self.tr("Set the flags"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.count)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.tree, 1)
        column.addWidget(self._sum)
        column.addWidget(note)
        column.addWidget(buttons)
        self.resize(620, 560)
        self.count.valueChanged.connect(self._show)
        self._show()

    @property
    def summary(self) -> str:
        """How many photos would be flagged how."""
        return self._sum.text()

    def _show(self, *_: object) -> None:
        self.choices = [keep_best(burst, self.count.value()) for burst in self._bursts]
        self.tree.clear()
        for choice in self.choices:
            self._add_burst(choice)
        flags = [flag for choice in self.choices for _, flag in choice.flags]
        self._sum.setText(
            self.tr("Bursts: {0}. To be picked: {1}. To be rejected: {2}.").format(
                wording.figure(len(self.choices)),
                wording.figure(flags.count(Flag.PICK)),
                wording.figure(flags.count(Flag.REJECT)),
            )
        )
        self.flag_button.setEnabled(bool(flags))

    def _add_burst(self, choice: BurstChoice) -> None:
        photos = (*choice.picked, *choice.rejected, *choice.left)
        taken = min((photo.taken for photo in photos if photo.taken is not None), default=None)
        title = wording.count_of_photos(len(photos))
        if taken is not None:
            title = f"{title}  ·  {wording.date_and_time(taken)}"
        item = QTreeWidgetItem([title, "", ""])
        self.tree.addTopLevelItem(item)
        for group, flag in (
            (choice.picked, Flag.PICK),
            (choice.rejected, Flag.REJECT),
            (choice.left, None),
        ):
            for photo in group:
                item.addChild(self._row(photo, flag))
        item.setExpanded(True)

    def _row(self, photo: PhotoOverview, flag: Flag | None) -> QTreeWidgetItem:
        becomes = self.tr("Left as it is") if flag is None else rating_wording.flag(flag)
        row = QTreeWidgetItem([photo.path.name, rating_wording.sharpness(photo.sharpness), becomes])
        row.setTextAlignment(
            _SHARPNESS, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        pixmap = self._thumbnails.get(photo.photo_id)
        if pixmap is not None:
            row.setIcon(_PHOTO, QIcon(pixmap.scaled(_ICON * 2, Qt.AspectRatioMode.KeepAspectRatio)))
        row.setDisabled(flag is Flag.REJECT)
        return row

    def _accept(self) -> None:
        self.chosen.emit(tuple(each for choice in self.choices for each in choice.flags))
        self.accept()
