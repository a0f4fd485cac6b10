"""A pack around one converted network; the other network comes from a pack that is there."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from birdeye.convert.convert import Conversion
from birdeye.convert.detection_rows import ends_in_rows
from birdeye.convert.network_kind import NetworkKind, Preprocessing, kind_of, yields_logits
from birdeye.domain.errors import CheckpointInvalid
from birdeye.packs.labels import Labels, write_labels
from birdeye.packs.manifest import (
    ClassifierSpec,
    Decoder,
    DetectorSpec,
    InputSpec,
    Manifest,
    OutputKind,
    ResizeRule,
)
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import Pack
from birdeye.packs.verification import verify_pack

DETECTOR_FILE, CLASSIFIER_FILE = "detector.onnx", "classifier.onnx"
_SPECIES_THRESHOLD, _GENUS_THRESHOLD, _FAMILY_THRESHOLD = 0.5, 0.6, 0.6
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
        return int(builder.bound(last.inputs[0]).shape[1]) - 1
    if kind is NetworkKind.FASTER_RCNN and ends_in_rows(graph):
        return int(builder.bound(last.inputs[1]).shape[-1]) - 1
    if kind is NetworkKind.CLASSIFIER:
        shape = builder.graph_outputs[0].shape
        return int(shape[1]) if len(shape) > 1 and isinstance(shape[1], int) else None
    return None


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
    companion = wish.companion.manifest
    spec = input_spec(conversion, preprocessing)
    if ends_in_rows(conversion.graph):
        shutil.copyfile(wish.companion.classifier_file, folder / CLASSIFIER_FILE)
        shutil.copyfile(model, folder / DETECTOR_FILE)
        detector = _detector(conversion, spec, wish)
        classifier = replace(companion.classifier, file=CLASSIFIER_FILE)
        write_labels(folder, wish.companion.labels)
    else:
        shutil.copyfile(wish.companion.detector_file, folder / DETECTOR_FILE)
        shutil.copyfile(model, folder / CLASSIFIER_FILE)
        detector = replace(companion.detector, file=DETECTOR_FILE)
        classifier = _classifier(conversion, spec)
        assert labels is not None
        write_labels(folder, labels)
    title = wish.title or conversion.checkpoint.name
    manifest = Manifest(
        id=_identifier(title),
        version=wish.version,
        title=title[:100],
        licence=wish.licence,
        description=(
            f"Converted from the MXNet checkpoint “{conversion.checkpoint.name}” by Birdeye; "
            f"the other network is that of the pack “{companion.id}” {companion.version}."
        ),
        detector=replace(detector, sha256=_sha256(folder / DETECTOR_FILE)),
        classifier=replace(classifier, sha256=_sha256(folder / CLASSIFIER_FILE)),
    )
    write_manifest(folder, manifest)
    return verify_pack(folder, subject=manifest.id)


def _detector(conversion: Conversion, spec: InputSpec, wish: PackWish) -> DetectorSpec:
    usual = BIRD_AMONG.get(class_count(conversion) or 0, 0)
    return DetectorSpec(
        file=DETECTOR_FILE,
        sha256="0" * 64,
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
        sha256="0" * 64,
        input=spec,
        output=OutputKind.LOGITS if logits else OutputKind.PROBABILITIES,
        species_threshold=_SPECIES_THRESHOLD,
        genus_threshold=_GENUS_THRESHOLD,
        family_threshold=_FAMILY_THRESHOLD,
    )


def _identifier(title: str) -> str:
    """Lower-case letters, digits and single hyphens, as a pack's id is made."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:64].strip("-") or "converted"


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
