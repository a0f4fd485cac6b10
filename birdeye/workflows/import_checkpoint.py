"""An MXNet checkpoint becomes an installed model, in the two steps that a person takes.

First the checkpoint is looked at, so that what can be guessed is filled in and what is missing is
asked for; then it is converted into a pack and the pack is installed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from birdeye.convert.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.convert import Conversion, build_at_guessed_size
from birdeye.convert.inspection import inspect_checkpoint
from birdeye.convert.network_kind import NetworkKind, Preprocessing
from birdeye.domain.errors import BirdeyeError
from birdeye.packs.library import PackLibrary
from birdeye.packs.pack import Pack
from birdeye.workflows.convert_model import ConvertRequest, ConvertStage, convert_model
from birdeye.workflows.converted_pack import BIRD_AMONG, PackWish, class_count


@dataclass(frozen=True)
class CheckpointPreview:
    """What a person is shown before the import, and what has to be asked.

    ``input_size`` is (height, width), None where it could not be guessed; ``class_count`` is None
    where it is not known. ``problem`` is why the checkpoint cannot be converted, or empty.
    """

    name: str
    kind: NetworkKind
    class_count: int | None
    input_size: tuple[int, int] | None
    preprocessing: Preprocessing
    suspicions: tuple[str, ...]
    problem: str

    @property
    def needs_labels(self) -> bool:
        """Whether the names of the species have to be given."""
        return self.kind is NetworkKind.CLASSIFIER

    @property
    def is_detector(self) -> bool:
        """Whether it has to be known which of the classes is the bird."""
        return self.kind not in (NetworkKind.CLASSIFIER, NetworkKind.OTHER)

    @property
    def usual_bird_class(self) -> int | None:
        """The bird among the classes of Pascal VOC, of COCO, or of a detector of birds alone."""
        return BIRD_AMONG.get(self.class_count or 0) if self.is_detector else None


def preview_checkpoint(prefix: Path, epoch: int | None = None) -> Iterator[CheckpointPreview]:
    """Yields one preview. Raises `CheckpointInvalid` for files that are none or are damaged."""
    checkpoint = load_checkpoint(find_checkpoint(prefix, epoch))
    inspection = inspect_checkpoint(checkpoint)
    conversion: Conversion | None = None
    problem = inspection.problem
    if not problem:
        try:
            conversion = build_at_guessed_size(checkpoint, for_pack=True)
        except BirdeyeError as error:
            problem = str(error)
    yield CheckpointPreview(
        checkpoint.name,
        inspection.kind,
        class_count(conversion) if conversion else None,
        _size(conversion),
        inspection.preprocessing,
        inspection.suspicions,
        problem,
    )


def import_checkpoint(
    request: ConvertRequest, library: PackLibrary
) -> Iterator[ConvertStage | Pack]:
    """Converts, installs and chooses the result; yields stages and at the end the installed pack.

    ``request.pack`` tells the title; its companion is the default pack of ``library`` unless it is
    set. ``request.destination`` does not matter. Raises what `convert_model` and
    `PackLibrary.install` raise; nothing is left behind then.
    """
    wish = request.pack or PackWish(library.default())
    with tempfile.TemporaryDirectory(prefix="birdeye-import-") as name:
        folder = Path(name) / "pack"
        work = replace(request, destination=folder, pack=wish)
        for event in convert_model(work):
            if isinstance(event, ConvertStage):
                yield event
        yield ConvertStage("Installing the model")
        pack = library.install(folder)
    library.set_default(pack.id)
    yield pack


def _size(conversion: Conversion | None) -> tuple[int, int] | None:
    shapes = conversion.input_shapes.values() if conversion else ()
    return next((shape[2:] for shape in shapes if len(shape) == 4), None)
