import pytest

from birdeye import locations
from birdeye.domain.identification import Rank
from birdeye.taxonomy.folding import fold, fold_lines
from birdeye.taxonomy.name_search import NameSearch
from birdeye.taxonomy.species_table import read_species_table


@pytest.fixture(scope="module")
def names():
    return NameSearch(read_species_table(locations.names_folder()))


@pytest.mark.parametrize(
    ("typed", "taxon"),
    [
        ("common kingfisher", "Alcedo atthis"),
        ("COMMON  KINGFISHER", "Alcedo atthis"),
        ("Alcedo atthis", "Alcedo atthis"),
        ("普通翠鸟", "Alcedo atthis"),
        ("カワセミ", "Alcedo atthis"),
        ("зимородок", "Alcedo atthis"),
        ("물총새", "Alcedo atthis"),
        ("mesange bleue", "Cyanistes caeruleus"),  # no accent
        ("annas", "Calypte anna"),  # no apostrophe
        ("Streptopelia chinensis", "Spilopelia chinensis"),  # the older name
        ("comon kingfisher", "Alcedo atthis"),  # slips
        ("stelers jay", "Cyanocitta stelleri"),
        ("Cardinalis cardinals", "Cardinalis cardinalis"),
        ("grt tit", "Parus major"),
        ("Northern Goshawk", "Astur gentilis"),  # the older English name
        ("pu tong cui niao", "Alcedo atthis"),  # 普通翠鸟 as it sounds
        ("putongcuiniao", "Alcedo atthis"),
        ("ptcn", "Alcedo atthis"),  # and by first letters
        ("bombycillidae", "Waxwings"),
        ("domestic chicken", "Gallus gallus domesticus"),
        ("eurasian bl ti", "Cyanistes caeruleus"),  # beginnings of words
    ],
)
def test_the_first_hit_is_what_was_meant(names, typed, taxon):
    assert names.search(typed)[0].taxon == taxon


def test_a_genus_and_a_family_can_be_found(names):
    genus, *_ = names.search("turdus")
    assert (genus.rank, genus.taxon, genus.species) == (Rank.GENUS, "Turdus", None)
    assert any(
        hit.rank is Rank.FAMILY and hit.taxon == "Kingfishers"
        for hit in names.search("kingfishers")
    )


def test_favoured_taxa_come_first_among_equals(names):
    assert names.search("robin")[0].taxon != "Turdus migratorius"
    hits = names.search("robin", favoured={"Turdus migratorius"})
    assert (hits[0].taxon, hits[0].matched_name) == ("Turdus migratorius", "American Robin")


def test_what_the_bird_looks_like_comes_before_what_the_model_knows(names):
    finch, crow = "Haemorhous mexicanus", "Corvus splendens"
    favoured = {crow, finch}
    first = names.search("house", favoured=favoured, likely={finch})
    assert first[0].taxon == finch
    # A name that fits better is the one that is meant all the same.
    assert names.search("house crow", favoured=favoured, likely={finch})[0].taxon == crow


def test_names_of_the_chosen_language_come_before_those_of_others(names):
    english = names.search("robin", limit=5, language="en")
    assert {hit.language for hit in english} == {"en"}
    french = names.search("merle noir", limit=1, language="fr")
    assert (french[0].taxon, french[0].language) == ("Turdus merula", "fr")


def test_each_taxon_is_listed_once_and_no_more_than_asked_for(names):
    hits = names.search("parus", limit=7)
    assert len(hits) == 7
    assert len({(hit.rank, hit.taxon) for hit in hits}) == 7


@pytest.mark.parametrize("typed", ["", "   ", "zzqxqzzqx", "(((", "\\", ".*", "\u202e", "'"])
def test_what_means_nothing_finds_nothing(names, typed):
    assert names.search(typed) == []


def test_the_filter_matches_parts_of_names_and_brings_the_species_of_a_family(names):
    matching = names.taxa_matching("翠鸟")
    assert "Alcedo atthis" in matching
    assert "Parus major" not in matching
    kingfishers = names.taxa_matching("kingfishers")
    assert {"Kingfishers", "Alcedo atthis", "Dacelo novaeguineae"} <= kingfishers
    assert "Turdus merula" in names.taxa_matching("Turdus")


def test_the_filter_knows_initials_of_pinyin_where_names_are_chinese(names):
    assert "Alcedo atthis" in names.taxa_matching("ptcn", "zh")
    assert "Alcedo atthis" in names.taxa_matching("ptcn", "zh_hant")
    assert "Alcedo atthis" not in names.taxa_matching("ptcn", "en")
    assert "Alcedo atthis" not in names.taxa_matching("tcn", "zh")  # they begin with it, or do not


def test_folding_leaves_out_case_accents_apostrophes_and_hyphens():
    assert fold("  Bonelli’s  Éagle-Owl ") == "bonellis eagle owl"
    assert fold("カワセミ") == "カワセミ"


def test_folding_many_lines_at_once_is_folding_each(names):
    lines = [
        "Bonelli’s  Éagle-Owl ",
        " -x",
        "",
        "_a_b_",
        "ガ\u3000ビチョウ",
        "Свиязь (самец)",
        "물총새",
    ]
    assert fold_lines("\n".join(lines)).strip(" ").split("\n") == [fold(line) for line in lines]
