"""What decoding at a reduced scale saves: ratios within one run, for JPEGs of 24 megapixels.

    python -m tests.benchmarks.imaging_decode [--megapixels N] [--repeats N]

Makes a noisy JPEG (quality 92, 4:2:0, as cameras write) and a progressive one, and times opening,
decoding at each scale, upright and turned, with and without a profile to convert; the best of the
repeats, as shares of the full upright decode. Peak memory is of the process so far, so the order
is from small to large. simplejpeg and PyTurboJPEG are compared where they are installed; Birdeye
does not depend on them.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import tempfile
import time
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, JpegImagePlugin

from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.thumbnails import thumbnail
from tests.helpers.icc_profiles import matrix_profile
from tests.helpers.sample_photos import encoded, exif_block, short

SCALES = (1 / 8, 1 / 4, 1 / 2, 1.0)


def noisy_scene(megapixels):
    """(H, W, 3) uint8, 3:2, with soft shapes and the grain of a sensor."""
    height = round(math.sqrt(megapixels * 1e6 * 2 / 3) / 16) * 16
    width = height * 3 // 2
    generator = np.random.default_rng(1)
    coarse = generator.integers(0, 256, (height // 50, width // 50, 3), np.uint8)
    soft = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    scene = np.asarray(soft).astype(np.int16)
    scene += np.rint(generator.normal(0, 4, (height, width, 1))).astype(np.int16)
    return np.clip(scene, 0, 255).astype(np.uint8)


def seconds(task, repeats):
    best = math.inf
    for _ in range(repeats):
        start = time.perf_counter()
        task()
        best = min(best, time.perf_counter() - start)
    return best


def peak_mb():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def measure(folder, name, data, repeats, unit):
    path = folder / f"{name}.jpg"
    path.write_bytes(data)
    photo = open_photo(path)
    print(f"\n{name}: {photo.width} x {photo.height}, {len(data) / 1e6:.1f} MB")
    rows = [("open_photo", lambda: open_photo(path))]
    for scale in SCALES:
        label = f"open and decode at 1/{round(1 / scale)}"
        rows.append((label, lambda scale=scale: open_photo(path).decode(scale)))
    rows.append(("thumbnail of 256", lambda: thumbnail(path, 256)))
    times = {label: seconds(task, repeats) for label, task in rows}
    unit = unit or times["open and decode at 1/1"]
    for label, taken in times.items():
        print(f"  {label:24} {taken * 1000:8.1f} ms   {taken / unit:6.3f} of the full decode")
    return unit


def compare_decoders(data, repeats):
    """The bare decoders on the same bytes, array included."""
    print("\nBare decoders, to an RGB array:")

    def with_pillow(denominator):
        image = JpegImagePlugin.JpegImageFile(BytesIO(data))
        image.draft(None, (image.width // denominator, image.height // denominator))
        return np.asarray(image)

    decoders = {"Pillow": with_pillow}
    try:
        import simplejpeg
    except ImportError:
        print("  simplejpeg is not installed")
    else:

        def with_simplejpeg(denominator):
            height, width, _, _ = simplejpeg.decode_jpeg_header(data)
            return simplejpeg.decode_jpeg(
                data, min_height=height // denominator, min_width=width // denominator, min_factor=1
            )

        decoders["simplejpeg"] = with_simplejpeg
    for denominator in (8, 4, 2, 1):
        unit = None
        for label, decode in decoders.items():
            taken = seconds(partial(decode, denominator), repeats)
            unit = unit or taken
            print(f"  1/{denominator} {label:12} {taken * 1000:8.1f} ms   {taken / unit:5.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megapixels", type=float, default=24)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    scene = noisy_scene(options.megapixels)
    turned = exif_block({0x0112: short(6)})
    variants = {
        "baseline": encoded(scene, "JPEG", quality=92),
        "turned": encoded(scene, "JPEG", quality=92, exif=turned),
        "with profile": encoded(scene, "JPEG", quality=92, icc_profile=matrix_profile()),
        "progressive": encoded(scene, "JPEG", quality=92, progressive=True),
    }
    del scene
    with tempfile.TemporaryDirectory() as folder:
        unit = None
        for name, data in variants.items():
            unit = measure(Path(folder), name, data, options.repeats, unit)
    compare_decoders(variants["baseline"], options.repeats)
    print(f"\nPeak memory of the process: {peak_mb():.0f} MB")


if __name__ == "__main__":
    main()
