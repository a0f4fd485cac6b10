"""What results are kept under is the same to those who look for them and those who make them."""

import pytest

from birdeye import locations
from birdeye.domain.plausibility import PlaceSettings
from birdeye.geography.countries import read_countries
from birdeye.taxonomy.species_table import read_species_table
from birdeye.vision.identifier import IdentifyOptions
from birdeye.workflows.places import open_identifier, version_in_use, write_place_settings
from tests.helpers.tiny_pack import make_tiny_pack


@pytest.mark.parametrize(
    "settings",
    [
        PlaceSettings(),
        PlaceSettings(used=False),
        PlaceSettings(
            region=frozenset({"DE", "CH"}), always_expected=frozenset({"Pavo cristatus"})
        ),
    ],
)
def test_photos_are_looked_for_by_the_version_that_results_are_kept_under(
    tmp_path, monkeypatch, settings
):
    monkeypatch.setenv("BIRDEYE_DATA", str(tmp_path))
    pack = make_tiny_pack(tmp_path / "tiny")
    write_place_settings(locations.settings_file(), settings)
    identifier = open_identifier(
        pack,
        IdentifyOptions(threads=1, places=settings),
        read_species_table(locations.names_folder()),
        read_countries(locations.countries_file()),
    )
    assert version_in_use(pack) == identifier.pack_version
