"""Finds a published model that is more accurate than the one in use."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from birdeye.packs.pack import Pack
from birdeye.packs.recipe import Recipe


def better_recipe(
    in_use: Pack, installed: Collection[str], recipes: Iterable[Recipe]
) -> Recipe | None:
    """The best of ``recipes`` by first choices on photos of other sources, if it beats the pack in
    use on the same photos.

    Both must have been measured that way, the recipe must have been run on the published files, and
    its pack id must not be ``installed``.
    """
    known = in_use.manifest.calibration
    if known is None or known.compared_by is None:
        return None
    found = [
        (recipe.calibration.compared_by, recipe)
        for recipe in recipes
        if recipe.is_tested
        and recipe.id not in installed
        and recipe.calibration is not None
        and recipe.calibration.compared_by is not None
        and recipe.calibration.compared_by > known.compared_by
    ]
    return max(found, key=lambda each: each[0])[1] if found else None
