from __future__ import annotations

import gc
import os
import sys
import threading
import weakref

import pytest

from birdeye.gui.jobs import JobRunner
from birdeye.gui.store.bird_selection import BirdSelection


@pytest.fixture
def selection_signal(qapp):
    selection = BirdSelection()
    yield selection.selected_changed


class Listener:
    """Writes down what a job tells, and in which thread."""

    def __init__(self, job):
        self.heard = []
        self.threads = set()
        for name in ("started", "yielded", "finished", "cancelled", "failed", "ended"):
            getattr(job, name).connect(lambda *values, name=name: self._hear(name, *values))

    def _hear(self, name, *values):
        self.heard.append((name, *values))
        self.threads.add(threading.get_ident())


def test_a_job_tells_each_value_in_order_in_the_thread_that_made_it(runner, qtbot):
    worker = []

    def count():
        worker.append(threading.get_ident())
        yield from (1, 2, 3)

    job = runner.start(count(), "tag")
    listener = Listener(job)
    qtbot.waitUntil(lambda: job.is_over)
    assert listener.heard == [
        ("started", "tag"),
        ("yielded", "tag", 1),
        ("yielded", "tag", 2),
        ("yielded", "tag", 3),
        ("finished", "tag"),
        ("ended", "tag"),
    ]
    assert listener.threads == {threading.get_ident()}
    assert worker != [threading.get_ident()]


def test_cancelling_closes_the_generator_in_its_thread_and_yields_nothing_more(runner, qtbot):
    cleaned = []
    go_on = threading.Semaphore(0)

    def endless():
        try:
            while True:
                yield "value"
                go_on.acquire()
        finally:
            cleaned.append(threading.get_ident())

    job = runner.start(endless(), "tag")
    listener = Listener(job)
    qtbot.waitUntil(lambda: ("yielded", "tag", "value") in listener.heard)
    go_on.release()
    job.cancel()
    go_on.release()
    qtbot.waitUntil(lambda: job.is_over)
    assert listener.heard[-2:] == [("cancelled", "tag"), ("ended", "tag")]
    assert listener.heard.count(("yielded", "tag", "value")) == 1
    assert cleaned and cleaned != [threading.get_ident()]


def test_emitting_signals_loses_no_reference_to_true(selection_signal):
    """PySide6 6.12.0 loses one with each signal, until a Python before 3.12 ends with a crash."""
    before = sys.getrefcount(True)
    for _ in range(200):
        selection_signal.emit(1)
    assert sys.getrefcount(True) > before - 100


def test_an_error_is_told_and_ends_the_job(runner, qtbot):
    error = ValueError("broken")

    def failing():
        yield 1
        raise error

    job = runner.start(failing(), "tag")
    listener = Listener(job)
    qtbot.waitUntil(lambda: job.is_over)
    assert listener.heard[-2:] == [("failed", "tag", error), ("ended", "tag")]


def test_a_job_cancelled_before_its_turn_never_runs(qapp, qtbot):
    runner = JobRunner(1, "narrow")
    ran = []
    hold = threading.Event()

    def first():
        hold.wait()
        yield

    def second():
        ran.append(True)
        yield

    runner.start(first())
    job = runner.start(second())
    job.cancel()
    hold.set()
    qtbot.waitUntil(lambda: runner.active_count == 0)
    assert not ran
    runner.shut_down()


@pytest.mark.skipif(sys.platform != "linux", reason="niceness of threads is a matter of Linux")
def test_background_jobs_and_what_they_start_step_back(qapp, qtbot):
    own_before = os.getpriority(os.PRIO_PROCESS, 0)
    nicenesses = []

    def look():
        nicenesses.append(os.getpriority(os.PRIO_PROCESS, 0))

    def work():
        look()
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        yield

    runner = JobRunner(1, "background", niceness=10)
    job = runner.start(work())
    qtbot.waitUntil(lambda: job.is_over)
    runner.shut_down()
    assert nicenesses == [max(10, own_before)] * 2
    assert os.getpriority(os.PRIO_PROCESS, 0) == own_before


def test_shutting_down_waits_for_the_cleanup_of_every_job(qapp):
    runner = JobRunner(2, "test")
    running, cleaned = threading.Semaphore(0), []
    stop = threading.Event()

    def work():
        try:
            running.release()
            while True:
                stop.wait(0.01)
                yield
        finally:
            cleaned.append(True)

    for _ in range(2):
        runner.start(work())
    running.acquire()
    running.acquire()
    runner.shut_down()
    assert cleaned == [True, True]
    with pytest.raises(RuntimeError, match="shut down"):
        runner.start(work())


def test_nothing_of_a_job_that_is_over_is_kept(runner, qtbot):
    """PySide kept a few of each hundred, each with its generator and what that held."""
    jobs = []

    def work():
        yield

    for _ in range(400):
        job = runner.start(work())
        jobs.append(weakref.ref(job))
        qtbot.waitUntil(lambda: runner.active_count == 0)
        del job
    qtbot.waitUntil(lambda: runner._pool.activeThreadCount() == 0)
    # The last one is deleted a moment after it has told its end.
    qtbot.waitUntil(lambda: not runner._ended)
    gc.collect()
    assert [job() for job in jobs if job() is not None] == []


def test_what_keeps_a_deed_is_done_even_when_it_waited_for_its_turn(qapp):
    runner = JobRunner(1, "narrow")
    go_on, kept = threading.Semaphore(0), []

    def busy():
        go_on.acquire()
        yield

    def keep(what):
        kept.append(what)
        yield
        kept.append(f"{what} on the disk")

    runner.start(busy())
    runner.start(keep("a picture that nobody will see"))
    runner.start(keep("review"), to_the_end=True)
    go_on.release()
    runner.shut_down()
    assert kept == ["review", "review on the disk"]
