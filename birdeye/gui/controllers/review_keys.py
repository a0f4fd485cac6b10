"""Distinguishes letters that begin a name from those that are commands.

Any letter begins to type a name, so that no field has to be looked for. A few letters are commands:
those of actions (X, U, D, ...) and L, which is held. An order is carried out at once; a letter
within a moment takes it back, and makes both the beginning of a name: “d” draws a box, “du” is a
duck; “u” is unsure, “ur” an Ural Owl, and for the same bird. Of the letters that decide, two in a
row are two commands, and taken back together: “uut” is an uuttukyyhky.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from birdeye.gui.panels.name_chooser import NameChooser
from birdeye.gui.photo_view.photo_view import PhotoView

_MOMENT_MILLISECONDS = 700

_TAP_MILLISECONDS = 200
"""A key that was down for longer is being held, not typed. Keyboards repeat no key sooner."""

_RELEASE_MILLISECONDS = 150
"""On X11 a repeat of a held key can look like a release and another press, on a busy machine a
twentieth of a second apart. So a held key counts as released once it has been up for this long."""

_DECIDING = frozenset("ux")


class ReviewKeys(QObject):
    """Watches the keys of the widgets in which birds are reviewed.

    L brightens the photo while it is held; ``brighten`` is the action that does so until it is
    called again. ``taken_back`` maps actions with a letter for a key to what takes them back.
    """

    def __init__(
        self,
        view: PhotoView,
        chooser: NameChooser,
        brighten: QAction,
        taken_back: Mapping[QAction, Callable[[], object]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._chooser = chooser
        self._brighten = brighten
        self._letter = ""
        self._order_letters: frozenset[str] = frozenset()
        self._commands: list[tuple[str, Callable[[], object]]] = []
        """The letters that were commands a moment ago, each with what takes it back."""
        self._since = QElapsedTimer()
        self._is_held = False
        """Whether L is down, or was until a moment ago."""
        self._held_since = QElapsedTimer()
        self._released = QTimer(self, singleShot=True, interval=_RELEASE_MILLISECONDS)
        self._released.timeout.connect(self._release)
        chooser.left.connect(view.setFocus)
        brighten.toggled.connect(view.set_brightened)
        for action, take_back in taken_back.items():
            action.triggered.connect(lambda *_, take_back=take_back: self._wait_for_name(take_back))

    def watch(self, *widgets: QWidget) -> None:
        """Letters typed in these are for the review."""
        for widget in widgets:
            widget.installEventFilter(self)

    def letters_are_commands(self, letters: frozenset[str]) -> None:
        """These letters are commands and nothing else: none of them begins a name."""
        self._order_letters = letters

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes letters, and leaves everything else."""
        match event.type():
            case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent):
                if self._begins_name_before_order(event):
                    # Accepted, it comes as a key press, and calls no action.
                    event.accept()
                    return True
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                if self._takes(event):
                    event.accept()
                    return True
            case QEvent.Type.KeyRelease if isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_L and not event.isAutoRepeat():
                    self._release_unless_held_on()
            case QEvent.Type.FocusOut:
                self._release()
            case QEvent.Type.MouseButtonPress:
                self._commands.clear()
        return super().eventFilter(watched, event)

    @property
    def _is_pending(self) -> bool:
        return bool(self._commands) and self._since.elapsed() < _MOMENT_MILLISECONDS

    def _begins_name_before_order(self, event: QKeyEvent) -> bool:
        """Whether the letter of ``event`` belongs to a name though it is an order as well."""
        if not _is_letter(event):
            if event.key() != Qt.Key.Key_Shift:
                self._commands.clear()
            return False
        if not self._is_pending:
            self._commands.clear()
        elif event.text().lower() in self._order_letters:
            self._commands.clear()
            return False
        elif not self._is_order_again(event.text()):
            return True
        self._letter = event.text()
        # On a keyboard of another script, Qt would call the order of the Latin letter.
        return not event.text().isascii()

    def _is_order_again(self, letter: str) -> bool:
        both = {letter.lower(), self._commands[-1][0].lower()}
        return len(both) == 1 or both <= _DECIDING

    def _takes(self, event: QKeyEvent) -> bool:
        if not _is_letter(event):
            return False
        if event.key() == Qt.Key.Key_L and (event.isAutoRepeat() or self._is_repeat):
            self._released.stop()
            return True
        if self._is_pending:
            commands, self._commands = self._commands, []
            for _, take_back in reversed(commands):
                take_back()
            self._begin("".join(letter for letter, _ in commands) + event.text())
            return True
        if event.key() == Qt.Key.Key_L:
            self._letter = event.text()
            self._view.set_brightened(True)
            self._is_held = True
            self._held_since.restart()
            self._released.stop()
            self._wait_for_name(self._release)
            return True
        self._begin(event.text())
        return True

    @property
    def _is_repeat(self) -> bool:
        """Whether a press of L that comes now is one more of a key that is held."""
        return self._is_held and self._held_since.elapsed() > _TAP_MILLISECONDS

    def _release_unless_held_on(self) -> None:
        if self._is_repeat:
            self._released.start()
        else:
            self._release()

    def _release(self) -> None:
        """As bright as the button says."""
        self._is_held = False
        self._released.stop()
        self._view.set_brightened(self._brighten.isChecked())

    def _wait_for_name(self, take_back: Callable[[], object]) -> None:
        self._commands.append((self._letter, take_back))
        self._since.restart()

    def _begin(self, text: str) -> None:
        if self._chooser.isVisible():
            self._chooser.begin(text)


def _is_letter(event: QKeyEvent) -> bool:
    plain = event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
    )
    return plain and event.text().isalpha()
