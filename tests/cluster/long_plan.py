"""Plans a generated listing of millions of photos, and prints what that takes.

``python -m tests.cluster.long_plan 10000000``
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from birdeye.cluster.plan import Settings, partitions, partitions_in, write_plan
from birdeye.cluster.storage import ResultFolder, find

FEW = 50_000


def planned(folder: Path, count: int) -> tuple[int, int]:
    """How many photos and partitions the plan of ``count`` generated addresses has."""
    source = folder / f"{count}.txt"
    with source.open("w", encoding="utf-8") as lines:
        lines.writelines(
            f"s3://archive/station-{n % 40:02}/05-{n % 31:02}/photo-{n:09}-of-a-day.jpg\n"
            for n in range(count)
        )
    results = ResultFolder(str(folder / str(count)))
    settings = Settings((str(source),), "tiny", "1.0", "f1", "IdentifyOptions()")
    write_plan(results, settings, partitions(find([str(source)])))
    counts = [len(each.addresses) for each in partitions_in(results) if each.name]
    return sum(counts), len(counts)


def peak_mb() -> float:
    """The most memory that this process has had, in MB (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        planned(Path(name), FEW)
        before, began = peak_mb(), time.process_time()
        photos, parts = planned(Path(name), count)
        seconds = time.process_time() - began
    print(
        f"{photos} photos in {parts} partitions: {peak_mb() - before:.0f} MB more than {FEW} took, "
        f"{seconds:.0f} s of a processor"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photos", type=int, help="to plan, e.g. 10000000")
    main(parser.parse_args().photos)
