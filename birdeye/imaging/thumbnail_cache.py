"""Keeps a limited number of thumbnails on disk, so that a photo is decoded for a list only once."""

from __future__ import annotations

import logging
import os
import threading
import time
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

import numpy as np
import simplejpeg

from birdeye.imaging.jpeg import decode_jpeg
from birdeye.imaging.jpeg_header import read_jpeg_header
from birdeye.imaging.picture import Header
from birdeye.imaging.regular_files import open_regular
from birdeye.imaging.resizing import resize
from birdeye.imaging.thumbnails import thumbnail
from birdeye.imaging.undecodable import Undecodable
from birdeye.private_files import make_private_folder
from birdeye.replacing import replacing_file

STORED_SIDES = (320, 640)
"""Stored sizes (longest side in pixels): for most displays, and for high-density ones."""

BYTE_LIMIT = 1_000_000_000
"""About 60,000 thumbnails of the smaller kind."""

_QUALITY = 82
_SAMPLE_BYTES = 16_384
_MOST_STORED_BYTES = 2_000_000
_PRUNED_SHARE = 0.8
_CHECKED_EVERY_SHARE = 0.05
_TOUCHED_EVERY_SECONDS = 86_400

_log = logging.getLogger(__name__)


class ThumbnailCache:
    """Thumbnails in ``folder``, which contains nothing else.

    Any number of threads may call. What cannot be stored or is damaged is made again each time: a
    cache never fails.
    """

    def __init__(self, folder: Path, byte_limit: int = BYTE_LIMIT) -> None:
        self._folder = folder
        self._byte_limit = byte_limit
        self._lock = threading.Lock()
        # Storing the first thumbnail checks what earlier runs left.
        self._unchecked_bytes: float = byte_limit

    def thumbnail(self, path: Path, side: int) -> np.ndarray:
        """Upright ``rgb_u8`` whose longest side is ``side`` pixels, less for smaller photos and at
        most the larger of `STORED_SIDES`.

        Raises `birdeye.domain.errors.PhotoUnreadable`.
        """
        stored_side = next((s for s in STORED_SIDES if s >= side), STORED_SIDES[-1])
        file = self._file_of(path, stored_side)
        rgb_u8 = None if file is None else _read(file)
        if rgb_u8 is None:
            rgb_u8 = thumbnail(path, stored_side)
            if file is not None:
                self._store(file, rgb_u8)
        height, width = rgb_u8.shape[:2]
        scale = side / max(height, width)
        if scale >= 1:
            return rgb_u8
        return resize(rgb_u8, max(1, round(width * scale)), max(1, round(height * scale)))

    def prune(self) -> None:
        """Delete the least recently used until the rest is well within the limit."""
        files = sorted(_files_below(self._folder))
        total = sum(size for _, size, _ in files)
        if total <= self._byte_limit:
            return
        for _, size, file in files:
            if total <= self._byte_limit * _PRUNED_SHARE:
                return
            file.unlink(missing_ok=True)
            total -= size

    def _file_of(self, path: Path, stored_side: int) -> Path | None:
        """Where the thumbnail of this content belongs; None for what cannot be read."""
        try:
            key = _content_key(path)
        except (Undecodable, OSError):
            return None
        return self._folder / key[:2] / f"{key}-{stored_side}.jpg"

    def _store(self, file: Path, rgb_u8: np.ndarray) -> None:
        try:
            make_private_folder(file.parent)
            encoded = simplejpeg.encode_jpeg(rgb_u8, quality=_QUALITY)
            # Not synced: one that a power failure cuts off is damaged, and made again.
            with replacing_file(file, private=True, synced=False) as storing:
                storing.write(encoded)
            self._prune_after(len(encoded))
        except OSError as error:
            _log.info("The thumbnail %s could not be stored: %s", file, error)

    def _prune_after(self, new_bytes: int) -> None:
        with self._lock:
            self._unchecked_bytes += new_bytes
            if self._unchecked_bytes < self._byte_limit * _CHECKED_EVERY_SHARE:
                return
            self._unchecked_bytes = 0
        self.prune()


def _content_key(path: Path) -> str:
    """Distinguishes contents by size, modification time and three samples, without reading
    everything.

    A moved file keeps its key, and an edited one loses it.
    """
    with open_regular(path) as file:
        status = os.fstat(file.fileno())
        digest = blake2b(digest_size=16)
        digest.update(f"{status.st_size} {status.st_mtime_ns}".encode())
        for start in (0, status.st_size // 2, max(0, status.st_size - _SAMPLE_BYTES)):
            file.seek(start)
            digest.update(file.read(_SAMPLE_BYTES))
    return digest.hexdigest()


def _read(file: Path) -> np.ndarray | None:
    """The pixels in a file of the cache; None if there are none that can be used."""
    try:
        with open_regular(file) as stored:
            unused_for = time.time() - os.fstat(stored.fileno()).st_mtime
            encoded = stored.read(_MOST_STORED_BYTES)
        header = read_jpeg_header(BytesIO(encoded))
        if max(header.width, header.height) > STORED_SIDES[-1]:
            return None
        rgb_u8 = decode_jpeg(encoded, Header("JPEG", header.width, header.height, 1), 1.0)
        if unused_for > _TOUCHED_EVERY_SECONDS:
            os.utime(file)
    except (Undecodable, OSError, ValueError, SyntaxError):
        return None
    return rgb_u8


def _files_below(folder: Path) -> list[tuple[float, int, Path]]:
    """(time of last use, bytes, file) for all that is in the cache."""
    files = []
    for parent, _, names in os.walk(folder):
        for name in names:
            file = Path(parent, name)
            try:
                status = file.stat()
            except OSError:
                continue
            files.append((status.st_mtime, status.st_size, file))
    return files
