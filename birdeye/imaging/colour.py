"""Any mode, depth and profile that Pillow decodes becomes plain sRGB.

Alpha is laid over a mid-grey, on which both a dark and a pale cut-out stay visible. Broken and
mismatched profiles are ignored, as every viewer does; so are those that hardly differ from sRGB,
which most cameras embed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache, partial
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

from birdeye.imaging.hdr import Hdr, tone_mapped

BACKGROUND_RGB = (128, 128, 128)
"""What is under transparent pixels."""

MAX_PROFILE_BYTES = 8 * 1024**2
"""Printer profiles reach 3 MB; anything past this is not a profile."""

_IMPERCEPTIBLE = 2
"""Levels of 255 by which a profile may differ from sRGB and still be skipped."""

_STRIP_ROWS = 64

_DEEP_MODES = frozenset({"I;16", "I;16L", "I;16B", "I;16N", "I", "F"})
_ALPHA_MODES = frozenset({"RGBA", "RGBa", "LA", "La", "PA"})

Conversion = Callable[[Image.Image], Image.Image]


def srgb_conversion(
    image: Image.Image, profile: bytes | None, hdr: Hdr | None = None
) -> Conversion:
    """The function that turns any part of ``image`` into an sRGB image of mode "RGB"."""
    if image.mode in _DEEP_MODES:
        to_eight_bits = _eight_bit_conversion(image)
        finish = _opaque_conversion("L", profile)
        return lambda part: finish(to_eight_bits(part))
    opaque = _opaque_conversion("RGB", profile) if hdr is None else partial(tone_mapped, hdr=hdr)
    if image.mode in _ALPHA_MODES or "transparency" in image.info:
        return _alpha_conversion(opaque)
    if hdr is not None and image.mode == "RGB":
        return opaque
    if image.mode in ("1", "P", "HSV", "YCbCr", "RGBX"):
        finish = _opaque_conversion("RGB", profile)
        return lambda part: finish(part.convert("RGB"))
    return _opaque_conversion(image.mode, profile)


def changes_rgb(profile: bytes | None) -> bool:
    """Whether ``profile`` makes RGB look visibly different from sRGB."""
    return _profile_transform(profile, "RGB") is not None


def _opaque_conversion(mode: str, profile: bytes | None) -> Conversion:
    transform = _lab_transform() if mode == "LAB" else _profile_transform(profile, mode)
    if transform is not None:
        return lambda part: _transformed(part, transform)
    if mode == "RGB":
        return lambda part: part
    return lambda part: part.convert("RGB")


def _transformed(part: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    image = ImageCms.applyTransform(part, transform)
    assert image is not None, "it is only where the picture itself was to be changed"
    return image


def _alpha_conversion(to_srgb: Conversion) -> Conversion:
    def convert(part: Image.Image) -> Image.Image:
        rgba = part.convert("RGBA")
        background = Image.new("RGB", rgba.size, BACKGROUND_RGB)
        background.paste(to_srgb(rgba.convert("RGB")), mask=rgba.getchannel("A"))
        return background

    return convert


def _eight_bit_conversion(image: Image.Image) -> Conversion:
    """From deep greyscale (mode I;16, I or F) to mode "L", by the range that the file means."""
    black, white = _deep_range(image)
    gain = 255.0 / (white - black)

    def convert(part: Image.Image) -> Image.Image:
        levels = np.asarray(part).astype(np.float32)
        levels -= black
        levels *= gain
        np.clip(levels, 0.0, 255.0, out=levels)
        levels[np.isnan(levels)] = 0.0
        levels += 0.5
        return Image.fromarray(levels.astype(np.uint8))

    return convert


def _deep_range(image: Image.Image) -> tuple[float, float]:
    """(black, white) of deep greyscale.

    Integers run to the next full depth of 8, 12 (only where the file says so), 16 or 32 bits;
    floats run from 0 to 1 by convention, otherwise over the range of their values.
    """
    if image.mode.startswith("I;16"):
        bits = _declared_bits(image)
        return 0.0, float(2**bits - 1)
    lowest, highest = _span(image)
    if image.mode == "F":
        if lowest >= 0.0 and highest <= 1.0:
            return 0.0, 1.0
        return (lowest, highest) if highest > lowest else (lowest, lowest + 1.0)
    for bits in (8, 16, 32):
        if highest < 2**bits:
            break
    return 0.0, float(2**bits - 1)


def _span(image: Image.Image) -> tuple[float, float]:
    """(lowest, highest) of the finite values, read in strips because a copy of all takes a
    gigabyte."""
    lowest, highest = math.inf, -math.inf
    for top in range(0, image.height, _STRIP_ROWS):
        strip = image.crop((0, top, image.width, min(top + _STRIP_ROWS, image.height)))
        values = np.asarray(strip)
        if not np.isfinite((values.min(), values.max())).all():
            values = values[np.isfinite(values)]
        if values.size:
            lowest = min(lowest, float(values.min()))
            highest = max(highest, float(values.max()))
    return (lowest, highest) if lowest <= highest else (0.0, 1.0)


def _declared_bits(image: Image.Image) -> int:
    """BitsPerSample (TIFF tag 258) if it is less than 16."""
    bits = getattr(image, "tag_v2", {}).get(258, (16,))
    first = bits[0] if isinstance(bits, tuple) and bits else bits
    return first if isinstance(first, int) and 8 < first < 16 else 16


@lru_cache(maxsize=1)
def _srgb_profile() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


@lru_cache(maxsize=1)
def _lab_transform() -> ImageCms.ImageCmsTransform:
    lab = ImageCms.createProfile("LAB")
    return ImageCms.buildTransform(lab, _srgb_profile(), "LAB", "RGB")


@lru_cache(maxsize=32)
def _profile_transform(profile: bytes | None, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The transform from an embedded profile to sRGB; None if there is nothing to do.

    Cached, because a folder of photos shares one or two profiles. A transform may be used from
    several threads at once: without its cache of one pixel, which only slows photos down, Little
    CMS changes nothing in it.
    """
    space = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}.get(mode)
    if profile is None or space is None or not 128 < len(profile) <= MAX_PROFILE_BYTES:
        return None
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if source.profile.xcolor_space.strip() != space:
            return None
        transform = ImageCms.buildTransform(
            source,
            _srgb_profile(),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION | ImageCms.Flags.NOCACHE,
        )
        return None if _is_imperceptible(transform, mode) else transform
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError, AttributeError):
        return None


def _is_imperceptible(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Whether a transform leaves colours unchanged, tested on a grid over the whole cube."""
    if mode == "CMYK":
        return False
    levels = np.linspace(0, 255, 18).astype(np.uint8)
    if mode == "L":
        before = Image.fromarray(levels[np.newaxis])
    else:
        grid = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1)
        before = Image.fromarray(grid.reshape(len(levels), -1, 3))
    after = np.asarray(ImageCms.applyTransform(before, transform)).astype(np.int16)
    unchanged = np.asarray(before.convert("RGB")).astype(np.int16)
    return int(np.abs(after - unchanged).max()) <= _IMPERCEPTIBLE
