"""Takes the pictures of the window that the documents show, from the running program.

``python -m tests.screenshots [FOLDER]`` (assets/screenshots) opens photos that it draws itself, so
that every picture may be shared, lets the program identify them, and writes one PNG a state. It
uses the model that the program would use; where none is installed, the stand-in of the tests.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from birdeye import locations
from birdeye.gui.app import make_application
from birdeye.gui.program import Program
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
from birdeye.gui.theme import ThemeChoice
from tests.helpers.drawn_scene import BLUEBIRD, CARDINAL, GOLDFINCH, TRIO, Perch, draw_scene
from tests.helpers.stand_in_pack import stand_in_pack
from tests.helpers.window import identified, results_of

ROOT = Path(__file__).resolve().parents[1]
WINDOW = QSize(1200, 760)
SCENES = (
    ("three on a branch", TRIO, 7),
    ("cardinal", (Perch(CARDINAL, 0.46, 0.52),), 11),
    ("goldfinch and bluebird", (Perch(GOLDFINCH, 0.34, 0.40), Perch(BLUEBIRD, 0.66, 0.42, -1)), 23),
    ("nobody home", (), 31),
    ("bluebird", (Perch(BLUEBIRD, 0.55, 0.50, -1),), 43),
    ("goldfinch", (Perch(GOLDFINCH, 0.44, 0.48),), 57),
    ("two cardinals", (Perch(CARDINAL, 0.30, 0.38), Perch(CARDINAL, 0.72, 0.40, -1)), 61),
)


def draw_photos(folder: Path) -> list[Path]:
    """The photos to open, in order."""
    return [
        draw_scene(folder / f"{number} {name}.jpg", perches, seed=seed)
        for number, (name, perches, seed) in enumerate(SCENES, start=1)
    ]


def wait_until(condition, what: str, timeout_s: float = 120) -> None:
    """Run the event loop until ``condition()``."""
    loop = QEventLoop()
    watch = QTimer(interval=20)
    watch.timeout.connect(lambda: condition() and loop.quit())
    watch.start()
    QTimer.singleShot(round(timeout_s * 1000), loop.quit)
    loop.exec()
    watch.stop()
    if not condition():
        sys.exit(f"waited {timeout_s:.0f} s in vain for {what}")


def settle(milliseconds: int = 600) -> None:
    """Let thumbnails, previews and animations come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def save(program: Program, file: Path) -> None:
    """Write what the window shows, in as few colours as hide nothing, to keep the file small."""
    settle()
    file.parent.mkdir(parents=True, exist_ok=True)
    program.window.grab().save(str(file))
    with Image.open(file) as picture:
        few = picture.convert("RGB").quantize(
            256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG
        )
    few.save(file, optimize=True)
    print(f"{file}: {file.stat().st_size / 1000:.0f} kB")


def take(application: QApplication, folder: Path, photos: list[Path]) -> None:
    """All pictures, in light and dark."""
    settings = WindowSettings(locations.settings_file().with_name("window.ini"))
    settings.language = "en"
    settings.theme = ThemeChoice.LIGHT
    program = Program(application, Services(), settings)
    program.window.resize(WINDOW)
    program.start([])
    wait_until(lambda: program.identification.pack is not None, "a model")
    save(program, folder / "empty.png")
    program.open(photos)
    wait_until(lambda: len(identified(program)) == len(photos), "the last photo")
    birds = results_of(program)[0].birds
    surest = max(range(len(birds)), key=lambda i: birds[i].claim.probability, default=0)
    program.selection.select(surest)
    save(program, folder / "window.png")
    program.theme.choose(ThemeChoice.DARK)
    save(program, folder / "window-dark.png")
    program.window.close()


def main(folder: Path) -> None:
    """Draw, identify, take."""
    application = make_application()
    family = os.environ.get("SCREENSHOT_FONT")
    if family:
        application.setFont(QFont(family, 10))
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["BIRDEYE_DATA"] = str(Path(scratch) / "data")
        library = Services().open_library()
        if not library.packs():
            library.install(stand_in_pack().folder)
        take(application, folder, draw_photos(Path(scratch) / "photos"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "assets" / "screenshots")
