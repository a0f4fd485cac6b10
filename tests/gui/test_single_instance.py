from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from birdeye.gui import app
from birdeye.gui.single_instance import SingleInstance, parse_message, server_name

SENDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from birdeye.gui.single_instance import SingleInstance
application = QCoreApplication([])
taken = SingleInstance(sys.argv[1]).hand_over([Path(word) for word in sys.argv[2:]])
sys.exit(0 if taken else 3)
"""


@pytest.fixture
def name(data_folder, monkeypatch, tmp_path):
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    # Sockets have short names; the folder of a test may be too long for one.
    return f"birdeye-test-{os.getpid()}-{abs(hash(str(data_folder))) % 10**8}"


@pytest.fixture
def running(name, qapp):
    instance = SingleInstance(name)
    assert instance.listen()
    yield instance
    instance.close()


def send_from_another_process(name, *words, cwd=None):
    """Start the sender; a thread waits for it, so that the event loop of the test goes on."""
    done = {}

    def run():
        root = Path(__file__).resolve().parents[2]
        done["code"] = subprocess.run(
            [sys.executable, "-c", SENDER, name, *words],
            env={**os.environ, "PYTHONPATH": str(root)},
            check=False,
            timeout=60,
        ).returncode

    thread = threading.Thread(target=run)
    thread.start()
    return thread, done


def test_a_second_start_hands_over_its_photos(running, name, qtbot):
    with qtbot.waitSignal(running.handed_over) as heard:
        thread, done = send_from_another_process(name, "/photos/été.jpg", "/фото/鸟.png")
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert heard.args[0] == [Path("/photos/été.jpg"), Path("/фото/鸟.png")]
    assert done["code"] == 0


class _Application(QObject):
    open_asked = Signal(object)


def test_photos_that_come_while_the_program_is_loaded_are_opened_in_the_one_window(
    name, qtbot, monkeypatch
):
    """As when a file manager starts one process for each of the photos to open."""
    photos = [Path(f"/photos/{letter}.jpg") for letter in "abcd"]
    application = _Application()
    opened, codes = [], []

    class SlowToLoad(QObject):
        def __init__(self, *_arguments):
            super().__init__()
            application.open_asked.emit([photos[1]])
            thread, done = send_from_another_process(name, str(photos[2]))
            qtbot.waitUntil(lambda: bool(done), timeout=60_000)
            thread.join()
            codes.append(done["code"])

        def start(self, paths):
            opened.extend(paths)

        def open(self, paths):
            opened.extend(paths)

        def take_over(self, paths, _activation_token):
            opened.extend(paths)

    monkeypatch.setattr(app, "RunningProgram", SlowToLoad)
    instance = SingleInstance(name)
    try:
        on_show = app.start(application, instance, photos[:1])
        assert codes == [0]
        assert opened == photos[:3]
        instance.handed_over.emit(photos[3:], "")
        assert opened == photos
    finally:
        instance.close()
    assert on_show is not None


def test_without_a_running_window_nothing_is_handed_over(name, qapp):
    assert not SingleInstance(name).hand_over([Path("/a.jpg")])


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are files only elsewhere")
def test_a_socket_that_a_crash_left_behind_is_replaced(name, qapp, tmp_path):
    crashing = (
        "import os, sys\nfrom PySide6.QtCore import QCoreApplication\n"
        "from birdeye.gui.single_instance import SingleInstance\n"
        "application = QCoreApplication([])\n"
        "assert SingleInstance(sys.argv[1]).listen()\nos._exit(9)\n"
    )
    root = Path(__file__).resolve().parents[2]
    finished = subprocess.run(
        [sys.executable, "-c", crashing, name],
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
        timeout=60,
    )
    assert finished.returncode == 9
    instance = SingleInstance(name)
    assert not instance.hand_over([Path("/a.jpg")])
    assert instance.listen()
    instance.close()


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"[]\n",
        b"null\n",
        b'{"paths": "x"}\n',
        b'{"paths": ["zz"], "activation_token": ""}\n',
        b'{"paths": ["2e2e2f61"], "activation_token": ""}\n',  # ../a: not absolute
        b'{"paths": [], "activation_token": 5}\n',
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
    ],
)
def test_foreign_messages_are_refused(line):
    assert parse_message(line) is None


def test_a_foreign_message_does_not_disturb_the_window(running, name, qtbot):
    heard = []
    running.handed_over.connect(lambda *values: heard.append(values))
    socket = QLocalSocket()
    socket.connectToServer(name)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.ConnectedState)
    socket.write(b"GET / HTTP/1.1\n")
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert heard == []


def test_users_and_data_folders_have_sockets_of_their_own(monkeypatch, qapp, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    tmp_path.chmod(0o700)
    names = {server_name(Path("/a")), server_name(Path("/b"))}
    monkeypatch.setattr("os.getuid", lambda: 54321, raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "somebody-else")
    names.add(server_name(Path("/a")))
    assert len(names) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no owner")
def test_nothing_is_handed_to_the_window_of_somebody_else(running, name, monkeypatch):
    monkeypatch.setattr("os.getuid", lambda: 54321)
    assert not SingleInstance(name).hand_over([Path("/a.jpg")])


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no mode")
def test_the_socket_is_open_to_its_user_only(running, name):
    server = running.findChild(QLocalServer)
    assert Path(server.fullServerName()).stat().st_mode & 0o077 == 0
