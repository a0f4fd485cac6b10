"""A batch through the tiny pack: order, faults, and that nothing is left behind."""

from __future__ import annotations

import itertools
import logging
import queue
import threading

import pytest

from birdeye.domain.errors import ModelFailed
from birdeye.domain.identification import Rank
from birdeye.workflows import identify_photos as module
from birdeye.workflows.find_photos import find_photos
from birdeye.workflows.identify_photos import identify_photos
from birdeye.workflows.photo_batch import LOOK_AHEAD, Abandoned
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, GREEN, RED


def batch_threads():
    return [each.name for each in threading.enumerate() if each.name.startswith("birdeye-")]


def test_results_come_in_order_with_what_is_in_each_photo(identifier, photos):
    results = list(identify_photos(photos * 5, identifier, workers=3))
    assert [result.path for result in results] == photos * 5
    names = [[bird.claim.taxon for bird in result.birds] for result in results[:5]]
    assert names == [
        ["Carpodacus erythrinus"],
        ["Spinus tristis"],
        ["Spinus spinus"],
        ["Alcedo atthis"],
        [],
    ]
    assert all(result.error is None for result in results)
    assert {(result.width, result.height) for result in results} == {(320, 240)}


def test_box_is_in_pixels_of_the_photo(identifier, tmp_path):
    path = draw_photo(tmp_path / "a.png", RED, size=(1280, 640), box=(300, 200, 700, 560))
    (result,) = identify_photos([path], identifier)
    one_input_pixel = 1280 / 64
    assert result.birds[0].box.as_tuple() == pytest.approx(
        (300, 200, 700, 560), abs=one_input_pixel
    )
    assert result.birds[0].claim.rank is Rank.SPECIES


def test_what_cannot_be_read_is_a_result_and_the_batch_goes_on(identifier, photos, tmp_path):
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "text.jpg").write_text("not a photo")
    whole = draw_photo(tmp_path / "whole.jpg", BLUE).read_bytes()
    (tmp_path / "half.jpg").write_bytes(whole[:300])  # not one row
    (tmp_path / "folder.jpg").mkdir()
    bad = [tmp_path / f"{name}.jpg" for name in ("empty", "text", "half", "vanished", "folder")]
    given = [photos[0], *bad, photos[1]]
    results = list(identify_photos(given, identifier, workers=2))
    assert [result.path for result in results] == given
    assert [result.error is None for result in results] == [True, *[False] * 5, True]
    for result in results[1:-1]:
        assert result.path.name in result.error
        assert result.error.endswith(".")
        assert (result.width, result.height, result.birds) == (0, 0, ())


def test_unopenable_folder_says_so(identifier, tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(tmp_path), "iterdir", refuse)
    (result,) = identify_photos([tmp_path / "closed"], identifier)
    assert result.error == (
        "“closed” could not be read: the folder cannot be opened (Permission denied)."
    )


def test_a_mistake_of_birdeye_costs_one_photo_and_is_logged(
    identifier, photos, monkeypatch, caplog
):
    open_photo = module.open_photo

    def fail_once(path):
        if path == photos[1]:
            raise ZeroDivisionError("a bug")
        return open_photo(path)

    monkeypatch.setattr(module, "open_photo", fail_once)
    with caplog.at_level(logging.ERROR):
        results = list(identify_photos(photos[:3], identifier))
    assert [result.error is None for result in results] == [True, False, True]
    assert "something went wrong in Birdeye (ZeroDivisionError)" in results[1].error
    assert "a bug" in caplog.text


def test_lack_of_memory_costs_one_photo(identifier, photos, monkeypatch):
    def exhaust(path):
        raise MemoryError

    monkeypatch.setattr(module, "open_photo", exhaust)
    (result,) = identify_photos(photos[:1], identifier)
    assert "not enough memory" in result.error


def test_failing_model_ends_the_batch_and_leaves_no_thread(identifier, photos, monkeypatch):
    def fail(*_, **__):
        raise ModelFailed("The model broke.")

    monkeypatch.setattr(identifier, "identify", fail)
    with pytest.raises(ModelFailed):
        list(identify_photos(photos, identifier, workers=2))
    assert batch_threads() == []


def test_closing_early_leaves_no_thread_and_reads_no_further(identifier, photos):
    taken = []

    def endless():
        for path in itertools.cycle(photos):
            taken.append(path)
            yield path

    results = identify_photos(endless(), identifier, workers=2)
    for _ in range(3):
        next(results)
    results.close()
    assert batch_threads() == []
    assert len(taken) <= 3 + 2 * LOOK_AHEAD


def test_closing_abandons_a_photo_between_two_steps(identifier, photos, monkeypatch):
    started, go_on = threading.Event(), threading.Event()
    steps = []

    def decode_overview(photo):
        steps.append("decode")
        started.set()
        assert go_on.wait(30)

    monkeypatch.setattr(identifier, "decode_overview", decode_overview)
    monkeypatch.setattr(identifier, "detect", lambda *_, **_options: steps.append("detect"))
    closing = threading.Event()
    abandoned = []

    def check():
        if closing.is_set():
            raise Abandoned

    def work():
        try:
            module.identify_photo(photos[0], identifier, check)
        except Abandoned:
            abandoned.append(True)

    worker = threading.Thread(target=work)
    worker.start()
    assert started.wait(30)
    closing.set()
    go_on.set()
    worker.join(30)
    assert (steps, abandoned) == (["decode"], [True])


def test_folders_and_files_together(identifier, tmp_path):
    draw_photo(tmp_path / "b" / "img10.png", RED)
    draw_photo(tmp_path / "b" / "img9.png", BLUE)
    draw_photo(tmp_path / "a.png", GREEN)
    results = identify_photos(find_photos([tmp_path / "b", tmp_path / "a.png"]), identifier)
    assert [result.path.name for result in results] == ["img9.png", "img10.png", "a.png"]


def test_nothing_in_is_nothing_out(identifier):
    assert list(identify_photos([], identifier)) == []


class Handing:
    """Hands out paths, of which the next can be chosen until it is asked for."""

    def __init__(self, paths):
        self.paths = list(paths)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.paths:
            raise StopIteration
        return self.paths.pop(0)


def holding(identifier, monkeypatch, held):
    """Identifies at once, but a photo of ``held`` only when its event is set; tells who begins."""
    begun = queue.SimpleQueue()

    def identify(photo, *, check):
        begun.put(photo.path)
        if photo.path in held:
            assert held[photo.path].wait(30)
        return ()

    monkeypatch.setattr(identifier, "identify", identify)
    return begun


def test_the_next_photo_is_chosen_when_a_worker_is_free(identifier, photos, monkeypatch):
    go_on = threading.Event()
    begun = holding(identifier, monkeypatch, {photos[0]: go_on})
    handing = Handing(photos)
    results = identify_photos(handing, identifier, workers=1)
    collecting = threading.Thread(target=list, args=(results,))
    collecting.start()
    assert begun.get(timeout=30) == photos[0]
    handing.paths.insert(0, handing.paths.pop())  # someone looks at the last one
    go_on.set()
    assert begun.get(timeout=30) == photos[-1]
    collecting.join(30)


def test_what_is_handed_out_while_the_last_is_under_way_joins(identifier, photos, monkeypatch):
    go_on = threading.Event()
    begun = holding(identifier, monkeypatch, {photos[0]: go_on})
    handing = Handing(photos[:1])
    collected = []
    results = identify_photos(handing, identifier, workers=2)
    collecting = threading.Thread(target=lambda: collected.extend(results))
    collecting.start()
    begun.get(timeout=30)
    handing.paths.append(photos[1])
    go_on.set()
    collecting.join(30)
    assert [result.path for result in collected] == photos[:2]


def test_out_of_order_a_slow_photo_holds_nothing_up(identifier, photos, monkeypatch):
    go_on = threading.Event()
    holding(identifier, monkeypatch, {photos[0]: go_on})
    results = identify_photos(photos, identifier, workers=2, in_order=False)
    first = [next(results).path for _ in photos[1:]]
    go_on.set()
    assert first == photos[1:]
    assert [result.path for result in results] == photos[:1]


def test_fault_of_whoever_hands_out_is_raised(identifier, photos):
    def failing():
        yield photos[0]
        raise ZeroDivisionError("in the search")

    results = identify_photos(failing(), identifier, workers=2)
    assert next(results).path == photos[0]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert batch_threads() == []
