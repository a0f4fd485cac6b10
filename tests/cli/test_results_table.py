"""The table of results for a terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from birdeye import locations
from birdeye.cli.results_table import TableWriter
from birdeye.domain.boxes import Box
from birdeye.domain.identification import Bird, Claim, PhotoResult, Rank
from birdeye.taxonomy.species_table import read_species_table


@pytest.mark.parametrize(("language", "name"), [("en", "Waxwings (family)"), ("zh", "太平鸟科")])
def test_a_family_is_called_by_the_language_of_the_names(language, name):
    bird = Bird(Box(0, 0, 9, 9), 0.9, Claim(Rank.FAMILY, "Waxwings", 0.95), ())
    stream = io.StringIO()
    table = read_species_table(locations.names_folder())
    writer = TableWriter(stream, language, table.family_name)
    writer.write(PhotoResult(Path("a.jpg"), 90, 90, (bird,)))
    assert stream.getvalue().splitlines()[1].split("  ")[1] == name
