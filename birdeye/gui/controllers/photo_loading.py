"""Decodes the photo on screen: a quick preview first, all of its pixels when zoomed in.

The neighbours' previews are made ahead and a few are kept, so that a step from photo to photo
does not wait.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from birdeye.domain.errors import BirdeyeError
from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.photo_view.photo_levels import PhotoLevels
from birdeye.gui.pixels import halved_levels, image_from_rgb
from birdeye.gui.services import Services

PREVIEW_SIDE = 2048
"""Least longest side of a preview in pixels: enough for a fitted photo on most displays."""

PREVIEW_BYTES_KEPT = 120_000_000


class PhotoLoading(QObject):
    """One photo at a time, plus previews of those beside it.

    Signals, for the photo last asked for by `show` only:
        preview_ready(path, PhotoLevels): at once when it was kept.
        pixels_ready(path, PhotoLevels): the same photo in full.
        failed(path, sentence): it cannot be read.
    """

    preview_ready = Signal(object, object)
    pixels_ready = Signal(object, object)
    failed = Signal(object, str)

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._shown: Path | None = None
        self._kept: OrderedDict[Path, PhotoLevels] = OrderedDict()
        self._previews: dict[Path, Job] = {}
        self._full: Job | None = None

    def show(self, path: Path) -> None:
        """Load the preview of ``path``; work for other photos is given up."""
        self._shown = path
        self._cancel_full()
        for other in [other for other in self._previews if other != path]:
            self._previews.pop(other).cancel()
        kept = self._kept.get(path)
        if kept is not None:
            self._kept.move_to_end(path)
            self.preview_ready.emit(path, kept)
        elif path not in self._previews:
            self._start_preview(path)

    def show_nothing(self) -> None:
        """Give up all work, and forget what was kept."""
        self._shown = None
        self._cancel_full()
        for job in self._previews.values():
            job.cancel()
        self._previews.clear()
        self._kept.clear()

    def prepare(self, paths: Sequence[Path]) -> None:
        """Make the previews of these ahead, after what is shown."""
        for path in paths:
            if path not in self._kept and path not in self._previews:
                self._start_preview(path)

    def load_all_pixels(self) -> None:
        """Decode the photo on screen in full, if that is not under way."""
        if self._shown is not None and self._full is None:
            self._full = self._runner.start(self._decode(self._shown, None), self._shown)
            self._full.yielded.connect(self._on_full)
            self._full.failed.connect(self._on_full_failed)

    def _cancel_full(self) -> None:
        if self._full is not None:
            self._full.cancel()
            self._full = None

    def _start_preview(self, path: Path) -> None:
        job = self._runner.start(self._decode(path, PREVIEW_SIDE), path)
        job.yielded.connect(self._on_preview)
        job.failed.connect(self._on_preview_failed)
        self._previews[path] = job

    def _decode(self, path: Path, side: int | None) -> Generator[PhotoLevels, None, None]:
        photo = self._services.open_photo(path)
        scale = 1.0 if side is None else min(1.0, side / max(photo.width, photo.height))
        decoded = photo.decode(scale)
        image = image_from_rgb(decoded.rgb_u8)
        del decoded
        yield PhotoLevels(photo.width, photo.height, halved_levels(image))

    def _on_preview(self, path: Path, levels: PhotoLevels) -> None:
        self._previews.pop(path, None)
        self._kept[path] = levels
        kept_bytes = sum(kept.byte_count for kept in self._kept.values())
        while kept_bytes > PREVIEW_BYTES_KEPT and len(self._kept) > 1:
            kept_bytes -= self._kept.popitem(last=False)[1].byte_count
        if path == self._shown:
            self.preview_ready.emit(path, levels)

    def _on_preview_failed(self, path: Path, error: BaseException) -> None:
        self._previews.pop(path, None)
        if not isinstance(error, BirdeyeError):
            raise error
        if path == self._shown:
            self.failed.emit(path, str(error))

    def _on_full(self, path: Path, levels: PhotoLevels) -> None:
        if path == self._shown:
            self.pixels_ready.emit(path, levels)

    def _on_full_failed(self, path: Path, error: BaseException) -> None:
        if not isinstance(error, BirdeyeError):
            raise error
        if path == self._shown:
            self.failed.emit(path, str(error))
