"""The summary: which species, when, where and how surely, as a table and as plots."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QSignalBlocker,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QTabWidget,
)

from birdeye.domain.arrangement import PhotoFilter
from birdeye.gui import wording
from birdeye.gui.charts.chart import Chart, ChartPart, ChartStyle, ChartView
from birdeye.gui.charts.confidence import ConfidenceChart
from birdeye.gui.charts.days import DaysChart
from birdeye.gui.charts.seasons import SeasonsChart
from birdeye.gui.charts.sightings_map import SightingsMap
from birdeye.gui.layouts import STRETCH, in_column, in_row
from birdeye.gui.models.species_list import LINE_ROLE, SORT_ROLE, Column, SpeciesListModel
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.theme import Theme
from birdeye.workflows.summarise import Summary

if TYPE_CHECKING:
    from birdeye.geography.countries import Countries

PICTURE_SIDE = 44
_ROW_HEIGHT = 50
_MEASURED = Column.BIRDS, Column.PHOTOS, Column.CONFIRMED, Column.FIRST, Column.LAST


class Scope(Enum):
    """Which photos are summed up."""

    ON_SHOW = "on show"
    CATALOGUE = "catalogue"


class SummaryWindow(QDialog):
    """Shows a `Summary`; stays open beside the main window and follows what is reviewed there.

    Signals:
        figures_asked(scope, confirmed_only): other figures are wanted.
        photo_chosen(photo_id): the user wants to see the best photo of a species.
        filter_asked(PhotoFilter): the user wants to see the photos behind a part of a chart.
        save_asked(chart, style, path): the user wants a chart as a file.
    """

    figures_asked = Signal(object, bool)
    photo_chosen = Signal(int)
    save_asked = Signal(object, object, object)
    filter_asked = Signal(object)

    def __init__(self, names: SpeciesNames, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Summary"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setSizeGripEnabled(True)
        self.resize(980, 700)
        self._names = names
        self._summary = Summary()
        self._countries: Countries | None = None
        self._figures = QLabel(objectName="summaryFigures", wordWrap=True)
        self._figures.setToolTip(
            self.tr("Birds are counted by visits: thirty photos of a flock of six are six birds.")
        )
        self._state = QLabel(objectName="summaryState")
        self.scope_box = QComboBox()
        self.scope_box.addItem(self.tr("Photos shown"), Scope.ON_SHOW)
        self.scope_box.addItem(self.tr("All photos ever opened"), Scope.CATALOGUE)
        self.scope_box.setAccessibleName(self.tr("Which photos"))
        self.confirmed_box = QCheckBox(self.tr("Only names that I confirmed"))
        self.save_button = QPushButton(self.tr("Save picture…"))
        self.model = SpeciesListModel(names, self)
        self.table = self._make_table()
        self.seasons, self.days = ChartView(theme), ChartView(theme)
        self.confidence, self.map = ChartView(theme), ChartView(theme)
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.tabBar().setDrawBase(False)
        for page, title in (
            (self.table, self.tr("Species")),
            (self.seasons, self.tr("Months")),
            (self.days, self.tr("Dates")),
            (self.map, self.tr("Map")),
            (self.confidence, self.tr("Confidence")),
        ):
            self.tabs.addTab(page, title)
        self._lay_out()
        self.scope_box.currentIndexChanged.connect(self._ask_for_figures)
        self.confirmed_box.toggled.connect(self._ask_for_figures)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.table.activated.connect(self._on_row_activated)
        for chart in (self.seasons, self.days, self.map):
            chart.part_chosen.connect(self._on_part_chosen)
        names.changed.connect(self._show_charts)
        self._on_tab_changed(0)

    @property
    def scope(self) -> Scope:
        """Which photos are summed up."""
        return self.scope_box.currentData()

    @property
    def confirmed_only(self) -> bool:
        """Whether names that nobody confirmed are left out."""
        return self.confirmed_box.isChecked()

    def show_shown(self) -> None:
        """Sum up the photos on show. What makes a life list ends with it, so that the guesses about
        them are there again."""
        if self.is_life_list:
            self.table.sortByColumn(Column.BIRDS, Qt.SortOrder.DescendingOrder)
            with QSignalBlocker(self.confirmed_box):
                self.confirmed_box.setChecked(False)
        self._choose_scope(Scope.ON_SHOW)

    def show_life_list(self) -> None:
        """Begin with what a life list is: confirmed species, the first seen first."""
        self.table.sortByColumn(Column.FIRST, Qt.SortOrder.AscendingOrder)
        with QSignalBlocker(self.confirmed_box):
            self.confirmed_box.setChecked(True)
        self._choose_scope(Scope.CATALOGUE)
        self._name()

    @property
    def is_life_list(self) -> bool:
        """Whether that is what is shown."""
        return self.scope is Scope.CATALOGUE and self.confirmed_only

    def _choose_scope(self, scope: Scope) -> None:
        self.scope_box.setCurrentIndex(self.scope_box.findData(scope))

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Life list") if self.is_life_list else self.tr("Summary"))

    def show_counting(self) -> None:
        """Say that figures are on their way."""
        self._state.setText(self.tr("Counting…"))

    def show_summary(self, summary: Summary, countries: Countries) -> None:
        """Show these figures."""
        self._summary, self._countries = summary, countries
        nothing = summary.confirmed_only and not summary.lines
        self._state.setText(self.tr("No name has been confirmed yet.") if nothing else "")
        self._figures.setText("  ·  ".join(self._figures_in_words()))
        chosen = self.table.currentIndex().data(LINE_ROLE)
        # A genus or a family is nothing to tick off.
        self.model.show_lines(summary.species if self.is_life_list else summary.lines)
        # Once, and not with every picture that comes in: measuring all rows takes a while.
        for column in _MEASURED:
            self.table.resizeColumnToContents(column)
        if chosen is not None:
            self._select_taxon(chosen.taxon)
        self._show_charts()

    def _figures_in_words(self) -> list[str]:
        summary = self._summary
        words = [
            wording.count_of_photos(summary.photo_count),
            wording.count_of_birds(summary.bird_count),
            wording.count_of_species(len(summary.species)),
        ]
        if summary.reviewed_count:
            share = wording.percent_of(summary.reviewed_count, summary.box_count)
            words.append(self.tr("{0} reviewed").format(share))
        if summary.unnamed_count:
            unnamed = wording.figure(summary.unnamed_count)
            words.append(self.tr("{0} without a name").format(unnamed))
        return words

    def _show_charts(self) -> None:
        summary = self._summary
        self.seasons.show_chart(SeasonsChart(summary.species, self._names.common_name))
        self.days.show_chart(DaysChart(summary.days))
        self.confidence.show_chart(ConfidenceChart(summary.confidence))
        self.map.show_chart(SightingsMap(summary.points, self._countries))

    def _select_taxon(self, taxon: str) -> None:
        sorted_lines = self.table.model()
        for row in range(sorted_lines.rowCount()):
            index = sorted_lines.index(row, Column.NAME)
            if index.data(LINE_ROLE).taxon == taxon:
                flags = QItemSelectionModel.SelectionFlag
                self.table.selectionModel().setCurrentIndex(
                    index, flags.ClearAndSelect | flags.Rows
                )
                return

    def _make_table(self) -> QTableView:
        in_order = QSortFilterProxyModel(self)
        in_order.setSourceModel(self.model)
        in_order.setSortRole(SORT_ROLE)
        in_order.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        in_order.setSortLocaleAware(True)
        table = QTableView()
        table.setModel(in_order)
        table.setSortingEnabled(True)
        table.sortByColumn(Column.BIRDS, Qt.SortOrder.DescendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setIconSize(QSize(PICTURE_SIDE, PICTURE_SIDE))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.setAccessibleName(self.tr("Species"))
        table.setToolTip(self.tr("Double-click a species to see its best photo."))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(100)  # rows that are measured
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.SCIENTIFIC, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        choices = self.scope_box, self.confirmed_box, self._state
        top = in_row(*choices, STRETCH, self.save_button, spacing=16)
        parts = self._figures, top, (self.tabs, 1)
        in_column(*parts, spacing=14, margins=(20, 18, 20, 18), of=self)

    def _ask_for_figures(self) -> None:
        self._name()
        self.figures_asked.emit(self.scope, self.confirmed_only)

    def _chart_on_show(self) -> tuple[Chart, ChartStyle] | None:
        page = self.tabs.currentWidget()
        if isinstance(page, ChartView) and page.chart is not None:
            return page.chart, page.style_now
        return None

    def _on_tab_changed(self, _index: int) -> None:
        self.save_button.setEnabled(isinstance(self.tabs.currentWidget(), ChartView))

    def _on_save_clicked(self) -> None:
        on_show = self._chart_on_show()
        if on_show is None:
            return
        name = f"{self.tabs.tabText(self.tabs.currentIndex())}.png"
        path, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save picture"), name, self.tr("Pictures (*.png *.svg)")
        )
        if path:
            self.save_asked.emit(*on_show, Path(path))

    def _on_part_chosen(self, part: ChartPart) -> None:
        if part.days is not None:
            self.filter_asked.emit(PhotoFilter(first_day=part.days[0], last_day=part.days[1]))
            return
        summary = self._summary
        ids = summary.photos_in.get(part.key) or summary.photos_at.get(part.key)
        if ids:
            self.filter_asked.emit(PhotoFilter(photo_ids=ids))

    def _on_row_activated(self, index: QModelIndex) -> None:
        self.photo_chosen.emit(index.data(LINE_ROLE).best_photo_id)

    def showEvent(self, event: QShowEvent) -> None:
        """Figures are requested only while they are visible."""
        super().showEvent(event)
        self._ask_for_figures()
