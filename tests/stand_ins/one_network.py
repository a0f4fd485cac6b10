"""Loads the classifier of one pack and times it, in a process of its own, so that memory is its own

python -m tests.stand_ins.one_network PACK_FOLDER THREADS
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np

from birdeye.packs.pack import load_pack
from birdeye.vision.classifier import Classifier

ROUNDS, LEAST_SECONDS = 15, 3.0


def main(folder: Path, threads: int) -> None:
    """Print the measurements as JSON."""
    pack = load_pack(folder)
    spec = pack.manifest.classifier
    before = _peak_mb()
    began = time.perf_counter()
    classifier = Classifier(pack.classifier_file, spec, len(pack.labels), threads=threads)
    loaded = time.perf_counter() - began
    shape = (1, spec.input.height, spec.input.width, 3)
    crops = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    found = classifier.probabilities(crops)
    assert found.shape == (1, len(pack.labels)), found.shape
    assert np.isfinite(found).all()
    times, ends = [], time.perf_counter() + LEAST_SECONDS
    busy = []
    while len(times) < 3 or (len(times) < ROUNDS and time.perf_counter() < ends):
        began, began_busy = time.perf_counter(), time.process_time()
        classifier.probabilities(crops)
        times.append(time.perf_counter() - began)
        busy.append(time.process_time() - began_busy)
    grown = _peak_mb() - before
    told = {"load_s": loaded, "bird_s": min(times), "busy_s": min(busy), "growth_mb": grown}
    print(json.dumps(told))


def _peak_mb() -> float:
    """The most memory that this process had so far; Linux only."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pack", type=Path, help="the folder of a pack")
    parser.add_argument("threads", type=int)
    options = parser.parse_args()
    main(options.pack, options.threads)
