"""Remembers what the user says of the number of birds, their sex, age and behaviour."""

from __future__ import annotations

from birdeye.domain.changes import StateCount
from birdeye.domain.counts import Statement
from birdeye.domain.identification import Rank
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.windows.main_window import MainWindow


class Counting(Controller):
    """What is said in the panel goes to the taxon by which the selected bird goes."""

    def __init__(self, window: MainWindow, models: WindowModels) -> None:
        super().__init__(window, models)
        fields = window.species_panel.count_fields
        fields.stated.connect(self._state)
        fields.left.connect(window.photo_view.setFocus)

    def _state(self, statement: Statement | None) -> None:
        record, bird = self._store.record_to_decide, self._store.bird
        if record is not None and bird is not None and bird.rank is not Rank.NONE:
            change = StateCount((record.photo_id,), bird.rank, bird.taxon, statement)
            self._store.carry_out(change)
