"""The blocks of metadata that a photo file has beside its pixels, as stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_BLOCK_BYTES = 16 * 1024**2
"""Longer blocks are ignored."""

_TEXT_BYTES = MAX_BLOCK_BYTES * 9 // 4


@dataclass(frozen=True, slots=True)
class Embedded:
    """``exif`` begins with its byte order or with ``Exif``, ``xmp`` is a packet, ``iptc`` are the
    records of IPTC-IIM; each is None if there is none that can be copied unchanged."""

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None


def embedded_in(info: Mapping[Any, Any]) -> Embedded:
    """What Pillow or pi_heif found, from their ``Image.info``.

    ImageMagick before version 7, and some converters still, write blocks into PNG as compressed
    hexadecimal text instead of proper chunks; Pillow returns that as text.
    """
    raw = {
        name: _raw_profile(info[f"Raw profile type {name}"])
        for name in ("exif", "APP1", "xmp", "iptc", "8bim")
        if f"Raw profile type {name}" in info
    }
    app1 = raw.get("APP1")
    exif = _bytes(info.get("exif")) or raw.get("exif")
    if exif is None and app1 is not None and app1.startswith(b"Exif\0\0"):
        exif = app1
    xmp = _bytes(info.get("xmp")) or _bytes(info.get("XML:com.adobe.xmp")) or raw.get("xmp")
    resources = raw.get("iptc") or raw.get("8bim")
    return Embedded(exif, xmp, None if resources is None else iptc_in_resources(resources))


def iptc_in_resources(block: bytes) -> bytes | None:
    """The IPTC records in Photoshop's image resources (8BIM 0x0404), or bare ones."""
    if block.startswith(b"\x1c"):
        return block
    at = 0
    while block[at : at + 4] == b"8BIM" and at + 12 <= len(block):
        name_end = at + 7 + block[at + 6]
        name_end += (name_end - at) % 2  # padded to an even length
        size = int.from_bytes(block[name_end : name_end + 4], "big")
        if block[at + 4 : at + 6] == b"\x04\x04":
            return block[name_end + 4 : name_end + 4 + size] or None
        at = name_end + 4 + size + size % 2
    return None


def _bytes(value: object) -> bytes | None:
    if isinstance(value, str):
        value = value.encode("utf-8", "surrogateescape")
    return value if isinstance(value, bytes) and 0 < len(value) <= MAX_BLOCK_BYTES else None


def _raw_profile(text: object) -> bytes | None:
    """The block in text such as ``\\nexif\\n    1234\\n45786966...``; None for anything else."""
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    if not isinstance(text, str) or len(text) > _TEXT_BYTES:
        return None
    _, _, rest = text.lstrip("\n").partition("\n")  # the name
    size, _, digits = rest.lstrip().partition("\n")
    try:
        block = bytes.fromhex(digits)
        return block if len(block) == int(size) else None
    except ValueError:
        return None
