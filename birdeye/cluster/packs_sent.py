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
from birdeye.domain.errors import ClusterFailed
from birdeye.geography.countries import read_countries
from birdeye.packs.pack import Pack, load_pack
from birdeye.taxonomy.species_table import read_species_table
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.places import open_identifier

_lock = threading.Lock()
_loaded: dict[tuple[str, IdentifyOptions], Identifier] = {}


@dataclass(frozen=True, slots=True)
class SentPack:
    """What a worker needs to know about the pack; ``content_sha256`` is that of `packed`."""

    id: str
    fingerprint: str
    content_sha256: str


def packed(pack: Pack) -> tuple[SentPack, bytes]:
    """The pack as it is sent, in about its own size, and how it is recognised."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(pack.folder.iterdir()):
            if file.is_file():
                archive.writestr(zipfile.ZipInfo(file.name), file.read_bytes())
    content = stream.getvalue()
    return SentPack(pack.id, pack.fingerprint, hashlib.sha256(content).hexdigest()), content


def identifier_of(sent: SentPack, content: bytes, options: IdentifyOptions) -> Identifier:
    """The identifier of this process: loaded at the first call, the same from then on.

    Raises `ClusterFailed` where what arrived is not what was sent.
    """
    key = sent.fingerprint, options
    with _lock:  # all threads of a worker share one
        if key not in _loaded:
            _loaded[key] = open_identifier(
                _unpacked(sent, content),
                options,
                read_species_table(locations.names_folder()),
                read_countries(locations.countries_file()),
            )
        return _loaded[key]


def _unpacked(sent: SentPack, content: bytes) -> Pack:
    if hashlib.sha256(content).hexdigest() != sent.content_sha256:
        raise ClusterFailed(f"The model pack “{sent.id}” arrived damaged at a worker. Try again.")
    folder = Path(tempfile.mkdtemp(prefix="birdeye-pack-"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)  # made by `packed`: names of files in one folder
    pack = load_pack(folder)
    if pack.fingerprint != sent.fingerprint:
        raise ClusterFailed(
            f"A worker has another content of the model pack “{sent.id}”. Install the same version "
            "of Birdeye on all workers."
        )
    return pack
