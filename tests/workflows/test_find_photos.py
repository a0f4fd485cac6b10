"""Which files the user means, in trees that are well kept and in trees that are not."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from birdeye.domain.box_label import Label
from birdeye.domain.boxes import Box
from birdeye.export.options import CopiedFacts, Cutout
from birdeye.imaging import own_pictures
from birdeye.imaging.annotate import write_annotated
from birdeye.workflows.export_pictures import PhotoPictures
from birdeye.workflows.find_photos import OWN_PICTURES, find_photos, kinds_in_words, natural_key
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import RED


def touch(*paths):
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def found_below(folder):
    return [path.relative_to(folder).as_posix() for path in find_photos([folder])]


def test_names_sort_as_people_count():
    names = ["file10.jpg", "file2.jpg", "File1.jpg", "file02.jpg", "a", "10", "9"]
    random.Random(0).shuffle(names)
    assert sorted(names, key=natural_key) == [
        "9", "10", "a", "File1.jpg", "file02.jpg", "file2.jpg", "file10.jpg",
    ]  # fmt: skip


def test_folders_are_searched_files_before_folders(tmp_path):
    touch(
        tmp_path / "10.jpg",
        tmp_path / "9.JPEG",
        tmp_path / "notes.txt",
        tmp_path / "b 2" / "x.heic",
        tmp_path / "b 10" / "y.NEF",
        tmp_path / "b 2" / "deeper" / "z.png",
    )
    assert found_below(tmp_path) == [
        "9.JPEG", "10.jpg", "b 2/x.heic", "b 2/deeper/z.png", "b 10/y.NEF",
    ]  # fmt: skip


def test_hidden_files_and_folders_are_left_out(tmp_path):
    touch(tmp_path / "._a.jpg", tmp_path / ".thumbnails" / "b.jpg", tmp_path / "c.jpg")
    assert found_below(tmp_path) == ["c.jpg"]


def test_files_given_are_taken_whatever_their_name_in_the_order_given(tmp_path):
    given = [tmp_path / "z.txt", tmp_path / "absent.jpg", tmp_path / ".hidden.jpg"]
    touch(given[0], given[2])
    assert list(find_photos(given)) == given


def test_any_unicode_is_a_path(tmp_path):
    names = ["翠鸟.jpg", "öland.jpg", "🐦.png", "a\nb.jpg"]
    if os.name == "posix":
        names.append(os.fsdecode(b"\xff\xfe.jpg"))
    touch(*(tmp_path / "鸟 类" / name for name in names))
    assert {path.name for path in find_photos([tmp_path])} == set(names)


def test_links_in_a_circle_are_walked_once(tmp_path):
    touch(tmp_path / "a" / "1.jpg", tmp_path / "b" / "2.jpg")
    try:
        (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "b" / "a").symlink_to(tmp_path / "a", target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make links")
    (tmp_path / "b" / "self").symlink_to(tmp_path / "b" / "self")
    assert found_below(tmp_path) == ["a/1.jpg", "b/2.jpg"]


def test_linked_photos_count_and_broken_links_are_not_hidden(tmp_path):
    touch(tmp_path / "elsewhere" / "1.jpg")
    folder = tmp_path / "here"
    folder.mkdir()
    try:
        (folder / "good.jpg").symlink_to(tmp_path / "elsewhere" / "1.jpg")
        (folder / "gone.jpg").symlink_to(tmp_path / "nowhere.jpg")
    except OSError:
        pytest.skip("this system does not let us make links")
    assert found_below(folder) == ["gone.jpg", "good.jpg"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_by_the_name_of_a_photo_are_left_out(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    assert found_below(tmp_path) == []


def test_folder_that_cannot_be_listed_is_passed_on(tmp_path, monkeypatch):
    touch(tmp_path / "closed" / "1.jpg", tmp_path / "open" / "2.jpg")
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found_below(tmp_path) == ["closed", "open/2.jpg"]


def test_search_is_lazy(tmp_path):
    touch(tmp_path / "1.jpg")
    paths = find_photos(iter([tmp_path, *(tmp_path / "absent" for _ in range(3))]))
    assert next(paths).name == "1.jpg"


def test_files_of_other_kinds_are_counted(tmp_path):
    touch(
        *(tmp_path / name for name in ("a.jpg", "a.xmp", "b.PSD", "c.psd", "d.rawx", "notes")),
        *(tmp_path / "deeper" / name for name in ("e.psd", ".hidden", "f.jpg.xmp")),
    )
    left_out = {}
    assert len(list(find_photos([tmp_path], left_out))) == 1
    assert left_out == {".psd": 3, ".rawx": 1, "": 1}
    assert kinds_in_words(left_out) == "3 .psd, 1 …, 1 .rawx"


@pytest.mark.parametrize("suffix", [".rwl", ".gpr", ".mrw", ".x3f", ".kdc", ".iiq", ".3fr", ".crw"])
def test_raw_files_of_every_make_are_photos(tmp_path, suffix):
    touch(tmp_path / f"a{suffix.upper()}")
    assert len(found_below(tmp_path)) == 1


def test_pictures_that_birdeye_made_are_left_out_wherever_they_went(tmp_path):
    photo = draw_photo(tmp_path / "photos" / "heron-1.jpg", RED)
    plain = tmp_path / "photos" / "egret.birds.jpg"
    plain.write_bytes(photo.read_bytes())
    box = Box(10, 10, 60, 60)
    moved = tmp_path / "photos" / "elsewhere"
    write_annotated(photo, tmp_path / "heron-1.birds.jpg", [Label(box, ("Heron",), True)])
    (crop,) = PhotoPictures().cut_out(photo, [Cutout(box, facts=CopiedFacts.ALL)])
    moved.mkdir()
    (tmp_path / "heron-1.birds.jpg").rename(moved / "heron-1.birds.jpg")
    for name in ("heron-1-1.jpg", "heron-1-2 (2).JPG"):
        (moved / name).write_bytes(crop)
    left_out = {}
    assert list(find_photos([tmp_path / "photos"], left_out)) == [plain, photo]
    assert left_out == {OWN_PICTURES: 3}
    # Whoever names one means it.
    named = moved / "heron-1.birds.jpg"
    assert list(find_photos([named])) == [named]


def test_only_files_with_names_of_copies_are_opened(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(own_pictures, "open_regular", lambda path: opened.append(path.name))
    for name in (
        "IMG_1.jpg",
        "DSC-00001.jpg",
        "2026-05-02 heron.jpg",
        "a.birds.png",
        "b.birds.jpeg",
    ):
        assert not own_pictures.is_own_picture(tmp_path / name)
    assert opened == []
