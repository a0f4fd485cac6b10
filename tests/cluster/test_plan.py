"""Partitions, and what makes one run go on with another's."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import fsspec
import pyarrow.parquet as pq
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.utils import infer_storage_options
from PIL import Image

from birdeye.cluster.packs_sent import send
from birdeye.cluster.partition import identify_partition
from birdeye.cluster.plan import (
    Settings,
    partitions,
    partitions_in,
    read_plan,
    why_another_run,
    write_plan,
)
from birdeye.cluster.storage import Found, ResultFolder, find, prefix_of
from birdeye.domain.errors import ClusterFailed
from birdeye.imaging.own_pictures import MARK
from birdeye.vision.identifier import IdentifyOptions
from tests.helpers.tiny_pack import make_tiny_pack

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = Settings(("/photos",), "tiny", "1.0", "f1", "IdentifyOptions()")


def photos(*sizes):
    return [Found(f"/photos/{number}.jpg", size) for number, size in enumerate(sizes)]


def test_partitions_are_cut_by_count_and_by_bytes_and_lose_nothing():
    cut = list(partitions(photos(1, 1, 1, 50, 60, 1, 500, 1), most_photos=3, most_bytes=100))
    assert [len(each.addresses) for each in cut] == [3, 1, 2, 1, 1]
    assert [a for each in cut for a in each.addresses] == [f"/photos/{n}.jpg" for n in range(8)]
    assert [each.number for each in cut] == [0, 1, 2, 3, 4]
    assert list(partitions([])) == []


def test_a_part_is_named_by_its_photos():
    one, same = (next(partitions(photos(1, 2))) for _ in range(2))
    assert one.name == same.name
    assert one.name != next(partitions(photos(1, 2, 3))).name


def test_a_plan_is_read_as_it_was_written(tmp_path):
    folder = ResultFolder(str(tmp_path / "new" / "folder"))
    assert read_plan(folder) is None
    planned = list(partitions(photos(*[1] * 10), most_photos=3))
    write_plan(folder, SETTINGS, planned)
    assert read_plan(folder) == SETTINGS
    assert list(partitions_in(folder)) == planned
    assert folder.names() == {"_plan.parquet"}


def test_what_is_no_plan_is_told(tmp_path):
    (tmp_path / "_plan.parquet").write_bytes(b"PAR1 or not")
    with pytest.raises(ClusterFailed, match="cannot read"):
        read_plan(ResultFolder(str(tmp_path)))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"sources": ("/others",)}, "photos"),
        ({"pack_fingerprint": "f2"}, "model pack"),
        ({"options": "tiles"}, "options"),
        ({"program_version": "9"}, "version of Birdeye"),
    ],
)
def test_another_run_is_told_by_what_differs(tmp_path, change, word):
    folder = ResultFolder(str(tmp_path))
    assert why_another_run(folder, SETTINGS, SETTINGS) == ""
    assert word in why_another_run(folder, SETTINGS, replace(SETTINGS, **change))


def test_folders_lists_and_patterns_are_searched_in_natural_order(tmp_path):
    for name in ("b/img10.jpg", "b/img2.JPG", "a/x.nef", "b/notes.txt", "b/.hidden/y.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"12345")
    found = list(find([str(tmp_path)]))
    assert [each.address for each in found] == [
        str(tmp_path / name) for name in ("a/x.nef", "b/img2.JPG", "b/img10.jpg")
    ]
    assert {each.size for each in found} == {5}
    assert [each.address for each in find([str(tmp_path / "b" / "*.jpg")])] == [
        str(tmp_path / "b" / "img10.jpg")
    ]
    listed = tmp_path / "list.txt"
    listed.write_text("# photos\ns3://bucket/a b.jpg\n\n/x/ü.jpg\n", encoding="utf-8")
    assert [each.address for each in find([str(listed)])] == ["s3://bucket/a b.jpg", "/x/ü.jpg"]


def test_an_address_is_the_same_in_every_folder(tmp_path, monkeypatch):
    """``~/`` and ``file://`` are paths, in words, in lists and for results."""
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"12345")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.txt").write_text(f"~/a.jpg\n{photo.as_uri()}\na.jpg\n", encoding="utf-8")
    for source in ("~/a.jpg", "~/*.jpg", photo.as_uri(), f"{tmp_path.as_uri()}/*.jpg", "a.jpg"):
        assert [Path(each.address) for each in find([source])] == [photo], source
    assert [Path(each.address) for each in find(["~/list.txt"])] == [photo] * 3
    for results in ("~/out", (tmp_path / "out").as_uri(), "out"):
        assert Path(ResultFolder(results).address) == tmp_path / "out", results


@pytest.mark.parametrize(
    ("source", "before"),
    [
        ("s3://museum/photos/", "s3://"),
        ("sftp://anna@host:2222/photos", "sftp://anna@host:2222"),
        ("smb://host/share/photos", "smb://host"),
        ("sftp://host/", "sftp://host"),
        ("memory://photos", "memory:/"),
    ],
)
def test_addresses_keep_the_server_that_their_source_names(source, before):
    """Of which the file system's own paths know nothing."""
    root = {"s3": "museum/photos", "memory": "/photos"}.get(source.split(":")[0])
    if root is None:  # as `SFTPFileSystem` and `SMBFileSystem` have it, which may be missing here
        root = infer_storage_options(source)["path"]
    assert prefix_of(root, source) == before


def test_what_cannot_be_reached_is_a_sentence(tmp_path):
    with pytest.raises(ClusterFailed, match="no such file"):
        list(find([str(tmp_path / "gone")]))
    with pytest.raises(ClusterFailed, match="cannot be reached"):
        list(find(["nowhere://x/y"]))


def test_what_birdeye_made_itself_is_left_out(tmp_path):
    picture = Image.new("RGB", (40, 30), "grey")
    for name, comment in (
        ("a.jpg", b""),
        ("a.birds.jpg", MARK),
        ("a-1.jpg", MARK),
        ("b-1.jpg", b""),
    ):
        picture.save(tmp_path / name, comment=comment)
    for source in (str(tmp_path), f"{tmp_path}/*.jpg"):
        names = [Path(one.address).name for one in find([source])]
        assert names == ["a.jpg", "b-1.jpg"], source
    named = tmp_path / "a-1.jpg"
    assert [one.address for one in find([str(named)])] == [str(named)]  # the user wants it


def test_a_worker_leaves_out_what_birdeye_made_and_a_server_holds(tmp_path):
    memory = fsspec.filesystem("memory")
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "grey").save(picture, "JPEG", comment=MARK)
    memory.pipe("/own/a-1.jpg", picture.getvalue())
    ResultFolder(str(tmp_path / "results")).make()
    (part,) = partitions(find(["memory://own"]))
    sent = send(make_tiny_pack(tmp_path / "tiny"), ResultFolder(str(tmp_path / "results")))
    options = IdentifyOptions(threads=1)
    done = identify_partition(part, sent, options, 1, str(tmp_path / "results"))
    (row,) = pq.read_table(tmp_path / "results" / done.name).to_pylist()
    assert "Birdeye made it from another photo" in row["error"]
    assert row["birds"] == []


def test_a_bucket_is_searched_in_the_order_of_a_folder():
    files = MemoryFileSystem()
    for name in ("b/img10.jpg", "b/img2.JPG", "b/c/z.jpg", "a/x.nef", "b/n.txt", "b/.hidden/y.jpg"):
        files.pipe(f"/archive/{name}", b"12345")
    found = list(find(["memory://archive"]))
    names = [each.address.removeprefix("memory://archive/") for each in found]
    assert names == ["a/x.nef", "b/img2.JPG", "b/img10.jpg", "b/c/z.jpg"]
    assert {each.size for each in found} == {5}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in Linux's units")
def test_a_million_photos_are_planned_in_bounded_memory():
    """Their addresses alone would take some 140 MB."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.cluster.long_plan", "1000000"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    photos, parts, growth_mb, *_ = map(int, re.findall(r"\d+", told.stdout))
    assert (photos, parts) == (1_000_000, 2000)
    assert growth_mb < 60
