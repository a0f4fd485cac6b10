"""Finds a font that can write a name: birds have names in Chinese, Russian and Korean too.

Pillow includes one free font for Latin letters. For everything else the system's own fonts are
searched, in the folders where systems keep them, for faces known to be widespread and complete.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

_PREFERRED = (
    "segoeui.ttf",
    "helveticaneue.ttc",
    "notosans-regular.ttf",
    "dejavusans.ttf",
    "liberationsans-regular.ttf",
    "arial.ttf",
    "msyh.ttc",
    "pingfang.ttc",
    "hiragino sans gb.ttc",
    "yugothm.ttc",
    "malgun.ttf",
    "applesdgothicneo.ttc",
    "notosanscjk-regular.ttc",
    "notosanssc-regular.otf",
    "notosanscjksc-regular.otf",
    "sourcehansans-regular.ttc",
    "sourcehansanscn-regular.otf",
    "sourcehansanssc-regular.otf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "droidsansfallbackfull.ttf",
    "droidsansfallback.ttf",
    "notoserifcjk-regular.ttc",
    "arial unicode.ttf",
    "arialuni.ttf",
    "stheiti light.ttc",
    "simsun.ttc",
    "simhei.ttf",
    "msgothic.ttc",
    "unifont.ttf",
    "unifont.otf",
)
"""File names, lower case, best first. Latin and Cyrillic before those for Chinese."""

_MAX_FILES = 20_000
_MAX_FACES = 12
_MISSING = "\U0010fffd"  # a private character that no font draws


def font_for(text: str, size_px: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font that draws the most of ``text``, at ``size_px`` pixels per line."""
    best, best_missing = None, len(text) + 1
    for path, face in _candidates(_region(text)):
        missing = _missing_count(path, face, text)
        if missing < best_missing:
            best, best_missing = (path, face), missing
        if missing == 0:
            break
    if best is None:
        return ImageFont.load_default(size_px)
    return _load(*best, size_px)


def can_draw(text: str) -> bool:
    """Whether any available font draws at least one letter of ``text``."""
    letters = "".join(character for character in text if character.isalnum())
    return not letters or any(
        _missing_count(path, face, letters) < len(letters)
        for path, face in _candidates(_region(text))
    )


def _region(text: str) -> str:
    """Which regional forms of Chinese characters to use: "KR", "JP" or "SC"."""
    if any("\uac00" <= character <= "\ud7a3" for character in text):
        return "KR"
    if any("\u3040" <= character <= "\u30ff" for character in text):
        return "JP"
    return "SC"


def _candidates(region: str) -> Iterator[tuple[str | None, int]]:
    """(path, face number), best first; a path of None is Pillow's own font."""
    yield None, 0
    for path in _system_fonts():
        yield path, _face_for(path, region)


@lru_cache(maxsize=1)
def _system_fonts() -> tuple[str, ...]:
    rank = {name: position for position, name in enumerate(_PREFERRED)}
    found: dict[str, str] = {}
    seen = 0
    for folder in _font_folders():
        for parent, _, names in os.walk(folder):
            for name in names:
                seen += 1
                key = name.lower()
                if key in rank:
                    found.setdefault(key, os.path.join(parent, name))  # noqa: PTH118
            if seen > _MAX_FILES:
                break
    return tuple(found[key] for key in sorted(found, key=rank.__getitem__))


def _font_folders() -> list[Path]:
    try:
        home = Path.home()
    except RuntimeError:  # an account without a home, as in containers
        home = Path("/")
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = os.environ.get("LOCALAPPDATA")
        own = [Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else []
        return [windows / "Fonts", *own]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own_data = os.environ.get("XDG_DATA_HOME") or str(home / ".local/share")
    roots = [own_data, *shared.split(":"), "/usr/share"]
    return [home / ".fonts", *(Path(root) / "fonts" for root in dict.fromkeys(roots))]


@lru_cache(maxsize=64)
def _face_for(path: str, region: str) -> int:
    """The face of a collection whose family ends in ``region``, else the first."""
    if not path.lower().endswith(".ttc"):
        return 0
    for face in range(_MAX_FACES):
        try:
            family, _ = ImageFont.truetype(path, 10, index=face).getname()
        except OSError:
            break
        if family is not None and family.split()[-1] == region:
            return face
    return 0


@lru_cache(maxsize=64)
def _load(
    path: str | None, face: int, size_px: float
) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    if path is None:
        return ImageFont.load_default(size_px)
    try:
        return ImageFont.truetype(path, size_px, index=face, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        return ImageFont.load_default(size_px)


@lru_cache(maxsize=4096)
def _missing_count(path: str | None, face: int, text: str) -> int:
    font = _load(path, face, 20)
    absent = _shape(font, _MISSING)
    return sum(
        1 for character in text if not character.isspace() and _shape(font, character) == absent
    )


def _shape(
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont, character: str
) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(character)
    return mask.size, bytes(mask)
