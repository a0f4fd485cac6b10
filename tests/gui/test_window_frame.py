"""What is around the photos: notices, tools, full screen, the sheet of keys, the window's place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QEnterEvent, QFont, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QScrollArea, QWidget

from birdeye.domain.changes import ReviewBirds
from birdeye.domain.identification import Rank
from birdeye.domain.review import confirmed
from birdeye.gui.dialogs.shortcuts import ShortcutsDialog
from birdeye.gui.panels.notice_bar import NoticeBar
from birdeye.gui.panels.overlay import Overlay
from birdeye.gui.settings import WindowSettings
from birdeye.gui.text_lines import line_height, with_chinese
from birdeye.gui.theme import Theme, ThemeChoice
from birdeye.gui.windows.actions import COMMAND_NAME
from birdeye.gui.windows.window_place import keep_frame_on_screen
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.layout_faults import colours_in, contrast, lasting_faults_of
from tests.helpers.tiny_pack import RED
from tests.helpers.window import (
    KINGFISHER,
    ScriptedIdentifier,
    a_bird,
    wait_for_record,
    wait_for_results,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def program(make_program, tiny_pack, tmp_path, qtbot):
    """Four photos of a bird each, the second of a kingfisher."""
    names = [f"{number}.png" for number in range(4)]
    birds = {name: (a_bird((40, 40, 120, 120)),) for name in names}
    birds["1.png"] = (a_bird((40, 40, 120, 120), KINGFISHER),)
    for number, name in enumerate(names):
        draw_photo(tmp_path / "photos" / name, RED, box=(number, 9, 99, 99))
    program = make_program(ScriptedIdentifier(birds).services(), [tmp_path / "photos"])
    wait_for_results(qtbot, program, len(names))
    qtbot.waitUntil(lambda: program.window.photo_view.marks != ())
    return program


def _on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def test_a_notice_moves_nothing_and_goes_by_itself(program, qtbot, monkeypatch):
    window, view = program.window, program.window.photo_view
    before = _on_screen(view)
    window.progress.show_progress("Identifying photo 1 of 3", 1, 3)
    window.notice.tell("1 file of another kind was left out (txt).", stays=True)
    # It covers no photo, whose birds have their names at any edge, and no button.
    others = view, window.filmstrip, window.progress._cancel
    qtbot.waitUntil(
        lambda: not any(_on_screen(window.notice).intersects(_on_screen(one)) for one in others)
    )
    assert window.notice.isVisible()
    assert _on_screen(view) == before
    monkeypatch.setattr("birdeye.gui.panels.notice_bar._LEAST_MS", 20)
    monkeypatch.setattr("birdeye.gui.panels.notice_bar._MS_PER_LETTER", 0)
    window.notice.tell("1 file of another kind was left out (txt).")
    qtbot.waitUntil(lambda: not window.notice.isVisible())


def test_a_notice_that_stays_goes_when_it_is_no_longer_true(program, qtbot):
    notice = program.window.notice
    notice.tell("No model is installed yet.", stays=True)
    QTest.qWait(50)
    assert notice.text == "No model is installed yet."
    notice.clear()
    assert notice.text == ""


def test_an_offer_does_not_take_away_what_is_being_read(program, qtbot):
    notice = program.window.notice
    pressed = []
    notice.tell("The model was imported.")
    notice.offer("It can identify 2 photos again.", "Identify again", lambda: pressed.append(1))
    assert notice.text == "The model was imported. It can identify 2 photos again."
    notice.offer("There is a better model.", "Show it", lambda: pressed.append(2))
    notice._button.click()
    assert (pressed, notice.text) == ([1], "There is a better model.")
    notice._button.click()
    assert (pressed, notice.text) == ([1, 2], "")


def test_a_click_on_a_notice_does_not_reach_the_photo_below(program, qtbot):
    program.window.notice.tell("Something happened. " * 4)
    assert program.store.selection.selected == 0
    qtbot.mouseClick(program.window.notice, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert program.store.selection.selected == 0


def test_a_notice_follows_the_window_into_the_grid(program, qtbot):
    window = program.window
    window.notice.tell("Something happened.")
    window.show_grid(True)
    assert window.notice.isVisible()
    window.resize(820, 560)
    qtbot.waitUntil(
        lambda: (
            _on_screen(window.progress).contains(_on_screen(window.notice))
            and not _on_screen(window.notice).intersects(_on_screen(window.grid))
        )
    )


def test_a_mouse_upon_an_overlay_makes_it_wait(qtbot):
    below = QLabel("Photo")
    below.resize(400, 300)
    qtbot.addWidget(below)
    overlay = Overlay(below, Qt.Edge.TopEdge)
    QHBoxLayout(overlay).addWidget(QLabel("Message"))
    below.show()
    overlay.show_for(60)
    QApplication.sendEvent(overlay, QEnterEvent(QPointF(), QPointF(), QPointF()))
    QTest.qWait(150)
    assert overlay.isVisible()
    QApplication.sendEvent(overlay, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not overlay.isVisible())


def test_a_window_comes_down_until_its_title_bar_can_be_grasped(program, monkeypatch):
    window = program.window
    room = window.screen().availableGeometry()
    window.setGeometry(QRect(room.left(), room.top(), room.width(), room.height()))
    framed = window.geometry().adjusted(-4, -30, 4, 4)
    monkeypatch.setattr(window, "frameGeometry", lambda: framed)
    keep_frame_on_screen(window)
    place = window.geometry()
    assert place.top() == room.top() + 30
    assert room.contains(place.adjusted(-4, -30, 4, 4))


@pytest.mark.parametrize("with_text", [False, True])
def test_the_tools_stay_within_a_window_of_1024_pixels(program, qtbot, with_text):
    window = program.window
    window.all_actions.tool_text.setChecked(with_text)
    window.resize(1024, 600)
    bar = window.menus.tool_bar
    qtbot.waitUntil(lambda: bar.width() == 1024)
    QTest.qWait(0)
    more = bar.findChild(type(bar._models), "qt_toolbar_ext_button")
    if not with_text:
        assert bar._models.isVisible()
        assert not more.isVisible()
    assert not more.icon().isNull()


def test_the_zoom_is_never_told_as_nothing(program):
    bar, zoom_in = program.window.menus.tool_bar, program.window.all_actions.zoom_in
    zoom_in.setEnabled(False)
    bar.show_zoom(0.2)
    assert bar._zoom.text() == "", "no photo is shown large"
    zoom_in.setEnabled(True)
    assert bar._zoom.text() == "1%"
    zoom_in.setEnabled(False)
    assert bar._zoom.text() == ""
    zoom_in.setEnabled(True)
    bar.show_zoom(0.0)
    assert bar._zoom.text() == ""


def test_nobody_is_told_that_there_is_no_model_while_they_are_looked_for(program):
    menus = program.window.menus
    menus.show_packs(None)
    assert menus.tool_bar._models.text() == "Loading…"


def test_the_sheet_of_keys_scrolls_and_calls_commands_by_their_names(program, qtbot):
    window = program.window
    bird = program.store.record.birds[0]
    program.store.carry_out(
        ReviewBirds((bird.bird_id,), confirmed(Rank.SPECIES, "Passer domesticus"))
    )
    qtbot.waitUntil(lambda: "House Sparrow" in window.all_actions.undo.text())
    dialog = ShortcutsDialog(window.all_actions, window)
    qtbot.addWidget(dialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    numbered = (*window.all_actions.choose, *window.all_actions.rating.stars)
    listed = [one for one in window.all_actions.with_keys() if one not in numbered]
    assert sorted(set(texts)) == sorted(texts), "one is listed twice"
    assert {one.property(COMMAND_NAME) for one in listed} <= set(texts)
    assert {"1 – 5", "Alt+0 – Alt+5"} <= set(texts)
    assert not [text for text in texts if "House Sparrow" in text]
    room = window.screen().availableGeometry()
    assert dialog.height() <= room.height()
    dialog.resize(dialog.width(), 300)
    dialog.show()
    bar = dialog.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)


def test_filter_and_panel_are_there_in_full_screen_and_after_it(program, qtbot):
    window = program.window
    window.set_filtered(True)
    for full in (True, False):
        window.set_full_screen(full)
        assert window.filter_bar.isVisible()
        assert window.species_panel.isVisible()
        assert window.menus.tool_bar.isVisible() is not full


def test_a_notice_covers_no_filmstrip_in_full_screen_either(program, qtbot):
    window = program.window
    window.set_full_screen(True)
    window.notice.tell("Something happened.", stays=True)
    qtbot.waitUntil(
        lambda: (
            _on_screen(window.photo_view).contains(_on_screen(window.notice))
            and not _on_screen(window.notice).intersects(_on_screen(window.filmstrip))
        )
    )


def test_the_panel_can_be_put_away_and_stays_away(program, data_folder):
    window = program.window
    window.all_actions.panel.setChecked(False)
    assert not window.species_panel.isVisible()
    window.set_full_screen(True)
    window.set_full_screen(False)
    assert not window.species_panel.isVisible()
    window.save_place()
    assert not WindowSettings(data_folder / "window.ini").panel_shown


def test_when_the_system_ends_full_screen_the_bars_are_back(program):
    window = program.window
    window.set_full_screen(True)
    window.showNormal()
    assert window.menuBar().isVisible()
    assert window.menus.tool_bar.isVisible()


def test_the_photo_has_a_menu_for_the_bird_under_the_mouse(program, qtbot):
    view = program.window.photo_view
    program.store.selection.select(-1)
    place = view.viewport.to_view(view.marks[0].rect.center()).toPoint()
    asked = []
    view.menu_asked.connect(asked.append)
    program.window.menus.photo_menu.aboutToShow.connect(
        lambda: program.window.menus.photo_menu.close()
    )
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    assert asked == [view.mapToGlobal(place)]
    assert program.store.selection.selected == 0
    program.window.menus.photo_menu.close()


def test_a_click_beside_the_photos_leaves_the_current_one_selected(program, qtbot):
    window = program.window
    window.show_grid(True)
    window.all_actions.select_all.trigger()
    assert len(program.navigation.selected_ids()) == 4
    grid = window.grid
    empty = QPoint(grid.viewport().width() - 3, grid.viewport().height() - 3)
    assert not grid.indexAt(empty).isValid()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=empty)
    assert program.navigation.selected_ids() == (program.navigation.current_id,)
    assert grid.selectionModel().selectedRows() == [grid.currentIndex()]


def test_a_scroll_bar_without_anything_to_scroll_has_no_handle(program):
    window = program.window
    for view, bar in (
        (window.grid, window.grid.verticalScrollBar()),
        (window.filmstrip, window.filmstrip.horizontalScrollBar()),
    ):
        view.updateGeometries()
        assert bar.isEnabled() == (bar.maximum() > 0)


@pytest.mark.parametrize("place", ["grid", "filmstrip"])
def test_a_screen_reader_hears_name_claim_and_state_of_each_photo(program, qtbot, place):
    window = program.window
    window.show_grid(place == "grid")
    view = getattr(window, place)
    bird = program.store.record.birds[0]
    program.store.carry_out(
        ReviewBirds((bird.bird_id,), confirmed(Rank.SPECIES, "Passer domesticus"))
    )
    wait_for_record(qtbot, program)
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() == QAccessible.Role.List
    assert told.childCount() == 4
    texts = [told.child(row).text(QAccessible.Text.Name) for row in range(4)]
    assert "0.png" in texts[0]
    assert "House Sparrow" in texts[0]
    assert "reviewed" in texts[0]
    assert "Common Kingfisher" in texts[1]
    assert "to review" in texts[1]
    assert told.child(0).state().selected
    assert not told.child(1).state().selected
    shown = told.child(0).rect()
    assert QRect(view.mapToGlobal(QPoint()), view.size()).contains(shown.center())


def test_the_ring_under_the_mouse_goes_with_it(program, qtbot):
    """The ring is wider than the cell: what is drawn anew has to be as well."""
    window = program.window
    window.show_grid(True)
    grid = window.grid
    area = grid._drawn_rect(grid.model().index(2))
    cell = grid.visualRect(grid.model().index(2))
    assert area.contains(cell.adjusted(-4, -4, 4, 4))
    grid._hovered = type(grid._hovered)(grid.model().index(2))
    assert grid._is_hovered(grid.model().index(2))
    grid._follow_pointer(left=True)
    assert not grid._is_hovered(grid.model().index(2))


def test_links_are_readable_after_the_theme_was_changed(make_program, tiny_pack, tmp_path, qtbot):
    program = make_program()
    state = program.window.empty_state
    program.theme.choose(ThemeChoice.LIGHT)
    state.show_recent([tmp_path])
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        program.theme.choose(choice)
        ground = state.grab().toImage().pixelColor(state._zone.pos() + QPoint(20, 20))
        label = state._recent
        strip = label.grab().toImage()
        colours = [colour for colour, _count in colours_in(strip, strip.rect())]
        # Of all that is drawn there, the link is the one part that is coloured.
        link = max(colours, key=lambda colour: colour.hsvSaturation())
        assert contrast(link, ground) > 3.5, choice


def test_a_line_has_room_for_chinese_and_its_font_is_of_the_same_weight(qapp):
    font = with_chinese(qapp.font())
    assert (
        font.families()[0] == qapp.font().family() or font.families()[0] in qapp.font().families()
    )
    assert "Noto Sans CJK SC" in font.families()
    assert line_height(font) >= QFontMetricsF(font).height()
    large = QFont(font)
    large.setPointSizeF(2 * font.pointSizeF())
    assert line_height(large) > 1.6 * line_height(font)


def test_names_follow_the_language_of_the_window_until_one_is_chosen(tmp_path, qapp):
    settings = WindowSettings(tmp_path / "window.ini")
    settings.window_language = "zh_CN"
    assert settings.language == "zh"
    settings.window_language = "en"
    assert settings.language == "en"
    settings.language = "fr"
    settings.window_language = "zh_CN"
    assert settings.language == "fr"
    settings.save()


def test_nothing_is_cut_or_out_of_reach_in_the_smallest_window(program, qtbot):
    window = program.window
    for is_grid in (False, True):
        window.show_grid(is_grid)
        window.resize(QSize(700, 480))
        assert lasting_faults_of(window) == []


def test_the_export_is_among_the_tools(program):
    bar = program.window.menus.tool_bar
    assert bar.widgetForAction(program.window.all_actions.export).isVisible()


@pytest.mark.parametrize("width", [240, 300, 357, 500, 900])
def test_a_notice_shows_all_its_words_beside_or_above_its_button(qtbot, qapp, width):
    below = QLabel("Photo")
    below.resize(width, 400)
    qtbot.addWidget(below)
    below.show()
    notice = NoticeBar(Theme(qapp, ThemeChoice.LIGHT), below)
    notice.tell("No model is installed yet. " * 4, "Add a model…", lambda: None)
    text, button = notice._text, notice._button
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()) - 3)
    assert text.width() >= min(280, width - 140)
    assert not text.geometry().intersects(button.geometry())
    assert below.rect().contains(notice.geometry())


def test_the_current_photo_of_the_grid_is_not_left_below_a_notice(program, qtbot):
    window, grid = program.window, program.window.grid
    window.show_grid(True)
    window.resize(1024, 640)
    grid.set_thumbnail_width(240)
    window.notice.tell("Something happened. " * 16, "Show it", stays=True)
    top = grid.mapFromGlobal(window.notice.mapToGlobal(QPoint())).y
    assert top() < grid.height()
    for row in (program.models.photo_list.rowCount() - 1, 0):
        program.navigation.go_to_row(row)
        qtbot.waitUntil(lambda: grid.visualRect(grid.currentIndex()).bottom() < top())
    window.notice.clear()
    bar = grid.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() <= grid._layout.height - grid.viewport().height())


def test_what_was_done_is_told_above_a_notice(program, qtbot):
    window = program.window
    window.show_grid(True)
    window.acknowledgement.tell("Confirmed.", 60_000, "Undo")
    window.notice.tell("Something happened. " * 30, "Show it", stays=True)

    def above_edge() -> int:
        return _on_screen(window.grid).bottom() - _on_screen(window.acknowledgement).bottom()

    qtbot.waitUntil(lambda: above_edge() > 20)
    assert not _on_screen(window.acknowledgement).intersects(_on_screen(window.notice))
    window.notice.clear()
    qtbot.waitUntil(lambda: above_edge() <= 20)
