"""A disk that fills up in mid-export: the old file stays whole, nothing half-written is left.

A process of its own may write files of a few kilobytes only (RLIMIT_FSIZE), which is what a full
disk looks like to it; real full disks are tried where this process may mount one.
"""

from __future__ import annotations

import errno
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from birdeye.domain.errors import CannotWrite
from birdeye.export import xmp_sidecars
from birdeye.workflows.export_pictures import PhotoPictures
from tests.export.test_xmp_keywords import LIGHTROOM
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.photo_records import TOOLS, confirmed_bird, exported, photo_record
from tests.helpers.tiny_pack import RED

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

_EXPORT = """
import resource, sys
from dataclasses import replace
from pathlib import Path
from tests.export.test_pictures import ScriptedPictures
from tests.helpers.photo_records import TOOLS, confirmed_bird, exported, photo_record
from birdeye.domain.errors import CannotWrite
from birdeye.domain.records import Place

format_id, destination, limit = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
records = [
    photo_record(confirmed_bird(n), path=f"/p/{n}.jpg", photo_id=n, place=Place(f"Place {n}"))
    for n in range(3000)
]
try:
    exported(format_id, records, destination, tools=replace(TOOLS, pictures=ScriptedPictures()))
except CannotWrite as error:
    print(error)
"""

ONE_FILE = ["csv", "json", "html", "ebird", "inaturalist", "darwin-core", "megadetector"]


def run_export(format_id, destination, limit):
    return subprocess.run(
        [sys.executable, "-c", _EXPORT, format_id, str(destination), str(limit)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's file size limit")
@pytest.mark.parametrize("format_id", ONE_FILE)
def test_a_limit_in_mid_export_leaves_the_old_file_whole(tmp_path, format_id):
    destination = tmp_path / "out"
    destination.write_text("old")
    said = run_export(format_id, destination, 20_000)
    assert "could not be written" in said and "free some space" in said
    assert destination.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def mounted(folder, size):
    """``folder`` as a file system of so many bytes, in memory."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("this process may not mount a file system")
    return folder


@pytest.fixture
def tiny_disk(tmp_path):
    """A file system of 64 KB."""
    folder = mounted(tmp_path / "tiny", "64k")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs tmpfs")
@pytest.mark.parametrize("format_id", ONE_FILE)
def test_a_full_disk_leaves_the_old_file_whole(tiny_disk, format_id):
    destination = tiny_disk / "out"
    destination.write_text("old")
    assert "No space left on device" in run_export(format_id, destination, 0)
    assert destination.read_text() == "old"
    assert [path.name for path in tiny_disk.iterdir()] == ["out"]


def test_a_full_disk_ends_an_export_of_sidecars_and_a_refusal_does_not(tmp_path, monkeypatch):
    paths = [tmp_path / f"{n}.jpg" for n in range(3)]
    for path in paths:
        path.write_bytes(b"a photo")
    records = [photo_record(confirmed_bird(), path=path) for path in paths]
    told = []

    def refuse(path, _before, _content, code=errno.EACCES):
        told.append(path.name)
        error = OSError(code, "reason")
        raise CannotWrite(path, "reason") from error

    monkeypatch.setattr(xmp_sidecars, "write_instead_of", refuse)
    assert [each.is_written for each in exported("xmp", records, tmp_path)] == [False] * 3
    monkeypatch.setattr(xmp_sidecars, "write_instead_of", partial(refuse, code=errno.ENOSPC))
    told.clear()
    with pytest.raises(CannotWrite):
        exported("xmp", records, tmp_path)
    assert told == ["0.xmp"]


@pytest.fixture
def filling_disk(tmp_path):
    """A file system of 1 MB, and what fills it to the last byte."""
    folder = mounted(tmp_path / "filling", "1m")

    def fill():
        with (folder / "ballast").open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))

    yield folder, fill
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs tmpfs")
@pytest.mark.parametrize("format_id", ["xmp", "keywords", "annotated", "crops"])
def test_a_full_disk_leaves_photos_sidecars_and_pictures_whole(filling_disk, format_id):
    disk, fill = filling_disk
    records = []
    for number in range(6):
        photo = draw_photo(disk / "photos" / f"{number}.jpg", RED)
        photo.with_suffix(".xmp").write_bytes(LIGHTROOM)
        records.append(photo_record(confirmed_bird(number), path=photo, photo_id=number))
    tools = replace(TOOLS, pictures=PhotoPictures())
    exported(format_id, records, disk / "pictures", tools=tools)
    again = [
        replace(each, birds=(confirmed_bird(each.photo_id, "Turdus merula"),)) for each in records
    ]
    fill()
    before = {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()}
    try:
        told = [each.problem for each in exported(format_id, again, disk / "pictures", tools=tools)]
    except CannotWrite as error:
        told = [str(error)]
    assert any("No space left on device" in (problem or "") for problem in told)
    after = {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()}
    assert after == before
    (disk / "ballast").unlink()
    assert all(
        each.is_written for each in exported(format_id, again, disk / "pictures", tools=tools)
    )
