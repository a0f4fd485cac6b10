"""Lets a second start hand its photos to the window that is already open.

The message is one line of JSON, {"paths": [...], "activation_token": "..."}; the answer is "ok".
The socket is in the user's own runtime folder where there is one and is open to that user only.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_LARGEST_MESSAGE = 32_000_000
_ANSWER = b"ok\n"
_CONNECT_MILLISECONDS = 500
_ANSWER_MILLISECONDS = 4000


def server_name(data_folder: Path) -> str:
    """One name for each user and data folder; a path, where sockets are files."""
    user = str(os.getuid()) if hasattr(os, "getuid") else getpass.getuser()
    owner = os.fsencode(f"{user}\0{data_folder}")
    name = f"birdeye-{hashlib.sha256(owner).hexdigest()[:16]}"
    if sys.platform == "win32" or (
        sys.platform == "linux" and not os.environ.get("XDG_RUNTIME_DIR")
    ):
        return name
    runtime = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    return str(Path(runtime) / name) if runtime else name


class SingleInstance(QObject):
    """``handed_over(paths, activation_token)`` when another start brought photos."""

    handed_over = Signal(object, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._server: QLocalServer | None = None
        self._received: dict[QLocalSocket, bytearray] = {}

    def hand_over(self, paths: Sequence[Path]) -> bool:
        """Give ``paths`` (absolute) to the running window; False when there is none to take them.

        A window that is there but does not answer in time counts as none, so that a start never
        hangs on it.
        """
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_CONNECT_MILLISECONDS):
            return False
        if not _is_own(socket.fullServerName()):
            return False
        message = {
            "paths": [os.fsencode(path).hex() for path in paths],
            "activation_token": os.environ.get("XDG_ACTIVATION_TOKEN", ""),
        }
        socket.write(json.dumps(message).encode() + b"\n")
        answer = b""
        while not answer.endswith(b"\n") and socket.waitForReadyRead(_ANSWER_MILLISECONDS):
            answer += bytes(socket.readAll().data())
        socket.disconnectFromServer()
        return answer == _ANSWER

    def listen(self) -> bool:
        """Take photos from later starts. A socket that a crash left behind is replaced."""
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        if not server.listen(self._name):
            # Nobody answered on it (the caller tried `hand_over` before), so it is stale.
            QLocalServer.removeServer(self._name)
            if not server.listen(self._name):
                return False
        self._server = server
        return True

    def close(self) -> None:
        """Take no more."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _on_connection(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._received[socket] = bytearray()
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(self._on_disconnected)
            self._read(socket)

    def _on_ready(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _on_disconnected(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._received.pop(socket, None)
            socket.deleteLater()

    def _read(self, socket: QLocalSocket) -> None:
        received = self._received.get(socket)
        if received is None:
            return
        received += socket.readAll().data()
        if len(received) > _LARGEST_MESSAGE:
            socket.abort()
        elif received.endswith(b"\n"):
            self._received[socket] = bytearray()
            message = parse_message(bytes(received))
            if message is None:
                socket.abort()
                return
            socket.write(_ANSWER)
            socket.flush()
            self.handed_over.emit(*message)


def _is_own(server: str) -> bool:
    """Whether the socket belongs to this user, so that nobody else learns about their photos."""
    if sys.platform == "win32":
        return True  # the pipe's own access rights see to it
    try:
        return Path(server).stat().st_uid == os.getuid()
    except OSError:
        return False


def parse_message(line: bytes) -> tuple[list[Path], str] | None:
    """The absolute paths and the token in a message, None when it is not one of ours."""
    try:
        message = json.loads(line)
        paths = [Path(os.fsdecode(bytes.fromhex(path))) for path in message["paths"]]
        token = message["activation_token"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(token, str) or not all(path.is_absolute() for path in paths):
        return None
    return paths, token
