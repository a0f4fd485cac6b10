"""Shows bird by bird what another model says of the photos that are selected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from birdeye.domain.identification import Bird, Rank
from birdeye.gui import bird_wording, pack_wording, wording
from birdeye.gui.dialogs.dialog_parts import column_of, hint
from birdeye.gui.layouts import in_row
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.bird_portrait import square_around
from birdeye.gui.tasks.second_opinion import SecondOpinion

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack
    from birdeye.workflows.compare_packs import BirdPair, PhotoComparison

_PHOTO, _FIRST, _SECOND = range(3)
_PICTURE_SIDE = 48
_ALIKE = Qt.ItemDataRole.UserRole


class SecondOpinionDialog(QDialog):
    """A row a bird: the photo, what the model in use says, and what the other one says.

    ``others`` are the models to choose from, not empty. ``pictures`` are thumbnails of the whole
    photos, as far as there are some, each with the width of its photo in pixels.
    """

    def __init__(
        self,
        work: SecondOpinion,
        paths: Sequence[Path],
        in_use: Pack,
        others: Sequence[Pack],
        names: SpeciesNames,
        parent: QWidget | None = None,
        pictures: Mapping[Path, tuple[QPixmap, int]] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Second opinion"))
        self._pictures = pictures or {}
        self._work = work
        self._paths = list(paths)
        self._in_use = in_use
        self._names = names
        self._counts: Counter[bool] = Counter()
        self.choice = QComboBox()
        for pack in others:
            self.choice.addItem(pack_wording.title(pack), pack)
        self.choice.setAccessibleName(self.tr("The model to ask"))
        self.only_different = QCheckBox(self.tr("Only where they &differ"))
        self.table = QTreeWidget(rootIsDecorated=False, uniformRowHeights=True)
        self.table.setIconSize(QSize(_PICTURE_SIDE, _PICTURE_SIDE))
        self.table.setAlternatingRowColors(True)
        self.table.setAccessibleName(self.tr("What both models say"))
        self.progress = QProgressBar(textVisible=False, accessibleName=self.tr("Progress"))
        self.status = hint("")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self.choice.currentIndexChanged.connect(self._ask)
        self.only_different.toggled.connect(self._show_chosen_rows)
        self.buttons.rejected.connect(self.reject)
        work.compared.connect(self._on_compared)
        work.ended.connect(self._on_ended)
        work.failed.connect(self._on_failed)
        self._ask()

    def done(self, result: int) -> None:
        """Closing stops what is under way."""
        self._work.cancel()
        super().done(result)

    def rows(self) -> list[tuple[str, str, str]]:
        """The text shown."""
        items = [self.table.topLevelItem(row) for row in range(self.table.topLevelItemCount())]
        return [
            (item.text(_PHOTO), item.text(_FIRST), item.text(_SECOND))
            for item in items
            if item is not None and not item.isHidden()
        ]

    def _lay_out(self) -> None:
        name = QLabel(self.tr("&Ask"))
        name.setBuddy(self.choice)
        top = in_row(name, (self.choice, 1), self.only_different, spacing=10)
        bottom = in_row((self.status, 1), self.buttons)
        whole = column_of(self, top, (self.table, 1), self.progress, bottom, spacing=14)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self.resize(860, 480)

    def _ask(self) -> None:
        other: Pack = self.choice.currentData()
        self.table.clear()
        self._counts.clear()
        self.table.setHeaderLabels(
            [self.tr("Photo"), *map(pack_wording.title, (self._in_use, other))]
        )
        header = self.table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.progress.setRange(0, len(self._paths))
        self.progress.setValue(0)
        self.progress.show()
        self.status.setText("")
        self._work.ask(self._paths, self._in_use, other)

    def _on_compared(self, comparison: PhotoComparison, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        name = comparison.path.name
        if comparison.error is not None:
            self._add_row(name, comparison.error, "", alike=False)
        elif not comparison.pairs:
            self._add_row(name, self.tr("no bird"), self.tr("no bird"), alike=True)
        for pair in comparison.pairs:
            item = self._add_row(
                name, self._words(pair.first), self._words(pair.second), _is_alike(pair)
            )
            item.setIcon(_PHOTO, self._picture(comparison.path, pair.first or pair.second))
            self._counts[_is_alike(pair)] += 1

    def _picture(self, path: Path, bird: Bird | None) -> QIcon:
        """What the thumbnail shows of the bird; small, and enough to know it again."""
        thumbnail, width = self._pictures.get(path, (None, 0))
        if thumbnail is None or bird is None or not width:
            return QIcon()
        scale = thumbnail.width() / width
        around = square_around(bird.box, width, round(thumbnail.height() / scale))
        part = QRectF(around.topLeft() * scale, around.size() * scale).toAlignedRect()
        return QIcon(thumbnail.copy(part.intersected(thumbnail.rect())))

    def _add_row(self, photo: str, first: str, second: str, alike: bool) -> QTreeWidgetItem:
        item = QTreeWidgetItem([photo, first, second])
        item.setData(_PHOTO, _ALIKE, alike)
        for column, text in ((_FIRST, first), (_SECOND, second)):
            item.setToolTip(column, text)
        self.table.addTopLevelItem(item)
        item.setHidden(alike and self.only_different.isChecked())
        return item

    def _show_chosen_rows(self, only_different: bool) -> None:
        for row in range(self.table.topLevelItemCount()):
            item = self.table.topLevelItem(row)
            if item is not None:
                item.setHidden(only_different and item.data(_PHOTO, _ALIKE))

    def _words(self, bird: Bird | None) -> str:
        if bird is None:
            return self.tr("no bird here")
        if bird.claim.rank is Rank.NONE:
            best = bird.best
            if best is None:
                return self.tr("not sure")
            name = self._names.common_name(best.species.scientific_name)
            return self.tr("not sure; perhaps {0}, {1}").format(
                name, wording.percent(best.probability)
            )
        sentence = {
            Rank.SPECIES: self.tr("{0}, {1}"),
            Rank.GENUS: self.tr("Some species of the genus {0}, {1}"),
            Rank.FAMILY: self.tr("Some species of the family {0}, {1}"),
        }[bird.claim.rank]
        taxon = bird.claim.taxon
        if bird.claim.rank is Rank.SPECIES:
            taxon = self._names.common_name(taxon)
        elif bird.claim.rank is Rank.FAMILY:
            taxon = self._names.family_name(taxon)
        return bird_wording.with_family(sentence, taxon, wording.percent(bird.claim.probability))

    def _on_ended(self) -> None:
        self.progress.hide()
        self.status.setText(
            self.tr("Same name: {0}. Different name: {1}.").format(
                self._counts[True], self._counts[False]
            )
        )

    def _on_failed(self, sentence: str) -> None:
        self.progress.hide()
        self.status.setText(sentence)


def _is_alike(pair: BirdPair) -> bool:
    from birdeye.workflows.compare_packs import Agreement

    return pair.agreement in (Agreement.SAME, Agreement.NEITHER_CLAIMS)
