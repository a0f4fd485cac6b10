"""Gives every worker the same model pack: its own where it has that very one, else a copy.

A pack of the same id and version but another content would give other rows, so what a worker uses
has the fingerprint of the pack that the run was begun with, or the run ends with a sentence.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import threading
import zipfile
from dataclasses import dataclass
from pathlib import Path

from birdeye import locations
from birdeye.cluster.storage import ResultFolder, reaching
from birdeye.domain.errors import BirdeyeError, ClusterFailed
from birdeye.geography.countries import read_countries
from birdeye.packs.library import PackLibrary
from birdeye.packs.pack import Pack, load_pack
from birdeye.taxonomy.species_table import read_species_table
from birdeye.vision.freed_memory import keep_freed_memory
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.places import open_identifier

_lock = threading.Lock()
_loaded: dict[tuple[str, IdentifyOptions], Identifier] = {}
_unpacked: list[tempfile.TemporaryDirectory[str]] = []
"""Removed when the process ends."""


@dataclass(frozen=True, slots=True)
class SentPack:
    """What a worker needs to know about the pack; ``content_sha256`` is that of its archive."""

    id: str
    fingerprint: str
    content_sha256: str

    @property
    def file_name(self) -> str:
        """Of the archive in the folder of the results, which every worker reaches."""
        return f"_pack-{self.content_sha256[:16]}.zip"


def send(pack: Pack, results: ResultFolder) -> SentPack:
    """Put the pack into the folder of the results, where it also tells what made them.

    Not through the scheduler, which would keep it in memory and send it with each task.
    """
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "pack.zip"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for each in sorted(pack.folder.iterdir()):
                if each.is_file():  # without its time, so that the same pack is the same archive
                    archive.writestr(zipfile.ZipInfo(each.name), each.read_bytes())
        with file.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        sent = SentPack(pack.id, pack.fingerprint, sha256)
        if sent.file_name not in results.names():
            results.put(file, sent.file_name)
    return sent


def identifier_of(sent: SentPack, results: ResultFolder, options: IdentifyOptions) -> Identifier:
    """The identifier of this process: loaded at the first call, the same from then on.

    Raises `ClusterFailed` where what arrived is not what was sent.
    """
    key = sent.fingerprint, options
    with _lock:  # all threads of a worker share one
        if key not in _loaded:
            keep_freed_memory()
            _loaded[key] = open_identifier(
                _own(sent) or _received(sent, results),
                options,
                read_species_table(locations.names_folder()),
                read_countries(locations.countries_file()),
            )
        return _loaded[key]


def _own(sent: SentPack) -> Pack | None:
    """The very pack where this machine has it installed; its files are held against its manifest
    when they are loaded."""
    try:
        pack = PackLibrary.of_this_computer().get(sent.id)
    except (BirdeyeError, OSError):
        return None
    return pack if pack.fingerprint == sent.fingerprint else None


def _received(sent: SentPack, results: ResultFolder) -> Pack:
    with reaching(results.address), results.open(sent.file_name) as stream:
        content = stream.read()
    if hashlib.sha256(content).hexdigest() != sent.content_sha256:
        raise ClusterFailed(
            f"The model pack in “{results.address}” is damaged. Delete “{sent.file_name}” there, "
            "and run the same command again."
        )
    unpacked = tempfile.TemporaryDirectory(prefix="birdeye-pack-")
    _unpacked.append(unpacked)
    folder = Path(unpacked.name)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)  # made by `send`: names of files in one folder
    pack = load_pack(folder)
    if pack.fingerprint != sent.fingerprint:
        raise ClusterFailed(
            f"A worker has another content of the model pack “{sent.id}”. Install the same version "
            "of Birdeye on all workers."
        )
    return pack
