"""What was decided is in the file, or its loss is said, whatever became of the log."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from birdeye.catalogue import latest_decision
from birdeye.catalogue.backups import backup_file
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.latest_decision import decision_file
from birdeye.catalogue.log_files import index_file, log_file
from birdeye.catalogue.preparation import back_up_catalogue, prepare_catalogue
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.review import UNSURE
from tests.helpers.made_results import PACK, TOP, make_bird, make_result, seen, species_of

LOSSES = {
    "deleted": lambda log: log.unlink(),
    "overwritten": lambda log: log.write_bytes(os.urandom(log.stat().st_size)),
    "cut off": lambda log: os.truncate(log, log.stat().st_size // 2),
    "emptied": lambda log: os.truncate(log, 0),
}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "catalogue.sqlite"


def add_photo(catalogue, name):
    photo = Path("/photos") / name
    photo_id = catalogue.remember(seen(photo), make_result(photo, make_bird()), PACK, TOP)
    return catalogue.record(photo_id).birds[0].bird_id


def as_after_a_crash(path, folder):
    """The files as a program leaves them that is killed now."""
    folder.mkdir()
    for file in (path, log_file(path), index_file(path), decision_file(path)):
        shutil.copyfile(file, folder / file.name)
    return folder / path.name


def reviewed(path):
    with Catalogue(path, species_of) as catalogue:
        return sum(bird.is_reviewed for record in catalogue.records() for bird in record.birds)


@pytest.mark.parametrize("loss", LOSSES)
def test_a_lost_log_takes_no_decision_along(path, tmp_path, loss):
    with Catalogue(path, species_of) as catalogue:
        for name in ("a.jpg", "b.jpg"):
            catalogue.carry_out(ReviewBirds((add_photo(catalogue, name),), UNSURE))
        left = as_after_a_crash(path, tmp_path / "left")
    LOSSES[loss](log_file(left))
    assert prepare_catalogue(left) is None
    assert reviewed(left) == 2


@pytest.mark.parametrize("loss", LOSSES)
def test_a_decision_that_the_log_alone_had_is_missed_once(path, tmp_path, loss):
    """Somebody read all the while, so that it could not be carried over."""
    with Catalogue(path, species_of) as catalogue:
        catalogue.carry_out(ReviewBirds((add_photo(catalogue, "a.jpg"),), UNSURE))
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM bird").fetchone()
            catalogue.carry_out(ReviewBirds((add_photo(catalogue, "b.jpg"),), UNSURE))
            left = as_after_a_crash(path, tmp_path / "left")
    intact = as_copied(left, tmp_path / "intact")
    LOSSES[loss](log_file(left))
    assert "Check the photos that you reviewed last" in (prepare_catalogue(left) or "")
    assert reviewed(left) == 1
    assert prepare_catalogue(left) is None
    assert prepare_catalogue(intact) is None
    assert reviewed(intact) == 2


def as_copied(path, folder):
    shutil.copytree(path.parent, folder)
    return folder / path.name


def test_an_older_copy_in_the_place_of_the_catalogue_is_noticed(path):
    with Catalogue(path, species_of) as catalogue:
        bird_id = add_photo(catalogue, "a.jpg")
        catalogue.carry_out(ReviewBirds((bird_id,), UNSURE))
        back_up_catalogue(path, now=True)
        catalogue.undo()
    assert prepare_catalogue(path) is None
    shutil.copyfile(backup_file(path), path)
    assert "it was replaced by an older copy" in (prepare_catalogue(path) or "")


def test_a_repair_says_what_was_decided_since_the_backup(path):
    with Catalogue(path, species_of) as catalogue:
        catalogue.carry_out(ReviewBirds((add_photo(catalogue, "a.jpg"),), UNSURE))
        back_up_catalogue(path, now=True)
        catalogue.carry_out(ReviewBirds((add_photo(catalogue, "b.jpg"),), UNSURE))
    path.write_bytes(b"rubbish" * 5000)
    told = prepare_catalogue(path) or ""
    assert "has been repaired" in told
    assert "Check the photos that you reviewed last" in told
    assert prepare_catalogue(path) is None


def test_a_clock_that_was_set_back_raises_no_alarm(path, monkeypatch):
    with Catalogue(path, species_of) as catalogue:
        bird_id = add_photo(catalogue, "a.jpg")
        for now in (2e9, 1e9, 1.5e9):
            monkeypatch.setattr(latest_decision.time, "time", lambda now=now: now)
            catalogue.carry_out(ReviewBirds((bird_id,), UNSURE))
            assert latest_decision.beside(path) == pytest.approx(2e9, abs=1)
            assert prepare_catalogue(path) is None


@pytest.mark.parametrize("content", [b"", b"\xff" * 20, b"nan", b"-1", b"1e300", b"inf"])
def test_a_moment_that_makes_no_sense_says_nothing(path, content):
    with Catalogue(path, species_of) as catalogue:
        bird_id = add_photo(catalogue, "a.jpg")
        decision_file(path).write_bytes(content)
        assert prepare_catalogue(path) is None
        catalogue.carry_out(ReviewBirds((bird_id,), UNSURE))
        assert latest_decision.beside(path) > 0


def test_what_cannot_be_written_beside_the_catalogue_is_kept_in_it(path):
    with Catalogue(path, species_of) as catalogue:
        bird_id = add_photo(catalogue, "a.jpg")
        decision_file(path).mkdir()
        catalogue.carry_out(ReviewBirds((bird_id,), UNSURE))
    assert prepare_catalogue(path) is None
    assert reviewed(path) == 1
