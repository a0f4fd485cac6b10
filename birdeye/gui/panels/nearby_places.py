"""Offers the places of photos that were taken shortly before and after one, and says how shortly.

A photo without a position is mostly from the same outing as those around it, but only the user
can tell whether anybody walked on meanwhile: nothing is filled in by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from birdeye.domain.coordinates import in_words
from birdeye.domain.records import Place
from birdeye.gui import wording
from birdeye.gui.layouts import in_column
from birdeye.gui.panels.flow_layout import FlowLayout

TOLERANCES = tuple(timedelta(minutes=each) for each in (10, 60, 6 * 60, 24 * 60))
_AT_FIRST = TOLERANCES[1]


@dataclass(frozen=True, slots=True)
class NearbyPlace:
    """Where the photo called ``photo_name`` was taken, ``later`` than another (or earlier)."""

    place: Place
    photo_name: str
    later: timedelta


class NearbyPlaces(QWidget):
    """The nearest photo with a position on either side, as far as the chosen time allows.

    ``place_picked(Place)`` where the user takes one of them. Hidden while there is none at all.
    """

    place_picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[NearbyPlace, QPushButton]] = []
        self.tolerance = QComboBox(accessibleName=self.tr("How far apart in time"))
        for each in TOLERANCES:
            self.tolerance.addItem(self.tr("within {0}").format(wording.duration(each)))
        self.tolerance.setCurrentIndex(TOLERANCES.index(_AT_FIRST))
        self.none_near = QLabel(objectName="fieldHint", wordWrap=True)
        self._row = FlowLayout(spacing=8)
        self._row.addWidget(QLabel(self.tr("Copy from a photo taken")))
        self._row.addWidget(self.tolerance)
        in_column(self._row, self.none_near, spacing=4, of=self)
        self.tolerance.currentIndexChanged.connect(self._show_those_near)
        self.hide()

    @property
    def offered(self) -> list[QPushButton]:
        """The buttons of those that are near enough, the earlier photo first."""
        return [button for _near, button in self._shown if not button.isHidden()]

    def show_places(self, nearby: Sequence[NearbyPlace]) -> None:
        """Offer these, which are in the order of time."""
        for near in nearby:
            name = near.photo_name.replace("&", "&&")
            button = QPushButton(f"{name}, {wording.apart(near.later)}", autoDefault=False)
            button.setProperty("small", True)
            button.setToolTip(in_a_line(near.place))
            button.clicked.connect(
                lambda _checked=False, place=near.place: self.place_picked.emit(place)
            )
            self._row.addWidget(button)
            self._shown.append((near, button))
        self._show_those_near()
        self.setVisible(bool(self._shown))

    def _show_those_near(self) -> None:
        most = TOLERANCES[self.tolerance.currentIndex()]
        for near, button in self._shown:
            button.setVisible(abs(near.later) <= most)
        if self._shown:
            nearest = min((near for near, _button in self._shown), key=lambda one: abs(one.later))
            self.none_near.setText(
                self.tr("None. The nearest is “{0}”, {1}.").format(
                    nearest.photo_name, wording.apart(nearest.later)
                )
            )
        self.none_near.setVisible(bool(self._shown) and not self.offered)


def in_a_line(place: Place) -> str:
    """“Hyde Park, GB, 51.50740° N, 0.12780° W”."""
    position = "" if place.position is None else in_words(place.position)
    return ", ".join(filter(None, (place.name, place.country_code, position)))
