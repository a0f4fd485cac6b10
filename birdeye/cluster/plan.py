"""Which photos a run has, cut into partitions, written down so that the same command goes on.

An archive changes while a run of days goes through it. What was found at the beginning counts;
what came later is for the next run.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from birdeye import __version__
from birdeye.cluster.storage import Found, ResultFolder
from birdeye.domain.errors import ClusterFailed

PLAN_NAME = "_plan.parquet"
MOST_PHOTOS = 500
MOST_BYTES = 4 << 30
_SETTINGS = b"birdeye"
_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides about the rows of a run, and so which runs may go on with each other's parts."""

    sources: tuple[str, ...]
    pack_id: str
    pack_version: str
    pack_fingerprint: str
    options: str
    program_version: str = __version__


@dataclass(frozen=True, slots=True)
class Partition:
    """Photos that one task identifies; ``name`` is that of the part with their rows."""

    number: int
    addresses: tuple[str, ...]

    @property
    def name(self) -> str:
        """The same for the same photos."""
        told = hashlib.sha256("\n".join(self.addresses).encode("utf-8", "surrogateescape"))
        return f"part-{self.number:06}-{told.hexdigest()[:12]}.parquet"


def partitions(
    photos: Iterable[Found], most_photos: int = MOST_PHOTOS, most_bytes: int = MOST_BYTES
) -> Iterator[Partition]:
    """``photos`` cut by count and by bytes, in their order; none is empty."""
    gathered: list[str] = []
    number = size = 0
    for photo in photos:
        if gathered and (len(gathered) == most_photos or size + photo.size > most_bytes):
            yield Partition(number, tuple(gathered))
            number, gathered, size = number + 1, [], 0
        gathered.append(photo.address)
        size += photo.size
    if gathered:
        yield Partition(number, tuple(gathered))


_SCHEMA = pa.schema([("partition", pa.int32()), ("address", pa.string())])


def write_plan(folder: ResultFolder, settings: Settings, plan: Iterable[Partition]) -> None:
    """Write the plan into ``folder``, as it comes. Raises `ClusterFailed`."""
    schema = _SCHEMA.with_metadata({_SETTINGS: json.dumps(asdict(settings)).encode()})
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / PLAN_NAME
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            numbers: list[int] = []
            addresses: list[str] = []
            for partition in plan:
                numbers += [partition.number] * len(partition.addresses)
                addresses += partition.addresses
                if len(addresses) >= _BATCH:
                    writer.write_table(pa.table([numbers, addresses], schema=schema))
                    numbers, addresses = [], []
            if addresses:
                writer.write_table(pa.table([numbers, addresses], schema=schema))
        folder.make()
        folder.put(file, PLAN_NAME)


def read_plan(folder: ResultFolder) -> Settings | None:
    """What the run in ``folder`` was planned with, None where none was begun.

    Raises `ClusterFailed`.
    """
    if PLAN_NAME not in folder.names():
        return None
    try:
        with folder.open(PLAN_NAME) as stream:
            file = pq.ParquetFile(stream)
            told = json.loads((file.schema_arrow.metadata or {})[_SETTINGS])
            told["sources"] = tuple(told["sources"])
            return Settings(**told)
    except (pa.ArrowException, KeyError, TypeError, ValueError) as error:
        raise ClusterFailed(
            f"“{folder.address}” holds a {PLAN_NAME} that Birdeye cannot read. "
            "Choose another folder for the results."
        ) from error


def partitions_in(folder: ResultFolder) -> Iterator[Partition]:
    """The partitions of the run in ``folder``, some at a time: there may be millions of photos."""
    number = 0
    gathered: list[str] = []
    with folder.open(PLAN_NAME) as stream:
        for batch in pq.ParquetFile(stream).iter_batches(_BATCH):
            columns: dict[str, list[Any]] = batch.to_pydict()
            for of, address in zip(columns["partition"], columns["address"], strict=True):
                if of != number and gathered:
                    yield Partition(number, tuple(gathered))
                    gathered = []
                number = of
                gathered.append(address)
    if gathered:
        yield Partition(number, tuple(gathered))


def why_another_run(folder: ResultFolder, there: Settings, wanted: Settings) -> str:
    """Why a run cannot go on with what another began in ``folder``; empty where it can."""
    differences = {
        "photos": there.sources != wanted.sources,
        "model pack": _pack(there) != _pack(wanted),
        "options": there.options != wanted.options,
        "version of Birdeye": there.program_version != wanted.program_version,
    }
    named = [name for name, differs in differences.items() if differs]
    if not named:
        return ""
    return (
        f"“{folder.address}” holds the results of another run: its {_listed(named)} "
        f"{'differs' if len(named) == 1 and named[0] != 'photos' else 'differ'}. "
        "Choose another folder for the results, or the same photos, pack and options."
    )


def _pack(settings: Settings) -> tuple[str, str, str]:
    return settings.pack_id, settings.pack_version, settings.pack_fingerprint


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
