"""What of a photo is decoded when, and what is kept."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from birdeye.domain.errors import PhotoUnreadable
from birdeye.gui.jobs import JobRunner
from birdeye.gui.services import Services
from birdeye.gui.tasks import photo_loading
from birdeye.gui.tasks.photo_loading import PREVIEW_SIDE, PhotoLoading
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import RED

A, B, C, D = (Path(f"/{letter}.jpg") for letter in "abcd")


@pytest.fixture
def runner(qapp):
    runner = JobRunner(1, "test")
    yield runner
    runner.shut_down()


class ScriptedPhotos:
    """Photos of 4096 x 2048 pixels that are decoded when the test lets them."""

    def __init__(self, may_go_on=None):
        self.may_go_on = may_go_on
        self.decoded = []

    def open_photo(self, path):
        return _ScriptedPhoto(path, self)

    def loading(self, runner):
        return PhotoLoading(Services(open_photo=self.open_photo), runner, runner)


class _ScriptedPhoto:
    width, height = 4096, 2048
    exif_block, may_be_tiff = None, False

    def __init__(self, path, photos):
        self._path = path
        self._photos = photos

    def decode(self, scale):
        if self._photos.may_go_on is not None:
            self._photos.may_go_on.acquire()
        self._photos.decoded.append((self._path, scale))
        self.rgb_u8 = np.zeros((round(2048 * scale), round(4096 * scale), 3), np.uint8)
        return self


def test_a_preview_has_few_pixels_and_the_whole_photo_comes_when_asked(runner, qtbot, tmp_path):
    photo = draw_photo(tmp_path / "large.jpg", RED, size=(6000, 4000), box=(100, 100, 3000, 3000))
    loading = PhotoLoading(Services(), runner, runner)
    with qtbot.waitSignal(loading.preview_ready) as preview:
        assert loading.show(photo) is None
    levels = preview.args[1]
    assert (levels.width, levels.height) == (6000, 4000)
    assert PREVIEW_SIDE <= levels.images[0].width() < 6000
    with qtbot.waitSignal(loading.pixels_ready) as full:
        loading.load_all_pixels()
    assert full.args[1].images[0].width() == 6000


def test_neighbours_are_decoded_ahead_and_there_at_once(runner, qtbot):
    photos = ScriptedPhotos()
    loading = photos.loading(runner)
    loading.show(A)
    loading.prepare([B, C])
    qtbot.waitUntil(lambda: runner.active_count == 0)
    assert [path for path, _scale in photos.decoded] == [A, B, C]
    with qtbot.assertNotEmitted(loading.preview_ready):
        assert loading.show(B).images[0].width() == 2048
    loading.prepare([C, A])
    qtbot.waitUntil(lambda: runner.active_count == 0)
    assert len(photos.decoded) == 3


def test_looked_at_closely_neighbours_are_there_in_full(runner, qtbot):
    photos = ScriptedPhotos()
    loading = photos.loading(runner)
    loading.show(A)
    loading.prepare([B, C, D])
    loading.load_all_pixels()
    qtbot.waitUntil(lambda: runner.active_count == 0)
    in_full = [path for path, scale in photos.decoded if scale == 1.0]
    assert in_full == [A, B, C]
    assert loading.show(B, closely=True).images[0].width() == 4096
    loading.prepare([C, A, D])
    loading.show(C, closely=True)
    loading.prepare([D, B])
    qtbot.waitUntil(lambda: runner.active_count == 0)
    assert [path for path, scale in photos.decoded if scale == 1.0] == [A, B, C, D]


def test_full_photos_are_kept_within_a_bound(runner, qtbot, monkeypatch):
    monkeypatch.setattr(photo_loading, "FULL_BYTES_KEPT", 2 * 4096 * 2048 * 4 * 4 // 3)
    photos = ScriptedPhotos()
    loading = photos.loading(runner)
    loading.show(A)
    loading.prepare([B, C])
    loading.load_all_pixels()
    qtbot.waitUntil(lambda: runner.active_count == 0)
    assert [path for path, scale in photos.decoded if scale == 1.0] == [A, B]


def test_who_sees_the_whole_photo_again_lets_go_of_the_full_ones(runner, qtbot):
    photos = ScriptedPhotos()
    loading = photos.loading(runner)
    loading.show(A)
    loading.prepare([B])
    loading.load_all_pixels()
    qtbot.waitUntil(lambda: runner.active_count == 0)
    loading.show(B)
    loading.prepare([A])
    assert loading.show(A).images[0].width() == 2048


def test_what_waits_for_a_photo_that_was_left_is_not_decoded(runner, qtbot):
    photos = ScriptedPhotos(may_go_on=threading.Semaphore(0))
    loading = photos.loading(runner)
    loading.show(A)
    loading.prepare([B, C])
    qtbot.waitUntil(lambda: loading._begun == {A})
    loading.show(D)
    photos.may_go_on.release(4)
    qtbot.waitUntil(lambda: runner.active_count == 0)
    assert [path for path, _scale in photos.decoded] == [A, D]


def test_only_the_photo_last_asked_for_is_told(runner, qtbot):
    hold = threading.Semaphore(0)

    def open_photo(path):
        hold.acquire()
        raise PhotoUnreadable(path, "it is a test")

    loading = PhotoLoading(Services(open_photo=open_photo), runner, runner)
    failed = []
    loading.failed.connect(lambda path, sentence: failed.append((path, sentence)))
    loading.show(A)
    loading.show(B)
    hold.release(2)
    qtbot.waitUntil(lambda: len(failed) == 1)
    qtbot.waitUntil(lambda: runner.active_count == 0)
    assert failed == [(B, "“b.jpg” could not be read: it is a test.")]
