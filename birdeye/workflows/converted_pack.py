"""A pack around one converted network; the other network comes from a pack that is there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from birdeye.convert.convert import Conversion
from birdeye.convert.detection_rows import ends_in_rows
from birdeye.convert.network_kind import NetworkKind, Preprocessing, kind_of, yields_logits
from birdeye.convert.tensors import Dimension
from birdeye.domain.errors import CheckpointInvalid
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import (
    ClassifierSpec,
    Decoder,
    DetectorSpec,
    InputSpec,
    Manifest,
    OutputKind,
    ResizeRule,
)
from birdeye.packs.pack import Pack
from birdeye.workflows.pack_assembly import (
    CLASSIFIER_FILE,
    DETECTOR_FILE,
    UNKNOWN_SHA256,
    assemble_pack,
)

SPECIES_THRESHOLD, GENUS_THRESHOLD, FAMILY_THRESHOLD = 0.5, 0.6, 0.6
_SCORE_THRESHOLD, _IOU_THRESHOLD = 0.3, 0.45
BIRD_AMONG = {1: 0, 20: 2, 80: 14}
"""Index of the bird among the classes of a detector of birds, of Pascal VOC and of COCO."""


@dataclass(frozen=True)
class PackWish:
    """What a pack needs besides the converted network.

    ``companion`` is the pack whose other network goes into the new one: a pack has a detector and a
    classifier, a checkpoint holds one of them. ``bird_class`` is the index of the class "bird" of a
    detector; None for the usual one of its number of classes.
    """

    companion: Pack
    title: str = ""
    version: str = "1.0"
    licence: str = "not stated"
    bird_class: int | None = None


def check_pack_possible(conversion: Conversion, labels: Labels | None, wish: PackWish) -> None:
    """Raises `CheckpointInvalid` where no pack can be made of this network and these labels."""
    kind = kind_of(conversion.graph)
    name = conversion.checkpoint.name
    if kind is NetworkKind.CLASSIFIER:
        if labels is None:
            raise CheckpointInvalid(
                name,
                "a checkpoint does not hold the names of its species",
                "Give a label file with one scientific name a line.",
            )
        check_label_count(conversion, labels)
    elif not ends_in_rows(conversion.graph):
        raise CheckpointInvalid(
            name,
            f"a {kind} cannot be part of a pack, which takes classifiers and detectors",
            "Convert it to an ONNX file instead.",
        )
    elif class_count(conversion) not in BIRD_AMONG and wish.bird_class is None:
        count = class_count(conversion)
        raise CheckpointInvalid(
            name,
            f"which of its {'' if count is None else f'{count} '}classes is the bird is unknown",
            "State the number of the class, counted from 0 without the background.",
        )


def check_label_count(conversion: Conversion, labels: Labels) -> None:
    """Raises `CheckpointInvalid` unless there is one label for each output of a classifier."""
    outputs = class_count(conversion)
    if outputs != len(labels):
        raise CheckpointInvalid(
            conversion.checkpoint.name,
            f"the network has {outputs} outputs, but there are {len(labels)} labels",
            "Give the label file of the same training.",
        )


def class_count(conversion: Conversion) -> int | None:
    """Classes of a classifier, or of a detector without its background; None where unknown."""
    graph, builder = conversion.graph, conversion.builder
    kind = kind_of(graph)
    last = graph.node(graph.heads[0])
    if kind is NetworkKind.SSD:
        return _without_background(builder.bound(last.inputs[0]).shape[1])
    if kind is NetworkKind.FASTER_RCNN and ends_in_rows(graph):
        return _without_background(builder.bound(last.inputs[1]).shape[-1])
    if kind is NetworkKind.CLASSIFIER:
        shape = builder.graph_outputs[0].shape
        return int(shape[1]) if len(shape) > 1 and isinstance(shape[1], int) else None
    return None


def _without_background(size: Dimension) -> int | None:
    return size - 1 if isinstance(size, int) else None


def input_spec(conversion: Conversion, preprocessing: Preprocessing) -> InputSpec:
    """How a photo becomes the network's input: stretched, as MXNet's examples do it."""
    height, width = next(shape[2:] for shape in conversion.input_shapes.values() if len(shape) == 4)
    return InputSpec(
        width, height, ResizeRule.STRETCH, mean=preprocessing.mean, scale=preprocessing.scale
    )


def fill_pack(
    folder: Path,
    model: Path,
    conversion: Conversion,
    preprocessing: Preprocessing,
    labels: Labels | None,
    wish: PackWish,
) -> Pack:
    """Writes a whole pack into the empty ``folder`` and checks it; ``model`` is the network's file.

    Raises `PackInvalid` where the parts do not make a pack.
    """
    companion = wish.companion
    spec = input_spec(conversion, preprocessing)
    manifest = manifest_around(
        wish,
        conversion.checkpoint.name,
        f"Converted from the MXNet checkpoint “{conversion.checkpoint.name}” by Birdeye",
    )
    if ends_in_rows(conversion.graph):
        manifest = replace(manifest, detector=_detector(conversion, spec, wish))
        return assemble_pack(folder, manifest, model, companion.classifier_file, companion.labels)
    assert labels is not None
    manifest = replace(manifest, classifier=_classifier(conversion, spec))
    return assemble_pack(folder, manifest, companion.detector_file, model, labels)


def manifest_around(wish: PackWish, name: str, origin: str) -> Manifest:
    """The manifest of a pack with one new network, here still the companion's two.

    ``name`` is that of the new network, for want of a title; ``origin`` says where it comes from.
    """
    companion = wish.companion.manifest
    title = wish.title or name
    return Manifest(
        id=_identifier(title),
        version=wish.version,
        title=title[:100],
        licence=wish.licence,
        description=(
            f"{origin}; the other network is that of the pack “{companion.id}” {companion.version}."
        ),
        detector=replace(companion.detector, file=DETECTOR_FILE),
        classifier=replace(companion.classifier, file=CLASSIFIER_FILE),
    )


def _detector(conversion: Conversion, spec: InputSpec, wish: PackWish) -> DetectorSpec:
    usual = BIRD_AMONG.get(class_count(conversion) or 0, 0)
    return DetectorSpec(
        file=DETECTOR_FILE,
        sha256=UNKNOWN_SHA256,
        decoder=Decoder.SSD,
        input=spec,
        score_threshold=_SCORE_THRESHOLD,
        iou_threshold=_IOU_THRESHOLD,
        bird_class=usual if wish.bird_class is None else wish.bird_class,
    )


def _classifier(conversion: Conversion, spec: InputSpec) -> ClassifierSpec:
    logits = yields_logits(conversion.graph)
    return ClassifierSpec(
        file=CLASSIFIER_FILE,
        sha256=UNKNOWN_SHA256,
        input=spec,
        output=OutputKind.LOGITS if logits else OutputKind.PROBABILITIES,
        species_threshold=SPECIES_THRESHOLD,
        genus_threshold=GENUS_THRESHOLD,
        family_threshold=FAMILY_THRESHOLD,
    )


def _identifier(title: str) -> str:
    """Lower-case letters, digits and single hyphens, as a pack's id is made."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:64].strip("-") or "converted"
