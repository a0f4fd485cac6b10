"""Counts in a worker what the summary shows, and counts anew when something changes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from birdeye.domain.errors import BirdeyeError
from birdeye.gui.charts.chart import Chart, ChartStyle
from birdeye.gui.charts.picture_file import save_chart
from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.pixels import image_from_rgb
from birdeye.gui.services import Services
from birdeye.gui.theme import Theme
from birdeye.gui.windows.summary_window import PICTURE_SIDE, Scope, SummaryWindow
from birdeye.workflows.summarise import Summary, summarise

if TYPE_CHECKING:
    from birdeye.geography.countries import Countries

_QUIET_MS = 400
"""After a change the figures wait until the person pauses, as counting takes a moment."""


class SummaryFigures(QObject):
    """Owns the summary window, which is made when it is first asked for.

    Signals:
        photo_chosen(photo_id): the person wants to see a photo.
        failed(sentence): figures could not be had, or a picture not be saved.
        saved(path): a picture was saved.
    """

    photo_chosen = Signal(int)
    failed = Signal(str)
    saved = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        names: SpeciesNames,
        theme: Theme,
        ids_on_show: Callable[[], Sequence[int]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._names = names
        self._theme = theme
        self._ids_on_show = ids_on_show
        self._counting: Job | None = None
        self._picturing: Job | None = None
        self._window: SummaryWindow | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_QUIET_MS)
        self._pause.timeout.connect(self._count)

    @property
    def window(self) -> SummaryWindow | None:
        """The window, once it was asked for."""
        return self._window

    def show(self, scope: Scope) -> None:
        """Open the window, or bring it to the front."""
        if self._window is None:
            self._window = SummaryWindow(self._names, self._theme)
            self._window.figures_asked.connect(self._on_figures_asked)
            self._window.photo_chosen.connect(self.photo_chosen)
            self._window.save_asked.connect(self._save)
        self._window.choose_scope(scope)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def follow_change(self, *_photos: object) -> None:
        """Something was reviewed, identified, opened or closed."""
        if self._window is not None and self._window.isVisible():
            self._pause.start()

    def close(self) -> None:
        """Close the window and give up all work."""
        self._pause.stop()
        for job in (self._counting, self._picturing):
            if job is not None:
                job.cancel()
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None

    def _on_figures_asked(self, _scope: Scope, _confirmed_only: bool) -> None:
        self._count()

    def _count(self) -> None:
        if self._window is None:
            return
        if self._counting is not None:
            self._counting.cancel()
        on_show = self._window.scope is Scope.ON_SHOW
        ids = tuple(self._ids_on_show()) if on_show else None
        self._window.show_counting()
        self._counting = self._runner.start(self._figures(ids, self._window.confirmed_only))
        self._counting.yielded.connect(self._on_figures)
        self._counting.failed.connect(self._on_failed)

    def _figures(
        self, ids: tuple[int, ...] | None, confirmed_only: bool
    ) -> Generator[tuple[Summary, Countries], None, None]:
        countries = self._services.countries()
        with self._services.open_catalogue() as catalogue:
            yield summarise(catalogue.records(ids), confirmed_only=confirmed_only), countries

    def _on_figures(self, job: Job, figures: tuple[Summary, Countries]) -> None:
        if job is not self._counting or self._window is None:
            return
        self._window.show_summary(*figures)
        if self._picturing is not None:
            self._picturing.cancel()
        # Twice as long as the square is, so that the middle of most photos fills it.
        side = round(2 * PICTURE_SIDE * self._window.devicePixelRatioF())
        wanted = self._window.model.missing_pictures()
        self._picturing = self._runner.start(self._pictures(wanted, side))
        self._picturing.yielded.connect(self._on_picture)
        self._picturing.failed.connect(self._on_failed)

    def _pictures(
        self, paths: Sequence[Path], side: int
    ) -> Generator[tuple[Path, QImage] | None, None, None]:
        for path in paths:
            try:
                yield path, image_from_rgb(self._services.thumbnail(path, side))
            except BirdeyeError:
                yield None  # a photo that is gone has no picture; its name and figures remain

    def _on_picture(self, job: Job, found: tuple[Path, QImage] | None) -> None:
        if job is self._picturing and self._window is not None and found is not None:
            path, image = found
            ratio = self._window.devicePixelRatioF()
            self._window.model.set_picture(path, _square(image, PICTURE_SIDE, ratio))

    def _save(self, chart: Chart, style: ChartStyle, path: Path) -> None:
        job = self._runner.start(_saving(chart, style, path))
        job.yielded.connect(lambda _job, saved: self.saved.emit(saved))
        job.failed.connect(self._on_failed)

    def _on_failed(self, _job: Job, error: BaseException) -> None:
        if not isinstance(error, BirdeyeError):
            raise error
        self.failed.emit(str(error))


def _saving(chart: Chart, style: ChartStyle, path: Path) -> Generator[Path, None, None]:
    save_chart(chart, style, path)
    yield path


def _square(image: QImage, side: int, pixel_ratio: float) -> QPixmap:
    """The middle of ``image`` as a square of ``side`` pixels of the window."""
    shorter = min(image.width(), image.height())
    left, top = (image.width() - shorter) // 2, (image.height() - shorter) // 2
    wanted = round(side * pixel_ratio)
    middle = image.copy(QRect(left, top, shorter, shorter)).scaled(
        wanted, wanted, mode=Qt.TransformationMode.SmoothTransformation
    )
    pixmap = QPixmap.fromImage(middle)
    pixmap.setDevicePixelRatio(pixel_ratio)
    return pixmap
