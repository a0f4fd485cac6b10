"""What can be done about photos as photos: stars, flags, the best of a burst, a closer look.

The plain number and letter keys belong to the names of birds. Stars and flags have them with Alt
(and Shift, since menus open by Alt and a letter), or alone while the keys are set to rating, which
one key switches: then they are those of Lightroom and Photo Mechanic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from birdeye.domain.rating import MOST_STARS, Flag

_translate = QCoreApplication.translate

NewAction = Callable[..., QAction]
"""(text, icon, *keys), as `Actions` makes them."""


class RatingActions:
    """The actions, which do nothing by themselves."""

    def __init__(self, new: NewAction) -> None:
        texts = (
            _translate("RatingActions", "No &stars"),
            _translate("RatingActions", "&1 star"),
            _translate("RatingActions", "&2 stars"),
            _translate("RatingActions", "&3 stars"),
            _translate("RatingActions", "&4 stars"),
            _translate("RatingActions", "&5 stars"),
        )
        self.stars = tuple(new(texts[n], "", f"Alt+{n}") for n in range(MOST_STARS + 1))
        self.flags = {
            Flag.PICK: new(_translate("RatingActions", "&Pick"), "", "Alt+Shift+P"),
            Flag.REJECT: new(_translate("RatingActions", "&Reject"), "", "Alt+Shift+X"),
            Flag.NONE: new(_translate("RatingActions", "&No flag"), "", "Alt+Shift+U"),
        }
        self.plain_keys = new(
            _translate("RatingActions", "Number and letter &keys give stars and flags"),
            "",
            "F6",
        )
        self.plain_keys.setCheckable(True)
        self.keep_best = new(
            _translate("RatingActions", "Keep the &best of each burst…"), "", "Ctrl+Shift+K"
        )
        self.zoom_bird = new(_translate("RatingActions", "&Zoom to the bird"), "", "Z")
        self.compare = new(_translate("RatingActions", "&Compare side by side…"), "", "F7")
        self._usual = {
            action: list(action.shortcuts()) for action in (*self.stars, *self.flags.values())
        }

    @property
    def about_photos(self) -> tuple[QAction, ...]:
        """Those that make sense only while there are photos."""
        rating = (*self.stars, *self.flags.values())
        return (*rating, self.keep_best, self.zoom_bird, self.compare)

    def use_plain_keys(self, plain: bool, others: Sequence[QAction]) -> None:
        """Give 0 to 5, P, X and U (T as well, which tags in Photo Mechanic) to stars and flags, or
        back to ``others``, which have them otherwise."""
        plain_of: dict[QAction, tuple[str, ...]] = {
            action: (str(number),) for number, action in enumerate(self.stars)
        }
        plain_of |= {
            self.flags[Flag.PICK]: ("P", "T"),
            self.flags[Flag.REJECT]: ("X",),
            self.flags[Flag.NONE]: ("U",),
        }
        taken = {QKeySequence(key) for keys in plain_of.values() for key in keys}
        for action in others:
            usual = self._usual.setdefault(action, list(action.shortcuts()))
            action.setShortcuts([key for key in usual if not plain or key not in taken])
        for action, keys in plain_of.items():
            more = [QKeySequence(key) for key in keys] if plain else []
            action.setShortcuts([*more, *self._usual[action]])
