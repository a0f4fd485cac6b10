"""The main window's layout. It shows and signals; what happens then is wired in `program`.

It can be on the screen while most of the program is still being loaded: bars and the invitation to
open photos need little. The workspace is added to it then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QWidget

from birdeye.gui.dropped_paths import dropped_paths
from birdeye.gui.icons import application_icon
from birdeye.gui.layouts import in_column
from birdeye.gui.panels.empty_state import EmptyState
from birdeye.gui.panels.notice_bar import NoticeBar
from birdeye.gui.panels.progress_strip import ProgressStrip
from birdeye.gui.settings import WindowSettings
from birdeye.gui.theme import Theme
from birdeye.gui.windows.actions import Actions
from birdeye.gui.windows.menus import Menus
from birdeye.gui.windows.window_place import keep_frame_on_screen, keep_place, restore_place

if TYPE_CHECKING:
    from birdeye.gui.models.window_models import WindowModels
    from birdeye.gui.windows.workspace import Workspace

_FIRST_SIZE = QSize(1280, 800)
_LEAST_SIZE = QSize(680, 460)
_LONGEST_WAIT_MS = 500


class MainWindow(QMainWindow):
    """The empty state, or the workspace, which `furnish` adds.

    Signals:
        dropped(paths): files and folders were dropped on the window.
        first_painted(): the whole window is on the screen; what is heavy may begin.
        closing(): the user closed the window.
        activated(): the user turned to the window, perhaps from another program.
    """

    dropped = Signal(object)
    first_painted = Signal()
    closing = Signal()
    activated = Signal()

    def __init__(self, application: QApplication, settings: WindowSettings) -> None:
        super().__init__()
        self._settings = settings
        self.theme = theme = Theme(application, settings.theme, self)
        self._workspace: Workspace | None = None
        self._painted = False
        self._waiting_for_paint = QEventLoop(self)
        self._closes_when_furnished = False
        self._is_filtered = False
        self.came_from_grid = False
        self.setWindowTitle("Birdeye")
        self.setMinimumSize(_LEAST_SIZE)
        self.setAcceptDrops(True)
        self.all_actions = Actions(self, theme)
        self.menus = Menus(
            self,
            self.all_actions,
            theme,
            settings.language,
            settings.window_language,
            tool_text=settings.tool_text,
        )
        self.progress = ProgressStrip()
        self.empty_state = EmptyState(
            application_icon(), self.all_actions.open_photos, self.all_actions.open_folder
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty_state)
        self.notice = NoticeBar(theme, self.empty_state)
        self._drop_veil = QLabel(
            self.tr("Drop to add these photos"),
            self._pages,
            objectName="dropVeil",
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        self._drop_veil.hide()
        self._central = QWidget()
        in_column((self._pages, 1), self.progress, spacing=0, of=self._central)
        self.setCentralWidget(self._central)
        self.show_workspace(False)
        restore_place(self, settings, _FIRST_SIZE)

    def show_before_furnished(self) -> None:
        """Be on the screen while the rest is loaded; until then, whatever the user does waits."""
        self.show()
        QTimer.singleShot(_LONGEST_WAIT_MS, self._waiting_for_paint, self._waiting_for_paint.quit)
        self._waiting_for_paint.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def furnish(self, models: WindowModels) -> None:
        """Add the workspace, whose modules are loaded only now."""
        from birdeye.gui.windows.workspace import Workspace

        self._workspace = workspace = Workspace(models, self.all_actions, _FIRST_SIZE.width())
        self.photo_view = workspace.photo_view
        self.canvas_message = workspace.canvas_message
        self.filmstrip = workspace.filmstrip
        self.grid = workspace.grid
        self.notice.reach_changed.connect(self._on_notice_moved)
        self.filter_bar = workspace.filter_bar
        self.species_panel = workspace.species_panel
        self.acknowledgement = workspace.acknowledgement
        self.acknowledgement.float_above(self.notice)
        self._pages.addWidget(workspace)
        if self._settings.panel_split is not None:
            workspace.restoreState(self._settings.panel_split)

    def go_on_show(self) -> None:
        """Be on the screen; `first_painted` follows, also where a part of it was there before."""
        if self._painted:
            QTimer.singleShot(0, self, self._tell_painted)
        self.show()
        if self._closes_when_furnished:
            QTimer.singleShot(0, self, self.close)

    @property
    def shows_workspace(self) -> bool:
        """Whether photos are shown."""
        return self._pages.currentWidget() is not self.empty_state

    def show_workspace(self, shown: bool) -> None:
        """Show photos, or the invitation to open some."""
        workspace = self._workspace if shown else None
        self._pages.setCurrentWidget(workspace or self.empty_state)
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
        workspace = self._workspace
        return workspace is not None and workspace.views.currentWidget() is workspace.grid

    def show_grid(self, shown: bool) -> None:
        """Show the photos side by side, or the current one large above the filmstrip."""
        self.came_from_grid = self.shows_grid and not shown
        workspace = self._furnished
        workspace.views.setCurrentIndex(1 if shown else 0)
        self.all_actions.grid.setChecked(shown)
        self.acknowledgement.move_over(self.grid if shown else workspace.canvas)
        self._place_notice()
        self.progress.size_slider.setVisible(shown)
        for action in self.all_actions.zoom_actions:
            action.setEnabled(not shown and self.shows_workspace)
        self._show_filter_bar()
        # A widget of the page behind would hand the focus on to the first that can take it.
        if self.shows_workspace:
            (self.grid if shown else self.photo_view).setFocus()

    @property
    def _furnished(self) -> Workspace:
        assert self._workspace is not None
        return self._workspace

    def _place_notice(self) -> None:
        """Keep it off the photo and its labels, the filmstrip and the grid."""
        if not self.shows_workspace:
            self.notice.move_over(self.empty_state, Qt.Edge.TopEdge)
        elif self.progress.isHidden():  # in full screen
            over = self.grid if self.shows_grid else self._furnished.canvas
            self.notice.move_over(over, Qt.Edge.BottomEdge)
        else:
            self.notice.move_over(self._central, Qt.Edge.BottomEdge)
        self.notice.raise_()

    def _on_notice_moved(self, reach: int) -> None:
        foot = self.progress.height() if self.progress.isVisible() else 0
        self.grid.set_covered(max(0, reach - foot))

    def set_filtered(self, filtered: bool) -> None:
        """Set whether photos are left out, which the filter bar shows in any view."""
        self._is_filtered = filtered
        self._show_filter_bar()

    def _show_filter_bar(self) -> None:
        self.filter_bar.setVisible(self.shows_grid or self._is_filtered)

    def show_photo(self) -> None:
        """Show the photo view in the middle."""
        self._furnished.canvas.setCurrentWidget(self.photo_view)

    def show_message(self, icon: str, title: str, text: str) -> None:
        """Show words in place of the photo."""
        self.canvas_message.tell(icon, title, text)
        self._furnished.canvas.setCurrentWidget(self.canvas_message)

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

    def _show_bars(self, shown: bool) -> None:
        for widget in (self.menuBar(), self.menus.tool_bar):
            widget.setVisible(shown)
        self.progress.setVisible(self.shows_workspace and shown)
        self._place_notice()

    def save_place(self) -> None:
        """Remember where the window is."""
        keep_place(self, self._settings)
        self._settings.panel_split = self._furnished.saveState()
        self._settings.save()

    def _set_dropping(self, dropping: bool) -> None:
        self.empty_state.set_dropping(dropping)
        self._drop_veil.setGeometry(self._pages.rect())
        self._drop_veil.setVisible(dropping and self.shows_workspace)
        self._drop_veil.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is there."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # After this event the children are painted and all of it is on the screen.
            QTimer.singleShot(0, self._tell_painted)

    def _tell_painted(self) -> None:
        # It may have been closed meanwhile, and then nothing may start.
        if self.isVisible():
            # Only now does the window system's frame have a size.
            keep_frame_on_screen(self)
            self._waiting_for_paint.quit()
            if self._workspace is not None:
                self.first_painted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """The window system may end full screen by itself, and tells who is in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()
        if event.type() == QEvent.Type.WindowStateChange:
            self.all_actions.full_screen.setChecked(self.isFullScreen())
            self._show_bars(not self.isFullScreen())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and folders of this computer."""
        # Before all is there, nobody would hear of the drop.
        if self._workspace is not None and dropped_paths(event):
            event.acceptProposedAction()
            self._set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._set_dropping(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self._set_dropping(False)
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the position, close, then release everything."""
        if self._workspace is None:  # the program would be built for no window
            self._closes_when_furnished = True
            event.ignore()
            return
        self.save_place()
        self.hide()
        self.closing.emit()
        self._settings.save()
        super().closeEvent(event)
