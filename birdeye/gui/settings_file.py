"""The file of the window's settings, which no thread of the window waits for.

Qt's own settings write in the window's thread, and have the disk confirm it: on a slow one, every
choice in a menu would hold the window up.
"""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QSettings


class SettingsFile:
    """Keys and values of the INI file at ``path``, which is read once, when this is made."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        store = self._open()
        self._values = {key: store.value(key) for key in store.allKeys()}
        self._unwritten: dict[str, object] = {}
        self._lock = threading.Lock()
        self._writer: threading.Thread | None = None

    def value(self, key: str) -> object:
        """What ``key`` stands for, None where it is not there."""
        return self._values.get(key)

    def set_value(self, key: str, value: object) -> None:
        """Keep ``value`` from now on; it is written as soon as the disk lets."""
        self._values[key] = value
        with self._lock:
            self._unwritten[key] = value
            if self._writer is None:
                # Python waits for it at the end of the program.
                self._writer = threading.Thread(target=self._write, name="birdeye-settings")
                self._writer.start()

    def wait_until_written(self) -> None:
        """Return when all is on the disk, or cannot be written."""
        with self._lock:
            writer = self._writer
        if writer is not None:
            writer.join()

    def _write(self) -> None:
        while changed := self._taken():
            store = self._open()
            for key, value in changed.items():
                store.setValue(key, value)
            store.sync()

    def _taken(self) -> dict[str, object]:
        """What is to be written; where that is nothing, the thread is to end."""
        with self._lock:
            changed, self._unwritten = self._unwritten, {}
            if not changed:
                self._writer = None
            return changed

    def _open(self) -> QSettings:
        return QSettings(self._path, QSettings.Format.IniFormat)
