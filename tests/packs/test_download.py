"""Fetching from a server that drops, stalls, lies and sends elsewhere."""

from __future__ import annotations

import errno
import hashlib
import socket
import ssl
import urllib.error
import urllib.request
from dataclasses import replace
from email.message import Message
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

import pytest

from birdeye.domain.errors import CannotWrite, FetchFailed
from birdeye.packs.download import _KnownHosts, download
from birdeye.packs.remote_file import is_whole
from tests.helpers.file_server import (
    CONTENT,
    drops_after,
    sends,
    sends_to,
    sends_without_length,
    serving,
    stalls_after,
    status,
    well,
    without_ranges,
)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def fetch(remote, folder, *, timeout_s=5.0, pauses_s=(0.0, 0.0)):
    return list(download(remote, folder, timeout_s=timeout_s, pauses_s=pauses_s))


def failure(remote, folder, **options):
    """The sentence; nothing that could be taken for the file is left."""
    with pytest.raises(FetchFailed) as error:
        fetch(remote, folder, **options)
    assert not (folder / remote.name).exists()
    assert "Nothing was installed" in str(error.value)
    assert "--from FOLDER" in str(error.value)
    return str(error.value)


def of_unknown_size(server):
    return replace(server.remote(), size_bytes=None, about_bytes=len(CONTENT))


def part_of(folder):
    return next(folder.glob("*.part"))


def test_file_arrives_whole_and_progress_only_grows(tmp_path):
    with serving() as server:
        seen = fetch(server.remote(), tmp_path / "new")
    assert (tmp_path / "new" / "net.tflite").read_bytes() == CONTENT
    assert seen == sorted(seen)
    assert seen[-1] == len(CONTENT)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["net.tflite"]


def test_file_that_is_here_already_is_not_asked_for(tmp_path):
    (tmp_path / "net.tflite").write_bytes(CONTENT)
    with serving() as server:
        assert fetch(server.remote(), tmp_path) == [len(CONTENT)]
    assert server.requests == []


def test_dropped_connection_is_gone_on_with(tmp_path):
    with serving(drops_after(100_000), drops_after(50_000)) as server:
        fetch(server.remote(), tmp_path)
    assert (tmp_path / "net.tflite").read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=100000-", "bytes=150000-"]


def test_fetching_that_was_stopped_is_gone_on_with(tmp_path):
    with serving() as server:
        fetching = download(server.remote(), tmp_path)
        while next(fetching) == 0:
            pass
        fetching.close()
        assert not (tmp_path / "net.tflite").exists()
        have = part_of(tmp_path).stat().st_size
        fetch(server.remote(), tmp_path)
    assert (tmp_path / "net.tflite").read_bytes() == CONTENT
    assert server.ranges == [None, f"bytes={have}-"]


def test_server_without_ranges_begins_anew(tmp_path):
    with serving(drops_after(100_000), without_ranges) as server:
        fetch(server.remote(), tmp_path)
    assert (tmp_path / "net.tflite").read_bytes() == CONTENT


def test_part_that_was_damaged_is_fetched_anew(tmp_path):
    with serving() as server:
        fetching = download(server.remote(), tmp_path)
        while next(fetching) == 0:
            pass
        fetching.close()
        part = part_of(tmp_path)
        part.write_bytes(b"x" * part.stat().st_size)
        fetch(server.remote(), tmp_path)
    assert (tmp_path / "net.tflite").read_bytes() == CONTENT


def test_server_that_is_busy_is_asked_again(tmp_path):
    with serving(status(503), status(429)) as server:
        fetch(server.remote(), tmp_path)
    assert len(server.requests) == 3


def test_connection_that_drops_every_time_is_told(tmp_path):
    with serving(*[drops_after(0)] * 3) as server:
        assert "ended the connection early" in failure(server.remote(), tmp_path)


def test_silence_is_not_waited_through_for_ever(tmp_path):
    with serving(stalls_after(1000)) as server:
        text = failure(server.remote(), tmp_path, timeout_s=0.3, pauses_s=())
    assert "stopped sending data" in text
    assert part_of(tmp_path).stat().st_size == 1000


@pytest.mark.parametrize(
    "answer",
    [
        sends(CONTENT[::-1]),
        sends(b"<html>Log in</html>"),
        sends(CONTENT + b"more"),
        sends_without_length(CONTENT + b"more" * 1000),
    ],
    ids=["other bytes", "a page", "longer", "longer without saying so"],
)
def test_wrong_bytes_are_refused_and_the_right_ones_fetched_later(answer, tmp_path):
    with serving(answer) as server:
        text = failure(server.remote(), tmp_path)
        assert "not the file that the recipe names" in text
        fetch(server.remote(), tmp_path)
    assert (tmp_path / "net.tflite").read_bytes() == CONTENT


def test_wrong_file_is_told_precisely_and_kept_for_a_recipe_that_names_it(tmp_path):
    other = CONTENT[::-1]
    with serving(sends(other)) as server:
        remote = server.remote()
        text = failure(remote, tmp_path)
        found = hashlib.sha256(other).hexdigest()
        assert f"its checksum (SHA-256) is {found} instead of {remote.sha256}" in text
        assert f"was kept as “{part_of(tmp_path)}”" in text
        assert part_of(tmp_path).read_bytes() == other
        fetch(replace(remote, sha256=found), tmp_path)
    assert len(server.requests) == 1
    assert (tmp_path / "net.tflite").read_bytes() == other


def test_only_the_last_wrong_file_is_kept(tmp_path):
    first, second = CONTENT[::-1], CONTENT[1:] + CONTENT[:1]
    with serving(sends(first), sends(second)) as server:
        for _ in range(2):
            failure(server.remote(), tmp_path)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [second]


def test_other_size_is_told_before_anything_is_fetched(tmp_path):
    with serving(sends(CONTENT + b"more")) as server:
        text = failure(server.remote(), tmp_path)
    assert f"it has {len(CONTENT) + 4:,} bytes instead of {len(CONTENT):,}" in text


@pytest.mark.parametrize(
    "answer", [well, sends_without_length(CONTENT)], ids=["announced", "not announced"]
)
def test_file_of_unknown_size_arrives_whole(answer, tmp_path):
    with serving(answer) as server:
        fetch(of_unknown_size(server), tmp_path)
    assert (tmp_path / "net.tflite").read_bytes() == CONTENT


def test_file_of_unknown_size_continues_after_drops(tmp_path):
    with serving(drops_after(100_000), drops_after(50_000)) as server:
        fetch(of_unknown_size(server), tmp_path)
    assert (tmp_path / "net.tflite").read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=100000-", "bytes=150000-"]


def test_whole_file_of_unknown_size_that_was_not_moved_yet_is_not_asked_for(tmp_path):
    with serving() as server:
        remote = of_unknown_size(server)
        (tmp_path / f"{remote.sha256[:16]}-net.tflite.part").write_bytes(CONTENT)
        fetch(remote, tmp_path)
    assert server.requests == []


def test_damaged_part_as_long_as_the_file_of_unknown_size_is_fetched_anew(tmp_path):
    with serving(status(416)) as server:
        remote = of_unknown_size(server)
        (tmp_path / f"{remote.sha256[:16]}-net.tflite.part").write_bytes(CONTENT[::-1])
        fetch(remote, tmp_path)
    assert (tmp_path / "net.tflite").read_bytes() == CONTENT


@pytest.mark.parametrize("answer", [sends, sends_without_length])
def test_unknown_size_is_bounded(answer, tmp_path):
    with serving(answer(CONTENT * 3)) as server:
        remote = of_unknown_size(server)
        text = failure(remote, tmp_path)
    assert f"{remote.most_bytes:,}" in text
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= remote.most_bytes


def test_file_without_a_checksum_is_fetched_each_time(tmp_path):
    with serving(sends(b"{}"), sends(b"[]")) as server:
        remote = replace(of_unknown_size(server), sha256=None)
        for expected in (b"{}", b"[]"):
            fetch(remote, tmp_path)
            assert (tmp_path / "net.tflite").read_bytes() == expected


def test_server_with_a_shorter_file_is_refused(tmp_path):
    with serving(drops_after(100_000), status(416)) as server:
        assert "is not the file" in failure(server.remote(), tmp_path)


def test_redirection_elsewhere_is_not_followed(tmp_path):
    with serving() as other:
        elsewhere = f"http://{other.address}/login"
        with serving(status(302, Location=elsewhere)) as server:
            text = failure(server.remote(), tmp_path)
        assert other.requests == []
    assert f"sends to “{other.address}”" in text
    assert "Log in with a browser" in text


def test_redirection_to_a_host_that_the_recipe_names_is_followed(tmp_path):
    with serving(drops_after(1000)) as store:
        elsewhere = f"http://{store.address}/assets/1?signature=x"
        with serving(*[status(302, Location=elsewhere)] * 2) as server:
            remote = replace(server.remote(), redirect_hosts=(store.address,))
            fetch(remote, tmp_path)
    assert (tmp_path / "net.tflite").read_bytes() == CONTENT
    assert store.requests == ["/assets/1?signature=x"] * 2
    assert store.ranges == [None, "bytes=1000-"]


def test_host_that_the_recipe_names_may_not_send_to_another(tmp_path):
    with serving() as other, serving(sends_to(other.address)) as store:
        with serving(sends_to(store.address)) as server:
            remote = replace(server.remote(), redirect_hosts=(store.address,))
            text = failure(remote, tmp_path)
        assert other.requests == []
    assert f"sends to “{other.address}”" in text


def test_redirection_within_the_host_is_followed(tmp_path):
    with serving(status(302, Location="/moved/net.tflite")) as server:
        fetch(server.remote(), tmp_path)
    assert server.requests == ["/net.tflite", "/moved/net.tflite"]
    assert is_whole(server.remote(), tmp_path / "net.tflite")


def test_redirection_without_end_is_left(tmp_path):
    with serving(*[status(302, Location="/net.tflite")] * 20) as server:
        assert "answers with HTTP 302" in failure(server.remote(), tmp_path)
    assert len(server.requests) <= 11


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://models.example/net",  # no longer by a connection that is checked
        "https://models.example:8443/net",
        "https://models.example@evil.example/net",
        "https://models.example.evil.example/net",
        "//evil.example/net",
        "http://files.example/net",  # a host that the recipe names, but not this way
        "https://files.example:8443/net",
        "https://files.example@evil.example/net",
        "https://sub.files.example/net",
        "file:///etc/passwd",
        "ftp://models.example/net",
    ],
)
def test_no_other_server_and_no_lesser_connection_is_gone_on_to(elsewhere):
    asked = urllib.request.Request("https://models.example/net")
    target = urljoin(asked.full_url, elsewhere)
    with pytest.raises(urllib.error.URLError) as error:
        _KnownHosts(["files.example"]).redirect_request(
            asked, BytesIO(), 302, "Found", Message(), target
        )
    assert isinstance(error.value.reason, FetchFailed)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (403, "is blocked"),
        (451, "is blocked"),
        (404, "no longer has it"),
        (407, "proxy asks for a name and a password"),
        (418, "answers with HTTP 418"),
    ],
)
def test_refusal_is_told_at_once(code, words, tmp_path):
    with serving(status(code)) as server:
        assert words in failure(server.remote(), tmp_path)
    assert len(server.requests) == 1


def test_nobody_at_the_address_is_told(tmp_path):
    with serving() as server:
        remote = server.remote()
    assert "cannot be reached: the connection is refused" in failure(remote, tmp_path)


def test_no_network_is_told_at_once(tmp_path, monkeypatch):
    def unknown(*_args, **_kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with serving() as server:
        text = failure(server.remote(), tmp_path, pauses_s=(60.0,))
    assert "cannot be found, so there is no network" in text


def test_certificate_that_does_not_hold_is_told_at_once(tmp_path, monkeypatch):
    def untrusted(*_args, **_kwargs):
        raise urllib.error.URLError(ssl.SSLCertVerificationError("self-signed certificate"))

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", untrusted)
    with serving() as server:
        text = failure(server.remote(), tmp_path, pauses_s=(60.0,))
    assert "something else answers in its place" in text


def test_proxy_of_the_environment_is_used(tmp_path, monkeypatch):
    with serving(well) as proxy:
        monkeypatch.setenv("http_proxy", f"http://{proxy.address}")
        remote = replace(proxy.remote(), url="http://models.example/net.tflite")
        fetch(remote, tmp_path)
    assert proxy.requests == ["http://models.example/net.tflite"]


def test_full_disk_is_told_and_what_came_is_kept(tmp_path, monkeypatch):
    original = Path.open

    def full(path, mode="r", *arguments, **options):
        stream = original(path, mode, *arguments, **options)
        return _FullDisk(stream) if path.suffix == ".part" and mode[0] in "aw" else stream

    monkeypatch.setattr(Path, "open", full)
    with serving() as server, pytest.raises(CannotWrite, match="No space left on device"):
        fetch(server.remote(), tmp_path)
    assert not (tmp_path / "net.tflite").exists()


class _FullDisk:
    """A stream on a disk that takes nothing."""

    def __init__(self, stream):
        self._stream = stream

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stream.close()

    def write(self, _block):
        raise OSError(errno.ENOSPC, "No space left on device")
