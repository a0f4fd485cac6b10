"""The parts of the controllers that can be tested without a window."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from birdeye.domain.boxes import Box
from birdeye.domain.errors import PhotoUnreadable
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoState
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.kept_thumbnails import KeptThumbnails
from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.panels.bird_portrait import square_around
from birdeye.gui.pixels import halved_levels, image_from_rgb
from birdeye.gui.services import Services
from birdeye.gui.store.photo_store import PhotoStore
from birdeye.gui.tasks.opening import in_portions
from birdeye.gui.tasks.pace import Pace
from birdeye.gui.tasks.photo_queue import PhotoQueue
from birdeye.gui.tasks.thumbnails import Thumbnails
from tests.helpers.shelf import ShelfCatalogue

A, B, C = Path("/a.jpg"), Path("/b.jpg"), Path("/c.jpg")


@pytest.fixture
def runner(qapp):
    runner = JobRunner(1, "test")
    yield runner
    runner.shut_down()


def test_a_photo_is_handed_out_of_turn_and_given_up_for_another():
    queue = PhotoQueue()
    queue.add([A, B, C])
    right = queue.put_first(B)
    assert not queue.put_first(Path("/unknown.jpg"))
    assert list(queue.claimed(B, right)) == [B]
    assert list(queue.claimed(B, right)) == [], "it was handed out"
    assert queue.add([B]) == 0, "it is under way"
    assert queue.put_first(C, instead_of=B)
    assert queue.unfinished_count == 3
    assert list(queue) == [C, B, A]


def test_a_photo_that_others_had_sooner_is_not_handed_out_twice():
    queue = PhotoQueue()
    queue.add([A, B])
    claim = queue.claimed(B, queue.put_first(B))
    assert next(queue) == B
    assert list(claim) == []
    assert queue.put_first(A, instead_of=B)
    assert list(queue) == [A], "it is under way elsewhere"


@pytest.mark.parametrize("then", [A, B], ids=["another", "the same again"])
def test_whoever_was_given_up_before_it_began_takes_nothing(then):
    """Nobody would hear what comes of it, and the photo would wait for ever."""
    queue = PhotoQueue()
    queue.add([A, B])
    given_up = queue.claimed(B, queue.put_first(B))
    claim = queue.claimed(then, queue.put_first(then, instead_of=B))
    assert list(given_up) == []
    assert list(claim) == [then]
    assert list(queue) == [each for each in (A, B) if each != then]


def test_a_queue_that_ended_hands_out_what_is_added_later():
    queue = PhotoQueue()
    queue.add([A])
    assert list(queue) == [A]
    queue.add([B, B])
    assert len(queue) == 1
    assert list(queue) == [B]


def test_a_photo_is_identified_again_once_and_those_removed_not_at_all():
    queue = PhotoQueue()
    assert queue.add([A, B]) == 2
    assert queue.add([B, C], again=True) == 1
    assert queue.remove([A, Path("/unknown.jpg")]) == 1
    assert list(queue) == [B, C]
    assert [queue.is_again(path) for path in (B, B, A)] == [True, False, False]


def test_what_is_under_way_is_not_queued_once_more():
    queue = PhotoQueue()
    queue.add([A, B])
    assert next(queue) == A
    assert queue.add([A, B, C]) == 1
    queue.done(A)
    assert queue.add([A]) == 1
    assert list(queue) == [B, C, A]
    assert queue.add([C], again=True) == 1


def test_what_was_done_since_it_was_looked_up_is_not_queued_once_more():
    queue = PhotoQueue()
    queue.add([A])
    before = time.monotonic()
    assert list(queue) == [A]
    queue.done(A)
    assert queue.add([A, B], as_of=before) == 1
    assert list(queue) == [B]
    assert queue.add([A], as_of=time.monotonic() + 1) == 1
    queue.clear()  # as for another model
    assert queue.add([A], as_of=before) == 1


def test_pace_needs_a_moment_and_then_tells():
    pace = Pace()
    pace.restart(100.0)
    assert pace.seconds_left(50) is None
    for second in range(1, 6):
        pace.step(100.0 + second)
    assert pace.seconds_left(50) == pytest.approx(50)


def test_pace_forgets_how_it_was_long_ago():
    pace = Pace()
    pace.restart(0.0)
    for second in range(1, 31):
        pace.step(float(second))
    for step in range(1, 401):
        pace.step(30 + step / 10)
    assert pace.seconds_left(100) == pytest.approx(10, rel=0.02)


def test_portions_lose_nothing_and_keep_the_order():
    paths = [Path(str(number)) for number in range(1000)]
    assert [path for portion in in_portions(paths, 0.0, 2000) for path in portion] == paths
    assert list(in_portions(paths, 60.0, 2000)) == [paths]
    assert list(in_portions(paths, 60.0, 600)) == [paths[:600], paths[600:]]
    assert list(in_portions([], 60.0, 2000)) == []


def test_images_keep_their_colours_and_own_their_pixels():
    rgb = np.zeros((5, 7, 3), np.uint8)
    rgb[..., 0], rgb[2, 3] = 200, (1, 2, 3)
    image = image_from_rgb(rgb)
    rgb[:] = 0
    assert (image.width(), image.height()) == (7, 5)
    assert image.pixelColor(0, 0).getRgb()[:3] == (200, 0, 0)
    assert image.pixelColor(3, 2).getRgb()[:3] == (1, 2, 3)
    cut = image_from_rgb(np.ascontiguousarray(np.zeros((4, 9, 3), np.uint8))[:, ::2])
    assert (cut.width(), cut.height()) == (5, 4)


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 4)])
def test_other_arrays_are_refused(shape):
    with pytest.raises(ValueError, match="expected"):
        image_from_rgb(np.zeros(shape, np.uint8))


def test_the_smallest_level_with_enough_pixels_is_drawn():
    image = QImage(1600, 800, QImage.Format.Format_RGB32)
    levels = PhotoLevels(3200, 1600, halved_levels(image))
    assert [level.width() for level in levels.images] == [1600, 800, 400, 200]
    assert levels.scale == 0.5
    assert levels.image_for(1.0).width() == 1600
    assert levels.image_for(0.2).width() == 800
    assert levels.image_for(0.01).width() == 200


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (Box(100, 100, 200, 150), (92, 67, 116, 116)),
        (Box(0, 0, 100, 100), (0, 0, 116, 116)),
        # Taller than the photo is wide: centred, with ground on both sides.
        (Box(0, 0, 300, 1000), (-430, 0, 1160, 1160)),
    ],
)
def test_a_portrait_is_a_square_around_the_bird(box, expected):
    square = square_around(box, 300, 1200)
    assert square.getRect() == pytest.approx(expected)


def test_thumbnails_that_went_out_of_sight_are_not_made(runner, qtbot, tmp_path):
    hold, made = threading.Semaphore(0), []

    def thumbnail(path, side):
        hold.acquire()
        made.append(path.name)
        return np.zeros((8, side, 3), np.uint8)

    photos, kept = PhotoStore(ShelfCatalogue()), KeptThumbnails()
    ids = list(range(100))
    photos.add(PhotoOverview(number, Path(f"/{number}.jpg")) for number in ids)
    thumbnails = Thumbnails(Services(thumbnail=thumbnail), runner, photos, kept, parallel=1)
    thumbnails.want(ids[:20], 64)
    thumbnails.want(ids[80:82], 64)
    hold.release(100)
    qtbot.waitUntil(lambda: all(kept.get(photo_id) is not None for photo_id in ids[80:82]))
    assert made == ["0.jpg", "80.jpg", "81.jpg"]


def test_thumbnails_of_changed_files_are_made_again_when_they_are_in_sight(runner, qtbot):
    colour, fails = [10], [True]

    def thumbnail(path, side):
        if fails.pop() if fails else False:
            raise PhotoUnreadable(path, "it is away")
        return np.full((8, side, 3), colour[0], np.uint8)

    photos, kept = PhotoStore(ShelfCatalogue()), KeptThumbnails()
    photos.add([PhotoOverview(1, A), PhotoOverview(2, B)])
    thumbnails = Thumbnails(Services(thumbnail=thumbnail), runner, photos, kept, parallel=1)

    def shown(photo_id):
        return kept.get(photo_id) and kept.get(photo_id).toImage().pixelColor(0, 0).red()

    thumbnails.want([1], 64)
    thumbnails.want([2], 64)
    qtbot.waitUntil(lambda: shown(2) == 10)
    assert shown(1) is None
    colour[0] = 20
    thumbnails.renew([1, 2])
    qtbot.waitUntil(lambda: shown(2) == 20)
    assert shown(1) is None
    thumbnails.want([1, 2], 64)
    qtbot.waitUntil(lambda: shown(1) == 20)


def test_a_thumbnail_that_failed_is_made_when_the_photo_was_identified(runner, qtbot):
    """It was still being copied, say."""
    made = []

    def thumbnail(path, side):
        made.append(path)
        if len(made) == 1:
            raise PhotoUnreadable(path, "it is not complete")
        return np.zeros((8, side, 3), np.uint8)

    photos, kept = PhotoStore(ShelfCatalogue()), KeptThumbnails()
    photos.add([PhotoOverview(1, A)])
    thumbnails = Thumbnails(Services(thumbnail=thumbnail), runner, photos, kept)
    thumbnails.want([1], 64)
    qtbot.waitUntil(lambda: runner.active_count == 0 and bool(made))
    photos.update([PhotoOverview(1, A, stars=3)])
    assert runner.active_count == 0
    photos.update([PhotoOverview(1, A, state=PhotoState.BIRDS)])
    qtbot.waitUntil(lambda: kept.get(1) is not None)
    assert len(made) == 2


def test_a_larger_thumbnail_is_made_when_a_larger_one_is_wanted(runner, qtbot):
    made = []

    def thumbnail(path, side):
        made.append(side)
        return np.zeros((8, min(side, 90), 3), np.uint8)

    photos, kept = PhotoStore(ShelfCatalogue()), KeptThumbnails()
    photos.add([PhotoOverview(1, A)])
    thumbnails = Thumbnails(Services(thumbnail=thumbnail), runner, photos, kept)
    for side in (60, 30, 120, 120):
        thumbnails.want([1], side)
        qtbot.waitUntil(lambda: runner.active_count == 0)
    assert made == [60, 120]
    assert kept.get(1).width() == 90
