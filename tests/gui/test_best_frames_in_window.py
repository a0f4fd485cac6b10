"""Stars, flags, the closer look and the best of a burst in the real window."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QLabel

from birdeye.domain.arrangement import Arrangement, Grouping, PhotoFilter, Sort
from birdeye.domain.changes import SetDate
from birdeye.domain.frame_quality import FrameQuality
from birdeye.domain.rating import Flag
from birdeye.domain.review import Verdict
from birdeye.gui.controllers import comparing
from birdeye.gui.dialogs.compare_photos import ComparePhotosDialog
from birdeye.gui.dialogs.keep_best import KeepBestDialog
from birdeye.gui.dialogs.shortcuts import ShortcutsDialog
from birdeye.gui.models.burst_choices import BECOMES, PHOTO
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import RED
from tests.helpers.window import ScriptedIdentifier, a_bird, trigger, wait_for_results

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

SHARPNESS = {"1.png": 40.0, "2.png": 80.0, "3.png": 60.0, "4.png": 20.0}
LONG_MS = 60_000


def bird_of(name):
    """At another place in each photo."""
    at = 20 * int(name[0])
    return replace(a_bird((at, at, at + 100, at + 90)), quality=FrameQuality(SHARPNESS[name], 0.02))


@pytest.fixture
def program(make_program, tiny_pack, tmp_path, qtbot):
    """A burst of four photos."""
    photos = [
        draw_photo(tmp_path / "in" / name, RED, box=(80, 60, 180 + n, 180))
        for n, name in enumerate(SHARPNESS)
    ]
    birds = {name: (bird_of(name),) for name in SHARPNESS}
    program = make_program(ScriptedIdentifier(birds).services(), photos)
    wait_for_results(qtbot, program, 4)
    program.store.carry_out(SetDate(tuple(program.store.overviews), datetime(2026, 5, 1, 10)))
    qtbot.waitUntil(
        lambda: all(photo.taken for photo in program.store.overviews.values()), timeout=LONG_MS
    )
    return program


def photo_of(program, name):
    return next(p for p in program.store.overviews.values() if p.path.name == name)


def names_in_order(program):
    return [program.store.get(one).path.name for one in program.photo_list.arrangement.rows]


def arrange(program, qtbot, **wanted):
    program.arranging.choose(Arrangement(**wanted))
    qtbot.waitUntil(lambda: not program.arranging.is_busy, timeout=LONG_MS)


def wait_for(qtbot, condition):
    qtbot.waitUntil(condition, timeout=LONG_MS)


def test_stars_and_flags_are_given_filtered_and_undone(program, qtbot):
    window, rating = program.window, program.window.all_actions.rating
    program.navigation.go_to(photo_of(program, "3.png").photo_id)
    qtbot.keyClick(window.photo_view, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    wait_for(qtbot, lambda: photo_of(program, "3.png").stars == 4)
    rating.flags[Flag.PICK].trigger()
    wait_for(qtbot, lambda: photo_of(program, "3.png").flag is Flag.PICK)
    assert "★★★★" in window.species_panel.facts.text
    assert "Picked" in window.species_panel.facts.text
    arrange(program, qtbot, photo_filter=PhotoFilter(least_stars=3))
    assert names_in_order(program) == ["3.png"]
    assert window.filter_bar.rating.currentText() == "★★★ or more"
    arrange(program, qtbot, photo_filter=PhotoFilter(flag=Flag.PICK))
    assert names_in_order(program) == ["3.png"]
    arrange(program, qtbot)
    wait_for(qtbot, lambda: "set flags" in window.all_actions.undo.text())
    trigger(qtbot, window.all_actions.undo)
    wait_for(qtbot, lambda: "set the stars" in window.all_actions.undo.text())
    trigger(qtbot, window.all_actions.undo)
    wait_for(qtbot, lambda: photo_of(program, "3.png").flag is Flag.NONE)
    wait_for(qtbot, lambda: photo_of(program, "3.png").stars == 0)
    trigger(qtbot, window.all_actions.redo)
    wait_for(qtbot, lambda: photo_of(program, "3.png").stars == 4)


def test_plain_keys_give_names_or_stars_as_the_user_chose(program, qtbot):
    window = program.window
    view = window.photo_view
    view.setFocus()
    rating = window.all_actions.rating
    rating.plain_keys.trigger()
    assert "0 to 5 now give stars" in window.notice.text
    program.navigation.go_to(photo_of(program, "1.png").photo_id)
    for key, expected in (
        (Qt.Key.Key_3, (3, Flag.NONE)),
        (Qt.Key.Key_X, (3, Flag.REJECT)),
        (Qt.Key.Key_P, (3, Flag.PICK)),
        (Qt.Key.Key_U, (3, Flag.NONE)),
        (Qt.Key.Key_0, (0, Flag.NONE)),
    ):
        qtbot.keyClick(view, key)
        wait_for(
            qtbot,
            lambda expected=expected: (
                (photo_of(program, "1.png").stars, photo_of(program, "1.png").flag) == expected
            ),
        )
    assert all(bird.review.verdict is Verdict.UNREVIEWED for bird in program.store.birds)
    assert program.models.settings.keys_rate
    window.notice._button.click()
    assert not program.models.settings.keys_rate
    assert "for names again" in window.notice.text
    qtbot.keyClick(view, Qt.Key.Key_X)
    wait_for(qtbot, lambda: photo_of(program, "1.png").bird_count == 0)
    assert photo_of(program, "1.png").flag is Flag.NONE


def test_keys_that_rate_are_not_shown_as_keys_that_name(program, qtbot):
    window = program.window
    row = window.species_panel.candidates.rows[0]
    naming = row.grab().toImage()
    trigger(qtbot, window.all_actions.rating.plain_keys)
    assert row.grab().toImage() != naming
    sheet = ShortcutsDialog(window.all_actions, window)
    qtbot.addWidget(sheet)
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    assert "0 – 5" in texts
    assert not {"1 – 5", "", " – ", "Unsure"} & set(texts)
    trigger(qtbot, window.all_actions.rating.plain_keys)
    wait_for(qtbot, lambda: row.grab().toImage() == naming)


def test_no_two_actions_share_a_key_with_either_meaning(program):
    actions = program.window.all_actions
    for _ in range(2):
        keys = [key.toString() for action in actions.with_keys() for key in action.shortcuts()]
        assert sorted(set(keys)) == sorted(keys)
        actions.rating.plain_keys.trigger()


def test_photos_are_sorted_by_sharpness_and_a_burst_has_its_best_on_top(program, qtbot):
    arrange(program, qtbot, sort=Sort.SHARPNESS, descending=True)
    assert names_in_order(program) == ["2.png", "3.png", "1.png", "4.png"]
    arrange(program, qtbot, grouping=Grouping.BURST)
    assert names_in_order(program) == ["2.png"]
    assert len(program.photo_list.arrangement.ids_in_row(0)) == 4


def test_the_quality_of_the_selected_bird_is_told(program, qtbot):
    program.navigation.go_to(photo_of(program, "2.png").photo_id)
    quality = program.window.species_panel.details
    wait_for(qtbot, lambda: "80 of 100" in quality.quality)
    assert "bird 100 × 90 pixels" in quality.quality
    assert "2% of it is burnt out" in quality.quality


def test_z_shows_the_bird_one_to_one_and_steps_keep_to_the_bird(program, qtbot):
    window, view = program.window, program.window.photo_view
    program.navigation.go_to(photo_of(program, "1.png").photo_id)
    wait_for(qtbot, lambda: view.levels is not None and bool(view.marks))
    view.setFixedSize(150, 130)  # smaller than the photos, so that they can be moved
    qtbot.keyClick(view, Qt.Key.Key_Z)
    assert view.viewport.percent == pytest.approx(100)
    assert view.viewport.centre == QPointF(70, 65)
    view.pan(QPointF(-10, 5))
    for name, centre in (("3.png", (110, 105)), ("2.png", (90, 85))):
        program.navigation.go_to(photo_of(program, name).photo_id)
        wait_for(
            qtbot,
            lambda centre=centre: (
                bool(view.marks) and view.viewport.centre == QPointF(centre[0] + 10, centre[1] - 5)
            ),
        )
    view.zoom_to_bird()
    assert view.viewport.is_fitted
    assert not window.species_panel.chooser.is_typing


def test_the_best_of_a_burst_are_kept_after_a_look_at_them(program, qtbot):
    program.window.all_actions.rating.keep_best.trigger()
    wait_for(qtbot, lambda: program.window.findChild(KeepBestDialog) is not None)
    dialog = program.window.findChild(KeepBestDialog)
    wait_for(qtbot, lambda: "1 photo to be picked, 3 to be rejected." in dialog.summary)
    dialog.count.setValue(2)
    assert not dialog.flag_button.isEnabled()  # what it would flag is not known yet
    wait_for(qtbot, lambda: dialog.summary == "1 burst: 2 photos to be picked, 2 to be rejected.")
    shown = [
        tuple(dialog.choices.index(row, column).data() for column in (PHOTO, BECOMES))
        for row in range(1, dialog.choices.rowCount())
    ]
    assert [name for name, becomes in shown if becomes == "Picked"] == ["2.png", "3.png"]
    assert dialog.choices.index(0, PHOTO).data().startswith("4 photos")
    dialog.flag_button.click()
    wait_for(qtbot, lambda: photo_of(program, "4.png").flag is Flag.REJECT)
    flags = {photo.path.name: photo.flag for photo in program.store.overviews.values()}
    assert flags == {
        "1.png": Flag.REJECT,
        "2.png": Flag.PICK,
        "3.png": Flag.PICK,
        "4.png": Flag.REJECT,
    }
    assert all(photo.path.exists() for photo in program.store.overviews.values())
    wait_for(qtbot, lambda: "set flags" in program.window.all_actions.undo.text())
    trigger(qtbot, program.window.all_actions.undo)
    wait_for(
        qtbot,
        lambda: all(photo.flag is Flag.NONE for photo in program.store.overviews.values()),
    )


@pytest.fixture
def program_with_pairs(make_program, tiny_pack, tmp_path, qtbot):
    """Two shots of two files each, and a copy of one of them."""
    names = ("1.jpg", "1.png", "2.jpg", "2.png")
    photos = [
        draw_photo(tmp_path / "in" / name, RED, box=(80, 60, 180 + n, 180))
        for n, name in enumerate(names)
    ]
    photos.append(photos[-1].with_name("a copy.png"))
    photos[-1].write_bytes(photos[-2].read_bytes())
    birds = {path.name: (bird_of("3.png"),) for path in photos}
    birds["1.png"] = (bird_of("2.png"),)  # the sharpest
    program = make_program(ScriptedIdentifier(birds).services(), photos)
    wait_for_results(qtbot, program, len(photos))
    program.store.carry_out(SetDate(tuple(program.store.overviews), datetime(2026, 5, 1, 10)))
    wait_for(qtbot, lambda: len(program.photo_list.arrangement.shots) == 4)
    return program


def test_all_files_of_a_shot_and_their_copies_are_kept_or_not_together(program_with_pairs, qtbot):
    program = program_with_pairs
    program.window.all_actions.rating.keep_best.trigger()
    wait_for(qtbot, lambda: program.window.findChild(KeepBestDialog) is not None)
    dialog = program.window.findChild(KeepBestDialog)
    wait_for(qtbot, lambda: dialog.summary == "1 burst: 1 photo to be picked, 1 to be rejected.")
    assert dialog.choices.index(0, PHOTO).data().startswith("2 photos")
    shown = [
        (set(dialog.choices.index(row, PHOTO).data().split(", ")), becomes)
        for row, becomes in ((1, "Picked"), (2, "Rejected"))
        if dialog.choices.index(row, BECOMES).data() == becomes
    ]
    assert shown == [
        ({"1.jpg", "1.png"}, "Picked"),
        ({"2.jpg", "2.png", "a copy.png"}, "Rejected"),
    ]
    dialog.flag_button.click()
    wait_for(
        qtbot,
        lambda: (
            {photo.path.name: photo.flag for photo in program.store.overviews.values()}
            == {
                **dict.fromkeys(("1.jpg", "1.png"), Flag.PICK),
                **dict.fromkeys(("2.jpg", "2.png", "a copy.png"), Flag.REJECT),
            }
        ),
    )
    acknowledgement = program.window.acknowledgement
    wait_for(qtbot, lambda: "1 picked, 1 rejected." in acknowledgement.text)


def test_stars_go_to_all_files_of_a_shot_and_are_told_as_one_photo(program_with_pairs, qtbot):
    program = program_with_pairs
    program.navigation.go_to(photo_of(program, "1.jpg").photo_id)
    program.window.all_actions.rating.stars[4].trigger()
    wait_for(qtbot, lambda: photo_of(program, "1.png").stars == 4)
    wait_for(qtbot, lambda: photo_of(program, "1.jpg").stars == 4)
    wait_for(qtbot, lambda: "1 photo" in program.window.acknowledgement.text)
    assert photo_of(program, "2.png").stars == 0


def test_side_by_side_a_burst_shows_no_photo_twice(program_with_pairs, qtbot):
    program = program_with_pairs
    program.navigation.go_to(photo_of(program, "a copy.png").photo_id)
    program.window.all_actions.rating.compare.trigger()
    dialog = program.window.findChild(ComparePhotosDialog)
    assert len(dialog.photos) == 2
    assert sum(photo.path.name == "a copy.png" for photo in dialog.photos) == 1
    qtbot.keyClick(dialog, Qt.Key.Key_P)
    chosen = dialog.chosen.path.stem
    wait_for(
        qtbot,
        lambda: all(
            photo.flag is Flag.PICK
            for photo in program.store.overviews.values()
            if photo.path.stem == chosen
        ),
    )


def test_a_photo_that_the_filter_leaves_out_is_compared_with_the_one_beside_it(program, qtbot):
    current = program.navigation.current_id
    (other, *_) = (one for one in program.photo_list.arrangement.rows if one != current)
    only_the_other = PhotoFilter(photo_ids=frozenset({other}))
    program.arranging.choose(Arrangement(only_the_other))
    wait_for(qtbot, lambda: set(program.photo_list.arrangement.rows) == {current, other})
    program.window.all_actions.rating.compare.trigger()
    dialog = program.window.findChild(ComparePhotosDialog)
    assert len(dialog.canvases) == 2


def test_more_than_four_photos_are_not_left_out_silently(program, qtbot, monkeypatch):
    monkeypatch.setattr(comparing, "MOST_PHOTOS", 2)
    program.window.all_actions.rating.compare.trigger()
    dialog = program.window.findChild(ComparePhotosDialog)
    assert [photo.path.name for photo in dialog.photos] == ["2.png", "3.png"]
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "The best 2 of 4 photos, by your rating and then by sharpness." in said


def test_photos_side_by_side_zoom_in_step_by_the_bird(program, qtbot):
    program.window.all_actions.rating.compare.trigger()
    dialog = program.window.findChild(ComparePhotosDialog)
    wait_for(qtbot, lambda: all(canvas.levels is not None for canvas in dialog.canvases))
    wait_for(qtbot, lambda: all(canvas.bird is not None for canvas in dialog.canvases))
    assert len(dialog.canvases) == 4
    qtbot.keyClick(dialog, Qt.Key.Key_Z)
    qtbot.keyClick(dialog, Qt.Key.Key_Plus)
    qtbot.keyClick(dialog, Qt.Key.Key_Plus)
    first = dialog.canvases[0]
    wait_for(qtbot, lambda: first.viewport.percent > 140)
    for other in dialog.canvases[1:]:
        assert other.viewport.zoom == pytest.approx(first.viewport.zoom)
    shown = QRectF(first.rect()).center()
    assert first.viewport.to_photo(shown) == first.viewport.centre
    qtbot.keyClick(dialog, Qt.Key.Key_Right)
    qtbot.keyClick(dialog, Qt.Key.Key_5)
    qtbot.keyClick(dialog, Qt.Key.Key_P)
    name = dialog.chosen.path.name
    wait_for(qtbot, lambda: photo_of(program, name).flag is Flag.PICK)
    assert photo_of(program, name).stars == 5
    assert dialog.chosen.stars == 5
    dialog.reject()
    # What becomes of the photos later is no longer told to it: it is gone.
    wait_for(qtbot, lambda: program.window.findChild(ComparePhotosDialog) is None)
    program.window.all_actions.rating.stars[2].trigger()
    current = program.navigation.current_id
    wait_for(qtbot, lambda: program.store.get(current).stars == 2)
