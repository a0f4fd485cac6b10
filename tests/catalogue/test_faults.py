"""Full disks, missing permission, two writers at once: said in a sentence, and nothing lost."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from birdeye.catalogue import catalogue as catalogue_module
from birdeye.catalogue import database
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.preparation import back_up_catalogue, prepare_catalogue
from birdeye.catalogue.schema import LATEST_VERSION
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.errors import CatalogueUnusable
from birdeye.domain.review import UNREVIEWED, UNSURE
from tests.helpers.made_results import PACK, TOP, make_bird, make_result, seen, species_of

ROOT = Path(__file__).resolve().parents[2]
A = Path("/photos/a.jpg")


def remember(catalogue, path, *birds):
    return catalogue.remember(seen(path), make_result(path, *birds or [make_bird()]), PACK, TOP)


def fill_until_full(catalogue):
    """Remember photos until there is no room; those that were remembered, and the sentence."""
    confirmed = []
    birds = [make_bird(box=(0, n * 100, 90, n * 100 + 90)) for n in range(30)]
    with pytest.raises(CatalogueUnusable) as caught:
        for number in range(100_000):
            path = Path(f"/photos/{number}.jpg")
            confirmed.append(remember(catalogue, path, *birds))
    return confirmed, str(caught.value)


def check_full(path, catalogue, confirmed, sentence):
    """All that was confirmed is there, the rest is not, and reading goes on."""
    assert "no room to grow" in sentence or "disk failed" in sentence
    assert len(confirmed) > 1
    records = list(catalogue.records())
    assert [record.photo_id for record in records] == confirmed
    assert all(len(record.birds) == 30 for record in records)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 2 MB."""
    place = tmp_path / "small"
    place.mkdir()
    mounting = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)],
            capture_output=True,
            text=True,
            check=False,
        )
        if shutil.which("mount")
        else None
    )
    if mounting is None or mounting.returncode != 0:
        pytest.skip("a small file system cannot be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_is_told_and_costs_nothing(small_disk):
    path = small_disk / "catalogue.sqlite"
    with Catalogue(path, species_of) as catalogue:
        confirmed, sentence = fill_until_full(catalogue)
        check_full(path, catalogue, confirmed, sentence)
    assert prepare_catalogue(path) is None
    with pytest.raises(CatalogueUnusable, match="could not be copied"):
        back_up_catalogue(path)
    assert [each.name for each in small_disk.glob("*backup*")] == []


def test_a_disk_that_is_full_from_the_start_is_called_full(small_disk):
    path = small_disk / "catalogue.sqlite"
    Catalogue(path, species_of).close()
    with (small_disk / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
        while True:
            ballast.write(bytes(4096))
    with pytest.raises(CatalogueUnusable, match="disk is full"):
        prepare_catalogue(path)
    (small_disk / "ballast").unlink()
    assert prepare_catalogue(path, check=True) is None


def test_work_goes_on_when_there_is_room_again(small_disk):
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1_200_000))
    with Catalogue(small_disk / "catalogue.sqlite", species_of) as catalogue:
        confirmed, _ = fill_until_full(catalogue)
        ballast.unlink()
        more = remember(catalogue, Path("/photos/more.jpg"))
        assert [record.photo_id for record in catalogue.records()] == [*confirmed, more]


@contextmanager
def largest_file(size):
    """No file of this process may grow beyond ``size`` bytes: a disk quota, as far as that goes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_may_not_grow_is_told_and_costs_nothing(path):
    with Catalogue(path, species_of) as catalogue:
        with largest_file(600_000):
            confirmed, sentence = fill_until_full(catalogue)
        check_full(path, catalogue, confirmed, sentence)
    assert prepare_catalogue(path, check=True) is None


def test_a_database_that_may_not_grow_is_told_and_costs_nothing(path):
    with Catalogue(path, species_of) as catalogue:
        catalogue._database.row("PRAGMA max_page_count = 60")
        confirmed, sentence = fill_until_full(catalogue)
        assert "no room to grow, because its disk is full" in sentence
        check_full(path, catalogue, confirmed, sentence)


AS_NOBODY = """
import os, sys
from pathlib import Path
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.preparation import prepare_catalogue
from birdeye.domain.errors import CatalogueUnusable
from tests.helpers.made_results import *
if os.geteuid() == 0:  # only now: the interpreter itself may lie where others cannot read
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
path, a = Path(sys.argv[1]), Path("/photos/a.jpg")
try:
    prepare_catalogue(path)
    with Catalogue(path, species_of) as catalogue:
        catalogue.remember(seen(a), make_result(a, make_bird()), PACK, TOP)
except CatalogueUnusable as error:
    print(error)
"""


def told_to_nobody(path):
    """What somebody without any rights is told who uses the catalogue."""
    command = [sys.executable, "-c", AS_NOBODY, str(path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture
def open_to_all(tmp_path):
    """A folder that others can come to, also where tests run as root."""
    above = [each for each in (tmp_path, *tmp_path.parents) if "pytest" in str(each)]
    modes = [each.stat().st_mode for each in above]
    for each in above:
        each.chmod(0o755)
    yield tmp_path
    for each, mode in zip(above, modes, strict=True):
        each.chmod(mode)


@pytest.mark.parametrize(
    ("file_mode", "folder_mode"), [(0o444, 0o555), (0o000, 0o755), (0o666, 0o555), (0o666, 0o000)]
)
def test_missing_permission_is_told_and_costs_nothing(open_to_all, file_mode, folder_mode):
    path = open_to_all / "data" / "catalogue.sqlite"
    with Catalogue(path, species_of) as catalogue:
        photo_id = remember(catalogue, A)
    before = path.read_bytes()
    path.chmod(file_mode)
    path.parent.chmod(folder_mode)
    try:
        told = told_to_nobody(path)
    finally:
        path.parent.chmod(0o755)
        path.chmod(0o644)
    assert told.startswith("The catalogue “")
    assert path.read_bytes() == before
    with Catalogue(path, species_of) as catalogue:
        assert catalogue.record(photo_id).birds


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CatalogueUnusable, match="folder of the catalogue"):
        prepare_catalogue(tmp_path / "file" / "catalogue.sqlite")


def test_a_program_that_does_not_let_go_is_told(path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_S", 0.2)
    with Catalogue(path, species_of) as catalogue:
        photo_id = remember(catalogue, A)
        (bird,) = catalogue.record(photo_id).birds
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(CatalogueUnusable, match="in use by another program"):
                catalogue.carry_out(ReviewBirds((bird.bird_id,), UNSURE))
            assert catalogue.record(photo_id).birds[0].review == UNREVIEWED
            other.execute("ROLLBACK")
        catalogue.carry_out(ReviewBirds((bird.bird_id,), UNSURE))


def test_nothing_is_written_to_tables_that_another_version_changed_meanwhile(path):
    with Catalogue(path, species_of) as catalogue:
        photo_id = remember(catalogue, A)
        (bird,) = catalogue.record(photo_id).birds
        with closing(sqlite3.connect(path, isolation_level=None)) as newer:
            newer.execute(f"PRAGMA user_version = {LATEST_VERSION + 1}")
        with pytest.raises(CatalogueUnusable, match="changed by another version of Birdeye"):
            catalogue.carry_out(ReviewBirds((bird.bird_id,), UNSURE))
        assert catalogue.record(photo_id).birds[0].review == UNREVIEWED


WRITER = """
import sys
from pathlib import Path
from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.review import UNSURE
from tests.helpers.made_results import *
with Catalogue(Path(sys.argv[1]), species_of) as catalogue:
    for number in range(80):
        photo = Path(f"/{sys.argv[2]}/{number}.jpg")
        photo_id = catalogue.remember(seen(photo), make_result(photo, make_bird()), PACK, TOP)
        (bird,) = catalogue.record(photo_id).birds
        catalogue.carry_out(ReviewBirds((bird.bird_id,), UNSURE))
"""


def test_processes_that_write_at_once_lose_nothing(path):
    """Also where none of them finds a catalogue, and all make one."""
    several = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)], cwd=ROOT)
        for number in range(3)
    ]
    assert [process.wait(120) for process in several] == [0, 0, 0]
    with Catalogue(path, species_of) as catalogue:
        records = list(catalogue.records())
        assert len(records) == 240
        assert all(record.birds[0].review == UNSURE for record in records)
        undone = 0
        while catalogue.undo() is not None:
            undone += 1
        assert undone == 240


def test_to_open_a_catalogue_again_takes_no_lock_from_the_first(path):
    """Whoever opens the file outside of SQLite takes the locks of all connections away (POSIX).

    The last of another process then believes to be the last of all, and removes the log.
    """
    with Catalogue(path, species_of) as catalogue:
        remember(catalogue, A)
        prepare_catalogue(path)
        Catalogue(path, species_of).close()
        come_and_go = (
            "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM bird')"
        )
        subprocess.run([sys.executable, "-c", come_and_go, str(path)], check=True)
        assert path.with_name(path.name + "-wal").exists()


def test_one_reads_while_another_writes(path):
    with Catalogue(path, species_of) as catalogue:
        for number in range(1200):
            remember(catalogue, Path(f"/photos/{number}.jpg"))
        reading = catalogue.records()
        first = next(reading)
        failures = []

        def write():
            try:
                with Catalogue(path, species_of) as other:
                    for number in range(50):
                        remember(other, Path(f"/more/{number}.jpg"))
            except Exception as error:
                failures.append(error)

        thread = threading.Thread(target=write)
        thread.start()
        thread.join(60)
        assert failures == []
        assert len([first, *reading]) == 1200
        assert len(list(catalogue.records())) == 1250


def test_a_connection_stays_in_its_thread(catalogue):
    caught = []

    def use():
        try:
            catalogue.open_set()
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_a_catalogue_deleted_before_it_is_opened_is_said_to_be_damaged(path, monkeypatch):
    """Between being made ready and being opened, so that SQLite makes a blank one."""
    with Catalogue(path, species_of):
        pass
    make_ready = catalogue_module.make_ready

    def lose(path):
        make_ready(path)
        path.unlink()

    monkeypatch.setattr(catalogue_module, "make_ready", lose)
    with pytest.raises(CatalogueUnusable, match="Start Birdeye again") as caught:
        Catalogue(path, species_of)
    # Windows does not let a repair replace a file that is still open.
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as alone:
        alone.execute("PRAGMA locking_mode = EXCLUSIVE")
        alone.execute("BEGIN EXCLUSIVE")
        alone.execute("COMMIT")
    assert caught.value.__traceback__  # which would have kept the connection
