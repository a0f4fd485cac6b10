"""Light and dark colours, and the one style sheet made of them.

The photo always is on a dark neutral ground, whichever theme: colours are judged best there, and
boxes need one set of colours only. Every pair of text and ground keeps WCAG AA, and so do the
borders of controls (a test checks both); ``border`` only divides, ``control`` is to be seen.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import Enum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from birdeye import locations
from birdeye.domain.confidence import Confidence


class ThemeChoice(Enum):
    """What the user chose; SYSTEM follows the desktop, live."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme, as ``#rrggbb``; names say what a colour is for, not what it looks like."""

    window: str
    panel: str
    raised: str
    hover: str
    border: str
    control: str
    text: str
    text_dim: str
    text_disabled: str
    accent: str
    primary: str
    primary_hover: str
    primary_text: str
    selection: str
    selection_text: str
    bar: str
    bar_dim: str
    track: str
    warning: str
    certain: str
    certain_text: str
    highly_likely: str
    highly_likely_text: str
    likely: str
    likely_text: str
    uncertain: str
    uncertain_text: str

    def chip(self, confidence: Confidence) -> tuple[str, str]:
        """(ground, text) of the chip with the word for ``confidence``."""
        name = _CHIP_NAMES[confidence]
        return getattr(self, name), getattr(self, f"{name}_text")


_CHIP_NAMES = {
    Confidence.ALMOST_CERTAIN: "certain",
    Confidence.HIGHLY_LIKELY: "highly_likely",
    Confidence.LIKELY: "likely",
    Confidence.UNCERTAIN: "uncertain",
}

_LIGHT_AND_DARK = {
    "window": ("#f3f3f1", "#222326"),
    "panel": ("#fbfbfa", "#27292c"),
    "raised": ("#ffffff", "#303236"),
    "hover": ("#e7e7e3", "#393c41"),
    "border": ("#d9d9d4", "#3a3c41"),
    "control": ("#7e8287", "#878a90"),
    "text": ("#1f2123", "#ececea"),
    "text_dim": ("#5c6066", "#a9acb1"),
    "text_disabled": ("#a2a5a9", "#6d7076"),
    "accent": ("#8a5a00", "#ffc24b"),
    "primary": ("#ffbe3d", "#ffc24b"),
    "primary_hover": ("#ffcb62", "#ffd079"),
    "primary_text": ("#2b1e00", "#231a05"),
    "selection": ("#fbe3b3", "#4d401f"),
    "selection_text": ("#2b1e00", "#fff1d2"),
    "bar": ("#d98e04", "#ffc24b"),
    "bar_dim": ("#b4b6b5", "#74777d"),
    "track": ("#e6e6e2", "#3b3e43"),
    "warning": ("#a8321f", "#ff9c86"),
    "certain": ("#d5efdc", "#1e4a31"),
    "certain_text": ("#14532d", "#b9efcd"),
    "highly_likely": ("#d6ebf2", "#1d4654"),
    "highly_likely_text": ("#114a5e", "#b8e6f5"),
    "likely": ("#fbe9c3", "#54431a"),
    "likely_text": ("#6b4600", "#ffe0a0"),
    "uncertain": ("#e6e6e3", "#43464b"),
    "uncertain_text": ("#4a4d51", "#d6d8da"),
}

LIGHT, DARK = (
    Colours(**{name: pair[place] for name, pair in _LIGHT_AND_DARK.items()}) for place in range(2)
)


@dataclass(frozen=True, slots=True)
class CanvasColours:
    """The ground under the photo and what is drawn upon it, the same in every theme."""

    ground: str = "#1a1b1d"
    text: str = "#e9e9e7"
    text_dim: str = "#a4a7ac"
    line: str = "#ffffff"
    line_halo: str = "#000000"
    label: str = "#17181a"
    label_text: str = "#ffffff"
    selected: str = "#ffc24b"
    selected_text: str = "#231a05"


CANVAS = CanvasColours()


class Theme(QObject):
    """The theme in force. ``changed`` comes after palette and style sheet were replaced.

    Lives as long as its parent, the application where none is given.
    """

    changed = Signal()

    def __init__(
        self, application: QApplication, choice: ThemeChoice, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or application)
        self._application = application
        self._choice = choice
        self._style_sheet = Template(
            (locations.assets_folder() / "window.qss").read_text(encoding="utf-8")
        )
        application.setStyle("Fusion")
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> ThemeChoice:
        """What the user chose."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force."""
        if self._choice is ThemeChoice.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice is ThemeChoice.DARK

    @property
    def colours(self) -> Colours:
        """The colours in force."""
        return self._colours

    def choose(self, choice: ThemeChoice) -> None:
        """Follow the desktop, or stay light or dark."""
        if choice is not self._choice:
            self._choice = choice
            self._apply()
            self.changed.emit()

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        # Where the platform can, title bars and the system's own dialogs follow.
        hints = QGuiApplication.styleHints()
        match self._choice:
            case ThemeChoice.SYSTEM:
                hints.unsetColorScheme()
            case ThemeChoice.LIGHT:
                hints.setColorScheme(Qt.ColorScheme.Light)
            case ThemeChoice.DARK:
                hints.setColorScheme(Qt.ColorScheme.Dark)
        self._colours = colours = DARK if self.is_dark else LIGHT
        self._application.setPalette(palette_of(colours))
        words = asdict(colours) | {f"canvas_{name}": v for name, v in asdict(CANVAS).items()}
        words["icons"] = (locations.assets_folder() / "icons").as_posix()
        self._application.setStyleSheet(self._style_sheet.substitute(words))
        _colour_links_anew(self._application)


def _colour_links_anew(application: QApplication) -> None:
    """Rich text keeps the colour that links had when it was set."""
    for widget in application.allWidgets():
        if isinstance(widget, QLabel) and "<a " in widget.text():
            text = widget.text()
            widget.clear()
            widget.setText(text)


def palette_of(colours: Colours) -> QPalette:
    """The palette for whatever the style sheet does not name (dialogs, menus, tooltips)."""
    role = QPalette.ColorRole
    palette = QPalette()
    for target, value in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.raised,
        role.AlternateBase: colours.panel,
        role.Text: colours.text,
        role.PlaceholderText: colours.text_dim,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.warning,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.Highlight: colours.selection,
        role.HighlightedText: colours.selection_text,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.raised,
        role.Midlight: colours.hover,
        role.Mid: colours.border,
        role.Dark: colours.border,
        role.Shadow: colours.border,
    }.items():
        palette.setColor(target, QColor(value))
    for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.text_disabled))
    return palette
