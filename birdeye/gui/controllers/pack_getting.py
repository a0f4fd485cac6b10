"""Models that are built from files of others are fetched and installed in a worker."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from birdeye import locations
from birdeye.domain.errors import BirdeyeError
from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.services import Services

if TYPE_CHECKING:
    from birdeye.packs.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be had; ``installed_version`` is None where it is not installed."""

    recipe: Recipe
    installed_version: str | None


@dataclass
class _Installed:
    """Written by the worker when no cancelling can undo the installation any more."""

    title: str = ""


class PackGetting(QObject):
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
    failed = Signal(str)
    stopped = Signal()

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._job is not None and not self._job.is_over

    def look(self) -> None:
        """Read what there is, on this computer alone."""
        job = self._begin(self._offers())
        job.yielded.connect(lambda _tag, offers: self.offered.emit(offers))

    def start(self, recipe: Recipe, origin: Path | None, *, choose: bool) -> None:
        """Get the model, from the folder ``origin`` or else from the network, and install it.

        ``choose`` makes it the one in use.
        """
        installed = _Installed()
        job = self._begin(self._get(recipe, origin, choose, installed))

        def end(_tag: object = None) -> None:
            # Cancelling may come too late: then the model is there, and that is what is told.
            if installed.title:
                self.got.emit(installed.title, choose)
            else:
                self.stopped.emit()

        job.yielded.connect(lambda _tag, event: self._tell(event))
        job.finished.connect(end)
        job.cancelled.connect(end)

    def cancel(self) -> None:
        """Stop; what was fetched so far is gone on with the next time."""
        if self._job is not None:
            self._job.cancel()

    def _begin(self, work: Generator[Any, None, None]) -> Job:
        self.cancel()
        self._job = self._runner.start(work)
        self._job.failed.connect(self._on_failed)
        return self._job

    def _tell(self, event: Any) -> None:
        if hasattr(event, "total_bytes"):
            self.fetching.emit(event.name, event.done_bytes, event.total_bytes)
        else:
            self.making.emit()

    def _on_failed(self, job: Job, error: BaseException) -> None:
        is_sentence = isinstance(error, BirdeyeError)
        if job is self._job:
            self.failed.emit(
                str(error) if is_sentence else self.tr("Birdeye made a mistake. Nothing changed.")
            )
        if not is_sentence:
            raise error

    # --- in the worker ---------------------------------------------------------------------------

    def _offers(self) -> Generator[tuple[Offer, ...], None, None]:
        from birdeye.packs.pack import Pack
        from birdeye.workflows.build_pack import known_recipes

        packs = self._services.open_library().packs()
        versions = {pack.id: pack.manifest.version for pack in packs if isinstance(pack, Pack)}
        yield tuple(Offer(recipe, versions.get(recipe.id)) for recipe in known_recipes())

    def _get(
        self, recipe: Recipe, origin: Path | None, choose: bool, installed: _Installed
    ) -> Generator[Any, None, None]:
        from birdeye.workflows.build_pack import get_pack

        library = self._services.open_library()
        for event in get_pack(recipe, library, origin or locations.model_files_folder()):
            if hasattr(event, "pack"):
                installed.title = event.pack.title
                if choose:
                    library.set_default(event.pack.id)
            yield event
