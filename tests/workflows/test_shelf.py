"""Every recipe for a network that cannot be had here, run against stand-ins of its files."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import onnx
import pytest

from birdeye import locations
from birdeye.domain.errors import FetchFailed, LabelsUnresolved, RecipeMismatch
from birdeye.packs.library import PackLibrary
from birdeye.packs.manifest import ResizeRule
from birdeye.packs.recipe import Others
from birdeye.workflows.build_pack import FetchProgress, find_recipe, get_pack, known_recipes
from birdeye.workflows.label_file import labels_by_recipe
from birdeye.workflows.pack_assembly import CLASSIFIER_FILE
from tests.helpers.file_server import drops_after, sends, sends_to, serving, status
from tests.helpers.published_stand_ins import (
    SETTINGS,
    files_for,
    labels_for,
    standing_in,
    tiny_network,
)

UNTRIED = [recipe.id for recipe in known_recipes() if not recipe.is_tested]

PINNED = {  # as other projects pin them in their own code
    "bird_model.onnx": "56b8c61e74bc0d764a5ab21ab279857d03d5355152f7bd8c3c70a0c06cd20ce9",
    "small_birds_eu_mobilenet_v4_l_candidate.onnx": (
        "dccbb727fce3ed0eba460a857de5c2203e8858364de5093d45b9a8c364eb7786"
    ),
    "medium_birds_eu_convnext_v2_tiny_256_candidate.onnx": (
        "3daeaa8069a927f9114ef576c31b72dc445416574e1914a61779f2fc83f00d11"
    ),
    "eu_medium_focalnet_b.onnx": "2a639ad3c7324a7dbdd800b7ffaf5b42ed7e1297d7cc172e213ce731affcd76d",
    "n2b8_efficientnet_b0_nabirds.onnx": (
        "2ffd557011229b1705750a4f38274379af0f28f61730bf41fe9b87b31e6d1821"
    ),
    "rope_vit_b14_inat21.onnx": "59e80421d89d3018af817c09d1ab9da4b0e379830302d04d3c660dece5e3c0aa",
    "eva02_large_inat21.onnx": "319d7a73a24444bcb698265a21aa0621527f94c67baf9a3cb62ae7b8e1104fbc",
    "eva02_large_inat21.onnx.data": (
        "371e73e5a430350dabac9790e6abc3977ac697ea5fcd1c04b0aee9aa130933da"
    ),
}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.setenv("BIRDEYE_DATA", str(tmp_path / "data"))
    return PackLibrary(
        locations.builtin_packs_folder(), tmp_path / "user", tmp_path / "settings.toml"
    )


def put_into(folder, files):
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def mismatch(recipe, files, library, folder):
    """What differs; nothing was installed and nothing of the files is gone."""
    put_into(folder, files)
    with pytest.raises(RecipeMismatch) as error:
        list(get_pack(standing_in(recipe, files, "127.0.0.1:9"), library, folder))
    assert recipe.id not in [pack.id for pack in library.packs()]
    assert "Nothing was installed" in str(error.value)
    assert f"still in “{folder}”" in str(error.value)
    assert {path.name for path in folder.iterdir()} == set(files)
    return error.value.differences


def test_what_ships_has_the_published_checksums():
    files = [file for id_ in UNTRIED for file in find_recipe(id_).files]
    found = {file.name: file.sha256 for file in files if ".onnx" in file.name}
    assert found == PINNED
    unpinned = [file.name for file in files if file.sha256 is None]
    assert unpinned == ["eu_medium_focalnet_b_model_config.json"]


def test_models_are_listed_by_how_well_they_identify_not_by_how_much_they_name():
    assert [recipe.id for recipe in known_recipes()][:4] == [
        "inat-birds", "inat21-large", "inat21-medium", "osea",
    ]  # fmt: skip


@pytest.mark.parametrize("recipe_id", UNTRIED)
def test_recipe_makes_a_pack_of_stand_ins_from_a_server_that_drops_and_sends_elsewhere(
    recipe_id, library
):
    published = find_recipe(recipe_id)
    files = files_for(published)
    with serving(drops_after(100), drops_after(200)) as store, serving() as server:
        server.answers = [sends_to(store.address)] * (len(files) + 2)
        store.files = {f"/{name}": content for name, content in files.items()}
        recipe = standing_in(published, files, server.address, (store.address,))
        events = list(get_pack(recipe, library))
    assert "bytes=100-" in store.ranges
    done = [event for event in events if isinstance(event, FetchProgress)]
    assert done[-1].done_bytes == done[-1].total_bytes == sum(map(len, files.values()))
    assert list(locations.downloads_folder().iterdir()) == []

    pack = library.get(recipe_id)
    spec = pack.manifest.classifier
    assert (spec.input.width, spec.input.resize) == {
        "osea": (224, ResizeRule.STRETCH),
        "birds-eu-small": (384, ResizeRule.CROP),
        "birds-eu-medium": (256, ResizeRule.CROP),
        "birds-eu-large": (384, ResizeRule.CROP),
        "birds-na-small": (224, ResizeRule.STRETCH),
        "inat21-medium": (224, ResizeRule.CROP),
        "inat21-large": (336, ResizeRule.CROP),
    }[recipe_id]
    assert len(pack.labels) == {"osea": 11_000, "birds-na-small": 555}.get(
        recipe_id, 707 if "-eu-" in recipe_id else 10_000
    )
    network = onnx.load(pack.folder / CLASSIFIER_FILE, load_external_data=False)
    assert not any(tensor.external_data for tensor in network.graph.initializer)
    weight = onnx.numpy_helper.to_array(network.graph.initializer[0])
    assert np.array_equal(
        weight, np.random.default_rng(7).normal(size=(3, len(pack.labels))).astype(np.float32)
    )
    assert (pack.grid is not None) == (recipe_id == "osea")
    assert "eu_medium_focalnet_b_model" not in "".join(path.name for path in pack.folder.iterdir())


def test_means_and_deviations_are_those_that_are_published():
    published = {
        "osea": ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
        "birds-eu-small": ((0.5248, 0.5372, 0.5086), (0.2135, 0.2103, 0.2622)),
        "birds-eu-medium": ((0.5191, 0.5306, 0.4877), (0.2316, 0.2304, 0.2588)),
        "birds-na-small": ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
        "inat21-medium": ((0.5248, 0.5372, 0.5086), (0.2135, 0.2103, 0.2622)),
        "inat21-large": (
            (0.48145466, 0.4578275, 0.40821073),
            (0.26862954, 0.26130258, 0.27577711),
        ),
    }
    for recipe_id, (mean, deviation) in published.items():
        spec = find_recipe(recipe_id).classifier.input
        assert np.allclose(spec.mean, 255 * np.array(mean), rtol=1e-6)
        assert np.allclose(spec.scale, 1 / (255 * np.array(deviation)), rtol=1e-6)


def test_settings_file_states_how_the_network_is_fed(library, tmp_path):
    published = find_recipe("birds-eu-large")
    files = files_for(published)
    folder = put_into(tmp_path / "given", files)
    list(get_pack(standing_in(published, files, "127.0.0.1:9"), library, folder))
    spec = library.get("birds-eu-large").manifest.classifier.input
    assert np.allclose(spec.mean, [127.5, 63.75, 191.25])
    assert np.allclose(spec.scale, [1 / 127.5, 1 / 51, 1 / 63.75])


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (b"\xff", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", "does not state preprocessing.mean"),
        (b'{"preprocessing": {"mean": [0.5, 0.5, true], "std": [1, 1, 1]}}', "preprocessing.mean"),
        (b'{"preprocessing": {"mean": [0, 0, 0], "std": [1, 1, 0]}}', "preprocessing.std"),
        (b'{"preprocessing": {"mean": [0, 0, 0], "std": [1, 1, NaN]}}', "preprocessing.std"),
        (json.dumps(SETTINGS | {"input_size": 224}).encode(), "input_size is 224 instead of 384"),
        (json.dumps(SETTINGS | {"num_classes": 8}).encode(), "num_classes is 8 instead of 707"),
    ],
)
def test_settings_that_state_something_else_are_refused(told, words, library, tmp_path):
    recipe = find_recipe("birds-eu-large")
    files = files_for(recipe) | {"eu_medium_focalnet_b_model_config.json": told}
    assert words in "; ".join(mismatch(recipe, files, library, tmp_path / "given"))


@pytest.mark.parametrize(
    ("size", "outputs", "words"),
    [
        (256, 707, "takes [N, 3, 256, 256], but input.width"),
        (384, 708, "has 708 outputs, but labels.csv has 707 rows"),
    ],
)
def test_network_of_another_form_is_told_precisely(size, outputs, words, library, tmp_path):
    recipe = find_recipe("birds-eu-small")
    files = files_for(recipe) | tiny_network(recipe.network.name, size, outputs)
    (difference,) = mismatch(recipe, files, library, tmp_path / "given")
    assert words in difference


def test_file_that_is_no_network_is_told(library, tmp_path):
    recipe = find_recipe("birds-eu-small")
    files = files_for(recipe) | {recipe.network.name: b"<html>Not found</html>"}
    assert mismatch(recipe, files, library, tmp_path / "given") == (
        "it is a web page, not a model",
    )


@pytest.mark.parametrize("place", ["../../etc/passwd", "/etc/passwd", "other.data"])
def test_weights_elsewhere_than_in_the_file_that_the_recipe_names_are_not_read(
    place, library, tmp_path
):
    recipe = find_recipe("inat21-large")
    files = files_for(recipe)
    model = onnx.ModelProto.FromString(files[recipe.network.name])
    model.graph.initializer[0].external_data[0].value = place
    files[recipe.network.name] = model.SerializeToString()
    (difference,) = mismatch(recipe, files, library, tmp_path / "given")
    assert f"keeps weights in “{place}”, but the recipe names “eva02_large" in difference


def test_weights_file_that_is_too_short_is_told(library, tmp_path):
    recipe = find_recipe("inat21-large")
    files = files_for(recipe)
    files[recipe.weights.name] = files[recipe.weights.name][:1000]
    (difference,) = mismatch(recipe, files, library, tmp_path / "given")
    assert "eva02_large_inat21.onnx.data: it has 1000 bytes, and weights should be" in difference


def test_weights_file_that_the_network_does_not_use_is_told(library, tmp_path):
    recipe = find_recipe("inat21-large")
    files = files_for(recipe) | tiny_network(recipe.network.name, 336, 10_000)
    (difference,) = mismatch(recipe, files, library, tmp_path / "given")
    assert difference == "it keeps no weights in “eva02_large_inat21.onnx.data”"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (700, "it names 700 outputs instead of 707"),
        (600, "it names 600 species of birds instead of 700"),
    ],
)
def test_labels_of_another_number_are_told(count, words, library, tmp_path):
    recipe = find_recipe("birds-eu-medium")
    lines = "\n".join(labels_for(recipe.id)[:count]).encode()
    files = files_for(recipe) | {recipe.labels.name: lines}
    assert words in mismatch(recipe, files, library, tmp_path / "given")


def test_other_living_things_count_as_no_bird_and_unused_outputs_as_nothing(tmp_path):
    def labels(recipe_id):
        recipe = find_recipe(recipe_id)
        file = tmp_path / recipe.labels.name
        file.write_text("\n".join(labels_for(recipe_id)), encoding="utf-8")
        return labels_by_recipe(file, recipe.mapping, recipe_id)

    assert labels("inat21-medium").not_a_bird == set(range(1486, 10_000))
    osea = labels("osea")
    assert osea.species[10_963:] == (None,) * 37
    assert not any(osea.claimable[10_963:])
    assert not osea.not_a_bird
    nabirds = labels("birds-na-small")
    assert len(nabirds.distinct_species) == 400
    assert nabirds.species[245] == nabirds.species[246]


def test_label_that_means_nothing_is_refused_unless_the_recipe_says_what_it_is(library, tmp_path):
    published = find_recipe("osea")
    files = files_for(published)
    folder = put_into(tmp_path / "given", files)
    recipe = standing_in(published, files, "127.0.0.1:9")
    recipe = replace(recipe, mapping=replace(recipe.mapping, others=Others.REFUSED))
    with pytest.raises(LabelsUnresolved, match="Riccordia elegans"):
        list(get_pack(recipe, library, folder))


@pytest.mark.parametrize(
    "answer",
    [sends(b"another file, just as long"), status(302, Location="http://127.0.0.1:9/login")],
    ids=["wrong bytes", "a host that the recipe does not name"],
)
def test_wrong_answers_install_nothing_and_keep_what_is_here(answer, library):
    published = find_recipe("inat21-large")
    files = files_for(published) | {published.network.name: b"the file that is published"}
    with serving() as server:
        server.files = {f"/{name}": content for name, content in files.items()}
        server.answers = [answer]
        with pytest.raises(FetchFailed, match="Nothing was installed"):
            list(get_pack(standing_in(published, files, server.address), library))
        assert [pack.id for pack in library.packs()] == ["birdeye-1"]
        with pytest.raises(RecipeMismatch, match="not an ONNX model") as error:
            list(get_pack(standing_in(published, files, server.address), library))
    assert f"“{locations.downloads_folder()}”" in str(error.value)
    assert {file.name for file in published.files} <= {
        path.name for path in locations.downloads_folder().iterdir()
    }
