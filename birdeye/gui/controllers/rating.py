"""Gives stars and flags to the selected photos, by menu and keys."""

from __future__ import annotations

from birdeye.domain.changes import SetFlags, SetStars
from birdeye.domain.rating import Flag
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.controllers.review_keys import ReviewKeys
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.windows.main_window import MainWindow


class Rating(Controller):
    """Stars and flags go to all selected photos, those of a closed burst included."""

    def __init__(self, window: MainWindow, models: WindowModels, keys: ReviewKeys) -> None:
        super().__init__(window, models)
        self._keys = keys
        actions = window.all_actions.rating
        for count, action in enumerate(actions.stars):
            action.triggered.connect(lambda *_, count=count: self._give_stars(count))
        for flag, action in actions.flags.items():
            action.triggered.connect(lambda *_, flag=flag: self._give_flag(flag))
        actions.plain_keys.toggled.connect(self._use_plain_keys)
        actions.plain_keys.setChecked(self._settings.keys_rate)
        actions.plain_keys.triggered.connect(self._tell_keys)

    def _give_stars(self, count: int) -> None:
        # A RAW and its JPEG share one sidecar, and with it their rating.
        photo_ids = self._navigation.selected_files()
        if photo_ids:
            self._store.carry_out(SetStars(photo_ids, count))

    def _give_flag(self, flag: Flag) -> None:
        photo_ids = self._navigation.selected_files()
        if photo_ids:
            self._store.carry_out(SetFlags(tuple((photo_id, flag) for photo_id in photo_ids)))

    def _tell_keys(self, plain: bool) -> None:
        """The user switched them: nothing else in sight says so."""
        sentence = (
            self.tr("0 to 5 now give stars; P, X and U pick, reject and unflag photos.")
            if plain
            else self.tr("1 to 5, X and U are for names again, and letters find a bird.")
        )
        plain_keys = self._window.all_actions.rating.plain_keys
        self._window.notice.tell(sentence, self.tr("Switch back"), plain_keys.trigger)

    def _use_plain_keys(self, plain: bool) -> None:
        self._settings.keys_rate = plain
        actions = self._window.all_actions
        others = (*actions.choose, actions.unsure, actions.not_a_bird)
        actions.rating.use_plain_keys(plain, others)
        actions.unsure.setIconText(self.tr("Unsure") if plain else self.tr("Unsure  U"))
        actions.not_a_bird.setIconText(self.tr("No bird") if plain else self.tr("No bird  X"))
        self._window.species_panel.candidates.show_keys(not plain)
        self._keys.letters_are_commands(frozenset("ptxu") if plain else frozenset())
