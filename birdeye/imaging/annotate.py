"""Copies of photos with boxes and names drawn, to read at a glance and to pass on.

Lettering scales with the photo, so that names are as legible on 640 pixels as on 12,000. Confident
boxes are solid amber; the others dashed and white, so that they do not differ by colour alone.
Names are on a dark plate, which keeps them legible over any background.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, PngImagePlugin

from birdeye.domain.box_label import Label
from birdeye.domain.boxes import Box
from birdeye.domain.errors import CannotWrite
from birdeye.imaging.copied_metadata import CopiedMetadata, metadata_for_copy
from birdeye.imaging.fonts import can_draw, font_for
from birdeye.imaging.label_layout import place_labels
from birdeye.imaging.own_pictures import MARK
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.resizing import resize
from birdeye.replacing import replacing_file

_FORMATS = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".jpe": "JPEG",
    ".jfif": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
    ".tif": "TIFF",
    ".tiff": "TIFF",
}
_SAVE_OPTIONS = {
    "JPEG": {"quality": 92, "subsampling": 0},
    "PNG": {"compress_level": 4},
    "WEBP": {"quality": 90, "method": 3},
    "TIFF": {},  # libtiff, which does the compression, cannot write the EXIF directory
}
_XMP_TAG = 700
_MAX_SIDE = {"JPEG": 65_500, "WEBP": 16_383}

_CONFIDENT_RGB = (255, 184, 28)
_UNSURE_RGB = (255, 255, 255)
_OUTLINE_RGB = (16, 18, 22)
_PLATE_RGBA = (16, 18, 22, 214)
_FIRST_LINE_RGB = (255, 255, 255)
_FURTHER_LINES_RGB = (214, 219, 226)

_TEXT_SHARE = 1 / 46
"""Height of a line of text, as a share of the mean of the photo's sides."""
_LEAST_TEXT_PX, _LEAST_FITTED_TEXT_PX = 13.0, 7.0
_FURTHER_LINES_SCALE = 0.8
_BASELINE = 0.82
"""The baseline, as a share of the line's height from its top."""


def write_annotated(
    source: Path, destination: Path, labels: Sequence[Label], *, with_position: bool = True
) -> None:
    """Write an upright copy of ``source`` with ``labels`` drawn to ``destination``.

    It is of full size, unless the photo is so large that it can only be decoded at a smaller size.
    The suffix of ``destination`` decides the format: JPEG, PNG, WebP or TIFF, anything else is
    JPEG. EXIF is kept, with the orientation reset and the old thumbnail left out, and so are XMP
    and, in JPEG, IPTC; without ``with_position`` only what cannot reveal the place. The file
    appears complete or not at all. Raises `PhotoUnreadable`, or `CannotWrite` (also when the
    destination is the photo itself: originals are never changed).
    """
    if destination.exists() and destination.samefile(source):
        raise CannotWrite(destination, "that is the photo itself, which is never changed")
    photo = open_photo(source)
    decoded = photo.decode()
    image = Image.fromarray(decoded.rgb_u8)
    draw_labels(image, [_scaled(label, decoded.scale_x) for label in labels])
    format_name = _FORMATS.get(destination.suffix.lower(), "JPEG")
    longest = _MAX_SIDE.get(format_name)
    if longest is not None and max(image.size) > longest:
        reason = f"the photo is longer than the {longest:,} pixels that {format_name} can hold"
        raise CannotWrite(destination, reason)
    options = dict(_SAVE_OPTIONS[format_name])
    metadata = metadata_for_copy(
        photo, image.size, fits_jpeg=format_name == "JPEG", with_position=with_position
    )
    options |= _options_with(metadata, format_name)
    _save(image, destination, format_name, options)


def annotated_pixels(source: Path, labels: Sequence[Label], longest_side: int) -> np.ndarray:
    """Upright ``rgb_u8`` of ``source`` with ``labels`` drawn, at most ``longest_side`` pixels long.

    Raises `PhotoUnreadable`.
    """
    photo = open_photo(source)
    scale = min(1.0, longest_side / max(photo.width, photo.height))
    width, height = max(1, round(photo.width * scale)), max(1, round(photo.height * scale))
    image = Image.fromarray(resize(photo.decode(scale).rgb_u8, width, height))
    ratio = width / photo.width
    draw_labels(image, [_scaled(label, ratio) for label in labels])
    return np.asarray(image)


def _scaled(label: Label, scale: float) -> Label:
    return label if scale == 1.0 else replace(label, box=label.box.scaled(scale))


def _options_with(metadata: CopiedMetadata, format_name: str) -> dict[str, Any]:
    """Pillow's arguments for writing ``metadata`` into each format."""
    if format_name == "JPEG":
        return metadata.jpeg_options | {"comment": MARK}
    options: dict[str, Any] = {"exif": metadata.exif} if metadata.exif else {}
    if metadata.xmp and format_name == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", metadata.xmp.decode("utf-8", "replace"))
    elif metadata.xmp and format_name == "WEBP":
        options["xmp"] = metadata.xmp
    elif format_name == "TIFF":
        exif = Image.Exif()
        exif.load(metadata.exif or b"")
        if metadata.xmp:
            exif[_XMP_TAG] = metadata.xmp
        options["exif"] = exif
    return options


def _save(image: Image.Image, destination: Path, format_name: str, options: dict[str, Any]) -> None:
    try:
        with replacing_file(destination) as file:
            image.save(file, format_name, **options)
    except OSError as error:
        raise CannotWrite(
            destination, error.strerror or "the picture could not be saved"
        ) from error


def draw_labels(image: Image.Image, labels: Sequence[Label]) -> None:
    """Draw boxes and names on an RGB image, in place; earlier labels are on top."""
    text_px = max(_LEAST_TEXT_PX, sum(image.size) / 2 * _TEXT_SHARE)
    stroke = max(2, round(text_px / 7))
    boxes = [label.box.clipped(*image.size) for label in labels]
    plates = [_make_plate(label, image.width, text_px) for label in labels]
    places = place_labels(boxes, [plate.size for plate in plates], image.size, stroke)
    draw = ImageDraw.Draw(image)
    for label, box in reversed(list(zip(labels, boxes, strict=True))):
        _draw_box(draw, box, stroke, label.confident)
    for plate, place in reversed(list(zip(plates, places, strict=True))):
        image.paste(plate, (round(place.x1), round(place.y1)), plate)


def _draw_box(draw: ImageDraw.ImageDraw, box: Box, stroke: int, confident: bool) -> None:
    """A bright line between two dark ones, visible on any background."""
    halo = max(1, stroke // 2)
    _draw_frame(draw, box, stroke + 2 * halo, halo, _OUTLINE_RGB, None)
    dash = None if confident else 5 * stroke
    _draw_frame(draw, box, stroke, 0, _CONFIDENT_RGB if confident else _UNSURE_RGB, dash)


def _draw_frame(
    draw: ImageDraw.ImageDraw,
    box: Box,
    thickness: int,
    outset: int,
    colour: tuple[int, int, int],
    dash: int | None,
) -> None:
    """The sides of ``box`` as filled bars that grow inwards from ``outset`` outside it."""
    x1, y1 = round(box.x1) - outset, round(box.y1) - outset
    x2, y2 = round(box.x2) + outset, round(box.y2) + outset
    across = dash or max(1, x2 - x1)
    down = dash or max(1, y2 - y1)
    for x in range(x1, x2, 2 * across):
        end = min(x + across, x2) - 1
        draw.rectangle((x, y1, end, min(y1 + thickness, y2) - 1), fill=colour)
        draw.rectangle((x, max(y2 - thickness, y1), end, y2 - 1), fill=colour)
    for y in range(y1, y2, 2 * down):
        end = min(y + down, y2) - 1
        draw.rectangle((x1, y, min(x1 + thickness, x2) - 1, end), fill=colour)
        draw.rectangle((max(x2 - thickness, x1), y, x2 - 1, end), fill=colour)


def _make_plate(label: Label, max_width: int, text_px: float) -> Image.Image:
    """The text of a label on its plate, RGBA; shrunk until it fits the photo's width."""
    written = [line for line in label.lines if line.strip()]
    lines = [line for line in written if can_draw(line)] or written
    if not lines:
        return Image.new("RGBA", (1, 1), (0, 0, 0, 0))
    plate = _plate_of(lines, label.confident, text_px)
    while plate.width > max_width and text_px > _LEAST_FITTED_TEXT_PX:
        text_px = max(_LEAST_FITTED_TEXT_PX, text_px * min(0.95, max_width / plate.width))
        plate = _plate_of(lines, label.confident, text_px)
    return plate


def _plate_of(lines: Sequence[str], confident: bool, text_px: float) -> Image.Image:
    sizes = [text_px * (1.0 if row == 0 else _FURTHER_LINES_SCALE) for row in range(len(lines))]
    fonts = [font_for(line, round(size, 1)) for line, size in zip(lines, sizes, strict=True)]
    pad, bar = max(2, round(text_px * 0.3)), max(2, round(text_px * 0.2))
    leading, radius = round(text_px * 0.28), max(2, round(text_px * 0.25))
    text_width = max(font.getlength(line) for font, line in zip(fonts, lines, strict=True))
    width = bar + 2 * pad + math.ceil(text_width)
    height = math.ceil(sum(sizes)) + leading * (len(lines) - 1) + 2 * pad
    plate = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(plate)
    draw.rounded_rectangle((0, 0, width - 1, height - 1), radius, fill=_PLATE_RGBA)
    edge_rgb = _CONFIDENT_RGB if confident else _UNSURE_RGB
    draw.rectangle((0, radius, bar - 1, height - 1 - radius), fill=edge_rgb)
    top = float(pad)
    for row, (line, font, size) in enumerate(zip(lines, fonts, sizes, strict=True)):
        colour = _FIRST_LINE_RGB if row == 0 else _FURTHER_LINES_RGB
        draw.text((bar + pad, top + _BASELINE * size), line, colour, font=font, anchor="ls")
        top += size + leading
    return plate
