"""No attempt to reach a network, from the command line or the window, seen from the kernel.

``strace`` watches every process of the program for sockets other than those inside this computer;
``unshare -n`` takes the network away altogether, so that whatever needed it would fail.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED

ROOT = Path(__file__).resolve().parents[2]
# Local sockets hand photos to an open window and reach the display; netlink lists interfaces.
_ABROAD = re.compile(r"\bAF_INET6?\b")

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from birdeye import locations
from birdeye.gui import app
application = app.make_application()
instance = app.SingleInstance(app.server_name(locations.data_folder()))
on_show = app.start(application, instance, [Path(word) for word in sys.argv[1:]])
QTimer.singleShot(4000, on_show.program.window.close)
QTimer.singleShot(4500, application.quit)
application.exec()
instance.close()
"""


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "photos"
    draw_photo(folder / "a.jpg", RED)
    draw_photo(folder / "b.png", BLUE)
    return folder


def _without_network(command: list[str]) -> list[str]:
    """``command`` in a network namespace with nothing in it, where this user may make one."""
    unshare = shutil.which("unshare")
    for options in (["-n"], ["-rn"]):
        if (
            unshare
            and subprocess.run([unshare, *options, "true"], capture_output=True).returncode == 0
        ):
            return [unshare, *options, *command]
    pytest.skip("this user may not take the network away from a process (unshare -n)")


def _environment(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "BIRDEYE_DATA": str(tmp_path / "data"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }


def _identify(photos: Path) -> list[str]:
    return [sys.executable, "-m", "birdeye", "identify", str(photos), "--output", "-"]


def _open_window(photos: Path) -> list[str]:
    return [sys.executable, "-c", WINDOW, str(photos)]


@pytest.mark.parametrize("command_for", [_identify, _open_window])
def test_the_program_works_where_there_is_no_network(command_for, photos, tmp_path):
    command = _without_network(command_for(photos))
    finished = subprocess.run(
        command,
        env=_environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert finished.returncode == 0, finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize("command_for", [_identify, _open_window])
def test_the_program_never_asks_for_a_network(command_for, photos, tmp_path):
    log = tmp_path / "calls.txt"
    watch = ["strace", "-f", "-e", "trace=socket,connect,sendto,sendmsg", "-o", str(log)]
    finished = subprocess.run(
        [*watch, *command_for(photos)],
        env=_environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )
    if "PTRACE" in finished.stderr or "ptrace" in finished.stderr:
        pytest.skip("processes may not be traced here")
    assert finished.returncode == 0, finished.stderr
    abroad = [line for line in log.read_text("utf-8").splitlines() if _ABROAD.search(line)]
    assert abroad == []


def test_the_watch_would_see_a_request():
    assert _ABROAD.search("12 connect(3, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 0")
    assert not _ABROAD.search('12 connect(3, {sa_family=AF_UNIX, sun_path="/x"}, 110) = 0')
