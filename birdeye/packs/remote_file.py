"""A file that others publish: its address, and how to verify a download of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from birdeye.domain.errors import FetchFailed

OTHERWISE = (
    "Try again later, or use files from a folder: birdeye packs get MODEL --from FOLDER, or "
    "“From a folder” in the window."
)
"""What to do if a file cannot be downloaded."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A published file: its name, address, size and checksum.

    ``size_bytes`` is None if only its checksum is known; then ``about_bytes`` is its rough size,
    and a file of more than twice that is refused. ``sha256`` is None for a small settings file
    without a published checksum. ``redirect_hosts`` are the hosts, with a port if it is not the
    default, that the server may redirect to.
    """

    name: str
    url: str
    size_bytes: int | None
    sha256: str | None
    about_bytes: int = 0
    redirect_hosts: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """The host that the file is requested from."""
        return urlsplit(self.url).hostname or ""

    @property
    def likely_bytes(self) -> int:
        """The size, as far as known."""
        return self.about_bytes if self.size_bytes is None else self.size_bytes

    @property
    def most_bytes(self) -> int:
        """The largest size that is accepted."""
        return 2 * self.about_bytes if self.size_bytes is None else self.size_bytes


def is_whole(remote: RemoteFile, path: Path) -> bool:
    """Whether the file at ``path`` is ``remote``, by size and checksum."""
    return remote.sha256 is not None and not difference_from(remote, path)


def difference_from(remote: RemoteFile, path: Path) -> str:
    """How the file at ``path`` differs from ``remote``, as a clause; empty if it is the same."""
    try:
        size = path.stat().st_size
        if problem := size_difference(remote, size):
            return problem
        if remote.sha256 is None:
            return ""
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"it cannot be read: {error.strerror}"
    if found == remote.sha256:
        return ""
    return f"its checksum (SHA-256) is {found} instead of {remote.sha256}"


def wrong_file(
    remote: RemoteFile, subject: str, difference: str, kept: Path | None = None
) -> FetchFailed:
    """The error about ``subject``, which should be ``remote`` but is not."""
    where = "" if kept is None else f"The download was kept as “{kept}”. "
    return FetchFailed(
        remote.name,
        f"{subject} is not the file that the recipe names: {difference}",
        "It may have been changed on the way, for example by a network that asks for a login, "
        f"or published again. {where}{OTHERWISE}",
    )


def size_difference(remote: RemoteFile, size: int) -> str:
    """How ``size``, in bytes, differs from that of ``remote``; empty if it may be the same."""
    if remote.size_bytes is not None and size != remote.size_bytes:
        return f"it has {size:,} bytes instead of {remote.size_bytes:,}"
    if size > remote.most_bytes:
        return f"it is larger than the limit of {remote.most_bytes:,} bytes ({size:,})"
    return ""
