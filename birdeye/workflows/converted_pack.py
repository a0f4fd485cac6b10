"""Makes a pack from converted networks; a missing one comes from an installed pack."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from birdeye.convert.network_kind import NetworkKind, Preprocessing
from birdeye.convert.source import Source
from birdeye.domain.errors import CheckpointInvalid
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import ClassifierSpec, DetectorSpec, Manifest
from birdeye.packs.pack import Pack
from birdeye.workflows.pack_assembly import (
    CLASSIFIER_FILE,
    DETECTOR_FILE,
    UNKNOWN_SHA256,
    assemble_pack,
)

SPECIES_THRESHOLD, GENUS_THRESHOLD, FAMILY_THRESHOLD = 0.5, 0.6, 0.6
_SCORE_THRESHOLD, _IOU_THRESHOLD = 0.3, 0.45
BIRD_AMONG = {1: 0, 20: 2, 80: 14, 90: 15, 91: 16}
"""Index of the bird among the classes of a detector for birds only, of Pascal VOC, of COCO's 80
names, and of COCO's 90 and 91 numbers with gaps, without and with a class 0."""


@dataclass(frozen=True)
class PackDetails:
    """What a pack needs besides the converted network.

    ``companion`` is the pack whose other network goes into the new one: a pack has a detector and a
    classifier, a file usually contains one of them. None if both are converted. ``bird_class`` is
    the index of the class "bird" of a detector; None for the one that the file names, or the usual
    one of its number of classes.
    """

    companion: Pack | None
    title: str = ""
    version: str = "1.0"
    licence: str = "not stated"
    bird_class: int | None = None


@dataclass(frozen=True)
class ConvertedNetwork:
    """A network and its written file."""

    source: Source
    preprocessing: Preprocessing
    file: Path


def check_pack_possible(source: Source, labels: Labels | None, details: PackDetails) -> None:
    """Raise `CheckpointInvalid` if this network and these labels cannot make a pack."""
    if source.detector_output is not None:
        bird_class_of(source, details)
        return
    if source.kind is not NetworkKind.CLASSIFIER:
        article = "an" if str(source.kind)[0] in "aeiou" else "a"
        raise CheckpointInvalid(
            source.name,
            f"{article} {source.kind} cannot be part of a pack, which takes classifiers and "
            "detectors",
            "Convert it to an ONNX file instead.",
        )
    source.input_spec(source.preprocessing)
    if labels is None:
        raise CheckpointInvalid(
            source.name,
            "it does not contain the names of its species",
            "Give a label file with one name a line, in the order of the network's outputs.",
        )
    check_label_count(source, labels)


def check_label_count(source: Source, labels: Labels) -> None:
    """Raises `CheckpointInvalid` unless there is one label for each output of a classifier."""
    if source.kind is not NetworkKind.CLASSIFIER:
        raise CheckpointInvalid(source.name, f"a {source.kind} has no use for names of species")
    if source.class_count != len(labels):
        raise CheckpointInvalid(
            source.name,
            f"the network has {source.class_count} outputs, but there are {len(labels)} labels",
            "Give the label file of the same training.",
        )


def bird_class_of(source: Source, details: PackDetails) -> int:
    """The class "bird" of a detector: as requested, as the file names it, or as usual.

    Raises `CheckpointInvalid` if it is not known, or the network has no such class.
    """
    count = source.class_count
    chosen = details.bird_class if details.bird_class is not None else source.bird_class
    if chosen is None:
        chosen = BIRD_AMONG.get(count or 0)
    if chosen is None:
        raise CheckpointInvalid(
            source.name,
            f"which of its {'' if count is None else f'{count} '}classes is the bird is unknown",
            "State the number of the class, counted from 0 without the background.",
        )
    if count is not None and chosen >= count:
        raise CheckpointInvalid(
            source.name,
            f"it has {count} classes, so that none has the number {chosen}",
            "Count from 0, without the background.",
        )
    return chosen


def fill_pack(
    folder: Path, networks: list[ConvertedNetwork], labels: Labels | None, details: PackDetails
) -> Pack:
    """Write a pack into the empty ``folder`` and check it.

    Raises `PackInvalid` if the parts do not make a pack.
    """
    detector = next((n for n in networks if n.source.detector_output is not None), None)
    classifier = next((n for n in networks if n is not detector), None)
    companion = details.companion
    files: dict[str, Path] = {}
    specs: dict[str, DetectorSpec | ClassifierSpec] = {}
    names = labels
    if companion is not None:
        files = {"detector": companion.detector_file, "classifier": companion.classifier_file}
        specs = {
            "detector": replace(companion.manifest.detector, file=DETECTOR_FILE),
            "classifier": replace(companion.manifest.classifier, file=CLASSIFIER_FILE),
        }
    if detector is not None:
        files["detector"] = detector.file
        specs["detector"] = _detector(detector, details)
    if classifier is not None:
        files["classifier"] = classifier.file
        specs["classifier"] = _classifier(classifier, labels)
    elif companion is not None:
        names = companion.labels
    detector_spec, classifier_spec = specs.get("detector"), specs.get("classifier")
    assert isinstance(detector_spec, DetectorSpec)
    assert isinstance(classifier_spec, ClassifierSpec)
    assert names is not None
    title = details.title or networks[0].source.name
    manifest = Manifest(
        id=identifier(title),
        version=details.version,
        title=title[:100],
        licence=details.licence,
        description=_description(networks, companion),
        detector=detector_spec,
        classifier=classifier_spec,
    )
    return assemble_pack(folder, manifest, files["detector"], files["classifier"], names)


def _description(networks: list[ConvertedNetwork], companion: Pack | None) -> str:
    sources = " and ".join(f"the {n.source.format} “{n.source.name}”" for n in networks)
    told = f"Converted from {sources} by Birdeye"
    if len(networks) > 1 or companion is None:
        return f"{told}."
    manifest = companion.manifest
    return f"{told}; the other network is that of the pack “{manifest.id}” {manifest.version}."


def _detector(network: ConvertedNetwork, details: PackDetails) -> DetectorSpec:
    output = network.source.detector_output
    assert output is not None
    return DetectorSpec(
        file=DETECTOR_FILE,
        sha256=UNKNOWN_SHA256,
        decoder=output.decoder,
        input=network.source.input_spec(network.preprocessing),
        score_threshold=_SCORE_THRESHOLD,
        iou_threshold=_IOU_THRESHOLD,
        bird_class=bird_class_of(network.source, details),
        strides=output.strides,
        boxes_output=output.boxes,
        scores_output=output.scores,
    )


def _classifier(network: ConvertedNetwork, labels: Labels | None) -> ClassifierSpec:
    return ClassifierSpec(
        file=CLASSIFIER_FILE,
        sha256=UNKNOWN_SHA256,
        input=network.source.input_spec(network.preprocessing),
        output=network.source.output_kind,
        species_threshold=SPECIES_THRESHOLD,
        genus_threshold=GENUS_THRESHOLD,
        family_threshold=FAMILY_THRESHOLD,
        output_name=network.source.output_name,
    )


def identifier(title: str) -> str:
    """Lower-case letters, digits and single hyphens, as in a pack's id."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:64].strip("-") or "converted"
