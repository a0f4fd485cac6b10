"""The settings that the window and the command line share, a TOML file of tables."""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from birdeye.domain.errors import BirdeyeError, CannotWrite, or_cannot_write
from birdeye.private_files import make_private_folder
from birdeye.replacing import replacing_file

_log = logging.getLogger(__name__)


def read_table(file: Path, table: str) -> dict[str, Any]:
    """What is stored in a table; nothing, and a line in the log, if ``file`` cannot be read."""
    try:
        found = read_settings(file).get(table)
    except (OSError, ValueError) as error:
        _log.warning("%s could not be read: %s", file, error)
        return {}
    return found if isinstance(found, dict) else {}


def read_settings(file: Path) -> dict[str, Any]:
    """All tables; none if there is no file.

    Raises OSError, and ValueError for what is not TOML in UTF-8.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return {}
    return tomllib.loads(content.decode("utf-8"))


def write_setting(file: Path, table: str, key: str, value: Any) -> None:
    """Store ``value`` in a table, or delete it for None; everything else in the file stays.

    Raises `BirdeyeError` for a file that is damaged, which is not overwritten, and `CannotWrite`.
    """
    try:
        settings = read_settings(file)
    except ValueError as error:
        raise BirdeyeError(
            f"The settings in “{file}” cannot be changed, because the file is damaged: "
            f"{error}. Correct it or delete it, and try again."
        ) from None
    except OSError as error:
        raise CannotWrite(file, error.strerror or str(error)) from None
    values = settings.get(table)
    values = dict(values) if isinstance(values, dict) else {}
    if values.get(key) == value:
        return
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value
    settings[table] = values
    if not values:
        del settings[table]
    _replace(file, tomli_w.dumps(settings).encode("utf-8"))


def _replace(file: Path, content: bytes) -> None:
    with or_cannot_write(file):
        make_private_folder(file.parent)
        with replacing_file(file, private=True) as writing:
            writing.write(content)
