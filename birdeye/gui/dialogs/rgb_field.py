"""Three numbers, for red, green and blue, with a known guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from birdeye.convert.network_kind import Triple

_LARGEST = 1e6


class RgbField(QLineEdit):
    """A line such as ``123.68, 116.779, 103.939``; one number means all three."""

    def __init__(self) -> None:
        super().__init__()
        self._guess: Triple = (0.0, 0.0, 0.0)

    @property
    def guess_text(self) -> str:
        """The guess as it is shown: with a point for fractions, whatever the locale."""
        plain = QLocale.c()
        plain.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        return ", ".join(plain.toString(float(value), "g", 6) for value in self._guess)

    @property
    def is_valid(self) -> bool:
        """Whether the line says three finite numbers, or one for all."""
        return _numbers(self.text()) is not None

    @property
    def own(self) -> Triple | None:
        """What was typed; None for the guess, whose digits do not all fit into the line."""
        return None if self.text() == self.guess_text else _numbers(self.text())

    def set_guess(self, guess: Triple) -> None:
        """Show ``guess``."""
        self._guess = guess
        self.setText(self.guess_text)


def _numbers(text: str) -> Triple | None:
    numbers = [QLocale.c().toDouble(part.strip()) for part in text.split(",")]
    values = [value for value, is_one in numbers if is_one and abs(value) < _LARGEST]
    if len(values) != len(numbers):
        return None
    values = values * 3 if len(values) == 1 else values
    return (values[0], values[1], values[2]) if len(values) == 3 else None
