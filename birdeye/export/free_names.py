"""Names for files in one folder that do not collide, even if case does not count."""

from __future__ import annotations

from pathlib import Path

from birdeye.export.options import ExportTools


class FreeNames:
    """Hands out names that no other file of this export has, no photo, and nothing else that
    Birdeye did not write; pictures of earlier exports are replaced."""

    def __init__(self, tools: ExportTools) -> None:
        self._taken: set[str] = set()
        self._tools = tools

    def take(self, folder: Path, stem: str, suffix: str) -> Path:
        """``stem`` and ``suffix`` in ``folder``, with a number if the name is taken."""
        number, path = 1, folder / f"{stem}{suffix}"
        while str(path).casefold() in self._taken or self._is_of_others(path):
            number += 1
            path = folder / f"{stem} ({number}){suffix}"
        self._taken.add(str(path).casefold())
        return path

    def _is_of_others(self, path: Path) -> bool:
        if self._tools.is_photo(path):
            return True
        pictures = self._tools.pictures
        return path.exists() and not (pictures is not None and pictures.is_own(path))
