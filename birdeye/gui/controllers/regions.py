"""Asks where photos are taken, once and in passing, and sets it for photos, a folder, or all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from birdeye.domain.changes import SetRegion
from birdeye.domain.plausibility import PlaceSettings
from birdeye.gui import wording
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.dialogs.ask import show_dialog
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.tasks.identification import Identification
from birdeye.gui.tasks.name_finding import NameFinding
from birdeye.gui.tasks.places import Places
from birdeye.gui.windows.main_window import MainWindow

ALL, SELECTED, FOLDER = "all", "selected", "folder"
_ENOUGH_PHOTOS = 3
"""Photos without a position from which on the question is worth asking."""


class Regions(Controller):
    """Opens the dialogs, and keeps the one switch that turns all of it off."""

    def __init__(
        self,
        window: MainWindow,
        models: WindowModels,
        places: Places,
        identification: Identification,
        finding: NameFinding,
    ) -> None:
        super().__init__(window, models)
        self._places = places
        self._finding = finding
        self._switch = window.all_actions.use_places
        self._switch.setChecked(True)
        self._switch.toggled.connect(self._on_switched)
        window.all_actions.set_region.triggered.connect(lambda: self.ask())
        places.read_anew.connect(self._show_switch)
        identification.ended.connect(self._ask_once)

    def ask(self, scope: str = "") -> None:
        """Ask for which photos, and which countries; ``scope`` is what is offered first."""
        from birdeye.gui.dialogs.region import RegionDialog

        settings = self._places.settings
        if settings is None:
            return
        dialog = RegionDialog(self._scopes(settings), self._window, scope)
        dialog.chosen.connect(self._set)
        dialog.expected_asked.connect(self.ask_expected)
        show_dialog(dialog)

    def ask_expected(self) -> None:
        """Ask which birds to expect anywhere."""
        from birdeye.gui.dialogs.expected_anywhere import ExpectedAnywhereDialog

        settings = self._places.settings
        if settings is None:
            return
        models = self._models
        dialog = ExpectedAnywhereDialog(
            settings.always_expected, models.names, models.theme, self._window
        )
        dialog.chooser.searched.connect(self._finding.find)
        self._finding.found.connect(dialog.chooser.show_hits)
        dialog.chosen.connect(self._expect)
        show_dialog(dialog)

    def _scopes(self, settings: PlaceSettings) -> dict[str, tuple[str, Collection[str]]]:
        scopes: dict[str, tuple[str, Collection[str]]] = {
            ALL: (self.tr("All photos without a place"), settings.region)
        }
        record = self._models.store.record
        of_record: Collection[str] = () if record is None else record.region
        count = len(self._models.navigation.selected_ids())
        if count:
            one, several = self.tr("The selected photo"), self.tr("The {0} selected photos")
            scopes[SELECTED] = (one if count == 1 else several.format(count), of_record)
        if record is not None:
            title = self.tr("All photos in “{0}” ({1})").format(
                record.path.parent.name or record.path.parent,
                wording.figure(len(self._in_folder())),
            )
            scopes[FOLDER] = (title, of_record)
        return scopes

    def _in_folder(self) -> tuple[int, ...]:
        """The photos on show of the folder of the one on screen."""
        store, record = self._models.store, self._models.store.record
        if record is None:
            return ()
        folder = record.path.parent
        return tuple(
            photo_id for photo_id, each in store.overviews.items() if each.path.parent == folder
        )

    def _set(self, scope: str, region: frozenset[str]) -> None:
        settings = self._places.settings
        if scope == ALL and settings is not None:
            self._models.settings.region_asked = True
            self._places.keep(replace(settings, used=True, region=region))
            return
        navigation = self._models.navigation
        ids = self._in_folder() if scope == FOLDER else navigation.selected_ids()
        if ids:
            self._models.store.carry_out(SetRegion(navigation.files_of(ids), region))

    def _expect(self, expected: frozenset[str]) -> None:
        settings = self._places.settings
        if settings is not None and settings.always_expected != expected:
            self._places.keep(replace(settings, always_expected=expected))

    def _on_switched(self, used: bool) -> None:
        settings = self._places.settings
        if settings is not None and settings.used != used:
            self._places.keep(replace(settings, used=used))

    def _show_switch(self, settings: PlaceSettings) -> None:
        self._switch.setChecked(settings.used)

    def _ask_once(self, cancelled: bool) -> None:
        """After the first photos without a position, and never again."""
        places, settings = self._places.settings, self._models.settings
        if cancelled or settings.region_asked or places is None:
            return
        if places.region or not places.used or self._window.notice.text:
            return
        from_anywhere = [
            one
            for one in self._models.store.overviews.values()
            if one.bird_count and not one.has_position and not one.has_region
        ]
        if len(from_anywhere) < _ENOUGH_PHOTOS:
            return
        settings.region_asked = True
        self._window.notice.tell(
            self.tr(
                "These photos do not say where they were taken. Where do you take your photos? "
                "Names are better when Birdeye knows the countries."
            ),
            self.tr("Choose countries…"),
            lambda: self.ask(ALL),
        )
