"""The label space: what each output of the classifier means, and what the teacher's outputs mean.

The teacher knows forms below the species, hybrids and names that have changed since. Forms are
folded into their species, hybrids are left out, and every name becomes the current one.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .photos import Photo
from .places import RECIPE, Places, replacing

LABELS_FILE = RECIPE / "labels.csv"
TEACHER_LABELS = "inat_bird_labels.txt"
LEAST_PHOTOS = 20

# Taxa that were merged into another species, or raised to one, since the teacher's names were
# given, and that neither the older name nor the English name leads to.
MOVED = {
    "Empidonax occidentalis": "Empidonax difficilis",
    "Larus thayeri": "Larus glaucoides",
    "Bubulcus ibis": "Ardea ibis",
    "Chroicocephalus scopulinus": "Chroicocephalus novaehollandiae",
    "Corvus caurinus": "Corvus brachyrhynchos",
    "Circus cyaneus hudsonius": "Circus hudsonius",
}


@dataclass(frozen=True)
class LabelSpace:
    """Species by output index; the output after the last species means "not a bird"."""

    species: tuple[str, ...]
    taught: int
    """The first `taught` species are among the teacher's; the rest are learned from names only."""

    @property
    def not_a_bird(self) -> int:
        """Index of the last output."""
        return len(self.species)

    @property
    def outputs(self) -> int:
        """Number of outputs of the network."""
        return len(self.species) + 1

    def index(self) -> dict[str, int]:
        """Output index by scientific name."""
        return {name: i for i, name in enumerate(self.species)}


def read_species_table(places: Places) -> list[dict[str, str]]:
    """The rows of the table of species."""
    with places.species_table.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def current_name(label: str, table: list[dict[str, str]]) -> str | None:
    """The current species of a teacher's label "Latin (English)"; None for hybrids and background.

    Tried in turn: a list of moves, the name as it is, as an older name, the English name, the
    first two words of the Latin name. Raises ValueError when none leads to a species.
    """
    match = re.fullmatch(r"(.+?) \((.+)\)", label)
    if match is None or "×" in label or r"\xd7" in label:
        return None
    latin, english = match.groups()
    species = " ".join(latin.split()[:2])
    current = {row["scientific_name"] for row in table}
    older = {row["older_scientific_name"]: row["scientific_name"] for row in table}
    by_english = {_plain(row["english_name"]): row["scientific_name"] for row in table}
    for found in (
        MOVED.get(latin),
        latin if latin in current else older.get(latin),
        by_english.get(_plain(english)),
        species if species in current else older.get(species),
    ):
        if found in current:
            return found
    raise ValueError(f"The teacher's label {label!r} leads to no species of the table.")


def _plain(english: str) -> str:
    return english.lower().replace("gray", "grey")


def teacher_labels(places: Places) -> list[str]:
    """The teacher's labels in the order of its outputs."""
    text = (places.teachers / TEACHER_LABELS).read_text(encoding="utf-8")
    return text.splitlines()


def build_label_space(places: Places, photos: list[Photo]) -> LabelSpace:
    """The teacher's species in its order, then every other with enough of `photos`, by name."""
    table = read_species_table(places)
    names = (current_name(label, table) for label in teacher_labels(places))
    taught = tuple(dict.fromkeys(filter(None, names)))
    counts = Counter(photo.species for photo in photos if photo.species)
    further = sorted(n for n, k in counts.items() if k >= LEAST_PHOTOS and n not in taught)
    return LabelSpace(taught + tuple(further), len(taught))


def teacher_to_ours(places: Places, space: LabelSpace) -> np.ndarray:
    """Int64 (965,): our output for each of the teacher's, -1 where it has none."""
    table, index = read_species_table(places), space.index()
    ours = []
    for label in teacher_labels(places):
        name = current_name(label, table)
        ours.append(space.not_a_bird if label == "background" else index.get(name or "", -1))
    return np.array(ours, np.int64)


def write_label_space(space: LabelSpace, path: Path = LABELS_FILE) -> None:
    """Write the committed list: output index order, with who taught the species."""
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["scientific_name", "taught_by"])
        for i, name in enumerate(space.species):
            table.writerow([name, "teacher" if i < space.taught else "names"])


def read_label_space(path: Path = LABELS_FILE) -> LabelSpace:
    """Read the committed list."""
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    taught = sum(row["taught_by"] == "teacher" for row in rows)
    return LabelSpace(tuple(row["scientific_name"] for row in rows), taught)
