"""When, where and with what the photo on screen was taken, and which file it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from birdeye.domain.coordinates import in_words
from birdeye.domain.records import PhotoRecord
from birdeye.gui import country_names, rating_wording, wording
from birdeye.gui.icons import icon_pixmap
from birdeye.gui.layouts import in_column, in_row
from birdeye.gui.panels.elided_label import ElidedLabel
from birdeye.gui.theme import Theme

_ICON_SIDE = 14


class PhotoFacts(QWidget):
    """A line each for the name, date and size, camera and lens, and the place, as far as known."""

    def __init__(self, set_place: QAction, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = ElidedLabel(objectName="photoName")
        self._moment = ElidedLabel(objectName="photoFacts")
        self._camera = ElidedLabel(objectName="photoFacts")
        self._rating = ElidedLabel(objectName="photoFacts")
        self._pin = QLabel()
        self._place = ElidedLabel(objectName="photoFacts")
        self._set_place = QToolButton(objectName="linkButton")
        self._set_place.setDefaultAction(set_place)
        self._set_place.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        lines = self._name, self._moment, self._camera, self._rating
        place = in_row(self._pin, (self._place, 1), self._set_place, spacing=4)
        in_column(*lines, place, spacing=2, margins=None, of=self)
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def text(self) -> str:
        """All lines shown."""
        labels = (self._name, self._moment, self._camera, self._rating, self._place)
        return "\n".join(label.text() for label in labels if label.text())

    def show_record(self, record: PhotoRecord) -> None:
        """Show the facts of this photo."""
        metadata = record.metadata
        self._name.setText(record.path.name)
        taken = wording.date_and_time(record.taken) if record.taken else ""
        by_user = record.set_taken is not None
        if taken and not by_user and (doubt := wording.doubt_of_date(metadata.taken_source)):
            taken = f"{taken} ({doubt})"
        size = wording.photo_size(record.width, record.height) if record.width else ""
        missing = "" if metadata.is_whole else wording.missing_parts(metadata.rows_share)
        self._show(self._moment, (taken, size, missing))
        self._show(self._camera, (metadata.camera or "", metadata.lens or ""))
        self._show(
            self._rating, (rating_wording.stars(record.stars), rating_wording.flag(record.flag))
        )
        self._place.setText(_place_of(record) or self.tr("No place"))

    def _show(self, label: ElidedLabel, facts: tuple[str, ...]) -> None:
        text = "  ·  ".join(filter(None, facts))
        label.setText(text)
        label.setVisible(bool(text))

    def _tint(self) -> None:
        colour = self._theme.colours.text_dim
        self._pin.setPixmap(icon_pixmap("place", colour, _ICON_SIDE, self.devicePixelRatioF()))


def _place_of(record: PhotoRecord) -> str:
    """The user's words for it, else its position, else the region that the user set."""
    parts = []
    if record.place is not None:
        parts = [record.place.name, record.place.country_code]
    words = ", ".join(filter(None, parts))
    if words:
        return words
    if record.position is not None:
        return in_words(record.position)
    return country_names.region(record.region) if record.region else ""
