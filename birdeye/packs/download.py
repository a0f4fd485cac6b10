"""Downloads a published file. This is the only module of Birdeye that uses the network.

A file counts as complete only when its size and checksum are those that the recipe states. A
partial download stays beside it, and the next attempt continues there. Proxies are those in the
system's settings and the environment (``https_proxy``, ``no_proxy``), as urllib finds them.
"""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from birdeye import __version__
from birdeye.domain.errors import FetchFailed, or_cannot_write
from birdeye.packs.remote_file import (
    OTHERWISE,
    RemoteFile,
    difference_from,
    is_whole,
    size_difference,
    wrong_file,
)
from birdeye.private_files import make_private_folder

TIMEOUT_S = 20.0
PAUSES_S = (0.5, 2.0, 5.0)
"""Waiting times before another attempt; they start over whenever something arrives."""

_MOST_ATTEMPTS = 30
_BLOCK = 1 << 16
_TRY_AGAIN_STATUS = frozenset([408, 429, 500, 502, 503, 504])


class _Interrupted(Exception):
    """An attempt ended before the file was complete, and another one may continue; the reason."""


def download(
    remote: RemoteFile,
    folder: Path,
    *,
    timeout_s: float = TIMEOUT_S,
    pauses_s: Sequence[float] = PAUSES_S,
) -> Iterator[int]:
    """Download the file into ``folder`` under its name, and yield the number of bytes so far.

    Closing the generator stops; the next one continues from there. ``timeout_s`` is the longest
    silence allowed. Raises `FetchFailed` with a sentence for every network failure and for a
    different file, which is kept beside; `CannotWrite` for a full or protected disk.
    """
    whole = folder / remote.name
    part = folder / _part_name(remote.name, remote.sha256 or "")
    if is_whole(remote, whole):
        yield _size(whole)
        return
    with or_cannot_write(folder):
        make_private_folder(folder)
        if part.is_symlink():  # not ours, and we must not write to its target
            part.unlink()
        if remote.sha256 is None:
            part.unlink(missing_ok=True)
        yield from _fetch_whole(remote, part, timeout_s, pauses_s)
        part.replace(whole)


def _fetch_whole(
    remote: RemoteFile, part: Path, timeout_s: float, pauses_s: Sequence[float]
) -> Iterator[int]:
    """Download into ``part`` until that is the right file."""
    goes_on = _size(part) > 0
    if goes_on and is_whole(remote, part):
        yield _size(part)
        return
    yield from _fetch_all(remote, part, timeout_s, pauses_s)
    difference = difference_from(remote, part)
    if difference and goes_on:
        part.unlink()  # what was there before may have been damaged
        yield from _fetch_all(remote, part, timeout_s, pauses_s)
        difference = difference_from(remote, part)
    if difference:
        kept = _keep(remote, part)
        raise wrong_file(remote, f"what “{remote.host}” sent", difference, kept)


def _keep(remote: RemoteFile, part: Path) -> Path:
    """Move a complete but different file to a name with its checksum, where a recipe that states
    that checksum finds it; the previous one is deleted."""
    with part.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    kept = part.with_name(_part_name(remote.name, found))
    part.replace(kept)
    for other in part.parent.glob(f"*-{remote.name}.part"):
        if other != kept:
            other.unlink()
    return kept


def _part_name(name: str, sha256: str) -> str:
    return f"{sha256[:16]}-{name}.part"


def _fetch_all(
    remote: RemoteFile, part: Path, timeout_s: float, pauses_s: Sequence[float]
) -> Iterator[int]:
    """Make attempts until ``part`` has as many bytes as stated, whatever they are."""
    pauses = iter(pauses_s)
    for _ in range(_MOST_ATTEMPTS):
        before = _size(part)
        try:
            yield from _attempt(remote, part, timeout_s)
            return
        except _Interrupted as interruption:
            reason = str(interruption)
        if _size(part) > before:
            pauses = iter(pauses_s)
        pause = next(pauses, None)
        if pause is None:
            raise FetchFailed(remote.name, reason, OTHERWISE)
        ends = time.monotonic() + pause
        while time.monotonic() < ends:
            yield _size(part)
            time.sleep(min(0.1, pause))
    raise FetchFailed(remote.name, reason, OTHERWISE)


def _attempt(remote: RemoteFile, part: Path, timeout_s: float) -> Iterator[int]:
    have = _size(part)
    if have > remote.most_bytes:
        part.unlink()
        have = 0
    if have == remote.size_bytes:
        yield have
        return
    response = _opened(remote, have, timeout_s)
    if response is None:  # there is no more
        yield have
        return
    with response:
        if have and not _goes_on(response, have):
            have = 0
        announced = None if response.length is None else have + response.length
        if announced is not None and (difference := size_difference(remote, announced)):
            part.unlink(missing_ok=True)
            raise wrong_file(remote, f"what “{remote.host}” sent", difference)
        with part.open("ab" if have else "wb") as stream:
            yield have
            wanted = remote.size_bytes if announced is None else announced
            while wanted is None or have < wanted:
                block = _read(remote, response)
                if not block and wanted is None:
                    return  # the file ends with the connection
                if not block:
                    raise _Interrupted(f"“{remote.host}” ended the connection early")
                have += len(block)
                if have > remote.most_bytes:
                    stream.truncate(0)
                    raise wrong_file(
                        remote,
                        f"what “{remote.host}” sent",
                        f"it has more than {remote.most_bytes:,} bytes",
                    )
                stream.write(block)
                stream.flush()
                yield have


def _opened(remote: RemoteFile, have: int, timeout_s: float) -> Any:
    """The response to a request for what comes after the first ``have`` bytes.

    None if nothing follows, according to the server and the recipe.
    """
    headers = {"User-Agent": f"Birdeye/{__version__}", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    request = urllib.request.Request(remote.url, headers=headers)
    try:
        opener = urllib.request.build_opener(_KnownHosts(remote.redirect_hosts))
        return opener.open(request, timeout=timeout_s)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 416 and have and remote.size_bytes is None:
                return None
            raise _refusal(remote, error.code, have) from None
    except urllib.error.URLError as error:
        raise _unreachable(remote, error.reason) from None
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(remote, error) from None


def _read(remote: RemoteFile, response: Any) -> bytes:
    try:
        return response.read1(_BLOCK)
    except TimeoutError:
        raise _Interrupted(f"“{remote.host}” stopped sending data") from None
    except (OSError, http.client.HTTPException):
        raise _Interrupted(f"the connection to “{remote.host}” broke off") from None


def _goes_on(response: Any, have: int) -> bool:
    content_range = response.headers.get("Content-Range", "")
    return response.status == 206 and content_range.startswith(f"bytes {have}-")


def _refusal(remote: RemoteFile, status: int, have: int) -> Exception:
    """What a response without a file means, to a request for what follows ``have`` bytes."""
    host = remote.host
    if status == 416 and have:
        return wrong_file(
            remote, f"what “{host}” has", f"it ends before {remote.most_bytes:,} bytes"
        )
    if status in _TRY_AGAIN_STATUS:
        return _Interrupted(f"“{host}” is out of order or busy (HTTP {status})")
    if status == 407:
        return FetchFailed(
            remote.name,
            "the proxy asks for a name and a password (HTTP 407)",
            "Enter them in the proxy settings. " + OTHERWISE,
        )
    if status in (401, 403, 451):
        return FetchFailed(
            remote.name,
            f"“{host}” is blocked: it, or the network in between, refuses (HTTP {status})",
            OTHERWISE,
        )
    if status in (404, 410):
        return FetchFailed(
            remote.name,
            f"“{host}” no longer has it (HTTP {status})",
            "See whether there is a newer Birdeye. " + OTHERWISE,
        )
    return FetchFailed(remote.name, f"“{host}” answers with HTTP {status}", OTHERWISE)


def _unreachable(remote: RemoteFile, reason: Any) -> Exception:
    """What the lack of any response means."""
    host = remote.host
    if isinstance(reason, FetchFailed):
        return reason
    if isinstance(reason, socket.gaierror):
        return FetchFailed(
            remote.name,
            f"“{host}” cannot be found, so there is no network, or no access to the internet",
            "Check the connection and the proxy settings. " + OTHERWISE,
        )
    if isinstance(reason, ssl.SSLCertVerificationError):
        return FetchFailed(
            remote.name,
            f"“{host}” is blocked: something else answers in its place (its certificate is not "
            "valid)",
            OTHERWISE,
        )
    if isinstance(reason, TimeoutError):
        return _Interrupted(f"“{host}” does not answer")
    if isinstance(reason, ConnectionRefusedError):
        return _Interrupted(f"“{host}” cannot be reached: the connection is refused")
    return _Interrupted(f"“{host}” cannot be reached ({reason})")


class _KnownHosts(urllib.request.HTTPRedirectHandler):
    """Follows redirects within the host, and to hosts that the recipe names: others are how a
    network asks for a login."""

    def __init__(self, hosts: Sequence[str] = ()) -> None:
        self._hosts = hosts

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        asked, sent_to = urlsplit(req.full_url), urlsplit(newurl)
        is_known = sent_to.netloc.lower() in (asked.netloc.lower(), *self._hosts)
        if asked.scheme != sent_to.scheme or not is_known:
            fp.close()
            raise urllib.error.URLError(
                FetchFailed(
                    Path(asked.path).name,
                    f"“{asked.hostname}” sends to “{sent_to.netloc}”, as networks do that "
                    "require a login",
                    "Log in with a browser. " + OTHERWISE,
                )
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
