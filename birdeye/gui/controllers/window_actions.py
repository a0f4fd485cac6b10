"""Does what menus, keys and buttons ask for."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from birdeye import locations
from birdeye.gui import pack_wording
from birdeye.gui.controllers.batch import Batch
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.dialogs import ask
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.store.bird_selection import NO_BIRD
from birdeye.gui.tasks.identification import Identification
from birdeye.gui.tasks.importing import CheckpointImport
from birdeye.gui.tasks.packs import Packs
from birdeye.gui.tasks.places import Places
from birdeye.gui.theme import ThemeChoice
from birdeye.gui.windows.main_window import MainWindow


class WindowActions(Controller):
    """Connects the window's actions. ``open_asked(paths)`` when files or folders were chosen."""

    open_asked = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        models: WindowModels,
        identification: Identification,
        batch: Batch,
        packs: Packs,
        importing: CheckpointImport,
        places: Places,
    ) -> None:
        super().__init__(window, models)
        self._theme = models.theme
        self._identification = identification
        self._packs = packs
        self._importing = importing
        self._places = places
        navigation, selection = models.navigation, models.store.selection
        self._selection = selection
        actions, view = window.all_actions, window.photo_view
        for action, do in (
            (actions.open_photos, self._open_photos),
            (actions.open_folder, self._open_folder),
            (actions.close_photos, batch.close_photos),
            (actions.quit, window.close),
            (actions.zoom_in, view.zoom_in),
            (actions.zoom_out, view.zoom_out),
            (actions.fit, view.fit),
            (actions.actual_size, view.show_actual_size),
            (actions.rating.zoom_bird, view.zoom_to_bird),
            (actions.leave, self._leave),
            (actions.previous_photo, lambda: navigation.step(-1)),
            (actions.next_photo, lambda: navigation.step(1)),
            (actions.first_photo, lambda: navigation.go_to_row(0)),
            (actions.last_photo, navigation.go_to_last),
            (actions.previous_bird, lambda: selection.step(-1)),
            (actions.next_bird, lambda: selection.step(1)),
            (actions.cancel, identification.cancel),
            (actions.identify_rest, batch.identify_waiting),
            (actions.add_pack_file, self._add_pack_file),
            (actions.add_pack_folder, self._add_pack_folder),
            (actions.import_checkpoint, self._import_checkpoint),
            (actions.settings, self._show_settings),
            (actions.manual, self._show_manual),
            (actions.shortcuts, self._show_shortcuts),
            (actions.about, self._show_about),
        ):
            action.triggered.connect(lambda *_, do=do: do())
        actions.full_screen.triggered.connect(window.set_full_screen)
        actions.panel.toggled.connect(window.species_panel.setVisible)
        actions.panel.setChecked(self._settings.panel_shown)
        actions.panel.toggled.connect(partial(setattr, self._settings, "panel_shown"))
        actions.boxes.toggled.connect(self._show_boxes)
        actions.boxes.setChecked(self._settings.boxes_shown)
        actions.tool_text.toggled.connect(partial(setattr, self._settings, "tool_text"))
        self._show_boxes(self._settings.boxes_shown)
        batch.pack_asked.connect(self._add_pack_file)
        window.progress.cancelled.connect(identification.cancel)
        window.progress.resumed.connect(batch.identify_waiting)
        view.zoom_changed.connect(window.menus.tool_bar.show_zoom)
        window.menus.language_chosen.connect(self._choose_language)
        window.menus.theme_chosen.connect(self._choose_theme)
        window.menus.pack_chosen.connect(packs.choose)
        window.menus.broken_pack_asked.connect(window.notice.tell)
        window.menus.removal_asked.connect(self._remove_pack)
        importing.imported.connect(self._on_imported)

    def _open_photos(self) -> None:
        paths = ask.for_photos(self._window, self._settings.last_folder)
        if paths:
            self._settings.last_folder = str(paths[0].parent)
            self.open_asked.emit(paths)

    def _open_folder(self) -> None:
        folder = ask.for_folder(self._window, self._settings.last_folder)
        if folder is not None:
            self._settings.last_folder = str(folder)
            self.open_asked.emit([folder])

    def _add_pack_file(self) -> None:
        self._install(ask.for_pack_file(self._window, str(Path.home())))

    def _add_pack_folder(self) -> None:
        self._install(ask.for_pack_folder(self._window, str(Path.home())))

    def _install(self, source: Path | None) -> None:
        if source is not None:
            self._window.notice.tell(
                self.tr("Checking the model in “{0}”…").format(source.name), stays=True
            )
            self._packs.install(source)

    def _import_checkpoint(self) -> None:
        from birdeye.gui.dialogs.import_checkpoint import ImportCheckpointDialog

        folder = self._settings.last_checkpoint_folder
        dialog = ImportCheckpointDialog(self._importing, self._theme, folder, self._window)
        dialog.folder_used.connect(partial(setattr, self._settings, "last_checkpoint_folder"))
        show_dialog(dialog)

    def _on_imported(self, title: str, chosen: bool, _sentences: object) -> None:
        text = (
            self.tr("The model “{0}” was imported and is in use.")
            if chosen
            else self.tr("The model “{0}” was imported. Choose it under Models to use it.")
        )
        self._window.notice.tell(text.format(title))
        self._packs.refresh()

    def _remove_pack(self, pack_id: str, title: str) -> None:
        if ask.whether_to_remove_pack(self._window, title):
            self._packs.remove(pack_id, title)

    def _leave(self) -> None:
        if self._window.photo_view.boxes.cancel():
            return
        if self._window.isFullScreen():
            self._window.set_full_screen(False)
        elif self._window.came_from_grid:
            self._window.show_grid(True)
        else:
            self._selection.select(NO_BIRD)

    def _show_boxes(self, shown: bool) -> None:
        self._settings.boxes_shown = shown
        self._window.photo_view.set_boxes_shown(shown)

    def _choose_language(self, code: str) -> None:
        self._settings.language = code
        self._names.set_language(code)

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self._settings.theme = choice
        self._theme.choose(choice)

    def _show_manual(self) -> None:
        """Beside the window, which can be used meanwhile."""
        from birdeye.gui.dialogs.manual import ManualDialog

        dialog = self._window.findChild(ManualDialog)
        if dialog is None:
            dialog = ManualDialog(locations.manual_file(), self._theme, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _show_shortcuts(self) -> None:
        from birdeye.gui.dialogs.shortcuts import ShortcutsDialog

        show_dialog(ShortcutsDialog(self._window.all_actions, self._window))

    def _show_settings(self) -> None:
        from birdeye.gui.dialogs.settings import SettingsDialog
        from birdeye.gui.panels.place_fields import PlaceFields

        menus = self._window.menus
        place = locations.catalogue_file()
        dialog = SettingsDialog(
            menus.window_languages, menus.languages, menus.themes, place, self._window
        )
        if self._places.settings is not None:
            fields = PlaceFields(self._places.settings, dialog)
            fields.changed.connect(self._places.keep)
            fields.choosing_asked.connect(self._window.all_actions.set_region.trigger)
            self._places.read_anew.connect(fields.show_settings)
            dialog.add_part(fields)
        bursts = QCheckBox(self.tr("Let the photos of a &burst vote on the name of a bird"))
        bursts.setChecked(self._settings.bursts_vote)
        bursts.toggled.connect(self._let_bursts_vote)
        dialog.add_part(bursts)
        show_dialog(dialog)

    def _let_bursts_vote(self, agree: bool) -> None:
        self._settings.bursts_vote = agree
        if self._identification.pack is not None:
            self._store.vote(self._identification.pack, agree=agree)

    def _show_about(self) -> None:
        from birdeye.gui.dialogs.about import AboutDialog

        pack = self._identification.pack
        if pack is None:
            text = self.tr("No model is installed.")
        else:
            text = self.tr("Model: {0}, version {1}, {2}").format(
                pack_wording.title(pack),
                pack.manifest.version,
                pack_wording.licence(pack.manifest.licence),
            )
        show_dialog(AboutDialog(text, self._window))
