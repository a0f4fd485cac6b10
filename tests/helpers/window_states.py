"""Leads a program through all that it can show, for pictures and checks of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from birdeye.gui.program import Program

SIZES = (QSize(700, 480), QSize(1024, 600), QSize(1280, 840))
DIALOG_ROOM = QSize(1024, 600 - 40)
"""What a dialog may ask for at the most: a small screen without a title bar."""


@dataclass(frozen=True)
class State:
    """A window on show, under a name for its picture."""

    name: str
    window: QWidget


def states_of_window(
    program: Program, settle: Callable[[], None], sizes: tuple[QSize, ...] = SIZES
) -> Iterator[State]:
    """The main window in each size, with photos and what is upon them."""
    window = program.window
    for size in sizes:
        label = f"{size.width()}x{size.height()}"
        window.resize(size)
        for name, is_grid in (("photo", False), ("grid", True)):
            window.show_grid(is_grid)
            settle()
            yield State(f"{name}-{label}", window)
        window.show_grid(False)
        window.notice.tell("“DSC_4127.jpg” could not be read. " * 3, "Show folder", print)
        window.acknowledgement.tell("4 birds in 2 photos confirmed.", 60_000, "Undo")
        settle()
        yield State(f"notice-{label}", window)
        window.notice.clear()
        window.acknowledgement.hide()


def states_of_dialogs(program: Program, settle: Callable[[], None]) -> Iterator[State]:
    """Each dialog as large as it wants to be, and squeezed to a small screen."""
    actions = program.window.all_actions
    for order in (
        *(actions.settings, actions.shortcuts, actions.about, actions.export),
        *(actions.set_place, actions.get_species, actions.import_checkpoint),
        *(actions.second_opinion, actions.summary),
    ):
        before = set(opened(program))
        order.trigger()
        settle()
        name = order.property("command_name").lower().replace(" ", "-")[:20].strip("-…")
        for dialog in set(opened(program)) - before:
            yield State(f"{name}", dialog)
            dialog.resize(dialog.size().boundedTo(DIALOG_ROOM))
            settle()
            yield State(f"{name}-small", dialog)
            dialog.close()
    settle()


def opened(program: Program) -> list[QWidget]:
    """The windows on show besides the main one."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return [one for one in shown if one is not program.window and isinstance(one, QDialog)]
