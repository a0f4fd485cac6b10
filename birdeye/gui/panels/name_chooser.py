"""A field in which any bird of the world is found by name, and the list of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListView,
    QWidget,
)

from birdeye.gui.icons import themed_icon
from birdeye.gui.layouts import in_column
from birdeye.gui.models.name_hits import NameHitModel
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.two_line_delegate import TwoLineDelegate
from birdeye.gui.theme import Theme

if TYPE_CHECKING:
    from birdeye.taxonomy.name_search import NameHit

_ROWS_SHOWN = 6
_PAUSE_MILLISECONDS = 60
"""How long nobody must type before the search begins."""


class NameChooser(QWidget):
    """Requests a search with every change of the text, and signals which hit was chosen.

    Signals:
        searched(text): find taxa with such a name, and answer with `show_hits`.
        accepted(NameHit): the user took this one.
        left(): the user wants nothing typed, and the keys to mean commands again.
        typing_changed(bool): whether there is anything in the field.
    """

    searched = Signal(str)
    accepted = Signal(object)
    left = Signal()
    typing_changed = Signal(bool)

    def __init__(self, names: SpeciesNames, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._answered = ""
        self._takes_first = False
        self.field = _NameField(self)
        self.field.setObjectName("nameField")
        self.field.setAccessibleName(self.tr("Name of the bird"))
        self.field.setPlaceholderText(self.tr("Type any name to change it"))
        self._icon = QAction(self.tr("Find a bird by name"), self)
        self.field.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self.model = NameHitModel(names, self)
        self.hits = QListView(self, objectName="nameHits", accessibleName=self.tr("Matching birds"))
        self.hits.setModel(self.model)
        self.hits.setItemDelegate(TwoLineDelegate(theme, self.hits))
        self.hits.setUniformItemSizes(True)
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setMouseTracking(True)
        self.hits.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = QLabel(objectName="claimExplanation", wordWrap=True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        in_column(self.field, self._nothing, self.hits, spacing=6, of=self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self._on_entered)
        self.field.escaped.connect(self.leave)
        self.hits.clicked.connect(self._take)
        theme.changed.connect(self._tint)
        self._tint()
        self._show_answer()

    @property
    def is_typing(self) -> bool:
        """Whether there is anything in the field."""
        return bool(self.field.text())

    def begin(self, text: str = "") -> None:
        """Put the cursor into the field, behind ``text`` where that is typed already."""
        if text:
            self.field.insert(text)
        # Not as a shortcut, which would select the text, and the next letter would replace it.
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Clear the field and signal that it was left."""
        self.clear()
        self.left.emit()

    def clear(self) -> None:
        """Empty the field."""
        self.field.clear()

    def show_hits(self, text: str, hits: Sequence[NameHit]) -> None:
        """List what was found for ``text``; an answer to an earlier text is dropped."""
        if text != self.field.text():
            return
        self._answered = text
        self.model.set_hits(hits)
        if hits:
            self.hits.setCurrentIndex(self.model.index(0))
        self._show_answer()
        if self._takes_first and hits:
            self._take(self.model.index(0))
        self._takes_first = False

    def hideEvent(self, event: QHideEvent) -> None:
        """No search is awaited any longer."""
        self._pause.stop()
        super().hideEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self._takes_first = False
        self.typing_changed.emit(bool(text))
        if text:
            self._pause.start()
            return
        self._pause.stop()
        self._answered = ""
        self.model.set_hits(())
        self._show_answer()

    def _search(self) -> None:
        self.searched.emit(self.field.text())

    def _show_answer(self) -> None:
        count = self.model.rowCount()
        self.hits.setVisible(count > 0)
        row = self.hits.sizeHintForRow(0) if count else 0
        self.hits.setFixedHeight(row * min(count, _ROWS_SHOWN) + 2 * self.hits.frameWidth())
        self._nothing.setVisible(bool(self._answered) and not count)
        self._nothing.setText(
            self.tr("No bird has a name like “{0}” in any language.").format(self._answered)
        )

    def _step(self, by: int) -> None:
        row = self.hits.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.hits.setCurrentIndex(self.model.index(row))

    def _on_entered(self) -> None:
        if not self.is_typing:
            self.leave()
        elif self._answered == self.field.text():
            self._take(self.hits.currentIndex())
        else:
            # Whoever types fast means the first hit of a search that is still on its way.
            self._takes_first = True
            self._pause.stop()
            self._search()

    def _take(self, index: QModelIndex) -> None:
        hit = self.model.hit_at(index.row())
        if hit is not None:
            self.leave()
            self.accepted.emit(hit)

    def _tint(self) -> None:
        self._icon.setIcon(themed_icon("search", self._theme.colours.text_dim))


class _NameField(QLineEdit):
    """A line in which the arrows, Return and Esc are for the list below it.

    Signals: ``stepped(by)``, ``entered()``, ``escaped()``.
    """

    stepped = Signal(int)
    entered = Signal()
    escaped = Signal()

    def event(self, event: QEvent) -> bool:
        """While the cursor is here, no plain key is an order of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steps through the list, takes from it, or leaves."""
        match event.key():
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Escape:
                self.escaped.emit()
            case Qt.Key.Key_Backspace if not self.text():
                self.escaped.emit()
            case _:
                super().keyPressEvent(event)
