"""Measures how long the window keeps the user waiting while a batch runs.

``python -m tests.benchmarks.event_loop FOLDER_OF_PHOTOS [COUNT]`` lists COUNT (10,000) photos made
of those in the folder, identifies for 30 seconds with the model in use (else the stand-in of the
tests), steps through the photos and scrolls meanwhile, first in the filmstrip and then in the grid,
and prints how late a timer of 5 ms came, how long the window's thread itself was at work between
two ticks (which a loaded machine does not change), and what memory the process took.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer

from birdeye import locations
from birdeye.gui.app import make_application
from birdeye.gui.program import Program
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
from tests.helpers.stand_in_pack import stand_in_pack
from tests.helpers.window import identified

SECONDS = 30
DISTINCT = 600
"""Photos of different pictures; more are not identified in the time."""
TICK_MS = 5


def measure(program: Program, seconds: float) -> dict[str, list[float]]:
    """How late, and after how much work of this thread, each tick came; in milliseconds."""
    late: list[float] = []
    busy: list[float] = []
    last, worked = time.perf_counter(), time.thread_time()

    def tick() -> None:
        nonlocal last, worked
        now, work = time.perf_counter(), time.thread_time()
        late.append(max(0.0, (now - last) * 1000 - TICK_MS))
        busy.append((work - worked) * 1000)
        last, worked = now, work

    loop = QEventLoop()
    ticking, stepping, scrolling = (QTimer(interval=ms) for ms in (TICK_MS, 400, 70))
    ticking.timeout.connect(tick)
    stepping.timeout.connect(lambda: program.navigation.step(1))
    strip, grid = program.window.filmstrip.horizontalScrollBar(), program.window.grid
    bar = grid.verticalScrollBar() if program.window.shows_grid else strip
    scrolling.timeout.connect(lambda: bar.setValue(bar.value() + 90))
    for timer in (ticking, stepping, scrolling):
        timer.start()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    for timer in (ticking, stepping, scrolling):
        timer.stop()
    return {"late": sorted(late), "busy": sorted(busy)}


def write_another(source: Path, number: int, photo: Path) -> None:
    """Write a picture that differs in a corner: the same one would be known from the catalogue."""
    with Image.open(source) as picture:
        picture.paste((number % 256, number // 256 * 99, 0), (0, 0, 16, 16))
        picture.save(photo, quality=90, exif=picture.getexif())


def main(folder: Path, count: int) -> None:
    """Run and print."""
    application = make_application()
    sources = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".jpg", ".jpeg"))
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["BIRDEYE_DATA"] = str(Path(scratch) / "data")
        library = Services().open_library()
        if not library.packs():
            library.install(stand_in_pack().folder)
        photos = Path(scratch) / "photos"
        photos.mkdir()
        for number in range(count):
            source = sources[number % len(sources)]
            photo = photos / f"{number:06}-{source.name}"
            if number < DISTINCT:
                write_another(source, number, photo)
            else:
                photo.symlink_to(source.resolve())
        settings = WindowSettings(locations.settings_file().with_name("window.ini"))
        program = Program(application, Services(), settings)
        program.start([photos])
        for view in ("filmstrip", "grid"):
            program.window.show_grid(view == "grid")
            before = len(identified(program))
            measured = measure(program, SECONDS / 2)
            done = len(identified(program)) - before
            print(f"{view}: {count} photos, {done} identified in {SECONDS / 2:.0f} s")
            for what, times in measured.items():
                median, p99, worst = (times[int(s * (len(times) - 1))] for s in (0.5, 0.99, 1.0))
                print(f"  ms {what}: median {median:.1f}, p99 {p99:.1f}, worst {worst:.1f}")
        kept = program.models.thumbnails.byte_count / 2**20
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        program.window.close()
    print(f"peak memory of the process: {peak:.0f} MiB, of it thumbnails {kept:.0f} MiB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="a folder of photos")
    parser.add_argument("count", type=int, nargs="?", default=10_000, help="photos to list")
    options = parser.parse_args()
    main(options.folder, options.count)
