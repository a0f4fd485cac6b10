"""Hands partitions to the workers of a Dask cluster until each has its part."""

from __future__ import annotations

import json
import tempfile
import uuid
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from dask.typing import Key
from distributed import Client, Future, KilledWorker, as_completed
from distributed.comm.core import CommClosedError

from birdeye.cluster.connection import MOST_DEATHS
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

MANIFEST_NAME = "_manifest.json"
_AHEAD_OF_A_WORKER = 4
"""Partitions that wait at a worker: enough that none idles, few for the scheduler."""

_LOOKED_AT_ONCE = 16
"""Parts that are there: each takes a server some requests, and there may be 20,000."""


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
        try:
            for finished in _carried_out(client, threads, request, pack, missing):
                done += finished.photo_count
                errors += finished.error_count
                yield Progress(done, total, finished.name, errors)
        except (CommClosedError, CancelledError) as error:
            raise ClusterFailed(
                f"The Dask scheduler at “{request.cluster}” is gone. Start the cluster anew and "
                "give the same command: it goes on from the parts that are there."
            ) from error
    there = folder.names()
    lost = [part.name for part in parts if part.name not in there]
    if lost:
        raise ClusterFailed(
            f"{len(lost):,} parts are not in “{folder.address}”, “{lost[0]}” for one. See that all "
            "workers write to that very folder, and give the same command again."
        )
    _write_manifest(folder, parts, pack, request)


def _parts_there(folder: ResultFolder, parts: Sequence[_Part]) -> frozenset[str]:
    """The names of the parts that are there and whole."""
    names = folder.names()
    there = [each for each in parts if each.name in names]
    with ThreadPoolExecutor(_LOOKED_AT_ONCE) as pool:
        whole = pool.map(partial(_is_whole, folder), there)
        return frozenset(each.name for each, is_whole in zip(there, whole, strict=True) if is_whole)


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
    # Tasks of one key are one task to Dask: a run into another folder would get no part.
    run_id = uuid.uuid4().hex[:8]

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
            key=f"{partition.name}-{run_id}-{deaths[partition.name]}",
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
            if deaths[partition.name] == MOST_DEATHS:
                raise ClusterFailed(
                    f"Workers died {MOST_DEATHS} times over {partition.name}, which holds "
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
