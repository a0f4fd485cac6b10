import re

import pytest

from birdeye import locations
from birdeye.domain.species import LANGUAGES, Species
from birdeye.taxonomy.species_table import read_species_table

SCIENTIFIC_NAME = re.compile(r"[A-Z][a-z]+ [a-z]+")


@pytest.fixture(scope="module")
def table():
    return read_species_table(locations.names_folder())


def test_the_table_holds_the_birds_of_the_world_each_once(table):
    names = [species.scientific_name for species in table.all_species]
    assert len(names) == 11_167
    assert len(set(names)) == len(names)
    assert all(SCIENTIFIC_NAME.fullmatch(name) for name in names)
    assert all(species.family for species in table.all_species)


def test_a_species_has_its_names_in_many_languages(table):
    kingfisher = table.species("Alcedo atthis")
    assert kingfisher.common_name("en") == "Common Kingfisher"
    assert kingfisher.common_name("zh") == "普通翠鸟"
    assert kingfisher.common_name("ja") == "カワセミ"
    assert kingfisher.family == "Kingfishers"
    assert table.ebird_codes["Alcedo atthis"] == "comkin1"


def test_an_older_name_leads_to_the_current_species(table):
    assert table.species("Streptopelia chinensis").scientific_name == "Spilopelia chinensis"


def test_a_split_name_still_in_use_stands_for_the_species_that_kept_it(table):
    assert table.species("Tyto alba").scientific_name == "Tyto alba"
    others = {species.scientific_name for species in table.may_also_be("Tyto alba")}
    assert others == {"Tyto furcata", "Tyto javanica"}


def test_an_older_name_that_was_split_leads_to_one_and_names_the_others(table):
    assert table.species("Accipiter gentilis").scientific_name == "Astur gentilis"
    (other,) = table.may_also_be("Accipiter gentilis")
    assert other.scientific_name == "Astur atricapillus"
    assert table.may_also_be("Astur gentilis") == ()


def test_a_subspecies_stands_for_its_species_and_a_tame_form_for_itself(table):
    assert table.species("Anas crecca carolinensis").scientific_name == "Anas crecca"
    american = table.species("Accipiter gentilis atricapillus")
    assert american.scientific_name == "Astur atricapillus"
    chicken = table.species("Gallus gallus domesticus")
    assert chicken.common_name("en") == "Domestic Chicken"
    assert chicken.family == table.species("Gallus gallus").family


@pytest.mark.parametrize(
    ("name", "species"),
    [
        ("Corvus corone cornix", "Corvus cornix"),
        ("Larus argentatus michahellis", "Larus michahellis"),
        ("Phoenicopterus ruber roseus", "Phoenicopterus roseus"),
        ("Branta canadensis hutchinsii", "Branta hutchinsii"),
        ("Larus argentatus argentatus", "Larus argentatus"),
        ("Motacilla alba yarrellii", "Motacilla alba"),
        ("Accipiter gentilis atricapillus", "Astur atricapillus"),
    ],
)
def test_a_subspecies_is_of_the_species_that_has_it_today(table, name, species):
    assert table.find(name).scientific_name == species
    assert table.may_also_be(name) == ()


def test_every_family_has_scientific_names(table):
    assert set(table.higher_taxa) == set(table.families)
    waxwings = table.higher_taxa["Waxwings"]
    assert (waxwings.family, waxwings.order) == ("Bombycillidae", "Passeriformes")
    assert all(taxa.family.endswith("idae") for taxa in table.higher_taxa.values())


def test_names_of_all_languages_are_there(table):
    kingfisher = table.species("Alcedo atthis")
    assert kingfisher.common_name("it") == "Martin pescatore"
    assert kingfisher.common_name("zh_hant") == "翠鳥"
    assert set(kingfisher.common_names) == set(LANGUAGES)
    assert sum(bool(name) for name in table.names_in("zh")) == 10_778


def test_a_name_that_nobody_knows_is_shown_as_it_is(table):
    assert table.find("Avis ignota") is None
    unknown = table.species("Avis ignota")
    assert unknown == Species("Avis ignota")
    assert unknown.common_name("zh") == "Avis ignota"


def test_genera_and_families_are_those_of_the_species(table):
    assert set(table.genera) == {species.genus for species in table.all_species}
    assert len(set(table.families)) == len(table.families)
    assert table.family_of_genus["Turdus"] == table.species("Turdus merula").family


def test_every_family_has_a_chinese_name_of_its_own(table):
    names = [table.family_name(family, "zh") for family in table.families]
    assert not [name for name in names if name.isascii() or not name.endswith("科")]
    assert len(set(names)) == len(names)
    assert table.family_name("Kingfishers", "zh") == "翠鸟科"
    assert table.family_name("Kingfishers", "fr") == "Kingfishers"
