"""Takes a checkpoint of each family of classifiers through to a pack, and compares with MXNet.

From the project's root, in the project's interpreter:

    BIRDEYE_MXNET_PYTHON=/path/to/python python -m tests.convert.compare_packs FOLDER [PATTERN ...]

FOLDER holds photos. Real MXNet 1.9.1 gets crops of them, prepared as each network was trained, or
as they are where the network prepares them itself; the pack gets the same crops. Prints a line a
network, and ends with status 1 where a pack names a photo otherwise or is off by more than 1e-4.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from birdeye import locations
from birdeye.packs.pack import Pack, load_pack
from birdeye.taxonomy.species_table import read_species_table
from birdeye.vision.classifier import Classifier
from birdeye.workflows.convert_model import convert_model
from birdeye.workflows.convert_request import ConvertRequest
from birdeye.workflows.converted_pack import PackDetails
from tests.convert.reference.networks import Network, all_networks
from tests.helpers.tiny_pack import make_tiny_pack

ROOT = Path(__file__).parents[2]
FAMILIES = (
    *("small-alexnet", "small-vgg11", "small-resnet18-v1", "small-resnet50-v2"),
    *("small-inception-bn", "small-inception-v3", "small-mobilenet-v1", "small-mobilenet-v2"),
    *("small-squeezenet", "small-densenet121"),
    *("gluon-resnet18_v1", "gluon-squeezenet1.1", "gluon-mobilenetv2_1.0"),
)
PHOTOS = 16


def crops_of(folder: Path, side: int) -> np.ndarray:
    """The middles of the first photos, (B, side, side, 3), 8-bit RGB."""
    crops = []
    for path in sorted(folder.rglob("*.jpg"))[:PHOTOS]:
        with Image.open(path) as image:
            least = min(image.size)
            left, top = ((length - least) // 2 for length in image.size)
            middle = image.convert("RGB").crop((left, top, left + least, top + least))
            crops.append(np.asarray(middle.resize((side, side), Image.Resampling.BILINEAR)))
    if not crops:
        raise SystemExit(f"There is no .jpg below {folder}.")
    return np.stack(crops)


def pack_of(folder: Path, side: int, classes: int, stated: dict[str, list[float]] | None) -> Pack:
    """The pack of the checkpoint in ``folder``, where Birdeye finds what is not ``stated``."""
    labels = folder / "labels.txt"
    table = read_species_table(locations.names_folder())
    named = table.all_species[:classes]
    labels.write_text("\n".join(species.scientific_name for species in named))
    request = ConvertRequest(
        folder / "net",
        folder / "pack",
        input_size=(side, side),
        labels=labels,
        mean=None if stated is None else tuple(stated["mean"]),
        scale=None if stated is None else tuple(stated["scale"]),
        pack=PackDetails(make_tiny_pack(folder / "tiny"), title="Compared"),
    )
    for _ in convert_model(request):
        pass
    return load_pack(folder / "pack")


def compare(network: Network, python: str, photos: Path, *, in_graph: bool) -> tuple[int, float]:
    """How many photos get another name than MXNet gives, and the largest difference of any
    probability."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        crops = crops_of(photos, network.shape[2])
        np.save(folder / "crops.npy", crops)
        command = [python, "-m", "tests.convert.reference.fed_with_crops", network.name, name]
        subprocess.run(
            [*command, *["--in-graph"] * in_graph], cwd=ROOT, check=True, capture_output=True
        )
        answers = np.load(folder / "answers.npy").astype(np.float64)
        if not np.allclose(answers.sum(axis=1), 1, atol=1e-3):  # logits
            powers = np.exp(answers - answers.max(axis=1, keepdims=True))
            answers = powers / powers.sum(axis=1, keepdims=True)
        told = json.loads((folder / "preparation.json").read_text())
        pack = pack_of(folder, network.shape[2], answers.shape[1], None if in_graph else told)
        spec, count = pack.manifest.classifier, len(pack.labels)
        found = Classifier(pack.classifier_file, spec, count, threads=1).probabilities(crops)
    others = int((found.argmax(axis=1) != answers.argmax(axis=1)).sum())
    return others, float(np.abs(found - answers).max())


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photos", type=Path)
    parser.add_argument("patterns", nargs="*", default=["*"])
    options = parser.parse_args()
    python = os.environ["BIRDEYE_MXNET_PYTHON"]
    failed = False
    print(f"{'network':<24}{'prepared':<12}{'other names':>12}{'largest difference':>20}")
    for name in FAMILIES:
        if not any(fnmatch.fnmatch(name, pattern) for pattern in options.patterns):
            continue
        for in_graph in (False, True):
            others, largest = compare(
                all_networks()[name], python, options.photos, in_graph=in_graph
            )
            failed |= others > 0 or not largest < 1e-4
            way = "in graph" if in_graph else "before"
            print(f"{name:<24}{way:<12}{others:>12}{largest:>20.1e}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
