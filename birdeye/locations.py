"""Where assets, packs, settings, caches and logs are, so that no other module has to know.

The only module that knows about frozen programs and about the conventions of the desktop. Nothing
here creates a folder: code that writes does, with `birdeye.private_files`.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("birdeye", appauthor=False, roaming=False)


@cache
def installation_folder() -> Path:
    """The folder that holds ``assets/`` and ``models/``.

    That is the bundle of a frozen program, the source tree, or where pip puts the data files of a
    wheel: ``share/birdeye`` below one of the folders that the package is in.
    """
    if getattr(sys, "frozen", False):
        return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent))
    source_tree, *above = Path(__file__).resolve().parents[1:]
    if (source_tree / "assets" / "birdeye.svg").exists():
        return source_tree
    shared = (folder / "share" / "birdeye" for folder in (source_tree, *above))
    return next((folder for folder in shared if (folder / "assets").is_dir()), source_tree)


def assets_folder() -> Path:
    """Icons, style sheets and translations, read only."""
    return installation_folder() / "assets"


def names_folder() -> Path:
    """The tables of the world's species that come with the program, read only."""
    return assets_folder() / "names"


def occurrence_file() -> Path:
    """The countries in which each species occurs, as they come with the program, read only."""
    return assets_folder() / "occurrence.csv"


def country_names_file() -> Path:
    """Countries in the languages of the window, as they come with the program, read only."""
    return assets_folder() / "names" / "countries.csv"


def manual_file() -> Path:
    """The manual that comes with the program, Markdown in UTF-8, read only."""
    return assets_folder() / "manual.md"


def countries_file() -> Path:
    """The outlines of the countries that come with the program, read only."""
    return assets_folder() / "countries.json"


def translations_folder() -> Path:
    """The compiled translations of the window, read only."""
    return assets_folder() / "translations"


def builtin_packs_folder() -> Path:
    """The packs that came with the program, read only."""
    return installation_folder() / "models"


def recipes_folder() -> Path:
    """The recipes for packs built from files that others publish, read only."""
    return builtin_packs_folder() / "sources"


def model_files_folder() -> Path | None:
    """Where published files are taken from instead of the network: ``BIRDEYE_MODEL_SOURCE``."""
    override = os.environ.get("BIRDEYE_MODEL_SOURCE")
    return Path(override) if override else None


def data_folder() -> Path:
    """What the user must not lose. ``BIRDEYE_DATA`` moves it, for tests and portable use."""
    override = os.environ.get("BIRDEYE_DATA")
    return Path(override) if override else Path(_DIRS.user_data_dir)


def user_packs_folder() -> Path:
    """The packs that the user installed."""
    return data_folder() / "packs"


def catalogue_file() -> Path:
    """What is stored about photos, and what the user decided."""
    return data_folder() / "catalogue.sqlite"


def thumbnails_folder() -> Path:
    """Small pictures that can be made again at any time."""
    return _cache_folder() / "thumbnails"


def downloads_folder() -> Path:
    """Partial downloads, to resume."""
    return _cache_folder() / "downloads"


def _cache_folder() -> Path:
    override = os.environ.get("BIRDEYE_DATA")
    return Path(override) if override else Path(_DIRS.user_cache_dir)


def settings_file() -> Path:
    """The settings that the window and the command line share."""
    override = os.environ.get("BIRDEYE_DATA")
    folder = Path(override) if override else Path(_DIRS.user_config_dir)
    return folder / "settings.toml"


def log_file() -> Path:
    """The log of the window, for bug reports."""
    override = os.environ.get("BIRDEYE_DATA")
    folder = Path(override) / "log" if override else Path(_DIRS.user_log_dir)
    return folder / "birdeye.log"


def own_places() -> tuple[Path, ...]:
    """Birdeye's own folders, and the settings in them, to be kept private."""
    if os.environ.get("BIRDEYE_DATA"):
        return (settings_file(),)
    folders = (data_folder(), _cache_folder(), settings_file().parent, log_file().parent)
    return (*folders, settings_file(), log_file())
