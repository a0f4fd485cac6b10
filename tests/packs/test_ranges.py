"""The table of ranges: what it says, and what is refused."""

import pytest

from birdeye.domain.errors import PackInvalid
from birdeye.packs.library import PackLibrary
from birdeye.packs.pack import load_pack
from birdeye.packs.ranges import ALL_YEAR, parse_ranges
from birdeye.packs.verification import verify_pack

TABLE = """scientific_name,region,months
Hirundo rustica,GB,4-9
Hirundo rustica,US-CA,3-5
Hirundo rustica,US-TX,11-2 7
Alcedo atthis,CN,
"""


def test_months_are_gathered_by_country():
    ranges = parse_ranges(TABLE.encode(), "tiny")
    assert ranges.months_in("Hirundo rustica", "GB") == {4, 5, 6, 7, 8, 9}
    assert ranges.months_in("Hirundo rustica", "US") == {11, 12, 1, 2, 3, 4, 5, 7}
    assert ranges.months_in("Hirundo rustica", "CN") == frozenset()
    assert ranges.months_in("Alcedo atthis", "CN") == ALL_YEAR
    assert "Parus major" not in ranges


def test_columns_may_stand_in_any_order_beside_others():
    ranges = parse_ranges("﻿months,note,region,scientific_name\n1,x,CN,Parus major\n".encode(), "t")
    assert ranges.months_in("Parus major", "CN") == {1}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "needs each of the columns"),
        (b"scientific_name,region\n", "needs each of the columns"),
        (b"\xff\xfe", "not UTF-8"),
        (b'scientific_name,region,months\n"Parus', "not a CSV table"),
        (b"scientific_name,region,months\nParus major,CN\n", "line 2 has 2 cells"),
        (b"scientific_name,region,months\nparus,CN,\n", "line 2 is not"),
        (b"scientific_name,region,months\nParus major,China,\n", "line 2 is not"),
        (b"scientific_name,region,months\nParus major,CN,13\n", "line 2 is not"),
        (b"scientific_name,region,months\nParus major,CN,0-4\n", "line 2 is not"),
        (b"scientific_name,region,months\nParus major,CN,x\n", "line 2 is not"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(content, problem):
    with pytest.raises(PackInvalid, match=problem):
        parse_ranges(content, "tiny")


def test_no_more_than_ten_problems_are_told():
    content = "scientific_name,region,months\n" + "x,y,z\n" * 500
    with pytest.raises(PackInvalid) as caught:
        parse_ranges(content.encode(), "tiny")
    assert len(caught.value.problems) == 10


def test_a_pack_without_the_table_has_none(pack_folder):
    assert load_pack(pack_folder).ranges is None


def test_the_table_comes_along_when_a_pack_is_installed(pack_folder, library: PackLibrary):
    (pack_folder / "ranges.csv").write_text(TABLE, "utf-8")
    installed = library.install(pack_folder)
    assert installed.ranges is not None
    assert "Alcedo atthis" in installed.ranges


def test_a_pack_with_a_broken_table_is_not_installed(pack_folder, library):
    (pack_folder / "ranges.csv").write_text("nothing", "utf-8")
    with pytest.raises(PackInvalid, match=r"ranges\.csv needs"):
        library.install(pack_folder)
    with pytest.raises(PackInvalid, match=r"ranges\.csv needs"):
        verify_pack(pack_folder)
