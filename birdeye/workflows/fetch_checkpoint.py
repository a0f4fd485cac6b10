"""Downloads a published file without a known checksum, and remembers the one that was trusted.

The first time, the user is shown the checksum of the download and asked; from then on a different
file at the same address is refused. Nothing in the file is read before that.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from birdeye import locations
from birdeye.domain.errors import BirdeyeError, or_cannot_write
from birdeye.export.whole_file import write_whole
from birdeye.packs.download import download
from birdeye.packs.remote_file import RemoteFile, is_whole
from birdeye.private_files import make_private_folder
from birdeye.workflows.build_pack import FetchProgress
from birdeye.workflows.convert_stage import ConvertStage

_SHA256 = re.compile(r"[0-9a-f]{64}")

Ask = Callable[[str, int], bool]
"""Called with the checksum (SHA-256, hexadecimal) and the size in bytes of the download: is it
trusted?"""


def fetch_checkpoint(
    published: RemoteFile, folder: Path, ask: Ask, sha256: str | None = None
) -> Iterator[FetchProgress | ConvertStage | Path]:
    """Download the file into ``folder``; yields progress, and its path at the end.

    With ``sha256``, which the user got from somebody else, nothing is asked. Raises `FetchFailed`,
    `CannotWrite`, and `BirdeyeError` if the download is not trusted; it is then deleted.
    """
    trusted = _trusted()
    known = sha256 or trusted.get(published.url)
    wanted = replace(published, sha256=known)
    if not is_whole(wanted, folder / published.name):
        place = locations.downloads_folder()
        for done in download(wanted, place):
            yield FetchProgress(published.name, done, max(done, published.likely_bytes))
        yield ConvertStage("Checking the download")
        fetched = place / published.name
        found = known or _sha256_of(fetched)
        if known is None and not ask(found, fetched.stat().st_size):
            fetched.unlink()
            raise BirdeyeError(
                f"“{published.name}” was not trusted, and deleted. Compare its checksum, "
                f"{found}, with that of somebody who has the file, and download it again."
            )
        known = found
        with or_cannot_write(folder):
            folder.mkdir(parents=True, exist_ok=True)
            shutil.move(fetched, folder / published.name)
    _trust(trusted | {published.url: known or ""})
    yield folder / published.name


def _sha256_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _record() -> Path:
    return locations.data_folder() / "trusted-files.json"


def _trusted() -> dict[str, str]:
    """The checksums that were trusted, by address."""
    with suppress(OSError, ValueError, RecursionError):
        told = json.loads(_record().read_text(encoding="utf-8"))
        if isinstance(told, dict):
            return {
                address: value
                for address, value in told.items()
                if isinstance(value, str) and _SHA256.fullmatch(value)
            }
    return {}


def _trust(trusted: dict[str, str]) -> None:
    with or_cannot_write(_record().parent):
        make_private_folder(_record().parent)
        write_whole(_record(), json.dumps(trusted, indent=1).encode())
