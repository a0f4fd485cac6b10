from __future__ import annotations

import json
from pathlib import Path

import pytest

from birdeye import locations
from birdeye.domain.errors import FetchFailed, LabelsUnresolved, PackInvalid, PackNotFound
from birdeye.packs.library import PackLibrary
from birdeye.packs.pack import load_pack
from birdeye.taxonomy.species_table import read_species_table
from birdeye.workflows.build_pack import (
    FetchProgress,
    build_pack_into,
    find_recipe,
    get_pack,
)
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.label_file import labels_by_recipe
from tests.helpers.file_server import sends, serving
from tests.helpers.tiny_pack import make_tiny_pack
from tests.helpers.tiny_recipe import (
    LABELS_FILE_NAME,
    NETWORK_NAME,
    tiny_recipe_table,
    write_published_files,
    write_recipe,
)

SPLIT = (
    "Astur gentilis",
    "Zosterops japonicus",
    "Pica pica",
    "Delichon urbicum",
    "Troglodytes aedon",
    "Merops orientalis",
    "Picus viridis",
    "Aulacorhynchus prasinus",
)

SHARED_MODELS = Path(__file__).resolve().parents[2].parent / "shared" / "models"


@pytest.fixture
def published(tmp_path):
    return write_published_files(tmp_path / "published")


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.setenv("BIRDEYE_DATA", str(tmp_path / "data"))
    make_tiny_pack(tmp_path / "builtin" / "tiny")
    return PackLibrary(tmp_path / "builtin", tmp_path / "user", tmp_path / "settings.toml")


@pytest.fixture
def recipe(published, tmp_path):
    return write_recipe(tmp_path / "sources", tiny_recipe_table(published))


def last_of(events):
    *_, last = events
    return last


def test_pack_from_a_folder_is_installed_and_the_one_in_use_stays(recipe, published, library):
    events = list(get_pack(recipe, library, published))
    installed = events[-1]
    assert [type(event) for event in events[:-1]] == [FetchProgress] * 2 + [ConvertStage] * 3
    assert not installed.is_default
    assert library.default().id == "tiny"
    pack = library.get("tiny-world")
    assert pack.manifest.classifier.temperature == 1.5
    assert pack.manifest.licence == "CC0-1.0"
    assert len(pack.labels.distinct_species) == 3
    assert (pack.folder / "LICENCE.txt").read_text("utf-8") == "Take it.\n"
    notice = (pack.folder / "NOTICE.txt").read_text("utf-8")
    assert "By nobody." in notice
    assert recipe.network.sha256 in notice


def test_pack_says_how_boxes_are_judged_and_on_what_it_was_calibrated(published, library, tmp_path):
    table = tiny_recipe_table(published)
    table["presence"] = {
        "least_score": 0.1, "threshold": 0.5, "detector_weight": 0.5, "classifier_weight": 0.4,
        "bias": -2.0,
    }  # fmt: skip
    table["calibration"] = {"photos": 50, "species": 3, "sources": "two web collections"}
    recipe = write_recipe(tmp_path / "sources", table)
    list(get_pack(recipe, library, published))
    manifest = library.get("tiny-world").manifest
    assert (manifest.presence, manifest.calibration) == (recipe.presence, recipe.calibration)
    assert manifest.presence is not None


def test_species_get_the_names_of_today(recipe, published, library):
    last_of(get_pack(recipe, library, published))
    labels = library.get("tiny-world").labels
    assert [each and each.scientific_name for each in labels.species] == [
        "Parus major", "Anser caerulescens", "Anas platyrhynchos", None, None
    ]  # fmt: skip
    assert labels.claimable == (True, False, True, False, False)
    assert labels.species[1].family
    assert labels.species[1].common_name("en") == "Snow Goose"
    assert labels.species[2].common_name("zh") == "绿头鸭"


def test_pack_is_fetched_and_nothing_else_is_left(published, library, tmp_path):
    with serving() as server:
        contents = {f"/{path.name}": path.read_bytes() for path in published.iterdir()}
        server.answers = [lambda handler: sends(contents[handler.path])(handler) for _ in range(2)]
        table = tiny_recipe_table(published, server.address)
        events = list(get_pack(write_recipe(tmp_path / "sources", table), library))
    assert library.get("tiny-world").title == "Tiny birds of the world"
    done = [event.done_bytes for event in events if isinstance(event, FetchProgress)]
    assert done == sorted(done)
    assert done[-1] == events[0].total_bytes
    assert list(locations.downloads_folder().iterdir()) == []


def test_nothing_is_parsed_before_its_checksum_was_compared(
    recipe, published, library, monkeypatch
):
    (published / NETWORK_NAME).write_bytes(b"\x00" * recipe.network.size_bytes)
    monkeypatch.setattr(
        "birdeye.workflows.build_pack.write_network", lambda *_: pytest.fail("it was parsed")
    )
    with pytest.raises(FetchFailed, match="not the file that the recipe names"):
        list(get_pack(recipe, library, published))
    assert [pack.id for pack in library.packs()] == ["tiny"]


def test_file_that_is_not_in_the_folder_is_named_with_its_address(recipe, published, library):
    (published / LABELS_FILE_NAME).unlink()
    with pytest.raises(FetchFailed, match=r"“labels.txt” .* is not in .*published at http"):
        list(get_pack(recipe, library, published))


def test_cancelled_fetching_installs_nothing(published, library, tmp_path):
    with serving(sends((published / NETWORK_NAME).read_bytes())) as server:
        table = tiny_recipe_table(published, server.address)
        events = get_pack(write_recipe(tmp_path / "sources", table), library)
        next(events)
        events.close()
    assert len(server.requests) == 1
    assert [pack.id for pack in library.packs()] == ["tiny"]


def test_pack_is_written_into_a_folder_for_an_installer(recipe, published, library, tmp_path):
    for _ in range(2):  # the second replaces the first
        list(build_pack_into(recipe, library, tmp_path / "bundle", published))
    assert [path.name for path in (tmp_path / "bundle").iterdir()] == ["tiny-world"]
    assert load_pack(tmp_path / "bundle" / "tiny-world").id == "tiny-world"
    assert [pack.id for pack in library.packs()] == ["tiny"]


def test_missing_detector_is_told(recipe, published, tmp_path):
    empty = PackLibrary(tmp_path / "none", tmp_path / "user", tmp_path / "settings.toml")
    with pytest.raises(PackNotFound, match="tiny"):
        list(get_pack(recipe, empty, published))


def test_name_that_nobody_knows_is_refused(recipe, published):
    (published / LABELS_FILE_NAME).write_text("Parus minimus\nParus major\n", encoding="utf-8")
    with pytest.raises(LabelsUnresolved, match="line 1 “Parus minimus”"):
        labels_by_recipe(published / LABELS_FILE_NAME, recipe.mapping, "tiny-world")


def test_what_a_recipe_says_of_labels_that_are_not_there_is_refused(recipe, published):
    (published / LABELS_FILE_NAME).write_text("Parus major\n", encoding="utf-8")
    with pytest.raises(PackInvalid, match="no output is called “Anas platyrhynchos domesticus”"):
        labels_by_recipe(published / LABELS_FILE_NAME, recipe.mapping, "tiny-world")


def test_unknown_recipe_names_those_that_there_are():
    with pytest.raises(PackNotFound, match="There are: inat-birds"):
        find_recipe("absent")


@pytest.mark.skipif(not SHARED_MODELS.is_dir(), reason="the published files are not here")
def test_recipe_of_the_birds_of_the_world_makes_a_pack_of_integers(library, tmp_path):
    builtin = PackLibrary.of_this_computer()
    recipe = find_recipe("inat-birds")
    list(build_pack_into(recipe, builtin, tmp_path / "bundle", SHARED_MODELS))
    pack = load_pack(tmp_path / "bundle" / "inat-birds")
    table = read_species_table(locations.names_folder())
    known = {each.scientific_name for each in (*table.all_species, *table.tame_forms)}
    names = [species and species.scientific_name for species in pack.labels.species]
    assert len(names) == 965
    assert names.count(None) == 3  # the background and two hybrids
    assert set(names) - {None} <= known
    assert len(pack.labels.distinct_species) == recipe.species
    by_name = {each.scientific_name: each for each in pack.labels.distinct_species}
    for name in SPLIT:
        assert by_name[name] in pack.labels.never_claimed
    assert pack.labels.may_also_be["Astur gentilis"] == ("Astur atricapillus",)
    assert by_name["Gallus gallus domesticus"].common_name("en") == "Domestic Chicken"
    assert pack.classifier_file.stat().st_size < 4_000_000
    assert json.dumps(pack.manifest.classifier.input.dtype) == '"uint8"'
