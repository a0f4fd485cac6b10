"""Decodes the photo on screen: a quick preview first, all of its pixels when zoomed in.

The neighbours are decoded ahead, in full too while somebody looks at single pixels, so that a step
from photo to photo does not wait.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from birdeye.domain.errors import BirdeyeError
from birdeye.gui import error_wording
from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.pixels import halved_levels, image_from_rgb
from birdeye.gui.services import Services

PREVIEW_SIDE = 2048
"""Least longest side of a preview in pixels: enough for a fitted photo on most displays."""

PREVIEW_BYTES_KEPT = 96_000_000
"""Four of 24 megapixels at least: the one on screen, and the three that may come next."""

FULL_BYTES_KEPT = 400_000_000
"""Three photos of 24 megapixels: the one that is looked at closely and its two neighbours."""

_FULL_NEIGHBOURS = 2


class PhotoLoading(QObject):
    """One photo at a time, plus those beside it.

    Signals, only for the photo last requested by `show`:
        preview_ready(path, PhotoLevels): unless `show` returned it.
        pixels_ready(path, PhotoLevels): the same photo in full.
        failed(path, sentence): it cannot be read.
    """

    preview_ready = Signal(object, object)
    pixels_ready = Signal(object, object)
    failed = Signal(object, str)

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        ahead: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        """``ahead`` decodes what is not on screen, so that it is never in the way of what is."""
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._ahead = ahead
        self._shown: Path | None = None
        self._near: tuple[Path, ...] = ()
        self._wants_all = False
        self._previews: OrderedDict[Path, PhotoLevels] = OrderedDict()
        self._preview_jobs: dict[Path, Job] = {}
        self._begun: set[Path] = set()
        self._full: dict[Path, PhotoLevels] = {}
        self._full_job: Job | None = None

    def expect(self, path: Path) -> None:
        """``path`` will be on screen in a moment: begin with its preview."""
        self._load(path, self._runner)

    def show(self, path: Path, *, closely: bool = False) -> PhotoLevels | None:
        """What is there of ``path`` already; its preview is loaded where that is nothing.

        ``closely`` means that all of its pixels will be needed, and those of its neighbours.
        """
        self._shown = path
        self._wants_all = closely
        self._cancel_full()
        # Those under way are likely to be wanted still; those that wait would only be in the way.
        for other in set(self._preview_jobs) - self._begun:
            self._preview_jobs.pop(other).cancel()
        if path in self._previews:
            self._previews.move_to_end(path)
        self.expect(path)
        return self._full.get(path) or self._previews.get(path)

    def forget(self, path: Path) -> None:
        """The file at ``path`` is another one by now: what was decoded of it is not to be shown."""
        self._previews.pop(path, None)
        self._full.pop(path, None)
        if path in self._preview_jobs:
            self._preview_jobs.pop(path).cancel()
        if self._full_job is not None and self._full_job.tag == path:
            self._cancel_full()

    def show_nothing(self) -> None:
        """Stop all work, and forget what was kept."""
        self._shown = None
        self._near = ()
        self._cancel_full()
        for job in self._preview_jobs.values():
            job.cancel()
        self._preview_jobs.clear()
        self._begun.clear()
        self._previews.clear()
        self._full.clear()

    def prepare(self, paths: Sequence[Path]) -> None:
        """Decode these ahead, after what is shown, the likeliest first."""
        self._near = tuple(paths)
        for path in paths:
            self._load(path, self._ahead)
        self._let_go_of_full()
        if self._wants_all and self._shown in self._previews:
            self._fill_full()

    def load_all_pixels(self) -> None:
        """Decode the photo on screen in full, and its neighbours after it."""
        self._wants_all = True
        self._fill_full()

    def _fill_full(self) -> None:
        if self._full_job is not None or self._shown is None:
            return
        for path in (self._shown, *self._near[:_FULL_NEIGHBOURS]):
            if path not in self._full and (path == self._shown or self._has_room()):
                runner = self._runner if path == self._shown else self._ahead
                self._full_job = runner.start(self._decode(path, None), path)
                self._full_job.yielded.connect(self._on_full)
                self._full_job.failed.connect(self._on_full_failed)
                return

    def _let_go_of_full(self) -> None:
        wanted = {self._shown, *self._near[:_FULL_NEIGHBOURS]} if self._wants_all else set()
        dropped = [self._full.pop(path) for path in set(self._full) - wanted]
        if dropped:
            self._ahead.start(_freed(dropped))

    def _has_room(self) -> bool:
        """Whether one more photo like those that are kept in full may be kept."""
        sizes = [levels.byte_count for levels in self._full.values()]
        return sum(sizes) + max(sizes, default=0) <= FULL_BYTES_KEPT

    def _cancel_full(self) -> None:
        if self._full_job is not None:
            self._full_job.cancel()
            self._full_job = None

    def _load(self, path: Path, runner: JobRunner) -> None:
        if path in self._previews or path in self._preview_jobs:
            return
        job = runner.start(self._decode(path, PREVIEW_SIDE), path)
        job.started.connect(self._begun.add)
        job.yielded.connect(self._on_preview)
        job.failed.connect(self._on_preview_failed)
        job.ended.connect(self._begun.discard)
        self._preview_jobs[path] = job

    def _decode(self, path: Path, side: int | None) -> Generator[PhotoLevels, None, None]:
        photo = self._services.open_photo(path)
        scale = 1.0 if side is None else min(1.0, side / max(photo.width, photo.height))
        decoded = photo.decode(scale)
        image = image_from_rgb(decoded.rgb_u8)
        del decoded
        exposure = self._services.exposure_of(photo)
        yield PhotoLevels(photo.width, photo.height, halved_levels(image), exposure)

    def _on_preview(self, path: Path, levels: PhotoLevels) -> None:
        self._preview_jobs.pop(path, None)
        self._previews[path] = levels
        kept_bytes = sum(kept.byte_count for kept in self._previews.values())
        while kept_bytes > PREVIEW_BYTES_KEPT and len(self._previews) > 1:
            kept_bytes -= self._previews.popitem(last=False)[1].byte_count
        if path == self._shown:
            self.preview_ready.emit(path, levels)
            if self._wants_all:
                self._fill_full()

    def _on_preview_failed(self, path: Path, error: BaseException) -> None:
        self._preview_jobs.pop(path, None)
        self._tell_failure(path, error)

    def _on_full(self, path: Path, levels: PhotoLevels) -> None:
        self._full_job = None
        self._full[path] = levels
        if path == self._shown:
            self.pixels_ready.emit(path, levels)
        self._fill_full()

    def _on_full_failed(self, path: Path, error: BaseException) -> None:
        self._full_job = None
        self._tell_failure(path, error)

    def _tell_failure(self, path: Path, error: BaseException) -> None:
        if not isinstance(error, BirdeyeError):
            raise error
        if path == self._shown:
            self.failed.emit(path, error_wording.in_words(str(error)))


def _freed(levels: list[PhotoLevels]) -> Generator[None, None, None]:
    """Lets go of photos in a worker, as to free a hundred megabytes takes longer than a frame."""
    levels.clear()
    yield
