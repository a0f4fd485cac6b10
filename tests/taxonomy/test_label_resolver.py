"""Labels of public networks resolve, by the resolver and by an independent list of answers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from birdeye import locations
from birdeye.taxonomy.label_resolver import LabelKind, LabelResolver
from birdeye.taxonomy.species_table import read_species_table

SHARED = Path(__file__).resolve().parents[3] / "shared"
OSEA, INAT = SHARED / "data" / "osea-labels.txt", SHARED / "models" / "inat_bird_labels.txt"
ANSWERS = SHARED / "data" / "names" / "labels_not_exact.csv"

needs_shared = pytest.mark.skipif(not ANSWERS.is_file(), reason="the published labels are not here")


@pytest.fixture(scope="module")
def resolver():
    folder = locations.names_folder()
    return LabelResolver(read_species_table(folder), folder)


def lines(path):
    return path.read_text("utf-8").splitlines()


@needs_shared
def test_labels_of_osea_resolve_but_for_one_extinct_form(resolver):
    found = {label: resolver.resolve(label) for label in lines(OSEA)}
    assert len(found) == 10_964
    lost = [label for label, each in found.items() if each is None or each.species is None]
    assert lost == ["Riccordia elegans"]
    assert sum(bool(each and each.may_also_be) for each in found.values()) == 607


@needs_shared
def test_labels_of_inaturalist_resolve_but_for_hybrids_and_the_background(resolver):
    found = {label: resolver.resolve(label) for label in lines(INAT)}
    assert len(found) == 965
    assert None not in found.values()
    kinds = [each.kind for each in found.values() if each.species is None]
    assert kinds == [LabelKind.NO_SPECIES, LabelKind.NO_SPECIES, LabelKind.NOT_A_BIRD]


@needs_shared
def test_labels_mean_what_a_list_of_answers_says(resolver):
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    other = {}
    for row in rows:
        found = resolver.resolve(row["label"])
        name = found.species.scientific_name if found and found.species else ""
        if name != row["current_name"]:
            other[row["label"].split(" (")[0]] = name
        assert bool(found and found.may_also_be) == ("split since" in row["how"])
    # The list takes the first two words of every subspecies; this one is a species today.
    assert other.pop("Anas platyrhynchos diazi") == "Anas diazi"
    # Tame forms have a name of their own here.
    assert len(rows) > 1400
    assert other == {name: name for name in other}
    assert all("domestic" in name for name in other)


@pytest.mark.parametrize(
    ("label", "is_split"),
    [
        ("Numenius phaeopus (Whimbrel)", True),
        ("Numenius phaeopus Whimbrel", True),
        ("Numenius_phaeopus", True),
        ("Numenius phaeopus hudsonicus", False),
        ("Colaptes auratus auratus (Northern Flicker)", False),
    ],
)
def test_a_subspecies_is_sure_where_its_species_was_split(label, is_split, resolver):
    assert bool(resolver.resolve(label).may_also_be) == is_split


def test_names_that_look_like_a_label_come_best_first(resolver):
    assert resolver.nearest("Parus mayor")[0] == "Parus major"
    assert resolver.nearest("普通翠翠鸟")[0] == "普通翠鸟 (Alcedo atthis)"
    assert resolver.nearest("") == ()


@pytest.mark.parametrize(
    "label", ["(", "_", "×", "\x00", "a" * 10_000, ";;;;", "n", "1", "-", "’s"]
)
def test_nonsense_means_nothing_and_breaks_nothing(resolver, label):
    found = resolver.resolve(label)
    assert found is None or found.species is None
