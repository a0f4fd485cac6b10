from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from birdeye.domain.errors import PhotoUnreadable
from birdeye.imaging import isolation
from birdeye.imaging.isolation import run_isolated, stop_idle_workers
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.undecodable import Undecodable
from tests.helpers import fragile_calls

DATA = Path(__file__).parent / "data"


@pytest.fixture(autouse=True)
def _no_workers_left():
    stop_idle_workers()
    yield
    stop_idle_workers()


def test_result_comes_from_another_process():
    assert run_isolated(os.getpid) != os.getpid()


def test_worker_is_used_again():
    assert run_isolated(os.getpid) == run_isolated(os.getpid)


def test_crash_costs_one_worker_and_a_sentence():
    first = run_isolated(os.getpid)
    with pytest.raises(Undecodable, match="so badly"):
        run_isolated(ctypes.string_at, 0)
    assert run_isolated(os.getpid) != first


def test_lost_idle_worker_is_replaced_without_blame():
    pid = run_isolated(os.getpid)
    isolation._idle[0].process.kill()
    isolation._idle[0].process.join()
    assert run_isolated(os.getpid) not in (pid, os.getpid())


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows holds no signals")
def test_worker_never_hears_an_interrupt_and_we_still_do():
    assert signal.SIGINT in run_isolated(signal.pthread_sigmask, signal.SIG_BLOCK, set())
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


def test_reason_comes_through():
    with pytest.raises(Undecodable) as caught:
        run_isolated(fragile_calls.refuse, "it is a drawing", "Take a photo.")
    assert (caught.value.reason, caught.value.next_step) == ("it is a drawing", "Take a photo.")


def test_other_errors_are_damage():
    with pytest.raises(Undecodable, match="damaged or incomplete"):
        run_isolated(int, "no number")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux enforces the limit")
def test_no_worker_gets_more_memory_than_is_promised():
    """The operating system refuses it, to a C library as to Python."""
    assert len(run_isolated(bytes, 500_000_000)) == 500_000_000
    with pytest.raises(Undecodable, match="more memory than any photo needs"):
        run_isolated(bytes, 2_000_000_000)
    assert run_isolated(fragile_calls.can_allocate_outside_python, 500_000_000)
    assert not run_isolated(fragile_calls.can_allocate_outside_python, 2_000_000_000)


def test_call_without_end_is_ended(monkeypatch):
    monkeypatch.setattr(isolation, "MAX_SECONDS", 0.05)
    with pytest.raises(Undecodable, match="takes too long"):
        run_isolated(time.sleep, 3600)


def test_threads_have_a_worker_each(tmp_path):
    """Two calls that each wait for the other's file can only end if they run side by side."""
    together = []

    def call(mine, other):
        together.append(run_isolated(fragile_calls.meet, mine, other))

    a, b = tmp_path / "a", tmp_path / "b"
    threads = [threading.Thread(target=call, args=pair) for pair in ((a, b), (b, a))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == [True, True]


def test_crashing_photo_is_reported(tmp_path, monkeypatch):
    """The path of a HEIC file whose bytes crash the decoder."""
    path = tmp_path / "bird.heic"
    path.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(50))
    monkeypatch.setattr("birdeye.imaging.heif.read_heif", fragile_calls.crash)
    with pytest.raises(PhotoUnreadable, match=r"“bird.heic” .* so badly"):
        open_photo(path)


def test_file_that_crashed_the_program_is_survived():
    """``plain.heic`` with a few bytes changed: a segmentation fault in pi-heif 1.4.0."""
    with pytest.raises(PhotoUnreadable):
        open_photo(DATA / "crashes_libheif.heic").decode()
