"""What the window remembers between two starts: place, languages, theme, last folder.

An INI file beside the shared settings, so that ``BIRDEYE_DATA`` moves it too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QByteArray, QFileInfo, QLocale, QRect

from birdeye.domain.species import LANGUAGES
from birdeye.gui.settings_file import SettingsFile
from birdeye.gui.theme import ThemeChoice
from birdeye.gui.translation import LANGUAGES_OF_WINDOW, SYSTEM

if TYPE_CHECKING:
    from birdeye.domain.records import Place

RECENT_FOLDERS = 8
RECENT_PLACES = 12


T = TypeVar("T")


class _Setting(Generic[T]):
    """What ``key`` stands for: ``read`` makes it of what is stored, which is None at first.

    ``written`` makes of a value what the file holds.
    """

    def __init__(
        self,
        key: str,
        read: Callable[[object], T],
        written: Callable[[T], object] = lambda value: value,
    ) -> None:
        self._key, self._read, self._written = key, read, written

    def __get__(self, settings: WindowSettings, _owner: type | None = None) -> T:
        return self._read(settings.file.value(self._key))

    def __set__(self, settings: WindowSettings, value: T) -> None:
        settings.file.set_value(self._key, self._written(value))


def _switch(key: str, *, at_first: bool) -> _Setting[bool]:
    other = "false" if at_first else "true"
    return _Setting(key, lambda stored: (stored == other) != at_first, lambda on: str(on).lower())


def _language(stored: object) -> str:
    return str(stored) if stored in LANGUAGES else ""


def _window_language(stored: object) -> str:
    return str(stored) if stored in LANGUAGES_OF_WINDOW else SYSTEM


def _theme(stored: object) -> ThemeChoice:
    known = {choice.value: choice for choice in ThemeChoice}
    return known.get(str(stored), ThemeChoice.SYSTEM)


def _folder(stored: object) -> str:
    """The home folder when the one that was stored is gone."""
    is_there = isinstance(stored, str) and QFileInfo(stored).isDir()
    return str(stored) if is_there else str(Path.home())


def _folders(stored: object) -> list[Path]:
    return [Path(name) for name in _words(stored)]


def _places(stored: object) -> list[Place]:
    from birdeye.domain.photos import GpsPosition
    from birdeye.domain.records import Place

    found = []
    for each in stored if isinstance(stored, list) else [stored]:
        try:
            name, country_code, latitude, longitude = json.loads(str(each))
            position = None
            if latitude is not None:
                position = GpsPosition(float(latitude), float(longitude))
            found.append(Place(str(name), position, str(country_code)))
        except (ValueError, TypeError):
            continue
    return found


def _stored(place: Place) -> str:
    position = place.position
    numbers = (None, None) if position is None else (position.latitude, position.longitude)
    return json.dumps([place.name, place.country_code, *numbers], ensure_ascii=False)


def _words(stored: object) -> list[str]:
    words = stored if isinstance(stored, list) else [stored]
    return [word for word in words if isinstance(word, str) and word]


def _text(stored: object) -> str:
    return stored if isinstance(stored, str) else ""


def _width(stored: object) -> int:
    text = str(stored)
    return int(text) if text.isdecimal() else 168


def _rectangle(stored: object) -> QRect | None:
    return stored if isinstance(stored, QRect) and stored.isValid() else None


def _bytes(stored: object) -> QByteArray | None:
    return stored if isinstance(stored, QByteArray) else None


class WindowSettings:
    """Typed access to the INI file at ``path``. Nonsense in the file counts as absent."""

    def __init__(self, path: Path) -> None:
        self.file = SettingsFile(path)

    chosen_language = _Setting("names/language", _language)
    """The code of `LANGUAGES` that the user chose for common names, empty where none was."""
    window_language = _Setting("window/language", _window_language)
    """One of `LANGUAGES_OF_WINDOW`, or `SYSTEM` for that of the system."""
    theme = _Setting("window/theme", _theme, lambda choice: choice.value)
    last_folder = _Setting("files/last_folder", _folder)
    """Where the file dialogs open."""
    last_checkpoint_folder = _Setting("files/last_checkpoint_folder", _folder)
    last_export_folder = _Setting("files/last_export_folder", _folder)
    last_export_format = _Setting("export/format", _text)
    """The id of the format, empty at first."""
    recent_folders = _Setting(
        "files/recent_folders", _folders, lambda folders: [*map(str, folders)]
    )
    """The folders that were opened lately, the latest first."""
    grid_shown = _switch("view/grid_shown", at_first=False)
    thumbnail_width = _Setting("view/thumbnail_width", _width)
    """Of the grid, in device-independent pixels."""
    current_photo = _Setting("view/current_photo", _text)
    """The path of the photo that was on screen last, empty where there was none."""
    boxes_shown = _switch("view/boxes_shown", at_first=True)
    recent_places = _Setting("places/recent", _places, lambda places: [*map(_stored, places)])
    """The places that were set lately, the latest first."""
    region_asked = _switch("places/region_asked", at_first=False)
    """Whether the user was asked where photos are taken."""
    keys_rate = _switch("view/keys_rate", at_first=False)
    """Whether number and letter keys give stars and flags, and not names."""
    bursts_vote = _switch("names/bursts_vote", at_first=True)
    """Whether the photos of a burst agree on the name of a bird."""
    leads_told = _Setting("leads/told", _words, list)
    """Which hints at a better model were shown: each is shown once, and none once declined."""
    models_asked_about = _Setting("leads/models_asked_about", _words, list)
    """The models for which the user was asked whether to identify photos of older ones again."""
    window_place = _Setting("window/place", _rectangle)
    """Where the window was when it was last neither maximised nor full screen."""
    window_maximised = _switch("window/maximised", at_first=False)
    panel_shown = _switch("view/panel_shown", at_first=True)
    tool_text = _switch("window/tool_text", at_first=False)
    """Whether the tools have their names under their icons."""
    panel_split = _Setting("window/panel_split", _bytes)
    """The state of the splitter between photo and panel."""

    @property
    def language(self) -> str:
        """The code of `LANGUAGES` for common names: the one that was chosen, else that of the
        window where one was chosen for that, else that of the system."""
        system = self.window_language or QLocale.system().name()
        follows = system.split("_", 1)[0]
        return self.chosen_language or (follows if follows in LANGUAGES else "en")

    @language.setter
    def language(self, code: str) -> None:
        self.chosen_language = code

    def remember_place(self, place: Place) -> None:
        """Put a place before the others that were set lately."""
        others = [other for other in self.recent_places if other != place]
        self.recent_places = [place, *others][:RECENT_PLACES]

    def remember_folder(self, folder: Path) -> None:
        """Put a folder before the others that were opened lately."""
        others = [other for other in self.recent_folders if other != folder]
        self.recent_folders = [folder, *others][:RECENT_FOLDERS]

    def save(self) -> None:
        """Return when everything is in the file, or cannot be written."""
        self.file.wait_until_written()


def place_on_screens(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """``wanted``, moved and shrunk so that it is whole on the screen that shows most of it.

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
