"""Which species are expected where and when a photo was taken, as plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """A species is unlikely in ``country_code`` (ISO 3166-1 alpha-2, empty for a wider region).

    ``month`` (1 to 12) is that of the photo where only the season is wrong, and None where the
    species is not expected in the country at all.
    """

    country_code: str
    month: int | None = None


@dataclass(frozen=True, repr=False)
class PlaceSettings:
    """``used`` turns all of it off; ``region`` are ISO 3166-1 alpha-2 codes of countries, none for
    anywhere; ``always_expected`` are scientific names."""

    used: bool = True
    region: frozenset[str] = frozenset()
    always_expected: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        """The same for equal settings in every process, as runs are compared by it."""
        region, always = sorted(self.region), sorted(self.always_expected)
        return f"PlaceSettings({self.used}, {region}, {always})"


WORLDWIDE = PlaceSettings()
"""Of a user who said nothing: the position of a photo counts, and photos without one are from
anywhere."""
