from __future__ import annotations

import re

import pytest

from models.training.labels import current_name, read_label_space

TABLE = [
    {"scientific_name": s, "older_scientific_name": o, "english_name": e}
    for s, o, e in [
        ("Urile pelagicus", "", "Pelagic Cormorant"),
        ("Spatula discors", "Anas discors", "Blue-winged Teal"),
        ("Junco hyemalis", "", "Dark-eyed Junco"),
        ("Perisoreus canadensis", "", "Canada Jay"),
        ("Empidonax difficilis", "", "Western Flycatcher"),
    ]
]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Perisoreus canadensis (Gray Jay)", "Perisoreus canadensis"),
        ("Anas discors (Blue-winged Teal)", "Spatula discors"),
        ("Phalacrocorax pelagicus (Pelagic Cormorant)", "Urile pelagicus"),
        ("Junco hyemalis caniceps (Gray-headed Junco)", "Junco hyemalis"),
        ("Empidonax occidentalis (Cordilleran Flycatcher)", "Empidonax difficilis"),
        (r"Anas superciliosa \xd7 platyrhynchos (a hybrid)", None),
        ("background", None),
    ],
)
def test_teacher_labels_become_current_species(label, expected):
    assert current_name(label, TABLE) == expected


def test_a_label_that_leads_nowhere_is_an_error():
    with pytest.raises(ValueError, match="Nova species"):
        current_name("Nova species (New Bird)", TABLE)


def test_the_committed_label_space_holds_each_species_once():
    space = read_label_space()
    assert len(set(space.species)) == len(space.species)
    assert all(re.fullmatch(r"[A-Z][a-z]+ [a-z]+", name) for name in space.species)
    assert 0 < space.taught < len(space.species)
    assert space.outputs == space.not_a_bird + 1 == len(space.species) + 1
