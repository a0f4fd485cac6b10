"""What one review key sets in motion: calls, draws, connections and writes.

``python -m tests.benchmarks.review_key`` opens photos of one and of three birds that a catalogue
knows already, presses Return on one bird after the other, and counts for each key what runs in
every thread until the window is at rest. Counts do not depend on how busy the machine is.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from tests.benchmarks.measuring import Figure, figure
from tests.benchmarks.settings import Settings

PHOTOS, BIRDS_OF_A_PHOTO, KEYS = 60, 3, 12
REST_MS = 700
"""Nothing that a key sets in motion takes as long, the arranging of the list included."""

_COUNTED = {
    "panel draws": "BirdDetails.show_bird",
    "candidate rows drawn": "CandidateRow.show_candidate",
    "marks drawn": "PhotoView.set_marks",
    "connections opened": "connect",
    "transactions": "Database._check_version",
}
"""What a figure counts, by the qualified name of the function that is called once for each."""


class Calls:
    """Counts the calls of functions of Birdeye, here and in jobs, while it is entered."""

    now: Calls | None = None

    def __enter__(self) -> Calls:
        self.functions: Counter[str] = Counter()
        self.modules: set[str] = set()
        Calls.now = self
        sys.setprofile(self.note)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)
        Calls.now = None

    def note(self, frame: FrameType, event: str, _argument: object) -> None:
        """A profile function."""
        _, found, module = frame.f_code.co_filename.rpartition("/birdeye/")
        if event == "call" and found:
            self.functions[frame.f_code.co_qualname] += 1
            self.modules.add(module)


def _count_in_jobs() -> None:
    """Python profiles no thread that Qt started, unless that thread itself asks for it."""
    from birdeye.gui.jobs import Job

    iterate = Job.iterate

    def counted(job: Job, report: Callable[..., None]) -> None:
        sys.setprofile(Calls.now.note if Calls.now else None)
        try:
            iterate(job, report)
        finally:
            sys.setprofile(None)

    Job.iterate = counted


def figures(settings: Settings) -> Iterator[Figure]:
    """The counts of several keys."""
    counted: list[Calls] = []
    for count_key in _keys(settings.scratch / "review-key"):
        counted.append(count_key)
    within, leaving = _apart(counted)
    for name, calls in (("within a photo", within), ("to the next photo", leaving)):
        yield figure(f"{name}: calls", "", [float(one.functions.total()) for one in calls])
        yield figure(f"{name}: modules", "", [float(len(one.modules)) for one in calls])
        for what, function in _COUNTED.items():
            goal = "1" if what in ("panel draws", "transactions") else ""
            counts = [float(one.functions[function]) for one in calls]
            yield figure(f"{name}: {what}", "", counts, goal)


def _apart(counted: list[Calls]) -> tuple[list[Calls], list[Calls]]:
    """Keys on a bird with another after it in its photo, and on the last of a photo."""
    last = BIRDS_OF_A_PHOTO - 1
    within = [one for place, one in enumerate(counted) if place % BIRDS_OF_A_PHOTO != last]
    return within, counted[last::BIRDS_OF_A_PHOTO]


def _keys(folder: Path) -> Iterator[Calls]:
    """What each of several presses of Return set in motion."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["BIRDEYE_DATA"] = str(folder / "data")
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from birdeye import locations
    from birdeye.gui.app import make_application
    from birdeye.gui.program import Program
    from birdeye.gui.services import Services
    from birdeye.gui.settings import WindowSettings

    _count_in_jobs()
    application = QApplication.instance() or make_application()
    services = Services()
    _fill(services, folder / "photos")
    program = Program(
        application, services, WindowSettings(locations.settings_file().with_name("window.ini"))
    )
    program.application = application  # keeps it alive
    program.start([])
    try:
        _wait(lambda: program.window.photo_view.marks and program.photo_list.rowCount() == PHOTOS)
        QTest.qWait(3 * REST_MS)
        program.window.photo_view.setFocus()
        for _ in range(KEYS):
            with Calls() as calls:
                QTest.keyClick(program.window.photo_view, Qt.Key.Key_Return)
                QTest.qWait(REST_MS)
            yield calls
    finally:
        program.window.close()
        program.shut_down()


def _fill(services: object, folder: Path) -> None:
    """Photos of one colour, each with birds that are claimed to be some species."""
    from birdeye.catalogue.preparation import prepare_catalogue
    from birdeye.domain.identification import PhotoResult
    from birdeye.imaging.seen_file import look_at_file
    from tests.helpers.drawn_birds import draw_photo
    from tests.helpers.window import a_bird

    pack_version = _pack_version()
    prepare_catalogue(services.catalogue.file)
    with services.open_catalogue() as catalogue:
        paths = []
        for number in range(PHOTOS):
            path = draw_photo(folder / f"{number:03}.png", (200, number, 40))
            birds = tuple(
                a_bird((10 + 90 * place, 40, 80 + 90 * place, 150), score=0.9 - place / 10)
                for place in range(BIRDS_OF_A_PHOTO)
            )
            result = PhotoResult(path, 320, 240, birds)
            catalogue.remember(look_at_file(path), result, pack_version, 5)
            paths.append(path)
        catalogue.open_photos(paths)


def _pack_version() -> object:
    """Of the pack that the window will find, so that nothing is identified meanwhile."""
    from birdeye.gui.services import Services

    return Services().open_library().default().pack_version


def _wait(condition: Callable[[], object]) -> None:
    from PySide6.QtTest import QTest

    for _ in range(400):
        if condition():
            return
        QTest.qWait(25)
    raise TimeoutError("the window did not get there")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        within, leaving = _apart(list(_keys(Path(folder))))
    for name, calls in (("within a photo", within), ("to the next photo", leaving)):
        print(f"{name}: {statistics.median(one.functions.total() for one in calls):.0f} calls in")
        print(f"  {statistics.median(len(one.modules) for one in calls):.0f} modules")
        for what, function in _COUNTED.items():
            print(f"  {statistics.median(one.functions[function] for one in calls):.0f} {what}")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    main()
