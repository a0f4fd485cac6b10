"""A half of the log is deleted, or the file itself: nothing that was said to be kept is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from birdeye.catalogue import log_files
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.log_files import index_file, log_file
from birdeye.catalogue.preparation import back_up_catalogue, prepare_catalogue
from birdeye.domain.errors import CatalogueUnusable
from tests.helpers.made_results import PACK, TOP, make_bird, make_result, seen, species_of

ROOT = Path(__file__).resolve().parents[2]

# What a window is that identifies: it has the catalogue open all the time.
_STAYS_OPEN = """
import sys
from pathlib import Path
from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.errors import CatalogueUnusable
from tests.helpers.made_results import *
with Catalogue(Path(sys.argv[1]), species_of) as catalogue:
    for line in sys.stdin:
        photo = Path(line.strip())
        try:
            catalogue.remember(seen(photo), make_result(photo, make_bird()), PACK, TOP)
            print(photo, flush=True)
        except CatalogueUnusable as error:
            print(error, flush=True)
"""


class Other:
    """Another process with the catalogue open."""

    def __init__(self, path):
        self.process = subprocess.Popen(
            [sys.executable, "-c", _STAYS_OPEN, str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def remember(self, name):
        """The path of the photo, or a sentence."""
        self.process.stdin.write(f"/other/{name}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def end(self):
        self.process.stdin.close()
        assert self.process.wait(60) == 0
        self.process.stdout.close()


class InThisProcess:
    """A connection of this very process that stays open."""

    def __init__(self, path):
        self.catalogue = Catalogue(path, species_of)

    def remember(self, name):
        try:
            remember(self.catalogue, f"/other/{name}")
        except CatalogueUnusable as error:
            return str(error)
        return f"/other/{name}"

    def end(self):
        self.catalogue.close()


def remember(catalogue, name):
    photo = Path(name)
    catalogue.remember(seen(photo), make_result(photo, make_bird()), PACK, TOP)


def names_in(path):
    with Catalogue(path, species_of) as catalogue:
        return {str(record.path) for record in catalogue.records()}


@contextmanager
def someone(kind, path):
    other = kind(path)
    yield other
    other.end()


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(log_files, "_PATIENCE_S", 0.1)


def test_both_halves_are_where_sqlite_has_them(path):
    with Catalogue(path, species_of):
        assert {each.name for each in path.parent.iterdir()} == {
            path.name,
            log_file(path).name,
            index_file(path).name,
        }


@pytest.mark.parametrize("kind", [Other, InThisProcess])
@pytest.mark.parametrize("gone", [[log_file], [index_file], [log_file, index_file]])
def test_a_log_that_was_torn_apart_costs_nothing(path, kind, gone):
    kept = set()
    with someone(kind, path) as other:
        kept |= {other.remember(name) for name in range(30)}
        with Catalogue(path, species_of) as catalogue:
            remember(catalogue, "/mine/0")
            kept.add("/mine/0")
        for half in gone:
            half(path).unlink()
        for number in range(1, 5):
            try:
                with Catalogue(path, species_of) as catalogue:
                    remember(catalogue, f"/mine/{number}")
                kept.add(f"/mine/{number}")
            except CatalogueUnusable as error:
                assert "beside it was deleted meanwhile" in str(error)
            kept.add(other.remember(f"later-{number}"))
    assert len(kept) >= 31 + 4
    assert prepare_catalogue(path, check=True) is None
    assert names_in(path) == kept
    with Catalogue(path, species_of) as catalogue:
        remember(catalogue, "/mine/at-last")


def test_halves_that_a_kill_left_are_no_reason_to_wait(path, monkeypatch):
    with someone(InThisProcess, path) as other:
        other.remember("1")
        for file in (path, log_file(path)):
            shutil.copyfile(file, path.parent / f"copy{file.name[len(path.stem) :]}")
    copy = path.parent / "copy.sqlite"
    monkeypatch.setattr(log_files.time, "sleep", lambda _: pytest.fail("it waits"))
    assert names_in(copy) == {"/other/1"}


@pytest.mark.parametrize("kind", [Other, InThisProcess])
@pytest.mark.parametrize("replacement", [None, b"", b"another file"])
def test_a_catalogue_that_is_gone_while_in_use_is_told_and_comes_back(path, kind, replacement):
    with Catalogue(path, species_of) as catalogue:
        remember(catalogue, "/mine/0")
    back_up_catalogue(path)
    with someone(kind, path) as other:
        assert other.remember("early") == "/other/early"
        path.unlink()
        if replacement is not None:
            other_file = path.with_name("other")
            other_file.write_bytes(replacement)
            other_file.replace(path)
        assert "was deleted, moved or replaced while it was in use" in other.remember("late")
        with pytest.raises(CatalogueUnusable, match="is damaged"):
            Catalogue(path, species_of)
    told = prepare_catalogue(path)
    assert "2 photos" in told or "1 photos" in told
    assert names_in(path) >= {"/mine/0"}


def test_the_log_of_an_emptied_catalogue_is_kept(path):
    """SQLite deletes the log of an empty file, so nobody may open it before that is seen to."""
    with Catalogue(path, species_of) as catalogue:
        for number in range(30):
            remember(catalogue, f"/mine/{number}")
        log = log_file(path).read_bytes()
    path.write_bytes(b"")
    log_file(path).write_bytes(log)
    with pytest.raises(CatalogueUnusable, match="is damaged"):
        Catalogue(path, species_of)
    assert "nothing in it could be read" in prepare_catalogue(path)
    (kept,) = path.parent.glob("*.damaged-*.sqlite-wal")
    assert kept.read_bytes() == log
    assert names_in(path) == set()


def test_no_damaged_file_takes_the_place_of_an_earlier_one(path, monkeypatch):
    """Whatever the clock says."""
    from birdeye.catalogue import repair

    class Stopped(repair.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 5, 1, 12, 0, 0)

    monkeypatch.setattr(repair, "datetime", Stopped)
    for number in range(3):
        with Catalogue(path, species_of) as catalogue:
            remember(catalogue, f"/mine/{number}")
        with path.open("rb+") as file:
            file.write(os.urandom(8192))
        prepare_catalogue(path, check=True)
    kept = sorted(path.parent.glob("*.damaged-*.sqlite"))
    assert len({file.read_bytes() for file in kept}) == 3


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="it is Linux that ends programs so"
)
def test_whom_a_cut_off_index_ends_loses_nothing(path):
    """The index is memory shared through a file: where the file ends, so does the program."""
    other = Other(path)
    kept = {other.remember(name) for name in range(30)}
    os.truncate(index_file(path), 0)
    said = other.remember("late")
    other.process.stdin.close()
    other.process.wait(60)
    other.process.stdout.close()
    assert prepare_catalogue(path, check=True) is None
    assert names_in(path) >= kept | ({said} if said.startswith("/other/") else set())


def test_a_log_that_goes_while_it_is_looked_at_is_no_fault(path):
    """The last of others to close the catalogue removes it at any moment."""
    faults = []

    def come_and_go():
        try:
            for _ in range(150):
                with Catalogue(path, species_of):
                    pass
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
