"""The menu bar and the tool bar: where each action is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QWidget

from birdeye.domain.species import LANGUAGES
from birdeye.gui import error_wording, pack_wording
from birdeye.gui.icons import themed_icon
from birdeye.gui.theme import Theme, ThemeChoice
from birdeye.gui.translation import LANGUAGES_OF_WINDOW, SYSTEM
from birdeye.gui.windows.actions import Actions
from birdeye.gui.windows.tool_bar import ToolBar

if TYPE_CHECKING:
    from birdeye.gui.tasks.packs import PacksFound
    from birdeye.packs.pack import BrokenPack, Pack


_LONGEST = 32
"""Characters of the title of a model on its button."""


class Menus(QObject):
    """Builds both bars once and keeps the lists of languages, models and themes up to date.

    Signals:
        language_chosen(code), theme_chosen(ThemeChoice), pack_chosen(id)
        window_language_chosen(choice): one of `LANGUAGES_OF_WINDOW`, or `SYSTEM`.
        removal_asked(id, title): the user wants to be rid of a model.
        broken_pack_asked(sentence): the user wants to know what is wrong with a pack.
        recent_chosen(folder): the user wants a folder of an earlier time again.
    """

    language_chosen = Signal(str)
    window_language_chosen = Signal(str)
    theme_chosen = Signal(object)
    pack_chosen = Signal(str)
    removal_asked = Signal(str, str)
    broken_pack_asked = Signal(str)
    recent_chosen = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        theme: Theme,
        language: str,
        window_language: str,
        *,
        tool_text: bool = False,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._theme = theme
        self.languages = _ChoiceMenu(self.tr("&Names"), window)
        self.languages.chosen.connect(self._on_language_chosen)
        self.languages.fill(LANGUAGES, language)
        self.models = QMenu(self.tr("&Models"), window)
        self._recent = QMenu(self.tr("Open &recent"), window)
        self.photo_menu = self._photo_menu()
        self.removals = QMenu(self.tr("&Remove a model"), window)
        self.themes = _ChoiceMenu(self.tr("&Theme"), window)
        self.themes.chosen.connect(lambda value: self.theme_chosen.emit(ThemeChoice(value)))
        self.themes.fill(
            {
                ThemeChoice.SYSTEM.value: self.tr("System default"),
                ThemeChoice.LIGHT.value: self.tr("Light"),
                ThemeChoice.DARK.value: self.tr("Dark"),
            },
            theme.choice.value,
        )
        self.window_languages = _ChoiceMenu(self.tr("La&nguage"), window)
        self.window_languages.chosen.connect(self.window_language_chosen)
        self.window_languages.fill(
            {SYSTEM: self.tr("System default"), **LANGUAGES_OF_WINDOW}, window_language
        )
        self._build_menu_bar()
        self.tool_bar = ToolBar(
            window, actions, theme, self.languages, self.models, with_text=tool_text
        )
        window.addToolBar(self.tool_bar)
        actions.tool_text.toggled.connect(self.tool_bar.set_text_shown)
        actions.tool_text.setChecked(tool_text)
        self._show_language(language)
        self.show_packs(None)

    def show_recent(self, folders: Sequence[Path]) -> None:
        """List the folders that were opened lately."""
        self._recent.clear()
        for folder in folders:
            action = self._recent.addAction(_plain(folder_label(folder)))
            action.setToolTip(str(folder))
            action.triggered.connect(lambda *_, folder=folder: self.recent_chosen.emit(folder))
        self._recent.setEnabled(bool(folders))

    def _photo_menu(self) -> QMenu:
        actions, menu = self._actions, QMenu(self._window)
        _fill(menu, actions.accept, actions.name_all, actions.unsure, actions.not_a_bird)
        _fill(menu, actions.unreview, None, actions.second_opinion)
        _fill(menu, actions.grid, actions.show_in_folder, actions.copy_path, actions.copy_image)
        _fill(menu, None, actions.set_place, actions.set_date, actions.match_track)
        _fill(menu, None, actions.identify_again, actions.remove_photos)
        return menu

    def show_packs(self, found: PacksFound | None) -> None:
        """List the models that there are, the broken ones with their reason; None while they are
        still looked for."""
        self.models.clear()
        group = QActionGroup(self.models)
        packs, default = (found.packs, found.default) if found is not None else ((), None)
        for pack in packs:
            self._add_pack(pack, group, default)
        actions = self._actions
        _fill(self.models, *([None] if packs else []), actions.second_opinion)
        _fill(self.models, actions.calibrate)
        _fill(self.models, actions.get_species, actions.add_pack_file, actions.add_pack_folder)
        _fill(self.models, actions.import_checkpoint, None, self.removals)
        self._fill_removals(packs)
        if default is not None:
            title = pack_wording.title(default)
        else:
            title = self.tr("Loading…") if found is None else self.tr("No model")
        self.tool_bar.show_model(_short(title))

    def _add_pack(self, pack: Pack | BrokenPack, group: QActionGroup, default: Pack | None) -> None:
        from birdeye.packs.pack import BrokenPack  # loaded by whoever found the pack

        if isinstance(pack, BrokenPack):
            error = pack.error
            action = self.models.addAction(self.tr("{0} (cannot be used)").format(pack.id))
            action.setIcon(themed_icon("warning", self._theme.colours.warning))
            action.triggered.connect(
                lambda: self.broken_pack_asked.emit(error_wording.in_words(str(error)))
            )
            return
        count = len(pack.labels.distinct_species)
        action = self.models.addAction(
            self.tr("{0}  ({1} species)").format(
                _plain(pack_wording.title(pack)), QLocale().toString(count)
            )
        )
        action.setCheckable(True)
        action.setChecked(default is not None and pack.id == default.id)
        group.addAction(action)
        action.triggered.connect(lambda: self.pack_chosen.emit(pack.id))

    def _fill_removals(self, packs: Iterable[Pack | BrokenPack]) -> None:
        self.removals.clear()
        for pack in packs:
            if not pack.builtin:
                title = pack_wording.in_words(getattr(pack, "title", pack.id))
                action = self.removals.addAction(f"{_plain(title)}…")
                names = pack.id, title
                action.triggered.connect(lambda *_, names=names: self.removal_asked.emit(*names))
        self.removals.setEnabled(not self.removals.isEmpty())

    def _build_menu_bar(self) -> None:
        do, bar = self._actions, self._window.menuBar()
        file = _fill(bar.addMenu(self.tr("&File")), do.open_photos, do.open_folder, self._recent)
        _fill(file, None, do.identify_rest, do.identify_again, do.cancel, None, do.export)
        _fill(file, None, do.close_photos, do.quit)
        edit = _fill(bar.addMenu(self.tr("&Edit")), do.undo, do.redo, None, do.select_all)
        _fill(edit, do.filter, None, do.copy_path, do.copy_image, do.remove_photos)
        _fill(edit, None, do.settings)
        view = _fill(bar.addMenu(self.tr("&View")), do.grid, do.larger, do.smaller, None)
        _fill(view, do.zoom_in, do.zoom_out, do.fit, do.actual_size, None)
        _fill(view, do.boxes, do.brighten, do.use_places, do.panel)
        _fill(view, do.tool_text, do.full_screen)
        _fill(view, None, do.summary, do.life_list, None, self.themes, self.window_languages)
        review = _fill(bar.addMenu(self.tr("&Review")), do.accept, do.accept_genus)
        _fill(review, do.accept_family, do.find_name, do.name_all)
        _fill(review, do.unsure, do.not_a_bird, do.unreview)
        _fill(review, None, do.draw_box, do.delete_box, None, do.set_place, do.set_date)
        _fill(review, do.match_track, do.set_region)
        rating = do.rating
        rate = _fill(bar.addMenu(self.tr("R&ating")), *rating.flags.values(), None, *rating.stars)
        _fill(rate, None, rating.zoom_bird, rating.compare, rating.keep_best)
        _fill(rate, None, rating.plain_keys)
        go = _fill(bar.addMenu(self.tr("&Go")), do.previous_photo, do.next_photo)
        _fill(go, do.first_photo, do.last_photo, None)
        _fill(go, do.previous_bird, do.next_bird, do.next_unreviewed)
        bar.addMenu(self.languages)
        bar.addMenu(self.models)
        _fill(bar.addMenu(self.tr("&Help")), do.manual, do.shortcuts, do.about)

    def _on_language_chosen(self, code: str) -> None:
        self._show_language(code)
        self.language_chosen.emit(code)

    def show_language(self, code: str) -> None:
        """Show which language the names are in."""
        self.languages.mark(code)
        self._show_language(code)

    def _show_language(self, code: str) -> None:
        self.tool_bar.show_language(LANGUAGES.get(code, code))


class _ChoiceMenu(QMenu):
    """One of several values, by radio marks. ``chosen(value)`` when the user picks another."""

    chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_triggered)

    def fill(self, labels: Mapping[str, str], current: str) -> None:
        """Offer the keys of ``labels`` under their texts."""
        for value, label in labels.items():
            action = self.addAction(label)
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value == current)
            self._group.addAction(action)

    def mark(self, value: str) -> None:
        """Mark ``value`` as the current one, without a word to anybody."""
        for action in self._group.actions():
            action.setChecked(action.data() == value)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())


Bar = TypeVar("Bar", QMenu, QMenuBar)


def _fill(bar: Bar, *parts: QAction | QMenu | None) -> Bar:
    """Add actions, menus, and separators for None."""
    for part in parts:
        if part is None:
            bar.addSeparator()
        elif isinstance(part, QAction):
            bar.addAction(part)
        else:
            bar.addMenu(part)
    return bar


def folder_label(folder: Path) -> str:
    """A folder by its name and that of its parent: “Kenya – 2026 trips”."""
    return " – ".join(filter(None, (folder.name, folder.parent.name))) or str(folder)


def _plain(title: str) -> str:
    """``title`` as an action shows it: an ampersand in it is not a mnemonic."""
    return title.replace("&", "&&")


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
