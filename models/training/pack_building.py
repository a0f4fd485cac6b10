"""Makes the pack that ships from the checkpoints, with the program's own converter.

Nothing here needs PyTorch: what ships comes from the MXNet checkpoints alone.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build, input_shapes_at
from birdeye.convert.mxnet.preprocessing import guessed_preprocessing
from birdeye.convert.precision import Precision, to_float16, to_int8
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
from birdeye.workflows.convert_model import metadata_of
from birdeye.workflows.label_file import labels_of, with_splits

from .crops import MARGIN
from .labels import LabelSpace

LICENCE = "CC-BY-NC-4.0"
CALIBRATION_CROPS = 256

LEARNED_TOGETHER = {
    "Astur atricapillus": ("Astur gentilis",),
    "Zosterops japonicus": ("Zosterops simplex",),
}
"""Species that an output learned along with another, beyond what the table of older names says."""


@dataclass(frozen=True)
class NetworkPlan:
    """What is wanted of one network: the side of its input, its precision, and sample pixels.

    `samples` are (n, side, side, 3) uint8 pictures as the network will be fed; int8 learns the
    range of every layer from them.
    """

    side: int
    precision: Precision
    samples: np.ndarray


@dataclass(frozen=True)
class DetectorPlan:
    """What is wanted of a detector: the network, and the score from which a box is a bird's."""

    network: NetworkPlan
    score_threshold: float


def convert(prefix: Path, plan: NetworkPlan, destination: Path) -> Path:
    """Convert a checkpoint to float32 ONNX, then to the precision that is wanted.

    Returns the float32 file, which is beside the destination with the suffix `.fp32`.
    """
    checkpoint = load_checkpoint(find_checkpoint(prefix))
    conversion = build(checkpoint, input_shapes_at(checkpoint, plan.side, plan.side), for_pack=True)
    whole = destination.with_name(f"{destination.name}.fp32")
    conversion.write(whole, metadata_of(conversion, guessed_preprocessing(conversion.graph)))
    if plan.precision is Precision.FP32:
        shutil.copyfile(whole, destination)
    elif plan.precision is Precision.FP16:
        to_float16(whole, destination)
    else:
        feeds = [
            {"data": picture.transpose(2, 0, 1)[None].astype(np.float32)}
            for picture in plan.samples
        ]
        to_int8(whole, destination, feeds)
    return whole


def pack_labels(space: LabelSpace) -> Labels:
    """The labels with names and families from the table of species; the last is no species.

    What was split may be claimed only where the place of a photo rules the others out.
    """
    named = labels_of(space.species, "the label space").species
    may = (True,) * len(named) + (False,)
    return with_splits(Labels((*named, None), may), LEARNED_TOGETHER)


def build_pack(
    folder: Path,
    checkpoints: Path,
    labels: Labels,
    detector: DetectorPlan | DetectorSpec,
    classifier: NetworkPlan,
    version: str,
    description: str,
) -> Pack:
    """Write a whole pack into `folder`, checked as any other; its card is written by hand.

    A `detector` that is a spec is in `folder` already and stays as it is. Temperature and the
    classifier's thresholds are left for `vouch` to fit: until then nothing is claimed. Raises
    `PackInvalid` when the parts do not fit.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(detector, DetectorPlan):
        _write_network(checkpoints, "detector", detector.network, folder)
        detector = DetectorSpec(
            file="detector.onnx",
            sha256=_sha256(folder / "detector.onnx"),
            decoder=Decoder.SSD,
            input=_input(detector.network.side),
            score_threshold=round(detector.score_threshold, 3),
            iou_threshold=0.45,
            bird_class=0,
        )
    _write_network(checkpoints, "classifier", classifier, folder)
    write_labels(folder, labels)
    manifest = Manifest(
        id="birdeye-1",
        version=version,
        title="Birdeye's own models",
        licence=LICENCE,
        description=description,
        detector=detector,
        classifier=ClassifierSpec(
            file="classifier.onnx",
            sha256=_sha256(folder / "classifier.onnx"),
            input=_input(classifier.side),
            output=OutputKind.PROBABILITIES,
            crop_margin=MARGIN,
            square=False,
            species_threshold=1.0,
            genus_threshold=1.0,
            family_threshold=1.0,
            not_a_bird=len(labels) - 1,
        ),
    )
    write_manifest(folder, manifest)
    return verify_pack(folder)


def _write_network(checkpoints: Path, name: str, plan: NetworkPlan, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as work:
        convert(checkpoints / name, plan, Path(work) / f"{name}.onnx")
        shutil.copyfile(Path(work) / f"{name}.onnx", folder / f"{name}.onnx")


def _input(side: int) -> InputSpec:
    return InputSpec(side, side, ResizeRule.STRETCH)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
