"""Made the HEIC files beside this script; Birdeye itself has no HEIC encoder.

Run where ``pillow-heif`` (not ``pi-heif``) is installed: ``python make_heic.py``. Each file shows
four quadrants, upright: red, green over blue, white. ``turned.heic`` is stored lying on its side,
with the turn in its ``irot`` box and, as iPhones write it, in its EXIF as well. ``rich.heic`` has
all that a phone adds: EXIF with a place, a colour profile, XMP and a thumbnail. ``tile.heic`` is a
tile of 512 x 512 for large grids, a slope of colours with a red bar.
"""

from pathlib import Path

import numpy as np
import pillow_heif
from PIL import ExifTags, Image, ImageCms

FOLDER = Path(__file__).parent
QUADRANTS = (((200, 30, 30), (30, 160, 30)), ((30, 30, 200), (240, 240, 240)))


def upright_pixels(width, height):
    pixels = np.zeros((height, width, 3), np.uint8)
    for row, colours in enumerate(QUADRANTS):
        for column, colour in enumerate(colours):
            rows = slice(row * height // 2, (row + 1) * height // 2)
            columns = slice(column * width // 2, (column + 1) * width // 2)
            pixels[rows, columns] = colour
    return pixels


def exif_block(orientation, with_place=False):
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Apple"
    exif[ExifTags.Base.Model] = "iPhone 15 Pro"
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2024:05:01 06:30:15"
    if with_place:
        degrees = {2: (33.0, 51.0, 30.5), 4: (151.0, 12.0, 40.0)}
        exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "S", 3: "E"} | degrees)
    return exif.tobytes()


pillow_heif.register_heif_opener()
plain = Image.fromarray(upright_pixels(96, 64))
plain.save(FOLDER / "plain.heic", quality=80, exif=exif_block(1))
stored = Image.fromarray(upright_pixels(96, 64)).transpose(Image.Transpose.ROTATE_90)
stored.save(FOLDER / "turned.heic", quality=80, exif=exif_block(6))
alpha = Image.fromarray(upright_pixels(96, 64)).convert("RGBA")
alpha.paste((0, 0, 0, 0), (48, 32, 96, 64))
alpha.save(FOLDER / "alpha.heic", quality=80)
deep = upright_pixels(96, 64).astype(np.uint16) * 257
encoded = pillow_heif.from_bytes(mode="RGB;16", size=(96, 64), data=deep.tobytes())
encoded.save(FOLDER / "ten_bit.heic", quality=80)
rich = Image.fromarray(upright_pixels(192, 128))
rich.save(
    FOLDER / "rich.heic",
    quality=60,
    exif=exif_block(1, with_place=True),
    icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    xmp=b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    thumbnails=[64],
)

across = np.arange(512)
slope = np.stack(np.broadcast_arrays(across // 2, across[:, None] // 2, 60), -1).astype(np.uint8)
slope[128:256, 128:384] = 200, 30, 30
Image.fromarray(slope).save(FOLDER / "tile.heic", quality=40)
