from __future__ import annotations

import logging
import os
import shutil

import numpy as np
import pytest

from birdeye.domain.errors import PhotoUnreadable
from birdeye.imaging import thumbnail_cache
from birdeye.imaging.thumbnail_cache import STORED_SIDES, ThumbnailCache
from birdeye.imaging.thumbnails import thumbnail
from tests.helpers.sample_photos import assert_quadrants, encoded, quadrants


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "照片.jpg"
    path.write_bytes(encoded(quadrants(900, 600), "JPEG"))
    return path


@pytest.fixture
def made(monkeypatch):
    """The paths whose thumbnails were made, not read from the cache."""
    made = []

    def counted(path, side):
        made.append(path)
        return thumbnail(path, side)

    monkeypatch.setattr(thumbnail_cache, "thumbnail", counted)
    return made


def stored_files(cache_folder):
    return sorted(path for path in cache_folder.rglob("*") if path.is_file())


def test_a_thumbnail_is_made_once_for_all_runs_and_sizes(tmp_path, photo, made):
    first = ThumbnailCache(tmp_path / "cache").thumbnail(photo, 160)
    again = ThumbnailCache(tmp_path / "cache").thumbnail(photo, 160)
    smaller = ThumbnailCache(tmp_path / "cache").thumbnail(photo, 90)
    assert made == [photo]
    assert first.shape == again.shape == (106, 160, 3)
    assert smaller.shape == (60, 90, 3)
    assert_quadrants(again, tolerance=12)


def test_larger_ones_are_stored_apart(tmp_path, photo, made):
    cache = ThumbnailCache(tmp_path / "cache")
    assert cache.thumbnail(photo, STORED_SIDES[0]).shape[1] == STORED_SIDES[0]
    assert cache.thumbnail(photo, STORED_SIDES[0] + 1).shape[1] == STORED_SIDES[0] + 1
    assert len(made) == len(stored_files(tmp_path / "cache")) == 2


def test_a_moved_photo_keeps_its_thumbnail_and_an_edited_one_loses_it(tmp_path, photo, made):
    cache = ThumbnailCache(tmp_path / "cache")
    cache.thumbnail(photo, 100)
    moved = tmp_path / "elsewhere" / "other name.jpg"
    moved.parent.mkdir()
    shutil.move(photo, moved)
    cache.thumbnail(moved, 100)
    assert made == [photo]
    moved.write_bytes(encoded(np.flipud(quadrants(900, 600)), "JPEG"))
    flipped = cache.thumbnail(moved, 100)
    assert made == [photo, moved]
    assert_quadrants(np.flipud(flipped), tolerance=12)


@pytest.mark.parametrize("damage", [b"", b"no picture", encoded(quadrants(700, 10), "JPEG")])
def test_a_damaged_file_of_the_cache_is_made_anew(tmp_path, photo, made, damage):
    cache = ThumbnailCache(tmp_path / "cache")
    cache.thumbnail(photo, 100)
    (file,) = stored_files(tmp_path / "cache")
    file.write_bytes(damage)
    assert cache.thumbnail(photo, 100).shape == (67, 100, 3)
    assert len(made) == 2
    cache.thumbnail(photo, 100)
    assert len(made) == 2


def test_without_a_place_to_store_thumbnails_are_still_made(tmp_path, photo, caplog):
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = ThumbnailCache(tmp_path / "cache")
    assert cache.thumbnail(photo, 100).shape == (67, 100, 3)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


def test_an_unreadable_photo_is_told_and_stores_nothing(tmp_path):
    cache = ThumbnailCache(tmp_path / "cache")
    with pytest.raises(PhotoUnreadable):
        cache.thumbnail(tmp_path / "gone.jpg", 100)
    assert stored_files(tmp_path) == []


def test_the_bound_is_kept_and_those_used_last_stay(tmp_path):
    folder = tmp_path / "cache"
    cache = ThumbnailCache(folder)
    photos = []
    for number in range(12):
        path = tmp_path / f"{number}.png"
        noise = np.random.default_rng(number).integers(0, 255, (70, 70, 3), dtype=np.uint8)
        path.write_bytes(encoded(noise, "PNG"))
        photos.append(path)
    for age, path in enumerate(photos):
        before = set(stored_files(folder))
        cache.thumbnail(path, 100)
        (new,) = set(stored_files(folder)) - before
        os.utime(new, (1_000_000 + age, 1_000_000 + age))
    ThumbnailCache(folder, byte_limit=40_000).prune()
    left = stored_files(folder)
    assert 0 < sum(file.stat().st_size for file in left) <= 40_000
    assert max(file.stat().st_mtime for file in left) == 1_000_000 + 11
    assert min(file.stat().st_mtime for file in left) > 1_000_000


def test_storing_prunes_by_itself(tmp_path):
    folder = tmp_path / "cache"
    for number in range(20):
        path = tmp_path / f"{number}.png"
        noise = np.random.default_rng(number).integers(0, 255, (70, 70, 3), dtype=np.uint8)
        path.write_bytes(encoded(noise, "PNG"))
        ThumbnailCache(folder, byte_limit=40_000).thumbnail(path, 100)
    assert sum(file.stat().st_size for file in stored_files(folder)) <= 40_000
