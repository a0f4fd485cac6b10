from __future__ import annotations

import re
from pathlib import Path

import pytest

from birdeye import locations
from birdeye.domain.errors import PackInvalid
from birdeye.packs.library import PackLibrary
from birdeye.packs.manifest import CalibrationSpec, PresenceSpec
from birdeye.packs.recipe import read_recipe, read_recipes
from tests.helpers.tiny_recipe import tiny_recipe_table, write_published_files, write_recipe

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def table(tmp_path):
    return tiny_recipe_table(write_published_files(tmp_path / "published"))


def refusal(folder, table):
    with pytest.raises(PackInvalid) as error:
        write_recipe(folder, table)
    return str(error.value)


def test_recipe_is_read_whole(table, tmp_path):
    recipe = write_recipe(tmp_path / "sources", table)
    assert recipe.id == "tiny-world"
    assert recipe.network.host == "127.0.0.1"
    assert recipe.size_bytes == sum(file.size_bytes for file in recipe.files)
    assert recipe.hosts == ("127.0.0.1",)
    assert recipe.mapping.renamed["Anas platyrhynchos domesticus"] == "Anas platyrhynchos"
    assert recipe.classifier.temperature == 1.5
    assert recipe.classifier.not_a_bird == 4


def test_recipe_states_presence_and_calibration(table, tmp_path):
    table["presence"] = {
        "least_score": 0.1, "threshold": 0.5, "detector_weight": 0.5, "classifier_weight": 0.4,
        "bias": -2.0,
    }  # fmt: skip
    table["calibration"] = {"photos": 50, "species": 3, "sources": "two web collections"}
    recipe = write_recipe(tmp_path / "sources", table)
    assert recipe.presence == PresenceSpec(0.1, 0.5, 0.5, 0.4, -2.0)
    assert recipe.calibration == CalibrationSpec(50, 3, "two web collections")
    del table["classifier"]["not_a_bird"]
    table["calibration"]["photos"] = 0
    text = refusal(tmp_path / "other", table)
    assert "presence is given, but classifier.not_a_bird" in text
    assert "calibration.photos" in text


def test_all_problems_are_told_at_once(table, tmp_path):
    table["network"]["file"]["sha256"] = "0"
    table["labels"]["file"]["url"] = "ftp://example.org/labels.txt"
    table["labels"]["unclaimed"] = "none"
    table["classifier"]["temperature"] = 0
    table["colour"] = "blue"
    text = refusal(tmp_path / "sources", table)
    for field in ("network.file.sha256", "labels.file.url", "labels.unclaimed",
                  "classifier.temperature", "colour"):  # fmt: skip
        assert field in text


@pytest.mark.parametrize("name", ["../net.tflite", "a/b", "", ".hidden"])
def test_file_name_that_leaves_the_folder_is_refused(name, table, tmp_path):
    table["network"]["file"]["name"] = name
    assert "network.file.name" in refusal(tmp_path / "sources", table)


@pytest.mark.parametrize("source", ["../terms.txt", "absent.txt"])
def test_document_that_is_not_beside_the_recipe_is_refused(source, table, tmp_path):
    table["documents"] = {"LICENCE.txt": source}
    assert "documents.LICENCE.txt" in refusal(tmp_path / "sources", table)


def test_recipes_that_come_with_the_program_are_sound():
    recipes = list(read_recipes(locations.recipes_folder()))
    assert [recipe.id for recipe in recipes if recipe.is_tested] == ["inat-birds"]
    builtin = PackLibrary(locations.builtin_packs_folder(), Path("absent"), Path("absent"))
    ids = {pack.id for pack in builtin.packs()}
    for recipe in recipes:
        assert recipe.detector_pack in ids
        assert all(file.url.startswith("https://") for file in recipe.files)


def test_recipe_pins_a_commit():
    recipe = read_recipe(ROOT / "models" / "sources" / "inat-birds.toml")
    commit = "104342d2d3480b3e66203073dac24f4e2dbb4c41"
    assert all(f"/{commit}/" in file.url for file in recipe.files)


def test_speeds_are_those_of_the_table_that_says_how_they_were_measured():
    """One way for all, as figures of two machines cannot be compared."""
    document = (locations.recipes_folder() / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z0-9-]+)(?:, QDQ)? \|.*\| ([\d.]+) \|$", document, re.MULTILINE)
    recipes = {each.id: each.speed for each in read_recipes(locations.recipes_folder())}
    stated = {
        recipe_id: (speed.relative_time, speed.source)
        for recipe_id, speed in recipes.items()
        if speed is not None
    }
    assert stated == {row: (float(x), "python -m tests.stand_ins try") for row, x in rows}
