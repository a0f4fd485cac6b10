"""A short run of `fuzz_photos`, and that its trials would notice what they look for."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from birdeye.imaging import photo_file
from tests.robustness.mutations import damaged
from tests.robustness.photo_seeds import photo_seeds, skeletons
from tests.robustness.photo_trials import Outcome, trials, try_photo

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seeds():
    return photo_seeds()


def test_every_seed_is_a_sound_photo(seeds, tmp_path):
    path = tmp_path / "photo.bin"
    for name, content in seeds.items():
        path.write_bytes(content)
        outcome = try_photo(path)
        assert outcome.kind == "opened", (name, outcome.detail)


def test_damage_is_the_same_each_time_and_does_damage(seeds):
    files = [damaged(seeds, number) for number in range(200)]
    assert files == [damaged(seeds, number) for number in range(200)]
    assert sum(content != seeds[name] for name, content, _ in files) > 190


def test_damaged_photos_open_or_are_refused_in_a_sentence(seeds, tmp_path):
    with trials() as child:
        for number in range(400):
            name, content, suffix = damaged(seeds | skeletons(), number)
            path = tmp_path / f"photo{suffix}"
            path.write_bytes(content)
            outcome = child.run(path)
            assert outcome.kind in ("opened", "refused"), (number, name, outcome)
            if outcome.kind == "refused":
                assert outcome.detail.startswith(f"“{path.name}” could not be read: ")


def test_a_fault_is_told_from_a_refusal(monkeypatch, tmp_path):
    def fail(_path: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(photo_file, "open_photo", fail)
    outcome = try_photo(tmp_path / "photo.bin")
    assert outcome.kind == "FAULT"
    assert "ZeroDivisionError" in outcome.detail


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_a_child_that_dies_is_noticed_and_replaced(seeds, tmp_path):
    path = tmp_path / "photo.bin"
    path.write_bytes(seeds["png"])
    with trials() as child:
        os.kill(child._process.pid, signal.SIGSTOP)
        os.kill(child._process.pid, signal.SIGKILL)
        assert child.run(path) == Outcome("DIED", 0.0, "exit code -9")
        assert child.run(path).kind == "opened"
