"""From what the user types, in any language and with typing errors, to the taxa meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import accumulate

from rapidfuzz import fuzz, process

from birdeye.domain.identification import Rank
from birdeye.domain.species import LANGUAGES, Species
from birdeye.taxonomy.folding import fold, fold_lines
from birdeye.taxonomy.name_columns import CHINESE_OTHER, ENGLISH_OTHER, PINYIN, pinyin_spellings
from birdeye.taxonomy.species_table import SpeciesTable

SCIENTIFIC = ""
"""The language of a `NameHit` whose matched name is the scientific one."""

_LEAST_FUZZY_LETTERS = 4
_FUZZY_CUTOFF = 72.0
"""From 0 to 100, by rapidfuzz's ratio: allows two or three errors in a name of ordinary length."""

_LEAST_INNER_LETTERS = 3
"""Fewer letters of an alphabet are only searched at the beginning of words."""

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
    """How well a name matches what was typed, best first."""

    WHOLE = 0
    LAST_WORDS = 1
    BEGINS = 2
    WORDS_BEGIN = 3
    CONTAINS = 4


class NameSearch:
    """All names of a `SpeciesTable`: of every language, older ones, pinyin, genera, families.

    Made once; in a program with a window, that and searching are work for another thread.
    """

    def __init__(self, table: SpeciesTable) -> None:
        self._table = table
        self._lists = [names for names in _all_lists(table) if names.shown]

    def search(
        self,
        text: str,
        limit: int = 10,
        language: str = "en",
        favoured: Collection[str] = frozenset(),
        likely: Collection[str] = frozenset(),
    ) -> list[NameHit]:
        """At most ``limit`` taxa, likeliest first, each once; nothing for a blank ``text``.

        Names of ``language`` and scientific ones come before equal ones of other languages; among
        names that fit equally well, the taxa in ``likely`` (those that the bird looks like) come
        first, then those in ``favoured`` (those of a pack), then shorter names, then taxonomic
        order.
        """
        query = fold(text)
        if not query or limit <= 0:
            return []
        own = (language, SCIENTIFIC)
        ranked = sorted(
            (
                match + (0 if names.language in own else _FOREIGN),
                names.taxa[row][1] not in likely,
                names.taxa[row][1] not in favoured,
                length,
                number,
                row,
            )
            for number, names in enumerate(self._lists)
            if names.language in own or len(query) >= _LEAST_INNER_LETTERS or not query.isascii()
            for row, match, length in names.matches(query)
        )
        found: dict[tuple[Rank, str], NameHit] = {}
        for *_, number, row in ranked:
            self._add(found, self._lists[number], row)
            if len(found) == limit:
                return list(found.values())
        if len(query) >= _LEAST_FUZZY_LETTERS:
            for names, row in self._resembling(query, own, 4 * limit):
                self._add(found, names, row)
                if len(found) == limit:
                    break
        return list(found.values())

    def taxa_matching(self, text: str, language: str = "en") -> frozenset[str]:
        """Species, genera and families one of whose names contains ``text``, for a filter.

        Initials, as those of pinyin, must begin with it, and count in their own language alone.
        A genus or family that matches brings all its species. Everything matches a blank text.
        """
        query = fold(text)
        taxa = {
            names.taxa[row][1]
            for names in self._lists
            if names.may_be_contained or names.language == language.partition("_")[0]
            for row in names.rows_with(query)
        }
        for species in self._table.all_species:
            if species.genus in taxa or species.family in taxa:
                taxa.add(species.scientific_name)
        return frozenset(taxa)

    def _resembling(
        self, query: str, own: tuple[str, str], limit: int
    ) -> Iterator[tuple[_NameList, int]]:
        """Names similar to ``query``: in the languages in use, else in any."""
        used = [names for names in self._lists if names.language in (*own, "en")]
        for lists in (used, [names for names in self._lists if names not in used]):
            near = []
            for number, names in enumerate(lists):
                hits = process.extract(
                    query,
                    names.folded_names,
                    scorer=fuzz.ratio,
                    limit=limit,
                    score_cutoff=_FUZZY_CUTOFF,
                )
                near += [(-score, number, row) for _name, score, row in hits]
            yield from ((lists[number], row) for _score, number, row in sorted(near))
            if near:
                return

    def _add(self, found: dict[tuple[Rank, str], NameHit], names: _NameList, row: int) -> None:
        rank, taxon = names.taxa[row]
        if (rank, taxon) not in found:
            species = self._table.species(taxon) if rank is Rank.SPECIES else None
            found[rank, taxon] = NameHit(rank, taxon, species, names.shown[row], names.language)


class _NameList:
    """Names of one language, searched as one text with a name on each line.

    ``folded`` is that text, ``shown`` are the names as written, ``taxa`` what each means.
    """

    def __init__(
        self,
        language: str,
        shown: Sequence[str],
        taxa: Sequence[tuple[Rank, str]],
        folded: str | None = None,
        may_be_contained: bool = True,
    ) -> None:
        self.language = language
        self.shown = shown
        self.taxa = taxa
        self.may_be_contained = may_be_contained
        self._folded = folded

    @cached_property
    def _text(self) -> str:
        """The folded names with a line break before and after each."""
        folded = fold_lines("\n".join(self.shown)) if self._folded is None else self._folded
        return f"\n{folded}\n"

    @cached_property
    def folded_names(self) -> list[str]:
        """The lines of the text."""
        return self._text[1:-1].split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins in the text."""
        return list(accumulate((len(name) + 1 for name in self.folded_names), initial=1))

    def matches(self, query: str) -> Iterator[tuple[int, _Match, int]]:
        """(row, how well, length of the name) of each name with ``query`` in it."""
        words = query.split(" ")
        inner = self.may_be_contained and (
            len(query) >= _LEAST_INNER_LETTERS or not query.isascii()
        )
        for row, name in self._lines_with(query):
            if name == query:
                match = _Match.WHOLE
            elif name.startswith(query):
                match = _Match.BEGINS
                if name.endswith(f" {query}"):
                    match = _Match.LAST_WORDS
            elif not self.may_be_contained:
                continue
            elif name.endswith(f" {query}"):
                match = _Match.LAST_WORDS
            elif f" {query}" in name:
                match = _Match.WORDS_BEGIN
            elif inner:
                match = _Match.CONTAINS
            else:
                continue
            yield row, match, len(name)
        if len(words) > 1:
            in_order = re.compile(r"(?:.* )?".join(rf"\b{re.escape(word)}\w*\s?" for word in words))
            for row, name in self._lines_with(max(words, key=len)):
                if query not in name and in_order.search(name):
                    yield row, _Match.WORDS_BEGIN, len(name)

    def rows_with(self, query: str) -> Iterator[int]:
        """The rows of names that contain ``query``, or begin with it where parts mean nothing."""
        if not query:
            return iter(range(len(self.shown)))
        return (
            row
            for row, name in self._lines_with(query)
            if self.may_be_contained or name.startswith(query)
        )

    def _lines_with(self, wanted: str) -> Iterator[tuple[int, str]]:
        """Row and folded name of each line that contains ``wanted``."""
        text, starts = self._text, self._starts
        place = text.find(wanted)
        while place >= 0:
            row = bisect_right(starts, place) - 1
            end = text.index("\n", place)
            yield row, text[starts[row] : end]
            place = text.find(wanted, end)


def _all_lists(table: SpeciesTable) -> Iterator[_NameList]:
    species = [(Rank.SPECIES, each.scientific_name) for each in table.all_species]
    yield _NameList(SCIENTIFIC, [name for _rank, name in species], species)
    older = [(Rank.SPECIES, current) for current in table.older_names.values()]
    yield _NameList(SCIENTIFIC, list(table.older_names), older)
    for names, rank in ((table.genera, Rank.GENUS), (table.families, Rank.FAMILY)):
        language = SCIENTIFIC if rank is Rank.GENUS else "en"
        yield _NameList(language, names, [(rank, name) for name in names])
    families = [(Rank.FAMILY, family) for family in table.families if family in table.higher_taxa]
    yield _NameList(
        SCIENTIFIC, [table.higher_taxa[family].family for _rank, family in families], families
    )
    yield _NameList("zh", [table.family_name(family, "zh") for _rank, family in families], families)
    for code in LANGUAGES:
        yield _listed(code, table.names_in(code), species)
        tame = [form for form in table.tame_forms if form.common_names.get(code)]
        yield _NameList(
            code,
            [form.common_names[code] for form in tame],
            [(Rank.SPECIES, form.scientific_name) for form in tame],
        )
    if table.columns is not None:
        yield _listed("en", table.columns[ENGLISH_OTHER], species)
        yield _listed("zh", table.columns[CHINESE_OTHER], species)
        yield from _pinyin(table.columns[PINYIN], table.names_in("zh"), species)
    for code, former in table.former_names.items():
        yield _NameList(
            code,
            [name for name, _species in former],
            [(Rank.SPECIES, scientific) for _name, scientific in former],
        )


def _listed(language: str, cells: Sequence[str], taxa: Sequence[tuple[Rank, str]]) -> _NameList:
    """The names in cells with several, one or none."""
    rows = [
        (name, taxa[row]) for row, cell in enumerate(cells) if cell for name in cell.split("; ")
    ]
    return _NameList(language, [name for name, _taxon in rows], [taxon for _name, taxon in rows])


def _pinyin(
    cells: Sequence[str], names: Sequence[str], taxa: Sequence[tuple[Rank, str]]
) -> Iterator[_NameList]:
    """Chinese names by pronunciation: with blanks, without, and by first letters alone."""
    rows = [row for row, cell in enumerate(cells) if cell]
    shown, meant = [names[row] for row in rows], [taxa[row] for row in rows]
    text = "\n".join(cells[row] for row in rows)
    spaced, together, initials = pinyin_spellings(text)
    yield _NameList("zh", shown, meant, spaced)
    yield _NameList("zh", shown, meant, together)
    yield _NameList("zh", shown, meant, initials, may_be_contained=False)
