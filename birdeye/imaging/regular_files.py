"""Opens photos so that only a regular file within the size limits is ever read.

A folder of "photos" may contain pipes, sockets and devices, on which a plain ``open`` or ``read``
blocks forever.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from birdeye.imaging.limits import MAX_ENCODED_BYTES, MAX_FILE_BYTES
from birdeye.imaging.undecodable import COPY_AGAIN, Undecodable

_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)  # even a pipe put in the file's place cannot block us
    | getattr(os, "O_NOCTTY", 0)
)

_REASONS = {
    errno.ENOENT: ("there is no such file", "It may have been moved, renamed or deleted."),
    errno.ENOTDIR: ("there is no such file", "It may have been moved, renamed or deleted."),
    errno.EACCES: ("you are not allowed to read it", "Change its permissions, then try again."),
    errno.EPERM: ("you are not allowed to read it", "Change its permissions, then try again."),
    errno.EISDIR: ("it is a folder", "Open it as a folder to see the photos in it."),
    errno.ELOOP: ("it is a link that leads back to itself", ""),
    errno.ENAMETOOLONG: ("its path is too long for this system", "Move it to a shorter path."),
    errno.EIO: ("the disk or card failed while reading it", "Copy what you can to another disk."),
    errno.ENXIO: ("it is not a file", ""),
    errno.EMFILE: ("too many files are open", "Close other programs, then try again."),
    errno.ENFILE: ("too many files are open", "Close other programs, then try again."),
    errno.ENODEV: ("the disk or card it is on is gone", "Connect it, then try again."),
    errno.ESTALE: ("the network drive it is on is gone", "Connect it, then try again."),
}


def undecodable_from(error: OSError) -> Undecodable:
    """The system's error in plain words."""
    known = _REASONS.get(error.errno or 0)
    if known:
        return Undecodable(*known)
    text = (error.strerror or "").strip().rstrip(".")
    return Undecodable(f"the system says “{text}”" if text else "the system could not read it")


def open_regular(path: Path) -> BinaryIO:
    """The file at ``path``, buffered, positioned at its start; raises `Undecodable`."""
    try:
        _check(path.stat())
        descriptor = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        raise undecodable_from(error) from error
    except ValueError as error:  # a NUL in the path
        raise Undecodable("its name is not a valid path") from error
    try:
        _check(os.fstat(descriptor))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _check(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Undecodable(*_REASONS[errno.EISDIR])
    if not stat.S_ISREG(status.st_mode):
        raise Undecodable("it is a device or a pipe, not a file")
    if status.st_size == 0:
        raise Undecodable("the file is empty (0 bytes)", COPY_AGAIN)
    if status.st_size > MAX_FILE_BYTES:
        raise Undecodable(
            f"it is larger than {MAX_FILE_BYTES // 1024**3} GB, which no photo is",
        )


def read_all(file: BinaryIO) -> bytes:
    """Every byte of an open file, at most `MAX_ENCODED_BYTES` however long it is or grows."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return file.read(min(size, MAX_ENCODED_BYTES))  # the requested size is allocated beforehand
