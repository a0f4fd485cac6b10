"""Builds a pack by a recipe: gets the published files, converts the network, names its outputs."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from birdeye import locations
from birdeye.convert.tflite.convert import build_tflite, without_softmax
from birdeye.convert.tflite.model_file import read_tflite
from birdeye.domain.errors import BirdeyeError, CannotWrite, FetchFailed, PackInvalid, PackNotFound
from birdeye.packs.download import download, is_whole, wrong_file
from birdeye.packs.labels import Labels
from birdeye.packs.library import PackLibrary
from birdeye.packs.manifest import Manifest
from birdeye.packs.pack import Pack
from birdeye.packs.recipe import Recipe, RemoteFile, read_recipes
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.install_pack import InstalledPack, install_pack
from birdeye.workflows.label_file import labels_by_recipe
from birdeye.workflows.pack_assembly import DETECTOR_FILE, assemble_pack

NOTICE_NAME = "NOTICE.txt"


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """How much of all files of a recipe is here; ``name`` is the file that is being fetched."""

    name: str
    done_bytes: int
    total_bytes: int


Progress = FetchProgress | ConvertStage


def known_recipes() -> tuple[Recipe, ...]:
    """All recipes that came with the program, by title."""
    return tuple(sorted(read_recipes(locations.recipes_folder()), key=lambda recipe: recipe.title))


def find_recipe(pack_id: str) -> Recipe:
    """The recipe of the pack with that id. Raises `PackNotFound` naming those that there are."""
    recipes = known_recipes()
    for recipe in recipes:
        if recipe.id == pack_id:
            return recipe
    known = ", ".join(recipe.id for recipe in recipes) or "none"
    raise PackNotFound(f"There is no recipe for a model pack “{pack_id}”. There are: {known}.")


def get_pack(
    recipe: Recipe, library: PackLibrary, origin: Path | None = None
) -> Iterator[Progress | InstalledPack]:
    """Builds the pack and installs it; yields how far it is, and the installed pack at the end.

    As `build_pack`. Whichever pack was in use stays in use.
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
    """Builds the pack as the folder ``parent``/ID, whole or not at all, and returns that folder.

    What is there already is replaced. Raises as `build_pack`.
    """
    target = parent / recipe.id
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{recipe.id}.", dir=parent) as name:
            folder = Path(name) / recipe.id
            folder.mkdir()
            yield from build_pack(recipe, library, folder, origin)
            if target.exists():
                target.rename(Path(name) / "before")
            folder.rename(target)
    except OSError as error:
        raise CannotWrite(target, error.strerror or str(error)) from error
    return target


def build_pack(
    recipe: Recipe, library: PackLibrary, folder: Path, origin: Path | None = None
) -> Generator[Progress, None, Pack]:
    """Builds the pack in the empty ``folder`` and checks it; yields how far it is.

    Files come from the folder ``origin``, or from the network where that is None. Nothing of a file
    is read before its checksum was compared. Raises `FetchFailed`, `CannotWrite`, `PackNotFound`
    where the pack is missing that lends the detector, `PackInvalid` where the recipe does not fit
    its files.
    """
    companion = library.get(recipe.detector_pack)
    fetched = yield from _fetch(recipe, origin)
    yield ConvertStage("Naming the species")
    labels = labels_by_recipe(fetched[recipe.labels], recipe.mapping, recipe.id)
    _check_count(recipe, labels)
    yield ConvertStage("Converting the network")
    network = without_softmax(read_tflite(fetched[recipe.network]))
    conversion = build_tflite(network)
    documents = {name: _text(recipe.folder / source) for name, source in recipe.documents.items()}
    with tempfile.TemporaryDirectory(prefix="birdeye-convert-") as name:
        model = Path(name) / "model.onnx"
        conversion.write(model, {"birdeye.source": recipe.network.name})
        return assemble_pack(
            folder,
            _manifest(recipe, companion),
            companion.detector_file,
            model,
            labels,
            documents | {NOTICE_NAME: _notice(recipe, companion)},
        )


def _fetch(
    recipe: Recipe, origin: Path | None
) -> Generator[Progress, None, dict[RemoteFile, Path]]:
    """Every file of the recipe at a place where it may be read: it is whole and the right one."""
    folder = locations.downloads_folder() if origin is None else origin
    done = 0
    for remote in recipe.files:
        if origin is None:
            for count in download(remote, folder):
                yield FetchProgress(remote.name, done + count, recipe.size_bytes)
        else:
            _check_given(remote, origin)
        done += remote.size_bytes
        yield FetchProgress(remote.name, done, recipe.size_bytes)
    return {remote: folder / remote.name for remote in recipe.files}


def _check_given(remote: RemoteFile, folder: Path) -> None:
    path = folder / remote.name
    next_step = f"Put it there; it is published at {remote.url}"
    try:
        is_there = path.is_file()
    except OSError as error:  # a name that is too long, or a folder that must not be read
        reason = f"“{folder}” cannot be read: {error.strerror or error}"
        raise FetchFailed(remote.name, reason, next_step) from error
    if not is_there:
        raise FetchFailed(remote.name, f"it is not in “{folder}”", next_step)
    if not is_whole(remote, path):
        raise wrong_file(remote, f"that in “{folder}”")


def _forget_downloads(recipe: Recipe) -> None:
    for remote in recipe.files:
        (locations.downloads_folder() / remote.name).unlink(missing_ok=True)


def _check_count(recipe: Recipe, labels: Labels) -> None:
    found = len(labels.distinct_species)
    if found != recipe.species:
        raise PackInvalid(
            recipe.id, [f"species is {recipe.species}, but the labels name {found} of them"]
        )


def _manifest(recipe: Recipe, companion: Pack) -> Manifest:
    lent = companion.manifest
    return Manifest(
        id=recipe.id,
        version=recipe.version,
        title=recipe.title,
        licence=_licence(recipe, companion),
        description=f"{recipe.description} The detector is that of “{lent.title}” {lent.version}.",
        homepage=recipe.homepage,
        detector=replace(lent.detector, file=DETECTOR_FILE),
        classifier=recipe.classifier,
    )


def _licence(recipe: Recipe, companion: Pack) -> str:
    lent = companion.manifest.licence
    return recipe.licence if lent == recipe.licence else f"{recipe.licence}, detector {lent}"


def _notice(recipe: Recipe, companion: Pack) -> str:
    files = "\n".join(f"  {file.url}\n  SHA-256 {file.sha256}" for file in recipe.files)
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
