"""The slow, thorough check of a pack: whether its networks match its manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from birdeye.domain.errors import PackInvalid
from birdeye.packs.manifest import ClassifierSpec, Decoder, DetectorSpec, InputSpec, Layout
from birdeye.packs.network_file import Network, Tensor, read_network
from birdeye.packs.pack import MAX_MODEL_BYTES, Pack, load_pack


def verify_pack(folder: Path, *, subject: str = "", builtin: bool = False) -> Pack:
    """The pack in ``folder`` after all checks: those of `load_pack`, hashes, and the networks.

    Reads both ONNX files fully, so it takes seconds rather than milliseconds; nothing is run.
    ``subject`` names the pack in errors if its folder is only temporary. Raises `PackInvalid` with
    all problems.
    """
    try:
        pack = load_pack(folder, builtin=builtin)
    except PackInvalid as error:
        raise PackInvalid(subject or error.subject, error.problems) from None
    manifest = pack.manifest
    problems: list[str] = []
    try:
        _ = pack.ranges, pack.grid
    except PackInvalid as error:
        problems += error.problems
    for part, spec in (("detector", manifest.detector), ("classifier", manifest.classifier)):
        network, refusal = _read_model(folder, part, spec)
        if refusal:
            problems.append(refusal)
            continue
        problems += [f"{spec.file} {problem}" for problem in network.problems]
        if network.inputs or network.outputs:
            found = (
                _detector_problems(spec, network)
                if isinstance(spec, DetectorSpec)
                else classifier_problems(spec, network, len(pack.labels))
            )
            problems += [f"{spec.file} {problem}" for problem in found]
    if problems:
        raise PackInvalid(subject or folder.name, problems)
    return pack


def _read_model(
    folder: Path, part: str, spec: DetectorSpec | ClassifierSpec
) -> tuple[Network, str]:
    """The network of one part, or a sentence saying why it was not examined."""
    path = folder / spec.file
    try:
        if path.exists() and not path.is_file():  # a pipe would block forever
            return Network(), f"{spec.file} cannot be read: it is not a file"
        with path.open("rb") as file:
            content = file.read(MAX_MODEL_BYTES + 1)
    except OSError as error:
        return Network(), f"{spec.file} cannot be read: {error.strerror or error}"
    if hashlib.sha256(content).hexdigest() != spec.sha256:
        return Network(), (
            f"{part}.sha256 does not match {spec.file}: the file is damaged or was replaced"
        )
    return read_network(content), ""


def _input_problems(spec: InputSpec, network: Network) -> Iterator[str]:
    if len(network.inputs) != 1:
        yield f"has {len(network.inputs)} inputs, but must have one"
        return
    tensor = network.inputs[0]
    if tensor.dtype != spec.dtype:
        yield f"takes {tensor.dtype}, but input.dtype is {spec.dtype}"
    size = (spec.height, spec.width)
    wanted = (1, 3, *size) if spec.layout is Layout.NCHW else (1, *size, 3)
    if not _fits(tensor, wanted):
        yield (
            f"takes {_shown(tensor)}, but input.width, input.height and input.layout make it "
            f"{list(wanted)}"
        )


def _detector_problems(spec: DetectorSpec, network: Network) -> Iterator[str]:
    yield from _input_problems(spec.input, network)
    if spec.decoder is Decoder.BOXES_SCORES:
        yield from _boxes_scores_problems(spec, network)
        return
    if len(network.outputs) != 1:
        yield f"has {len(network.outputs)} outputs, but the decoder {spec.decoder} reads one"
        return
    output = network.outputs[0]
    if spec.decoder is Decoder.SSD:
        if not _fits(output, (1, None, 6)):
            yield f"yields {_shown(output)}, but the decoder ssd reads rows of 6: [1, N, 6]"
        return
    cells = sum(
        (spec.input.width // stride) * (spec.input.height // stride) for stride in spec.strides
    )
    if not _fits(output, (1, cells, None)):
        yield f"yields {_shown(output)}, but detector.strides make {cells} cells: [1, {cells}, C]"
    elif (channels := _last(output)) is not None and channels - 5 <= spec.bird_class:
        yield (
            f"knows {max(0, channels - 5)} classes, but detector.bird_class is {spec.bird_class}"
        )


def _boxes_scores_problems(spec: DetectorSpec, network: Network) -> Iterator[str]:
    boxes = network.output(spec.boxes_output)
    scores = network.output(spec.scores_output)
    if boxes is None:
        yield f"has no output “{spec.boxes_output}”, which detector.boxes_output names"
    elif not _fits(boxes, (1, None, 4)):
        yield f"yields boxes as {_shown(boxes)}, but they must be [1, N, 4]"
    if scores is None:
        yield f"has no output “{spec.scores_output}”, which detector.scores_output names"
        return
    if not _fits(scores, (1, None)) and not _fits(scores, (1, None, None)):
        yield f"yields scores as {_shown(scores)}, but they must be [1, N] or [1, N, classes]"
        return
    rank = len(scores.shape or ())
    classes = 1 if rank == 2 else _last(scores)
    if classes is not None and classes <= spec.bird_class:
        yield f"knows {classes} classes, but detector.bird_class is {spec.bird_class}"


def classifier_problems(spec: ClassifierSpec, network: Network, labels: int) -> Iterator[str]:
    """How a network differs from its description, as sentences without a subject."""
    yield from _input_problems(spec.input, network)
    if spec.output_name is None:
        if len(network.outputs) != 1:
            yield f"has {len(network.outputs)} outputs: classifier.output_name must name one"
            return
        output = network.outputs[0]
    else:
        named = network.output(spec.output_name)
        if named is None:
            yield f"has no output “{spec.output_name}”, which classifier.output_name names"
            return
        output = named
    if not _fits(output, (1, None)):
        yield f"yields {_shown(output)}, but a classifier must yield [N, species]"
    elif (count := _last(output)) is None:
        yield "does not say how many species its output has"
    elif count != labels:
        yield f"has {count} outputs, but labels.csv has {labels} rows"


def _fits(tensor: Tensor, wanted: tuple[int | None, ...]) -> bool:
    """Whether the tensor can have the wanted shape; None on either side means any size."""
    if tensor.shape is None:
        return True
    return len(tensor.shape) == len(wanted) and all(
        has is None or want is None or has == want
        for has, want in zip(tensor.shape, wanted, strict=True)
    )


def _last(tensor: Tensor) -> int | None:
    return tensor.shape[-1] if tensor.shape else None


def _shown(tensor: Tensor) -> str:
    if tensor.shape is None:
        return "a shape of its own"
    return "[" + ", ".join("N" if size is None else str(size) for size in tensor.shape) + "]"
