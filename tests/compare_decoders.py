"""Reads every photo below a folder, compares it with libvips, and prints a table by format.

From the project's root, where pyvips is installed (``pip install pyvips[binary]``):

    python -m tests.compare_decoders FOLDER [--list] [--all-files]

A photo *agrees* when both have the same upright size and the same picture: shrunk to 256 pixels,
levels differ by at most 6 of 255 on the mean. *Refused* are those that Birdeye says something about
instead; behind it, how many of them libvips opens. Where only Birdeye opens a file there is nothing
to compare with, as for most RAW files. ``--list`` names each file that does not agree, with the
reason; ``--all-files`` tries what is not named like a photo, too.

Fails where something other than Birdeye's own error is raised, which no file may bring about.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye.domain.errors import PhotoUnreadable
from birdeye.imaging.formats import SNIFF_BYTES, sniff
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.resizing import resize
from birdeye.workflows.find_photos import find_photos

SIDE = 256
MOST_DIFFERENCE = 6.0
_PATIENCE_S = 120.0
_GROUND = [128, 128, 128]
_COLUMNS = ("agrees", "differs", "only here", "cut", "refused", "of these by libvips")


@dataclass(frozen=True)
class Picture:
    """``size`` (width, height) upright, ``small`` the picture shrunk to fit `SIDE`."""

    size: tuple[int, int]
    small: np.ndarray


@dataclass(frozen=True)
class Verdict:
    """``outcome`` is one of the columns of the table, or FAULT."""

    form: str
    outcome: str
    detail: str = ""
    vips_opens: bool = False


def by_libvips(path: Path) -> Picture | None:
    """The first page, upright, in sRGB, upon the grey that Birdeye lays under transparency."""
    import pyvips

    try:
        image = pyvips.Image.new_from_file(str(path), access="random").autorot()
        size = image.width, image.height
        if image.get_typeof("icc-profile-data"):
            image = image.icc_transform("srgb", embedded=True, intent="relative")
        image = image.colourspace("srgb")
        if image.hasalpha():
            image = image.flatten(background=_GROUND)
        pixels = image.cast("uchar").numpy()
    except pyvips.Error:
        return None
    pixels = pixels.reshape(size[1], size[0], -1)[..., :3]
    if pixels.shape[2] < 3:
        pixels = np.repeat(pixels[..., :1], 3, axis=2)
    return Picture(size, _small(np.ascontiguousarray(pixels)))


def compare(path: Path, other: Picture | None) -> Verdict:
    """What becomes of one file."""
    form = _form_of(path)
    try:
        photo = open_photo(path)
        form = photo.format_name
        rgb_u8 = photo.decode().rgb_u8
        share = photo.metadata.rows_share
    except PhotoUnreadable as error:
        return Verdict(form, "refused", error.reason, other is not None)
    except Exception as error:
        return Verdict(form, "FAULT", repr(error))
    if share < 1.0:
        return Verdict(form, "cut", f"{share:.1%} of the rows", other is not None)
    if other is None or form.startswith("RAW"):  # of which libvips shows a thumbnail, if anything
        return Verdict(form, "only here", "libvips does not open it")
    if other.size != (photo.width, photo.height):
        return Verdict(form, "differs", f"{photo.width} x {photo.height}, libvips {other.size}")
    difference = float(np.abs(_small(rgb_u8).astype(int) - other.small).mean())
    outcome = "agrees" if difference <= MOST_DIFFERENCE else "differs"
    return Verdict(form, outcome, f"levels differ by {difference:.1f}")


def _small(rgb_u8: np.ndarray) -> np.ndarray:
    height, width = rgb_u8.shape[:2]
    scale = min(1.0, SIDE / max(height, width))
    return resize(rgb_u8, max(1, round(width * scale)), max(1, round(height * scale)))


def _form_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            family = sniff(file.read(SNIFF_BYTES))
    except OSError:
        return "?"
    return family.value if family else path.suffix.lower() or "?"


class LibvipsProcess:
    """Runs libvips in a process that may die of a file."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(1)

    def read(self, path: Path) -> Picture | None:
        try:
            return self._pool.submit(by_libvips, path).result(_PATIENCE_S)
        except (BrokenProcessPool, TookTooLong, MemoryError):
            for process in list(self._pool._processes.values()):
                process.kill()
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = ProcessPoolExecutor(1)
            return None

    def close(self) -> None:
        self._pool.shutdown()


def files_below(folder: Path, all_files: bool) -> Iterator[Path]:
    """The photos below a folder, or all regular files."""
    if not all_files:
        yield from find_photos([folder])
        return
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="name what does not agree")
    parser.add_argument("--all-files", action="store_true", help="whatever their names")
    options = parser.parse_args()
    table: dict[str, Counter[str]] = {}
    faults, count, started = 0, 0, time.monotonic()
    libvips = LibvipsProcess()
    for path in files_below(options.folder, options.all_files):
        verdict = compare(path, libvips.read(path))
        row = table.setdefault(verdict.form, Counter())
        row[verdict.outcome] += 1
        row["of these by libvips"] += verdict.outcome == "refused" and verdict.vips_opens
        count += 1
        faults += verdict.outcome == "FAULT"
        if verdict.outcome == "FAULT" or (options.list and verdict.outcome != "agrees"):
            print(f"{path}: {verdict.outcome}, {verdict.detail}", flush=True)
    libvips.close()
    print(f"{'format':<12}{'files':>7}" + "".join(f"{name:>21}" for name in _COLUMNS))
    for form, row in sorted(table.items()):
        total = sum(row.values()) - row["of these by libvips"]
        print(f"{form:<12}{total:>7}" + "".join(f"{row[name]:>21}" for name in _COLUMNS))
    print(f"{count} files in {time.monotonic() - started:.0f} s, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
