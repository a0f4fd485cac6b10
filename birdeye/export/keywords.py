"""The keywords for the birds of a photo, for sidecars and for photos themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from birdeye.export.choice import Choice, Sighting
from birdeye.export.plain_text import one_line
from birdeye.export.xmp_keywords import Keywords

_ROOT = "Birds"
_UNCONFIRMED = "Unconfirmed"
_SEPARATOR = "|"


def keywords_of(choice: Choice) -> Keywords:
    """Flat: common and scientific name; hierarchical: Birds|Family|Species.

    What the user did not confirm is marked in both: it must never pass for a fact.
    """
    flat = (word for sighting in choice.sightings for word in _flat(sighting))
    paths = (_SEPARATOR.join(_levels(sighting)) for sighting in choice.sightings)
    return Keywords(_distinct(flat), _distinct(paths))


def _flat(sighting: Sighting) -> Iterator[str]:
    mark = "" if sighting.is_confirmed else f" ({_UNCONFIRMED.lower()})"
    for name in (sighting.name, sighting.taxon):
        yield f"{_word(name)}{mark}"


def _levels(sighting: Sighting) -> list[str]:
    levels = [_ROOT] if sighting.is_confirmed else [_ROOT, _UNCONFIRMED]
    family, name = _word(sighting.family), _word(sighting.name)
    return [*levels, *([family] if family and family != name else []), name]


def _word(name: str) -> str:
    """A name as a keyword, without the separator of the levels of a hierarchy."""
    return one_line(name.replace(_SEPARATOR, "/"))


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
