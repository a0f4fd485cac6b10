"""The row of buttons below the menus, which makes itself narrower before it hides anything."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from birdeye.gui.icons import themed_icon
from birdeye.gui.theme import Theme
from birdeye.gui.windows.actions import Actions
from birdeye.gui.wording import without_mnemonic

_ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
_TEXT_BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_TEXT_UNDER = Qt.ToolButtonStyle.ToolButtonTextUnderIcon


class ToolBar(QToolBar):
    """The most used actions, the zoom, and the two menus of names and models."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        theme: Theme,
        languages: QMenu,
        models: QMenu,
        *,
        with_text: bool,
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._zoom_in = actions.zoom_in
        self.setWindowTitle(self.tr("Tools"))
        self.setObjectName("toolBar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._zoom = QLabel(objectName="zoomLabel", alignment=Qt.AlignmentFlag.AlignCenter)
        self._zoom.setFixedWidth(56)
        self._percent = 0.0
        actions.zoom_in.enabledChanged.connect(self._show_percent)
        self._zoom.setAccessibleName(self.tr("Zoom"))
        self._languages = _menu_button(
            "language", languages, self.tr("Language of the birds’ names")
        )
        self._models = _menu_button("model", models, self.tr("Model that names the birds"))
        self._fill(actions)
        # In a narrow window, Qt puts what does not fit behind a button without a name or a glyph.
        self._more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        self._more.setAccessibleName(self.tr("More tools"))
        self._more.setIconSize(QSize(12, 12))
        self._more.setToolTip(self.tr("More tools"))
        theme.changed.connect(self._tint)
        self._tint()
        self.set_text_shown(with_text)

    def set_text_shown(self, shown: bool) -> None:
        """Put the names of the buttons under their icons, or in their tooltips only."""
        self.setToolButtonStyle(_TEXT_UNDER if shown else _ICON_ONLY)
        self._make_room()

    def show_zoom(self, percent: float) -> None:
        """Say how large the photo is shown; 0 says nothing."""
        self._percent = percent
        self._show_percent()

    def _show_percent(self) -> None:
        # In the grid no photo is shown, and the last figure may be of a view without a size yet.
        is_known = self._percent > 0 and self._zoom_in.isEnabled()
        self._zoom.setText(f"{max(1, round(self._percent))}%" if is_known else "")

    def show_language(self, name: str) -> None:
        """Say in which language the names of birds are shown."""
        self._languages.setText(name)
        self._make_room()

    def show_model(self, title: str) -> None:
        """Say which model is in use."""
        self._models.setText(title)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less in a narrow window, and keep every button in sight as long as that helps."""
        self._make_room()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Only a bar on show has a width to make room in."""
        self._make_room()
        super().showEvent(event)

    def _make_room(self) -> None:
        if not self.isVisible():
            return
        beside = _TEXT_UNDER if self.toolButtonStyle() is _TEXT_UNDER else _TEXT_BESIDE
        steps = ((beside, beside), (_ICON_ONLY, beside), (_ICON_ONLY, _ICON_ONLY))
        for languages, models in steps:
            self._languages.setToolButtonStyle(languages)
            self._models.setToolButtonStyle(models)
            # The layout would only learn of the new style from a later event.
            self.layout().invalidate()
            if self.sizeHint().width() <= self.width():
                return

    def _fill(self, do: Actions) -> None:
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for part in (
            *(do.open_photos, do.open_folder, do.export, None, do.undo, do.redo, None),
            *(do.grid, do.previous_photo, do.next_photo, None),
            *(do.zoom_out, self._zoom, do.zoom_in, do.fit, do.actual_size, None),
            *(do.boxes, do.draw_box, do.brighten, gap, self._languages, self._models),
        ):
            if part is None:
                self.addSeparator()
            elif isinstance(part, QAction):
                self.addAction(part)
            else:
                self.addWidget(part)
        for action in self.actions():
            widget = self.widgetForAction(action)
            if isinstance(widget, QToolButton) and action.text():
                widget.setAccessibleName(without_mnemonic(action.text()).rstrip("…"))

    def _tint(self) -> None:
        colour = self._theme.colours.text
        for button in (self._languages, self._models):
            button.setIcon(themed_icon(button.property("icon_name"), colour))
        self._more.setIcon(themed_icon("more", colour))


def _menu_button(icon: str, menu: QMenu, purpose: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("icon_name", icon)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolTip(purpose)
    button.setAccessibleName(purpose)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
