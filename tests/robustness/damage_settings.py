"""Damages settings three thousand times, of the window and of the command line.

From the project's root:

    python -m tests.robustness.damage_settings [--count 3000] [--first 0]

Fails if reading any of them raises anything, or if changing one raises anything but Birdeye's own
error, or takes more than five seconds. The numbers of those that failed are printed.
"""

from __future__ import annotations

import argparse
import inspect
import logging
import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect

from birdeye.domain.errors import BirdeyeError
from birdeye.gui.settings import WindowSettings
from birdeye.gui.theme import ThemeChoice
from birdeye.packs.default_choice import read_default_choice, write_default_choice
from tests.robustness.mutations import damaged

_MOST_S = 5.0


def seeds(folder: Path) -> dict[str, bytes]:
    """Settings as the program writes them, by the suffix of the file."""
    toml, ini = folder / "settings.toml", folder / "window.ini"
    write_default_choice(toml, "inat-birds")
    settings = WindowSettings(ini)
    settings.theme = ThemeChoice.DARK
    settings.last_folder = "/home/ann/Photos é 照片"
    settings.remember_folder(Path("/home/ann/Photos"))
    settings.remember_folder(Path("/media/card/DCIM"))
    settings.window_place = QRect(10, 20, 1200, 800)
    settings.panel_split = QByteArray(bytes(range(40)))
    settings.thumbnail_width = 200
    settings.save()
    return {"toml": toml.read_bytes(), "ini": ini.read_bytes()}


def use(file: Path) -> None:
    """Read all that is in it, and change something."""
    if file.suffix == ".toml":
        read_default_choice(file)
        try:
            write_default_choice(file, "another")
        except BirdeyeError:
            return
        if read_default_choice(file) != "another":
            raise AssertionError("what was chosen is not kept")
        return
    settings = WindowSettings(file)
    for name, _ in inspect.getmembers(WindowSettings, lambda each: isinstance(each, property)):
        getattr(settings, name)
    settings.thumbnail_width = 123
    settings.save()
    # Qt takes a file of the same name, size and millisecond for what it has read before.
    written = file.replace(file.with_stem(f"{file.stem}-written"))
    if WindowSettings(written).thumbnail_width != 123:
        raise AssertionError("what was chosen is not kept")
    written.unlink()


def run(count: int, first: int, folder: Path) -> dict[int, str]:
    """The faults by number."""
    originals = seeds(folder)
    faults: dict[int, str] = {}
    for number in range(first, first + count):
        name, content, _ = damaged(originals, number)
        file = folder / f"{number}.{name}"
        file.write_bytes(content)
        started = time.monotonic()
        try:
            use(file)
        except Exception as error:  # whatever it is, it is what is looked for
            faults[number] = f"{name}: {type(error).__name__}: {error}"
        if time.monotonic() - started > _MOST_S:
            faults[number] = f"{name}: {time.monotonic() - started:.1f} s"
        file.unlink(missing_ok=True)
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first one")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    logging.disable()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        faults = run(options.count, options.first, Path(folder))
    print(f"{options.count} files in {time.monotonic() - started:.0f} s")
    for number, text in faults.items():
        print(f"file {number}: {text}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
