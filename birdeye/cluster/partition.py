"""What a worker does: identifies the photos of one partition and writes their rows as one part."""

from __future__ import annotations

import hashlib
import multiprocessing
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from birdeye import __version__
from birdeye.cluster.packs_sent import SentPack, identifier_of
from birdeye.cluster.plan import Partition
from birdeye.cluster.storage import ResultFolder, is_remote
from birdeye.cluster.table import SCHEMA, Provenance, row_of
from birdeye.domain.errors import ClusterFailed
from birdeye.imaging.own_pictures import is_own_picture
from birdeye.packs.pack import Pack
from birdeye.vision.identifier import IdentifyOptions
from birdeye.workflows.identify_photos import identify_photos

_AHEAD = 8
"""Photos that are fetched while one is identified; each takes memory or disk of its size."""

_ROWS_A_GROUP = 100


@dataclass(frozen=True, slots=True)
class Done:
    """One partition is done: its part is in the folder."""

    number: int
    name: str
    photo_count: int
    bird_count: int
    error_count: int


def identify_partition(
    partition: Partition,
    sent: SentPack,
    options: IdentifyOptions,
    workers: int,
    destination: str,
) -> Done:
    """Identify, and write the part. To do so twice writes the same rows.

    ``workers`` photos are under way at a time. Raises `ClusterFailed`.
    """
    if multiprocessing.current_process().daemon:  # RAW and HEIF are decoded in child processes
        raise ClusterFailed(
            "The workers of this cluster may not start processes, which decoding RAW and HEIF "
            "takes. Start them with DASK_DISTRIBUTED__WORKER__DAEMON=False in their environment."
        )
    identifier = identifier_of(sent, ResultFolder(destination), options)
    provenance = provenance_of(identifier.pack)
    birds = errors = 0
    with tempfile.TemporaryDirectory(prefix="birdeye-part-") as scratch:
        file = Path(scratch) / "part.parquet"
        with (
            pq.ParquetWriter(file, SCHEMA, compression="zstd") as writer,
            _Files(partition.addresses, Path(scratch)) as files,
        ):
            results = identify_photos(files.paths(), identifier, workers=workers)
            rows = []
            for number, (address, result) in enumerate(
                zip(partition.addresses, results, strict=True)
            ):
                fetched = files.taken_leave_of(number)
                shown = result
                if fetched.error is not None:
                    shown = replace(result, error=fetched.error, birds=())
                rows.append(row_of(address, fetched.sha256, fetched.size, shown, provenance))
                birds += len(shown.birds)
                errors += shown.error is not None
                if len(rows) == _ROWS_A_GROUP:
                    writer.write_table(pa.Table.from_pylist(rows, SCHEMA))
                    rows = []
            if rows:
                writer.write_table(pa.Table.from_pylist(rows, SCHEMA))
        ResultFolder(destination).put(file, partition.name)
    return Done(partition.number, partition.name, len(partition.addresses), birds, errors)


def provenance_of(pack: Pack) -> Provenance:
    """What the rows say of the pack and the program that made them."""
    return Provenance(
        pack.id,
        pack.manifest.version,
        pack.fingerprint,
        pack.manifest.detector.sha256,
        pack.manifest.classifier.sha256,
        __version__,
    )


class _Files:
    """The photos of a partition as files of this machine: fetched a little ahead, then removed."""

    def __init__(self, addresses: Sequence[str], scratch: Path) -> None:
        self._addresses = addresses
        self._scratch = scratch
        self._pool = ThreadPoolExecutor(_AHEAD, thread_name_prefix="fetch")
        # By the number of the photo: a list may name one twice.
        self._fetched: dict[int, Future[_Fetched]] = {}
        self._told: dict[int, _Fetched] = {}

    def __enter__(self) -> _Files:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def paths(self) -> Iterator[Path]:
        """A path for each address, in order, fetched by the time that it is yielded."""
        begun = 0
        for number in range(len(self._addresses)):
            while begun < len(self._addresses) and begun < number + _AHEAD:
                self._fetched[begun] = self._pool.submit(self._fetch, begun, self._addresses[begun])
                begun += 1
            self._told[number] = self._fetched.pop(number).result()
            yield self._told[number].path

    def taken_leave_of(self, number: int) -> _Fetched:
        """What is known of a photo that is done with; its copy goes."""
        told = self._told.pop(number)
        if is_remote(self._addresses[number]):
            told.path.unlink(missing_ok=True)
        return told

    def _fetch(self, number: int, address: str) -> _Fetched:
        path = Path(address)
        if is_remote(address):
            name = PurePosixPath(address).name
            path = self._scratch / str(number) / name
            try:
                path.parent.mkdir()
                with fsspec.open(address, "rb") as source, path.open("wb") as copy:
                    shutil.copyfileobj(source, copy, 1 << 20)
            except Exception as error:  # every kind of storage has errors of its own
                reason = str(error).rstrip(".") or type(error).__name__
                return _Fetched(path, "", 0, f"“{name}” could not be downloaded: {reason}.")
            if is_own_picture(path):
                reason = "Birdeye made it from another photo"
                return _Fetched(path, "", 0, f"“{name}” was left out: {reason}.")
        try:
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            return _Fetched(path, sha256, path.stat().st_size)
        except OSError:  # to open it as a photo says why
            return _Fetched(path, "", 0)


@dataclass(frozen=True, slots=True)
class _Fetched:
    path: Path
    sha256: str
    size: int
    error: str | None = None
