"""kill -9 of a decoder in mid-decode, in the middle of a batch: it costs one photo at most."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from pathlib import Path

import pytest

from birdeye.imaging.isolation import stop_idle_workers
from birdeye.vision.identifier import Identifier
from birdeye.workflows.identify_photos import identify_photos
from tests.helpers import fragile_calls
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack

HEIC = Path(__file__).parents[1] / "imaging" / "data" / "plain.heic"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals"),
]


@pytest.fixture
def killer(tmp_path):
    """Kills every decoder that marks that it is at work on a photo, once."""
    over, killed = threading.Event(), set()

    def watch():
        while not over.wait(0.005):
            for mark in set(tmp_path.glob("photos/*.mark")) - killed:
                killed.add(mark)
                os.kill(int(mark.name.split(".")[-2]), signal.SIGKILL)

    thread = threading.Thread(target=watch)
    thread.start()
    yield killed
    over.set()
    thread.join()
    stop_idle_workers()


@pytest.fixture
def identify(tmp_path, monkeypatch):
    """Identifies photos by a decoder that stops in the middle of those that are to kill it."""
    monkeypatch.setattr("birdeye.imaging.heif.decode_heif", fragile_calls.decode_until_killed)
    identifier = Identifier(make_tiny_pack(tmp_path / "pack"))
    folder = tmp_path / "photos"
    folder.mkdir()

    def run(*names):
        for name in names:
            if name.endswith(".heic"):
                shutil.copy(HEIC, folder / name)
            else:
                draw_photo(folder / name, RED if name < "m" else BLUE)
        stop_idle_workers()
        paths = [folder / name for name in names]
        return {
            result.path.name: result for result in identify_photos(paths, identifier, workers=2)
        }

    return run


def test_a_decoder_that_is_killed_costs_its_photo_and_not_the_batch(identify, killer):
    names = ["a.jpg", "b.heic", "killed-9.heic", "n.png", "o.heic", "p.jpg"]
    results = identify(*names)
    assert list(results) == names
    assert len(killer) == 2  # the second was a fresh decoder, in case the first was to blame
    assert "so badly that its decoder fails" in results.pop("killed-9.heic").error
    assert [result.error for result in results.values()] == [None] * 5
    assert all(result.birds for name, result in results.items() if name[-3:] in ("jpg", "png"))


def test_a_decoder_that_is_killed_once_costs_nothing(identify, killer):
    results = identify("b.heic", "killed-1.heic", "p.jpg")
    assert len(killer) == 1
    assert [result.error for result in results.values()] == [None] * 3
