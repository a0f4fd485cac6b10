"""Moves a pack out of a checked source into a folder, and out of a folder into a .birdpack file."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from birdeye.domain.errors import CannotWrite, PackInvalid, or_cannot_write
from birdeye.packs.grid import GRID_NAME, MAX_GRID_BYTES, parse_grid
from birdeye.packs.labels import LABELS_NAME, MAX_LABELS_BYTES, parse_labels
from birdeye.packs.manifest import Manifest
from birdeye.packs.manifest_file import MANIFEST_NAME, MAX_MANIFEST_BYTES, parse_manifest
from birdeye.packs.pack_source import Entry, FolderSource, PackSource, is_document
from birdeye.packs.ranges import MAX_RANGES_BYTES, RANGES_NAME, parse_ranges
from birdeye.packs.verification import verify_pack
from birdeye.replacing import replacing_file

_PARSERS: dict[str, tuple[int, Callable[[bytes, str], object]]] = {
    MANIFEST_NAME: (MAX_MANIFEST_BYTES, parse_manifest),
    LABELS_NAME: (MAX_LABELS_BYTES, parse_labels),
    RANGES_NAME: (MAX_RANGES_BYTES, parse_ranges),
    GRID_NAME: (MAX_GRID_BYTES, parse_grid),
}


def unpack(source: PackSource, destination: Path, subject: str) -> Manifest:
    """Copy the pack into the empty folder ``destination``; afterwards the manifest and labels are
    known to be valid.

    Raises `PackInvalid`, and `birdeye.domain.errors.CannotWrite` if the disk is full.
    """
    manifest = _check_tables(source, subject)
    models = (manifest.detector.file, manifest.classifier.file)
    absent = [name for name in models if name not in source.entries]
    if absent:
        raise PackInvalid(
            subject, [f"{name} is missing, although manifest.toml names it" for name in absent]
        )
    for name in _names_of_pack(source, manifest):
        _copy(source, source.entries[name], destination / name, subject)
    return manifest


def _names_of_pack(source: PackSource, manifest: Manifest) -> list[str]:
    documents = sorted(name for name in source.entries if is_document(name))
    models = [manifest.detector.file, manifest.classifier.file]
    tables = [name for name in _PARSERS if name in source.entries]
    return [*tables, *models, *documents]


def _check_tables(source: PackSource, subject: str) -> Manifest:
    """Read the tables before anything large is copied."""
    problems: list[str] = []
    manifest: Manifest | None = None
    for name, (limit, parse) in _PARSERS.items():
        if name not in source.entries:
            if name not in (RANGES_NAME, GRID_NAME):
                problems.append(f"{name} is missing")
            continue
        with source.open(name) as file:
            content = file.read(limit + 1)
        try:
            parsed = parse(content, subject)
        except PackInvalid as error:
            problems += error.problems
            continue
        if isinstance(parsed, Manifest):
            manifest = parsed
    if problems or manifest is None:
        raise PackInvalid(subject, problems)
    return manifest


def _copy(source: PackSource, entry: Entry, target: Path, subject: str) -> None:
    with or_cannot_write(target), target.open("xb") as writing:
        for block in _blocks(source, entry, subject):
            writing.write(block)


def _blocks(source: PackSource, entry: Entry, subject: str) -> Iterator[bytes]:
    """The content in pieces: exactly as much as was announced, whatever the source yields."""
    left = entry.size
    try:
        with source.open(entry.name) as reading:
            while block := reading.read(min(left + 1, 1 << 20)):
                left -= len(block)
                if left < 0:
                    break
                yield block
    except OSError as error:
        reason = error.strerror or str(error)
        raise PackInvalid(subject, [f"{entry.name} cannot be read: {reason}"]) from None
    if left != 0:
        raise PackInvalid(subject, [f"{entry.name} does not have the expected length"])


def pack_to_file(folder: Path, destination: Path) -> Path:
    """Write the pack in ``folder`` as one .birdpack file; the same pack gives the same bytes.

    Raises `PackInvalid` if the folder does not pass all checks, and `CannotWrite`.
    """
    manifest = verify_pack(folder).manifest
    source = FolderSource(folder)
    with or_cannot_write(destination):
        if destination.exists() and not destination.is_file():  # a device would be replaced
            raise CannotWrite(destination, "it is not a file", "Choose another name.")
    with (
        or_cannot_write(destination),
        replacing_file(destination) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in _names_of_pack(source, manifest):
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            with source.open(name) as reading, archive.open(info, "w") as writing:
                shutil.copyfileobj(reading, writing, 1 << 20)
    return destination
