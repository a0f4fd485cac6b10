"""The grid in the real window: keys, mouse, groups, filters and actions for the selected photos."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from birdeye.domain.arrangement import Grouping, PhotoFilter, Show, Sort
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.identification import Rank
from birdeye.domain.review import confirmed
from birdeye.gui.models.photo_list import PhotoRole
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import RED
from tests.helpers.window import (
    KINGFISHER,
    SPARROW,
    ScriptedIdentifier,
    a_bird,
    is_at_rest,
    trigger,
    wait_for_record,
    wait_for_results,
)

COUNT = 12


@pytest.fixture
def scripted():
    """Sparrows, every third photo a kingfisher, the last one without a bird."""
    birds = {
        f"{number:02}.png": (a_bird(species=KINGFISHER) if number % 3 == 0 else a_bird(),)
        for number in range(COUNT - 1)
    }
    return ScriptedIdentifier(birds)


@pytest.fixture
def folder(tmp_path):
    for number in range(COUNT):
        # Each another photo: copies would share their birds.
        photo = draw_photo(tmp_path / "photos" / f"{number:02}.png", RED, box=(number, 9, 99, 99))
        # A file that was written just now is looked at again, as it may be written again.
        os.utime(photo, (1_700_000_000, 1_700_000_000))
    return tmp_path / "photos"


@pytest.fixture
def program(make_program, tiny_pack, scripted, folder, qtbot):
    program = make_program(scripted.services(), [folder])
    wait_for_results(qtbot, program, COUNT)
    program.window.all_actions.grid.trigger()
    program.window.activateWindow()
    return program


def press(qtbot, program, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or program.window, key, modifier)


def arrange(qtbot, program, **choice):
    program.arranging.choose(replace(program.arranging.arrangement, **choice))
    qtbot.waitUntil(lambda: is_at_rest(program))


def test_leaving_the_grid_leaves_the_selection_behind(program, qtbot):
    """What is decided about the photo on screen goes to that one alone."""
    program.window.all_actions.select_all.trigger()
    assert len(program.navigation.selected_ids()) == COUNT
    program.window.all_actions.grid.trigger()
    assert program.navigation.selected_ids() == (program.navigation.current_id,)


def test_a_name_that_begins_with_g_goes_to_all_that_are_selected(program, qtbot):
    program.window.all_actions.select_all.trigger()
    program.window.all_actions.grid.trigger()
    program.photo_actions.take_back_grid()
    assert program.window.shows_grid
    assert len(program.navigation.selected_ids()) == COUNT


def names(program):
    rows = range(program.photo_list.rowCount())
    return [program.photo_list.index(row).data()[:2] for row in rows]


def headings(program):
    return [section.heading.taxon for section in program.photo_list.arrangement.sections]


def test_key_g_switches_and_space_opens(program, qtbot):
    window = program.window
    assert window.shows_grid and window.grid.hasFocus() and window.filter_bar.isVisible()
    press(qtbot, program, Qt.Key.Key_Right)
    press(qtbot, program, Qt.Key.Key_Space)
    assert not window.shows_grid
    assert program.navigation.current_id == program.photo_list.arrangement.rows[1]
    press(qtbot, program, Qt.Key.Key_Escape)
    assert window.shows_grid
    press(qtbot, program, Qt.Key.Key_G)
    assert not window.shows_grid and not window.filter_bar.isVisible()


def test_arrows_move_by_lines_and_pages_and_shift_selects(program, qtbot):
    columns = program.window.grid._layout.columns
    press(qtbot, program, Qt.Key.Key_Down)
    assert program.window.grid.currentIndex().row() == columns
    press(qtbot, program, Qt.Key.Key_Up)
    press(qtbot, program, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(program.navigation.selected_ids()) == 2
    press(qtbot, program, Qt.Key.Key_End)
    assert program.window.grid.currentIndex().row() == COUNT - 1
    press(qtbot, program, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(program.navigation.selected_ids()) == COUNT


def test_clicks_select_in_grid_and_filmstrip_alike(program, qtbot):
    grid = program.window.grid
    for row, modifier in (
        (1, Qt.KeyboardModifier.NoModifier),
        (3, Qt.KeyboardModifier.ShiftModifier),
        (2, Qt.KeyboardModifier.ControlModifier),
    ):
        place = grid.visualRect(program.photo_list.index(row)).center()
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    rows = program.photo_list.arrangement.rows
    assert program.navigation.selected_ids() == (rows[1], rows[3])
    strip = program.window.filmstrip
    assert {index.row() for index in strip.selectedIndexes()} == {1, 3}


def test_a_double_click_opens(program, qtbot):
    grid = program.window.grid
    place = grid.visualRect(program.photo_list.index(4)).center()
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not program.window.shows_grid
    assert program.navigation.current_id == program.photo_list.arrangement.rows[4]


def test_groups_and_order_keep_the_current_photo(program, qtbot):
    program.navigation.go_to_row(5)
    current = program.navigation.current_id
    arrange(qtbot, program, grouping=Grouping.SPECIES)
    assert headings(program) == [KINGFISHER.scientific_name, "Passer domesticus", ""]
    arrange(qtbot, program, sort=Sort.NAME, descending=True)
    assert names(program)[:4] == ["09", "06", "03", "00"]
    assert program.navigation.current_id == current
    assert program.window.grid.currentIndex().data(PhotoRole.ID) == current


def test_the_filter_bar_counts_filters_and_gives_all_back(program, qtbot):
    bar = program.window.filter_bar
    chips = {chip.text().split("  ")[0]: chip for chip in bar._chip_of.values()}
    assert chips["No bird"].text() == "No bird  1"
    assert not chips["Several birds"].isVisible()
    program.navigation.go_to_last()
    chips["No bird"].click()
    qtbot.waitUntil(lambda: names(program) == ["11"])
    assert bar.everything.isVisible()
    program.window.show_grid(False)
    assert bar.isVisible()
    bar.everything.click()
    qtbot.waitUntil(lambda: len(names(program)) == COUNT)
    assert not bar.isVisible()


def test_birds_are_searched_for_in_any_language(program, qtbot):
    press(
        qtbot,
        program,
        Qt.Key.Key_F,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    program.navigation.go_to_row(0)
    search = program.window.filter_bar.search
    assert search.hasFocus()
    search.setText("翠鸟")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(program) == ["00", "03", "06", "09"])


def test_a_species_is_chosen_from_the_list(program, qtbot):
    box = program.window.filter_bar.species
    box._begin()
    taxa = [item for item in box._items() if item.data(0, Qt.ItemDataRole.UserRole) is not None]
    names_on_offer = [item.text(0) for item in taxa]
    assert names_on_offer == ["All species", "Common Kingfisher", "House Sparrow"]
    counts = {item.text(0): item.text(1) for item in box._items()}
    assert counts["Common Kingfisher"] == "4"
    assert counts["House Sparrow"] == "7"
    assert "Old World Sparrows" in counts
    # By a part of the family's name, and Return.
    box.search.setText("kingfishers")
    qtbot.keyClick(box.search, Qt.Key.Key_Return)
    assert "Common Kingfisher" in box.text()
    qtbot.waitUntil(lambda: names(program) == ["00", "03", "06", "09"])


def test_the_dates_on_offer_are_those_of_the_photos(program, qtbot):
    from datetime import date

    dates = program.window.filter_bar.dates
    dates.offer_days({date(2025, 5, 3): 2, date(2025, 5, 9): 1})
    for field in (dates._first, dates._last):
        assert field.minimumDate().toPython() == date(2025, 5, 3)
        assert field.maximumDate().toPython() == date(2025, 5, 9)
        calendar = field.calendarWidget()
        assert calendar.dateTextFormat(field.minimumDate()).fontUnderline()
        assert not calendar.dateTextFormat(field.minimumDate().addDays(1)).fontUnderline()
    dates._choose_entered()
    assert (dates.first_day, dates.last_day) == (date(2025, 5, 3), date(2025, 5, 9))


def test_a_second_folder_says_that_it_adds_and_offers_to_replace(
    program, scripted, tmp_path, qtbot
):
    draw_photo(tmp_path / "Kenya" / "new.png", RED, box=(50, 9, 99, 99))
    program.open([tmp_path / "Kenya"])
    notice = program.window.notice
    qtbot.waitUntil(lambda: "“Kenya”" in notice.text)
    assert f"{COUNT} photos that were open" in notice.text
    wait_for_results(qtbot, program, COUNT + 1)
    notice._button.click()
    qtbot.waitUntil(lambda: program.photo_list.rowCount() == 1 and names(program) == ["ne"])


def test_all_birds_of_a_photo_get_the_name_of_the_selected_one(
    make_program, tiny_pack, tmp_path, qtbot
):
    birds = tuple(
        a_bird((10 + 70 * n, 40, 60 + 70 * n, 120), KINGFISHER if n else SPARROW) for n in range(3)
    )
    draw_photo(tmp_path / "flock.png", RED)
    program = make_program(
        ScriptedIdentifier({"flock.png": birds}).services(), [tmp_path / "flock.png"]
    )
    wait_for_results(qtbot, program, 1)
    program.store.selection.select(0)
    program.window.all_actions.name_all.trigger()
    qtbot.waitUntil(
        lambda: [bird.taxon for bird in program.store.record.birds] == 3 * ["Passer domesticus"]
    )
    assert all(bird.is_confirmed for bird in program.store.record.birds)


def test_a_named_photo_changes_groups_counts_and_undo_at_once(program, qtbot):
    arrange(qtbot, program, grouping=Grouping.SPECIES)
    with program.services.open_catalogue() as catalogue:
        (bird,) = catalogue.record(program.photo_list.arrangement.rows[0]).birds
    program.store.carry_out(ReviewBirds((bird.bird_id,), confirmed(Rank.SPECIES, "Parus major")))
    qtbot.waitUntil(lambda: "Parus major" in headings(program))
    actions = program.window.all_actions
    # The name is shown before the catalogue has it.
    qtbot.waitUntil(lambda: actions.undo.text() == "&Undo: name a bird Great Tit")
    counts = {Show.UNREVIEWED: COUNT - 2}
    qtbot.waitUntil(lambda: counts.items() <= program.photo_list.arrangement.counts.items())
    trigger(qtbot, actions.undo)
    qtbot.waitUntil(lambda: "Parus major" not in headings(program))
    qtbot.waitUntil(lambda: not actions.undo.isEnabled())
    trigger(qtbot, actions.redo)
    qtbot.waitUntil(lambda: "Parus major" in headings(program))


def test_removed_photos_stay_away_after_a_restart(program, make_program, scripted, qtbot):
    program.navigation.go_to_row(3)
    removed = program.navigation.current_id
    program.window.all_actions.remove_photos.trigger()
    qtbot.waitUntil(lambda: removed not in program.photo_list.arrangement.row_of)
    assert program.navigation.current_id is not None
    qtbot.waitUntil(lambda: program.services.catalogue.waiting_count == 0)
    program.window.close()
    again = make_program(scripted.services())
    wait_for_results(qtbot, again, COUNT - 1)
    assert removed not in again.store


def test_removed_photos_can_be_put_back_with_what_is_known_of_them(program, scripted, qtbot):
    scripted.seen.clear()
    window = program.window
    program.navigation.go_to_row(3)
    removed = program.navigation.current_id
    trigger(qtbot, window.all_actions.remove_photos)
    qtbot.waitUntil(lambda: removed not in program.store)
    assert window.notice.text.startswith("1 photo removed from the list.")
    window.notice._button.click()
    qtbot.waitUntil(lambda: program.navigation.current_id == removed)
    wait_for_results(qtbot, program, COUNT)
    assert scripted.seen == []


def test_photos_are_identified_again_on_request(program, scripted, qtbot):
    program.navigation.go_to_row(2)
    scripted.seen.clear()
    program.window.all_actions.identify_again.trigger()
    qtbot.waitUntil(lambda: scripted.seen == ["02.png"])
    wait_for_results(qtbot, program, COUNT)


def test_the_paths_and_the_image_are_copied(program, folder, qtbot):
    program.navigation.go_to_row(2)
    wait_for_record(qtbot, program)
    program.window.all_actions.copy_path.trigger()
    assert QGuiApplication.clipboard().text() == str(folder / "02.png")
    with qtbot.waitSignal(program.copying.copied):
        program.window.all_actions.copy_image.trigger()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (320, 240)


def test_the_window_comes_back_with_view_size_and_photo(program, make_program, scripted, qtbot):
    program.window.progress.size_slider.setValue(250)
    program.navigation.go_to_row(7)
    current = program.navigation.current_id
    program.window.close()
    again = make_program(scripted.services())
    qtbot.waitUntil(lambda: again.navigation.current_id == current)
    wait_for_results(qtbot, again, COUNT)
    assert again.window.shows_grid
    assert again.window.grid.thumbnail_width == 250
    assert scripted.seen.count("07.png") == 1


def test_folders_that_were_opened_are_offered_again(program, folder, qtbot):
    program.window.all_actions.close_photos.trigger()
    assert folder.name in program.window.empty_state._recent.text()
    program.window.menus._recent.actions()[0].trigger()
    qtbot.waitUntil(lambda: program.photo_list.rowCount() == COUNT)


def test_what_is_looked_at_stays_until_another_photo_is(program, qtbot):
    program.navigation.go_to_row(2)
    arrange(qtbot, program, photo_filter=PhotoFilter(Show.NO_BIRD))
    assert names(program) == ["02", "11"]


def test_the_menu_of_a_photo_offers_to_decide_about_its_birds(make_program):
    program = make_program()
    offered = program.window.menus.photo_menu.actions()
    actions = program.window.all_actions
    assert {actions.accept, actions.unsure, actions.not_a_bird, actions.unreview} <= set(offered)
