"""Looks in a worker whether there is a better model to get than the one in use."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from birdeye.gui.jobs import JobRunner
from birdeye.gui.task import start
from birdeye.gui.tasks.packs import PacksFound

if TYPE_CHECKING:
    from birdeye.packs.recipe import Recipe


class BetterModel(QObject):
    """``found(recipe)``, None where there is none. Reads files of the program and no others."""

    found = Signal(object)

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner

    def look(self, packs: PacksFound) -> None:
        """Compare what can be had with the model in use."""
        start(self._runner, self._look(packs), self.found.emit, lambda _sentence: None)

    def _look(self, packs: PacksFound) -> Generator[Recipe | None, None, None]:
        from birdeye.workflows.better_model import better_recipe
        from birdeye.workflows.build_pack import known_recipes

        installed = [pack.id for pack in packs.packs]
        in_use = packs.default
        yield better_recipe(in_use, installed, known_recipes()) if in_use else None
