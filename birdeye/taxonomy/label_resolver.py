"""Decides which species a class label means, for packs, converters and imports.

A scientific name, current or older, takes precedence over a common name; English names over those
of other languages, and current names over older ones. A name that covers several of today's
species, because it was split or never exact, resolves to one of them and lists the others.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz, process

from birdeye.domain.species import LANGUAGES, Species
from birdeye.taxonomy.folding import fold, fold_lines
from birdeye.taxonomy.label_text import LabelText, take_apart
from birdeye.taxonomy.name_columns import CHINESE_OTHER, ENGLISH_OTHER
from birdeye.taxonomy.species_table import SpeciesTable

_SOME_BIRD_WORDS = frozenset(
    ("bird", "birds", "aves", "other", "others", "unknown", "unknown bird", "other bird", "")
)
_LATIN = re.compile(r"[A-Za-zë-]+ [A-Za-zë-]+(?: [a-zë-]+)?")
"""Two or three words; a third one that is capital is an author or another name."""

_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b|(?<=s)['’](?=\s|$)")
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe"})
"""Accents as written in the names of files and classes."""

_NEAREST_CUTOFF = 55.0
"""From 0 to 100, by rapidfuzz: below this, names have nothing to do with each other."""


class LabelKind(Enum):
    """What an output with that label says."""

    SPECIES = "species"
    NO_SPECIES = "no species"
    """A bird, or possible bird, that is not a single species: a hybrid, a genus, "other"."""
    NOT_A_BIRD = "not a bird"


@dataclass(frozen=True, slots=True)
class ResolvedLabel:
    """``species`` is None unless the kind is species; ``may_also_be`` are others."""

    kind: LabelKind
    species: Species | None = None
    may_also_be: tuple[Species, ...] = ()


_NO_SPECIES = ResolvedLabel(LabelKind.NO_SPECIES)
_NOT_A_BIRD = ResolvedLabel(LabelKind.NOT_A_BIRD)


class LabelResolver:
    """Resolves labels by a `SpeciesTable`; ``folder`` holds its files (``assets/names``).

    The names of all languages are indexed when a common name is first looked up, which takes some
    tenths of a second: in a program with a window, work for another thread.
    """

    def __init__(self, table: SpeciesTable, folder: Path) -> None:
        self.table = table
        self._folder = folder

    def resolve(self, label: str | Sequence[str]) -> ResolvedLabel | None:
        """What the label means; None if the table does not have the name.

        A sequence contains several names of one class, such as (Chinese, English, scientific).
        """
        cells = [label] if isinstance(label, str) else [cell for cell in label if cell.strip()]
        texts = [take_apart(cell) for cell in cells]
        if not cells or all(cell.strip().casefold() in _SOME_BIRD_WORDS for cell in cells):
            return _NO_SPECIES
        names = [name for text in texts for name in text.names]
        is_mixed = any(text.is_mixed for text in texts)
        found = None if is_mixed else self._scientific(names)
        if found is None and any(text.is_bird is False for text in texts):
            return _NOT_A_BIRD
        if found is None and not is_mixed:
            found = self._synset(texts) or self._common(names)
        if found is not None:
            return found
        if is_mixed or any(text.is_bird for text in texts) or self._is_higher_taxon(names):
            return _NO_SPECIES
        if any(fold(name) in self._no_bird_words for name in names):
            return _NOT_A_BIRD
        return None

    def resolve_imagenet(self, labels: Sequence[str | Sequence[str]]) -> list[ResolvedLabel] | None:
        """All labels, if they are ImageNet's thousand in order, optionally after one for the
        background; else None.
        """
        first = len(labels) - 1000
        if first not in (0, 1):
            return None
        words = [fold(_text(labels[first + at])) for at in (0, 9, 999)]
        known = ("tench", "ostrich", "toilet tissue")
        if not all(name in word for name, word in zip(known, words, strict=True)):
            return None
        resolved = [_NOT_A_BIRD] * len(labels)
        for row in self._imagenet:
            resolved[first + int(row["output"])] = self._of_synset(row)
        return resolved

    def nearest(self, label: str | Sequence[str], limit: int = 3) -> tuple[str, ...]:
        """The names of the table that look most like the label, best first; perhaps none."""
        text = take_apart(_text(label))
        query = fold(text.names[0]) if text.names else ""
        known = self._latin_script if query.isascii() else self._any_script
        hits = process.extract(
            query, known, scorer=fuzz.ratio, limit=limit, score_cutoff=_NEAREST_CUTOFF
        )
        return tuple(self._shown_by_folded[name] for name, _score, _at in hits)

    def _scientific(self, names: Iterable[str]) -> ResolvedLabel | None:
        for name in names:
            if not _LATIN.fullmatch(name):
                continue
            wanted = name[:1].upper() + name[1:].lower()
            species = self.table.find(wanted)
            if species is not None:
                return self._resolved(species, self.table.may_also_be(wanted))
        return None

    def _common(self, names: Iterable[str]) -> ResolvedLabel | None:
        english, foreign, past = self._by_key
        for name in names:
            key = _key(name)
            if found := english.get(key):
                return self._several(found, key)
            if key in self._everyday:
                scientific_name, is_sure = self._everyday[key]
                species = self.table.species(scientific_name)
                return self._resolved(species, () if is_sure else self._called_so(name))
            if found := foreign.get(key):
                return self._several(found, key)
            if found := past.get(key):
                return self._several(found, key, self.table.split_off(found[0]))
        return None

    def _several(
        self, found: Sequence[str], key: str, others: Iterable[Species] = ()
    ) -> ResolvedLabel:
        """The first species with a name, and all others that it may mean."""
        species = [self.table.species(name) for name in (*found, *self._former.get(key, ()))]
        return self._resolved(species[0], (*species[1:], *others))

    def _synset(self, texts: Iterable[LabelText]) -> ResolvedLabel | None:
        for text in texts:
            for row in self._imagenet:
                if row["wordnet_id"] == text.wordnet_id:
                    return self._of_synset(row)
        return None

    def _of_synset(self, row: Mapping[str, str]) -> ResolvedLabel:
        if not row["scientific_name"]:
            found = self._common([row["name"]])
            return _NO_SPECIES if found is None else found
        return self._scientific([row["scientific_name"]]) or _NO_SPECIES

    def _resolved(self, species: Species, others: Iterable[Species]) -> ResolvedLabel:
        others = tuple(each for each in dict.fromkeys(others) if each != species)
        return ResolvedLabel(LabelKind.SPECIES, species, others)

    def _is_higher_taxon(self, names: Iterable[str]) -> bool:
        return any(fold(name) in self._higher_taxa for name in names)

    def _called_so(self, name: str) -> list[Species]:
        """All species whose English name ends in ``name``."""
        ending = f" {fold(name)}"
        folded = _folded(self.table.names_in("en"))
        return [
            species
            for species, full in zip(self.table.all_species, folded, strict=True)
            if full.endswith(ending)
        ]

    @cached_property
    def _by_key(self) -> tuple[Mapping[str, list[str]], ...]:
        """Scientific names by key of a common name: English, other languages, no longer used."""
        table = self.table
        english: dict[str, list[str]] = {}
        foreign: dict[str, list[str]] = {}
        past: dict[str, list[str]] = {}
        scientific = [species.scientific_name for species in table.all_species]
        for code in LANGUAGES:
            _gather(english if code == "en" else foreign, table.names_in(code), scientific)
            tame = [form for form in table.tame_forms if form.common_names.get(code)]
            _gather(
                english if code == "en" else foreign,
                [form.common_names[code] for form in tame],
                [form.scientific_name for form in tame],
            )
        for code in (ENGLISH_OTHER, CHINESE_OTHER) if table.columns is not None else ():
            pairs = zip(table.names_in(code), scientific, strict=True)
            each = [(name, species) for cell, species in pairs for name in cell.split("; ")]
            _gather(past, [name for name, _species in each], [species for _name, species in each])
        return english, foreign, past

    @cached_property
    def _former(self) -> Mapping[str, list[str]]:
        """Species that were split off, by key of what they were called as a part of another."""
        found: dict[str, list[str]] = {}
        for former in self.table.former_names.values():
            _gather(found, [name for name, _ in former], [species for _, species in former])
        return found

    @cached_property
    def _everyday(self) -> Mapping[str, tuple[str, bool]]:
        return {
            _key(row["name"]): (row["scientific_name"], row["sure"] == "yes")
            for row in _rows(self._folder / "everyday_names.csv")
        }

    @cached_property
    def _no_bird_words(self) -> frozenset[str]:
        text = (self._folder / "not_birds.txt").read_text(encoding="utf-8")
        return frozenset(fold_lines(text).split("\n"))

    @cached_property
    def _imagenet(self) -> list[dict[str, str]]:
        return _rows(self._folder / "imagenet_birds.csv")

    @cached_property
    def _higher_taxa(self) -> frozenset[str]:
        """Genera, families, orders, and kinds such as "owl", as names are folded."""
        table = self.table
        taxa = [*table.genera, *table.families]
        for each in table.higher_taxa.values():
            taxa += (each.family, each.order)
        kinds = {name.rpartition(" ")[2] for name in _folded(table.names_in("en"))}
        return frozenset([*_folded(taxa), *kinds, *(f"{kind}s" for kind in kinds)])

    @cached_property
    def _shown_by_folded(self) -> Mapping[str, str]:
        """How each name is suggested to someone who wrote a similar one, by its folded form."""
        table = self.table
        scientific = [species.scientific_name for species in table.all_species]
        shown: dict[str, str] = {}
        for code in reversed(tuple(LANGUAGES)):
            names = table.names_in(code)
            for folded, name, species in zip(_folded(names), names, scientific, strict=True):
                shown[folded] = f"{name} ({species})"
        older = table.older_names
        shown |= {
            folded: f"{name} ({older[name]})"
            for folded, name in zip(_folded(list(older)), older, strict=True)
        }
        shown |= dict(zip(_folded(scientific), scientific, strict=True))
        shown.pop("", None)
        return shown

    @cached_property
    def _latin_script(self) -> list[str]:
        return [name for name in self._shown_by_folded if name.isascii()]

    @cached_property
    def _any_script(self) -> list[str]:
        return list(self._shown_by_folded)


def _gather(found: dict[str, list[str]], names: Sequence[str], species: Sequence[str]) -> None:
    """Adds each of ``species`` under the keys of its name."""
    spaceless = [name.replace(" ", "") for name in _folded(names)]
    for at, key in enumerate(spaceless):
        keys = [key.replace("grey", "gray")]
        if _POSSESSIVE.search(names[at]):  # Brewer Blackbird, as many data sets write it
            keys.append(_key(_POSSESSIVE.sub("", names[at])))
        if names[at] != (spelled_out := names[at].casefold().translate(_SPELLED_OUT)):
            keys.append(_key(spelled_out))
        for key in keys:
            listed = found.setdefault(key, []) if key else []
            if species[at] not in listed:
                listed.append(species[at])


def _folded(names: Sequence[str]) -> list[str]:
    return fold_lines("\n".join(names)).strip(" ").split("\n") if names else []


def _key(name: str) -> str:
    """The key of a common name: without spaces, because hyphenation varies."""
    return fold(name).replace(" ", "").replace("grey", "gray")


def _text(label: str | Sequence[str]) -> str:
    return label if isinstance(label, str) else " / ".join(label)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
