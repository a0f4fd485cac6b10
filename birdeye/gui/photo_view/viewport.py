"""Where a photo is in the view: the arithmetic of zoom, pan and fit, without any widget.

Two frames: *photo* is pixels of the upright photo, *view* is device-independent pixels of the
widget. ``zoom`` is view pixels a photo pixel, so that 100 % is ``1 / pixel_ratio``.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF

LARGEST_MAGNIFICATION = 16.0
"""Device pixels a photo pixel at the most."""

FIT_MARGIN = 18.0
"""View pixels kept free around a fitted photo, so that its edge and its labels are seen."""

LARGEST_FIT = 4.0
"""A small photo is enlarged to fit, but no further than this."""


class Viewport:
    """Zoom and position of one photo in one view."""

    def __init__(self) -> None:
        self._photo = QSizeF(1, 1)
        self._view = QSizeF(1, 1)
        self._centre = QPointF(0.5, 0.5)
        self._zoom = 1.0
        self._fitted = True
        self._pixel_ratio = 1.0

    @property
    def zoom(self) -> float:
        """View pixels a photo pixel."""
        return self._zoom

    @property
    def percent(self) -> float:
        """100 when a photo pixel is a pixel of the display."""
        return self._zoom * self._pixel_ratio * 100

    @property
    def is_fitted(self) -> bool:
        """Whether the photo is kept fitted when the view changes its size."""
        return self._fitted

    @property
    def fit_zoom(self) -> float:
        """The zoom at which the whole photo is seen."""
        width = max(1.0, self._view.width() - 2 * FIT_MARGIN)
        height = max(1.0, self._view.height() - 2 * FIT_MARGIN)
        fitting = min(width / self._photo.width(), height / self._photo.height())
        return min(fitting, LARGEST_FIT / self._pixel_ratio)

    @property
    def photo_rect(self) -> QRectF:
        """The whole photo in view pixels."""
        corner = self.to_view(QPointF(0, 0))
        return QRectF(corner, self._photo * self._zoom)

    @property
    def photo_size(self) -> QSizeF:
        """The photo in its own pixels."""
        return self._photo

    def set_photo(self, width: float, height: float) -> None:
        """Another photo. Fitted if the one before was; else the same part at the same zoom.

        Part means relative place: what was seen of the upper left corner of one photo of a burst
        can be compared with that corner of the next.
        """
        place = QPointF(
            self._centre.x() / self._photo.width(), self._centre.y() / self._photo.height()
        )
        self._photo = QSizeF(max(1.0, width), max(1.0, height))
        if self._fitted:
            self.fit()
            return
        self._centre = QPointF(place.x() * self._photo.width(), place.y() * self._photo.height())
        self._zoom = self.bounded_zoom(self._zoom)
        self._keep_in_view()

    def rescale_photo(self, width: float, height: float) -> None:
        """The same photo turns out to have another size; what is seen stays where it is."""
        factor = self._photo.width() / max(1.0, width)
        self._photo = QSizeF(max(1.0, width), max(1.0, height))
        if self._fitted:
            self.fit()
        else:
            self._centre /= factor
            self._zoom *= factor
            self._keep_in_view()

    def set_view(self, width: float, height: float, pixel_ratio: float) -> None:
        """The widget has another size; a fitted photo stays fitted."""
        self._view = QSizeF(max(1.0, width), max(1.0, height))
        self._pixel_ratio = pixel_ratio
        if self._fitted:
            self.fit()
        else:
            self._keep_in_view()

    def fit(self) -> None:
        """Show the whole photo."""
        self._fitted = True
        self._zoom = self.fit_zoom
        self._centre = QPointF(self._photo.width() / 2, self._photo.height() / 2)

    def bounded_zoom(self, zoom: float) -> float:
        """``zoom`` within what is offered: from all of the photo to single large pixels."""
        smallest = min(self.fit_zoom, 1 / self._pixel_ratio)
        return min(max(zoom, smallest), LARGEST_MAGNIFICATION / self._pixel_ratio)

    def zoom_to(self, zoom: float, anchor: QPointF) -> None:
        """Zoom so that the photo point under ``anchor`` (view pixels) stays under it."""
        held = self.to_photo(anchor)
        self._zoom = self.bounded_zoom(zoom)
        self._fitted = abs(self._zoom - self.fit_zoom) < 1e-9
        middle = QPointF(self._view.width() / 2, self._view.height() / 2)
        self._centre = held + (middle - anchor) / self._zoom
        self._keep_in_view()

    def pan(self, by: QPointF) -> None:
        """Move the photo by view pixels."""
        self._centre -= by / self._zoom
        self._keep_in_view()

    def reveal(self, rect: QRectF) -> None:
        """Pan as little as needed to bring a rectangle (photo pixels) into view."""
        shown = QRectF(self.to_photo(QPointF(0, 0)), self._view / self._zoom)
        target = QRectF(shown)
        if rect.width() >= shown.width() or rect.height() >= shown.height():
            target.moveCenter(rect.center())
        else:
            target.moveLeft(min(max(target.left(), rect.right() - shown.width()), rect.left()))
            target.moveTop(min(max(target.top(), rect.bottom() - shown.height()), rect.top()))
        self._centre = target.center()
        self._keep_in_view()

    @property
    def centre(self) -> QPointF:
        """What is in the middle of the view, in photo pixels."""
        return QPointF(self._centre)

    def centre_on(self, point: QPointF) -> None:
        """Bring a photo point to the middle, as far as the photo reaches."""
        self._centre = QPointF(point)
        self._keep_in_view()

    def to_view(self, point: QPointF) -> QPointF:
        """A photo point in view pixels."""
        middle = QPointF(self._view.width() / 2, self._view.height() / 2)
        return (point - self._centre) * self._zoom + middle

    def to_photo(self, point: QPointF) -> QPointF:
        """A view point in photo pixels."""
        middle = QPointF(self._view.width() / 2, self._view.height() / 2)
        return (point - middle) / self._zoom + self._centre

    def rect_to_view(self, rect: QRectF) -> QRectF:
        """A rectangle of the photo in view pixels."""
        return QRectF(self.to_view(rect.topLeft()), rect.size() * self._zoom)

    def _keep_in_view(self) -> None:
        self._centre = QPointF(
            _bounded_centre(self._centre.x(), self._photo.width(), self._view.width(), self._zoom),
            _bounded_centre(
                self._centre.y(), self._photo.height(), self._view.height(), self._zoom
            ),
        )


def _bounded_centre(centre: float, photo: float, view: float, zoom: float) -> float:
    """Centre the photo where it is smaller than the view, else let no gap open beyond a margin."""
    half = view / zoom / 2
    margin = FIT_MARGIN / zoom
    if photo + 2 * margin <= 2 * half:
        return photo / 2
    return min(max(centre, half - margin), photo - half + margin)
