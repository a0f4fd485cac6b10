"""Makes assets/names from tables of facts: ``python packaging/name_tables.py FOLDER``.

FOLDER contains species.csv, older_names.csv, presplit_names.csv and occurrence.csv with one row per
species or name. The result is what the program reads: the names of each language in a separate
file, one per line in the order of species.csv, so that a language is read when first needed. The
same facts always give the same bytes. everyday_names.csv and tame_forms.csv are written by hand and
left unchanged.
"""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from birdeye.domain.species import LANGUAGES

TARGET = Path(__file__).resolve().parents[1] / "assets" / "names"

SPECIES_COLUMNS = (
    "scientific_name",
    "english_name",
    "english_other",
    "family",
    "ebird_code",
    "extinct",
)
OCCURRENCE_COLUMNS = ("scientific_name", "native", "introduced", "south", "north", "at_sea")
SEDENTARY = "1"
SEABIRDS = frozenset(
    (
        "Spheniscidae",
        "Diomedeidae",
        "Oceanitidae",
        "Hydrobatidae",
        "Procellariidae",
        "Phaethontidae",
        "Fregatidae",
        "Sulidae",
        "Phalacrocoracidae",
        "Pelecanidae",
        "Stercorariidae",
        "Alcidae",
        "Laridae",
    )
)
"""Families whose birds are seen from ships, far from the countries that list them."""

FAMILY_COLUMNS = ("family", "family_english", "order")

Row = dict[str, str]


def main() -> None:
    """Write every table."""
    source = Path(sys.argv[1])
    species = _rows(source / "species.csv")
    _write_table("species.csv", SPECIES_COLUMNS, ([r[c] for c in SPECIES_COLUMNS] for r in species))
    families = dict.fromkeys(tuple(row[c] for c in FAMILY_COLUMNS) for row in species)
    _write_table("families.csv", FAMILY_COLUMNS, families)
    for code in LANGUAGES:
        if code != "en":
            _write_lines(f"{code}.txt", (_name(row, code) for row in species))
    _write_lines("zh_other.txt", (row["zh_other"] for row in species))
    _write_lines("pinyin.txt", (row["zh_pinyin"] for row in species))
    older = _rows(source / "older_names.csv")
    columns = ("older_name", "current_name", "kind")
    _write_table("older_names.csv", columns, ([row[c] for c in columns] for row in older))
    former = _rows(source / "presplit_names.csv")
    columns = ("scientific_name", "language", "name_before_the_split")
    _write_table(
        "former_names.csv",
        ("scientific_name", "language", "name"),
        ([row[c] for c in columns] for row in former if row["language"] in LANGUAGES),
    )
    family_of = {row["scientific_name"]: row["family"] for row in species}
    _write_table(
        "../occurrence.csv",
        OCCURRENCE_COLUMNS,
        (
            _occurrence(row, family_of[row["scientific_name"]])
            for row in _rows(source / "occurrence.csv")
        ),
    )


def _occurrence(row: Row, family: str) -> tuple[str, ...]:
    """Limits of latitude are those of the breeding range, and apply to residents only."""
    south, north = "", ""
    if row["migration"] == SEDENTARY and row["min_latitude"] and family not in SEABIRDS:
        south = str(math.floor(float(row["min_latitude"])))
        north = str(math.ceil(float(row["max_latitude"])))
    at_sea = "yes" if family in SEABIRDS else ""
    return (
        row["scientific_name"],
        row["native_countries"],
        row["introduced_countries"],
        south,
        north,
        at_sea,
    )


def _name(row: Row, code: str) -> str:
    """The name in a language; Brazil's own if it has one, else that of Portugal."""
    return row[code] or (row["pt"] if code == "pt_br" else "")


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write_table(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _write_lines(name: str, lines: Iterable[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    (TARGET / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
