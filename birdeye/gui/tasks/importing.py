"""A network is looked at and imported in a worker, for the dialog that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, SignalInstance

from birdeye.gui.tasks.background_work import Installed, PackInstalling

if TYPE_CHECKING:
    from birdeye.workflows.import_checkpoint import CheckpointPreview

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ChosenImport:
    """What the user asks for.

    ``input_size`` is (height, width); None, as for ``mean`` and ``scale``, means as guessed.
    ``companion`` is the id of the pack that lends the other network, unless that comes from the
    file ``detector``.
    """

    prefix: Path
    epoch: int | None
    title: str
    companion: str
    labels: Path | None = None
    input_size: tuple[int, int] | None = None
    mean: Triple | None = None
    scale: Triple | None = None
    bird_class: int | None = None
    detector: Path | None = None
    precision: str = "fp32"
    calibration: Path | None = None
    verify: bool = True
    choose: bool = True


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

    def start(self, chosen: ChosenImport) -> None:
        """Convert and install; choose the model if requested."""
        self._install(
            lambda installed: self._import(chosen, installed),
            self._told(),
            lambda done: self.imported.emit(done.title, chosen.choose, done.sentences),
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

    def _import(self, chosen: ChosenImport, installed: Installed) -> Generator[Any, None, None]:
        from birdeye.convert.precision import Precision
        from birdeye.workflows.convert_request import ConvertRequest
        from birdeye.workflows.converted_pack import PackDetails
        from birdeye.workflows.import_checkpoint import import_checkpoint

        library = self._services.open_library()
        companion = None if chosen.detector else library.get(chosen.companion)
        request = ConvertRequest(
            prefix=chosen.prefix,
            destination=chosen.prefix,
            epoch=chosen.epoch,
            input_size=chosen.input_size,
            labels=chosen.labels,
            mean=chosen.mean,
            scale=chosen.scale,
            pack=PackDetails(companion, title=chosen.title, bird_class=chosen.bird_class),
            detector=chosen.detector,
            precision=Precision(chosen.precision),
            calibration=chosen.calibration,
            verify=chosen.verify,
        )
        for event in import_checkpoint(request, library, choose=chosen.choose):
            sentences = getattr(event, "sentences", ())
            yield event
        installed.sentences, installed.title = sentences, chosen.title


def _check_labels(path: Path, preview: CheckpointPreview) -> Generator[Any, None, None]:
    from birdeye.workflows.import_checkpoint import check_labels

    yield from check_labels(path, preview)
