"""A pack of real networks for tests and by hand, until the built-in pack is trained.

Built from the folder ``shared`` beside the project, never inside the project: YOLOX-nano as
detector and a MobileNetV2 of 964 birds as classifier (both Apache-2.0; see shared/README.md).

By hand: ``python -m tests.helpers.stand_in_pack FOLDER``
"""

from __future__ import annotations

import argparse
import atexit
import functools
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

import onnx
from onnx import TensorProto, helper

from birdeye.packs.labels import Labels, write_labels
from birdeye.packs.manifest import (
    CalibrationSpec,
    ClassifierSpec,
    ColourOrder,
    Decoder,
    DetectorSpec,
    InputSpec,
    InputType,
    Layout,
    Manifest,
    OutputKind,
    ResizeRule,
)
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import Pack, load_pack
from birdeye.workflows.label_file import read_label_file

SHARED = Path(__file__).resolve().parents[3] / "shared"
STAND_IN_ABSENT = "needs the folder ../shared beside the project, which is absent"

DETECTOR_SOURCE = SHARED / "models" / "yolox_nano.onnx"
CLASSIFIER_SOURCE = SHARED / "models" / "inat_bird_fp32.onnx"
LABELS_SOURCE = SHARED / "models" / "inat_bird_labels.txt"
SPECIES_TABLE = SHARED / "data" / "species.csv"

# What `python -m tests.helpers.stand_in_calibration` chose on half of 7,621 photos, one in five
# counted as of a species that the network does not know. On the other half the calibration error
# (15 bins) fell from 0.060 to 0.028, and of the unknown species 3 to 5 in 100 were called almost
# certain. Fitted to known species alone the temperature would be lower and those more.
TEMPERATURE = 0.95
SPECIES_THRESHOLD = 0.74
GENUS_THRESHOLD = 0.78
FAMILY_THRESHOLD = 0.50

_LOGITS = "Logits/MatMul;Logits/BiasAdd_prequant"

# Cattle egrets, olive-backed sunbirds and barn owls were divided into several species after the
# network had learned them as one, so the name of one of them is never claimed outright.
_DIVIDED = frozenset(["Ardea ibis", "Cinnyris jugularis", "Tyto alba"])


def stand_in_is_possible() -> bool:
    """Whether the folder that it is built from is there."""
    return DETECTOR_SOURCE.is_file() and CLASSIFIER_SOURCE.is_file()


@functools.cache
def stand_in_pack() -> Pack:
    """The pack in a temporary folder, built once a process and removed at its end."""
    folder = Path(tempfile.mkdtemp(prefix="birdeye-stand-in-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return make_stand_in_pack(folder / "stand-in")


def make_stand_in_pack(folder: Path) -> Pack:
    """Build the pack in ``folder`` (made if absent); raises FileNotFoundError without shared."""
    if not stand_in_is_possible():
        raise FileNotFoundError(f"The stand-in pack {STAND_IN_ABSENT}")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(DETECTOR_SOURCE, folder / "detector.onnx")
    onnx.save(_classifier_with_logits(), folder / "classifier.onnx")
    write_labels(folder, stand_in_labels())
    write_manifest(folder, _manifest(folder))
    return load_pack(folder)


def _manifest(folder: Path) -> Manifest:
    return Manifest(
        id="stand-in",
        version="1",
        title="Stand-in: 964 birds of iNaturalist",
        licence="Apache-2.0",
        description="YOLOX-nano and a MobileNetV2 of 964 birds, for development only.",
        detector=DetectorSpec(
            file="detector.onnx",
            sha256=_sha256(folder / "detector.onnx"),
            decoder=Decoder.YOLOX,
            input=InputSpec(416, 416, ResizeRule.LETTERBOX, ColourOrder.BGR, pad_value=114),
            score_threshold=0.3,
            iou_threshold=0.5,
            bird_class=14,
            strides=(8, 16, 32),
        ),
        classifier=ClassifierSpec(
            file="classifier.onnx",
            sha256=_sha256(folder / "classifier.onnx"),
            input=InputSpec(
                224, 224, ResizeRule.STRETCH, layout=Layout.NHWC, dtype=InputType.UINT8
            ),
            output=OutputKind.LOGITS,
            output_name="logits",
            temperature=TEMPERATURE,
            crop_margin=0.1,
            square=True,
            species_threshold=SPECIES_THRESHOLD,
            genus_threshold=GENUS_THRESHOLD,
            family_threshold=FAMILY_THRESHOLD,
            not_a_bird=964,
        ),
        calibration=CalibrationSpec(3_810, 900, "half of the photos named above"),
    )


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _classifier_with_logits() -> onnx.ModelProto:
    """The network cut before its softmax, for any number of pictures at once.

    Its own output is rounded to 255 steps, which leaves no temperature to be fitted.
    """
    model = onnx.load(CLASSIFIER_SOURCE)
    graph = model.graph
    graph.input[0].type.tensor_type.shape.dim[0].dim_param = "N"
    produced_after = {"prediction_prequant", "prediction"}
    kept = [node for node in graph.node if not produced_after & set(node.output)]
    kept.append(helper.make_node("Identity", [_LOGITS], ["logits"]))
    used = {name for node in kept for name in node.input}
    weights = [weight for weight in graph.initializer if weight.name in used]
    del graph.node[:], graph.initializer[:], graph.output[:]
    graph.node.extend(kept)
    graph.initializer.extend(weights)
    graph.output.append(helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", 965]))
    return model


def stand_in_labels() -> Labels:
    """The 965 outputs under current scientific names; hybrids and the background are no species."""
    species = read_label_file(LABELS_SOURCE).species
    claimable = [each is not None and each.scientific_name not in _DIVIDED for each in species]
    return Labels(species, tuple(claimable))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    try:
        made = make_stand_in_pack(options.folder)
    except FileNotFoundError as error:
        sys.exit(str(error))
    print(f"{made.title}: {len(made.labels.distinct_species)} species, in {made.folder}")
