"""Reads the segments at the start of a JPEG, so that a bomb or a broken file is refused at no cost.

ITU-T T.81 annex B. Everything that affects the pixels is collected here, and `decoding_stream`
leaves the rest out of the decoder's input: no second picture, no EXIF parsed twice, no comments of
megabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from birdeye.imaging.colour import MAX_PROFILE_BYTES
from birdeye.imaging.embedded import iptc_in_resources
from birdeye.imaging.exif import MAX_EXIF_BYTES
from birdeye.imaging.limits import WHOLE
from birdeye.imaging.undecodable import Undecodable, damaged
from birdeye.xmp.jpeg import XMP_HEADER

MAX_SEGMENTS = 4096
MAX_JUNK_BYTES = 4096
"""How many stray bytes between segments are skipped before the file counts as damaged."""

MAX_SCANS = 500
"""Programs write about ten; libjpeg-turbo's own tools stop here, too."""

MAX_SCANNED_PIXELS = 5_000_000_000
"""Pixels times scans: each scan passes over the whole picture, however few bytes it has."""

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP2, _APP13, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF
_COMMENT = 0xFE
_PHOTOSHOP = b"Photoshop 3.0\0"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PROGRESSIVE_FRAMES = frozenset({0xC2, 0xCA})
_DECODABLE_FRAMES = frozenset({0xC0, 0xC1, 0xC9}) | _PROGRESSIVE_FRAMES
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_MARKER = re.compile(rb"\xff+([^\x00\xff])")


@dataclass(frozen=True, slots=True)
class JpegHeader:
    """``segments`` are the (start, end) of those that the decoder needs, ``scan_start`` is where
    the first scan begins; both are offsets in the file. ``in_one_scan`` is false if a decoder has
    to combine several."""

    width: int
    height: int
    components: int
    in_one_scan: bool
    exif: bytes | None
    xmp: bytes | None
    iptc: bytes | None
    profile: bytes | None
    segments: tuple[tuple[int, int], ...]
    scan_start: int

    @property
    def bytes_a_pixel(self) -> int:
        """Bytes of memory per pixel while the full picture is decoded."""
        if not self.in_one_scan:
            return 4 + 2 * self.components
        return 6 if self.components == 3 else WHOLE


def read_jpeg_header(file: BinaryIO) -> JpegHeader:
    """The header of an open JPEG, read from its start; raises `Undecodable`."""
    file.seek(2)
    frame: tuple[int, int, int, bool] | None = None
    exif, resources = bytearray(), bytearray()
    xmp = None
    profile_parts: dict[int, bytes] = {}
    segments: list[tuple[int, int]] = []
    for _ in range(MAX_SEGMENTS):
        marker, start = _next_marker(file)
        if marker == _EOI:
            break
        if marker in _STANDALONE:
            continue
        size = int.from_bytes(file.read(2), "big")
        if size < 2:
            raise damaged()
        if marker == _SOS:
            if frame is None:
                break
            width, height, components, progressive = frame
            in_first_scan = file.read(1)
            return JpegHeader(
                width,
                height,
                components,
                not progressive and in_first_scan == bytes([components]),
                bytes(exif) or None,
                xmp,
                iptc_in_resources(bytes(resources)),
                _join_profile(profile_parts),
                tuple(segments),
                start,
            )
        is_frame = marker in _FRAMES
        if is_frame or marker in (_APP1, _APP2, _APP13):
            payload = file.read(size - 2)
            if len(payload) != size - 2:
                raise damaged()
            if is_frame:
                frame = _read_frame(marker, payload)
            elif payload.startswith(b"Exif\0\0") and len(exif) < MAX_EXIF_BYTES:
                exif += payload[6:]  # a block longer than 64 KB continues in the next segment
            elif marker == _APP1 and xmp is None and (head := XMP_HEADER.match(payload)):
                xmp = payload[head.end() :]
            elif payload.startswith(_PHOTOSHOP) and len(resources) < MAX_EXIF_BYTES:
                resources += payload[len(_PHOTOSHOP) :]
            elif payload.startswith(b"ICC_PROFILE\0") and len(payload) > 14:
                profile_parts.setdefault(payload[12], payload[13:])
        else:
            file.seek(size - 2, 1)
        if marker in (_APP0, _APP14) or not (_APP0 <= marker <= _APP15 or marker == _COMMENT):
            segments.append((start, start + 2 + size))
    raise damaged()


def read_comments(file: BinaryIO) -> Iterator[bytes]:
    """The comments before the first scan of an open JPEG, read from its start.

    Skips everything else unread; ends where the JPEG structure does, and may raise `Undecodable`.
    """
    if file.read(2) != b"\xff\xd8":
        return
    for _ in range(MAX_SEGMENTS):
        marker, _ = _next_marker(file)
        if marker in _STANDALONE:
            continue
        size = int.from_bytes(file.read(2), "big")
        if marker in (_SOS, _EOI) or size < 2:
            return
        if marker == _COMMENT:
            yield file.read(size - 2)
        else:
            file.seek(size - 2, 1)


def _next_marker(file: BinaryIO) -> tuple[int, int]:
    """(marker, offset of its 0xFF); fill bytes and a little junk before it are skipped."""
    for _ in range(MAX_JUNK_BYTES):
        byte = file.read(1)
        if not byte:
            raise damaged()
        if byte != b"\xff":
            continue
        while (byte := file.read(1)) == b"\xff":
            pass
        if not byte:
            raise damaged()
        if byte != b"\0":
            return byte[0], file.tell() - 2
    raise damaged()


def _read_frame(marker: int, payload: bytes) -> tuple[int, int, int, bool]:
    """(width, height, components, whether progressive) of a start-of-frame segment."""
    if len(payload) < 6:
        raise damaged()
    precision, components = payload[0], payload[5]
    if marker not in _DECODABLE_FRAMES or precision != 8 or components not in (1, 3, 4):
        raise Undecodable(
            "it is a rare kind of JPEG (lossless or with deep colour) that Birdeye does not decode",
            "Save it as an ordinary JPEG or a PNG and open that.",
        )
    height = int.from_bytes(payload[1:3], "big")
    width = int.from_bytes(payload[3:5], "big")
    return width, height, components, marker in _PROGRESSIVE_FRAMES


def _join_profile(parts: dict[int, bytes]) -> bytes | None:
    """The ICC profile from its numbered segments; None when any is missing (ICC.1 annex B.4)."""
    if not parts:
        return None
    count = next(iter(parts.values()))[0]
    if sorted(parts) != list(range(1, count + 1)):
        return None
    profile = b"".join(parts[number][1:] for number in range(1, count + 1))
    return profile if len(profile) <= MAX_PROFILE_BYTES else None


def check_scans(data: bytes, header: JpegHeader) -> None:
    """Raise `Undecodable` if the scans of a JPEG in ``data`` would keep a decoder busy for minutes.

    A scan of a few bytes costs as much as one of a megabyte, so a small file can take hours.
    """
    if header.in_one_scan:
        return
    most = min(MAX_SCANS, MAX_SCANNED_PIXELS // max(1, header.width * header.height))
    for number, _ in enumerate(_scans(data, header)):
        if number >= most:
            raise Undecodable(
                f"its picture is spread over more than {most} scans, which is refused for safety",
                "If it is a genuine photo, save it as an ordinary JPEG and open that.",
            )


def has_all_scans(data: bytes, header: JpegHeader) -> bool:
    """Whether the scans give every coefficient of every component to its last bit."""
    sharp: set[tuple[int, int]] = set()
    for scan in _scans(data, header):
        count = data[scan] if scan < len(data) else 0
        components, spectrum = data[scan + 1 : scan + 1 + 2 * count : 2], scan + 1 + 2 * count
        if spectrum + 3 > len(data):
            return False
        first, last, bits = data[spectrum : spectrum + 3]
        if bits & 15 == 0:
            sharp |= {(each, k) for each in components for k in range(first, min(last, 63) + 1)}
    return len(sharp) == 64 * header.components


def _scans(data: bytes, header: JpegHeader) -> Iterator[int]:
    """Where the content of each scan's header begins, up to the end marker."""
    at = header.scan_start
    while (found := _MARKER.search(data, at)) is not None:
        marker, at = found[1][0], found.end()
        if marker == _EOI:
            return
        if marker == _SOS:
            yield at + 2
        if marker not in _STANDALONE and marker != _SOI:
            at += max(2, int.from_bytes(data[at : at + 2], "big"))


def decoding_stream(data: bytes, header: JpegHeader) -> BytesIO:
    """The JPEG in ``data`` without the segments that do not matter to its pixels."""
    view = memoryview(data)
    needed = [view[start:end] for start, end in header.segments]
    return BytesIO(b"".join([view[:2], *needed, view[header.scan_start :]]))
