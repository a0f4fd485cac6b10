"""Opens the largest picture that each format may hold, and prints what memory and time it takes.

From the project's root:

    python -m tests.robustness.large_photos [--count 20] [NAME ...]

The pictures are bombs: a few kilobytes to some megabytes that unpack to as many pixels as Birdeye
allows (`birdeye.imaging.limits`). Fails if one takes program and decoder past 1.5 GB, is not
opened, or keeps a processor busy for more than five seconds in any one call. HEIF in one piece is
missing, for want of an encoder: its bound was measured on pictures of 37 megapixels. In tiles it is
as large as phones write it, and decoded smaller.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from math import isqrt
from pathlib import Path

import numpy as np
from PIL import Image

from birdeye.imaging.limits import AVIF, MAX_DECODING_BYTES, RAW, WEBP, WHOLE, WHOLE_SLOWLY
from tests.helpers import tiny_dng
from tests.helpers.heic_grid import grid_of
from tests.helpers.sample_photos import exif_block, short
from tests.helpers.unusual_pictures import tiff_of
from tests.robustness.memory_watch import MemoryWatch
from tests.robustness.photo_trials import trials
from tests.robustness.png_bombs import png_bomb

MAX_BYTES = 1_500_000_000
MAX_CALL_SECONDS = 5.0
_PATIENCE_S = 60.0
"""Of processor time, for all calls together."""
_TURNED = {"exif": b"Exif\0\0" + exif_block({0x0112: short(6)})}
_TILE = Path(__file__).parents[1] / "imaging" / "data" / "tile.heic"
_ROOM = 30_000_000
"""Bytes of memory that are left for the encoded file."""

Write = Callable[[Path, int], None]


def _saved(mode: str, format_name: str, **options: object) -> Write:
    def write(path: Path, side: int) -> None:
        Image.new(mode, (side, side)).save(path, format_name, **options)

    return write


def _bomb(depth: int, colour_type: int, interlaced: bool) -> Write:
    return lambda path, side: png_bomb(path, side, depth, colour_type, interlaced)


def _dng(path: Path, side: int) -> None:
    even = side // 2 * 2
    grey = np.broadcast_to(np.float16(0.2), (even, even, 3))
    path.write_bytes(tiny_dng.make_dng(grey))


def _floats(path: Path, side: int) -> None:
    samples = np.zeros((side, side, 3), np.float32)
    samples[::64] = 0.5
    path.write_bytes(tiff_of(samples, 32, 3, deflate=True))


def _tiles(path: Path, _side: int) -> None:
    path.write_bytes(grid_of(_TILE.read_bytes(), 32, 24, (16_320, 12_240)))


PICTURES: dict[str, tuple[str, int, Write]] = {
    "JPEG": (".jpg", 6, _saved("RGB", "JPEG")),
    "JPEG, turned": (".jpg", 6, _saved("RGB", "JPEG", **_TURNED)),
    "JPEG, CMYK": (".jpg", WHOLE, _saved("CMYK", "JPEG")),
    "JPEG, grey": (".jpg", WHOLE, _saved("L", "JPEG")),
    "JPEG, progressive": (".jpg", 10, _saved("RGB", "JPEG", progressive=True, subsampling=0)),
    "JPEG, progressive CMYK": (".jpg", 12, _saved("CMYK", "JPEG", progressive=True)),
    "PNG": (".png", WHOLE, _bomb(8, 2, False)),
    "PNG, alpha": (".png", WHOLE, _bomb(8, 6, False)),
    "PNG, 16 bits": (".png", WHOLE_SLOWLY, _bomb(16, 0, False)),
    "PNG, 16 bits, alpha, interlaced": (".png", WHOLE_SLOWLY, _bomb(16, 6, True)),
    "PNG, palette": (".png", WHOLE, _bomb(8, 3, False)),
    "TIFF, LZW": (".tif", WHOLE, _saved("RGB", "TIFF", compression="tiff_lzw")),
    "TIFF, fax": (".tif", WHOLE, _saved("1", "TIFF", compression="group4")),
    "TIFF, fractions": (
        ".tif",
        WHOLE_SLOWLY,
        _saved("F", "TIFF", compression="tiff_adobe_deflate"),
    ),
    "GIF": (".gif", WHOLE, _saved("P", "GIF")),
    "WebP": (".webp", WEBP, _saved("RGB", "WEBP", method=0)),
    "WebP, lossless, alpha": (".webp", WEBP, _saved("RGBA", "WEBP", lossless=True, quality=0)),
    "AVIF": (".avif", AVIF, _saved("RGB", "AVIF", speed=10, quality=1)),
    "AVIF, alpha": (".avif", AVIF, _saved("RGBA", "AVIF", speed=10, subsampling="4:4:4")),
    "TIFF, floats of three colours": (".tif", 24, _floats),
    "HEIC, 200 megapixels in tiles": (".heic", WHOLE, _tiles),
    "DNG, developed": (".dng", RAW, _dng),
}
"""Suffix, bytes that a pixel takes, and who writes it."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only those whose name contains one of these")
    parser.add_argument("--count", type=int, default=len(PICTURES), help="only the first so many")
    options = parser.parse_args()
    words = options.names
    failed, most_bytes, longest_s = False, 0, 0.0
    print(
        f"{'picture':<33}{'megapixels':>11}{'file MB':>9}{'memory MB':>11}"
        f"{'longest call s':>16}{'all calls s':>13}"
    )
    for name, (suffix, bytes_a_pixel, write) in list(PICTURES.items())[: options.count]:
        if words and not any(word.casefold() in name.casefold() for word in words):
            continue
        side = isqrt((MAX_DECODING_BYTES - _ROOM) // bytes_a_pixel)
        with tempfile.TemporaryDirectory() as folder, trials(_PATIENCE_S) as child:
            path = Path(folder) / f"photo{suffix}"
            write(path, side)
            size = path.stat().st_size
            with MemoryWatch(child.process_id) as memory:
                outcome = child.run(path)
            peak = memory.peak_bytes
        good = outcome.kind == "opened" and peak <= MAX_BYTES
        good = good and outcome.longest_call_s <= MAX_CALL_SECONDS
        failed |= not good
        most_bytes, longest_s = max(most_bytes, peak), max(longest_s, outcome.longest_call_s)
        print(
            f"{name:<33}{side * side / 1e6:>11.0f}{size / 1e6:>9.2f}{peak / 1e6:>11.0f}"
            f"{outcome.longest_call_s:>16.1f}{outcome.seconds:>13.1f}"
            f"{'' if good else f'  FAILED, {outcome.kind} {outcome.detail}'}",
            flush=True,
        )
    print(f"at most {most_bytes / 1e6:.0f} MB, and {longest_s:.1f} s in a call")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
