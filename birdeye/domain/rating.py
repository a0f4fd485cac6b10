"""Stars and flags: how good a photo is as a photo, whatever bird it shows."""

from __future__ import annotations

from enum import Enum

MOST_STARS = 5
"""Ratings go from 0 stars, which means none, to this many."""


class Flag(Enum):
    """Whether a photo is one to keep; the value is what is stored and exported."""

    NONE = "none"
    PICK = "pick"
    REJECT = "reject"
