"""Ways to choose a place without typing: the map, recent places, and photos near in time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QToolButton,
    QWidget,
)

from birdeye.domain.records import Place
from birdeye.gui.layouts import STRETCH, in_column, in_row
from birdeye.gui.panels.nearby_places import NearbyPlaces, in_a_line
from birdeye.gui.panels.place_map import PlaceMap
from birdeye.gui.theme import Theme


class PlacePicker(QWidget):
    """``place_picked(Place)``; ``position_picked(GpsPosition)`` from the map alone."""

    place_picked = Signal(object)
    position_picked = Signal(object)

    def __init__(self, recent: Sequence[Place], theme: Theme) -> None:
        super().__init__()
        self._recent = tuple(recent)
        self.map = PlaceMap(theme)
        positions = [place.position for place in self._recent if place.position is not None]
        self.map.show_recent(positions)
        self.recent_box = QComboBox(accessibleName=self.tr("Recent places"))
        self.recent_box.addItem(self.tr("Recent places"))
        for place in self._recent:
            self.recent_box.addItem(in_a_line(place))
        self.recent_box.setVisible(bool(self._recent))
        self.nearby = NearbyPlaces()
        top = in_row(self.recent_box, STRETCH, spacing=8)
        for text, name, steps in (("+", self.tr("Zoom in"), 1), ("−", self.tr("Zoom out"), -1)):
            button = QToolButton(text=text, accessibleName=name, toolTip=name)
            button.clicked.connect(lambda _checked=False, steps=steps: self.map.zoom(steps))
            top.addWidget(button)
        in_column(self.nearby, top, (self.map, 1), spacing=8, of=self)
        self.map.picked.connect(self.position_picked)
        self.recent_box.activated.connect(self._on_recent)
        self.nearby.place_picked.connect(self.place_picked)

    def _on_recent(self, number: int) -> None:
        if number > 0:
            self.place_picked.emit(self._recent[number - 1])
