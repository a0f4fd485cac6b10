"""Which photos are shown, by their stars and flags."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from birdeye.domain.rating import MOST_STARS, Flag
from birdeye.gui import rating_wording

_ANY: tuple[int, Flag | None] = (0, None)


class RatingFilter(QComboBox):
    """Offers (least stars, flag); a flag of None is any."""

    def __init__(self) -> None:
        super().__init__()
        purpose = self.tr("Stars and flags shown")
        self.setAccessibleName(purpose)
        self.setToolTip(purpose)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._values = [_ANY, (0, Flag.PICK), (0, Flag.NONE), (0, Flag.REJECT)]
        self._values += [(count, None) for count in range(1, MOST_STARS + 1)]
        texts = [self.tr("Any rating"), self.tr("Picked"), self.tr("No flag"), self.tr("Rejected")]
        texts += [
            rating_wording.stars(count) + (self.tr(" or more") if count < MOST_STARS else "")
            for count in range(1, MOST_STARS + 1)
        ]
        self.addItems(texts)

    @property
    def value(self) -> tuple[int, Flag | None]:
        """What is chosen."""
        return self._values[self.currentIndex()]

    def show_value(self, least_stars: int, flag: Flag | None) -> None:
        """Show what was chosen elsewhere."""
        wanted = (least_stars, flag)
        with QSignalBlocker(self):
            self.setCurrentIndex(self._values.index(wanted) if wanted in self._values else 0)
