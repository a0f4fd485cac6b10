"""One thing at a time in another thread: what nobody wants any more is not told."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QDialog
from shiboken6 import delete

from birdeye.domain.errors import BirdeyeError
from birdeye.gui.task import Task


@pytest.fixture
def task(runner):
    return Task(runner, mistake="Birdeye made a mistake.")


def until(event, *values):
    """Yields ``values`` once ``event`` is set."""
    event.wait(60)
    yield from values


def test_values_and_the_end_are_told(task, qtbot):
    heard = []
    task.run(iter_of(1, 2), heard.append, finished=lambda: heard.append("finished"))
    assert task.is_busy
    qtbot.waitUntil(lambda: heard == [1, 2, "finished"])
    assert not task.is_busy


def iter_of(*values):
    yield from values


def test_what_is_dropped_tells_nothing_not_even_that(task, qtbot):
    heard, go_on = [], threading.Event()
    task.run(until(go_on, "old"), heard.append, cancelled=lambda: heard.append("cancelled"))
    job = task._job
    task.drop()
    assert not task.is_busy
    go_on.set()
    qtbot.waitUntil(lambda: job.is_over)
    assert heard == []


def test_what_a_task_did_for_a_dialog_that_is_gone_is_dropped(runner, qtbot):
    dialog, heard, go_on = QDialog(), [], threading.Event()
    task = Task(runner, dialog)
    task.run(until(go_on, "late"), heard.append, finished=lambda: heard.append("finished"))
    job = task._job
    delete(dialog)
    go_on.set()
    qtbot.waitUntil(lambda: job.is_over)
    assert heard == []


def test_a_result_of_before_is_dropped_though_it_could_not_be_cancelled(task, qtbot, monkeypatch):
    heard, go_on = [], threading.Event()
    task.run(until(go_on, "old"), heard.append, finished=lambda: heard.append("old finished"))
    job = task._job
    monkeypatch.setattr(job, "cancel", lambda: None)
    task.run(iter_of("new"), heard.append)
    go_on.set()
    qtbot.waitUntil(lambda: job.is_over and "new" in heard)
    assert heard == ["new"]
    assert not task.is_busy


def test_cancelling_is_told_once_it_is_so(task, qtbot):
    heard, go_on = [], threading.Event()
    task.run(until(go_on, "value"), heard.append, cancelled=lambda: heard.append("cancelled"))
    task.cancel()
    assert task.is_busy
    go_on.set()
    qtbot.waitUntil(lambda: heard == ["cancelled"])
    assert not task.is_busy


def failing(error):
    raise error
    yield


def test_what_the_user_can_act_on_is_a_sentence(task, qtbot):
    with qtbot.waitSignal(task.failed) as failed:
        task.run(failing(BirdeyeError("The disk is full.")))
    assert failed.args == ["The disk is full."]
    assert not task.is_busy
    heard = []
    task.run(failing(BirdeyeError("The disk is full.")), failed=heard.append)
    qtbot.waitUntil(lambda: heard == ["The disk is full."])


def test_a_bug_is_raised_and_nobody_waits_for_an_outcome(task, qtbot):
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(task.failed) as failed:
        task.run(failing(ZeroDivisionError()))
    qtbot.waitUntil(lambda: len(raised) == 1)
    assert failed.args == ["Birdeye made a mistake."]
    assert raised[0][0] is ZeroDivisionError
