"""From an MXNet checkpoint to an ONNX file or to a pack that the program installs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from birdeye import __version__
from birdeye.convert.checkpoint import Checkpoint, find_checkpoint, load_checkpoint
from birdeye.convert.convert import Conversion, build, build_at_guessed_size, input_shapes_at
from birdeye.convert.network_kind import (
    NetworkKind,
    Preprocessing,
    guessed_preprocessing,
    kind_of,
)
from birdeye.domain.errors import CannotWrite
from birdeye.packs.labels import Labels
from birdeye.workflows.converted_pack import (
    PackWish,
    check_label_count,
    check_pack_possible,
    class_count,
    fill_pack,
)
from birdeye.workflows.label_file import read_label_file


@dataclass(frozen=True)
class ConvertRequest:
    """What is to be converted, and how.

    ``prefix`` as in `find_checkpoint`. ``destination`` is the ONNX file, or the folder of the pack
    where ``pack`` is set. ``input_size`` is (height, width); None means the guessed one. ``mean``
    and ``scale`` override what is guessed.
    """

    prefix: Path
    destination: Path
    epoch: int | None = None
    input_size: tuple[int, int] | None = None
    labels: Path | None = None
    mean: tuple[float, float, float] | None = None
    scale: tuple[float, float, float] | None = None
    pack: PackWish | None = None


@dataclass(frozen=True)
class ConvertStage:
    """What is being done now, for a person; ``done`` of ``total`` where that can be counted."""

    text: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class ConvertReport:
    """What came of it, the last thing that `convert_model` yields.

    ``sentences`` tell a person what was found, guessed and measured.
    """

    destination: Path
    kind: NetworkKind
    input_shapes: Mapping[str, tuple[int, ...]]
    output_shapes: Mapping[str, tuple]
    batch_is_dynamic: bool
    preprocessing: Preprocessing
    sentences: tuple[str, ...] = field(default=())


def convert_model(request: ConvertRequest) -> Iterator[ConvertStage | ConvertReport]:
    """Converts, and yields stages as it goes and the report at the end.

    Everything that can be refused is refused before any work, and nothing is left behind by a
    conversion that fails or is stopped. Raises `CheckpointInvalid`, `OperatorUnsupported`,
    `PackInvalid`, `CannotWrite`, `ModelFailed`.
    """
    yield ConvertStage("Reading the checkpoint")
    _check_destination(request)
    checkpoint = load_checkpoint(find_checkpoint(request.prefix, request.epoch))
    labels = read_label_file(request.labels) if request.labels else None
    yield ConvertStage(f"Converting “{checkpoint.name}”")
    conversion = _built(request, checkpoint)
    preprocessing = _preprocessing(request, conversion)
    _check_labels(request, conversion, labels)
    with _working_folder(request.destination) as folder:
        model = folder / "model.onnx"
        yield ConvertStage("Writing and checking the ONNX model")
        conversion.write(model, metadata_of(conversion, preprocessing))
        result = model
        if request.pack:
            yield ConvertStage("Making the model pack")
            result = folder / "pack"
            result.mkdir()
            fill_pack(result, model, conversion, preprocessing, labels, request.pack)
        _put_in_place(result, request.destination)
    yield ConvertReport(
        request.destination,
        kind_of(conversion.graph),
        conversion.input_shapes,
        conversion.output_shapes,
        conversion.batch_is_dynamic,
        preprocessing,
        tuple(_sentences(request, conversion, preprocessing)),
    )


def metadata_of(conversion: Conversion, preprocessing: Preprocessing) -> dict[str, str]:
    """What the ONNX file says of itself: ONNX's keys for pictures, and where it comes from."""
    graph = conversion.graph
    facts = {
        "Image.BitmapPixelFormat": "Rgb8",
        "Image.ColorSpaceGamma": "SRGB",
        "Image.NominalPixelRange": "NominalRange_0_255",
        "birdeye.version": __version__,
        "birdeye.source": conversion.checkpoint.files.params.name,
        "birdeye.mxnet_version": ".".join(map(str, graph.version)),
        "birdeye.kind": str(kind_of(graph)),
        "birdeye.mean": " ".join(f"{value:g}" for value in preprocessing.mean),
        "birdeye.scale": " ".join(f"{value:.9g}" for value in preprocessing.scale),
    }
    classes = class_count(conversion)
    return facts | ({"birdeye.classes": str(classes)} if classes is not None else {})


def _built(request: ConvertRequest, checkpoint: Checkpoint) -> Conversion:
    for_pack = request.pack is not None
    if request.input_size is None:
        return build_at_guessed_size(checkpoint, for_pack=for_pack)
    shapes = input_shapes_at(checkpoint, *request.input_size)
    return build(checkpoint, shapes, for_pack=for_pack)


def _preprocessing(request: ConvertRequest, conversion: Conversion) -> Preprocessing:
    guessed = guessed_preprocessing(conversion.graph)
    if request.mean is None and request.scale is None:
        return guessed
    return Preprocessing(
        request.mean or guessed.mean, request.scale or guessed.scale, "as it was asked for"
    )


def _check_labels(request: ConvertRequest, conversion: Conversion, labels: Labels | None) -> None:
    if request.pack:
        check_pack_possible(conversion, labels, request.pack)
    elif labels is not None:
        check_label_count(conversion, labels)


def _check_destination(request: ConvertRequest) -> None:
    destination = request.destination
    if (
        request.pack
        and destination.exists()
        and (not destination.is_dir() or any(destination.iterdir()))
    ):
        raise CannotWrite(destination, "there is something already")
    if not request.pack and destination.is_dir():
        raise CannotWrite(destination, "it is a folder")


@contextmanager
def _working_folder(destination: Path) -> Iterator[Path]:
    """A folder beside ``destination``, so that moving into place is one step; gone afterwards."""
    try:
        destination.absolute().parent.mkdir(parents=True, exist_ok=True)
        folder = Path(
            tempfile.mkdtemp(prefix=f".{destination.name}.", dir=destination.absolute().parent)
        )
    except OSError as error:
        raise CannotWrite(destination, error.strerror or str(error)) from error
    try:
        yield folder
    except OSError as error:
        raise CannotWrite(destination, error.strerror or str(error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(result: Path, destination: Path) -> None:
    if result.is_dir() and destination.is_dir():
        destination.rmdir()
    result.replace(destination)


def _sentences(
    request: ConvertRequest, conversion: Conversion, preprocessing: Preprocessing
) -> Iterator[str]:
    shapes = conversion.input_shapes
    size = next(iter(shapes.values()), ())[2:]
    kind = str(kind_of(conversion.graph))
    article = "an" if kind[0] in "aeiouS" else "a"
    classes = class_count(conversion)
    told = f" of {classes} classes" if classes is not None else ""
    yield f"“{conversion.checkpoint.name}” is {article} {kind}{told}."
    if len(size) == 2:
        origin = "as asked for" if request.input_size else "guessed from the network"
        yield f"The photo goes in at {size[1]} x {size[0]} pixels ({origin})."
    mean = ", ".join(f"{value:g}" for value in preprocessing.mean)
    scale = ", ".join(f"{value:.6g}" for value in preprocessing.scale)
    yield f"Mean {mean} and scale {scale} (RGB): {preprocessing.reason}."
    if not conversion.batch_is_dynamic:
        yield "The network takes one photo at a time."
