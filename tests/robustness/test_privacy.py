"""Nothing leaves the machine, and nothing is left on it, seen from the kernel and the home folder.

``strace`` watches every process of the program for sockets other than those inside this computer,
for long enough that what reports with a delay would have begun (onnxruntime: 10 to 16 seconds after
the start); whatever is new in the home folder afterwards has to lie in Birdeye's own folders.
``unshare -n`` takes the network away altogether, so that whatever needed it would fail.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from birdeye import locations
from birdeye.packs.library import PackLibrary
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

WATCHED_S = 40
"""How long the program is watched, at work or idle."""

_CALLS = "trace=socket,connect,sendto,sendmsg"

# Local sockets hand photos to an open window and reach the display; netlink lists interfaces.
_ABROAD = re.compile(r"\bAF_INET6?\b")

_LOCAL = re.compile(
    r"birdeye-[0-9a-f]{16}"  # the window that may be open already
    r"|\.X11-unix/X|/run/user/[^\"]*/(at-spi|wayland)"  # the desktop
    r"|/nscd/socket|/run/systemd/"  # the system's table of users
)
"""The sockets inside this computer that the program may ask for."""

_OWN_FOLDERS = tuple(
    f"{place}/birdeye/" for place in (".cache", ".config", ".local/share", ".local/state")
)
"""Below the home folder."""

_IDENTIFY = """
import sys, time
from birdeye.__main__ import main

seconds, photos = sys.argv[1:]
began = time.monotonic()
code = main(["identify", photos, "--format", "jsonl"])
sys.stdout.flush()
time.sleep(max(0.0, float(seconds) - (time.monotonic() - began)))
sys.exit(code)
"""

_WINDOW = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from birdeye.domain.changes import AcceptClaims
from birdeye.export.options import ExportOptions
from birdeye.export.registry import format_by_id
from birdeye.export.request import ExportRequest
from birdeye.gui import app

seconds, photos, target = sys.argv[1:]
began = time.monotonic()
chosen = ExportRequest(format_by_id("csv"), Path(target), ExportOptions())
start, seen, accepted = app.start, [], set()

def start_and_use(*arguments):
    on_show = start(*arguments)
    program = on_show.program
    exporting = program.exporting

    def review(record):
        seen.append(record.path.name)
        program.store.carry_out(AcceptClaims(tuple(bird.bird_id for bird in record.birds)))

    def export(changed):
        accepted.update(changed.bird_ids)
        if len(accepted) == 2:
            exporting.preview(chosen)

    def leave(*_):
        print("seen", *sorted(seen), flush=True)
        left_s = max(0.0, float(seconds) - (time.monotonic() - began))
        QTimer.singleShot(round(1000 * left_s), program.window.close)

    program.identification.identified.connect(review)
    program.store.carried_out.connect(export)
    QTimer.singleShot(150_000, program.window.close)
    exporting.planned.connect(lambda plan: exporting.start(chosen, plan))
    exporting.exported.connect(leave)
    return on_show

app.start = start_and_use
sys.exit(app.run([photos]))
"""


@dataclass(frozen=True)
class Trial:
    """A way to use the program: ``script`` gets the seconds to stay, the photos, and a table."""

    script: str
    platform: str = "offscreen"

    def words(self, home: Path, stay_s: float) -> list[str]:
        words = [sys.executable, "-c", self.script, str(stay_s), str(home / "photos")]
        return words if self.script is _IDENTIFY else [*words, str(home / "photos" / "birds.csv")]

    def check(self, home: Path, code: int | None, out: str, errors: str) -> None:
        """That the program did what it was used for."""
        assert code == 0, errors
        assert "Traceback" not in errors
        if self.script is _IDENTIFY:
            assert "Common Rosefinch" in out
            return
        assert "seen a.jpg b.png" in out
        table = (home / "photos" / "birds.csv").read_text("utf-8-sig")
        assert "Carpodacus erythrinus" in table and "Alcedo atthis" in table


TRIALS = {
    "identify": Trial(_IDENTIFY),
    "window": Trial(_WINDOW),
    "window on a screen": Trial(_WINDOW, "xcb"),
}


@dataclass(frozen=True)
class Watched:
    """What one use of the program left behind: lines of strace, and files of the home folder."""

    trial: Trial
    home: Path
    code: int | None
    calls: list[str]
    new_or_changed: list[str]

    def output(self, name: str) -> str:
        return (self.home.parent / name).read_text("utf-8", errors="replace")

    @property
    def sockets_abroad(self) -> list[str]:
        return [line for line in self.calls if _ABROAD.search(line)]

    @property
    def strange_local_sockets(self) -> list[str]:
        asked = [line for line in self.calls if " connect(" in line and "AF_UNIX" in line]
        return [line for line in asked if not _LOCAL.search(line)]

    @property
    def strange_files(self) -> list[str]:
        allowed = (*_OWN_FOLDERS, "photos/birds.csv")
        return [name for name in self.new_or_changed if not name.startswith(allowed)]


def _make_home(home: Path) -> dict[str, str]:
    """The home folder of a user with two photos and the tiny pack, and the environment in it.

    The environment asks for telemetry: what a user's shell says must not matter. Without a session
    bus libdbus would start one, which outlives the program and whoever waits for its processes.
    """
    draw_photo(home / "photos" / "a.jpg", RED)
    draw_photo(home / "photos" / "b.png", BLUE)
    data = home / ".local" / "share" / "birdeye"
    pack = make_tiny_pack(data / "packs" / "tiny")
    settings = home / ".config" / "birdeye" / "settings.toml"
    settings.parent.mkdir(parents=True)
    library = PackLibrary(locations.builtin_packs_folder(), data / "packs", settings)
    library.set_default(pack.id)
    for folder in ("runtime", "temporary"):
        (home / folder).mkdir(mode=0o700)
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "BIRDEYE_", "DBUS_"))
    }
    return inherited | {
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        "HOME": str(home),
        "ORT_DISABLE_TELEMETRY": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(home / "temporary"),
        "XDG_RUNTIME_DIR": str(home / "runtime"),
    }


def _files(home: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file below the home folder."""
    return {
        path.relative_to(home).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in home.rglob("*")
        if path.is_file()
    }


@contextmanager
def _started(
    words: list[str], home: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen]:
    """A process with its output in files beside ``home``; it leaves no other process behind."""
    with (home.parent / "out").open("w") as out, (home.parent / "errors").open("w") as errors:
        process = subprocess.Popen(
            words, env=environment, cwd=home, stdout=out, stderr=errors, start_new_session=True
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def _watched(trial: Trial, folder: Path) -> Iterator[Callable[[], Watched]]:
    """Starts ``trial`` under strace; what is yielded waits for its end."""
    home, log = folder / "home", folder / "calls"
    environment = _make_home(home) | {"QT_QPA_PLATFORM": trial.platform}
    before = _files(home)
    screen = ["xvfb-run", "-a"] if trial.platform == "xcb" else []
    watch = ["strace", "-f", "--seccomp-bpf", "-e", _CALLS, "-o", str(log)]
    with _started([*screen, *watch, *trial.words(home, WATCHED_S)], home, environment) as process:

        def wait() -> Watched:
            code = process.wait(timeout=200)
            changed = [name for name, state in _files(home).items() if before.get(name) != state]
            calls = log.read_text("utf-8", errors="replace").splitlines()
            return Watched(trial, home, code, calls, changed)

        yield wait


@pytest.fixture(scope="module")
def watched(tmp_path_factory) -> Iterator[dict[str, Callable[[], Watched]]]:
    """All trials at once, as each of them mostly waits."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(_watched(trial, tmp_path_factory.mktemp("watched")))
            for name, trial in TRIALS.items()
            if trial.platform != "xcb" or shutil.which("xvfb-run")
        }


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize("name", TRIALS)
def test_nothing_leaves_the_machine_and_nothing_strange_is_left_on_it(name, watched):
    if name not in watched:
        pytest.skip("there is no xvfb-run, to have a screen without one")
    seen = watched[name]()
    errors = seen.output("errors")
    if "PTRACE" in errors or "ptrace" in errors:
        pytest.skip("processes may not be traced here")
    seen.trial.check(seen.home, seen.code, seen.output("out"), errors)
    assert seen.sockets_abroad == []
    assert seen.strange_local_sockets == []
    assert seen.strange_files == []


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_the_watch_sees_what_it_looks_for(tmp_path):
    """A program that asks for a network, knocks at a socket, and leaves a device identifier."""
    script = (
        "import pathlib, socket\n"
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
        "socket.socket(socket.AF_UNIX).connect_ex('/tmp/no-such-socket')\n"
        "place = pathlib.Path.home() / '.cache' / 'Microsoft' / 'deviceid'\n"
        "place.parent.mkdir(parents=True)\n"
        "place.write_text('0')\n"
    )
    with _watched(Trial(script), tmp_path) as wait:
        seen = wait()
    if "ptrace" in seen.output("errors").lower():
        pytest.skip("processes may not be traced here")
    assert seen.code == 0, seen.output("errors")
    assert len(seen.sockets_abroad) == 1
    assert len(seen.strange_local_sockets) == 1
    assert seen.strange_files == [".cache/Microsoft/deviceid"]


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


@pytest.mark.parametrize("name", ["identify", "window"])
def test_the_program_works_where_there_is_no_network(name, tmp_path):
    home, trial = tmp_path / "home", TRIALS[name]
    environment = _make_home(home) | {"QT_QPA_PLATFORM": trial.platform}
    command = _without_network(trial.words(home, stay_s=0))
    with _started(command, home, environment) as process:
        code = process.wait(timeout=200)
    out, errors = ((tmp_path / each).read_text("utf-8") for each in ("out", "errors"))
    trial.check(home, code, out, errors)
