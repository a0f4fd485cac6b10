"""A network is looked at and imported in a worker, for the dialog that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, SignalInstance

from birdeye.gui.tasks.background_work import Installed, PackInstalling

if TYPE_CHECKING:
    from birdeye.workflows.convert_request import ConvertRequest
    from birdeye.workflows.import_checkpoint import CheckpointPreview


class CheckpointImport(PackInstalling):
    """One thing at a time: a new one cancels what is under way.

    Signals:
        previewed(CheckpointPreview): what the checkpoint contains.
        labels_found(LabelsFound), labels_refused(sentence): after `check_labels`.
        progressed(text, done, total): ``total`` is 0 where nothing can be counted.
        imported(title, chosen, sentences): the model is installed, whether it is in use now, and
            what was found, guessed and measured.
        failed(sentence): files that are none, or a conversion that is refused.
        stopped(): the import was cancelled; nothing was installed.
    """

    previewed = Signal(object)
    labels_found = Signal(object)
    labels_refused = Signal(str)
    progressed = Signal(str, int, int)
    imported = Signal(str, bool, object)

    def preview(self, prefix: Path, epoch: int | None = None) -> None:
        """Look at the checkpoint that ``prefix``, or one of its two files, names."""
        self._task.run(self._preview(prefix, epoch), self._told(self.previewed))

    def check_labels(self, path: Path, preview: CheckpointPreview) -> None:
        """Look whether the labels in ``path`` fit the network."""
        told = self._told(self.labels_found)
        self._task.run(_check_labels(path, preview), told, failed=self.labels_refused.emit)

    def start(self, request: ConvertRequest, *, choose: bool) -> None:
        """Convert and install; ``choose`` makes it the model in use."""
        self._install(
            lambda installed: self._import(request, choose, installed),
            self._told(),
            lambda done: self.imported.emit(done.title, choose, done.sentences),
        )

    def _told(self, found: SignalInstance | None = None) -> Callable[[Any], None]:
        """Tells how far it is, and what was ``found``."""

        def tell(value: Any) -> None:
            if hasattr(value, "total"):
                self.progressed.emit(value.text, value.done, value.total)
            elif found is not None:
                found.emit(value)

        return tell

    # --- in the worker ---------------------------------------------------------------------------

    def _preview(self, prefix: Path, epoch: int | None) -> Generator[Any, None, None]:
        from birdeye.workflows.import_checkpoint import preview_checkpoint

        yield from preview_checkpoint(prefix, self._services.open_library(), epoch)

    def _import(
        self, request: ConvertRequest, choose: bool, installed: Installed
    ) -> Generator[Any, None, None]:
        from birdeye.workflows.import_checkpoint import import_checkpoint

        library = self._services.open_library()
        if request.pack is not None and request.pack.companion is not None:
            library.get(request.pack.companion.id)  # raises if it was removed meanwhile
        for event in import_checkpoint(request, library, choose=choose):
            yield event
        installed.sentences, installed.title = event.sentences, event.pack.title


def _check_labels(path: Path, preview: CheckpointPreview) -> Generator[Any, None, None]:
    from birdeye.workflows.import_checkpoint import check_labels

    yield from check_labels(path, preview)
