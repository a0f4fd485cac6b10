"""Models that are built from files of others are fetched and installed in a worker."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from birdeye import locations
from birdeye.gui import pack_wording
from birdeye.gui.tasks.background_work import Installed, PackInstalling

if TYPE_CHECKING:
    from birdeye.packs.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be had; ``installed_version`` is None where it is not installed."""

    recipe: Recipe
    installed_version: str | None


class PackGetting(PackInstalling):
    """One thing at a time. Nothing is fetched before `start`.

    Signals:
        offered(tuple of Offer): what there is.
        fetching(name, done_bytes, total_bytes): how far the files are.
        making(): the files are here; the model is being made of them.
        got(title, chosen): it is installed, and whether it is in use now.
        failed(sentence): it could not be had.
        stopped(): it was cancelled; nothing was installed.
    """

    offered = Signal(object)
    fetching = Signal(str, object, object)  # bytes may be more than Qt's int holds
    making = Signal()
    got = Signal(str, bool)

    def look(self) -> None:
        """Read what there is, on this computer alone."""
        self._task.run(self._offers(), self.offered.emit)

    def start(self, recipe: Recipe, origin: Path | None, *, choose: bool) -> None:
        """Get the model, from the folder ``origin`` or else from the network, and install it.

        ``choose`` makes it the one in use.
        """
        self._install(
            lambda installed: self._get(recipe, origin, choose, installed),
            self._tell,
            lambda done: self.got.emit(done.title, choose),
        )

    def _tell(self, event: Any) -> None:
        if hasattr(event, "total_bytes"):
            self.fetching.emit(event.name, event.done_bytes, event.total_bytes)
        else:
            self.making.emit()

    # --- in the worker ---------------------------------------------------------------------------

    def _offers(self) -> Generator[tuple[Offer, ...], None, None]:
        from birdeye.packs.pack import Pack
        from birdeye.workflows.build_pack import known_recipes

        packs = self._services.open_library().packs()
        versions = {pack.id: pack.manifest.version for pack in packs if isinstance(pack, Pack)}
        yield tuple(Offer(recipe, versions.get(recipe.id)) for recipe in known_recipes())

    def _get(
        self, recipe: Recipe, origin: Path | None, choose: bool, installed: Installed
    ) -> Generator[Any, None, None]:
        from birdeye.workflows.build_pack import get_pack

        library = self._services.open_library()
        for event in get_pack(recipe, library, origin or locations.model_files_folder()):
            if hasattr(event, "pack"):
                installed.title = pack_wording.in_words(event.pack.title)
                if choose:
                    library.set_default(event.pack.id)
            yield event
