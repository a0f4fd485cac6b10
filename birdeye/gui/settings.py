"""What the window remembers between two starts: place, languages, theme, last folder.

An INI file beside the shared settings, so that ``BIRDEYE_DATA`` moves it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QFileInfo, QLocale, QRect

from birdeye.domain.species import LANGUAGES
from birdeye.gui.settings_file import SettingsFile
from birdeye.gui.theme import ThemeChoice
from birdeye.gui.translation import LANGUAGES_OF_WINDOW, SYSTEM

RECENT_FOLDERS = 8


class WindowSettings:
    """Typed access to the INI file at ``path``. Nonsense in the file counts as absent."""

    def __init__(self, path: Path) -> None:
        self._store = SettingsFile(path)

    @property
    def language(self) -> str:
        """The code of `LANGUAGES` for common names; at first that of the system, if it is one."""
        stored = self._store.value("names/language")
        if stored in LANGUAGES:
            return str(stored)
        system = QLocale.system().name().split("_", 1)[0]
        return system if system in LANGUAGES else "en"

    @language.setter
    def language(self, code: str) -> None:
        self._store.set_value("names/language", code)

    @property
    def window_language(self) -> str:
        """One of `LANGUAGES_OF_WINDOW`, or `SYSTEM` for that of the system."""
        stored = self._store.value("window/language")
        return str(stored) if stored in LANGUAGES_OF_WINDOW else SYSTEM

    @window_language.setter
    def window_language(self, choice: str) -> None:
        self._store.set_value("window/language", choice)

    @property
    def theme(self) -> ThemeChoice:
        """System, light or dark."""
        try:
            return ThemeChoice(self._store.value("window/theme"))
        except ValueError:
            return ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.set_value("window/theme", choice.value)

    @property
    def last_folder(self) -> str:
        """Where the file dialogs open; the home folder when the last one is gone."""
        stored = self._store.value("files/last_folder")
        if isinstance(stored, str) and QFileInfo(stored).isDir():
            return stored
        return str(Path.home())

    @last_folder.setter
    def last_folder(self, folder: str) -> None:
        self._store.set_value("files/last_folder", folder)

    @property
    def last_checkpoint_folder(self) -> str:
        """Where the last checkpoint lay; the home folder when that is gone."""
        stored = self._store.value("files/last_checkpoint_folder")
        if isinstance(stored, str) and QFileInfo(stored).isDir():
            return stored
        return str(Path.home())

    @last_checkpoint_folder.setter
    def last_checkpoint_folder(self, folder: str) -> None:
        self._store.set_value("files/last_checkpoint_folder", folder)

    @property
    def last_export_folder(self) -> str:
        """Where the last export went; the home folder when that is gone."""
        stored = self._store.value("files/last_export_folder")
        if isinstance(stored, str) and QFileInfo(stored).isDir():
            return stored
        return str(Path.home())

    @last_export_folder.setter
    def last_export_folder(self, folder: str) -> None:
        self._store.set_value("files/last_export_folder", folder)

    @property
    def last_export_format(self) -> str:
        """The id of the format that was exported last, empty at first."""
        stored = self._store.value("export/format")
        return stored if isinstance(stored, str) else ""

    @last_export_format.setter
    def last_export_format(self, format_id: str) -> None:
        self._store.set_value("export/format", format_id)

    @property
    def recent_folders(self) -> list[Path]:
        """The folders that were opened lately and are still there, the latest first."""
        stored = self._store.value("files/recent_folders")
        names = [stored] if isinstance(stored, str) else stored or []
        return [Path(name) for name in names if isinstance(name, str) and name]

    def remember_folder(self, folder: Path) -> None:
        """Put a folder before the others that were opened lately."""
        folders = [folder, *(other for other in self.recent_folders if other != folder)]
        names = [str(one) for one in folders[:RECENT_FOLDERS]]
        self._store.set_value("files/recent_folders", names)

    @property
    def grid_shown(self) -> bool:
        """Whether photos are shown side by side."""
        return self._store.value("view/grid_shown") == "true"

    @grid_shown.setter
    def grid_shown(self, shown: bool) -> None:
        self._store.set_value("view/grid_shown", "true" if shown else "false")

    @property
    def thumbnail_width(self) -> int:
        """How wide thumbnails of the grid are, in device-independent pixels."""
        try:
            return int(str(self._store.value("view/thumbnail_width")))
        except ValueError:
            return 168

    @thumbnail_width.setter
    def thumbnail_width(self, width: int) -> None:
        self._store.set_value("view/thumbnail_width", width)

    @property
    def current_photo(self) -> str:
        """The path of the photo that was on screen last, empty where there was none."""
        stored = self._store.value("view/current_photo")
        return stored if isinstance(stored, str) else ""

    @current_photo.setter
    def current_photo(self, path: str) -> None:
        self._store.set_value("view/current_photo", path)

    @property
    def boxes_shown(self) -> bool:
        """Whether boxes are drawn over the photo."""
        return self._store.value("view/boxes_shown") != "false"

    @boxes_shown.setter
    def boxes_shown(self, shown: bool) -> None:
        self._store.set_value("view/boxes_shown", "true" if shown else "false")

    @property
    def unlikely_marked(self) -> bool:
        """Whether species that are unlikely at place and date are struck out."""
        return self._store.value("view/unlikely_marked") != "false"

    @unlikely_marked.setter
    def unlikely_marked(self, marked: bool) -> None:
        self._store.set_value("view/unlikely_marked", "true" if marked else "false")

    @property
    def window_place(self) -> QRect | None:
        """Where the window was when it was last neither maximised nor full screen."""
        stored = self._store.value("window/place")
        return stored if isinstance(stored, QRect) and stored.isValid() else None

    @window_place.setter
    def window_place(self, place: QRect) -> None:
        self._store.set_value("window/place", place)

    @property
    def window_maximised(self) -> bool:
        """Whether the window filled its screen."""
        return self._store.value("window/maximised") == "true"

    @window_maximised.setter
    def window_maximised(self, maximised: bool) -> None:
        self._store.set_value("window/maximised", "true" if maximised else "false")

    @property
    def panel_split(self) -> QByteArray | None:
        """The state of the splitter between photo and panel."""
        stored = self._store.value("window/panel_split")
        return stored if isinstance(stored, QByteArray) else None

    @panel_split.setter
    def panel_split(self, state: QByteArray) -> None:
        self._store.set_value("window/panel_split", state)

    def save(self) -> None:
        """Return when everything is in the file, or cannot be written."""
        self._store.wait_until_written()


def place_on_screens(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """``wanted``, moved and shrunk so that it lies whole on the screen that shows most of it.

    ``screens`` are the available areas, the primary screen first; a window whose screen is gone
    comes to the middle of the primary one.
    """

    def shown_area(screen: QRect) -> int:
        part = screen.intersected(wanted)
        return part.width() * part.height() if part.isValid() else 0

    best = max(screens, key=shown_area)
    place = QRect(wanted)
    place.setSize(wanted.size().boundedTo(best.size()))
    if shown_area(best) == 0:
        place.moveCenter(best.center())
        return place
    place.moveLeft(min(max(place.left(), best.left()), best.right() - place.width() + 1))
    place.moveTop(min(max(place.top(), best.top()), best.bottom() - place.height() + 1))
    return place
