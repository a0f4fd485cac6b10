"""Keeps which pack the user chose in the settings, beside whatever else is kept there."""

from __future__ import annotations

import logging
import os
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from birdeye.domain.errors import BirdeyeError, CannotWrite
from birdeye.private_files import make_private_folder

_TABLE, _KEY = "packs", "default"

_log = logging.getLogger(__name__)


def read_default_choice(settings_file: Path) -> str | None:
    """The id of the pack that the user chose, or None; unreadable settings count as no choice."""
    try:
        table = _read(settings_file).get(_TABLE)
    except (OSError, ValueError) as error:
        _log.warning("%s could not be read: %s", settings_file, error)
        return None
    choice = table.get(_KEY) if isinstance(table, dict) else None
    return choice if isinstance(choice, str) else None


def write_default_choice(settings_file: Path, pack_id: str | None) -> None:
    """Keep ``pack_id`` as the choice, or no choice for None; all other settings stay.

    Raises `CannotWrite`, and `BirdeyeError` rather than replacing settings that cannot be read.
    """
    try:
        settings = _read(settings_file)
    except ValueError as error:
        raise BirdeyeError(
            f"The settings in “{settings_file}” cannot be changed, because the file is damaged: "
            f"{error}. Correct it or delete it, and try again."
        ) from None
    except OSError as error:
        raise CannotWrite(settings_file, error.strerror or str(error)) from None
    table = settings.get(_TABLE)
    table = dict(table) if isinstance(table, dict) else {}
    if table.get(_KEY) == pack_id:
        return
    if pack_id is None:
        table.pop(_KEY, None)
    else:
        table[_KEY] = pack_id
    settings[_TABLE] = table
    if not table:
        del settings[_TABLE]
    _replace(settings_file, tomli_w.dumps(settings).encode("utf-8"))


def _read(settings_file: Path) -> dict[str, Any]:
    try:
        content = settings_file.read_bytes()
    except FileNotFoundError:
        return {}
    return tomllib.loads(content.decode("utf-8"))


def _replace(file: Path, content: bytes) -> None:
    temporary = ""
    try:
        make_private_folder(file.parent)
        descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
        with os.fdopen(descriptor, "wb") as writing:
            writing.write(content)
        Path(temporary).replace(file)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise CannotWrite(file, error.strerror or str(error)) from None
