"""Results to read in a terminal: a photo, its birds, and what each may be.

Species that are not expected where and when the photo was taken are marked, and listed last.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TextIO

from birdeye.cli.display import columns_of, padded
from birdeye.domain.confidence import confidence_of, percent
from birdeye.domain.identification import Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.terminal_text import printable

_LEAST_SHOWN = 0.005
"""Species below this would be shown as 0 %."""


class TableWriter:
    """Writes one photo at a time; ``language`` is the ISO 639-1 code of the common names, and
    ``family_name`` tells what a family is called in a language."""

    def __init__(
        self, stream: TextIO, language: str, family_name: Callable[[str, str], str]
    ) -> None:
        self._stream = stream
        self._language = language
        self._family_name = family_name

    def write(self, result: PhotoResult) -> None:
        """Add one photo."""
        lines = [str(result.path)]
        if result.error is not None:
            lines.append(f"  {result.error}")
        elif not result.birds:
            lines.append("  no bird found")
        if not result.metadata.is_whole:
            lines.insert(1, f"  {_what_is_missing(result.metadata.rows_share)}")
        rows = [row for bird in result.birds for row in self._rows(bird)]
        names = max((columns_of(name) for name, _ in rows), default=0)
        lines += [f"{padded(name, names)}  {rest}".rstrip() for name, rest in rows]
        self._stream.write("".join(f"{printable(line)}\n" for line in lines))
        self._stream.flush()

    def _rows(self, bird: Bird) -> list[tuple[str, str]]:
        """(name, probability) of the claim and, further in, of the species it was chosen from."""
        claim = bird.claim
        candidates = [each for each in bird.candidates if each.probability >= _LEAST_SHOWN]
        marked = mark(bird.is_expected(claim.rank, claim.taxon) is False)
        if claim.rank is Rank.SPECIES:
            # In a burst, other photos may have named it: this one may list another species first.
            named = [each for each in bird.candidates if each.is_of(claim.rank, claim.taxon)]
            claimed = self._name(named[0]) if named else claim.taxon
            candidates = [each for each in candidates if each not in named]
        elif claim.rank is Rank.NONE:
            claimed = "not sure"
        else:
            claimed = self._wider_name(claim)
        rows = [(f"  {claimed}", "")]
        if claim.rank is not Rank.NONE:
            word = confidence_of(claim.probability).value
            rows = [(f"  {claimed}", f"{_percent(claim.probability)}  {word}{marked}")]
        rows += [
            (f"    {self._name(each)}", f"{_percent(each.probability)}{mark(each.is_unexpected)}")
            for each in sorted(candidates, key=lambda candidate: candidate.is_unexpected)
        ]
        return rows

    def _wider_name(self, claim: Claim) -> str:
        """The name of a genus or family; those of families in Chinese say that they are."""
        is_family = claim.rank is Rank.FAMILY
        name = self._family_name(claim.taxon, self._language) if is_family else claim.taxon
        return name if name.endswith("科") else f"{name} ({claim.rank.value})"

    def _name(self, candidate: Candidate) -> str:
        species = candidate.species
        common = species.common_name(self._language)
        if common == species.scientific_name:
            return common
        return f"{common} · {species.scientific_name}"


def mark(is_unexpected: bool) -> str:
    """What stands behind a name that place or date speak against."""
    return "  not expected there" if is_unexpected else ""


def _what_is_missing(rows_share: float) -> str:
    if rows_share == 0:
        return "parts of it are damaged or missing"
    return f"it is truncated: only {math.floor(100 * rows_share)}% of its rows can be read"


def _percent(probability: float) -> str:
    return f"{percent(probability):>4}"
