"""Hands partitions to the workers of a Dask cluster until each has its part."""

from __future__ import annotations

import json
import logging
import tempfile
import threading
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

import dask
import pyarrow as pa
import pyarrow.parquet as pq
from dask.typing import Key
from distributed import Client, Future, KilledWorker, LocalCluster, Status, as_completed

from birdeye.cluster.packs_sent import send
from birdeye.cluster.partition import Done, identify_partition, provenance_of
from birdeye.cluster.plan import (
    Partition,
    Settings,
    partitions,
    partitions_in,
    read_plan,
    why_another_run,
    write_plan,
)
from birdeye.cluster.storage import ResultFolder, find
from birdeye.cluster.table import SCHEMA, SCHEMA_VERSION
from birdeye.domain.errors import ClusterFailed
from birdeye.packs.pack import Pack
from birdeye.vision.identifier import IdentifyOptions
from birdeye.vision.session import available_cores

_loop_log = logging.getLogger("tornado.application")

MANIFEST_NAME = "_manifest.json"
_AHEAD_OF_A_WORKER = 4
"""Partitions that wait at a worker: enough that none idles, few for the scheduler."""

_LOOK_S = 2.0
_SCHEDULER_WAITED_FOR_S = 15
_WORKERS_WAITED_FOR_S = 60
_LOCAL_WORKERS_WAITED_FOR_S = 300

_MOST_DEATHS = 20
"""Of workers that a partition may see before it is blamed for them."""


@dataclass(frozen=True, slots=True)
class Request:
    """A run as it is asked for; ``cluster`` is an address, ``local`` or ``local:N``."""

    cluster: str
    sources: tuple[str, ...]
    destination: str
    options: IdentifyOptions
    most_photos: int
    most_bytes: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: photos done, of how many, and the part that was finished last."""

    photos_done: int
    photo_count: int
    part: str
    error_count: int


@contextmanager
def connected(cluster: str) -> Iterator[tuple[Client, int]]:
    """A client of the cluster, and how many photos a task takes at a time.

    ``local`` is a cluster of this machine with one worker, ``local:N`` one with N. Raises
    `ClusterFailed` where no scheduler answers.
    """
    word, _, count = cluster.partition(":")
    if word != "local":
        try:
            client = Client(cluster, timeout=_SCHEDULER_WAITED_FOR_S)
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterFailed(
                f"No Dask scheduler answers at “{cluster}”: {str(error).rstrip('.')}. "
                "Start one with “dask scheduler”, and workers with “dask worker ADDRESS”."
            ) from error
        with client:  # each thread of a worker takes a partition of its own
            try:
                client.wait_for_workers(1, timeout=_WORKERS_WAITED_FOR_S)
            except TimeoutError as error:
                raise ClusterFailed(
                    f"The cluster at “{cluster}” has no worker. "
                    "Start some with “dask worker ADDRESS”."
                ) from error
            yield client, 1
        return
    if count and not (count.isdecimal() and int(count) > 0):
        raise ClusterFailed(f"“{cluster}” names no number of workers. Say “local:2”, for example.")
    workers = int(count or 1)
    threads = max(1, available_cores() // workers)
    settings = {
        "distributed.worker.daemon": False,  # decoders run in processes of their own
        # What Dask does all the time beside the work: a twentieth of a core otherwise.
        "distributed.worker.profile.enabled": False,
        "distributed.admin.system-monitor.interval": "5s",
        "distributed.admin.tick.interval": "1s",
        "distributed.scheduler.allowed-failures": _MOST_DEATHS,
        "distributed.worker.memory.terminate": False,
    }
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=0, threads_per_worker=1, dashboard_address=":0", memory_limit=0
        ) as local,
        Client(local) as client,
        _kept(local, workers),
    ):
        try:
            client.wait_for_workers(workers, timeout=_LOCAL_WORKERS_WAITED_FOR_S)
        except TimeoutError as error:
            raise ClusterFailed(
                f"The workers of “{cluster}” do not start. Close other programs, or ask for fewer."
            ) from error
        yield client, threads


@contextmanager
def _kept(local: LocalCluster, count: int) -> Iterator[None]:
    """Have ``count`` workers: started now, and replaced where Dask does not start them anew.

    It gives one up that dies as it starts, and with the last of them a run would wait for ever.
    """
    ended = threading.Event()

    async def forget_failed() -> None:
        for name, nanny in list(local.workers.items()):
            if nanny.status in (Status.failed, Status.closed):
                del local.workers[name]

    def keep() -> None:
        while True:
            local.sync(forget_failed)
            if len(local.workers) < count:
                local.scale(count)
            if ended.wait(_LOOK_S):
                return

    keeper = threading.Thread(target=keep, name="keep-workers", daemon=True)
    _loop_log.addFilter(_is_news)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()
        _loop_log.removeFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    """Whether it says more than that a worker died as it started, which `_kept` sees to."""
    return "failed to start" not in record.getMessage()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as it is planned."""

    name: str
    photo_count: int


def planned_in(request: Request, pack: Pack) -> ResultFolder:
    """The folder of the results, with the plan of the run, begun before or now.

    Raises `ClusterFailed` where the folder belongs to another run, or there is no photo.
    """
    folder = ResultFolder(request.destination)
    wanted = Settings(
        request.sources,
        pack.id,
        pack.manifest.version,
        pack.fingerprint,
        repr(request.options),
    )
    known = read_plan(folder)
    if known is not None:
        reason = why_another_run(folder, known, wanted)
        if reason:
            raise ClusterFailed(reason)
        return folder
    if any(name.startswith("part-") for name in folder.names()):
        raise ClusterFailed(
            f"“{folder.address}” holds parts of results without their plan. "
            "Choose another folder for the results."
        )
    planned = partitions(find(request.sources), request.most_photos, request.most_bytes)
    first = next(planned, None)
    if first is None:
        sources = ", ".join(f"“{each}”" for each in request.sources)
        raise ClusterFailed(f"There is no photo in {sources}. Give other folders or addresses.")
    write_plan(folder, wanted, chain([first], planned))
    return folder


def run(client: Client, threads: int, request: Request, pack: Pack) -> Generator[Progress]:
    """Identify what is missing, telling how far it is after each part; then write the manifest.

    Raises `ClusterFailed`; parts that are written by then stay, and the same run goes on from them.
    """
    folder = planned_in(request, pack)
    parts = [_Part(each.name, len(each.addresses)) for each in partitions_in(folder)]
    whole = _parts_there(folder, parts)
    total = sum(part.photo_count for part in parts)
    done = sum(part.photo_count for part in parts if part.name in whole)
    yield Progress(done, total, "", 0)
    errors = 0
    if len(whole) < len(parts):
        missing = (each for each in partitions_in(folder) if each.name not in whole)
        for finished in _carried_out(client, threads, request, pack, missing):
            done += finished.photo_count
            errors += finished.error_count
            yield Progress(done, total, finished.name, errors)
    _write_manifest(folder, parts, pack, request)


def _parts_there(folder: ResultFolder, parts: Sequence[_Part]) -> frozenset[str]:
    """The names of the parts that are there and whole."""
    names = folder.names()
    return frozenset(each.name for each in parts if each.name in names and _is_whole(folder, each))


def _is_whole(folder: ResultFolder, part: _Part) -> bool:
    try:
        with folder.open(part.name) as stream:
            file = pq.ParquetFile(stream)
            rows = file.metadata.num_rows
            return rows == part.photo_count and file.schema_arrow.equals(SCHEMA)
    except (OSError, pa.ArrowException):
        return False


def _carried_out(
    client: Client, threads: int, request: Request, pack: Pack, missing: Iterator[Partition]
) -> Iterator[Done]:
    sent = send(pack, ResultFolder(request.destination))
    deaths: Counter[str] = Counter()
    of: dict[Key, Partition] = {}

    def submit(partition: Partition) -> Future[Done]:
        future = client.submit(
            identify_partition,
            partition,
            sent,
            request.options,
            threads,
            folder_address,
            pure=False,
            retries=2,
            key=f"{partition.name}-{deaths[partition.name]}",
        )
        of[future.key] = partition
        return future

    folder_address = ResultFolder(request.destination).address
    under_way = as_completed([])

    def submit_more() -> None:
        """As many as the workers of this moment take: others may have come since."""
        threads_there = max(1, sum(client.nthreads().values()))
        for partition in islice(missing, max(0, threads_there * _AHEAD_OF_A_WORKER - len(of))):
            under_way.add(submit(partition))

    submit_more()
    for future in under_way:
        partition = of.pop(future.key)
        try:
            yield future.result()
        except KilledWorker as error:
            deaths[partition.name] += 1
            if deaths[partition.name] == _MOST_DEATHS:
                raise ClusterFailed(
                    f"Workers died {_MOST_DEATHS} times over {partition.name}, which holds "
                    f"“{partition.addresses[0]}” to “{partition.addresses[-1]}”. Give workers more "
                    "memory, or look at these photos."
                ) from error
            under_way.add(submit(partition))
        submit_more()


def _write_manifest(
    folder: ResultFolder, parts: Sequence[_Part], pack: Pack, request: Request
) -> None:
    manifest: dict[str, Any] = {
        "birdeye_schema": SCHEMA_VERSION,
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "photo_count": sum(part.photo_count for part in parts),
        "sources": request.sources,
        "options": repr(request.options),
        **asdict(provenance_of(pack)),
        "parts": [asdict(part) for part in parts],
    }
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / MANIFEST_NAME
        file.write_text(json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf-8")
        folder.put(file, MANIFEST_NAME)
