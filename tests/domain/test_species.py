from __future__ import annotations

from birdeye.domain.species import Species

KINGFISHER = Species("Alcedo atthis", "Kingfishers", {"en": "Common Kingfisher", "zh": "普通翠鸟"})


def test_genus_is_the_first_word():
    assert KINGFISHER.genus == "Alcedo"


def test_common_name_in_the_asked_language():
    assert KINGFISHER.common_name("zh") == "普通翠鸟"


def test_common_name_falls_back_to_english_then_to_the_scientific_name():
    assert KINGFISHER.common_name("fr") == "Common Kingfisher"
    assert Species("Alcedo atthis").common_name("fr") == "Alcedo atthis"


def test_species_are_equal_by_scientific_name_alone():
    assert Species("Alcedo atthis") == KINGFISHER
    assert len({Species("Alcedo atthis"), KINGFISHER, Species("Alcedo hercules")}) == 2
