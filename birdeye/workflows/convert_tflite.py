"""From a TFLite model to an ONNX file or to a pack that the program installs."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

from birdeye import __version__
from birdeye.convert.network_kind import NetworkKind, Preprocessing
from birdeye.convert.precision import Precision
from birdeye.convert.tflite.convert import TfliteConversion, build_tflite, without_softmax
from birdeye.convert.tflite.model_file import read_tflite
from birdeye.convert.tflite.network import TfliteNetwork
from birdeye.convert.tflite.verify import tolerance_of, verify_tflite
from birdeye.domain.errors import BirdeyeError, CheckpointInvalid, ModelFailed
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import (
    ClassifierSpec,
    InputSpec,
    InputType,
    OutputKind,
    ResizeRule,
)
from birdeye.workflows.conversion_target import check_target, put_in_place, working_folder
from birdeye.workflows.convert_request import ConvertReport, ConvertRequest
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.converted_pack import (
    FAMILY_THRESHOLD,
    GENUS_THRESHOLD,
    SPECIES_THRESHOLD,
    manifest_around,
)
from birdeye.workflows.label_file import read_label_file
from birdeye.workflows.pack_assembly import CLASSIFIER_FILE, UNKNOWN_SHA256, assemble_pack

VERIFIED_INPUTS = 2
_AS_STORED = Preprocessing(
    (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), "it takes the pixels themselves, 0 to 255"
)
_MINUS_ONE_TO_ONE = Preprocessing(
    (127.5, 127.5, 127.5),
    (1 / 127.5, 1 / 127.5, 1 / 127.5),
    "pixels go from -1 to 1, as most float models of TensorFlow want them; the file does not tell",
)


def convert_tflite(request: ConvertRequest) -> Iterator[ConvertStage | ConvertReport]:
    """As `birdeye.workflows.convert_model.convert_model`, for a ``prefix`` that is a TFLite file.

    In a pack the network yields what goes into its softmax, whose 8 bits would lose the unlikely
    species.
    """
    yield ConvertStage("Reading the model")
    _check_request(request)
    network = read_tflite(request.prefix)
    if request.pack:
        network = without_softmax(network)
    yield ConvertStage(f"Converting “{network.name}”")
    conversion = build_tflite(network)
    preprocessing = _preprocessing(request, network)
    labels = _labels(request, conversion)
    difference = None
    with working_folder(request.destination) as folder:
        model = folder / "model.onnx"
        yield ConvertStage("Writing and checking the ONNX model")
        conversion.write(model, metadata_of(request.prefix, preprocessing))
        if request.verify:
            difference = yield from _verified(conversion, model)
        result = model
        if request.pack:
            yield ConvertStage("Making the model pack")
            result = folder / "pack"
            result.mkdir()
            _fill_pack(result, model, conversion, preprocessing, labels, request)
        put_in_place(result, request.destination)
    yield ConvertReport(
        request.destination,
        _kind_of(conversion),
        conversion.input_shapes,
        conversion.output_shapes,
        conversion.batch_is_dynamic,
        preprocessing,
        difference,
        None,
        tuple(_sentences(conversion, preprocessing, difference)),
    )


def metadata_of(source: Path, preprocessing: Preprocessing) -> dict[str, str]:
    """What the ONNX file says of itself."""
    return {
        "birdeye.version": __version__,
        "birdeye.source": source.name,
        "birdeye.mean": " ".join(f"{value:g}" for value in preprocessing.mean),
        "birdeye.scale": " ".join(f"{value:.9g}" for value in preprocessing.scale),
    }


def classifier_input(conversion: TfliteConversion, preprocessing: Preprocessing) -> InputSpec:
    """How a photo becomes the input. Raises `CheckpointInvalid` where it takes no photo."""
    kind = InputType.UINT8 if conversion.network.is_quantised else InputType.FLOAT32
    match [entry.shape for entry in conversion.builder.graph_inputs]:
        case [(_, 3, int(height), int(width))]:
            return InputSpec(
                width,
                height,
                ResizeRule.STRETCH,
                dtype=kind,
                mean=preprocessing.mean,
                scale=preprocessing.scale,
            )
    raise CheckpointInvalid(
        conversion.network.name, "it does not take one colour photo, as models of Birdeye do"
    )


def class_count(conversion: TfliteConversion) -> int | None:
    """Classes of a classifier; None for any other network."""
    shapes = list(conversion.output_shapes.values())
    return shapes[0][1] if len(shapes) == 1 and len(shapes[0]) == 2 else None


def check_label_count(conversion: TfliteConversion, labels: Labels) -> None:
    """Raises `CheckpointInvalid` unless there is one label for each output of a classifier."""
    outputs = class_count(conversion)
    if outputs is None:
        raise CheckpointInvalid(
            conversion.network.name, "it is no classifier, so it has no use for labels"
        )
    if outputs != len(labels):
        raise CheckpointInvalid(
            conversion.network.name,
            f"the network has {outputs} outputs, but there are {len(labels)} labels",
            "Give the label file of the same training.",
        )


def _check_request(request: ConvertRequest) -> None:
    check_target(request.destination, is_pack=request.pack is not None)
    for given, what in (
        (request.epoch, "epochs"),
        (request.input_size, "a choice of input size"),
        (request.pack and request.pack.bird_class, "classes of a detector"),
    ):
        if given is not None:
            raise BirdeyeError(f"A TFLite model has no {what}: leave that option out.")
    if request.precision is not Precision.FP32:
        raise BirdeyeError(
            "A TFLite model keeps the precision that it has: leave the option out, or quantise the "
            "model with TensorFlow before."
        )


def _preprocessing(request: ConvertRequest, network: TfliteNetwork) -> Preprocessing:
    guessed = _AS_STORED if network.is_quantised else _MINUS_ONE_TO_ONE
    if request.mean is None and request.scale is None:
        return guessed
    if network.is_quantised:
        raise BirdeyeError(
            f"“{network.name}” takes the pixels themselves, 0 to 255, so it has no use for a mean "
            "and a scale: leave those options out."
        )
    return Preprocessing(
        request.mean or guessed.mean, request.scale or guessed.scale, "as it was asked for"
    )


def _labels(request: ConvertRequest, conversion: TfliteConversion) -> Labels | None:
    if request.labels is None:
        if request.pack:
            raise CheckpointInvalid(
                conversion.network.name,
                "a TFLite model does not hold the names of its species",
                "Give a label file with one scientific name a line.",
            )
        return None
    labels = read_label_file(request.labels)
    check_label_count(conversion, labels)
    return labels


def _verified(conversion: TfliteConversion, model: Path) -> Generator[ConvertStage, None, float]:
    """The largest relative difference to the numpy evaluation; yields the stages.

    Raises `ModelFailed` where it is too large.
    """
    largest = 0.0
    yield ConvertStage("Comparing with the original", 0, VERIFIED_INPUTS)
    for done, differences in enumerate(verify_tflite(conversion, model, count=VERIFIED_INPUTS), 1):
        largest = max(largest, *(difference.relative for difference in differences))
        if largest > tolerance_of(conversion):
            raise ModelFailed(
                f"The converted model does not answer as “{conversion.network.name}” does: it is "
                f"{largest:.1e} off, relative. Nothing was written; please report this."
            )
        yield ConvertStage("Comparing with the original", done, VERIFIED_INPUTS)
    return largest


def _fill_pack(
    folder: Path,
    model: Path,
    conversion: TfliteConversion,
    preprocessing: Preprocessing,
    labels: Labels | None,
    request: ConvertRequest,
) -> None:
    assert request.pack is not None
    assert labels is not None
    name = conversion.network.name
    manifest = manifest_around(
        request.pack, name, f"Converted from the TFLite model “{name}” by Birdeye"
    )
    classifier = ClassifierSpec(
        file=CLASSIFIER_FILE,
        sha256=UNKNOWN_SHA256,
        input=classifier_input(conversion, preprocessing),
        output=_output_kind(conversion.network),
        species_threshold=SPECIES_THRESHOLD,
        genus_threshold=GENUS_THRESHOLD,
        family_threshold=FAMILY_THRESHOLD,
    )
    assemble_pack(
        folder,
        replace(manifest, classifier=classifier),
        request.pack.companion.detector_file,
        model,
        labels,
    )


def _output_kind(network: TfliteNetwork) -> OutputKind:
    """What is left of a classifier without its softmax: logits, unless something else ends it."""
    last = network.operators[-1].operator if network.operators else ""
    return OutputKind.PROBABILITIES if last in ("LOGISTIC", "SOFTMAX") else OutputKind.LOGITS


def _kind_of(conversion: TfliteConversion) -> NetworkKind:
    return NetworkKind.OTHER if class_count(conversion) is None else NetworkKind.CLASSIFIER


def _sentences(
    conversion: TfliteConversion, preprocessing: Preprocessing, difference: float | None
) -> Iterator[str]:
    network, classes = conversion.network, class_count(conversion)
    told = f" of {classes} classes" if classes is not None else ""
    integers = ", which computes in 8-bit integers" if network.is_quantised else ""
    yield f"“{network.name}” is a TFLite {_kind_of(conversion)}{told}{integers}."
    for name, shape in conversion.input_shapes.items():
        if len(shape) == 4:
            yield f"The photo goes into “{name}” at {shape[3]} x {shape[2]} pixels, channels first."
    mean = ", ".join(f"{value:g}" for value in preprocessing.mean)
    scale = ", ".join(f"{value:.6g}" for value in preprocessing.scale)
    yield f"Mean {mean} and scale {scale} (RGB): {preprocessing.reason}."
    if not conversion.batch_is_dynamic:
        yield "The network takes one photo at a time."
    if difference is not None:
        yield (
            f"Compared with a numpy evaluation of the TFLite model on {VERIFIED_INPUTS} inputs, "
            f"the largest relative difference is {difference:.1e}."
        )
