"""Turns a network into an installed model, in the steps that the user takes.

First its file is examined, so that what can be guessed is filled in and what is missing is asked
for; then it is converted into a pack and the pack is installed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from birdeye.convert.inspection import Inspection
from birdeye.convert.network_kind import NetworkKind
from birdeye.convert.open_source import epochs_beside, inspect_source, open_source
from birdeye.convert.source import Source, SourceOptions
from birdeye.domain.errors import BirdeyeError, CheckpointInvalid
from birdeye.packs.default_choice import read_default_choice, write_default_choice
from birdeye.packs.library import PackLibrary
from birdeye.packs.manifest_file import read_manifest, write_manifest
from birdeye.packs.pack import Pack
from birdeye.workflows.convert_model import convert_model
from birdeye.workflows.convert_request import ConvertRequest
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.converted_pack import BIRD_AMONG, PackDetails
from birdeye.workflows.label_file import bird_line, read_label_file
from birdeye.workflows.published_zip import unpacked


@dataclass(frozen=True)
class CheckpointPreview:
    """What the user is shown before the import, and what has to be asked.

    ``epochs`` are all those in the folder, ``epoch`` the examined one; none for a file without
    epochs. ``input_size`` is (height, width), None if it could not be guessed; ``class_count`` is
    None if unknown. ``companions`` are packs that can provide the other network, the default one
    first. ``title`` is a name that no installed model has. ``problem`` is why the network cannot be
    imported, or empty. ``own_bird_class`` is the class of birds that the file itself names.
    """

    inspection: Inspection
    epoch: int | None
    epochs: tuple[int, ...]
    class_count: int | None
    input_size: tuple[int, int] | None
    companions: tuple[Pack, ...]
    title: str
    problem: str
    own_bird_class: int | None = None

    @property
    def kind(self) -> NetworkKind:
        """What the network does."""
        return self.inspection.kind

    @property
    def needs_labels(self) -> bool:
        """Whether the names of the species have to be given."""
        return self.kind is NetworkKind.CLASSIFIER and not self.inspection.names

    @property
    def is_detector(self) -> bool:
        """Whether it has to be known which of the classes is the bird."""
        return self.kind.is_detector

    @property
    def usual_bird_class(self) -> int | None:
        """The index of the bird among the classes of Pascal VOC, of COCO, or of a detector for
        birds only."""
        if not self.is_detector:
            return None
        if self.own_bird_class is not None:
            return self.own_bird_class
        return BIRD_AMONG.get(self.class_count or 0)


@dataclass(frozen=True)
class LabelsFound:
    """A label file that fits the network.

    ``count`` names the outputs of a classifier, of which ``species`` are species, the first being
    ``first``. For a detector ``bird_class`` is the class of birds and ``count`` is 0.
    """

    path: Path
    count: int = 0
    species: int = 0
    first: str = ""
    bird_class: int | None = None


@dataclass(frozen=True)
class ImportedModel:
    """The installed pack; ``sentences`` say what was found, guessed and measured."""

    pack: Pack
    sentences: tuple[str, ...]


def preview_checkpoint(
    prefix: Path, library: PackLibrary, epoch: int | None = None
) -> Iterator[ConvertStage | CheckpointPreview]:
    """Yield stages and at the end one preview.

    ``prefix`` is anything that `convert_model` takes. Raises `CheckpointInvalid` for files that are
    not checkpoints or are damaged.
    """
    yield ConvertStage("Reading the network")
    options = SourceOptions(epoch=epoch, for_pack=True)
    with unpacked(prefix) as path:
        yield ConvertStage("Examining the network")
        inspection = inspect_source(path, options)
        packs = [pack for pack in library.packs() if isinstance(pack, Pack)]
        source: Source | None = None
        problem = inspection.problem
        if not problem:
            yield ConvertStage("Testing the network as part of a model")
            try:
                source = open_source(path, options)
            except BirdeyeError as error:
                problem = str(error)
        if source is not None:
            problem = _why_no_model(source, packs)
        chosen, epochs = epochs_beside(path, epoch)
    photo = source.photo if source else None
    yield CheckpointPreview(
        inspection,
        chosen,
        epochs,
        source.class_count if source else None,
        (photo.height, photo.width) if photo else None,
        _default_first(packs, library),
        _free_title(inspection.name, packs),
        problem,
        source.bird_class if source else None,
    )


def check_labels(path: Path, preview: CheckpointPreview) -> Iterator[LabelsFound]:
    """Yield what the label file says. Raises `CheckpointInvalid` if it does not fit."""
    if preview.is_detector:
        line = bird_line(path)
        if line is None:
            raise CheckpointInvalid(
                path.name, "none of its classes is called bird", "Give the number of the class."
            )
        yield LabelsFound(path, bird_class=line)
        return
    labels = read_label_file(path)
    if preview.class_count is not None and len(labels) != preview.class_count:
        raise CheckpointInvalid(
            path.name,
            f"the network has {preview.class_count} outputs, but the file names {len(labels)}",
            "Choose the label file of the same training.",
        )
    species = [entry for entry in labels.species if entry is not None]
    first = species[0].scientific_name if species else ""
    yield LabelsFound(path, len(labels), len(species), first)


def import_checkpoint(
    request: ConvertRequest, library: PackLibrary, *, choose: bool = True
) -> Generator[ConvertStage | ImportedModel, None, None]:
    """Converts and installs; yields stages and at the end the installed model.

    ``request.pack`` has the title and the pack that provides the other network, the default pack
    unless it is set; ``request.destination`` does not matter. ``choose`` makes the pack the one to
    use. An installed model is never replaced. Raises what `convert_model` and `PackLibrary.install`
    raise, and `BirdeyeError` for a title that is taken. In these cases, and if the generator is
    closed, even at its last yield, nothing is left behind.
    """
    details = request.pack or PackDetails(library.default())
    sentences: tuple[str, ...] = ()
    _refuse_taken_title(details.title, library)
    with tempfile.TemporaryDirectory(prefix="birdeye-import-") as name:
        folder = Path(name) / "pack"
        work = replace(request, destination=folder, pack=details)
        for event in convert_model(work):
            if isinstance(event, ConvertStage):
                yield event
            else:
                sentences = event.sentences
        yield ConvertStage("Installing the model")
        _make_id_unique(folder, library)
        choice, in_use = read_default_choice(library.settings_file), library.default()
        pack = library.install(folder)
    try:
        # Without a choice the first title is in use, which the new one may have become.
        library.set_default(pack.id if choose else in_use.id)
        yield ImportedModel(pack, sentences)
    except BaseException:
        library.remove(pack.id)
        write_default_choice(library.settings_file, choice)
        raise


def _why_no_model(source: Source, packs: list[Pack]) -> str:
    if source.kind is not NetworkKind.CLASSIFIER and source.detector_output is None:
        reason = (
            f"It is {source.kind.with_article}, neither a classifier nor a whole detector, so it "
            "cannot be part of a model."
        )
        is_onnx = source.format == "ONNX model"
        return reason if is_onnx else f"{reason} “birdeye convert” makes an ONNX file of it."
    if source.photo is None:
        return "It does not take one colour photo, so it cannot be part of a model."
    if not packs:
        return (
            "A model has two networks: one finds birds, the other names them. A file usually "
            "contains one, and no installed model can provide the other. Add one first, with "
            "Models > Add a model from a file."
        )
    return ""


def _default_first(packs: list[Pack], library: PackLibrary) -> tuple[Pack, ...]:
    default = library.default() if packs else None
    return tuple(sorted(packs, key=lambda pack: pack != default))


def _free_title(name: str, packs: list[Pack]) -> str:
    taken = {pack.title.casefold() for pack in packs}
    number, title = 1, name[:90]
    while title.casefold() in taken:
        number += 1
        title = f"{name[:90]} {number}"
    return title


def _refuse_taken_title(title: str, library: PackLibrary) -> None:
    packs = [pack for pack in library.packs() if isinstance(pack, Pack)]
    if any(title.casefold() == pack.title.casefold() for pack in packs):
        raise BirdeyeError(
            f"There already is a model called “{title}”. Give another name, or remove that "
            "model first."
        )


def _make_id_unique(folder: Path, library: PackLibrary) -> None:
    """Ids are made from titles, and all titles in non-Latin scripts give the same."""
    taken = {pack.id for pack in library.packs()}
    manifest = read_manifest(folder)
    number, pack_id = 1, manifest.id
    while pack_id in taken:
        number += 1
        pack_id = f"{manifest.id[:58]}-{number}"
    if number > 1:
        write_manifest(folder, replace(manifest, id=pack_id))
