"""Converts a network of any kind to an ONNX file or to a pack that the program installs."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from birdeye import __version__
from birdeye.convert.network_kind import Preprocessing
from birdeye.convert.open_source import open_source
from birdeye.convert.precision import Precision, PrecisionChange
from birdeye.convert.source import Source, SourceOptions
from birdeye.convert.verify import Verification, verify
from birdeye.domain.confidence import percent_of
from birdeye.domain.errors import BirdeyeError, CheckpointInvalid, ModelFailed, NothingToIdentify
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import InputType
from birdeye.workflows.class_names import labels_of, with_bird_class
from birdeye.workflows.conversion_report import sentences_about
from birdeye.workflows.conversion_target import check_target, put_in_place, working_folder
from birdeye.workflows.convert_request import ConvertReport, ConvertRequest
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.converted_pack import (
    ConvertedNetwork,
    PackDetails,
    check_pack_possible,
    fill_pack,
)
from birdeye.workflows.preprocessing_trial import tried_on_photos
from birdeye.workflows.published_zip import unpacked
from birdeye.workflows.smaller_model import made_smaller

VERIFIED_INPUTS = 2


@dataclass(frozen=True)
class _Plan:
    """What will be written: one network, or two, and what is known about their use."""

    sources: tuple[tuple[Source, Preprocessing], ...]
    labels: Labels | None
    details: PackDetails | None


@dataclass
class _Measured:
    """What the conversion found out."""

    difference: float | None = None
    change: PrecisionChange | None = None
    hints: tuple[str, ...] = ()


def convert_model(request: ConvertRequest) -> Iterator[ConvertStage | ConvertReport]:
    """Convert, yielding stages and the report at the end.

    What can be refused is refused before anything is written, and a conversion that fails or is
    stopped leaves nothing behind. Raises `CheckpointInvalid`, `OperatorUnsupported`, `PackInvalid`,
    `CannotWrite`, `ModelFailed`.
    """
    if request.precision is Precision.INT8 and request.calibration is None:
        raise NothingToIdentify(
            "int8 needs sample photos to see the range of every layer. "
            "Give a folder of photos like those to be identified."
        )
    check_target(request.destination, is_pack=request.pack is not None)
    with unpacked(request.prefix) as prefix:
        if request.detector is None:
            yield from _converted(replace(request, prefix=prefix))
            return
        with unpacked(request.detector) as detector:
            yield from _converted(replace(request, prefix=prefix, detector=detector))


def _converted(request: ConvertRequest) -> Iterator[ConvertStage | ConvertReport]:
    yield ConvertStage("Reading the network")
    plan = _planned(request)
    main, preprocessing = plan.sources[0]
    measured = _Measured()
    with working_folder(request.destination) as folder:
        written = []
        for number, (source, own) in enumerate(plan.sources):
            model = folder / f"model{number}.onnx"
            yield ConvertStage(f"Writing and checking “{source.name}”")
            source.write(model, metadata_of(source, own))
            if request.verify:
                difference = yield from _verified(source, model)
                measured.difference = max(difference, measured.difference or 0.0)
            written.append(ConvertedNetwork(source, own, model))
        yield from _measured_on_photos(request, written[0], measured)
        result = written[0].file
        if plan.details is not None:
            yield ConvertStage("Making the model pack")
            result = folder / "pack"
            result.mkdir()
            fill_pack(result, written, plan.labels, plan.details)
        put_in_place(result, request.destination)
    yield ConvertReport(
        request.destination,
        main.kind,
        main.input_shapes,
        main.output_shapes,
        main.batch_is_dynamic,
        preprocessing,
        measured.difference,
        measured.change,
        tuple(_sentences(request, plan, measured)),
    )


def metadata_of(source: Source, preprocessing: Preprocessing) -> dict[str, str]:
    """The metadata of the ONNX file: ONNX's keys for pictures, and where it comes from."""
    facts = {
        "Image.BitmapPixelFormat": "Rgb8",
        "Image.ColorSpaceGamma": "SRGB",
        "Image.NominalPixelRange": "NominalRange_0_255",
        "birdeye.version": __version__,
        "birdeye.kind": str(source.kind),
        "birdeye.mean": " ".join(f"{value:g}" for value in preprocessing.mean),
        "birdeye.scale": " ".join(f"{value:.9g}" for value in preprocessing.scale),
        **source.facts,
    }
    count = source.class_count
    return facts | ({"birdeye.classes": str(count)} if count is not None else {})


def _planned(request: ConvertRequest) -> _Plan:
    """Open everything and raise if the parts do not make what was requested."""
    main = open_source(request.prefix, request.options)
    _check_precision(request, main)
    sources = [(main, _preprocessing(request, main))]
    labels = labels_of(main, request.labels, for_pack=request.pack is not None)
    details = request.pack
    if details is None:
        return _Plan(tuple(sources), labels, None)
    details = with_bird_class(details, main, request.labels)
    check_pack_possible(main, labels, details)
    if request.detector is not None:
        if main.detector_output is not None:
            raise CheckpointInvalid(main.name, "it is a detector, but a classifier is needed")
        detector = open_source(request.detector, SourceOptions(for_pack=True))
        if detector.detector_output is None:
            raise CheckpointInvalid(
                detector.name, f"it is {detector.kind.with_article}, not a whole detector"
            )
        details = replace(details, companion=None)
        check_pack_possible(detector, None, details)
        sources.append((detector, detector.preprocessing))
    return _Plan(tuple(sources), labels, details)


def _check_precision(request: ConvertRequest, source: Source) -> None:
    is_integer = source.photo is not None and source.photo.dtype is InputType.UINT8
    if request.precision is not Precision.FP32 and is_integer:
        raise BirdeyeError(
            f"“{source.name}” keeps its precision, because it is already quantised: leave the "
            "option out."
        )


def _preprocessing(request: ConvertRequest, source: Source) -> Preprocessing:
    found = source.preprocessing
    if request.mean is None and request.scale is None:
        if found.must_be_stated and request.pack is not None:
            raise CheckpointInvalid(
                source.name,
                "neither the file nor one beside it says how its pixels are prepared",
                "State --mean and --scale as they were in training. Most networks of PyTorch take "
                "--mean 123.675,116.28,103.53 --scale 0.0171248,0.017507,0.0174292.",
            )
        return found
    if source.photo is not None and source.photo.dtype is InputType.UINT8:
        raise BirdeyeError(
            f"“{source.name}” takes the pixels themselves, 0 to 255, so it has no use for a mean "
            "and a scale: leave those options out."
        )
    return Preprocessing(
        request.mean or found.mean, request.scale or found.scale, "as asked for", is_known=True
    )


def _verified(source: Source, model: Path) -> Generator[ConvertStage, None, float]:
    """The largest relative difference to the original. Raises `ModelFailed` if it is too large.

    Also yields the stages.
    """
    largest = 0.0
    yield ConvertStage("Comparing with the original", 0, VERIFIED_INPUTS)
    for done, verification in enumerate(verify(source, model, count=VERIFIED_INPUTS), 1):
        largest = max(largest, verification.largest)
        if not verification.is_equal:
            raise ModelFailed(
                f"The converted model does not answer as “{source.name}” does: "
                f"{_shown_differences(verification)}. Nothing was written; please report this."
            )
        yield ConvertStage("Comparing with the original", done, VERIFIED_INPUTS)
    return largest


def _measured_on_photos(
    request: ConvertRequest, network: ConvertedNetwork, measured: _Measured
) -> Generator[ConvertStage, None, None]:
    """Findings from sample photos: the preprocessing that makes the network surest, smaller
    forms."""
    if request.calibration is not None and not network.preprocessing.is_known:
        measured.hints = yield from tried_on_photos(network, request.calibration)
    if request.precision is not Precision.FP32:
        measured.change = yield from made_smaller(network, request.precision, request.calibration)


def _sentences(request: ConvertRequest, plan: _Plan, measured: _Measured) -> Iterator[str]:
    for source, preprocessing in plan.sources:
        own = plan.labels if source is plan.sources[0][0] else None
        yield from sentences_about(source, preprocessing, own, plan.details)
    yield from measured.hints
    if measured.difference is not None:
        yield (
            f"Compared with the original on {VERIFIED_INPUTS} inputs, the largest relative "
            f"difference is {measured.difference:.1e}."
        )
    change = measured.change
    if change is not None:
        photos = "sample photos" if request.calibration else "inputs of noise"
        size = change.bytes_after / change.bytes_before
        stay = (
            f"; {percent_of(change.agreement)} stay the same."
            if change.agreement is not None
            else "."
        )
        yield (
            f"{request.precision} makes the file {size:.0%} of its size. On {change.samples} "
            f"{photos} the best answer changes by {change.mean_change:.2g} on average and "
            f"{change.largest_change:.2g} at most{stay}"
        )


def _shown_differences(verification: Verification) -> str:
    return ", ".join(
        difference.described for difference in verification.differences if not difference.is_equal
    )
