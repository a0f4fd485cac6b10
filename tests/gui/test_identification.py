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


def test_the_batch_pauses_until_what_is_looked_at_is_through(
    identification, catalogue, qtbot, monkeypatch
):
    monkeypatch.setattr("birdeye.workflows.right_of_way.LONGEST_SECONDS", 60.0)
    first, second, third, *_ = paths = list(catalogue.may_end)
    identification.add(paths)
    qtbot.waitUntil(lambda: catalogue.begun == ["1.jpg"])
    identification.prefer(third)
    passed = threading.Event()

    def pause(path):
        identification.right_of_way.wait(path)
        passed.set()

    waiting = threading.Thread(target=pause, args=(first,), daemon=True)
    waiting.start()
    identification.right_of_way.wait(third)  # returns at once
    assert not passed.wait(0.2)
    with qtbot.waitSignal(identification.identified):
        catalogue.may_end[third].set()
    waiting.join(60)
    assert passed.is_set()
    # What is under way in the batch already goes first, too; and nothing does when all is given up.
    identification.prefer(first)
    passed.clear()
    waiting = threading.Thread(target=pause, args=(second,), daemon=True)
    waiting.start()
    assert not passed.wait(0.2)
    identification.cancel()
    waiting.join(60)
    assert passed.is_set()


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
