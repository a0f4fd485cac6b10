"""Names for files in one folder that do not collide, also where case does not count."""

from __future__ import annotations

from pathlib import Path


class FreeNames:
    """Hands out names that no other file of this export has; earlier exports are replaced."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, folder: Path, stem: str, suffix: str) -> Path:
        """``stem`` and ``suffix`` in ``folder``, with a number where the name is taken."""
        number, path = 1, folder / f"{stem}{suffix}"
        while str(path).casefold() in self._taken:
            number += 1
            path = folder / f"{stem} ({number}){suffix}"
        self._taken.add(str(path).casefold())
        return path
