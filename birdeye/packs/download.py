"""Fetches a published file. This is the only module of Birdeye that uses the network.

A file is taken for whole only when its size and checksum are those that the recipe states. What was
fetched in part stays beside it and is gone on with the next time. Proxies are those of the system's
settings and of the environment (``https_proxy``, ``no_proxy``), as urllib finds them.
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
from birdeye.domain.errors import CannotWrite, FetchFailed
from birdeye.packs.recipe import RemoteFile
from birdeye.private_files import make_private_folder

TIMEOUT_S = 20.0
PAUSES_S = (0.5, 2.0, 5.0)
"""Waiting times before another attempt; they begin anew whenever something came through."""

_MOST_ATTEMPTS = 30
_BLOCK = 1 << 16
_TRY_AGAIN_STATUS = frozenset([408, 429, 500, 502, 503, 504])
_OTHERWISE = (
    "Try again later, or bring the files in a folder: birdeye packs get ID --from FOLDER, or "
    "“From a folder” in the window."
)


class _Interrupted(Exception):
    """An attempt ended before the file was whole, and another one may go on; the reason."""


def download(
    remote: RemoteFile,
    folder: Path,
    *,
    timeout_s: float = TIMEOUT_S,
    pauses_s: Sequence[float] = PAUSES_S,
) -> Iterator[int]:
    """Puts the file into ``folder`` under its name, and yields how many bytes are there so far.

    Closing the generator stops; the next one goes on from there. ``timeout_s`` is the longest
    silence that is waited through. Raises `FetchFailed` with a sentence for every failure of the
    network and for a wrong file, `CannotWrite` for a full or protected disk.
    """
    whole, part = folder / remote.name, folder / f"{remote.sha256[:16]}-{remote.name}.part"
    if is_whole(remote, whole):
        yield remote.size_bytes
        return
    try:
        make_private_folder(folder)
        if part.is_symlink():  # not ours, and what it leads to is not ours to write to
            part.unlink()
        goes_on = _size(part) > 0
        yield from _fetch_all(remote, part, timeout_s, pauses_s)
        if goes_on and not is_whole(remote, part):
            part.unlink()  # what was there from before may have been damaged
            yield from _fetch_all(remote, part, timeout_s, pauses_s)
        if not is_whole(remote, part):
            part.unlink()
            raise wrong_file(remote, f"what “{remote.host}” sent")
        part.replace(whole)
    except OSError as error:
        raise CannotWrite(folder, error.strerror or str(error)) from error


def is_whole(remote: RemoteFile, path: Path) -> bool:
    """Whether the file at ``path`` is ``remote``, by size and checksum."""
    try:
        if path.stat().st_size != remote.size_bytes:
            return False
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == remote.sha256
    except OSError:
        return False


def wrong_file(remote: RemoteFile, subject: str) -> FetchFailed:
    """The error about ``subject``, which should be ``remote`` and is not."""
    return FetchFailed(
        remote.name,
        f"{subject} is another file than the recipe names: its size or its checksum (SHA-256) "
        "differs",
        "It may have been changed on the way, as by a network that asks for a login. " + _OTHERWISE,
    )


def _fetch_all(
    remote: RemoteFile, part: Path, timeout_s: float, pauses_s: Sequence[float]
) -> Iterator[int]:
    """Attempts until as many bytes as stated are in ``part``, whatever they are."""
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
            raise FetchFailed(remote.name, reason, _OTHERWISE)
        ends = time.monotonic() + pause
        while time.monotonic() < ends:
            yield _size(part)
            time.sleep(min(0.1, pause))
    raise FetchFailed(remote.name, reason, _OTHERWISE)


def _attempt(remote: RemoteFile, part: Path, timeout_s: float) -> Iterator[int]:
    have = _size(part)
    if have > remote.size_bytes:
        part.unlink()
        have = 0
    if have == remote.size_bytes:
        yield have
        return
    with _opened(remote, have, timeout_s) as response:
        if have and not _goes_on(response, have):
            have = 0
        if response.length is not None and have + response.length != remote.size_bytes:
            part.unlink(missing_ok=True)
            raise wrong_file(remote, f"what “{remote.host}” sent")
        with part.open("ab" if have else "wb") as stream:
            yield have
            while have < remote.size_bytes:
                block = _read(remote, response)
                if not block:
                    raise _Interrupted(f"“{remote.host}” ended the connection early")
                have += len(block)
                if have > remote.size_bytes:
                    stream.truncate(0)
                    raise wrong_file(remote, f"what “{remote.host}” sent")
                stream.write(block)
                stream.flush()
                yield have


def _opened(remote: RemoteFile, have: int, timeout_s: float) -> Any:
    """The response to a request for what comes after the first ``have`` bytes."""
    headers = {"User-Agent": f"Birdeye/{__version__}", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    request = urllib.request.Request(remote.url, headers=headers)
    try:
        return urllib.request.build_opener(_SameHost()).open(request, timeout=timeout_s)
    except urllib.error.HTTPError as error:
        with error:
            raise _refusal(remote, error.code, have) from None
    except urllib.error.URLError as error:
        raise _unreachable(remote, error.reason) from None
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(remote, error) from None


def _read(remote: RemoteFile, response: Any) -> bytes:
    try:
        return response.read1(_BLOCK)
    except TimeoutError:
        raise _Interrupted(f"“{remote.host}” sends nothing any more") from None
    except (OSError, http.client.HTTPException):
        raise _Interrupted(f"the connection to “{remote.host}” broke off") from None


def _goes_on(response: Any, have: int) -> bool:
    content_range = response.headers.get("Content-Range", "")
    return response.status == 206 and content_range.startswith(f"bytes {have}-")


def _refusal(remote: RemoteFile, status: int, have: int) -> Exception:
    """What an answer that is no file means, to a request for what follows ``have`` bytes."""
    host = remote.host
    if status == 416 and have:
        return wrong_file(remote, f"what “{host}” has")
    if status in _TRY_AGAIN_STATUS:
        return _Interrupted(f"“{host}” is out of order or busy (HTTP {status})")
    if status == 407:
        return FetchFailed(
            remote.name,
            "the proxy asks for a name and a password (HTTP 407)",
            "Put them into the settings of the proxy. " + _OTHERWISE,
        )
    if status in (401, 403, 451):
        return FetchFailed(
            remote.name,
            f"“{host}” is blocked: it, or the network in between, refuses (HTTP {status})",
            _OTHERWISE,
        )
    if status in (404, 410):
        return FetchFailed(
            remote.name,
            f"“{host}” does not have it any more (HTTP {status})",
            "See whether there is a newer Birdeye. " + _OTHERWISE,
        )
    return FetchFailed(remote.name, f"“{host}” answers with HTTP {status}", _OTHERWISE)


def _unreachable(remote: RemoteFile, reason: Any) -> Exception:
    """What it means that there is no answer at all."""
    host = remote.host
    if isinstance(reason, FetchFailed):
        return reason
    if isinstance(reason, socket.gaierror):
        return FetchFailed(
            remote.name,
            f"“{host}” cannot be found, so there is no network, or no way out of it",
            "Look at the connection and at the settings of the proxy. " + _OTHERWISE,
        )
    if isinstance(reason, ssl.SSLCertVerificationError):
        return FetchFailed(
            remote.name,
            f"“{host}” is blocked: somebody else answers in its place (its certificate does not "
            "hold)",
            _OTHERWISE,
        )
    if isinstance(reason, TimeoutError):
        return _Interrupted(f"“{host}” does not answer")
    if isinstance(reason, ConnectionRefusedError):
        return _Interrupted(f"“{host}” cannot be reached: the connection is refused")
    return _Interrupted(f"“{host}” cannot be reached ({reason})")


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows redirections within the host only: others are how a network asks for a login."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        asked, sent_to = urlsplit(req.full_url), urlsplit(newurl)
        if (asked.hostname, asked.port, asked.scheme) != (
            sent_to.hostname,
            sent_to.port,
            sent_to.scheme,
        ):
            fp.close()
            raise urllib.error.URLError(
                FetchFailed(
                    Path(asked.path).name,
                    f"“{asked.hostname}” sends to “{sent_to.netloc}”, as a network does that asks "
                    "for a login first",
                    "Log in with a browser. " + _OTHERWISE,
                )
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
