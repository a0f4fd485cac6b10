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

from birdeye import locations
from birdeye.packs.library import PackLibrary
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack

ROOT = Path(__file__).resolve().parents[2]
# Local sockets hand photos to an open window and reach the display; netlink lists interfaces.
_ABROAD = re.compile(r"\bAF_INET6?\b")

_LOCAL = re.compile(
    r"birdeye-[0-9a-f]{16}"  # the window that may be open already
    r"|\.X11-unix/X|/run/user/[^\"]*/(bus|at-spi|wayland)|dbus"  # the desktop
    r"|/nscd/socket|/run/systemd/"  # the system's table of users
)
"""The sockets inside this computer that the program may ask for."""

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from birdeye.domain.changes import AcceptClaims
from birdeye.export.options import ExportOptions
from birdeye.export.registry import ExportRequest, format_by_id
from birdeye.gui import app
from birdeye.gui.controllers.exporting import ExportWish

*photos, target = sys.argv[1:]
wish = ExportWish(None, ExportRequest(format_by_id("csv"), Path(target), ExportOptions()))
start, seen, accepted = app.start, [], set()

def start_and_use(*arguments):
    on_show = start(*arguments)
    program = on_show.program
    exporting = program.exporting

    def review(record):
        seen.append(record.path.name)
        program.changes.carry_out(AcceptClaims(tuple(bird.bird_id for bird in record.birds)))

    def export(changed):
        accepted.update(changed.bird_ids)
        if len(accepted) == 2:
            exporting.preview(wish)

    def leave(*_):
        print("seen", *sorted(seen), flush=True)
        program.window.close()

    program.identification.identified.connect(review)
    program.changes.changed.connect(export)
    QTimer.singleShot(150_000, program.window.close)
    exporting.planned.connect(lambda plan: exporting.start(wish, plan))
    exporting.exported.connect(leave)
    return on_show

app.start = start_and_use
sys.exit(app.run(photos))
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
    """That of a user who chose the tiny pack, which knows the drawn birds."""
    data = tmp_path / "data"
    pack = make_tiny_pack(data / "packs" / "tiny")
    library = PackLibrary(locations.builtin_packs_folder(), data / "packs", data / "settings.toml")
    library.set_default(pack.id)
    return {
        **os.environ,
        "BIRDEYE_DATA": str(data),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }


def _identify(photos: Path) -> list[str]:
    return [sys.executable, "-m", "birdeye", "identify", str(photos), "--format", "jsonl"]


def _use_window(photos: Path) -> list[str]:
    """Opens photos, accepts what is claimed, exports a table and quits."""
    return [sys.executable, "-c", WINDOW, str(photos), str(photos.parent / "birds.csv")]


def _use_window_on_a_screen(photos: Path) -> list[str]:
    if not shutil.which("xvfb-run"):
        pytest.skip("there is no xvfb-run, to have a screen without one")
    return ["env", "QT_QPA_PLATFORM=xcb", *_use_window(photos)]


def _check_use(command_for: object, finished: subprocess.CompletedProcess, photos: Path) -> None:
    assert finished.returncode == 0, finished.stderr
    assert "Traceback" not in finished.stderr
    if command_for is _identify:
        assert "Common Rosefinch" in finished.stdout
        return
    assert "seen a.jpg b.png" in finished.stdout
    table = (photos.parent / "birds.csv").read_text("utf-8-sig")
    assert "Carpodacus erythrinus" in table and "Alcedo atthis" in table


@pytest.mark.parametrize("command_for", [_identify, _use_window])
def test_the_program_works_where_there_is_no_network(command_for, photos, tmp_path):
    finished = subprocess.run(
        _without_network(command_for(photos)),
        env=_environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    _check_use(command_for, finished, photos)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize("command_for", [_identify, _use_window, _use_window_on_a_screen])
def test_the_program_never_asks_for_a_network(command_for, photos, tmp_path):
    log = tmp_path / "calls.txt"
    watch = ["strace", "-f", "-e", "trace=socket,connect,sendto,sendmsg", "-o", str(log)]
    screen = ["xvfb-run", "-a"] if command_for is _use_window_on_a_screen else []
    finished = subprocess.run(
        [*screen, *watch, *command_for(photos)],
        env=_environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )
    if "PTRACE" in finished.stderr or "ptrace" in finished.stderr:
        pytest.skip("processes may not be traced here")
    _check_use(command_for, finished, photos)
    calls = log.read_text("utf-8", errors="replace").splitlines()
    assert [line for line in calls if _ABROAD.search(line)] == []
    connections = [line for line in calls if " connect(" in line and "AF_UNIX" in line]
    assert [line for line in connections if not _LOCAL.search(line)] == []


def test_the_watch_would_see_a_request():
    assert _ABROAD.search("12 connect(3, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 0")
    assert not _ABROAD.search('12 connect(3, {sa_family=AF_UNIX, sun_path="/x"}, 110) = 0')
    assert not _LOCAL.search('12 connect(3, {sa_family=AF_UNIX, sun_path="/tmp/evil"}, 110) = 0')
