"""From an MXNet checkpoint to an ONNX file or to a pack that the program installs."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
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
from birdeye.domain.errors import ModelFailed, NothingToIdentify
from birdeye.packs.labels import Labels
from birdeye.workflows.conversion_target import check_target, put_in_place, working_folder
from birdeye.workflows.convert_request import ConvertReport, ConvertRequest
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.converted_pack import (
    check_label_count,
    check_pack_possible,
    class_count,
    fill_pack,
)
from birdeye.workflows.label_file import bird_line, read_label_file
from birdeye.workflows.smaller_model import made_smaller

VERIFIED_INPUTS = 2


def convert_model(request: ConvertRequest) -> Iterator[ConvertStage | ConvertReport]:
    """Converts, and yields stages as it goes and the report at the end.

    Everything that can be refused is refused before any work, and nothing is left behind by a
    conversion that fails or is stopped. Raises `CheckpointInvalid`, `OperatorUnsupported`,
    `PackInvalid`, `CannotWrite`, `ModelFailed`.
    """
    yield ConvertStage("Reading the checkpoint")
    if request.precision is Precision.INT8 and request.calibration is None:
        raise NothingToIdentify(
            "int8 needs sample photos to see the range of every layer. "
            "Give a folder of photos like those to be identified."
        )
    check_target(request.destination, is_pack=request.pack is not None)
    checkpoint = load_checkpoint(find_checkpoint(request.prefix, request.epoch))
    request, labels = _with_labels(request, checkpoint)
    yield ConvertStage(f"Converting “{checkpoint.name}”")
    conversion = _built(request, checkpoint)
    preprocessing = _preprocessing(request, conversion)
    _check_labels(request, conversion, labels)
    difference, change = None, None
    with working_folder(request.destination) as folder:
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
        put_in_place(result, request.destination)
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
