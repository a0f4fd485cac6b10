"""The main window's layout. It shows and tells; what happens then is wired in `program`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from birdeye.gui.icons import application_icon
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.panels.acknowledgement import Acknowledgement
from birdeye.gui.panels.canvas_message import CanvasMessage
from birdeye.gui.panels.empty_state import EmptyState
from birdeye.gui.panels.filmstrip import Filmstrip
from birdeye.gui.panels.filter_bar import FilterBar
from birdeye.gui.panels.notice_bar import NoticeBar
from birdeye.gui.panels.photo_grid import PhotoGrid
from birdeye.gui.panels.progress_strip import ProgressStrip
from birdeye.gui.panels.species_panel import SpeciesPanel
from birdeye.gui.photo_view.photo_view import PhotoView
from birdeye.gui.windows.actions import Actions
from birdeye.gui.windows.menus import Menus
from birdeye.gui.windows.window_place import first_place, keep_frame_on_screen

_FIRST_SIZE = QSize(1280, 800)
_LEAST_SIZE = QSize(680, 460)
_PANEL_WIDTH = 340


class MainWindow(QMainWindow):
    """The empty state, or the workspace: photo and filmstrip on the left, the panel on the right.

    Signals:
        dropped(paths): files and folders were dropped on the window.
        first_painted(): the window is on the screen; what is heavy may begin.
        closing(): the user closed the window.
    """

    dropped = Signal(object)
    first_painted = Signal()
    closing = Signal()

    def __init__(self, models: WindowModels) -> None:
        super().__init__()
        self._settings = settings = models.settings
        theme, names, store = models.theme, models.names, models.store
        photos = models.photo_list, models.navigation.selection_model
        self._painted = False
        self._is_filtered = False
        self.came_from_grid = False
        self.setWindowTitle("Birdeye")
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST_SIZE)
        self.all_actions = Actions(self, theme)
        self.menus = Menus(
            self,
            self.all_actions,
            theme,
            names.language,
            settings.window_language,
            tool_text=settings.tool_text,
        )
        self.progress = ProgressStrip()
        self.empty_state = EmptyState(
            application_icon(), self.all_actions.open_photos, self.all_actions.open_folder
        )
        self.photo_view = PhotoView(store.selection)
        self.canvas_message = CanvasMessage()
        self.filmstrip = Filmstrip(*photos)
        self.grid = PhotoGrid(*photos, names)
        self.filter_bar = FilterBar(names, theme)
        self.species_panel = SpeciesPanel(store, names, models.ranking, self.all_actions, theme)
        self._canvas = QStackedWidget()
        self._canvas.addWidget(self.photo_view)
        self._canvas.addWidget(self.canvas_message)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty_state)
        self._splitter = self._workspace()
        self._pages.addWidget(self._splitter)
        self.acknowledgement = Acknowledgement(self._canvas)
        self.notice = NoticeBar(theme, self.empty_state)
        self._drop_veil = QLabel(
            self.tr("Drop to add these photos"),
            self._pages,
            objectName="dropVeil",
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        self._drop_veil.hide()
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self.progress)
        self.setCentralWidget(central)
        self.show_workspace(False)
        self._restore_place()

    @property
    def shows_workspace(self) -> bool:
        """Whether there are photos on show."""
        return self._pages.currentWidget() is self._splitter

    def show_workspace(self, shown: bool) -> None:
        """Show photos, or the invitation to open some."""
        self._pages.setCurrentWidget(self._splitter if shown else self.empty_state)
        self.progress.setVisible(shown)
        for action in self.all_actions.photo_actions:
            action.setEnabled(shown)
        if shown:
            self.show_grid(self.shows_grid)
        else:
            self._place_notice()
            self.empty_state.take_focus()

    @property
    def shows_grid(self) -> bool:
        """Whether the photos are shown side by side, and not one of them large."""
        return self._views.currentWidget() is self.grid

    def show_grid(self, shown: bool) -> None:
        """Show the photos side by side, or the current one large above the filmstrip."""
        self.came_from_grid = self.shows_grid and not shown
        self._views.setCurrentIndex(1 if shown else 0)
        self.all_actions.grid.setChecked(shown)
        self.acknowledgement.move_over(self.grid if shown else self._canvas)
        self._place_notice()
        self.progress.size_slider.setVisible(shown)
        for action in self.all_actions.zoom_actions:
            action.setEnabled(not shown and self.shows_workspace)
        self._show_filter_bar()
        # A widget of the page behind would hand the focus on to the first that can take it.
        if self.shows_workspace:
            (self.grid if shown else self.photo_view).setFocus()

    def _place_notice(self) -> None:
        """Keep it off the photo and its labels: over the filmstrip, where there is one."""
        if not self.shows_workspace:
            self.notice.move_over(self.empty_state, Qt.Edge.TopEdge)
        elif self.shows_grid:
            self.notice.move_over(self.grid, Qt.Edge.TopEdge)
        else:
            self.notice.move_over(self._one_photo, Qt.Edge.BottomEdge)
        self.notice.raise_()

    def set_filtered(self, filtered: bool) -> None:
        """Say whether photos are left out, which the filter bar is to tell in any view."""
        self._is_filtered = filtered
        self._show_filter_bar()

    def _show_filter_bar(self) -> None:
        self.filter_bar.setVisible(self.shows_grid or self._is_filtered)

    def show_photo(self) -> None:
        """Show the photo view in the middle."""
        self._canvas.setCurrentWidget(self.photo_view)

    def show_message(self, icon: str, title: str, text: str) -> None:
        """Show words in place of the photo."""
        self.canvas_message.tell(icon, title, text)
        self._canvas.setCurrentWidget(self.canvas_message)

    def come_to_front(self) -> None:
        """Show the window above the others, also when it was minimised."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_full_screen(self, full: bool) -> None:
        """Photos, filter and panel on the whole screen, or the window as it was."""
        self._show_bars(not full)
        if full:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        else:
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)

    def set_panel_shown(self, shown: bool) -> None:
        """Show the panel beside the photos, or give them its room."""
        self.species_panel.setVisible(shown)

    def _show_bars(self, shown: bool) -> None:
        for widget in (self.menuBar(), self.menus.tool_bar):
            widget.setVisible(shown)
        self.progress.setVisible(self.shows_workspace and shown)

    def save_place(self) -> None:
        """Remember where the window is."""
        if not self.isFullScreen():
            self._settings.window_maximised = self.isMaximized()
        self._settings.window_place = self.normalGeometry()
        self._settings.panel_split = self._splitter.saveState()
        self._settings.save()

    def _workspace(self) -> QSplitter:
        self._one_photo = _stacked_up(self._canvas, self.filmstrip)
        self._views = QStackedWidget()
        self._views.addWidget(self._one_photo)
        self._views.addWidget(self.grid)
        # In a low window it is rather cut than pushed over the filter bar.
        self._views.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        left = _stacked_up(self.filter_bar, self._views, stretched=1)
        self.filter_bar.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.species_panel)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([_FIRST_SIZE.width() - _PANEL_WIDTH, _PANEL_WIDTH])
        return splitter

    def _set_dropping(self, dropping: bool) -> None:
        self.empty_state.set_dropping(dropping)
        self._drop_veil.setGeometry(self._pages.rect())
        self._drop_veil.setVisible(dropping and self.shows_workspace)
        self._drop_veil.raise_()

    def _restore_place(self) -> None:
        self.setGeometry(first_place(self._settings.window_place, _FIRST_SIZE))
        if self._settings.panel_split is not None:
            self._splitter.restoreState(self._settings.panel_split)
        if self._settings.window_maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is there."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # After this event the children are painted and all of it is on the screen.
            QTimer.singleShot(0, self._tell_painted)

    def _tell_painted(self) -> None:
        # It may have been closed meanwhile, and then nothing is to begin any more.
        if self.isVisible():
            # Only now does the window system's frame have a size.
            keep_frame_on_screen(self)
            self.first_painted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """The window system may end full screen by itself."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.all_actions.full_screen.setChecked(self.isFullScreen())
            self._show_bars(not self.isFullScreen())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and folders of this computer."""
        if local_paths(event.mimeData()):
            event.acceptProposedAction()
            self._set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._set_dropping(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self._set_dropping(False)
        paths = local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place and go from the screen, then let go of everything."""
        self.save_place()
        self.hide()
        self.closing.emit()
        self._settings.save()
        super().closeEvent(event)


def _stacked_up(*widgets: QWidget, stretched: int = 0) -> QWidget:
    """The widgets one below the other, the one at ``stretched`` with all room that is left."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for place, widget in enumerate(widgets):
        column.addWidget(widget, 1 if place == stretched else 0)
    return whole


def local_paths(mime: QMimeData) -> list[Path]:
    """The files and folders of this computer among what is dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
