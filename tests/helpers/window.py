"""Fixtures for tests that drive the real window without a screen.

Every such test runs with a data folder of its own, and fails when it leaves a thread behind or
when Qt or the program warns about something that the test did not expect.
"""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from birdeye import locations
from birdeye.domain.boxes import Box
from birdeye.domain.identification import Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.overviews import PhotoOverview, overview_of
from birdeye.domain.records import PhotoState
from birdeye.domain.species import Species
from birdeye.gui.controllers import acknowledging
from birdeye.gui.panels import notice_bar
from birdeye.gui.program import Program
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
from birdeye.gui.store.catalogue_thread import CatalogueThread
from birdeye.imaging.seen_file import look_at_file
from birdeye.workflows.places import version_in_use
from tests.helpers.tiny_pack import make_tiny_pack

SPARROW = Species(
    "Passer domesticus", "Old World Sparrows", {"en": "House Sparrow", "zh": "家麻雀"}
)
TREE_SPARROW = Species("Passer montanus", "Old World Sparrows", {"en": "Eurasian Tree Sparrow"})
KINGFISHER = Species("Alcedo atthis", "Kingfishers", {"en": "Common Kingfisher", "zh": "普通翠鸟"})
_LONG_MS = 600_000


def a_bird(
    box=(10, 10, 60, 60), species=SPARROW, probability=0.9, rank=Rank.SPECIES, score=0.8
) -> Bird:
    """A bird with three candidates; ``rank`` is what is claimed of the first."""
    taxon = {
        Rank.SPECIES: species.scientific_name,
        Rank.GENUS: species.genus,
        Rank.FAMILY: species.family,
        Rank.NONE: "",
    }[rank]
    others = [other for other in (SPARROW, TREE_SPARROW, KINGFISHER) if other != species]
    rest = (1 - probability) / 2
    return Bird(
        Box(*box),
        score,
        Claim(rank, taxon, probability if rank is not Rank.NONE else 0.0),
        (Candidate(species, probability), *(Candidate(other, rest) for other in others)),
    )


@dataclass
class ScriptedIdentifier:
    """Stands in for networks: gives the birds that a test wrote down, when the test lets it."""

    birds: dict[str, tuple[Bird, ...]] = field(default_factory=dict)
    may_go_on: threading.Semaphore | None = None
    begun: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    closed: threading.Event = field(default_factory=threading.Event)

    def services(self, **others) -> Services:
        """Services of a window whose catalogue remembers the birds of the script."""
        return Services(
            open_identifier=lambda pack: pack, catalogue=_ScriptedCatalogue(self), **others
        )


class _ScriptedCatalogue(CatalogueThread):
    """The catalogue, filled from a script."""

    def __init__(self, script: ScriptedIdentifier) -> None:
        super().__init__(Services().species_table)
        self._script = script

    def identify(self, paths, pack, _again, **_options):
        script = self._script
        try:
            for path in paths:
                script.begun.append(path.name)
                # A test that failed half-way lets nobody go on, and must not hang for it.
                if script.may_go_on is not None and not script.may_go_on.acquire(timeout=60):
                    return
                script.seen.append(path.name)
                birds = script.birds.get(path.name, ())
                with self.open() as catalogue:
                    result = PhotoResult(path, 320, 240, birds)
                    version = version_in_use(pack)
                    photo_id = catalogue.remember(look_at_file(path), result, version, 5)
                    yield catalogue.record(photo_id)
        finally:
            script.closed.set()


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch) -> Path:
    """What `locations` calls the data folder, empty and for this test alone."""
    folder = tmp_path / "birdeye-data"
    monkeypatch.setenv("BIRDEYE_DATA", str(folder))
    monkeypatch.setattr(locations, "builtin_packs_folder", lambda: tmp_path / "no-built-in-packs")
    return folder


@pytest.fixture(autouse=True)
def no_thread_left():
    """Fails a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in set(threading.enumerate()) - before
        # What Python calls dummies are its records of Qt's threads, kept after those have ended.
        if thread.is_alive() and not isinstance(thread, threading._DummyThread)
    ]
    assert not left, f"threads left behind: {left}"
    assert QThreadPool.globalInstance().activeThreadCount() == 0


@pytest.fixture(autouse=True)
def no_unexpected_warning(caplog, qtlog):
    """Fails a test that makes Qt or the program warn."""
    with caplog.at_level(logging.WARNING):
        yield
    from_qt = [
        record.message
        for record in qtlog.records
        if record.type.name != "QtDebugMsg" and not record.ignored
    ]
    from_python = [record.getMessage() for record in caplog.get_records("call")]
    assert not from_qt, from_qt
    assert not from_python, from_python


@pytest.fixture(autouse=True)
def messages_stay(monkeypatch):
    """Messages that go by themselves wait for a test on a busy machine to read them."""
    monkeypatch.setattr(notice_bar, "_LEAST_MS", _LONG_MS)
    monkeypatch.setattr(acknowledging, "_MS", _LONG_MS)


@pytest.fixture
def tiny_pack(data_folder):
    """The pack of a few nodes, installed for the user."""
    return make_tiny_pack(data_folder / "packs" / "tiny")


@pytest.fixture
def make_program(qapp, qtbot, data_folder):
    """Makes programs with their windows on show, and shuts them down after the test."""
    made: list[Program] = []

    def make(services: Services | None = None, paths: list[Path] | None = None) -> Program:
        settings = WindowSettings(data_folder / "window.ini")
        program = Program(qapp, services or Services(), settings)
        made.append(program)
        qtbot.addWidget(program.window)
        with qtbot.waitSignals([program.packs.changed, program.restored]):
            program.start(paths or [])
        return program

    yield make
    for program in made:
        program.window.close()
        program.shut_down()
        assert all(runner.active_count == 0 for runner in program.runners)
        assert program.services.catalogue.waiting_count == 0
        program.deleteLater()
    QTest.qWait(0)


def identified(program: Program) -> list[PhotoOverview]:
    """The photos that have an outcome, in the order in which they were opened."""
    overviews = program.store.overviews.values()
    return [photo for photo in overviews if photo.state is not PhotoState.WAITING]


def results_of(program: Program) -> list[PhotoResult]:
    """What was found in the photos on show, in the order in which they were opened."""
    with program.services.open_catalogue() as catalogue:
        return [
            PhotoResult(
                record.path,
                record.width,
                record.height,
                tuple(bird.bird for bird in record.birds),
                record.error,
                record.metadata,
            )
            for record in catalogue.records(program.store.overviews)
        ]


def wait_for_results(qtbot, program: Program, count: int, timeout_ms: int = 60_000) -> None:
    """Wait until ``count`` photos have an outcome, the batch is over and all of it is on show."""

    def check() -> None:
        assert len(identified(program)) == count
        assert not program.identification.is_running
        assert_at_rest(program)

    qtbot.waitUntil(check, timeout=timeout_ms)


def trigger(qtbot, action: QAction) -> None:
    """As the user does, once it can be: undo and redo come after what is shown at once."""
    qtbot.waitUntil(action.isEnabled)
    action.trigger()


def wait_for_record(qtbot, program: Program) -> None:
    """Wait until all that is known of the current photo is on screen."""
    qtbot.waitUntil(lambda: is_at_rest(program))


def is_at_rest(program: Program) -> bool:
    """Whether rows and record are those of what is known."""
    try:
        assert_at_rest(program)
    except AssertionError:
        return False
    return True


def assert_at_rest(program: Program) -> None:
    """Fail, and say by what, where rows or record are not those of what is known."""
    current = program.store.get(program.navigation.current_id or 0)
    record = program.store.record
    assert not program.arranging.is_busy
    arranged = program.photo_list.arrangement
    beside = sum(arranged.listed(photo_id) != photo_id for photo_id in arranged.shots)
    assert arranged.totals.photos + beside == len(program.store)
    assert (overview_of(record) if record is not None else None) == current
