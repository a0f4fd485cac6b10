"""Keywords inside the photos themselves: only for users who choose it, each with a backup.

Only the XMP segment of a JPEG is replaced; pixels and all other metadata keep every byte.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from birdeye.domain.errors import BirdeyeError, CannotWrite, or_cannot_write
from birdeye.export.choice import JPEG_SUFFIXES, Choice
from birdeye.export.jpeg_segments import JpegRefused, with_xmp_packet, xmp_packet
from birdeye.export.options import Export, ExportOptions, ExportTools
from birdeye.export.outcome import Exporting, done, failed
from birdeye.export.whole_file import write_instead_of, write_whole
from birdeye.export.withdrawn import with_names
from birdeye.export.xmp_keywords import EMPTY_PACKET
from birdeye.export.xmp_ratings import with_rating
from birdeye.xmp.tree import XmpRefused

_WAY_OUT = "Export “xmp” instead, which writes a sidecar beside it."

BACKUP_SUFFIX = ".original"
"""Ends the name of a backup, so that it is not mistaken for another photo."""

_LARGEST_JPEG = 256 << 20
_HEAD_BYTES = 1 << 20
"""More than the metadata before the picture take."""


def files(choices: Iterable[Choice], _export: Export) -> Iterator[Path]:
    """The photos to write into."""
    return (choice.record.path for choice in choices if choice.is_written)


def packet_of(photo: Path, _options: ExportOptions) -> bytes | None:
    """The XMP in a photo, if it is where programs put it; None otherwise."""
    if photo.suffix.lower() not in JPEG_SUFFIXES or not photo.is_file():
        return None
    try:
        with photo.open("rb") as file:
            return xmp_packet(file.read(_HEAD_BYTES))
    except (OSError, JpegRefused):
        return None


def has_backup(photo: Path, options: ExportOptions) -> bool:
    """Whether there is a backup from when the photo was written into."""
    return os.path.exists(_backup_of(photo, options.backup_folder))  # noqa: PTH110


def _backup_of(photo: Path, folder: Path | None) -> Path:
    return (folder or photo.parent) / f"{photo.name}{BACKUP_SUFFIX}"


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write into one photo after the other; a refused one stays unchanged and is reported."""
    for choice in choices:
        if choice.is_written:
            try:
                is_changed = _write_into(choice, export.options, export.tools)
            except BirdeyeError as error:
                yield failed(choice, error)
            else:
                yield done(choice, choice.record.path if is_changed else None)
        else:
            yield done(choice)


def _write_into(choice: Choice, options: ExportOptions, tools: ExportTools) -> bool:
    """Whether anything was missing from the photo."""
    photo = choice.record.path
    jpeg = _read(photo)
    try:
        packet = xmp_packet(jpeg)
        changed = with_names(EMPTY_PACKET if packet is None else packet, choice)
        changed = with_rating(changed, choice.record)
        if changed == packet:
            return False
        result = with_xmp_packet(jpeg, changed)
    except (JpegRefused, XmpRefused) as error:
        reason = f"keywords cannot go into it, because {error}"
        raise CannotWrite(photo, reason, _WAY_OUT) from error
    _back_up(photo, jpeg, options.backup_folder)
    tools.note_rewritten(hashlib.sha256(jpeg).hexdigest(), hashlib.sha256(result).hexdigest())
    write_instead_of(photo, jpeg, result)
    return True


def _read(photo: Path) -> bytes:
    with or_cannot_write(photo):
        if photo.exists() and not photo.is_file():  # a pipe would block forever
            raise CannotWrite(photo, "it is not a file")
        with photo.open("rb") as file:
            jpeg = file.read(_LARGEST_JPEG + 1)
    if len(jpeg) > _LARGEST_JPEG:
        raise CannotWrite(photo, "it is too large for a JPEG")
    return jpeg


def _back_up(photo: Path, content: bytes, folder: Path | None) -> None:
    """Store ``content`` under a new name, unless a backup already has exactly that."""
    backup, number = _backup_of(photo, folder), 1
    while backup.exists():
        if _holds(backup, content):
            return
        number += 1
        backup = backup.with_name(f"{photo.name} ({number}){BACKUP_SUFFIX}")
    write_whole(backup, content)


def _holds(backup: Path, content: bytes) -> bool:
    try:
        return backup.stat().st_size == len(content) and backup.read_bytes() == content
    except OSError:
        return False
