"""The summary window: its table sorts, follows names, and asks for what it needs."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from birdeye import locations
from birdeye.domain.identification import Rank
from birdeye.geography.countries import Countries
from birdeye.gui.models.species_list import SORT_ROLE, Column, SpeciesListModel
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.theme import Theme, ThemeChoice
from birdeye.gui.windows.summary_window import Scope, SummaryWindow
from birdeye.taxonomy.species_table import read_species_table
from birdeye.workflows.summarise import Summary, TaxonLine

LINES = (
    TaxonLine(
        Rank.SPECIES, "Parus major", 2, 9, 1, date(2024, 5, 1), date(2024, 6, 1), 7, Path("a.jpg")
    ),
    TaxonLine(Rank.SPECIES, "Alcedo atthis", 4, 4, 0, None, None, 8, Path("b.jpg")),
    TaxonLine(Rank.GENUS, "Turdus", 1, 1, 1, date(2023, 5, 1), date(2023, 5, 1), 9),
)
NO_COUNTRIES = Countries({})


@pytest.fixture(scope="module")
def table():
    return read_species_table(locations.names_folder())


@pytest.fixture
def names(qapp, table):
    names = SpeciesNames("en")
    names.use_table(table.species)
    return names


@pytest.fixture
def window(qtbot, qapp, names):
    window = SummaryWindow(names, Theme(qapp, ThemeChoice.LIGHT))
    qtbot.addWidget(window)
    return window


def shown(model, column):
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_models(qtmodeltester, names):
    model = SpeciesListModel(names)
    model.show_lines(LINES)
    qtmodeltester.check(model)


def test_names_follow_the_language(names):
    model = SpeciesListModel(names)
    model.show_lines(LINES)
    assert shown(model, Column.NAME) == [
        "Great Tit",
        "Common Kingfisher",
        "Turdus, species not known",
    ]
    names.set_language("zh")
    assert shown(model, Column.NAME)[1] == "普通翠鸟"


def test_families_follow_the_language_too(names, table):
    names.use_table(table.species, table.family_name)
    model = SpeciesListModel(names)
    model.show_lines((TaxonLine(Rank.FAMILY, "Waxwings", 1, 1, 0, None, None, 9),))
    assert shown(model, Column.NAME) == ["Waxwings, species not known"]
    names.set_language("zh")
    assert shown(model, Column.NAME) == ["太平鸟科, species not known"]


def test_figures_sort_as_figures_and_unknown_dates_last(window):
    window.show_summary(Summary(lines=LINES), NO_COUNTRIES)
    rows = window.table.model()
    assert shown(rows, Column.BIRDS) == ["9", "4", "1"]
    window.table.sortByColumn(Column.FIRST, Qt.SortOrder.AscendingOrder)
    assert shown(rows, Column.SCIENTIFIC) == ["Turdus", "Parus major", "Alcedo atthis"]
    assert rows.index(2, Column.FIRST).data(SORT_ROLE) > rows.index(1, Column.FIRST).data(SORT_ROLE)


def test_pictures_are_asked_for_once(names):
    model = SpeciesListModel(names)
    model.show_lines(LINES)
    assert model.missing_pictures() == [Path("a.jpg"), Path("b.jpg")]
    model.set_picture(Path("a.jpg"), QPixmap(4, 4))
    assert model.missing_pictures() == [Path("b.jpg")]
    model.show_lines(LINES)
    assert model.missing_pictures() == [Path("b.jpg")]


def test_the_figures_stand_in_words(window):
    summary = Summary(
        photo_count=12,
        box_count=20,
        bird_count=15,
        reviewed_count=5,
        unnamed_count=3,
        lines=LINES,
    )
    window.show_summary(summary, NO_COUNTRIES)
    text = window.findChild(object, "summaryFigures").text()
    assert text == "12 photos  ·  15 birds  ·  2 species  ·  25% reviewed  ·  3 without a name"


def test_nearly_all_is_not_all(window):
    window.show_summary(Summary(12, 300, 299, 126), NO_COUNTRIES)
    assert window.findChild(object, "summaryFigures").text().endswith(">99% reviewed")


def test_an_empty_life_list_says_why(window):
    window.show_summary(Summary(12, 300, confirmed_only=True), NO_COUNTRIES)
    assert window.findChild(object, "summaryState").text() == "No name has been confirmed yet."
    window.show_summary(Summary(12, 300), NO_COUNTRIES)
    assert window.findChild(object, "summaryState").text() == ""


def test_a_summary_after_the_life_list_has_the_guesses_again(window):
    window.show_life_list()
    assert (window.scope, window.confirmed_only) == (Scope.CATALOGUE, True)
    window.show_shown()
    assert (window.scope, window.confirmed_only) == (Scope.ON_SHOW, False)
    # Who looks at what was confirmed among the photos on show goes on with that.
    window.confirmed_box.click()
    window.show_shown()
    assert window.confirmed_only


def test_choices_ask_for_other_figures(qtbot, window):
    with qtbot.waitSignal(window.figures_asked) as asked:
        window._choose_scope(Scope.CATALOGUE)
    assert asked.args == [Scope.CATALOGUE, False]
    with qtbot.waitSignal(window.figures_asked) as asked:
        window.confirmed_box.click()
    assert asked.args == [Scope.CATALOGUE, True]


def test_a_species_leads_to_its_best_photo_and_stays_chosen(qtbot, window):
    window.show_summary(Summary(lines=LINES), NO_COUNTRIES)
    window.table.setCurrentIndex(window.table.model().index(1, 0))
    with qtbot.waitSignal(window.photo_chosen) as chosen:
        window.table.activated.emit(window.table.currentIndex())
    assert chosen.args == [8]
    more = TaxonLine(Rank.SPECIES, "Apus apus", 50, 50, months=Counter({5: 50}))
    window.show_summary(Summary(lines=(more, *LINES)), NO_COUNTRIES)
    assert window.table.currentIndex().row() == 2


def test_only_charts_are_saved_as_pictures(window):
    assert not window.save_button.isEnabled()
    window.tabs.setCurrentWidget(window.days)
    assert window.save_button.isEnabled()
    assert window.days.accessibleName() == ""
    window.show_summary(Summary(days={date(2024, 5, 1): 3}), NO_COUNTRIES)
    assert window.days.accessibleName() == "Birds by date"
