"""Measures how long the window keeps a person waiting while a batch runs.

``python -m tests.benchmarks.event_loop FOLDER_OF_PHOTOS [COUNT]`` lists COUNT (2000) photos, links
to those in the folder, identifies for 30 seconds with the model in use (else the stand-in of the
tests), steps through the photos and scrolls meanwhile, and prints how late a timer of 5 ms came.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from birdeye import locations
from birdeye.gui.app import make_application
from birdeye.gui.program import Program
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
from tests.helpers.stand_in_pack import stand_in_pack
from tests.helpers.window import identified

SECONDS = 30
TICK_MS = 5


def measure(program: Program, seconds: float) -> list[float]:
    """How late, in milliseconds, each tick came while photos were stepped through."""
    late: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(max(0.0, (now - last) * 1000 - TICK_MS))
        last = now

    loop = QEventLoop()
    ticking, stepping, scrolling = (QTimer(interval=ms) for ms in (TICK_MS, 400, 70))
    ticking.timeout.connect(tick)
    stepping.timeout.connect(lambda: program.navigation.step(1))
    bar = program.window.filmstrip.horizontalScrollBar()
    scrolling.timeout.connect(lambda: bar.setValue(bar.value() + 90))
    for timer in (ticking, stepping, scrolling):
        timer.start()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    for timer in (ticking, stepping, scrolling):
        timer.stop()
    return sorted(late)


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
            (photos / f"{number:06}-{source.name}").symlink_to(source.resolve())
        settings = WindowSettings(locations.settings_file().with_name("window.ini"))
        program = Program(application, Services(), settings)
        program.start([photos])
        late = measure(program, SECONDS)
        done = len(identified(program))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        program.window.close()
    print(f"{count} photos listed, {done} identified in {SECONDS} s, {len(late)} ticks")
    for name, share in (("median", 0.5), ("p99", 0.99), ("p99.9", 0.999)):
        print(f"  {late[int(share * (len(late) - 1))]:7.1f} ms late  {name}")
    print(f"  {late[-1]:7.1f} ms late  worst")
    print(f"peak memory of the process: {peak:.0f} MiB")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000)
