"""What handing out partitions takes of the scheduler and the client, which share a process here.

By hand: ``python -m tests.cluster.scheduler_load 2000``

Partitions of 500 addresses are handed to a worker that does nothing with them, as a run would.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from birdeye.cluster import run as running
from birdeye.cluster.connection import connected
from birdeye.cluster.partition import Done
from birdeye.cluster.plan import MOST_PHOTOS, Partition, Settings, partitions_in, write_plan
from birdeye.cluster.run import Request
from birdeye.cluster.storage import ResultFolder
from birdeye.vision.identifier import IdentifyOptions
from tests.helpers.tiny_pack import make_tiny_pack


def nothing_done(partition: Partition, *_: object) -> Done:
    """In place of `identify_partition`."""
    return Done(partition.number, partition.name, len(partition.addresses), 0, 0)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        pack = make_tiny_pack(Path(name) / "tiny")
        results = ResultFolder(str(Path(name) / "results"))
        plan = (
            Partition(
                number,
                tuple(f"s3://archive/{number:06}/{n:09}-of-a-day.jpg" for n in range(MOST_PHOTOS)),
            )
            for number in range(count)
        )
        write_plan(results, Settings((), "", "", "", ""), plan)
        request = Request("", (), results.address, IdentifyOptions(), MOST_PHOTOS, 0)
        with (
            connected("local:1") as (client, threads),
            patch.object(running, "identify_partition", nothing_done),
        ):
            began, spent = time.perf_counter(), time.process_time()
            done = sum(
                1
                for _ in running._carried_out(
                    client, threads, request, pack, partitions_in(results)
                )
            )
            wall, processor = time.perf_counter() - began, time.process_time() - spent
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{done} partitions: {1000 * processor / done:.1f} ms of a processor each, "
        f"{done / wall:.0f} a second; {peak_mb:.0f} MB at most"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="partitions to hand out")
    main(parser.parse_args().count)
