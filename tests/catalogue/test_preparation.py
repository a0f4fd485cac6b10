"""What happens to the file when the program starts, whatever befell it before."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import sqlite3
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from birdeye.catalogue import integrity, preparation
from birdeye.catalogue.backups import backup_file
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.database import connect, damage_mark
from birdeye.catalogue.latest_decision import decision_file
from birdeye.catalogue.log_files import log_file
from birdeye.catalogue.migrate import check_ours, version_of
from birdeye.catalogue.preparation import back_up_catalogue, prepare_catalogue
from birdeye.catalogue.schema import LATEST_VERSION, MIGRATIONS, Migration
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.errors import CatalogueUnusable
from birdeye.domain.identification import Rank
from birdeye.domain.review import confirmed
from tests.helpers.made_results import (
    PACK,
    ROBIN,
    TIT,
    TOP,
    make_bird,
    make_result,
    seen,
    species_of,
)

PHOTOS = 400
REVIEW = confirmed(Rank.SPECIES, TIT)


def fill(path, photos=PHOTOS):
    """A catalogue in which the bird of every photo was reviewed; its records."""
    shutil.copytree(_filled(photos).parent, path.parent, dirs_exist_ok=True)
    with Catalogue(path, species_of) as catalogue:
        return list(catalogue.records())


@functools.cache
def _filled(photos):
    """One to copy, since it takes as long as all that a test does with it."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    path = Path(folder.name) / "catalogue.sqlite"
    with Catalogue(path, species_of) as catalogue:
        paths = [Path(f"/photos/{n:04}.jpg") for n in range(photos)]
        for each in paths:
            catalogue.remember(seen(each), make_result(each, make_bird(ROBIN)), PACK, TOP)
        ids = catalogue.open_photos(paths)
        for record in catalogue.records(ids):
            catalogue.carry_out(ReviewBirds((record.birds[0].bird_id,), REVIEW))
    return path


def reviewed(path):
    """The names of photos whose review is there."""
    with Catalogue(path, species_of) as catalogue:
        return {
            record.path.name
            for record in catalogue.records()
            if [bird.review for bird in record.birds] == [REVIEW]
        }


def damaged_files(path):
    return list(path.parent.glob("*.damaged-*.sqlite"))


def forget_the_check(path):
    """As if the last check were long ago."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE upkeep SET done_at = 0")


def test_a_new_catalogue_is_made_with_its_folder(path):
    assert prepare_catalogue(path) is None
    with closing(sqlite3.connect(path)) as connection:
        assert version_of(connection) == LATEST_VERSION
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        rows = connection.execute("SELECT version FROM migration").fetchall()
    assert rows == [(migration.version,) for migration in MIGRATIONS]


def test_a_sound_catalogue_is_left_alone(path):
    fill(path, 3)
    assert prepare_catalogue(path) is None
    assert prepare_catalogue(path, check=True) is None
    assert len(reviewed(path)) == 3
    left = {each.name for each in path.parent.iterdir()}
    assert left == {path.name, decision_file(path).name}


def test_a_catalogue_of_a_newer_program_is_refused_and_left_alone(path):
    fill(path, 3)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {LATEST_VERSION + 1}")
    before = path.read_bytes()
    for attempt in (prepare_catalogue, lambda path: Catalogue(path, species_of)):
        with pytest.raises(CatalogueUnusable, match="newer version of Birdeye"):
            attempt(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_alone(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE notes (text)")
        connection.execute("INSERT INTO notes VALUES ('mine')")
    with pytest.raises(CatalogueUnusable, match="of another program"):
        prepare_catalogue(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM notes").fetchall() == [("mine",)]
        assert len(connection.execute("SELECT * FROM sqlite_master").fetchall()) == 1


@pytest.mark.parametrize("size", [10, 300, 5000])
def test_a_file_that_never_was_a_catalogue_is_refused_and_left_alone(tmp_path, size):
    photo = tmp_path / "heron.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(size))
    for attempt in (prepare_catalogue, lambda path: Catalogue(path, species_of)):
        with pytest.raises(CatalogueUnusable, match=r"“.*heron.jpg” is not a Birdeye catalogue"):
            attempt(photo)
    assert [each.name for each in tmp_path.iterdir()] == ["heron.jpg"]


NEXT = Migration(
    LATEST_VERSION + 1,
    ("ALTER TABLE bird ADD COLUMN colour TEXT", "UPDATE bird SET colour = 'red'"),
)
FAULTY = Migration(NEXT.version, (*NEXT.statements, "UPDATE nothing SET x = 1"))


@pytest.fixture
def newer(monkeypatch):
    """This program with one migration more."""

    def install(migration):
        monkeypatch.setattr(preparation, "MIGRATIONS", (*MIGRATIONS, migration))
        monkeypatch.setattr(preparation, "LATEST_VERSION", migration.version)

    return install


def test_an_older_catalogue_is_copied_and_brought_up_to_date(path, newer):
    fill(path, 3)
    newer(NEXT)
    assert prepare_catalogue(path) is None
    with closing(sqlite3.connect(path)) as connection:
        assert version_of(connection) == NEXT.version
        assert connection.execute("SELECT DISTINCT colour FROM bird").fetchall() == [("red",)]
        assert connection.execute("SELECT count(*) FROM migration").fetchone() == (NEXT.version,)
    copy = path.with_name(f"catalogue.version-{LATEST_VERSION}.sqlite")
    with closing(sqlite3.connect(copy)) as connection:
        assert version_of(connection) == LATEST_VERSION
        assert connection.execute("SELECT count(*) FROM bird").fetchone() == (3,)


def test_a_migration_that_fails_changes_nothing(path, newer):
    fill(path, 3)
    newer(FAULTY)
    with pytest.raises(sqlite3.OperationalError):
        prepare_catalogue(path)
    with closing(sqlite3.connect(path)) as connection:
        assert version_of(connection) == LATEST_VERSION
        columns = [row[1] for row in connection.execute("PRAGMA table_info(bird)")]
        assert "colour" not in columns
        assert connection.execute("SELECT count(*) FROM bird").fetchone() == (3,)


def test_nothing_is_migrated_without_a_copy(path, newer, monkeypatch):
    fill(path, 3)
    newer(NEXT)

    def fail(*_):
        raise CatalogueUnusable("There is no room.")

    monkeypatch.setattr(preparation, "copy_catalogue", fail)
    with pytest.raises(CatalogueUnusable, match="no room"):
        prepare_catalogue(path)
    with closing(sqlite3.connect(path)) as connection:
        assert version_of(connection) == LATEST_VERSION


def overwrite_middle(path):
    """A stretch of other bytes in the middle, as a failing disk leaves it."""
    with path.open("rb+") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(os.urandom(5 * 4096))


def overwrite_start(path):
    with path.open("rb+") as file:
        file.write(os.urandom(8192))


def overwrite_all(path):
    path.write_bytes(os.urandom(path.stat().st_size))


def cut_off(path):
    os.truncate(path, path.stat().st_size // 3 * 2)


def empty(path):
    os.truncate(path, 0)


DAMAGE = [overwrite_middle, overwrite_start, overwrite_all, cut_off, empty]


@pytest.mark.parametrize("damage", DAMAGE)
def test_with_a_backup_nothing_is_lost(path, damage):
    records = fill(path)
    assert back_up_catalogue(path) is True
    forget_the_check(path)
    damage(path)
    told = prepare_catalogue(path)
    assert "repaired: 400 photos and 400 reviewed birds were saved" in told
    (kept,) = damaged_files(path)
    assert str(kept) in told
    with Catalogue(path, species_of) as catalogue:
        assert list(catalogue.records([record.photo_id for record in records])) == records
        assert len(catalogue.open_set()) == PHOTOS
        assert catalogue.undo() is not None
    assert prepare_catalogue(path, check=True) is None


@pytest.mark.parametrize(
    ("damage", "least"),
    [(overwrite_middle, 300), (cut_off, 100), (overwrite_start, 0), (overwrite_all, 0)],
)
def test_without_a_backup_what_can_be_read_is_saved(path, damage, least):
    fill(path)
    forget_the_check(path)
    damage(path)
    told = prepare_catalogue(path)
    assert told.startswith("The catalogue was damaged")
    assert len(reviewed(path)) >= least
    assert ("nothing in it could be read" in told) == (least == 0)
    assert prepare_catalogue(path, check=True) is None


def test_birds_that_a_torn_log_took_along_are_found_anew(path):
    """As where a part of what was written at once is missing."""
    records = fill(path, 4)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM bird WHERE image_id = 2")
    told = prepare_catalogue(path)
    assert "repaired: 4 photos and 3 reviewed birds" in told
    assert "1 review could not be saved" in told
    with Catalogue(path, species_of) as catalogue:
        ids = [record.photo_id for record in records]
        assert [photo_id for photo_id, _ in catalogue.to_identify(PACK, ids)] == [ids[1]]
        assert catalogue.recall(seen(records[1].path), PACK, TOP) is None
        assert catalogue.recall(seen(records[0].path), PACK, TOP) is not None
    assert prepare_catalogue(path, check=True) is None


def test_work_since_the_backup_is_saved_from_the_damaged_file(path):
    fill(path)
    back_up_catalogue(path)
    late = Path("/photos/late.jpg")
    with Catalogue(path, species_of) as catalogue:
        photo_id = catalogue.remember(seen(late), make_result(late, make_bird()), PACK, TOP)
        (bird,) = catalogue.record(photo_id).birds
        catalogue.carry_out(ReviewBirds((bird.bird_id,), REVIEW))
    forget_the_check(path)
    overwrite_middle(path)
    assert prepare_catalogue(path) is not None
    assert len(reviewed(path)) == PHOTOS + 1


def test_damage_that_is_met_while_working_is_repaired_at_the_next_start(path):
    records = fill(path)
    back_up_catalogue(path)
    prepare_catalogue(path)
    overwrite_middle(path)
    with (
        pytest.raises(CatalogueUnusable, match="is damaged"),
        Catalogue(path, species_of) as catalogue,
    ):
        list(catalogue.records())
    assert damage_mark(path).exists()
    assert "400 photos" in prepare_catalogue(path)
    assert not damage_mark(path).exists()
    with Catalogue(path, species_of) as catalogue:
        assert list(catalogue.records([record.photo_id for record in records])) == records


@pytest.mark.parametrize("damage", [cut_off, empty, overwrite_all])
def test_nothing_is_written_to_a_damaged_file_that_was_not_prepared(path, damage):
    fill(path)
    back_up_catalogue(path)
    damage(path)
    before = path.read_bytes()
    with pytest.raises(CatalogueUnusable, match="is damaged"):
        Catalogue(path, species_of)
    assert path.read_bytes() == before
    assert "400 photos" in prepare_catalogue(path)


def test_a_repair_for_which_there_is_no_room_leaves_the_file_as_it_is(path, monkeypatch):
    fill(path, 20)
    forget_the_check(path)
    overwrite_start(path)
    before = path.read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(CatalogueUnusable, match="could not be repaired"):
        prepare_catalogue(path)
    assert path.read_bytes() == before
    left = {each.name for each in path.parent.iterdir()}
    assert left == {path.name, decision_file(path).name}


def test_values_that_make_no_sense_cost_no_more_than_themselves(path, caplog):
    records = fill(path, 4)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE image SET taken = 'yesterday' WHERE id = 1")
        connection.execute("UPDATE bird SET candidates = '[[1' WHERE id = 2")
        connection.execute("UPDATE result SET birds = 'nonsense' WHERE image_id = 3")
        connection.execute("UPDATE journal SET rows = '[]' WHERE id = 4")
        connection.execute("UPDATE journal SET change = '[\"burn\"]' WHERE id = 3")
    ids = [record.photo_id for record in records]
    with Catalogue(path, species_of) as catalogue:
        found = list(catalogue.records(ids))
        assert found[0].metadata.taken is None
        assert [len(record.birds) for record in found] == [1, 0, 1, 1]
        assert catalogue.recall(seen(records[2].path), PACK, TOP) is None
        assert catalogue.undo().change == ReviewBirds((2,), REVIEW)
    assert "makes no sense" in caplog.text


def test_it_is_checked_once_a_day_and_when_the_clock_was_set_back(path, monkeypatch):
    fill(path, 3)
    checks = []

    def check(path, **_):
        checks.append(path)
        return True

    monkeypatch.setattr(preparation, "is_sound", check)
    now = time.time()
    for hours in (0, 1, 23, 25, 26, 1):
        monkeypatch.setattr(preparation.time, "time", lambda hours=hours: now + hours * 3600)
        prepare_catalogue(path)
    assert len(checks) == 3


def test_backups_are_made_once_a_day(path, monkeypatch):
    fill(path, 3)
    assert back_up_catalogue(path) is True
    assert back_up_catalogue(path) is False
    backup_file(path).unlink()
    assert back_up_catalogue(path) is True
    with closing(sqlite3.connect(backup_file(path))) as connection:
        assert connection.execute("SELECT count(*) FROM bird").fetchone() == (3,)
    left = {each.name for each in path.parent.iterdir()}
    assert left == {path.name, backup_file(path).name, decision_file(path).name}


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"")])
@pytest.mark.parametrize("now", [False, True])
def test_nothing_takes_the_place_of_a_copy_when_the_catalogue_is_gone(path, damage, now):
    fill(path, 3)
    back_up_catalogue(path)
    before = backup_file(path).read_bytes()
    damage(path)
    with pytest.raises(CatalogueUnusable, match="is damaged"):
        back_up_catalogue(path, now=now)
    assert backup_file(path).read_bytes() == before
    assert "3 photos" in prepare_catalogue(path)


def test_what_a_killed_copy_left_is_removed_when_it_is_old(path):
    fill(path, 3)
    old, new = (path.with_name(f".{backup_file(path).name}.{n}.part") for n in (1, 2))
    old.touch()
    new.touch()
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    back_up_catalogue(path)
    assert (old.exists(), new.exists()) == (False, True)


def test_a_copy_that_a_program_with_the_same_number_left_is_in_nobodys_way(path):
    fill(path, 3)
    left = f".{backup_file(path).name}.{os.getpid()}-{threading.get_ident()}.part"
    path.with_name(left).write_bytes(os.urandom(5000))
    assert back_up_catalogue(path, now=True)
    assert not path.with_name(left).exists()
    path.unlink()
    assert "3 photos" in prepare_catalogue(path)


def test_a_catalogue_that_comes_to_be_meanwhile_is_ours(path):
    """Another process makes the tables between two looks at the same file."""

    class Interrupted(sqlite3.Connection):
        def execute(self, statement, *values):
            found = super().execute(statement, *values)
            if statement == "PRAGMA application_id":
                prepare_catalogue(path)
            return found

    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(connect(path)):
        pass
    with closing(sqlite3.connect(path, isolation_level=None, factory=Interrupted)) as connection:
        check_ours(connection, path)
        assert version_of(connection) == LATEST_VERSION


def test_several_may_back_up_at_once(path):
    fill(path, photos=5)
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: back_up_catalogue(path, now=True), range(20)))
    assert all(done)
    assert [file.name for file in path.parent.glob(".*")] == []
    assert len(reviewed(backup_file(path))) == 5


def test_a_blank_file_beside_a_backup_is_a_catalogue_that_was_deleted(path):
    """SQLite makes one where the file goes between a look at it and its opening."""
    fill(path, photos=5)
    back_up_catalogue(path, now=True)
    path.unlink()
    with closing(connect(path)):
        pass
    with pytest.raises(CatalogueUnusable, match="Start Birdeye again"):
        Catalogue(path, species_of)
    with pytest.raises(CatalogueUnusable, match="Start Birdeye again"):
        back_up_catalogue(path)
    assert "5 photos and 5 reviewed birds" in prepare_catalogue(path)
    assert len(reviewed(path)) == 5


def test_a_catalogue_that_another_program_is_creating_is_not_an_emptied_one(tmp_path, monkeypatch):
    path = tmp_path / "catalogue.sqlite"
    found = integrity.size_of

    def size_before_it_was_created(file):
        size = found(file)
        path.write_bytes(b"first page")  # SQLite writes it before the log
        log_file(path).write_bytes(b"log")
        return size

    monkeypatch.setattr(integrity, "size_of", size_before_it_was_created)
    assert not integrity.is_emptied(path)
