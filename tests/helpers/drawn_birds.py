"""Photos for the tiny pack: its birds are coloured rectangles on a grey ground."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

GREY = (128, 128, 128)


def draw_photo(
    path: Path,
    colour: tuple[int, int, int] | None,
    *,
    size: tuple[int, int] = (320, 240),
    box: tuple[int, int, int, int] = (80, 60, 200, 180),
) -> Path:
    """Write a photo to ``path`` (format by suffix) with a bird at ``box``, or with none."""
    picture = Image.new("RGB", size, GREY)
    if colour is not None:
        x1, y1, x2, y2 = box
        ImageDraw.Draw(picture).rectangle((x1, y1, x2 - 1, y2 - 1), fill=colour)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, quality=95, subsampling=0) if path.suffix == ".jpg" else picture.save(path)
    return path
