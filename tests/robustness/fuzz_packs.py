"""Attacks the installing of model packs eighteen thousand times and prints what came of it.

From the project's root:

    python -m tests.robustness.fuzz_packs [--count 18000] [--first 0]

Manifest, tables, networks and archive are damaged as an enemy would who signs what he sends. Fails
if installing raises anything but Birdeye's own errors, leaves anything behind after a refusal,
takes longer than five seconds, or takes the process past 1.5 GB.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

from birdeye.domain.errors import BirdeyeError
from birdeye.packs.library import PackLibrary
from tests.helpers.tiny_pack import make_tiny_pack
from tests.robustness.memory_watch import peak_bytes
from tests.robustness.pack_attacks import attacked

MAX_SECONDS = 5.0
MAX_BYTES = 1_500_000_000


def try_pack(content: bytes, folder: Path) -> str:
    """Install the .birdpack file in ``folder``: "installed", "refused", or what went wrong."""
    source = folder / "attack.birdpack"
    source.write_bytes(content)
    library = PackLibrary(folder / "builtin", folder / "user", folder / "settings.toml")
    before = _tree(folder)
    try:
        pack = library.install(source)
    except BirdeyeError as error:
        if not str(error).rstrip().endswith("."):
            return f"FAULT, no sentence: {error}"
        left = _tree(folder) - before
        return f"FAULT, left behind: {sorted(left)}" if left else "refused"
    except Exception:
        return f"FAULT {traceback.format_exc(limit=-3)}"
    library.remove(pack.id)
    return "installed"


def _tree(folder: Path) -> set[str]:
    """What is in and beside ``folder``; the folder of packs itself may be made at any time."""
    return {str(path) for path in folder.parent.rglob("*") if path != folder / "user"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=18_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first attack")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # zipfile's, about names that occur twice
    outcomes: Counter[tuple[str, str]] = Counter()
    faults: dict[str, int] = {}
    slowest = (0.0, -1)
    with tempfile.TemporaryDirectory() as name:
        tiny = make_tiny_pack(Path(name) / "tiny").folder
        pack = {path.name: path.read_bytes() for path in tiny.iterdir()}
        folder = Path(name) / "inner" / "work"
        folder.mkdir(parents=True)
        for number in range(options.first, options.first + options.count):
            part, content = attacked(pack, number)
            started = time.monotonic()
            outcome = try_pack(content, folder)
            seconds = time.monotonic() - started
            if seconds > MAX_SECONDS:
                outcome = f"FAULT, {seconds:.1f} s"
            outcomes[part, outcome.split(",")[0].split()[0]] += 1
            slowest = max(slowest, (seconds, number))
            if outcome.startswith("FAULT"):
                faults.setdefault(outcome, number)
    for (part, outcome), count in sorted(outcomes.items()):
        print(f"  {part:<16} {outcome:<10} {count:>6}")
    peak = peak_bytes()
    print(f"{options.count} packs, peak memory {peak / 1e6:.0f} MB")
    print(f"  slowest pack {slowest[0]:.2f} s (number {slowest[1]})")
    for text, number in faults.items():
        print(f"pack {number}: {text}")
    return 1 if faults or peak > MAX_BYTES else 0


if __name__ == "__main__":
    sys.exit(main())
