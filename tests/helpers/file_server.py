"""A web server on 127.0.0.1 that serves files, and misbehaves as a test asks it to."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from birdeye.packs.remote_file import RemoteFile

CONTENT = bytes(range(256)) * 1200
"""The right file."""

Answer = Callable[[BaseHTTPRequestHandler], None]


class FileServer(ThreadingHTTPServer):
    """Answers the first requests with ``answers``, one after the other, and others well.

    ``files`` are the right files by path where there are others than `CONTENT`. ``requests`` are
    the paths that were asked for, ``ranges`` their Range headers.
    """

    daemon_threads = True

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = list(answers)
        self.files: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.ranges: list[str | None] = []
        self.released = threading.Event()

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.server_port}"

    def remote(self, content: bytes = CONTENT, *, path: str = "net.tflite") -> RemoteFile:
        """The recipe's entry for ``content`` as served here."""
        url = f"http://{self.address}/{path}"
        return RemoteFile("net.tflite", url, len(content), hashlib.sha256(content).hexdigest())


@contextmanager
def serving(*answers: Answer) -> Iterator[FileServer]:
    """A server that runs inside the block."""
    server = FileServer(answers)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.requests.append(self.path)
        self.server.ranges.append(self.headers.get("Range"))
        answer = self.server.answers.pop(0) if self.server.answers else well
        answer(self)

    def log_message(self, *_: object) -> None:
        """Quiet."""


def well(handler: BaseHTTPRequestHandler) -> None:
    """The file, or what follows the byte that is asked for."""
    _send(handler, _content(handler), _first_byte(handler))


def without_ranges(handler: BaseHTTPRequestHandler) -> None:
    """The whole file, whatever was asked for."""
    _send(handler, CONTENT, 0)


def sends(content: bytes) -> Answer:
    """Another file."""
    return lambda handler: _send(handler, content, 0)


def sends_without_length(content: bytes) -> Answer:
    """A file whose end is that of the connection."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def drops_after(count: int) -> Answer:
    """Ends the connection after ``count`` bytes, though more are announced."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        first, content = _first_byte(handler), _content(handler)
        _send_head(handler, content, first)
        handler.wfile.write(content[first : first + count])
        handler.close_connection = True

    return answer


def stalls_after(count: int, content: bytes = CONTENT) -> Answer:
    """Sends ``count`` bytes and then nothing, with the connection open."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _send_head(handler, content, 0)
        handler.wfile.write(content[:count])
        handler.wfile.flush()
        handler.server.released.wait(20)

    return answer


def status(code: int, **headers: str) -> Answer:
    """No file but a status."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def sends_to(address: str) -> Answer:
    """A redirection to the same path of another server."""
    return lambda handler: status(302, Location=f"http://{address}{handler.path}")(handler)


def _content(handler: BaseHTTPRequestHandler) -> bytes:
    files = handler.server.files
    return files[handler.path.partition("?")[0]] if files else CONTENT


def _first_byte(handler: BaseHTTPRequestHandler) -> int:
    wanted = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
    return int(wanted[1]) if wanted else 0


def _send(handler: BaseHTTPRequestHandler, content: bytes, first: int) -> None:
    _send_head(handler, content, first)
    handler.wfile.write(memoryview(content)[first:])


def _send_head(handler: BaseHTTPRequestHandler, content: bytes, first: int) -> None:
    handler.send_response(206 if first else 200)
    if first:
        last = len(content) - 1
        handler.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
    handler.send_header("Content-Length", str(len(content) - first))
    handler.end_headers()
