"""All birds of the photo as a list, linked with the boxes by hover and selection."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from birdeye.domain.review import Verdict
from birdeye.gui.icons import icon_pixmap
from birdeye.gui.models.bird_list import BirdListModel, BirdRole
from birdeye.gui.store.bird_selection import NO_BIRD, BirdSelection
from birdeye.gui.store.photo_store import PhotoStore
from birdeye.gui.text_lines import line_height
from birdeye.gui.theme import Theme

_ICON_SIDE = 16
_ROWS_SHOWN = 8
_ICONS = {
    Verdict.CONFIRMED: "done",
    Verdict.UNSURE: "unsure",
    Verdict.NOT_A_BIRD: "no-bird",
}


class _BirdDelegate(QStyledItemDelegate):
    """The state, the name, and the probability on the right."""

    def __init__(self, theme: Theme, selection: BirdSelection, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._selection = selection

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(120, ceil(line_height(option.font)) + 13)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colours = self._theme.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self._selection.hovered
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(option.rect).adjusted(0, 1, 0, -1)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection if selected else colours.hover))
            painter.drawRoundedRect(row, 7, 7)
        self._paint_state(painter, QPointF(row.left() + 15, row.center().y()), index)
        painter.setFont(option.font)
        metrics = QFontMetricsF(option.font)
        figure = index.data(BirdRole.FIGURE)
        figure_width = metrics.horizontalAdvance(figure)
        text = colours.selection_text if selected else colours.text
        dim = colours.selection_text if selected else colours.text_dim
        room = row.adjusted(31, 0, -(figure_width + 20), 0)
        name = metrics.elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, room.width()
        )
        centred = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(text))
        painter.drawText(room, centred | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(dim))
        painter.drawText(row.adjusted(0, 0, -11, 0), centred | Qt.AlignmentFlag.AlignRight, figure)
        painter.restore()

    def _paint_state(
        self, painter: QPainter, centre: QPointF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A dot in the colour of how sure the program is, or the sign of a decision."""
        colours = self._theme.colours
        verdict = index.data(BirdRole.BIRD).review.verdict
        if verdict is Verdict.UNREVIEWED:
            _, dot = colours.chip(index.data(BirdRole.CONFIDENCE))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(dot))
            painter.drawEllipse(centre, 4, 4)
            return
        ratio = painter.device().devicePixelRatioF()
        icon = icon_pixmap(_ICONS[verdict], colours.text, _ICON_SIDE, ratio)
        painter.drawPixmap(centre - QPointF(_ICON_SIDE, _ICON_SIDE) / 2, icon)


class BirdListView(QListView):
    """Shows a `BirdListModel`; what is selected and hovered lives in the `BirdSelection`."""

    def __init__(self, model: BirdListModel, store: PhotoStore, theme: Theme) -> None:
        super().__init__(objectName="birdList")
        selection = store.selection
        self.setAccessibleName(self.tr("Birds in this photo"))
        self._selection = selection
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_BirdDelegate(theme, selection, self))
        self.setModel(model)
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_left)
        selection.selected_changed.connect(self._follow_selection)
        store.on_screen_changed.connect(self._follow_selection)
        selection.hovered_changed.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)
        model.modelReset.connect(self._make_room)

    def _make_room(self) -> None:
        """Show the birds of most photos whole: the panel scrolls, and two bars would be one too
        many. No room below them, which what follows may need."""
        rows, height = self.model().rowCount(), max(self.sizeHintForRow(0), 0)
        self.setMinimumHeight(min(rows, _ROWS_SHOWN) * height)
        self.setMaximumHeight(rows * height)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Selecting here selects the box too."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._selection.select(current.row())

    def viewportEvent(self, event: QEvent) -> bool:
        """The mouse may leave without entering anything else."""
        if event.type() == QEvent.Type.Leave:
            self._on_left()
        return super().viewportEvent(event)

    def _on_entered(self, index: QModelIndex) -> None:
        self._selection.hover(index.row())

    def _on_left(self) -> None:
        self._selection.hover(NO_BIRD)

    def _follow_selection(self) -> None:
        row = self._selection.selected
        index = self.model().index(row, 0) if row != NO_BIRD else QModelIndex()
        if index != self.currentIndex():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            if not index.isValid():
                self.clearSelection()
