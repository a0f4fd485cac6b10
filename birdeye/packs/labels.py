"""Reads and writes `labels.csv`: which species each output of a classifier stands for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from birdeye.domain.errors import PackInvalid
from birdeye.domain.species import Species
from birdeye.packs.fields import is_printable
from birdeye.packs.manifest_file import MAX_OUTPUTS
from birdeye.packs.small_file import table_rows, write_small_file

LABELS_NAME = "labels.csv"
MAX_LABELS_BYTES = 8 * 1024 * 1024

NAME_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "en": "english_name",
        "zh": "chinese_name",
        "zh_hant": "traditional_chinese_name",
        "ja": "japanese_name",
        "ko": "korean_name",
        "es": "spanish_name",
        "fr": "french_name",
        "de": "german_name",
        "pt": "portuguese_name",
        "pt_br": "brazilian_portuguese_name",
        "ru": "russian_name",
        "it": "italian_name",
        "nl": "dutch_name",
        "sv": "swedish_name",
        "no": "norwegian_name",
        "da": "danish_name",
        "fi": "finnish_name",
        "pl": "polish_name",
        "cs": "czech_name",
        "hu": "hungarian_name",
        "tr": "turkish_name",
        "uk": "ukrainian_name",
    }
)
"""The column of each language of `birdeye.domain.species.LANGUAGES`."""

_REQUIRED = ("scientific_name", "english_name", "chinese_name", "family")
_KNOWN = frozenset([*_REQUIRED, *NAME_COLUMNS.values(), "claim"])
_MAY_ALSO_BE = "may_also_be"
_NOT_A_BIRD = "not_a_bird"
TRAINING_PHOTOS, ABSENT_CONGENERS = "training_photos", "absent_congeners"
_COUNTS = (TRAINING_PHOTOS, ABSENT_CONGENERS)
_COUNT = re.compile(r"[0-9]{1,9}")
_LONGEST_OTHERS = 2000
SCIENTIFIC_NAME = re.compile(r"[A-Z][a-zë-]+( [a-zë-]+){1,2}")
_LONGEST_CELL = 120
_MOST_PROBLEMS = 10


@dataclass(frozen=True)
class Labels:
    """One entry for each output of the classifier, in the order of its outputs.

    ``species`` is None for an output that is no species (background). The same species may have
    several outputs, such as a wild and a domestic form: their probabilities are to be added.
    ``claimable`` is False if validation cannot vouch for the species, so that it may be listed but
    is never claimed outright. ``not_a_bird`` are the outputs that say that there is no bird.
    ``may_also_be`` has, by scientific name, other species (scientific names) that the outputs of
    one include: taxa that were split after the network was trained. Such a species is claimed only
    if a place rules the others out. ``training_photos`` says how many photos taught each output,
    and ``absent_congeners`` how many species of its genus the pack does not know; they are empty if
    the pack does not say.
    """

    species: tuple[Species | None, ...]
    claimable: tuple[bool, ...]
    not_a_bird: frozenset[int] = frozenset()
    may_also_be: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    training_photos: tuple[int, ...] = ()
    absent_congeners: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.species)

    @cached_property
    def distinct_species(self) -> tuple[Species, ...]:
        """Every species once, in the order of its first output."""
        return tuple(dict.fromkeys(species for species in self.species if species is not None))

    @cached_property
    def species_of_output(self) -> tuple[int, ...]:
        """For each output, the index into ``distinct_species``, or -1 if it is not a species."""
        index = {species: number for number, species in enumerate(self.distinct_species)}
        return tuple(-1 if species is None else index[species] for species in self.species)

    @cached_property
    def never_claimed(self) -> frozenset[Species]:
        """The species that are listed but not claimed outright; one doubtful output is enough."""
        mixed = {each for each in self.distinct_species if each.scientific_name in self.may_also_be}
        return frozenset(self._not_vouched_for | mixed)

    @cached_property
    def claimed_by_place(self) -> frozenset[Species]:
        """Species that are claimed only if the place rules out what they may also be."""
        return self.never_claimed - self._not_vouched_for

    @cached_property
    def _not_vouched_for(self) -> set[Species]:
        rows = zip(self.species, self.claimable, strict=True)
        return {species for species, claimed in rows if species and not claimed}

    @cached_property
    def photos_of_species(self) -> tuple[int, ...]:
        """How many photos taught each of ``distinct_species``; 0 if the pack does not say."""
        counts = [0] * len(self.distinct_species)
        for species, photos in zip(self.species_of_output, self.training_photos, strict=False):
            if species >= 0:
                counts[species] += photos
        return tuple(counts)

    @cached_property
    def absent_of_species(self) -> tuple[int, ...]:
        """How many species of its genus the pack lacks, for each of ``distinct_species``; 0 if it
        does not say."""
        counts = [0] * len(self.distinct_species)
        for species, absent in zip(self.species_of_output, self.absent_congeners, strict=False):
            if species >= 0:
                counts[species] = absent
        return tuple(counts)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages in which at least one species has a name."""
        found = {code for species in self.distinct_species for code in species.common_names}
        return tuple(code for code in NAME_COLUMNS if code in found)


def parse_labels(content: bytes, subject: str) -> Labels:
    """The labels in ``content`` (a whole CSV file); ``subject`` names the pack in errors.

    Raises `PackInvalid` with all problems, and nothing else, whatever the bytes are.
    """
    with table_rows(content, LABELS_NAME, MAX_LABELS_BYTES, subject) as table:
        # Not all of them: millions of empty lines take a hundred times their size as lists.
        rows = list(islice(table, MAX_OUTPUTS + 2))
    if not rows:
        raise PackInvalid(subject, [f"{LABELS_NAME} is empty"])
    header = [name.strip() for name in rows[0]]
    problems = _header_problems(header)
    if len(rows) - 1 > MAX_OUTPUTS:
        problems.append(f"{LABELS_NAME} has more rows than the limit of {MAX_OUTPUTS}")
    if problems:
        raise PackInvalid(subject, problems)
    return _read_rows(header, rows[1:], subject)


def is_labels_table(content: bytes) -> bool:
    """Whether ``content`` begins like a `labels.csv`: with all required columns."""
    first = content.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    return set(_REQUIRED) <= {cell.strip() for cell in first.split(",")}


def _header_problems(header: list[str]) -> list[str]:
    problems = [
        f"{LABELS_NAME} has no column {name}" for name in _REQUIRED if header.count(name) == 0
    ]
    problems += [
        f"{LABELS_NAME} has the column {name} {header.count(name)} times"
        for name in (*_KNOWN, _MAY_ALSO_BE, _NOT_A_BIRD, *_COUNTS)
        if header.count(name) > 1
    ]
    return problems


def _read_rows(header: list[str], rows: list[list[str]], subject: str) -> Labels:
    problems: list[str] = []
    species: list[Species | None] = []
    claimable: list[bool] = []
    not_a_bird: list[int] = []
    may_also_be: dict[str, tuple[str, ...]] = {}
    counts: dict[str, list[int]] = {column: [] for column in _COUNTS if column in header}
    seen: dict[str, Species] = {}
    for line, cells in enumerate(rows, start=2):
        where = f"{LABELS_NAME} row {line}"
        if len(cells) != len(header):
            problems.append(f"{where} has {len(cells)} of the {len(header)} cells of the header")
            continue
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        problems += [
            f"{where} has an unusable {column}: too long, or with control characters"
            for column, cell in row.items()
            if column in _KNOWN and (len(cell) > _LONGEST_CELL or not is_printable(cell))
        ]
        name = row["scientific_name"]
        if name and not SCIENTIFIC_NAME.fullmatch(name):
            problems.append(
                f"{where} has the scientific_name “{name[:40]}”, but it must be a genus and a "
                "species, such as Parus major"
            )
        if row.get("claim", "") not in ("", "yes", "no"):
            problems.append(
                f"{where} has the claim “{row['claim'][:20]}”, but it must be yes or no"
            )
        problems += [f"{where} {problem}" for problem in _problems_of_marks(row)]
        for column, told in counts.items():
            count = row[column] or "0"
            told.append(int(count) if _COUNT.fullmatch(count) else 0)
        if row.get(_NOT_A_BIRD) == "yes":
            not_a_bird.append(line - 2)
        if others := row.get(_MAY_ALSO_BE):
            may_also_be[name] = tuple(others.split("; "))
        species.append(seen.setdefault(name, _species_of(row)) if name else None)
        claimable.append(bool(name) and row.get("claim") != "no")
    if not seen and not problems:
        problems.append(f"{LABELS_NAME} names no species")
    if problems:
        hidden = len(problems) - _MOST_PROBLEMS
        more = [f"{LABELS_NAME} has {hidden} more problems like these"] if hidden > 0 else []
        raise PackInvalid(subject, problems[:_MOST_PROBLEMS] + more)
    return Labels(
        tuple(species),
        tuple(claimable),
        frozenset(not_a_bird),
        MappingProxyType(may_also_be),
        *(tuple(counts.get(column, ())) for column in _COUNTS),
    )


def _problems_of_marks(row: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the columns that say more about an output than its name."""
    if row.get(_NOT_A_BIRD, "") not in ("", "yes"):
        yield f"has the {_NOT_A_BIRD} “{row[_NOT_A_BIRD][:20]}”, but it must be yes or empty"
    elif row.get(_NOT_A_BIRD) and row["scientific_name"]:
        yield f"names a species and says {_NOT_A_BIRD}"
    for column in _COUNTS:
        if not _COUNT.fullmatch(row.get(column) or "0"):
            yield f"has the {column} “{row[column][:20]}”, but it must be a whole number"
    others = row.get(_MAY_ALSO_BE, "")
    if others and (
        len(others) > _LONGEST_OTHERS
        or not row["scientific_name"]
        or not all(SCIENTIFIC_NAME.fullmatch(other) for other in others.split("; "))
    ):
        yield f"has an unusable {_MAY_ALSO_BE}: it must list scientific names, separated by “; ”"


def _species_of(row: Mapping[str, str]) -> Species:
    names = {code: row[column] for code, column in NAME_COLUMNS.items() if row.get(column)}
    return Species(row["scientific_name"], row["family"], MappingProxyType(names))


def write_labels(folder: Path, labels: Labels) -> None:
    """Write ``labels.csv`` into ``folder``, so that `parse_labels` gives the same labels back."""
    used = [(code, NAME_COLUMNS[code]) for code in NAME_COLUMNS]
    used = [(c, column) for c, column in used if c in ("en", "zh") or c in labels.languages]
    marks = [mark for mark in (_MAY_ALSO_BE, _NOT_A_BIRD, *_COUNTS) if getattr(labels, mark)]
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(
        ["scientific_name", *(column for _, column in used[:2]), "family"]
        + [column for _, column in used[2:]]
        + ["claim", *marks]
    )
    rows = zip(labels.species, labels.claimable, strict=True)
    for number, (species, claimable) in enumerate(rows):
        name = "" if species is None else species.scientific_name
        said = {
            _MAY_ALSO_BE: "; ".join(labels.may_also_be.get(name, ())),
            _NOT_A_BIRD: "yes" if number in labels.not_a_bird else "",
            **{
                column: str(each[number]) for column in _COUNTS if (each := getattr(labels, column))
            },
        }
        more = ["yes" if claimable else "no", *(said[mark] for mark in marks)]
        if species is None:
            writer.writerow([""] * (len(used) + 2) + more)
            continue
        names = [species.common_names.get(code, "") for code, _ in used]
        writer.writerow([name, *names[:2], species.family, *names[2:], *more])
    write_small_file(folder, LABELS_NAME, table.getvalue().encode("utf-8"))
