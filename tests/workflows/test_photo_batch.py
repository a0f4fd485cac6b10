"""Many photos by several threads: how far ahead they go, in which order outcomes come."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from birdeye.workflows.photo_batch import LOOK_AHEAD, run_batch
from birdeye.workflows.right_of_way import RightOfWay

MANY = [Path(f"{number}.jpg") for number in range(100)]
WORKERS = 2


class PhotoTask:
    """Counts the photos that were begun."""

    def __init__(self) -> None:
        self.begun: list[Path] = []

    @contextmanager
    def open(self):
        yield self.carry_out

    def carry_out(self, path, _check):
        self.begun.append(path)
        return path


def wait_until(condition) -> None:
    patience = time.monotonic() + 30
    while not condition() and time.monotonic() < patience:
        time.sleep(0.01)
    assert condition()


@pytest.mark.parametrize("in_order", [True, False])
def test_workers_wait_while_nobody_collects_what_they_did(in_order):
    task = PhotoTask()
    batch = run_batch(MANY, task.open, workers=WORKERS, in_order=in_order)
    try:
        for collected in (1, 2):
            next(batch)
            most = collected + WORKERS * LOOK_AHEAD
            wait_until(lambda most=most: len(task.begun) >= most)
            time.sleep(0.3)
            assert len(task.begun) == most
    finally:
        batch.close()
    left = [one for one in threading.enumerate() if one.name.startswith("birdeye-identify")]
    assert left == []


def test_all_come_and_in_order_where_that_is_wanted():
    assert list(run_batch(MANY, PhotoTask().open, workers=WORKERS)) == MANY
    unordered = run_batch(MANY, PhotoTask().open, workers=WORKERS, in_order=False)
    assert sorted(unordered) == sorted(MANY)


def test_what_a_deed_raises_ends_the_batch():
    def carry_out(path, _check):
        raise ZeroDivisionError(path)

    @contextmanager
    def open_task():
        yield carry_out

    with pytest.raises(ZeroDivisionError):
        list(run_batch(MANY, open_task, workers=WORKERS))


class InSteps:
    """Each photo is two steps, between which it may have to wait; a test sees where each is."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int]] = []

    @contextmanager
    def open(self):
        yield self.carry_out

    def carry_out(self, path, check):
        for number in (1, 2):
            check()
            self.steps.append((path.name, number))
        return path


def test_between_two_steps_the_batch_waits_for_the_photo_that_goes_first(monkeypatch):
    monkeypatch.setattr("birdeye.workflows.right_of_way.LONGEST_SECONDS", 60.0)
    way, task, (first, *others) = RightOfWay(), InSteps(), MANY[:4]
    way.give(first)
    batch = run_batch(others, task.open, workers=WORKERS, right_of_way=way)
    beside = run_batch([first], task.open, workers=1, right_of_way=way)
    collected: list[Path] = []
    collecting = threading.Thread(target=lambda: collected.extend(batch))
    collecting.start()
    assert list(beside) == [first]
    assert task.steps == [(first.name, 1), (first.name, 2)]
    way.end(others[0])  # which has none
    assert not collected
    way.end(first)
    collecting.join(60)
    assert collected == others, "each once"


def test_a_slow_photo_holds_up_the_batch_for_a_while_only(monkeypatch):
    monkeypatch.setattr("birdeye.workflows.right_of_way.LONGEST_SECONDS", 0.05)
    way = RightOfWay()
    way.give(Path("never done.jpg"))
    assert list(run_batch(MANY, InSteps().open, workers=WORKERS, right_of_way=way)) == MANY
