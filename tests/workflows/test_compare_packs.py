from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pytest

from birdeye import locations
from birdeye.domain.boxes import Box
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.plausibility import Circumstances
from birdeye.domain.species import Species
from birdeye.geography.countries import read_countries
from birdeye.taxonomy.species_table import read_species_table
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.compare_packs import Agreement, BirdPair, compare_packs, comparison_of
from birdeye.workflows.places import open_identifier
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, LIME, ORANGE, RED, make_tiny_pack

TIT = Species("Parus major", "Tits", MappingProxyType({"en": "Great Tit"}))
BLUE_TIT = Species("Cyanistes caeruleus", "Tits")
CROW = Species("Corvus corax", "Crows")


def bird(rank, taxon, species=TIT, box=(0, 0, 10, 10)):
    claim = Claim(rank, taxon, 0.9) if taxon else NOT_SURE
    return Bird(Box(*box), 0.9, claim, (Candidate(species, 0.9),))


SURE_TIT = bird(Rank.SPECIES, "Parus major")


@pytest.mark.parametrize(
    ("first", "second", "agreement"),
    [
        (SURE_TIT, bird(Rank.SPECIES, "Parus major"), Agreement.SAME),
        (SURE_TIT, bird(Rank.GENUS, "Parus"), Agreement.FINER),
        (SURE_TIT, bird(Rank.FAMILY, "Tits"), Agreement.FINER),
        (bird(Rank.FAMILY, "Tits"), bird(Rank.GENUS, "Parus"), Agreement.FINER),
        (SURE_TIT, bird(Rank.SPECIES, "Corvus corax", CROW), Agreement.OTHER),
        (SURE_TIT, bird(Rank.SPECIES, "Cyanistes caeruleus", BLUE_TIT), Agreement.OTHER),
        (SURE_TIT, bird(Rank.FAMILY, "Crows", CROW), Agreement.OTHER),
        (SURE_TIT, bird(Rank.NONE, ""), Agreement.ONE_CLAIMS),
        (bird(Rank.NONE, ""), bird(Rank.NONE, ""), Agreement.NEITHER_CLAIMS),
        (SURE_TIT, None, Agreement.ONE_FINDS),
    ],
)
def test_agreement_is_that_of_the_claims(first, second, agreement):
    assert BirdPair(first, second).agreement is agreement
    assert BirdPair(second, first).agreement is agreement


def test_each_bird_is_paired_once_with_the_best_overlap():
    wide = bird(Rank.SPECIES, "Parus major", box=(0, 0, 10, 10))
    exact = bird(Rank.SPECIES, "Parus major", box=(0, 0, 10, 8))
    other = bird(Rank.SPECIES, "Corvus corax", CROW, box=(0, 0, 10, 8))
    far = bird(Rank.SPECIES, "Corvus corax", CROW, box=(50, 50, 60, 60))
    first = PhotoResult(Path("a.jpg"), 100, 100, (wide, exact))
    second = PhotoResult(Path("a.jpg"), 100, 100, (other, far))
    pairs = comparison_of(first, second).pairs
    assert pairs == (BirdPair(exact, other), BirdPair(wide, None), BirdPair(None, far))


def test_photos_are_compared_in_order_and_a_bad_one_is_a_result(tmp_path):
    packs = [make_tiny_pack(tmp_path / name, pack_id=name) for name in ("one", "two")]
    photos = [draw_photo(tmp_path / f"{name}.png", colour)
              for name, colour in (("a", RED), ("b", ORANGE), ("c", BLUE))]  # fmt: skip
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no photo")
    found = list(compare_packs([*photos, bad], *map(Identifier, packs), workers=2))
    assert [comparison.path for comparison in found] == [*photos, bad]
    assert [len(comparison.pairs) for comparison in found] == [1, 1, 1, 0]
    assert {pair.agreement for comparison in found for pair in comparison.pairs} == {Agreement.SAME}
    assert "bad.png" in found[-1].error


def test_both_go_by_what_the_user_said_of_the_place(tmp_path):
    table = read_species_table(locations.names_folder())
    countries = read_countries(locations.countries_file())
    identifiers = [
        open_identifier(make_tiny_pack(tmp_path / name, pack_id=name), options, table, countries)
        for name, options in (("one", IdentifyOptions()), ("two", IdentifyOptions()))
    ]
    photo = draw_photo(tmp_path / "lime.png", LIME)  # half an American and half a Eurasian bird
    circumstances = {photo: Circumstances(country_code="US")}
    (anywhere,) = compare_packs([photo], *identifiers, workers=1)
    (there,) = compare_packs([photo], *identifiers, workers=1, circumstances=circumstances)
    for comparison, rank in ((anywhere, Rank.GENUS), (there, Rank.SPECIES)):
        (pair,) = comparison.pairs
        assert pair.first.claim.rank is pair.second.claim.rank is rank
