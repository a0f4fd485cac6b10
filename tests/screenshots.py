"""Takes the pictures of the window that the documents show, from the running program.

``python -m tests.screenshots [FOLDER]`` (assets/screenshots) has the program open photos that were
drawn for it, so that every picture may be shared, and writes one PNG a state. The catalogue knows
these photos already: what they show, when and where, and what the user confirmed. For Chinese, a
font that has it must be installed (Debian: fonts-noto-cjk).

With ``--scale 2``, the pictures are those of a display of 2560 x 1440 pixels, two by two of which
make one of the window's.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from birdeye import locations
from birdeye.gui.app import make_application
from birdeye.gui.dialogs.export_photos import ExportDialog
from birdeye.gui.program import Program
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
from birdeye.gui.text_lines import with_chinese
from birdeye.gui.theme import ThemeChoice
from birdeye.gui.translation import Translation
from birdeye.workflows.places import version_in_use
from tests.helpers.drawn_season import draw_season
from tests.helpers.tiny_pack import make_tiny_pack
from tests.helpers.window import identified, is_at_rest

ROOT = Path(__file__).resolve().parents[1]
WINDOW = QSize(1280, 840)
DENSE_WINDOW = QSize(1280, 720)
SCREEN = (2560, 1440)
_THUMBNAILS, _IN_GRID = 5, 20
"""How many photos the filmstrip and the grid have in sight."""
FONTS = ("Inter", "Noto Sans", "Noto Sans CJK SC", "DejaVu Sans")


class Photographer:
    """Takes pictures of one program after the other, into ``folder``."""

    def __init__(
        self, application: QApplication, photos: Path, folder: Path, size: QSize = WINDOW
    ) -> None:
        self._size = size
        self._application = application
        self._photos = photos
        self._folder = folder
        self._translation = Translation(application)

    def take_all(self) -> None:
        """Every picture that the documents show."""
        program = self._start("en")
        wait_until(lambda: program.identification.pack is not None, "a model")
        self._save("empty", program.window)
        close(program)
        draw_and_remember(self._photos)
        program = self._start("en")
        self._open(program)
        self._save("window", program.window)
        self._take_summary(program)
        self._take_export(program)
        self._in_grid(program)
        self._save("grid", program.window)
        program.window.all_actions.grid.trigger()
        program.theme.choose(ThemeChoice.DARK)
        self._save("window-dark", program.window)
        close(program)
        program = self._start("zh_CN")
        self._open(program)
        self._in_grid(program)
        self._save("grid-zh", program.window)
        close(program)

    def _start(self, language: str) -> Program:
        settings = WindowSettings(locations.settings_file().with_name("window.ini"))
        settings.language = language.partition("_")[0]
        settings.theme = ThemeChoice.LIGHT
        self._translation.use(language)
        program = Program(self._application, Services(), settings)
        program.window.resize(self._size)
        program.start([])
        return program

    def _open(self, program: Program) -> None:
        paths = sorted(self._photos.glob("*.jpg"))
        program.open(paths)
        wait_until(
            lambda: (
                len(identified(program)) == len(paths)
                and is_at_rest(program)
                and not program.identification.is_running
            ),
            "the last photo",
        )
        first = program.models.photo_list.ids_on_show()[:_THUMBNAILS]
        wait_until(
            lambda: all(program.models.thumbnails.get(one) is not None for one in first),
            "thumbnails",
        )

    def _in_grid(self, program: Program) -> None:
        program.window.all_actions.grid.trigger()
        program.navigation.go_to_row(1)
        ids = program.models.photo_list.ids_on_show()[:_IN_GRID]
        wait_until(
            lambda: (
                is_at_rest(program)
                and all(program.models.thumbnails.get(one) is not None for one in ids)
            ),
            "the grid",
        )

    def _take_summary(self, program: Program) -> None:
        program.summary.show(of_catalogue=False)
        window = program.summary.window
        wait_until(lambda: window.model.rowCount() > 0, "the summary")
        self._save("summary", window)
        window.tabs.setCurrentWidget(window.seasons)
        self._save("months", window)
        window.close()

    def _take_export(self, program: Program) -> None:
        program.window.all_actions.export.trigger()
        dialog = program.window.findChild(ExportDialog)
        # Nothing is written there; the folder that was drawn into has no name for a picture.
        dialog.form.destination.set_path(Path("/home/ada/Pictures/birds.csv"))
        settle()
        wait_until(dialog.export_button.isEnabled, "the preview of an export")
        wait_until(lambda: not dialog.preview.rows.isHidden(), "the rows of an export")
        self._save("export", dialog)
        dialog.reject()

    def _save(self, name: str, shown: QWidget) -> None:
        """Write what is shown, in as few colours as hide nothing, to keep the file small."""
        settle()
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"{name}.png"
        shown.grab().save(str(file))
        with Image.open(file) as picture:
            few = picture.convert("RGB").quantize(
                256, method=Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.FLOYDSTEINBERG
            )
        few.save(file, optimize=True)
        print(f"{file}: {file.stat().st_size / 1000:.0f} kB")


def wait_until(condition: Callable[[], bool], what: str, timeout_s: float = 120) -> None:
    """Run the event loop until ``condition()``."""
    loop = QEventLoop()
    watch = QTimer(interval=20)
    watch.timeout.connect(lambda: condition() and loop.quit())
    watch.start()
    QTimer.singleShot(round(timeout_s * 1000), loop.quit)
    loop.exec()
    watch.stop()
    if not condition():
        sys.exit(f"waited {timeout_s:.0f} s in vain for {what}")


def settle(milliseconds: int = 900) -> None:
    """Let thumbnails, previews and animations come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def close(program: Program) -> None:
    """End a program, so that another one can begin."""
    program.window.close()
    program.shut_down()
    program.window.deleteLater()
    program.deleteLater()


def draw_and_remember(folder: Path) -> None:
    """Photos in ``folder``, which the catalogue knows."""
    services = Services()
    pack = version_in_use(services.open_library().default())
    with services.open_catalogue() as catalogue:
        draw_season(folder, catalogue, pack, services.species_table())


def use_screen_of_our_own(scratch: Path, scale: int) -> None:
    """A screen on which no window is cut; that of Qt's platform without one has 800 x 800."""
    width, height = SCREEN
    screen = {"name": "pictures", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    file = scratch / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), "utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
    os.environ["QT_SCALE_FACTOR"] = str(scale)


def main() -> None:
    """Take the pictures in a data folder of their own."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = ROOT / "assets" / "screenshots"
    parser.add_argument("folder", nargs="?", type=Path, default=default, metavar="FOLDER")
    parser.add_argument("--scale", type=int, choices=(1, 2), default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="birdeye-") as scratch:
        use_screen_of_our_own(Path(scratch), arguments.scale)
        application = make_application()
        known = QFontDatabase.families()
        font = QFont(next(font for font in FONTS if font in known), 10)
        application.setFont(with_chinese(font))
        os.environ["BIRDEYE_DATA"] = str(Path(scratch) / "data")
        if not Services().open_library().packs():
            make_tiny_pack(locations.user_packs_folder() / "tiny")
        size = WINDOW if arguments.scale == 1 else DENSE_WINDOW
        photos = Path(scratch) / "photos"
        Photographer(application, photos, arguments.folder, size).take_all()


if __name__ == "__main__":
    main()
