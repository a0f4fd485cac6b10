"""The real window, driven as the user drives it, with scripted outcomes."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from birdeye.domain.identification import Rank
from birdeye.domain.overviews import PhotoOverview
from birdeye.gui.dialogs import ask
from birdeye.gui.models.photo_list import PhotoRole
from birdeye.gui.program import Program
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
from birdeye.gui.store.bird_selection import NO_BIRD
from birdeye.gui.theme import ThemeChoice
from birdeye.gui.windows import main_window
from birdeye.gui.windows.main_window import MainWindow
from birdeye.imaging.photo_file import PhotoFile, open_photo
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import RED
from tests.helpers.window import (
    KINGFISHER,
    ScriptedIdentifier,
    a_bird,
    identified,
    wait_for_record,
    wait_for_results,
)

THREE = (
    a_bird((10, 40, 90, 120), probability=0.94),
    a_bird((120, 60, 200, 160), KINGFISHER, 0.7, Rank.SPECIES),
    a_bird((220, 60, 300, 160), probability=0.4, rank=Rank.NONE),
)


@pytest.fixture
def photos(tmp_path):
    """Three photos: of three birds, of none, and one that is no photo."""
    folder = tmp_path / "Fotos é 照片"
    draw_photo(folder / "a three birds.png", RED)
    draw_photo(folder / "b no bird.png", None)
    (folder / "c broken.jpg").write_bytes(b"")
    return folder


@pytest.fixture
def scripted():
    return ScriptedIdentifier({"a three birds.png": THREE})


@pytest.fixture
def program(make_program, tiny_pack, scripted, photos, qtbot):
    """The window with the three photos, all identified."""
    program = make_program(scripted.services(), [photos])
    wait_for_results(qtbot, program, 3)
    qtbot.waitUntil(lambda: program.window.photo_view.marks != ())
    return program


def press(qtbot, program, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or program.window, key, modifier)


def centre_of(program, bird):
    view = program.window.photo_view
    return view.viewport.to_view(view.marks[bird].rect.center()).toPoint()


def test_without_photos_the_window_invites(make_program, tiny_pack):
    program = make_program()
    assert not program.window.shows_workspace
    assert program.window.empty_state.isVisible()
    assert not program.window.all_actions.next_photo.isEnabled()


def test_files_and_folders_can_be_dropped(make_program, tiny_pack, scripted, photos, qtbot):
    program = make_program(scripted.services())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photos)), QUrl("https://example.org/remote.jpg")])
    copy, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(300, 300).toPoint(), copy, mime, buttons, none)
    QApplication.sendEvent(program.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(program.window, QDropEvent(QPointF(300, 300), copy, mime, buttons, none))
    wait_for_results(qtbot, program, 3)
    assert program.window.shows_workspace


def test_text_is_not_welcome_as_a_drop(make_program, tiny_pack):
    program = make_program()
    mime = QMimeData()
    mime.setText("not a file")
    enter = QDragEnterEvent(
        QPointF(300, 300).toPoint(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(program.window, enter)
    assert not enter.isAccepted()


@pytest.mark.parametrize("way", ["photos", "folder"])
def test_the_menu_opens(make_program, tiny_pack, scripted, photos, qtbot, monkeypatch, way):
    program = make_program(scripted.services())
    files = sorted(photos.iterdir())
    monkeypatch.setattr(ask, "for_photos", lambda parent, folder: files)
    monkeypatch.setattr(ask, "for_folder", lambda parent, folder: photos)
    actions = program.window.all_actions
    (actions.open_photos if way == "photos" else actions.open_folder).trigger()
    wait_for_results(qtbot, program, 3)
    assert program.photo_list.rowCount() == 3


def test_a_folder_without_photos_is_told(make_program, tiny_pack, tmp_path, qtbot):
    (tmp_path / "empty").mkdir()
    program = make_program()
    program.open([tmp_path / "empty"])
    qtbot.waitUntil(lambda: "No photo was found in “empty”" in program.window.notice.text)
    assert not program.window.shows_workspace


def test_the_first_photo_is_shown_with_a_box_for_each_bird(program):
    view, panel = program.window.photo_view, program.window.species_panel
    assert [mark.label for mark in view.marks] == [
        "House Sparrow  94%",
        "Common Kingfisher  70%",
        "Not sure",
    ]
    assert view.levels.width == 320
    assert panel.details.title == "House Sparrow"
    assert panel.details.word == "highly likely  ·  94%"
    assert program.window.windowTitle() == "a three birds.png – Birdeye"


def test_the_panel_lists_candidates_with_names_and_figures(program):
    rows = program.window.species_panel.candidates.rows
    assert [row.accessibleName() for row in rows] == [
        "House Sparrow, Passer domesticus, 94%, highly likely",
        "Eurasian Tree Sparrow, Passer montanus, 3%, uncertain",
        "Common Kingfisher, Alcedo atthis, 3%, uncertain",
    ]


def test_a_click_on_a_box_selects_the_bird_in_the_panel(program, qtbot):
    qtbot.mouseClick(
        program.window.photo_view, Qt.MouseButton.LeftButton, pos=centre_of(program, 1)
    )
    panel = program.window.species_panel
    assert panel.details.title == "Common Kingfisher"
    assert panel.details.word == "likely  ·  70%"
    assert panel.bird_list.currentIndex().row() == 1


def test_a_click_in_the_list_selects_the_box(program, qtbot):
    birds = program.window.species_panel.bird_list
    place = birds.visualRect(birds.model().index(2, 0)).center()
    qtbot.mouseClick(birds.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert program.store.selection.selected == 2
    details = program.window.species_panel.details
    assert details.title == "Not sure"
    assert details.word == "uncertain"
    assert "no species is likely enough" in details.explanation


def test_hovering_is_linked_both_ways(program, qtbot):
    view, birds = program.window.photo_view, program.window.species_panel.bird_list
    qtbot.mouseMove(view, centre_of(program, 2))
    qtbot.waitUntil(lambda: program.store.selection.hovered == 2)
    qtbot.mouseMove(birds.viewport(), birds.visualRect(birds.model().index(1, 0)).center())
    qtbot.waitUntil(lambda: program.store.selection.hovered == 1)


def test_a_click_beside_the_birds_selects_none(program, qtbot):
    view = program.window.photo_view
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert program.store.selection.selected == NO_BIRD
    assert not program.window.species_panel.details.isVisible()


def test_a_drag_pans_and_does_not_select(program, qtbot):
    view = program.window.photo_view
    program.window.all_actions.actual_size.trigger()
    qtbot.waitUntil(lambda: view.viewport.percent == pytest.approx(100))
    view.zoom_in()
    view.zoom_in()
    view.zoom_in()
    view.zoom_in()
    view.zoom_in()
    view.zoom_in()
    qtbot.waitUntil(lambda: view.viewport.percent > 350)
    before = view.viewport.photo_rect.topLeft()
    start = view.rect().center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(view, start + QPointF(10 * step, 8 * step).toPoint())
    qtbot.waitUntil(lambda: view.viewport.photo_rect.topLeft() != before)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPointF(50, 40).toPoint())
    assert program.store.selection.selected == 0


def test_keys_walk_through_photos_and_birds(program, qtbot):
    strip = program.window.filmstrip
    press(qtbot, program, Qt.Key.Key_Down)
    assert program.store.selection.selected == 1
    press(qtbot, program, Qt.Key.Key_Up)
    assert program.store.selection.selected == 0
    press(qtbot, program, Qt.Key.Key_Right)
    assert strip.currentIndex().row() == 1
    press(qtbot, program, Qt.Key.Key_End)
    assert strip.currentIndex().row() == 2
    press(qtbot, program, Qt.Key.Key_Right)
    assert strip.currentIndex().row() == 2
    press(qtbot, program, Qt.Key.Key_Home)
    assert strip.currentIndex().row() == 0
    press(qtbot, program, Qt.Key.Key_Escape)
    assert program.store.selection.selected == NO_BIRD


def test_tab_visits_each_bird_and_then_moves_on(program, qtbot):
    view = program.window.photo_view
    view.setFocus()
    program.window.activateWindow()
    for expected in (1, 2):
        press(qtbot, program, Qt.Key.Key_Tab)
        assert program.store.selection.selected == expected
        assert view.hasFocus()
    press(qtbot, program, Qt.Key.Key_Tab)
    assert not view.hasFocus()


def test_keys_zoom(program, qtbot):
    view = program.window.photo_view
    fitted = view.viewport.zoom
    press(qtbot, program, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: view.viewport.zoom == pytest.approx(fitted * 1.25))
    press(qtbot, program, Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: view.viewport.zoom == pytest.approx(fitted))
    press(qtbot, program, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.viewport.percent == pytest.approx(100))
    press(qtbot, program, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.viewport.is_fitted


def test_ctrl_b_hides_boxes_and_is_remembered(program, qtbot, data_folder):
    press(qtbot, program, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    view = program.window.photo_view
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=centre_of(program, 2))
    assert program.store.selection.selected == NO_BIRD
    program.window.save_place()
    assert "boxes_shown=false" in (data_folder / "window.ini").read_text()


def test_full_screen_leaves_with_escape(program, qtbot):
    press(qtbot, program, Qt.Key.Key_F11)
    assert program.window.isFullScreen()
    assert not program.window.menuBar().isVisible()
    assert program.window.species_panel.isVisible()
    press(qtbot, program, Qt.Key.Key_Escape)
    assert not program.window.isFullScreen()
    assert program.window.species_panel.isVisible()


def test_no_bird_is_an_outcome_in_words(program, qtbot):
    program.navigation.go_to_row(1)
    wait_for_record(qtbot, program)
    assert program.window.species_panel.outcome.startswith("No bird found")
    assert "looked at the whole photo" in program.window.species_panel.outcome
    assert program.window.photo_view.marks == ()


def test_of_a_damaged_photo_nobody_claims_to_have_looked_at_all(program, qtbot):
    program.navigation.go_to_row(1)
    wait_for_record(qtbot, program)
    record = program.store.record
    cut = replace(record, metadata=replace(record.metadata, rows_share=0.09))
    program.store.on_screen_changed.emit(cut)
    assert "only at what is left of this photo" in program.window.species_panel.outcome


def test_an_unreadable_photo_says_why_and_the_others_go_on(make_program, tiny_pack, photos, qtbot):
    program = make_program(paths=[photos])
    wait_for_results(qtbot, program, 3)
    program.navigation.go_to_row(2)
    wait_for_record(qtbot, program)
    assert "c broken.jpg” could not be read" in program.window.species_panel.outcome
    qtbot.waitUntil(lambda: str(photos / "c broken.jpg") == program.window.canvas_message.text)
    index = program.photo_list.index(2)
    assert "could not be read" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "1 cannot be read" in program.window.progress.text


def test_thumbnails_fill_the_filmstrip(program, qtbot):
    def drawn():
        return [
            program.photo_list.index(row).data(PhotoRole.THUMBNAIL) is not None for row in range(3)
        ]

    qtbot.waitUntil(lambda: drawn() == [True, True, False])


def test_names_change_with_the_language_everywhere_and_are_remembered(program, qtbot, data_folder):
    menu = program.window.menus.languages
    next(action for action in menu.actions() if action.data() == "zh").trigger()
    assert program.window.species_panel.details.title == "家麻雀"
    assert program.window.photo_view.marks[1].label == "普通翠鸟  70%"
    assert program.window.species_panel.candidates.rows[1].name == "麻雀"
    program.window.save_place()
    assert "language=zh" in (data_folder / "window.ini").read_text()


def test_a_genus_is_claimed_in_words(make_program, tiny_pack, photos, qtbot):
    bird = a_bird(probability=0.5, rank=Rank.GENUS)
    scripted = ScriptedIdentifier({"a three birds.png": (bird,)})
    program = make_program(scripted.services(), [photos])
    wait_for_results(qtbot, program, 3)
    details = program.window.species_panel.details
    assert details.title == "Some species of the genus Passer"
    assert "together those of this group are 50%" in details.explanation
    qtbot.waitUntil(lambda: program.window.photo_view.marks != ())
    assert program.window.photo_view.marks[0].label == "genus Passer  50%"


def is_remembered(program, name):
    """Whether the catalogue knows what is in the photo of that name."""
    with program.services.open_catalogue() as catalogue:
        records = catalogue.records(program.store.overviews)
        return any(one.path.name == name and one.pack_id for one in records)


def test_progress_is_told_and_can_be_cancelled_and_resumed(make_program, tiny_pack, photos, qtbot):
    scripted = ScriptedIdentifier(may_go_on=threading.Semaphore(1))
    program = make_program(scripted.services(), [photos])
    strip = program.window.progress
    qtbot.waitUntil(lambda: strip.text.startswith("Identifying photo 2 of 3"))
    assert strip.is_running
    assert len(identified(program)) == 1
    qtbot.waitUntil(lambda: len(scripted.begun) > 1)
    program.identification.cancel()
    assert not strip.is_running
    qtbot.waitUntil(lambda: "2 not identified yet" in strip.text)
    assert program.window.all_actions.identify_rest.isEnabled()
    scripted.may_go_on.release(10)
    # The photo that was under way is remembered, and this window does not hear of it.
    qtbot.waitUntil(lambda: len(scripted.seen) > 1 and is_remembered(program, scripted.seen[-1]))
    assert len(identified(program)) == 1
    program.window.all_actions.identify_rest.trigger()
    wait_for_results(qtbot, program, 3)
    qtbot.waitUntil(lambda: "not identified yet" not in strip.text)


def test_the_photo_on_screen_is_identified_next(make_program, tiny_pack, tmp_path, qtbot):
    folder = tmp_path / "many"
    for number in range(12):
        draw_photo(folder / f"{number:02}.png", None)
    scripted = ScriptedIdentifier(may_go_on=threading.Semaphore(0))
    program = make_program(scripted.services(), [folder])
    qtbot.waitUntil(lambda: program.photo_list.rowCount() == 12)
    qtbot.waitUntil(lambda: "00.png" in scripted.begun)
    program.navigation.go_to_row(9)
    scripted.may_go_on.release(100)
    wait_for_results(qtbot, program, 12)
    # The first, which was on screen, may have been taken beside the batch, which began the second.
    begun_after = [name for name in scripted.begun if name not in ("00.png", "01.png")]
    assert begun_after[0] == "09.png"


def test_a_photo_that_was_rewritten_shows_its_new_picture_once_it_is_identified_again(
    make_program, tiny_pack, tmp_path, qtbot
):
    photo = draw_photo(tmp_path / "a.png", RED, size=(300, 200))
    program = make_program(ScriptedIdentifier().services(), [photo])
    view = program.window.photo_view

    def size_is(width, height):
        return view.levels is not None and (view.levels.width, view.levels.height) == (
            width,
            height,
        )

    wait_for_results(qtbot, program, 1)
    qtbot.waitUntil(lambda: size_is(300, 200))
    draw_photo(photo, RED, size=(200, 300))
    program.window.all_actions.identify_again.trigger()
    qtbot.waitUntil(lambda: size_is(200, 300))


def test_photos_opened_during_a_batch_join_it(make_program, tiny_pack, photos, tmp_path, qtbot):
    scripted = ScriptedIdentifier(may_go_on=threading.Semaphore(1))
    program = make_program(scripted.services(), [photos])
    qtbot.waitUntil(lambda: len(identified(program)) == 1)
    more = draw_photo(tmp_path / "more" / "d.png", RED)
    program.open([more, photos])
    qtbot.waitUntil(lambda: program.photo_list.rowCount() == 4)
    scripted.may_go_on.release(10)
    wait_for_results(qtbot, program, 4)
    assert set(scripted.seen) == {path.name for path in [*photos.iterdir(), more]}


def test_what_a_search_read_before_a_photo_was_identified_changes_nothing(
    make_program, tiny_pack, photos, qtbot
):
    """On a loaded machine it arrives after the outcome."""
    scripted = ScriptedIdentifier()
    program = make_program(scripted.services(), [photos])
    wait_for_results(qtbot, program, 3)
    outcomes = identified(program)
    waiting = [PhotoOverview(photo.photo_id, photo.path) for photo in outcomes]
    program.store.add(waiting)
    assert identified(program) == outcomes
    assert not program.identification.is_running
    assert len(scripted.seen) == 3


def test_closing_all_photos_goes_back_to_the_invitation(program):
    program.window.all_actions.close_photos.trigger()
    assert not program.window.shows_workspace
    assert program.photo_list.rowCount() == 0
    assert program.window.windowTitle() == "Birdeye"


def test_closing_in_mid_batch_leaves_no_thread(make_program, tiny_pack, tmp_path, qtbot):
    folder = tmp_path / "many"
    before = set(threading.enumerate())  # other tests in this process leave some
    for number in range(40):
        box = (20, 20, 90 + number, 99)  # each another picture: copies are not computed again
        draw_photo(folder / f"{number:02}.png", RED, box=box)
    program = make_program(paths=[folder])
    was_running = []

    def close_at_the_second(_record):
        if len(identified(program)) == 2 and not was_running:
            was_running.append(program.identification.is_running)
            program.window.close()

    program.identification.identified.connect(close_at_the_second)
    qtbot.waitUntil(lambda: bool(was_running))
    assert was_running == [True]
    workers = [
        thread
        for thread in set(threading.enumerate()) - before
        if not isinstance(thread, threading._DummyThread)
    ]
    assert workers == []
    assert all(runner._pool.activeThreadCount() == 0 for runner in program.runners)


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_themes_switch_at_once(program, choice, qapp):
    program.window.menus.theme_chosen.emit(choice)
    assert qapp.palette().window().color().name() == program.theme.colours.window
    assert program.theme.is_dark == (choice is ThemeChoice.DARK)


def test_every_control_has_a_name_for_screen_readers(program):
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

    nameless = [
        widget.objectName() or repr(widget)
        for kind in (QAbstractButton, QAbstractItemView)
        for widget in program.window.findChildren(kind)
        if widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]
    assert nameless == []
    assert program.window.photo_view.accessibleDescription() == "House Sparrow  94%"


def test_the_window_is_on_the_screen_before_the_program_is_built(
    qapp, qtbot, data_folder, monkeypatch
):
    # However busy the machine is.
    monkeypatch.setattr(main_window, "_LONGEST_WAIT_MS", 60_000)
    settings = WindowSettings(data_folder / "window.ini")
    window = MainWindow(qapp, settings)
    qtbot.addWidget(window)
    window.show_before_furnished()
    assert window._painted
    assert window.focusWidget().text() == "Open photos…"
    assert not _may_be_dropped(window, data_folder)
    program = Program(qapp, Services(), settings, window)
    try:
        with qtbot.waitSignal(program.restored, timeout=60_000):
            program.start([])
        assert program.window is window
        assert _may_be_dropped(window, data_folder)
    finally:
        window.close()
        program.shut_down()
        program.deleteLater()


def test_a_window_that_is_closed_while_the_program_is_loaded_closes(qapp, qtbot, data_folder):
    settings = WindowSettings(data_folder / "window.ini")
    window = MainWindow(qapp, settings)
    qtbot.addWidget(window)
    window.show_before_furnished()
    assert not window.close()
    program = Program(qapp, Services(), settings, window)
    try:
        with qtbot.waitSignal(window.closing, timeout=60_000):
            program.start([])
        assert not window.isVisible()
    finally:
        program.shut_down()
        program.deleteLater()


def _may_be_dropped(window: MainWindow, path: Path) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left = Qt.MouseButton.LeftButton
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, left, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def test_an_empty_window_begins_where_most_people_do(qapp, qtbot, data_folder):
    program = Program(qapp, Services(), WindowSettings(data_folder / "window.ini"))
    qtbot.addWidget(program.window)
    try:
        assert program.window.focusWidget().text() == "Open photos…"
    finally:
        program.shut_down()
        program.deleteLater()


def test_a_thumbnail_in_place_of_the_photo_asks_for_no_pixels(make_program, tmp_path, qtbot):
    paths = [tmp_path / name for name in ("a.png", "b.png")]
    for path, colour in zip(paths, ("red", "blue"), strict=True):
        Image.new("RGB", (3000, 2000), colour).save(path, compress_level=1)
    scales: list[float] = []

    def recorded(path: Path) -> PhotoFile:
        photo = open_photo(path)
        decode = photo.decode
        photo.decode = lambda scale=1.0: scales.append(scale) or decode(scale)
        return photo

    program = make_program(ScriptedIdentifier().services(open_photo=recorded), paths)
    qtbot.waitUntil(lambda: program.photo_list.rowCount() == 2)
    first, second = program.photo_list.ids_on_show()
    qtbot.waitUntil(lambda: program.models.thumbnails.get(second) is not None)
    qtbot.waitUntil(lambda: program.loading._previews.keys() == set(paths))
    program.navigation.go_to(first)
    program.loading._previews.pop(paths[1])
    scales.clear()
    program.navigation.go_to(second)
    # The thumbnail is on show meanwhile.
    qtbot.waitUntil(lambda: program.window.photo_view.levels is not None)
    qtbot.waitUntil(lambda: paths[1] in program.loading._previews)
    assert [scale for scale in scales if scale == 1.0] == []
