"""Names for files in one folder that do not collide, even if case does not count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class FreeNames:
    """Hands out names that no other file of this export has, and no photo; earlier exports are
    replaced."""

    def __init__(self, is_photo: Callable[[Path], bool]) -> None:
        self._taken: set[str] = set()
        self._is_photo = is_photo

    def take(self, folder: Path, stem: str, suffix: str) -> Path:
        """``stem`` and ``suffix`` in ``folder``, with a number if the name is taken."""
        number, path = 1, folder / f"{stem}{suffix}"
        while str(path).casefold() in self._taken or self._is_photo(path):
            number += 1
            path = folder / f"{stem} ({number}){suffix}"
        self._taken.add(str(path).casefold())
        return path
