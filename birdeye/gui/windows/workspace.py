"""The middle of the window once there are photos: these on the left, the panel on the right.

Apart from the window, which is on the screen before this is loaded and built.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QWidget

from birdeye.gui.layouts import in_column
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.panels.acknowledgement import Acknowledgement
from birdeye.gui.panels.canvas_message import CanvasMessage
from birdeye.gui.panels.filmstrip import Filmstrip
from birdeye.gui.panels.filter_bar import FilterBar
from birdeye.gui.panels.photo_grid import PhotoGrid
from birdeye.gui.panels.species_panel import SpeciesPanel
from birdeye.gui.photo_view.photo_view import PhotoView
from birdeye.gui.windows.actions import Actions

_PANEL_WIDTH = 340


class Workspace(QSplitter):
    """One photo above the filmstrip, or the photos in a grid; beside them what is known."""

    def __init__(self, models: WindowModels, actions: Actions, whole_width: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        theme, names, store = models.theme, models.names, models.store
        photos = models.photo_list, models.navigation.selection_model
        self.photo_view = PhotoView(store.selection)
        self.canvas_message = CanvasMessage()
        self.filmstrip = Filmstrip(*photos)
        self.grid = PhotoGrid(*photos, names)
        self.filter_bar = FilterBar(names, theme)
        self.species_panel = SpeciesPanel(store, names, models.ranking, actions, theme)
        self.canvas = QStackedWidget()
        self.canvas.addWidget(self.photo_view)
        self.canvas.addWidget(self.canvas_message)
        self.views = QStackedWidget()
        one_photo = QWidget()
        in_column((self.canvas, 1), self.filmstrip, spacing=0, of=one_photo)
        self.views.addWidget(one_photo)
        self.views.addWidget(self.grid)
        # In a low window it is rather cut than pushed over the filter bar.
        self.views.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.acknowledgement = Acknowledgement(self.canvas)
        left = QWidget()
        in_column(self.filter_bar, (self.views, 1), spacing=0, of=left)
        self.filter_bar.hide()
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(self.species_panel)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([whole_width - _PANEL_WIDTH, _PANEL_WIDTH])
