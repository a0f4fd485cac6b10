"""Everything that the window can do, each with its text, its icon and its keys."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from birdeye.gui.icons import themed_icon
from birdeye.gui.theme import Theme
from birdeye.gui.windows.rating_actions import RatingActions
from birdeye.gui.wording import without_mnemonic

COMMAND_NAME = "command_name"
"""The property of an action that says what it does, whatever its text says at the moment."""

Keys = QKeySequence.StandardKey | str


class Actions(QObject):
    """The window's actions. They do nothing by themselves: controllers connect to them."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._icon_names: dict[QAction, str] = {}
        self._all: list[QAction] = []
        standard = QKeySequence.StandardKey

        self.open_photos = self._new(self.tr("&Open photos…"), "open-photos", standard.Open)
        self.open_folder = self._new(self.tr("Open &folder…"), "open-folder", "Ctrl+Shift+O")
        self.export = self._new(self.tr("&Export…"), "export", "Ctrl+E")
        self.close_photos = self._new(self.tr("&Close all photos"), "", standard.Close)
        self.undo = self._new(self.tr("&Undo"), "undo", standard.Undo)
        self.redo = self._new(self.tr("&Redo"), "redo", standard.Redo, "Ctrl+Shift+Z")
        self.select_all = self._new(self.tr("Select &all photos"), "", standard.SelectAll)
        self.filter = self._new(self.tr("&Search the photos…"), "", "Ctrl+Shift+F")
        self.grid = self._new(self.tr("Photos in a &grid"), "grid", "G", checkable=True)
        self.larger = self._new(self.tr("&Larger thumbnails"), "", "Ctrl+Alt++", "Ctrl+Alt+=")
        self.smaller = self._new(self.tr("S&maller thumbnails"), "", "Ctrl+Alt+-")
        self.show_in_folder = self._new(self.tr("Show in &folder"), "open-folder")
        self.copy_path = self._new(self.tr("&Copy the path"), "copy", "Ctrl+Shift+C")
        self.copy_image = self._new(self.tr("Copy the &image with boxes"), "boxes", standard.Copy)
        self.identify_again = self._new(self.tr("Identify a&gain"), "again")
        self.remove_photos = self._new(self.tr("&Remove from the list"), "close", "Ctrl+Backspace")
        self.settings = self._new(self.tr("S&ettings…"), "", standard.Preferences, "Ctrl+,")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.quit = self._new(self.tr("&Quit"), "", standard.Quit, "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

        self.zoom_in = self._new(self.tr("Zoom &in"), "zoom-in", "+", "=", standard.ZoomIn)
        self.zoom_out = self._new(self.tr("Zoom &out"), "zoom-out", "-", standard.ZoomOut)
        self.fit = self._new(self.tr("&Fit to window"), "fit", "Ctrl+0")
        self.actual_size = self._new(self.tr("&Actual size"), "actual-size", "Ctrl+1")
        self.boxes = self._new(self.tr("Show &boxes"), "boxes", "Ctrl+B", checkable=True)
        self.brighten = self._new(self.tr("Brighten the sha&dows"), "brighten", checkable=True)
        self.use_places = self._new(self.tr("Use pla&ces to name birds"), "", checkable=True)
        self.panel = self._new(self.tr("&Panel beside the photos"), "", "F9", checkable=True)
        self.panel.setChecked(True)
        self.tool_text = self._new(self.tr("&Text under the tools"), "", checkable=True)
        self.full_screen = self._new(self.tr("Full &screen"), "full-screen", "F11", checkable=True)
        self.summary = self._new(self.tr("S&ummary…"), "", "Ctrl+Shift+S")
        self.life_list = self._new(self.tr("&Life list…"), "", "Ctrl+Shift+L")
        self.leave = self._new(self.tr("Leave full screen, or select no bird"), "", "Esc")

        self.previous_photo = self._new(self.tr("&Previous photo"), "previous", "Left", "PgUp")
        self.next_photo = self._new(self.tr("&Next photo"), "next", "Right", "PgDown")
        self.first_photo = self._new(self.tr("&First photo"), "", "Home")
        self.last_photo = self._new(self.tr("&Last photo"), "", "End")
        self.previous_bird = self._new(self.tr("P&revious bird"), "", "Up")
        self.next_bird = self._new(self.tr("Ne&xt bird"), "", "Down")

        self.accept = self._new(
            self.tr("&Accept the name"), "done", "Return", "Enter", "Ctrl+Return"
        )
        self.accept.setIconText(self.tr("Accept  ↵"))
        self.choose = tuple(
            self._new(self.tr("Choose name {0}").format(number), "", str(number))
            for number in range(1, 6)
        )
        self.find_name = self._new(self.tr("&Find a name…"), "search", "/", "Ctrl+F")
        self.accept_genus = self._new(self.tr("Accept the &genus"), "")
        self.accept_family = self._new(self.tr("Accept the fa&mily"), "")
        self.unsure = self._new(self.tr("&Unsure"), "unsure", "U")
        self.not_a_bird = self._new(self.tr("&Not a bird"), "no-bird", "X")
        self.unsure.setIconText(self.tr("Unsure  U"))
        self.not_a_bird.setIconText(self.tr("No bird  X"))
        self.name_all = self._new(self.tr("Same name for all &birds of this photo"), "", "Ctrl+D")
        self.unreview = self._new(self.tr("Take the &decision back"), "", "Backspace")
        self.next_unreviewed = self._new(self.tr("Next bird to re&view"), "", "Ctrl+Down")
        self.draw_box = self._new(
            self.tr("D&raw a box around a bird"), "draw-box", "D", checkable=True
        )
        self.delete_box = self._new(self.tr("De&lete the box"), "", "Del")
        self.set_place = self._new(self.tr("Set the &place…"), "place", "Ctrl+L")
        self.set_region = self._new(self.tr("Where photos are &taken…"), "")
        self.set_date = self._new(self.tr("Set the &date or the clock…"), "", "Ctrl+T")
        self.match_track = self._new(self.tr("Places from a &GPS track…"), "")
        self.set_place.setIconText(self.tr("Set place…"))

        self.rating = RatingActions(self._new)

        self.cancel = self._new(self.tr("&Stop identifying"), "", "Ctrl+.")
        self.identify_rest = self._new(self.tr("&Identify the rest"), "", "Ctrl+R")
        self.second_opinion = self._new(self.tr("Ask another model about these &photos…"), "model")
        self.calibrate = self._new(self.tr("&Calibrate with reviewed birds…"), "model")
        self.get_species = self._new(self.tr("&Get more species…"), "bird")
        self.add_pack_file = self._new(self.tr("&Add a model from a file…"), "add")
        self.add_pack_folder = self._new(self.tr("Add a model from a &folder…"), "open-folder")
        self.import_checkpoint = self._new(self.tr("I&mport a network…"), "import")

        self.manual = self._new(self.tr("&Manual"), "question", "F1")
        self.shortcuts = self._new(self.tr("&Keyboard shortcuts"), "keyboard", "?")
        self.about = self._new(self.tr("&About Birdeye"), "about")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

        theme.changed.connect(self._tint)
        self._tint()

    @property
    def photo_actions(self) -> tuple[QAction, ...]:
        """Those that make sense only while there are photos."""
        return (
            *(self.close_photos, self.zoom_in, self.zoom_out, self.fit, self.actual_size),
            *(self.boxes, self.previous_photo, self.next_photo, self.first_photo),
            *(self.select_all, self.filter, self.grid, self.larger, self.smaller),
            *(*self.selection_actions, *self.review_actions),
            *(self.last_photo, self.previous_bird, self.next_bird),
            *(self.brighten, self.second_opinion),
            *self.rating.about_photos,
        )

    @property
    def review_actions(self) -> tuple[QAction, ...]:
        """Those that decide about birds, or change their boxes."""
        return (
            *(self.accept, *self.choose, self.find_name, self.accept_genus, self.accept_family),
            *(self.unsure, self.not_a_bird, self.unreview, self.next_unreviewed, self.name_all),
            *(self.draw_box, self.delete_box, self.set_place),
            *(self.set_region, self.set_date, self.match_track),
        )

    @property
    def zoom_actions(self) -> tuple[QAction, ...]:
        """Those that need one photo shown large."""
        return (
            *(self.zoom_in, self.zoom_out, self.fit, self.actual_size),
            *(self.boxes, self.brighten, self.rating.zoom_bird),
        )

    @property
    def selection_actions(self) -> tuple[QAction, ...]:
        """Those that are about the selected photos, in the order of their menu."""
        return (
            *(self.show_in_folder, self.copy_path, self.copy_image),
            *(self.identify_again, self.remove_photos),
        )

    def with_keys(self) -> list[QAction]:
        """Those that a key calls, in the order of the menus."""
        return [action for action in self._all if action.shortcuts()]

    def _new(self, text: str, icon: str, *keys: Keys, checkable: bool = False) -> QAction:
        action = QAction(text, self._window, checkable=checkable)
        sequences: list[QKeySequence] = []
        for key in keys:
            sequences += (
                QKeySequence.keyBindings(key)
                if isinstance(key, QKeySequence.StandardKey)
                else [QKeySequence(key)]
            )
        action.setShortcuts(list(dict.fromkeys(sequences)))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        name = without_mnemonic(text).rstrip("…")
        action.setIconText(name)
        # The text may change to say what is undone, or which genus; the name stays.
        action.setProperty(COMMAND_NAME, name)
        first = sequences[0].toString(QKeySequence.SequenceFormat.NativeText) if sequences else ""
        action.setToolTip(f"{name} ({first})" if first else name)
        if icon:
            self._icon_names[action] = icon
        # An action works by its keys only once it belongs to a visible window.
        self._window.addAction(action)
        self._all.append(action)
        return action

    def _tint(self) -> None:
        colours = self._theme.colours
        for action, name in self._icon_names.items():
            action.setIcon(themed_icon(name, colours.text, colours.text_disabled))
