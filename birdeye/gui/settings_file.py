"""The file of the window's settings, which no thread of the window waits for.

Qt's own settings are written in the window's thread, which has the disk confirm it twice; from
another thread they hold Python's lock meanwhile. On a slow disk each choice in a menu would hold
the window up. So Qt reads the file, and what it could read again is written here.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import defaultdict
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings

from birdeye.domain.errors import CannotWrite
from birdeye.export.whole_file import write_whole
from birdeye.private_files import make_private_file, make_private_folder

_OURS = re.compile(r"[A-Za-z0-9_]+(/[A-Za-z0-9_]+)*")

_log = logging.getLogger(__name__)


class SettingsFile:
    """Keys (``group/name``) and values of the INI file at ``path``, which is read once, at first.

    Values are texts, whole numbers, lists of texts, `QRect` and `QByteArray`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        store = QSettings(str(path), QSettings.Format.IniFormat)
        # What damage makes of a key may not be written without spoiling the others.
        self._values = {key: store.value(key) for key in store.allKeys() if _OURS.fullmatch(key)}
        self._is_written = True
        self._lock = threading.Lock()
        self._writer: threading.Thread | None = None

    def value(self, key: str) -> object:
        """The value of ``key``, None if it is missing."""
        return self._values.get(key)

    def set_value(self, key: str, value: object) -> None:
        """Keep ``value`` from now on; it is written as soon as the disk lets."""
        with self._lock:
            self._values[key] = value
            self._is_written = False
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
        while (text := self._unwritten()) is not None:
            try:
                make_private_folder(self._path.parent)
                make_private_file(self._path)  # what takes its place gets its permissions
                write_whole(self._path, text.encode())
            except (CannotWrite, OSError) as error:
                _log.info("The settings are not kept: %s", error)

    def _unwritten(self) -> str | None:
        """The content to write; None if it is written, and the thread is to end."""
        with self._lock:
            if self._is_written:
                self._writer = None
                return None
            self._is_written = True
            return as_ini(self._values)


def as_ini(values: dict[str, object]) -> str:
    """``values`` in the words of `QSettings`, which reads them so."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in sorted(values.items()):
        group, _, name = key.rpartition("/")
        groups[group or "General"].append(f"{name}={_written(value)}\n")
    return "\n".join(f"[{group}]\n{''.join(lines)}" for group, lines in groups.items())


def _written(value: object) -> str:
    if isinstance(value, QRect):
        return f"@Rect({value.x()} {value.y()} {value.width()} {value.height()})"
    if isinstance(value, QByteArray):
        escaped = "".join(f"\\x{byte:02x}" for byte in value.data())
        return f'"@ByteArray({escaped})"'
    if isinstance(value, list):
        return ", ".join(_quoted(str(each)) for each in value) or "@Invalid()"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text
    if text.startswith("@"):
        text = f"@{text}"
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return f'"{text}"'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\\0"}
"""The backslash first, as the others bring more of them."""
