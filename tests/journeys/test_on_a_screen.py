"""The program on a screen of its own, with a window manager, worked by real mouse and keys.

Xvfb is the screen, openbox the window manager, and xdotool the user: what is pressed goes through
the window system and Qt's platform plugin, which tests without a screen leave out.
"""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from birdeye import locations
from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.records import PhotoRecord
from birdeye.domain.review import Verdict
from birdeye.domain.species import Species
from birdeye.packs.default_choice import write_default_choice
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED, VIOLET, make_tiny_pack

ROOT = Path(__file__).resolve().parents[2]
FILE_MANAGER = """
import sys
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

class Folder(QLabel):
    def mouseMoveEvent(self, event):
        drag = QDrag(self)
        drag.setMimeData(QMimeData())
        drag.mimeData().setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag.exec(Qt.DropAction.CopyAction)

application = QApplication()
folder = Folder("Photos")
folder.setWindowTitle("Files of the user")
folder.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
folder.setGeometry(1080, 700, 120, 120)
folder.show()
application.exec()
"""
"""Another program, with one folder that can be dragged out of it."""

MISSING = [tool for tool in ("Xvfb", "openbox", "xdotool") if shutil.which(tool) is None]
PATIENCE_S = 120

SPECIES_SHOWN = 274, 111
"""The button above the grid that filters by species, in pixels of the window."""
ALL_SPECIES = 300, 185
"""The first of its list."""

T = TypeVar("T")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]


@dataclass
class User:
    """Works the program that is on a display."""

    display: str
    catalogue: Path
    window: str = ""

    def press(self, *keys: str) -> None:
        """Press keys, each with a moment for the program to follow."""
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key)
            time.sleep(0.15)

    def type(self, text: str) -> None:
        """Type text where the keyboard is."""
        self.xdotool("type", "--delay", "40", text)

    def click(self, x: int, y: int) -> None:
        """Click with the left button, in pixels of the window."""
        self.xdotool("mousemove", "--window", self.window, str(x), str(y), "click", "1")

    def drag(self, window: str, to: tuple[int, int]) -> None:
        """Drag from the middle of another window to a point of the program's."""
        self.xdotool("mousemove", "--window", window, "40", "40", "mousedown", "1")
        for step in (0.6, 0.8, 1.0):
            x, y = (str(round(step * each)) for each in to)
            self.xdotool("mousemove", "--window", self.window, x, y)
            time.sleep(0.3)
        self.xdotool("mouseup", "1")

    def has_window(self, title: str) -> list[str]:
        """The ids of windows on show with this part of a title."""
        return self.xdotool("search", "--onlyvisible", "--name", title).split()

    def has_after(self, key: str, title: str) -> bool:
        """Whether the key leads to a window with this part of a title."""
        self.press(key)
        return bool(self.has_window(title))

    def find_window(self, title: str) -> str:
        """Wait for a window on show by a part of its title; its id."""
        return wait_for(lambda: self.has_window(title))[-1]

    def records(self) -> list[PhotoRecord]:
        """What the catalogue knows, as another program sees it."""
        if not self.catalogue.is_file():
            return []
        with Catalogue(self.catalogue, Species) as catalogue:
            return sorted(catalogue.records(), key=lambda record: record.path.name)

    def verdicts(self) -> list[Verdict]:
        """What became of the first bird of each photo that has one."""
        return [record.birds[0].review.verdict for record in self.records() if record.birds]

    def xdotool(self, *words: str) -> str:
        return xdotool(self.display, *words)


def xdotool(display: str, *words: str) -> str:
    """What xdotool prints on a display; nothing where it fails."""
    done = subprocess.run(
        ["xdotool", *words],
        env={**os.environ, "DISPLAY": display},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout if done.returncode == 0 else ""


def manages(display: str) -> bool:
    """Whether a window manager has taken charge of a display."""
    return bool(xdotool(display, "get_num_desktops"))


def wait_for(look: Callable[[], T]) -> T:
    """The first value of ``look`` that is true; fails where none is within two minutes."""
    end = time.monotonic() + PATIENCE_S
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


@pytest.fixture
def display() -> Iterator[str]:
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24"),
            *("-nolisten", "tcp"),
            "-noreset",  # a server that resets with its last client drops who is just connecting
        ],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    assert number, "Xvfb did not start"
    environment = {**os.environ, "DISPLAY": f":{number}"}
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    wait_for(lambda: manages(f":{number}"))
    yield f":{number}"
    for process in (manager, server):
        process.terminate()
        process.wait()


@pytest.fixture
def photos(tmp_path) -> Path:
    folder = tmp_path / "photos"
    for name, colour in (("1 rosefinch", RED), ("2 kingfisher", BLUE), ("3 unsure", VIOLET)):
        draw_photo(folder / f"{name}.png", colour)
    return folder


@pytest.fixture
def start(display, data_folder, tmp_path) -> Iterator[Callable[..., User]]:
    """Starts the program with these arguments."""
    make_tiny_pack(data_folder / "packs" / "tiny")
    write_default_choice(locations.settings_file(), "tiny")
    running: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str | Path) -> User:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        environment |= {"HOME": str(tmp_path), "LANG": "C.UTF-8", "LANGUAGE": "en"}
        environment |= {"BIRDEYE_DATA": str(data_folder), "XDG_RUNTIME_DIR": str(tmp_path)}
        program = subprocess.Popen(
            [sys.executable, "-m", "birdeye", *map(str, arguments)], cwd=ROOT, env=environment
        )
        running.append(program)
        user = User(display, data_folder / "catalogue.sqlite")
        user.window = user.find_window("Birdeye")
        user.xdotool("windowactivate", "--sync", user.window)
        return user

    yield begin
    for program in running:
        program.send_signal(signal.SIGTERM)
        program.wait(60)


def identified(user: User, count: int) -> bool:
    records = user.records()
    return len(records) == count and all(record.is_identified for record in records)


def test_a_review_by_keys_is_undone_by_keys(start, photos):
    user = start(photos)
    wait_for(lambda: identified(user, 3))
    user.find_window("1 rosefinch")
    user.press("Return")
    wait_for(lambda: user.verdicts()[0] is Verdict.CONFIRMED)
    user.find_window("2 kingfisher")
    user.press("x")
    wait_for(lambda: user.verdicts()[1] is Verdict.NOT_A_BIRD)
    user.press("ctrl+z")
    wait_for(lambda: user.verdicts()[1] is Verdict.UNREVIEWED)
    user.press("ctrl+z")
    wait_for(lambda: user.verdicts()[0] is Verdict.UNREVIEWED)


def test_photos_are_opened_by_the_dialog_and_exported(start, photos, tmp_path):
    user = start()
    user.press("ctrl+o")
    user.xdotool("windowactivate", "--sync", user.find_window("Open"))
    user.type(str(photos / "2 kingfisher.png"))
    user.press("Return")
    wait_for(lambda: identified(user, 1))
    user.find_window("2 kingfisher")
    user.click(300, 300)  # beside the bird or upon it: neither loses what the keys act upon
    user.press("Return")
    wait_for(lambda: user.verdicts() == [Verdict.CONFIRMED])
    user.press("ctrl+e")
    user.xdotool("windowactivate", "--sync", user.find_window("Export"))
    table = tmp_path / "birds.csv"
    user.press("alt+s", "ctrl+a")
    user.type(str(table))
    # The button waits for the preview, and the key for the button.
    wait_for(lambda: user.press("Return") or table.is_file())
    with table.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert "Alcedo atthis" in row.values()


def test_photos_are_filtered_by_species_and_shown_again(start, photos):
    user = start(photos)
    wait_for(lambda: identified(user, 3))
    user.find_window("1 rosefinch")
    user.press("g")
    user.click(*SPECIES_SHOWN)
    user.type("kingf")
    user.press("Return")
    # Beside the one that is looked at, that of the species is the first or the last.
    wait_for(lambda: any(user.has_after(key, "2 kingfisher") for key in ("End", "Home")))
    user.press("Return")
    wait_for(lambda: user.verdicts()[1] is Verdict.CONFIRMED)
    assert user.verdicts()[0] is Verdict.UNREVIEWED
    user.click(*SPECIES_SHOWN)
    user.click(*ALL_SPECIES)
    wait_for(lambda: user.has_after("Home", "1 rosefinch") and user.has_after("End", "3 unsure"))


def test_a_folder_is_dragged_from_another_program(start, photos, display):
    user = start()
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    files = subprocess.Popen([sys.executable, "-c", FILE_MANAGER, str(photos)], env=environment)
    try:
        user.drag(user.find_window("Files of the user"), (400, 300))
        wait_for(lambda: identified(user, 3))
    finally:
        files.terminate()
        files.wait(60)
    user.find_window("1 rosefinch")
