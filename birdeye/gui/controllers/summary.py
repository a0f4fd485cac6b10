"""Counts what the summary shows in a worker, and again when something changes."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from birdeye.domain.errors import BirdeyeError
from birdeye.gui.charts.chart import Chart, ChartStyle
from birdeye.gui.charts.picture_file import save_chart
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.pixels import image_from_rgb
from birdeye.gui.services import Services
from birdeye.gui.tasks.background_work import BackgroundWork
from birdeye.gui.windows.summary_window import PICTURE_SIDE, Scope, SummaryWindow
from birdeye.workflows.summarise import Summary, summarise

if TYPE_CHECKING:
    from birdeye.geography.countries import Countries

_QUIET_MS = 400
"""After a change the figures wait until the user pauses, as counting takes a moment."""


class SummaryFigures(BackgroundWork):
    """Owns the summary window, which is created when first requested.

    Signals:
        photo_chosen(photo_id): the user wants to see a photo.
        failed(sentence): figures could not be had, or a picture not be saved.
        saved(path): a picture was saved.
        filter_asked(PhotoFilter): the user wants to see the photos behind a part of a chart.
    """

    photo_chosen = Signal(int)
    saved = Signal(object)
    filter_asked = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        models: WindowModels,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(services, runner, parent)
        self._models = models
        self._picturing, self._saving = self._new_task(), self._new_task()
        self._window: SummaryWindow | None = None
        self._pause = QTimer(self, singleShot=True, interval=_QUIET_MS, timeout=self._count)
        store = models.store
        for happened in (store.added, store.removed, store.changed):
            happened.connect(self._on_photos_changed)
        # A decision is shown before it is written, but only what was written is counted.
        for written in (store.carried_out, store.undone, store.redone):
            written.connect(self._on_photos_changed)

    @property
    def window(self) -> SummaryWindow | None:
        """The window, once it was requested."""
        return self._window

    def show(self, *, of_catalogue: bool) -> None:
        """Open the window, or bring it to the front."""
        if self._window is None:
            self._window = SummaryWindow(self._models.names, self._models.theme)
            self._window.figures_asked.connect(self._count)
            self._window.photo_chosen.connect(self.photo_chosen)
            self._window.filter_asked.connect(self.filter_asked)
            self._window.save_asked.connect(self._save)
        if of_catalogue:
            self._window.show_life_list()
        else:
            self._window.show_shown()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def close(self) -> None:
        """Close the window and give up all work."""
        self._pause.stop()
        self._task.drop()
        self._picturing.drop()
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None

    def _on_photos_changed(self) -> None:
        if self._window is not None and self._window.isVisible():
            self._pause.start()

    def _count(self) -> None:
        if self._window is None:
            return
        on_show = self._window.scope is Scope.ON_SHOW
        ids = tuple(self._models.photo_list.ids_on_show()) if on_show else None
        self._window.show_counting()
        self._task.run(self._figures(ids, self._window.confirmed_only), self._on_figures)

    def _figures(
        self, ids: tuple[int, ...] | None, confirmed_only: bool
    ) -> Generator[tuple[Summary, Countries], None, None]:
        countries = self._services.countries()
        with self._services.open_catalogue() as catalogue:
            yield summarise(catalogue.records(ids), confirmed_only=confirmed_only), countries

    def _on_figures(self, figures: tuple[Summary, Countries]) -> None:
        if self._window is None:
            return
        self._window.show_summary(*figures)
        # Twice as long as the square is, so that the middle of most photos fills it.
        side = round(2 * PICTURE_SIDE * self._window.devicePixelRatioF())
        wanted = self._window.model.missing_pictures()
        self._picturing.run(self._pictures(wanted, side), self._on_picture)

    def _pictures(
        self, paths: Sequence[Path], side: int
    ) -> Generator[tuple[Path, QImage] | None, None, None]:
        for path in paths:
            try:
                yield path, image_from_rgb(self._services.thumbnail(path, side))
            except BirdeyeError:
                yield None  # a photo that is gone has no picture; its name and figures remain

    def _on_picture(self, found: tuple[Path, QImage] | None) -> None:
        if self._window is not None and found is not None:
            path, image = found
            ratio = self._window.devicePixelRatioF()
            self._window.model.set_picture(path, _square(image, PICTURE_SIDE, ratio))

    def _save(self, chart: Chart, style: ChartStyle, path: Path) -> None:
        self._saving.run(_saved(chart, style, path), self.saved.emit)


def _saved(chart: Chart, style: ChartStyle, path: Path) -> Generator[Path, None, None]:
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
