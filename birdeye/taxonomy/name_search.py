"""From what a person types, in any language and with slips, to the taxa that are meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz, process

from birdeye.domain.identification import Rank
from birdeye.domain.species import Species
from birdeye.taxonomy.species_table import SpeciesTable

SCIENTIFIC = ""
"""The language of a `NameHit` whose matched name is the scientific one."""

_LEAST_FUZZY_LETTERS = 4
_FUZZY_CUTOFF = 72.0
"""Of 100, by rapidfuzz's ratio: bears two or three slips in a name of ordinary length."""

_FOREIGN = 2
"""How many steps of `_Match` a name in another language is worth less."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A taxon that may be meant.

    ``taxon`` is a scientific name, a genus or a family according to ``rank``; ``species`` is None
    unless the rank is species. ``matched_name`` is the name that was found, in ``language``.
    """

    rank: Rank
    taxon: str
    species: Species | None
    matched_name: str
    language: str


class _Match(IntEnum):
    """How well a name fits what was typed, best first."""

    WHOLE = 0
    LAST_WORDS = 1
    BEGINS = 2
    WORDS_BEGIN = 3
    CONTAINS = 4


class NameSearch:
    """All names of a `SpeciesTable`: scientific ones, older ones, nine languages, genera, families.

    Made once; that and a search are work for a thread of their own in a program with a window.
    """

    def __init__(self, table: SpeciesTable) -> None:
        self._hits = list(_all_names(table))
        self._folded = [fold(hit.matched_name) for hit in self._hits]
        self._table = table

    def search(
        self,
        text: str,
        limit: int = 10,
        language: str = "en",
        favoured: Collection[str] = frozenset(),
    ) -> list[NameHit]:
        """At most ``limit`` taxa, likeliest first, each once; nothing for a blank ``text``.

        Names of ``language`` and scientific ones come before equal ones of other languages; among
        names that fit equally well, the taxa in ``favoured`` (those of a pack, those seen before)
        come first, then shorter names, then taxonomic order.
        """
        query = fold(text)
        if not query or limit <= 0:
            return []
        own = (language, SCIENTIFIC)
        ranked = sorted(
            (
                match + (0 if self._hits[at].language in own else _FOREIGN),
                self._hits[at].taxon not in favoured,
                len(self._folded[at]),
                at,
            )
            for at, match in self._literal_matches(query)
        )
        order = [at for *_, at in ranked]
        if len(order) < limit and len(query) >= _LEAST_FUZZY_LETTERS:
            resembling = process.extract(
                query, self._folded, scorer=fuzz.ratio, limit=4 * limit, score_cutoff=_FUZZY_CUTOFF
            )
            order += [at for _name, _score, at in resembling]
        return self._distinct(order, limit)

    def taxa_matching(self, text: str) -> frozenset[str]:
        """Species, genera and families one of whose names contains ``text``, for a filter.

        A genus or family that matches brings all its species. Everything matches a blank text.
        """
        query = fold(text)
        taxa = {
            hit.taxon
            for hit, folded in zip(self._hits, self._folded, strict=True)
            if query in folded
        }
        for species in self._table.all_species:
            if species.genus in taxa or species.family in taxa:
                taxa.add(species.scientific_name)
        return frozenset(taxa)

    def _literal_matches(self, query: str) -> Iterator[tuple[int, _Match]]:
        words = query.split(" ")
        in_order = re.compile(r"(?:.* )?".join(rf"\b{re.escape(word)}\w*\s?" for word in words))
        for at, name in enumerate(self._folded):
            if query in name:
                if name == query:
                    yield at, _Match.WHOLE
                elif name.endswith(f" {query}"):
                    yield at, _Match.LAST_WORDS
                elif name.startswith(query):
                    yield at, _Match.BEGINS
                elif f" {query}" in name:
                    yield at, _Match.WORDS_BEGIN
                else:
                    yield at, _Match.CONTAINS
            elif len(words) > 1 and all(word in name for word in words) and in_order.search(name):
                yield at, _Match.WORDS_BEGIN

    def _distinct(self, positions: list[int], limit: int) -> list[NameHit]:
        found: dict[tuple[Rank, str], NameHit] = {}
        for at in positions:
            hit = self._hits[at]
            found.setdefault((hit.rank, hit.taxon), hit)
            if len(found) == limit:
                break
        return list(found.values())


def fold(name: str) -> str:
    """``name`` without what people leave out: case, accents, apostrophes, hyphens, extra spaces."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    joined = re.sub(r"['’ʼ`´.]", "", letters)
    return unicodedata.normalize("NFC", " ".join(re.sub(r"[^\w]+", " ", joined).split()))


def _all_names(table: SpeciesTable) -> Iterator[NameHit]:
    for species in table.all_species:
        name = species.scientific_name
        yield NameHit(Rank.SPECIES, name, species, name, SCIENTIFIC)
        for language, common in species.common_names.items():
            yield NameHit(Rank.SPECIES, name, species, common, language)
    for older, current in table.older_names.items():
        yield NameHit(Rank.SPECIES, current, table.species(current), older, SCIENTIFIC)
    for genus in table.genera:
        yield NameHit(Rank.GENUS, genus, None, genus, SCIENTIFIC)
    for family in table.families:
        yield NameHit(Rank.FAMILY, family, None, family, "en")
