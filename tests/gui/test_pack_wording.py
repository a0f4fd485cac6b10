"""What packs and recipes say of themselves: ours in the language of the window, others' as is."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

from birdeye.gui import pack_wording
from birdeye.packs.recipe import read_recipes

RECIPES = tuple(read_recipes(Path(__file__).resolve().parents[2] / "models" / "sources"))
IS_CHINESE = re.compile("[\u4e00-\u9fff]")


def test_our_recipes_are_in_the_language_of_the_window(chinese):
    assert len(RECIPES) > 5
    for recipe in RECIPES:
        texts = [recipe.title, recipe.region, recipe.description, recipe.attribution]
        if recipe.accuracy is not None:
            texts.append(recipe.accuracy.text)
        for text in texts:
            assert IS_CHINESE.search(pack_wording.in_words(text)), text


def test_figures_and_addresses_are_those_of_the_recipe(chinese):
    for recipe in RECIPES:
        for text in (recipe.description, recipe.attribution):
            said = pack_wording.in_words(text)
            for figure in re.findall(r"https?://[^\s,]*\w|\d[\d,.]*\d", text):
                assert figure in said, (figure, said)


def test_a_pack_of_others_is_called_what_it_calls_itself(chinese):
    pack = SimpleNamespace(builtin=False, id="birdeye-1", title="Birds of my garden")
    assert pack_wording.title(pack) == "Birds of my garden"
    assert pack_wording.in_words("Oak, ash & thorn") == "Oak, ash & thorn"


def test_the_licences_of_both_networks_are_told(chinese):
    said = pack_wording.licence("GPL-3.0 (as the repository states), detector CC-BY-NC-4.0")
    assert said == "GPL-3.0（据其代码仓库），检测器 CC-BY-NC-4.0"


def test_in_english_they_are_as_written(qapp):
    for recipe in RECIPES:
        assert pack_wording.in_words(recipe.title) == recipe.title
        assert pack_wording.licence(recipe.licence) == recipe.licence
