"""An MXNet checkpoint is looked at and imported in a worker, for the dialog that asks for it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from birdeye.domain.errors import BirdeyeError
from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.services import Services

if TYPE_CHECKING:
    from birdeye.workflows.import_checkpoint import CheckpointPreview

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What the person asks for. ``input_size`` is (height, width); None means as guessed."""

    prefix: Path
    title: str
    labels: Path | None = None
    input_size: tuple[int, int] | None = None
    mean: Triple | None = None
    scale: Triple | None = None
    bird_class: int | None = None
    precision: str = "fp32"
    calibration: Path | None = None
    verify: bool = True


class CheckpointImport(QObject):
    """One thing at a time: a new one cancels what is under way.

    Signals:
        previewed(CheckpointPreview): what the checkpoint holds.
        progressed(text, done, total): ``total`` is 0 where nothing can be counted.
        imported(title): the model is installed and chosen.
        failed(sentence): files that are none, or a conversion that is refused.
        stopped(): the import was cancelled; nothing was installed.
    """

    previewed = Signal(object)
    progressed = Signal(str, int, int)
    imported = Signal(str)
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

    def preview(self, prefix: Path) -> None:
        """Look at the checkpoint that ``prefix``, or one of its two files, names."""
        self._start(_preview(prefix))

    def start(self, wish: ImportWish) -> None:
        """Convert, install and choose."""
        self._start(self._import(wish))

    def cancel(self) -> None:
        """Stop at the next stage; nothing is left behind."""
        if self._job is not None:
            self._job.cancel()

    def _start(self, work: Generator[Any, None, None]) -> None:
        self.cancel()
        self._job = self._runner.start(work)
        self._job.yielded.connect(self._on_yielded)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)

    def _import(self, wish: ImportWish) -> Generator[Any, None, None]:
        from birdeye.convert.precision import Precision
        from birdeye.workflows.convert_model import ConvertRequest
        from birdeye.workflows.converted_pack import PackWish
        from birdeye.workflows.import_checkpoint import import_checkpoint

        library = self._services.open_library()
        pack = PackWish(library.default(), title=wish.title, bird_class=wish.bird_class)
        request = ConvertRequest(
            prefix=wish.prefix,
            destination=wish.prefix,
            input_size=wish.input_size,
            labels=wish.labels,
            mean=wish.mean,
            scale=wish.scale,
            pack=pack,
            precision=Precision(wish.precision),
            calibration=wish.calibration,
            verify=wish.verify,
        )
        yield from import_checkpoint(request, library)

    def _on_yielded(self, tag: object, value: Any) -> None:
        if tag is not self._job:
            return
        if hasattr(value, "text"):
            self.progressed.emit(value.text, value.done, value.total)
        elif hasattr(value, "manifest"):
            self.imported.emit(value.title)
        else:
            self.previewed.emit(value)

    def _on_failed(self, tag: object, error: BaseException) -> None:
        if not isinstance(error, BirdeyeError):
            raise error
        if tag is self._job:
            self.failed.emit(str(error))

    def _on_cancelled(self, tag: object) -> None:
        if tag is self._job:
            self.stopped.emit()


def _preview(prefix: Path) -> Generator[CheckpointPreview, None, None]:
    from birdeye.workflows.import_checkpoint import preview_checkpoint

    yield from preview_checkpoint(prefix)
