"""A checkpoint in its published archive, like the SSDs of 2017.

Only a symbol, weights and label files are unpacked, into a temporary folder; the sizes stated in an
archive are not trusted.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from birdeye.domain.errors import CheckpointInvalid

ZIP_SUFFIX = ".zip"
_WANTED = (".json", ".params", ".txt", ".names", ".tflite", ".onnx")
_MOST_ENTRIES, _MOST_BYTES, _CHUNK = 1000, 2 << 30, 1 << 20


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """``path`` itself; for a `.zip` the only network in it, for the duration of the block.

    Raises `CheckpointInvalid` for an archive that is damaged, too large, or does not contain
    exactly one network.
    """
    if path.suffix.lower() != ZIP_SUFFIX:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="birdeye-unpacked-") as name:
        try:
            with zipfile.ZipFile(path) as archive:
                files = _extracted(archive, Path(name), path.name)
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise CheckpointInvalid(path.name, f"it cannot be unpacked ({error})") from error
        yield _network_in(files, path.name)


def _extracted(archive: zipfile.ZipFile, folder: Path, subject: str) -> list[Path]:
    """The relevant files by name, whatever their folders."""
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise CheckpointInvalid(subject, f"it holds {len(entries)} files")
    left = _MOST_BYTES
    files: list[Path] = []
    for entry in entries:
        # Names may come from Windows, with its separators and its reserved characters.
        own = PurePosixPath(entry.filename.replace("\\", "/")).name
        if entry.is_dir() or not own.lower().endswith(_WANTED) or own.startswith("."):
            continue
        target = folder / "".join("_" if c in '<>:"|?*' or ord(c) < 32 else c for c in own)
        if target.exists():
            raise CheckpointInvalid(subject, f"it contains two files called “{own}”")
        with archive.open(entry) as stream, target.open("wb") as copy:
            while piece := stream.read(_CHUNK):
                left -= len(piece)
                if left < 0:
                    raise CheckpointInvalid(
                        subject, f"it unpacks to more than {_MOST_BYTES >> 30} GB"
                    )
                copy.write(piece)
        files.append(target)
    return files


def _network_in(files: list[Path], subject: str) -> Path:
    """The only network among the files: its symbol for a checkpoint."""
    symbols = [path for path in files if path.name.endswith("-symbol.json")]
    wholes = [path for path in files if path.suffix.lower() in (".tflite", ".onnx")]
    if not symbols:
        # Some archives call the symbol PREFIX.json.
        symbols = [path for path in files if path.suffix == ".json"][:1]
    found = symbols or wholes
    weights = [path for path in files if path.suffix == ".params"]
    if len(found) != 1 or (symbols and not weights):
        raise CheckpointInvalid(
            subject,
            f"it holds {len(found)} networks and {len(weights)} files of weights",
            "Unpack it and choose one.",
        )
    return found[0]
