"""A separate screen for looking at the window and moving the mouse."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageGrab

from smoke.place import SmokeFailed

WINDOW = (1200, 780)
_SIZE = (1500, 800)
_SOCKETS = Path("/tmp/.X11-unix")


class Screen:
    """An Xvfb that ends with the ``with`` block. There is room beside the window to drag from."""

    def __init__(self, number: int = 0) -> None:
        self._number = number or next(n for n in range(90, 200) if not _socket(n).exists())
        self.display = f":{self._number}"

    def __enter__(self) -> Screen:
        size = f"{_SIZE[0]}x{_SIZE[1]}x24"
        self._server = subprocess.Popen(
            ["Xvfb", self.display, "-screen", "0", size, "-nolisten", "tcp", "-ac", "-noreset"],
            stderr=subprocess.DEVNULL,
        )
        wait_for(_socket(self._number).exists, "Xvfb to start", 20)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait()

    def show_in(self, root: Path) -> None:
        """Let programs in ``root`` reach the screen, by its socket, because they have no
        network."""
        if root != Path("/"):
            inside = root / "tmp" / ".X11-unix"
            inside.mkdir(exist_ok=True)
            (inside / f"X{self._number}").hardlink_to(_socket(self._number))

    def picture(self) -> Image.Image:
        """What the screen shows."""
        return ImageGrab.grab(xdisplay=self.display).convert("RGB")

    def window(self, name: str) -> str:
        """The id of the visible window with that class or title; waits until there is one."""
        found: list[str] = []

        def look() -> bool:
            found[:] = self._xdotool("search", "--onlyvisible", name).split()
            return bool(found)

        wait_for(look, f"a window of {name}", 60)
        return found[-1]

    def place(self, window: str, x: int, width: int, height: int) -> None:
        """Move the window to (x, 0) and give it a size in pixels."""
        self._xdotool("windowmove", window, str(x), "0")
        self._xdotool("windowsize", window, str(width), str(height))
        self._xdotool("windowfocus", window)

    def press(self, key: str) -> None:
        """Press a key in the window that has the focus."""
        self._xdotool("key", key)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag with the left button, like a hand: in steps, with a pause before releasing."""
        self._xdotool("mousemove", *map(str, start), "mousedown", "1")
        for step in range(1, 21):
            point = (a + (b - a) * step // 20 for a, b in zip(start, end, strict=True))
            self._xdotool("mousemove", *map(str, point), "sleep", "0.03")
        self._xdotool("sleep", "0.5", "mouseup", "1")

    def _xdotool(self, *words: str) -> str:
        environment = {**os.environ, "DISPLAY": self.display}
        done = subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, check=False
        )
        return done.stdout


def drag_source(screen: Screen, x: int, photos: list[str]) -> subprocess.Popen[bytes]:
    """A window of 200 pixels at (x, 0) to drag photos out of, as from a file manager."""
    environment = {**os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
    script = Path(__file__).with_name("drag_source.py")
    return subprocess.Popen([sys.executable, script, str(x), *photos], env=environment)


def wait_for(condition: Callable[[], bool], what: str, seconds: float) -> None:
    """Check every 50 ms whether ``condition`` is true; `SmokeFailed` if it never is."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SmokeFailed(f"waited {seconds:g} s for {what} in vain")
        time.sleep(0.05)


def _socket(number: int) -> Path:
    return _SOCKETS / f"X{number}"
