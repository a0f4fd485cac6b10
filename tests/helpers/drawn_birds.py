"""Photos for the tiny pack: its birds are coloured rectangles on a grey ground."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageDraw

GREY = (128, 128, 128)


def draw_photo(
    path: Path,
    colour: tuple[int, int, int] | None,
    *,
    size: tuple[int, int] = (320, 240),
    box: tuple[int, int, int, int] = (80, 60, 200, 180),
    taken: datetime | None = None,
) -> Path:
    """Write a photo to ``path`` (format by suffix) with a bird at ``box``, or with none.

    ``taken`` is the camera's clock, in EXIF.
    """
    picture = Image.new("RGB", size, GREY)
    if colour is not None:
        x1, y1, x2, y2 = box
        ImageDraw.Draw(picture).rectangle((x1, y1, x2 - 1, y2 - 1), fill=colour)
    path.parent.mkdir(parents=True, exist_ok=True)
    how: dict[str, Any] = {"quality": 95, "subsampling": 0} if path.suffix == ".jpg" else {}
    if taken is not None:
        exif = picture.getexif()
        date = f"{taken:%Y:%m:%d %H:%M:%S}"
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = date
        how["exif"] = exif.tobytes()
    picture.save(path, **how)
    return path
