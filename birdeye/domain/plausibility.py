"""Why a species is not expected where and when a photo was taken, as a plain value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """A species is unlikely in ``country_code`` (ISO 3166-1 alpha-2).

    ``month`` (1 to 12) is that of the photo where only the season is wrong, and None where the
    species is not expected in the country at all.
    """

    country_code: str
    month: int | None = None
