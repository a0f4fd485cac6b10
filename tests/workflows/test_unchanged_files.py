"""A file that took the place of a photo is noticed, whichever model identified the photo."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace

import pytest
from PIL import Image

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.review import UNSURE
from birdeye.domain.species import Species
from birdeye.gui.store.work import unidentified
from birdeye.imaging.seen_file import SETTLED_NS
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import load_pack
from birdeye.workflows.remember_photos import identify_and_remember
from birdeye.workflows.unchanged_files import ChangedFiles, is_unchanged
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED


@pytest.fixture
def photo(tmp_path):
    return draw_photo(tmp_path / "img1.jpg", RED)


@pytest.fixture
def catalogue(photo, identifier, tmp_path, monkeypatch):
    # Its size and time count at once, although it was written just now.
    monkeypatch.setattr("birdeye.imaging.seen_file.SETTLED_NS", -SETTLED_NS)
    file = tmp_path / "catalogue.sqlite"
    list(identify_and_remember([photo], identifier, file, Species))
    with Catalogue(file, Species) as opened:
        opened.open_photos([photo])
        yield opened


def another_picture(photo):
    draw_photo(photo, BLUE)


def other_metadata(photo):
    with Image.open(photo) as image:
        exif = image.getexif()
    exif[0x010E] = "In the garden"
    stored = photo.read_bytes()
    segment = exif.tobytes()
    length = (len(segment) + 2).to_bytes(2, "big")
    photo.write_bytes(stored[:2] + b"\xff\xe1" + length + segment + stored[2:])


@pytest.mark.parametrize(("change", "is_same"), [(another_picture, False), (other_metadata, True)])
def test_another_picture_is_noticed_after_a_switch_of_the_model(
    catalogue, photo, identifier, tmp_path, change, is_same
):
    newer = tmp_path / "newer"
    pack = identifier.pack
    shutil.copytree(pack.folder, newer)
    write_manifest(newer, replace(pack.manifest, version="9.0"))
    change(photo)
    found = [paths for paths, _ in unidentified(catalogue, load_pack(newer), (), ())]
    assert [path for paths in found for path in paths] == ([] if is_same else [photo])


def test_a_file_is_read_once(catalogue, photo, monkeypatch):
    other_metadata(photo)
    (photo_id,) = catalogue.photo_ids_at([photo])
    assert is_unchanged(catalogue, photo_id, photo)
    monkeypatch.setattr("birdeye.imaging.seen_file.hash_file", None)
    assert is_unchanged(catalogue, photo_id, photo)


def test_what_was_decided_stays_with_a_file_that_was_recognised(
    catalogue, photo, identifier, tmp_path
):
    (photo_id,) = catalogue.photo_ids_at([photo])
    (bird,) = catalogue.record(photo_id).birds
    catalogue.carry_out(ReviewBirds((bird.bird_id,), UNSURE))
    other_metadata(photo)
    assert is_unchanged(catalogue, photo_id, photo)
    (again,) = identify_and_remember([photo], identifier, tmp_path / "catalogue.sqlite", Species)
    assert [each.review for each in again.birds] == [UNSURE]
    assert catalogue.contents().photo_count == 1


def test_what_is_gone_or_broken_is_for_others_to_report(catalogue, photo):
    (photo_id,) = catalogue.photo_ids_at([photo])
    photo.write_bytes(b"broken")
    assert is_unchanged(catalogue, photo_id, photo)
    photo.unlink()
    assert is_unchanged(catalogue, photo_id, photo)


def test_each_change_of_a_file_is_noticed_once(catalogue, photo):
    (photo_id,) = catalogue.photo_ids_at([photo])
    changed = ChangedFiles()

    def noticed():
        return changed.told(changed.among(catalogue.files_looked_at([photo_id, 99])))

    assert noticed() == []
    for alter in (other_metadata, another_picture):
        alter(photo)
        assert noticed() == [photo_id]
        assert noticed() == []
    photo.unlink()
    assert noticed() == []


def test_a_file_that_was_read_while_it_was_new_counts_as_changed_once_it_is_newer(
    identifier, tmp_path
):
    photo = draw_photo(tmp_path / "new.jpg", RED)
    file = tmp_path / "another.sqlite"
    list(identify_and_remember([photo], identifier, file, Species))
    with Catalogue(file, Species) as catalogue:
        (looked_at,) = catalogue.files_looked_at(catalogue.photo_ids_at([photo]))
        assert looked_at.size is None
        changed = ChangedFiles()
        assert not changed.among([looked_at])
        os.utime(photo, ns=(0, looked_at.moment_ns + 1))
        assert [*changed.among([looked_at])] == [looked_at.photo_id]


def test_a_file_that_could_not_be_read_is_tried_once_and_again_when_it_changes(
    catalogue, identifier, tmp_path
):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"half a photo")
    list(identify_and_remember([broken], identifier, tmp_path / "catalogue.sqlite", Species))
    (photo_id,) = catalogue.photo_ids_at([broken])
    changed = ChangedFiles()

    def noticed():
        return changed.told(changed.among(catalogue.files_looked_at([photo_id])))

    assert noticed() == [photo_id]
    assert noticed() == []
    broken.write_bytes(b"half a photo, and more")
    assert noticed() == [photo_id]
    away = broken.rename(tmp_path / "away.jpg")
    assert noticed() == []
    away.rename(broken)
    assert noticed() == [photo_id]


def test_a_change_that_nobody_was_told_of_is_found_again(catalogue, photo):
    (photo_id,) = catalogue.photo_ids_at([photo])
    changed = ChangedFiles()
    another_picture(photo)
    assert [*changed.among(catalogue.files_looked_at([photo_id]))] == [photo_id]
    again = changed.among(catalogue.files_looked_at([photo_id]))
    assert changed.told(again) == [photo_id]
    assert changed.told(again) == []
