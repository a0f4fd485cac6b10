"""The table of results for a terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from birdeye import locations
from birdeye.cli.results_table import TableWriter
from birdeye.domain.boxes import Box
from birdeye.domain.identification import (
    NOT_SURE,
    Bird,
    BurstVote,
    Candidate,
    Claim,
    PhotoResult,
    Rank,
)
from birdeye.taxonomy.species_table import read_species_table


@pytest.mark.parametrize(("language", "name"), [("en", "Waxwings (family)"), ("zh", "太平鸟科")])
def test_a_family_is_called_by_the_language_of_the_names(language, name):
    bird = Bird(Box(0, 0, 9, 9), 0.9, Claim(Rank.FAMILY, "Waxwings", 0.95), ())
    stream = io.StringIO()
    table = read_species_table(locations.names_folder())
    writer = TableWriter(stream, language, table.family_name)
    writer.write(PhotoResult(Path("a.jpg"), 90, 90, (bird,)))
    assert stream.getvalue().splitlines()[1].split("  ")[1] == name


@pytest.mark.parametrize("has_candidate", [True, False])
def test_a_name_that_other_photos_of_a_burst_gave_is_called_so(has_candidate):
    """Although the photo itself would rather have it called something else."""
    table = read_species_table(locations.names_folder())
    great, blue = (
        Candidate(table.species(name), share)
        for name, share in (("Parus major", 0.55), ("Cyanistes caeruleus", 0.3))
    )
    candidates = (great, blue) if has_candidate else (great,)
    claim = Claim(Rank.SPECIES, "Cyanistes caeruleus", 0.96)
    vote = BurstVote(NOT_SURE, 4)
    bird = Bird(Box(0, 0, 9, 9), 0.9, claim, candidates, vote)
    stream = io.StringIO()
    TableWriter(stream, "en", table.family_name).write(PhotoResult(Path("a.jpg"), 90, 90, (bird,)))
    _, claimed, other = stream.getvalue().splitlines()
    assert "Cyanistes caeruleus" in claimed
    assert "96%" in claimed
    assert "Parus major" in other
    assert "55%" in other
