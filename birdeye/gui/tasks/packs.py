"""Which models there are, which one is in use, and how another one comes in."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from birdeye.domain.errors import PackNotFound
from birdeye.gui import pack_wording
from birdeye.gui.jobs import JobRunner
from birdeye.gui.services import Services
from birdeye.gui.tasks.background_work import BackgroundWork

if TYPE_CHECKING:
    from birdeye.packs.library import PackLibrary
    from birdeye.packs.pack import BrokenPack, Pack


Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class PacksFound:
    """All packs, and the one to use: None when there is none that can be used."""

    packs: tuple[Pack | BrokenPack, ...]
    default: Pack | None


class Packs(BackgroundWork):
    """Reads and changes the library in a worker.

    Signals:
        changed(PacksFound): after every change, and after `refresh`.
        installed(title), removed(title): a pack was added or deleted; ``changed`` follows.
        failed(sentence): the request could not be carried out.
    """

    changed = Signal(object)
    installed = Signal(str)
    removed = Signal(str)

    _stamp: Stamp | None = None
    """Of the library when it was read last, None before."""

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(services, runner, parent)
        self._looking = self._new_task()

    def refresh(self) -> None:
        """Look again at what is installed."""
        self._run(lambda library: None)

    def look(self) -> None:
        """`refresh` where another program changed something, such as `birdeye packs add`."""
        if self._stamp is not None and not self._looking.is_busy:
            self._looking.run(self._looked(self._stamp), self._on_looked)

    def _looked(self, before: Stamp) -> Generator[bool, None, None]:
        yield self._services.open_library().stamp() != before

    def _on_looked(self, is_other: bool) -> None:
        if is_other:
            self.refresh()

    def choose(self, pack_id: str) -> None:
        """Use this pack from now on, and after the next start."""

        def choose(library: PackLibrary) -> None:
            library.set_default(pack_id)

        self._run(choose)

    def install(self, source: Path) -> None:
        """Add the pack in a folder or a .birdpack file, and use it."""

        def install(library: PackLibrary) -> str:
            pack = library.install(source)
            library.set_default(pack.manifest.id)
            return pack_wording.in_words(pack.manifest.title)

        self._run(install, self.installed)

    def remove(self, pack_id: str, title: str) -> None:
        """Delete a pack that the user added; ``title`` is what it is called."""

        def remove(library: PackLibrary) -> str:
            library.remove(pack_id)
            return title

        self._run(remove, self.removed)

    def _run(
        self,
        change: Callable[[PackLibrary], str | None],
        done: SignalInstance | None = None,
    ) -> None:
        """Make ``change`` in a worker; ``done`` is emitted with the title that it returns."""

        def tell(value: str | PacksFound) -> None:
            if isinstance(value, PacksFound):
                self.changed.emit(value)
            elif done is not None:
                done.emit(value)

        self._start(self._change_and_look(change), tell)

    def _change_and_look(
        self, change: Callable[[PackLibrary], str | None]
    ) -> Generator[str | PacksFound, None, None]:
        from birdeye.packs.pack import by_first_choice

        library = self._services.open_library()
        title = change(library)
        if title is not None:
            yield title
        # Before they are read: what changes meanwhile is seen at the next look.
        self._stamp = library.stamp()
        packs = tuple(sorted(library.packs(), key=by_first_choice))
        try:
            yield PacksFound(packs, library.default())
        except PackNotFound:
            yield PacksFound(packs, None)
