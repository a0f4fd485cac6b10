"""labels.csv: what is read, what is refused, and that writing and reading agree."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.domain.errors import PackInvalid
from birdeye.domain.species import LANGUAGES, Species
from birdeye.packs.labels import (
    MAX_LABELS_BYTES,
    NAME_COLUMNS,
    Labels,
    parse_labels,
    write_labels,
)
from birdeye.packs.manifest_file import MAX_OUTPUTS

HEADER = "scientific_name,english_name,chinese_name,family"


def _parse(*rows, header=HEADER):
    return parse_labels("\n".join([header, *rows]).encode(), "any")


def _problems(*rows, header=HEADER):
    with pytest.raises(PackInvalid) as caught:
        _parse(*rows, header=header)
    return caught.value.problems


def test_rows_become_species_in_order():
    labels = _parse("Pica pica,Eurasian Magpie,欧亚喜鹊,Crows", "Parus major,Great Tit,,Tits")
    assert [species.scientific_name for species in labels.species] == ["Pica pica", "Parus major"]
    magpie, tit = labels.species
    assert magpie.family == "Crows"
    assert dict(magpie.common_names) == {"en": "Eurasian Magpie", "zh": "欧亚喜鹊"}
    assert "zh" not in tit.common_names
    assert labels.claimable == (True, True)


def test_every_language_of_the_program_has_a_column():
    assert set(NAME_COLUMNS) == set(LANGUAGES)


def test_languages_are_those_with_names():
    labels = _parse("Pica pica,Magpie,,Crows,Elster,", header=HEADER + ",german_name,french_name")
    assert labels.languages == ("en", "de")


def test_unknown_columns_are_passed_over():
    labels = _parse("Pica pica,Magpie,,Crows,eurmag1", header=HEADER + ",ebird_code")
    assert len(labels) == 1


def test_row_without_scientific_name_is_no_species_and_never_claimed():
    labels = _parse("Pica pica,Magpie,,Crows", ",background,,")
    assert labels.species[1] is None
    assert labels.claimable == (True, False)
    assert labels.species_of_output == (0, -1)


def test_claim_no_is_kept():
    rows = ("Pica pica,Magpie,,Crows,no", "Parus major,Great Tit,,Tits,yes", "Sitta europaea,,,,")
    assert _parse(*rows, header=HEADER + ",claim").claimable == (False, True, True)


def test_one_doubtful_output_is_enough_never_to_claim_a_species():
    rows = ("Pica pica,,,,yes", "Parus major,,,,yes", "Pica pica,,,,no", ",background,,,no")
    never = _parse(*rows, header=HEADER + ",claim").never_claimed
    assert {species.scientific_name for species in never} == {"Pica pica"}


def test_species_behind_several_outputs_is_one_species():
    labels = _parse(
        "Columba livia,Rock Pigeon,,Pigeons",
        "Pica pica,Magpie,,Crows",
        "Columba livia,Feral Pigeon,,Pigeons",
    )
    assert labels.species_of_output == (0, 1, 0)
    assert [species.common_name("en") for species in labels.distinct_species] == [
        "Rock Pigeon",
        "Magpie",
    ]
    assert labels.species[2].common_name("en") == "Rock Pigeon"


def test_byte_order_mark_and_windows_line_ends_are_read():
    content = f"\ufeff{HEADER}\r\nPica pica,Magpie,,Crows\r\n".encode()
    assert parse_labels(content, "any").species[0].scientific_name == "Pica pica"


def test_quoted_cells_may_hold_commas():
    labels = _parse('Spinus spinus,Siskin,,"Finches, Euphonias, and Allies"')
    assert labels.species[0].family == "Finches, Euphonias, and Allies"


@pytest.mark.parametrize("column", HEADER.split(","))
def test_missing_column_is_named(column):
    header = ",".join(name for name in HEADER.split(",") if name != column)
    assert _problems("a,b,c", header=header) == (f"labels.csv has no column {column}",)


def test_repeated_column_is_named():
    header = HEADER + ",family"
    assert _problems("Pica pica,,,,", header=header) == (
        "labels.csv has the column family 2 times",
    )


@pytest.mark.parametrize(
    "name", ["magpie", "Pica", "pica pica", "Pica pica pica pica", "Pica <b>", "=cmd()", "Pica\tp"]
)
def test_scientific_name_must_be_one(name):
    problems = _problems(f"{name},Magpie,,Crows")
    assert any("labels.csv row 2" in each and "scientific_name" in each for each in problems)


def test_subspecies_is_a_scientific_name():
    assert _parse("Motacilla alba yarrellii,,,").species[0].genus == "Motacilla"


@pytest.mark.parametrize("cell", ["x" * 121, "a\x1bb", "a\u202eb"])
def test_names_are_short_and_printable(cell):
    (problem,) = _problems(f"Pica pica,{cell},,Crows")
    assert "row 2" in problem
    assert "english_name" in problem


def test_training_photos_are_counted_by_species():
    rows = ("Pica pica,,,,3", ",,,,7", "Parus major,,,,", "Pica pica,,,,4")
    labels = _parse(*rows, header=HEADER + ",training_photos")
    assert labels.training_photos == (3, 7, 0, 4)
    assert labels.photos_of_species == (7, 0)
    labels = _parse("Pica pica,,,,2", ",,,,", header=HEADER + ",absent_congeners")
    assert (labels.training_photos, labels.absent_congeners) == ((), (2, 0))
    assert labels.absent_of_species == (2,)
    assert _parse("Pica pica,,,").training_photos == ()
    assert _parse("Pica pica,,,").photos_of_species == (0,)


@pytest.mark.parametrize("count", ["-1", "1.5", "many", "1" * 10, "٣"])
def test_training_photos_are_whole_numbers(count):
    (problem,) = _problems(f"Pica pica,,,,{count}", header=HEADER + ",training_photos")
    assert "training_photos" in problem


def test_claim_is_yes_or_no():
    (problem,) = _problems("Pica pica,,,,maybe", header=HEADER + ",claim")
    assert "claim" in problem
    assert "maybe" in problem


def test_row_with_another_number_of_cells_is_named():
    (problem,) = _problems("Pica pica,Magpie,,Crows", "Parus major,Great Tit")
    assert problem == "labels.csv row 3 has 2 of the 4 cells of the header"


def test_many_problems_are_counted_and_not_all_listed():
    problems = _problems(*(["x,,,"] * 500))
    assert len(problems) == 11
    assert "490 more" in problems[-1]


def test_labels_without_any_species_are_refused():
    assert _problems(",background,,") == ("labels.csv names no species",)


def test_too_many_rows_are_refused():
    (problem,) = _problems(*(["Pica pica,,,"] * (MAX_OUTPUTS + 1)))
    assert str(MAX_OUTPUTS) in problem


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"\n", b'a,"b', b"x" * (MAX_LABELS_BYTES + 1)],
    ids=["empty", "not-utf8", "blank", "open-quote", "large"],
)
def test_content_that_is_no_table_is_refused(content):
    with pytest.raises(PackInvalid, match=r"labels\.csv"):
        parse_labels(content, "any")


@given(st.binary(max_size=300))
def test_any_bytes_give_labels_or_pack_invalid(content):
    with pytest.raises(PackInvalid):
        parse_labels(content, "any")


@given(st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=5), max_size=6))
def test_any_cells_give_labels_or_pack_invalid(rows):
    try:
        labels = _parse(*(",".join(row) for row in rows))
    except PackInvalid as error:
        assert error.problems
    else:
        assert len(labels) == len(labels.claimable) == len(labels.species_of_output)


_NAMES = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=20)
_SPECIES = st.builds(
    lambda species, family, names: Species(
        f"Avis {species}", family, MappingProxyType({code: names[code] for code in sorted(names)})
    ),
    st.text("abcdefghij", min_size=1, max_size=8),
    _NAMES,
    st.dictionaries(st.sampled_from(sorted(LANGUAGES)), _NAMES),
)


@given(
    st.lists(st.tuples(_SPECIES, st.booleans()), min_size=1, unique_by=lambda row: row[0]),
    st.booleans(),
)
def test_written_labels_are_read_back(tmp_path_factory, rows, counted):
    folder = tmp_path_factory.mktemp("labels")
    species = (*(species for species, _ in rows), None)
    photos = tuple(range(len(species))) if counted else ()
    claims = (*(claim for _, claim in rows), False)
    write_labels(
        folder, Labels(species, claims, training_photos=photos, absent_congeners=photos[::-1])
    )
    read = parse_labels((folder / "labels.csv").read_bytes(), "tiny")
    assert read.species == species
    assert read.claimable == (*(claim for _, claim in rows), False)
    assert (read.training_photos, read.absent_congeners) == (photos, photos[::-1])
    for each, found in zip(species[:-1], read.species[:-1], strict=True):
        assert found.family == each.family
        assert dict(found.common_names) == dict(each.common_names)
