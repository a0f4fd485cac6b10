"""How long a conversion takes and how much memory, for the largest classifier and an SSD.

From the project's root:

    BIRDEYE_MXNET_PYTHON=/path/to/python python -m tests.benchmarks.convert_models [PREFIX ...]

Without a PREFIX, ResNet-152 and SSD-VGG16-300 with random weights are made by the interpreter that
BIRDEYE_MXNET_PYTHON names (MXNet 1.9.1). Each conversion (reading, converting, writing, onnx's full
check) runs in a process of its own; memory is the peak of that process, which includes the mapped
checkpoint, less that of one which only imports the converter.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

NETWORKS = ("resnet152-v2", "ssd-vgg16_300-deploy")
RUNS = 3

_IMPORT = "import birdeye.workflows.convert_model as m"
_CONVERT = """
from pathlib import Path
import sys
prefix, target = map(Path, sys.argv[1:])
list(m.convert_model(m.ConvertRequest(prefix, target)))
"""
_MEASURE = """
import resource, sys, time, json
started = time.perf_counter()
{work}
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([seconds, peak * (1 if sys.platform == "darwin" else 1024)]))
"""


def measured(work: str, *arguments: str) -> tuple[float, int]:
    """(seconds after the imports, bytes at the peak) of some Python in a process of its own."""
    script = f"{_IMPORT}\n{_MEASURE.format(work=work)}"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
    )
    seconds, peak = json.loads(done.stdout.strip().splitlines()[-1])
    return seconds, peak


def make(network: str, folder: Path) -> Path:
    """A checkpoint with random weights, made by real MXNet."""
    interpreter = os.environ.get("BIRDEYE_MXNET_PYTHON")
    if not interpreter:
        sys.exit("BIRDEYE_MXNET_PYTHON is not set, and no PREFIX is given")
    words = ["-m", "tests.convert.reference.oracle", network, str(folder / network), "--seeds", "1"]
    subprocess.run([interpreter, *words], check=True, capture_output=True)
    return folder / network / "net"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("prefixes", nargs="*", type=Path, metavar="PREFIX")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prefixes = options.prefixes or [make(network, folder) for network in NETWORKS]
        _, base = measured("pass")
        print("| checkpoint | file | seconds | peak memory | memory / file |")
        print("|---|---|---|---|---|")
        for prefix in prefixes:
            params = max(prefix.parent.glob(f"{prefix.name}-*.params")).stat().st_size
            target = folder / "out.onnx"
            runs = [measured(_CONVERT, str(prefix), str(target)) for _ in range(RUNS)]
            seconds = statistics.median(run[0] for run in runs)
            peak = max(run[1] for run in runs) - base
            label = prefix.parent.name if prefix.name == "net" else prefix.name
            print(
                f"| {label} | {params / 1e6:.0f} MB | {seconds:.1f} | {peak / 1e6:.0f} MB "
                f"| {peak / params:.1f} |"
            )


if __name__ == "__main__":
    main()
