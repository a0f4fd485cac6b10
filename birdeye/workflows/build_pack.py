"""Builds a pack by a recipe: gets the published files, converts the network, names its outputs."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from birdeye import locations
from birdeye.domain.errors import (
    BirdeyeError,
    FetchFailed,
    PackNotFound,
    RecipeMismatch,
    or_cannot_write,
)
from birdeye.packs.download import download
from birdeye.packs.labels import Labels
from birdeye.packs.library import PackLibrary
from birdeye.packs.manifest import ClassifierSpec, Manifest
from birdeye.packs.pack import Pack
from birdeye.packs.recipe import Recipe, read_recipes
from birdeye.packs.remote_file import RemoteFile, difference_from, wrong_file
from birdeye.workflows.congeners import with_absent_congeners
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.install_pack import InstalledPack, install_pack
from birdeye.workflows.label_file import labels_by_recipe
from birdeye.workflows.pack_assembly import DETECTOR_FILE, assemble_pack
from birdeye.workflows.place_table import grid_from
from birdeye.workflows.recipe_network import with_settings, write_network

NOTICE_NAME = "NOTICE.txt"
_LEAST_SHARE = 0.9
"""The share of the stated species that must be present if the labels could not be counted
before."""


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """How much of a recipe's files has been downloaded; ``name`` is the current file."""

    name: str
    done_bytes: int
    total_bytes: int


Progress = FetchProgress | ConvertStage


def known_recipes() -> tuple[Recipe, ...]:
    """All recipes that came with the program, in the order in which to offer them."""
    recipes = read_recipes(locations.recipes_folder())
    return tuple(sorted(recipes, key=lambda recipe: recipe.preference))


def find_recipe(pack_id: str) -> Recipe:
    """The recipe of the pack with that id. Raises `PackNotFound`, which lists the existing ones."""
    recipes = known_recipes()
    for recipe in recipes:
        if recipe.id == pack_id:
            return recipe
    known = ", ".join(recipe.id for recipe in recipes) or "none"
    raise PackNotFound(f"There is no recipe for a model pack “{pack_id}”. There are: {known}.")


def get_pack(
    recipe: Recipe, library: PackLibrary, origin: Path | None = None
) -> Iterator[Progress | InstalledPack]:
    """Build the pack and install it; yields progress, and the installed pack at the end.

    Like `build_pack`. The pack in use stays in use.
    """
    with tempfile.TemporaryDirectory(prefix="birdeye-get-") as name:
        folder = Path(name) / recipe.id
        folder.mkdir()
        yield from build_pack(recipe, library, folder, origin)
        yield ConvertStage("Installing the model")
        yield install_pack(folder, library)
    if origin is None:
        _forget_downloads(recipe)


def build_pack_into(
    recipe: Recipe, library: PackLibrary, parent: Path, origin: Path | None = None
) -> Generator[Progress, None, Path]:
    """Build the pack as the folder ``parent``/ID, completely or not at all, and return that folder.

    An existing folder is replaced. Raises like `build_pack`.
    """
    target = parent / recipe.id
    with or_cannot_write(target):
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{recipe.id}.", dir=parent) as name:
            folder = Path(name) / recipe.id
            folder.mkdir()
            yield from build_pack(recipe, library, folder, origin)
            if target.exists():
                target.rename(Path(name) / "before")
            folder.rename(target)
    return target


def build_pack(
    recipe: Recipe, library: PackLibrary, folder: Path, origin: Path | None = None
) -> Generator[Progress, None, Pack]:
    """Build the pack in the empty ``folder`` and check it; yields progress.

    Files come from the folder ``origin``, or from the network if that is None. No file is read
    before its checksum has been compared, except a settings file, which has none. Raises
    `FetchFailed`, `CannotWrite`, `PackNotFound` if the pack that provides the detector is missing,
    `RecipeMismatch` if the files are not what the recipe expects; they are then left in place.
    """
    companion = library.get(recipe.detector_pack)
    fetched = yield from _fetch(recipe, origin)
    place = locations.downloads_folder() if origin is None else origin
    try:
        yield ConvertStage("Naming the species")
        labels = with_absent_congeners(
            labels_by_recipe(fetched[recipe.labels.name], recipe.mapping, recipe.id)
        )
        _check_counts(recipe, labels)
        grid = None
        if recipe.places:
            yield ConvertStage("Reading where each species occurs")
            grid = grid_from(fetched[recipe.places.name], labels)
        yield ConvertStage("Converting the network")
        documents = {name: _text(recipe.folder / file) for name, file in recipe.documents.items()}
        with tempfile.TemporaryDirectory(prefix="birdeye-convert-") as name:
            model = Path(name) / "model.onnx"
            spec = with_settings(recipe, fetched)
            write_network(recipe, fetched, spec, model)
            return assemble_pack(
                folder,
                _manifest(recipe, spec, companion),
                companion.detector_file,
                model,
                labels,
                documents | {NOTICE_NAME: _notice(recipe, companion)},
                grid,
            )
    except RecipeMismatch as error:
        next_step = f"The files are still in “{place}”."
        if recipe.places and error.subject == recipe.places.name:
            next_step += f" To do without it: birdeye packs get {recipe.id} --without-places"
        raise RecipeMismatch(error.subject, error.differences, next_step) from None


def _fetch(recipe: Recipe, origin: Path | None) -> Generator[Progress, None, dict[str, Path]]:
    """The path of every file of the recipe by name, once it is complete and correct."""
    folder = locations.downloads_folder() if origin is None else origin
    done, total = 0, recipe.size_bytes
    for remote in recipe.files:
        here = 0
        if origin is None:
            for here in download(remote, folder):
                # A file of unknown size may be larger than expected.
                yield FetchProgress(remote.name, done + here, max(total, done + here))
        else:
            _check_given(remote, origin)
        size = (folder / remote.name).stat().st_size
        total += size - remote.likely_bytes
        done += size
        yield FetchProgress(remote.name, done, total)
    return {remote.name: folder / remote.name for remote in recipe.files}


def _check_given(remote: RemoteFile, folder: Path) -> None:
    path = folder / remote.name
    next_step = f"Put it there; it is published at {remote.url}"
    try:
        is_there = path.is_file()
    except OSError as error:  # a name that is too long, or a folder without read permission
        reason = f"“{folder}” cannot be read: {error.strerror or error}"
        raise FetchFailed(remote.name, reason, next_step) from error
    if not is_there:
        raise FetchFailed(remote.name, f"it is not in “{folder}”", next_step)
    if difference := difference_from(remote, path):
        raise wrong_file(remote, f"that in “{folder}”", difference)


def _forget_downloads(recipe: Recipe) -> None:
    for remote in recipe.files:
        (locations.downloads_folder() / remote.name).unlink(missing_ok=True)


def _check_counts(recipe: Recipe, labels: Labels) -> None:
    """The labels must match what the recipe states; only roughly if it was never tested."""
    differences = []
    if recipe.outputs is not None and len(labels) != recipe.outputs:
        differences.append(f"it names {len(labels):,} outputs instead of {recipe.outputs:,}")
    found = len(labels.distinct_species)
    least = recipe.species if recipe.is_tested else _LEAST_SHARE * recipe.species
    if found < least or (recipe.is_tested and found > recipe.species):
        differences.append(f"it names {found:,} species of birds instead of {recipe.species:,}")
    if differences:
        raise RecipeMismatch(recipe.labels.name, differences)


def _manifest(recipe: Recipe, spec: ClassifierSpec, companion: Pack) -> Manifest:
    lent = companion.manifest
    return Manifest(
        id=recipe.id,
        version=recipe.version,
        title=recipe.title,
        licence=_licence(recipe, companion),
        description=f"{recipe.description} The detector is that of “{lent.title}” {lent.version}.",
        homepage=recipe.homepage,
        detector=replace(lent.detector, file=DETECTOR_FILE),
        classifier=spec,
        presence=recipe.presence,
        calibration=recipe.calibration,
    )


def _licence(recipe: Recipe, companion: Pack) -> str:
    lent = companion.manifest.licence
    return recipe.licence if lent == recipe.licence else f"{recipe.licence}, detector {lent}"


def _notice(recipe: Recipe, companion: Pack) -> str:
    files = "\n".join(
        f"  {file.url}" + (f"\n  SHA-256 {file.sha256}" if file.sha256 else "")
        for file in recipe.files
    )
    lent = companion.manifest
    return (
        f"{recipe.title} {recipe.version}\nLicence of the classifier: {recipe.licence}\n\n"
        f"{recipe.attribution}\n\nBuilt by Birdeye from\n{files}\n\n"
        f"The detector is that of “{lent.title}” {lent.version} ({lent.licence}).\n"
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BirdeyeError(
            f"“{path}” cannot be read: {error.strerror}. Install Birdeye again."
        ) from error
