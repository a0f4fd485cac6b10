"""What one person waits for: a photo dropped on the window, and one looked at while a batch runs.

The real window on Qt's offscreen platform (or a display, if there is one), the built-in pack,
photos of 24 megapixels whose files are in memory, the model loaded. The image counts as there when
its preview is painted, the boxes when the result has reached the list and is painted.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measuring import Figure, figure
from tests.benchmarks.settings import Settings
from tests.helpers.window import identified

if TYPE_CHECKING:
    from birdeye.gui.program import Program

SINGLE_PHOTOS = 12
LOOKED_AT = 8
APART = 3
"""Rows from one photo that is looked at to the next, whose neighbours are loaded beforehand."""
LOOK_AGAIN_MS, LONGEST_MS = 2, 8_000


def figures(settings: Settings) -> Iterator[Figure]:
    """Alone, then beside a batch."""
    paths = settings.large_photos()
    pack = settings.packs()["built-in"]
    program = _window(settings.scratch, pack)
    try:
        _dropped(program, paths[0])  # loads the model
        images, boxes = [], []
        for path in paths[1 : 1 + SINGLE_PHOTOS]:
            image, box = _dropped(program, path)
            images.append(image)
            boxes.append(box)
        yield figure("dropped photo: image painted", "ms", images, "at most 150")
        yield figure("dropped photo: boxes painted", "ms", boxes, "at most 400")
        program.batch.close_photos()
        images, boxes = _looked_at(program, paths)
        yield figure("looked at while a batch runs: image", "ms", images)
        yield figure("looked at while a batch runs: boxes", "ms", boxes)
    finally:
        program.window.close()


def _window(scratch: Path, pack: Path) -> Program:
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["BIRDEYE_DATA"] = str(scratch / "data")
    from birdeye import locations
    from birdeye.gui.app import make_application
    from birdeye.gui.program import Program
    from birdeye.gui.services import Services
    from birdeye.gui.settings import WindowSettings

    application = make_application()
    program = Program(
        application,
        Services(),
        WindowSettings(locations.settings_file().with_name("window.ini")),
    )
    program.application = application  # keeps it alive
    program.start([])
    _wait(lambda: program.identification.pack is not None)
    return program


def _dropped(program: Program, path: Path) -> tuple[float, float]:
    """(milliseconds to the image, to the boxes) of one photo, dropped on an empty window."""
    program.batch.close_photos()
    clock = _Clock(program, path)
    program.open([path])
    return clock.wait()


def _looked_at(program: Program, paths: list[Path]) -> tuple[list[float], list[float]]:
    """The same for photos clicked, from the last backwards, while all are being identified."""
    known = SINGLE_PHOTOS + 1  # which the catalogue answers at once
    program.open(paths)
    _wait(lambda: len(identified(program)) > known + 4)
    images, boxes = [], []
    waiting = program.photo_list.ids_on_show()[::-APART]
    for photo_id in waiting[:LOOKED_AT]:
        clock = _Clock(program, program.store.path_of(photo_id))
        program.navigation.go_to(photo_id)
        image, box = clock.wait()
        images.append(image)
        boxes.append(box)
    return images, boxes


class _Clock:
    """Runs from its making until the image and the boxes of ``path`` are painted."""

    def __init__(self, program: Program, path: Path) -> None:
        self._program = program
        self._path = path
        self._started = time.perf_counter()
        self._image = self._boxes = 0.0
        program.identification.identified.connect(self._on_identified)

    def wait(self) -> tuple[float, float]:
        _wait(lambda: self._has_image() and self._boxes)
        self._program.identification.identified.disconnect(self._on_identified)
        return self._image, self._boxes

    def _has_image(self) -> bool:
        """Whether the photo itself is on screen, whether it was decoded before it was asked for."""
        record = self._program.store.record
        is_current = record is not None and record.path == self._path
        if not self._image and is_current and self._path in self._program.loading._previews:
            self._image = self._painted()
        return bool(self._image)

    def _on_identified(self, result: object) -> None:
        if result.path == self._path:
            self._boxes = self._painted()

    def _painted(self) -> float:
        self._program.window.photo_view.repaint()
        return 1000 * (time.perf_counter() - self._started)


def _wait(condition: Callable[[], object]) -> None:
    """Let the window live until ``condition`` holds, without keeping the processor busy."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    looking, patience = QTimer(interval=LOOK_AGAIN_MS), QTimer(interval=LONGEST_MS)
    looking.timeout.connect(lambda: condition() and loop.quit())
    patience.timeout.connect(loop.quit)
    for timer in (looking, patience):
        timer.start()
    loop.exec()
    if not condition():
        raise TimeoutError("the window did not get there")
