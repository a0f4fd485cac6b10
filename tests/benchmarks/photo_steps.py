"""How long a step to the next or previous photo takes until it is painted, at 24 megapixels.

``python -m tests.benchmarks.photo_steps`` draws six photos of 6000 x 4000 pixels, steps through
them forth and back once their neighbours are decoded, fitted and at 100 %, and times each step
from the order to the painted photo. What a step has to decode first is told apart: that is the
wait of somebody who steps faster than photos are decoded.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from birdeye.gui.app import make_application
from tests.helpers.drawn_scene import TRIO, draw_scene
from tests.helpers.records import a_record
from tests.helpers.review_desk import ReviewDesk
from tests.helpers.window import a_bird

COUNT = 6
SIZE = (6000, 4000)
PATIENCE_S = 60


def wait_until(condition) -> None:
    """Run the event loop until ``condition()``."""
    loop = QEventLoop()
    watch = QTimer(interval=5)
    watch.timeout.connect(lambda: condition() and loop.quit())
    watch.start()
    QTimer.singleShot(PATIENCE_S * 1000, loop.quit)
    loop.exec()
    watch.stop()
    if not condition():
        sys.exit(f"waited {PATIENCE_S} s in vain")


class Steps:
    """A desk with all photos on it, and a walk through them."""

    def __init__(self, desk: ReviewDesk, paths: list[Path]) -> None:
        self._desk = desk
        birds = (a_bird((1200, 900, 2200, 2400)), a_bird((3300, 1500, 4000, 2500)))
        self._records = [
            a_record(*birds, photo_id=number, path=path, size=SIZE)
            for number, path in enumerate(paths, start=1)
        ]
        self._at = 0
        desk.shelf.neighbours = self._neighbour_paths
        desk.shelf.put(*self._records)
        self.rest()

    def rest(self) -> None:
        """Until all that is decoded ahead is there."""
        wait_until(lambda: self._desk.runner.active_count == 0)

    def step_to(self, number: int) -> tuple[float, float]:
        """Milliseconds from the order until the photo is painted: by the clock, and at work."""
        begun, worked = time.perf_counter(), time.thread_time()
        self._at = number
        self._desk.shelf.go_to(self._records[number].photo_id)
        self._desk.photo_view.repaint()
        self._desk.species_panel.repaint()
        return (time.perf_counter() - begun) * 1000, (time.thread_time() - worked) * 1000

    def walk(self) -> list[tuple[float, float]]:
        """A step to each photo and back to the first, each after a rest."""
        order = [*range(1, COUNT), *range(COUNT - 2, -1, -1)]
        taken = []
        for number in order:
            taken.append(self.step_to(number))
            self.rest()
        return taken

    def _neighbour_paths(self) -> list[Path]:
        near = (self._at + 1, self._at - 1, self._at + 2)
        return [self._records[number].path for number in near if 0 <= number < COUNT]


def tell(name: str, taken: list[tuple[float, float]]) -> None:
    """Median and worst, by the clock and of the window's own thread."""
    print(f"{name}:")
    for what, milliseconds in zip(
        ("by the clock", "at work"), zip(*taken, strict=True), strict=True
    ):
        median, worst = statistics.median(milliseconds), max(milliseconds)
        print(f"  {median:6.1f} ms median, {worst:6.1f} ms worst, {what}")


def main() -> None:
    """Draw, walk, tell."""
    application = make_application()
    with tempfile.TemporaryDirectory() as scratch:
        paths = [
            draw_scene(Path(scratch) / f"{number}.jpg", TRIO, SIZE, seed=number, grain=3.0)
            for number in range(COUNT)
        ]
        desk = ReviewDesk(application)
        desk.resize(1600, 1000)
        desk.show()
        decode_begun = time.perf_counter()
        steps = Steps(desk, paths)
        first = (time.perf_counter() - decode_begun) * 1000
        print(
            f"{COUNT} photos of {SIZE[0]} x {SIZE[1]}, view {desk.photo_view.width()} x "
            f"{desk.photo_view.height()}"
        )
        print(f"  {first:6.1f} ms for the first photo and its neighbours, decoding included")
        tell("a step, fitted", steps.walk())
        desk.photo_view.viewport.zoom_to(1.0, desk.photo_view.rect().center().toPointF())
        steps.step_to(1)
        steps.rest()
        steps.step_to(0)
        steps.rest()
        tell("a step, at 100 %", steps.walk())
        desk.close()


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    main()
