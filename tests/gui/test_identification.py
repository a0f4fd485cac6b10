"""The batch, and beside it the photo that somebody looks at."""

from __future__ import annotations

import threading

import pytest

from birdeye.gui.jobs import JobRunner
from birdeye.gui.services import Services
from birdeye.gui.store.catalogue_thread import CatalogueThread
from birdeye.gui.tasks.identification import Identification
from birdeye.gui.tasks.model_in_use import ModelInUse
from tests.helpers.records import a_record


class Slowly(CatalogueThread):
    """Identifies each photo when a test lets it."""

    def __init__(self) -> None:
        super().__init__(None)
        self.may_end = {}
        self.begun = []

    def identify(self, paths, _identifier, _again, **_options):
        for path in paths:
            self.begun.append(path.name)
            self.may_end[path].wait(60)
            yield a_record(path=path, photo_id=int(path.stem))


@pytest.fixture
def catalogue(tmp_path):
    catalogue = Slowly()
    catalogue.may_end = {tmp_path / f"{n}.jpg": threading.Event() for n in range(1, 6)}
    yield catalogue
    for event in catalogue.may_end.values():
        event.set()


@pytest.fixture
def identification(qapp, catalogue):
    services = Services(open_identifier=lambda pack: pack, catalogue=catalogue)
    runners = JobRunner(2, "batch"), JobRunner(2, "looked at")
    identification = Identification(services, ModelInUse(services), *runners)
    identification.use_pack("a pack")
    yield identification
    identification.cancel()
    for event in catalogue.may_end.values():
        event.set()
    for runner in runners:
        runner.shut_down()


def test_what_is_looked_at_waits_for_no_photo_of_the_batch(identification, catalogue, qtbot):
    _first, _second, third, *_ = paths = list(catalogue.may_end)
    heard = []
    identification.identified.connect(lambda record: heard.append(record.path))
    identification.add(paths)
    qtbot.waitUntil(lambda: catalogue.begun == ["1.jpg"])
    identification.prefer(third)
    catalogue.may_end[third].set()
    qtbot.waitUntil(lambda: heard == [third])
    with qtbot.waitSignal(identification.ended) as ended:
        for event in catalogue.may_end.values():
            event.set()
    assert sorted(heard) == paths, "each once"
    assert ended.args == [False]
    assert (identification._done, identification._total) == (5, 5)


def test_who_looks_on_does_not_lose_the_photo_before(identification, catalogue, qtbot):
    _first, second, third, *_ = paths = list(catalogue.may_end)
    heard = []
    identification.identified.connect(lambda record: heard.append(record.path))
    identification.add(paths)
    for path in (third, second):
        identification.prefer(path)
        qtbot.waitUntil(lambda path=path: path.name in catalogue.begun)
    with qtbot.waitSignal(identification.ended):
        for event in catalogue.may_end.values():
            event.set()
    assert sorted(heard) == paths, "each once"


def test_the_end_is_told_once_nothing_is_under_way(identification, catalogue, qtbot):
    only = next(iter(catalogue.may_end))
    ended = []
    identification.ended.connect(ended.append)
    identification.add([only])
    identification.prefer(only)
    qtbot.waitUntil(lambda: catalogue.begun == ["1.jpg"])
    qtbot.wait(50)
    assert identification.is_running and ended == []
    catalogue.may_end[only].set()
    qtbot.waitUntil(lambda: ended == [False])
    assert not identification.is_running
