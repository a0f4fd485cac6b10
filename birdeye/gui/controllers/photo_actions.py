"""Does what menus, keys and buttons ask for about the list of photos and those selected in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QProcess, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from birdeye.domain.arrangement import ArrangedPhotos, Arrangement, PhotoFilter
from birdeye.domain.changes import Change
from birdeye.gui import change_wording
from birdeye.gui.controllers.arranging import Arranging
from birdeye.gui.controllers.batch import Batch
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.panels.photo_grid import THUMBNAIL_WIDTHS
from birdeye.gui.windows.main_window import MainWindow

_SIZE_STEP = 32


class PhotoActions(Controller):
    """Connects grid, filter bar and the actions about photos. ``open_asked(paths)`` when a folder
    of an earlier time is wanted again."""

    open_asked = Signal(object)

    def __init__(
        self, window: MainWindow, models: WindowModels, arranging: Arranging, batch: Batch
    ) -> None:
        super().__init__(window, models)
        self._arranging = arranging
        settings = models.settings
        navigation = models.navigation
        self._wanted_path = settings.current_photo
        self._left_behind: tuple[int, ...] = ()
        actions, grid, bar = window.all_actions, window.grid, window.filter_bar
        for action, do in (
            (actions.select_all, navigation.select_all),
            (actions.filter, self._search),
            (actions.larger, lambda: self._resize(grid.thumbnail_width + _SIZE_STEP)),
            (actions.smaller, lambda: self._resize(grid.thumbnail_width - _SIZE_STEP)),
            (actions.show_in_folder, self._show_in_folder),
            (actions.copy_path, self._copy_path),
            (actions.identify_again, lambda: batch.identify_again(navigation.selected_files())),
            (actions.remove_photos, lambda: batch.remove_photos(navigation.selected_ids())),
        ):
            action.triggered.connect(lambda *_, do=do: do())
        actions.grid.triggered.connect(self._show_grid)
        grid.open_asked.connect(self._open)
        grid.burst_asked.connect(arranging.toggle_burst)
        for view in (grid, window.filmstrip, window.photo_view):
            view.menu_asked.connect(self._show_menu)
        bar.chosen.connect(arranging.choose)
        bar.left.connect(grid.setFocus)
        arranging.changed.connect(self._on_arrangement_changed)
        models.photo_list.arranged.connect(bar.show_arranged)
        self._store.added.connect(self._on_added)
        self._store.history_changed.connect(self._on_history_changed)
        window.menus.recent_chosen.connect(lambda folder: self.open_asked.emit([folder]))
        window.closing.connect(self._save)
        slider = window.progress.size_slider
        slider.setRange(*THUMBNAIL_WIDTHS)
        slider.setPageStep(_SIZE_STEP)
        slider.valueChanged.connect(grid.set_thumbnail_width)
        slider.setValue(settings.thumbnail_width)
        bar.show_arrangement(Arrangement())
        bar.show_arranged(ArrangedPhotos())
        window.menus.show_recent(settings.recent_folders)
        window.empty_state.show_recent(settings.recent_folders)
        window.empty_state.recent_chosen.connect(lambda folder: self.open_asked.emit([folder]))
        window.show_grid(settings.grid_shown)
        self._on_history_changed(None, None)

    def remember_folders(self, paths: Sequence[Path]) -> None:
        """List the folders among ``paths``, or those of the photos, as opened lately."""
        folders = dict.fromkeys(path if not path.suffix else path.parent for path in paths)
        for folder in reversed(list(folders)[:2]):
            self._settings.remember_folder(folder.absolute())
        self._window.menus.show_recent(self._settings.recent_folders)
        self._window.empty_state.show_recent(self._settings.recent_folders)

    def show_filtered(self, wanted: PhotoFilter) -> None:
        """Show these photos side by side, and the window before others."""
        self._arranging.choose(replace(self._arranging.arrangement, photo_filter=wanted))
        self._window.show_grid(True)
        self._window.come_to_front()

    def take_back_grid(self) -> None:
        """Switch the view back, with what was selected in the grid: the key was the first letter of
        a name."""
        self._window.show_grid(not self._window.shows_grid)
        self._navigation.select_too(self._left_behind)

    def _show_grid(self, shown: bool) -> None:
        current = self._navigation.current_id
        self._left_behind = () if shown else self._navigation.selected_ids()
        if not shown and current is not None:
            # What is decided about the photo on screen must not go to those selected in the grid.
            self._navigation.go_to(current)
        self._window.show_grid(shown)

    def _open(self, photo_id: int) -> None:
        self._navigation.go_to(photo_id)
        self._window.show_grid(False)

    def _search(self) -> None:
        self._window.show_grid(True)
        self._window.filter_bar.take_focus()

    def _resize(self, width: int) -> None:
        self._window.progress.size_slider.setValue(width)

    def _show_menu(self, place: QPoint) -> None:
        self._window.menus.photo_menu.popup(place)

    def _selected_paths(self) -> list[Path]:
        return self._store.paths_of(self._navigation.selected_ids())

    def _copy_path(self) -> None:
        paths = self._selected_paths()
        if paths:
            QGuiApplication.clipboard().setText("\n".join(map(str, paths)))

    def _show_in_folder(self) -> None:
        paths = self._selected_paths()
        if paths and not _selected_in_file_manager(paths[0]):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths[0].parent)))

    def _on_arrangement_changed(self, arrangement: Arrangement) -> None:
        self._window.filter_bar.show_arrangement(arrangement)
        self._window.set_filtered(not arrangement.photo_filter.is_empty)

    def _on_added(self, photo_ids: Sequence[int]) -> None:
        """Go back to the photo that was on screen when the window was closed."""
        if not self._wanted_path:
            return
        for photo_id in photo_ids:
            if str(self._store.path_of(photo_id)) == self._wanted_path:
                self._wanted_path = ""
                self._navigation.go_to(photo_id)
                return

    def _on_history_changed(self, undo: Change | None, redo: Change | None) -> None:
        actions = self._window.all_actions
        undo_text, redo_text = self.tr("&Undo"), self.tr("&Redo")
        if undo is not None:
            undo_text = self.tr("&Undo: {0}").format(change_wording.sentence(undo, self._names))
        if redo is not None:
            redo_text = self.tr("&Redo: {0}").format(change_wording.sentence(redo, self._names))
        for action, change, text in (
            (actions.undo, undo, undo_text),
            (actions.redo, redo, redo_text),
        ):
            action.setText(text)
            action.setToolTip(f"{text.replace('&', '')} ({action.shortcut().toString()})")
            action.setEnabled(change is not None)

    def _save(self) -> None:
        self._settings.grid_shown = self._window.shows_grid
        self._settings.thumbnail_width = self._window.grid.thumbnail_width
        current = self._navigation.current_id
        path = None if current is None else self._store.path_of(current)
        self._settings.current_photo = "" if path is None else str(path)


def _selected_in_file_manager(path: Path) -> bool:
    """Whether the system's file manager shows ``path`` selected in its folder."""
    match QGuiApplication.platformName():
        case "windows":
            return QProcess.startDetached("explorer.exe", ["/select,", str(path)])[0]
        case "cocoa":
            return QProcess.startDetached("open", ["-R", str(path)])[0]
    return False
