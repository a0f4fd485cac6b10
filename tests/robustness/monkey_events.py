"""What the monkey can do to the window, by dice: one random task after the other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu, QWidget

from birdeye.gui.running_program import RunningProgram
from tests.robustness.monkey_material import TEXTS, Material

_PLAIN = Qt.KeyboardModifier.NoModifier
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_KEY_NAMES = (
    "Left Right Up Down Home End PageUp PageDown Return Escape Tab Backtab Delete Backspace "
    "Space Plus Minus Question F11 Slash 1 2 3 4 5 0 X U D G L B R O I N S A"
)
_NAMES_WITH_CONTROL = "Z Y A F 0 1 R B G E V C Return"
_KEYS = [getattr(Qt.Key, f"Key_{name}") for name in _KEY_NAMES.split()]
_WITH_CONTROL = [getattr(Qt.Key, f"Key_{name}") for name in _NAMES_WITH_CONTROL.split()]
_DIALOG_PATIENCE = 25
"""Events after which a dialog is closed, so that the monkey does not spend its life in one."""

_FRESH_PHOTOS = 30


class Monkey:
    """Does one thing after the other at the program on show, and tells each beforehand."""

    def __init__(
        self,
        on_show: RunningProgram,
        material: Material,
        dice: random.Random,
        tell: Callable[[str], None],
    ) -> None:
        self._on_show = on_show
        self._material = material
        self._dice = dice
        self._tell = tell
        self._in_dialog = 0
        self.done: Counter[str] = Counter()
        self._anywhere = {
            self._key: 50,
            self._control: 16,
            self._click: 40,
            self._double_click: 12,
            self._drag: 16,
            self._wheel: 16,
            self._type: 10,
            self._resize: 6,
        }
        self._in_window = self._anywhere | {
            self._order: 16,
            self._dialog: 6,
            self._batch: 6,
            self._drop: 6,
            self._drop_broken: 3,
            self._drop_fresh: 2,
            self._switch: 4,
        }

    def act(self) -> None:
        """One random task."""
        dialog = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        beside = self._window_beside()
        blocked = dialog is not None
        if dialog is None and beside is not None and self._dice.random() < 0.4:
            dialog = beside
        self._in_dialog = self._in_dialog + 1 if dialog is not None else 0
        if dialog is not None and self._in_dialog > _DIALOG_PATIENCE:
            self._in_dialog = 0
            self._note("close", type(dialog).__name__)
            dialog.reject() if isinstance(dialog, QDialog) else dialog.close()
            return
        acts = self._anywhere if blocked else self._in_window
        task = self._dice.choices(list(acts), list(acts.values()))[0]
        task(dialog or self._window)

    @property
    def _window(self) -> QWidget:
        # Another one after each switch of the language.
        return self._on_show.program.window

    def _window_beside(self) -> QDialog | None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible() and not widget.isModal():
                return widget
        return None

    def _note(self, task: str, *what: object) -> None:
        self.done[task] += 1
        self._tell(" ".join(map(str, (task, *what))))

    def _key(self, target: QWidget) -> None:
        key, modifier = self._dice.choice(_KEYS), self._dice.choice((_PLAIN, _PLAIN, _SHIFT))
        widget = self._focus(target)
        self._note("key", key.name, modifier.name, type(widget).__name__)
        QTest.keyClick(widget, key, modifier)

    def _control(self, target: QWidget) -> None:
        key = self._dice.choice(_WITH_CONTROL)
        modifier = _CONTROL | _SHIFT if self._dice.random() < 0.3 else _CONTROL
        widget = self._focus(target)
        self._note("control", key.name, modifier.name, type(widget).__name__)
        QTest.keyClick(widget, key, modifier)

    def _click(self, target: QWidget) -> None:
        widget, at = self._somewhere(target)
        modifier = self._dice.choice((_PLAIN, _PLAIN, _SHIFT, _CONTROL))
        left, right = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
        button = self._dice.choice((left,) * 5 + (right,))
        self._note("click", button.name, modifier.name, _described(widget), at.toTuple())
        QTest.mouseClick(widget, button, modifier, at)

    def _double_click(self, target: QWidget) -> None:
        widget, at = self._somewhere(target)
        self._note("double_click", _described(widget), at.toTuple())
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, _PLAIN, at)

    def _drag(self, target: QWidget) -> None:
        widget, start = self._somewhere(target)
        window = self._window
        leaves = any(
            list_ in (widget, widget.parent()) for list_ in (window.grid, window.filmstrip)
        )
        # Among photos shorter than what drags a file out, which would wait for a real mouse.
        most = 4 if leaves else self._dice.choice((4, 60, 600))
        self._note("drag", _described(widget), start.toTuple(), most)
        at = start
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, _PLAIN, start)
        for _ in range(3):
            at = start + QPoint(self._dice.randint(-most, most), self._dice.randint(-most, most))
            QTest.mouseMove(widget, at)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, _PLAIN, at)

    def _wheel(self, target: QWidget) -> None:
        widget, at = self._somewhere(target)
        turn = QPoint(0, self._dice.choice((-120, 120, 15, -15)))
        modifier = self._dice.choice((_PLAIN, _CONTROL))
        self._note("wheel", _described(widget), at.toTuple(), turn.y(), modifier.name)
        event = QWheelEvent(
            QPointF(at),
            QPointF(widget.mapToGlobal(at)),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)

    def _type(self, target: QWidget) -> None:
        """Text as an input method commits it, into a field where there is one."""
        fields = [one for one in target.findChildren(QLineEdit) if one.isVisible()]
        widget = self._dice.choice(fields) if fields else self._focus(target)
        text = self._dice.choice(TEXTS)
        self._note("type", _described(widget), ascii(text[:40]))
        widget.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    def _resize(self, _target: QWidget) -> None:
        width, height = self._dice.randint(500, 1900), self._dice.randint(360, 1200)
        self._note("resize", width, height)
        self._window.resize(width, height)

    def _order(self, _target: QWidget) -> None:
        """Any order that may be given now."""
        self._give(self._window.actions())

    def _dialog(self, _target: QWidget) -> None:
        actions = self._window.all_actions
        self._give(
            [
                *(
                    actions.settings,
                    actions.export,
                    actions.summary,
                    actions.life_list,
                    actions.filter,
                ),
                *(
                    actions.find_name,
                    actions.set_place,
                    actions.second_opinion,
                    actions.get_species,
                ),
                *(
                    actions.import_checkpoint,
                    actions.shortcuts,
                    actions.about,
                    actions.add_pack_folder,
                ),
            ]
        )

    def _batch(self, _target: QWidget) -> None:
        actions = self._window.all_actions
        again = [actions.identify_again, actions.identify_rest] * 3
        if self._dice.random() < 0.5:
            actions.select_all.trigger()
        self._give([*again, actions.cancel, actions.cancel, actions.remove_photos])

    def _give(self, actions: list) -> None:
        enabled = [action for action in actions if action.isEnabled()]
        if enabled:
            order = self._dice.choice(enabled)
            self._note("order", order.text())
            order.trigger()
        else:
            self._note("nothing")

    def _switch(self, _target: QWidget) -> None:
        """Language, theme, language of names or model, by the menus."""
        menus = self._window.menus
        kinds = {
            "language": menus.window_languages,
            "theme": menus.themes,
            "names": menus.languages,
            "model": menus.models,
            "removal": menus.removals,
        }
        kind = self._dice.choices(list(kinds), [4, 4, 2, 2, 0.2])[0]
        actions = [
            action
            for action in kinds[kind].actions()
            if action.isCheckable() or (kind == "removal" and action.isEnabled())
        ]
        if actions:
            action = self._dice.choice(actions)
            running = " in mid-batch" if self._on_show.program.identification.is_running else ""
            self._note(f"{kind}{running}", action.text())
            action.trigger()
        else:
            self._note("nothing")

    def _drop(self, _target: QWidget) -> None:
        self._let_fall("drop", self._material.some_photos())

    def _drop_broken(self, _target: QWidget) -> None:
        self._let_fall("drop_broken", self._material.some_broken())

    def _drop_fresh(self, _target: QWidget) -> None:
        self._let_fall("drop_fresh", [self._material.fresh_folder(_FRESH_PHOTOS)])

    def _let_fall(self, task: str, paths: list) -> None:
        self._note(task, *(ascii(path.name) for path in paths))
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        at = QPointF(self._window.rect().center())
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        entering = QDragEnterEvent(at.toPoint(), action, mime, button, _PLAIN)
        QApplication.sendEvent(self._window, entering)
        QApplication.sendEvent(self._window, QDropEvent(at, action, mime, button, _PLAIN))

    def _focus(self, target: QWidget) -> QWidget:
        focus = QApplication.focusWidget()
        return focus if focus is not None and focus.isVisible() else target

    def _somewhere(self, target: QWidget) -> tuple[QWidget, QPoint]:
        at = QPoint(
            self._dice.randrange(max(1, target.width())),
            self._dice.randrange(max(1, target.height())),
        )
        child = target.childAt(at) or target
        return child, child.mapFrom(target, at) if child is not target else at


def _described(widget: QWidget) -> str:
    """A widget in the journal."""
    text = ""
    if isinstance(widget, QMenu):
        text = widget.title()
    elif isinstance(widget, QComboBox):
        text = widget.currentText()
    elif hasattr(widget, "text") and callable(widget.text):
        text = widget.text()
    return f"{type(widget).__name__}({text[:40]!a})"
