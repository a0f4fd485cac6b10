"""The window's one connection to the catalogue, in its one thread."""

from __future__ import annotations

import threading

import pytest

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.errors import BirdeyeError, CatalogueUnusable
from birdeye.domain.identification import PhotoResult
from birdeye.domain.records import PackVersion
from birdeye.domain.review import UNSURE
from birdeye.domain.species import Species
from birdeye.gui.store.catalogue_thread import CatalogueThread
from birdeye.imaging.seen_file import look_at_file
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import RED
from tests.helpers.window import a_bird


class Table:
    species = staticmethod(Species)


@pytest.fixture
def thread(qapp, tmp_path):
    thread = CatalogueThread(Table, tmp_path / "catalogue.sqlite")
    yield thread
    thread.close()


@pytest.fixture
def bird_id(thread, tmp_path):
    """One bird that the catalogue remembers."""
    path = draw_photo(tmp_path / "a.png", RED)
    with Catalogue(thread.file, Species) as catalogue:
        result = PhotoResult(path, 320, 240, (a_bird(),))
        photo_id = catalogue.remember(look_at_file(path), result, PackVersion("p", "1"), 5)
        return catalogue.record(photo_id).birds[0].bird_id


class Heard(list):
    """What requests told; a failure as its sentence."""

    def ask(self, thread, order, **options):
        thread.ask(order, self.append, self.append, **options)


def test_orders_come_in_turn_through_one_connection_in_one_thread(thread, qtbot):
    heard = Heard()
    for number in range(50):
        heard.ask(thread, lambda catalogue, n=number: (n, id(catalogue), threading.get_ident()))
    qtbot.waitUntil(lambda: len(heard) == 50)
    assert [number for number, *_ in heard] == list(range(50))
    assert len({where for _, *where in map(tuple, heard) for where in [tuple(where)]}) == 1
    assert heard[0][2] != threading.get_ident()


def test_what_is_decided_is_kept_though_the_window_closes_before_its_turn(thread, bird_id):
    go_on, heard = threading.Event(), Heard()
    heard.ask(thread, lambda _catalogue: go_on.wait(60))
    change = ReviewBirds((bird_id,), UNSURE)
    heard.ask(thread, lambda catalogue: catalogue.carry_out(change), writes=True)
    go_on.set()
    thread.close()
    with Catalogue(thread.file, Species) as catalogue:
        assert catalogue.history.undo == change


def refuse(_catalogue):
    raise CatalogueUnusable("the disk is full")


def test_another_thread_reads_what_was_decided_before(thread, bird_id):
    go_on, found = threading.Event(), []
    Heard().ask(thread, lambda _catalogue: go_on.wait(60))
    change = ReviewBirds((bird_id,), UNSURE)
    Heard().ask(thread, lambda catalogue: catalogue.carry_out(change), writes=True)
    Heard().ask(thread, refuse, writes=True)

    def read():
        with thread.open() as catalogue:
            found.append(catalogue.history.undo)

    reading = threading.Thread(target=read)
    reading.start()
    reading.join(0.2)
    assert found == []
    go_on.set()
    reading.join(60)
    assert found == [change]


def test_others_come_between_the_steps_of_a_long_read(thread, qtbot):
    told = []

    def on_step(value):
        told.append(value)
        if value == 2:
            thread.ask(lambda _catalogue: "between", told.append, print)

    thread.read(lambda _catalogue: iter(range(20)), on_step, print, lambda: told.append("end"))
    qtbot.waitUntil(lambda: "end" in told)
    assert told == [0, 1, 2, "between", *range(3, 20), "end"]


def test_after_a_failure_the_next_order_opens_the_file_anew(thread, qtbot):
    heard = Heard()
    heard.ask(thread, id)

    def unusable(_catalogue):
        raise CatalogueUnusable("The disk is gone.")

    def refused(_catalogue):
        raise BirdeyeError("Nothing is left of it.")

    heard.ask(thread, unusable)
    heard.ask(thread, lambda catalogue: catalogue.contents().photo_count)
    heard.ask(thread, refused)
    qtbot.waitUntil(lambda: len(heard) == 4)
    assert heard[1:] == ["The disk is gone.", 0, "Nothing is left of it."]


def test_a_long_read_ends_with_the_connection_that_it_began_with(thread, qtbot):
    heard, told = Heard(), []

    def steps(catalogue):
        yield "first"
        yield "never"

    def unusable(_catalogue):
        raise CatalogueUnusable("The disk is gone.")

    def on_step(value):
        told.append(value)
        heard.ask(thread, unusable)

    thread.read(steps, on_step, heard.append, lambda: told.append("end"))
    qtbot.waitUntil(lambda: "end" in told)
    assert (told, heard) == (["first", "end"], ["The disk is gone."])
