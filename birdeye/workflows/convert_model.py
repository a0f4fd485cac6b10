"""From an MXNet checkpoint to an ONNX file or to a pack that the program installs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from birdeye import __version__
from birdeye.convert.checkpoint import Checkpoint, find_checkpoint, load_checkpoint
from birdeye.convert.convert import (
    Conversion,
    build,
    build_at_guessed_size,
    converted_part,
    input_shapes_at,
)
from birdeye.convert.network_kind import (
    NetworkKind,
    Preprocessing,
    guessed_preprocessing,
    kind_of,
)
from birdeye.convert.precision import Precision, PrecisionChange
from birdeye.convert.verify import Verification, verify
from birdeye.domain.errors import CannotWrite, ModelFailed, NothingToIdentify
from birdeye.packs.labels import Labels
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.converted_pack import (
    PackWish,
    check_label_count,
    check_pack_possible,
    class_count,
    fill_pack,
)
from birdeye.workflows.label_file import bird_line, read_label_file
from birdeye.workflows.smaller_model import made_smaller

VERIFIED_INPUTS = 2


@dataclass(frozen=True)
class ConvertRequest:
    """What is to be converted, and how.

    ``prefix`` as in `find_checkpoint`. ``destination`` is the ONNX file, or the folder of the pack
    where ``pack`` is set. ``input_size`` is (height, width); None means the guessed one. ``mean``
    and ``scale`` override what is guessed. ``calibration`` is a folder of photos, or one photo,
    that int8 needs to see the range of every layer, and that shows how the answers change.
    ``verify`` runs the result against the checkpoint.
    """

    prefix: Path
    destination: Path
    epoch: int | None = None
    input_size: tuple[int, int] | None = None
    labels: Path | None = None
    mean: tuple[float, float, float] | None = None
    scale: tuple[float, float, float] | None = None
    pack: PackWish | None = None
    precision: Precision = Precision.FP32
    calibration: Path | None = None
    verify: bool = False


@dataclass(frozen=True)
class ConvertReport:
    """What came of it, the last thing that `convert_model` yields.

    ``largest_difference`` is that to the numpy evaluation, relative, where it was asked for;
    ``precision_change`` what a smaller precision does to the answers. ``sentences`` tell a person
    what was found, guessed and measured.
    """

    destination: Path
    kind: NetworkKind
    input_shapes: Mapping[str, tuple[int, ...]]
    output_shapes: Mapping[str, tuple]
    batch_is_dynamic: bool
    preprocessing: Preprocessing
    largest_difference: float | None = None
    precision_change: PrecisionChange | None = None
    sentences: tuple[str, ...] = field(default=())


def convert_model(request: ConvertRequest) -> Iterator[ConvertStage | ConvertReport]:
    """Converts, and yields stages as it goes and the report at the end.

    Everything that can be refused is refused before any work, and nothing is left behind by a
    conversion that fails or is stopped. Raises `CheckpointInvalid`, `OperatorUnsupported`,
    `PackInvalid`, `CannotWrite`, `ModelFailed`.
    """
    yield ConvertStage("Reading the checkpoint")
    _check_request(request)
    checkpoint = load_checkpoint(find_checkpoint(request.prefix, request.epoch))
    request, labels = _with_labels(request, checkpoint)
    yield ConvertStage(f"Converting “{checkpoint.name}”")
    conversion = _built(request, checkpoint)
    preprocessing = _preprocessing(request, conversion)
    _check_labels(request, conversion, labels)
    difference, change = None, None
    with _working_folder(request.destination) as folder:
        model = folder / "model.onnx"
        yield ConvertStage("Writing and checking the ONNX model")
        conversion.write(model, metadata_of(conversion, preprocessing))
        if request.verify:
            difference = yield from _verified(conversion, model)
        if request.precision is not Precision.FP32:
            change = yield from made_smaller(
                model, conversion, preprocessing, request.precision, request.calibration
            )
        result = model
        if request.pack:
            yield ConvertStage("Making the model pack")
            result = folder / "pack"
            result.mkdir()
            fill_pack(result, model, conversion, preprocessing, labels, request.pack)
        _put_in_place(result, request.destination)
    told = list(_sentences(request, conversion, preprocessing))
    told += _measured(difference, request, change)
    yield ConvertReport(
        request.destination,
        kind_of(conversion.graph),
        conversion.input_shapes,
        conversion.output_shapes,
        conversion.batch_is_dynamic,
        preprocessing,
        difference,
        change,
        tuple(told),
    )


def _verified(conversion: Conversion, model: Path) -> Generator[ConvertStage, None, float]:
    """The largest relative difference to the numpy evaluation. Raises `ModelFailed` if it is one.

    Also yields the stages.
    """
    largest = 0.0
    yield ConvertStage("Comparing with the checkpoint", 0, VERIFIED_INPUTS)
    for done, verification in enumerate(verify(conversion, model, count=VERIFIED_INPUTS), 1):
        largest = max(largest, verification.largest)
        if not verification.is_equal:
            raise ModelFailed(
                f"The converted model does not answer as “{conversion.checkpoint.name}” does: "
                f"{_shown_differences(verification)}. Nothing was written; please report this."
            )
        yield ConvertStage("Comparing with the checkpoint", done, VERIFIED_INPUTS)
    return largest


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


def _with_labels(
    request: ConvertRequest, checkpoint: Checkpoint
) -> tuple[ConvertRequest, Labels | None]:
    """The labels of a classifier; those of a detector say which of its classes is the bird."""
    if request.labels is None:
        return request, None
    if kind_of(converted_part(checkpoint)) in (NetworkKind.CLASSIFIER, NetworkKind.OTHER):
        return request, read_label_file(request.labels)
    if request.pack and request.pack.bird_class is None:
        wish = replace(request.pack, bird_class=bird_line(request.labels))
        return replace(request, pack=wish), None
    return request, None


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


def _check_request(request: ConvertRequest) -> None:
    destination = request.destination
    if request.precision is Precision.INT8 and request.calibration is None:
        raise NothingToIdentify(
            "int8 needs sample photos to see the range of every layer. "
            "Give a folder of photos like those to be identified."
        )
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


def _measured(
    difference: float | None, request: ConvertRequest, change: PrecisionChange | None
) -> Iterator[str]:
    if difference is not None:
        yield (
            f"Compared with a numpy evaluation of the checkpoint on {VERIFIED_INPUTS} inputs, "
            f"the largest relative difference is {difference:.1e}."
        )
    if change is None:
        return
    source = "sample photos" if request.calibration else "inputs of noise"
    yield (
        f"{request.precision} makes the file {change.bytes_after / change.bytes_before:.0%} of its "
        f"size. On {change.samples} {source} the best answer changes by {change.mean_change:.2g} "
        f"on average and {change.largest_change:.2g} at most"
        + (f"; {change.agreement:.1%} stay the same." if change.agreement is not None else ".")
    )


def _shown_differences(verification: Verification) -> str:
    return ", ".join(
        f"“{difference.output}” by {difference.relative:.1e} relative, "
        f"{difference.rows} of {difference.all_rows} rows alike"
        for difference in verification.differences
        if not difference.is_equal
    )
