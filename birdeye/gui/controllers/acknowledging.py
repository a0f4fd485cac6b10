"""Says of each change that it happened, offers to undo it, and goes to what was undone."""

from __future__ import annotations

from collections.abc import Callable

from birdeye.domain.changes import Changed
from birdeye.gui import change_wording
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.store.work import Decision
from birdeye.gui.windows.main_window import MainWindow

_MS = 8000
"""As long as any message that offers something: time to read it, and to reach the button."""


class Acknowledging(Controller):
    """Connects the store's signals with the `Acknowledgement`, and the actions undo and redo."""

    def __init__(self, window: MainWindow, models: WindowModels) -> None:
        super().__init__(window, models)
        self._store.carried_out.connect(self._on_carried_out)
        self._store.undone.connect(self._on_undone)
        self._store.redone.connect(self._on_redone)
        window.all_actions.undo.triggered.connect(lambda: self._store.undo())
        window.all_actions.redo.triggered.connect(lambda: self._store.redo())

    def _on_carried_out(self, changed: Changed) -> None:
        if changed.entry_id is None:
            return  # there is nothing to take back
        sentence = change_wording.outcome(changed, self._names)
        undo, decision = self.tr("Undo"), Decision(changed.change)
        self._window.acknowledgement.tell(
            sentence, _MS, undo, lambda: self._store.undo(decision, self._tell_too_late)
        )

    def _tell_too_late(self) -> None:
        self._window.notice.tell(
            self.tr("Something else has been changed since. Undo that first, in the Edit menu.")
        )

    def _on_undone(self, changed: Changed, name: str) -> None:
        said = (self.tr("Undone: {0}"), self.tr("Undone in “{1}”, which is not open: {0}"))
        self._go_to_and_tell(changed, name, said, self.tr("Redo"), self._store.redo)

    def _on_redone(self, changed: Changed, name: str) -> None:
        said = (self.tr("Redone: {0}"), self.tr("Redone in “{1}”, which is not open: {0}"))
        decision = Decision(changed.change)
        self._go_to_and_tell(
            changed,
            name,
            said,
            self.tr("Undo"),
            lambda: self._store.undo(decision, self._tell_too_late),
        )

    def _go_to_and_tell(
        self,
        changed: Changed,
        name: str,
        said: tuple[str, str],
        button: str,
        run: Callable[[], object],
    ) -> None:
        """``said`` is what to say where the photo is open, and where it is not."""
        there = [photo_id for photo_id in changed.photo_ids if photo_id in self._store]
        if there and changed.bird_ids:
            self._store.show_bird(changed.bird_ids[0])
        if there and self._navigation.current_id not in there:
            self._navigation.go_to(there[0])
        what = change_wording.sentence(changed.change, self._names)
        text = said[0 if there else 1].format(what, name)
        self._window.acknowledgement.tell(text, _MS, button, run)
