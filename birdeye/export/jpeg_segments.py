"""Exchanges the XMP packet inside a JPEG, every other byte of it left as it is.

Segments as in ITU-T T.81 annex B; where XMP is in them: ISO 16684-3 (XMP part 3) section 1.1.3.
"""

from __future__ import annotations

from dataclasses import dataclass

from birdeye.xmp.jpeg import NAMESPACE, XMP_HEADER

_XMP = NAMESPACE + b"\0"
_EXIF = b"Exif\0\0"
_MULTI_PICTURE = b"MPF\0"
_LARGEST_PACKET = 0xFFFF - 2 - len(_XMP)
_SOI, _EOI, _SOS, _APP0, _APP1, _APP2 = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})

_COUNTED_FROM_AFAR = {
    b"\xff\xd8\xff": "a second picture",
    b"ftyp": "a film",
    b"SEFT": "data of a Samsung phone",  # the end of its trailer, which is found from its index
    b"AXS!": "data of an agency's program",  # AFCP, whose offsets count from the file's start
    b"AXS*": "data of an agency's program",
}
"""Data after a picture that is found by counting bytes, by bytes that are always in it."""


class JpegRefused(Exception):
    """A JPEG whose XMP cannot be replaced without harm; the text is a clause that says why."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """``start`` is the offset of the marker's 0xFF, ``end`` where the next one begins."""

    marker: int
    start: int
    end: int
    identifier: bytes


def xmp_packet(jpeg: bytes) -> bytes | None:
    """The XMP packet in a JPEG, None if there is none; raises `JpegRefused`."""
    segments, _ = _head(jpeg)
    found = _xmp_segment(segments)
    if found is None:
        return None
    head = XMP_HEADER.match(jpeg, found.start + 4, found.end)
    return jpeg[head.end() : found.end] if head is not None else None


def with_xmp_packet(jpeg: bytes, packet: bytes) -> bytes:
    """The JPEG with ``packet`` as its XMP; raises `JpegRefused`."""
    if len(packet) > _LARGEST_PACKET:
        raise JpegRefused("its metadata has no room for more keywords")
    segments, scan_start = _head(jpeg)
    found = _xmp_segment(segments)
    start, end = (found.start, found.end) if found is not None else (_place(segments),) * 2
    payload = _XMP + packet
    segment = bytes((0xFF, _APP1)) + (len(payload) + 2).to_bytes(2, "big") + payload
    if len(segment) != end - start:
        _refuse_if_others_count_from_here(jpeg, segments, scan_start, start)
    return jpeg[:start] + segment + jpeg[end:]


def _head(jpeg: bytes) -> tuple[list[_Segment], int]:
    """The segments before the first scan, and where that begins."""
    if jpeg[:2] != bytes((0xFF, _SOI)):
        raise JpegRefused("it is no JPEG")
    segments: list[_Segment] = []
    at = 2
    while True:
        start = at
        while jpeg[at : at + 2] == b"\xff\xff":  # fill bytes
            at += 1
        marker = jpeg[at + 1 : at + 2]
        if jpeg[at : at + 1] != b"\xff" or not marker or marker[0] in (0, _EOI):
            raise JpegRefused("it is damaged")
        if marker[0] in _STANDALONE:
            at += 2
            continue
        if marker[0] == _SOS:
            return segments, at
        size = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        end = at + 2 + size
        if size < 2 or end > len(jpeg):
            raise JpegRefused("it is damaged")
        segments.append(_Segment(marker[0], start, end, jpeg[at + 4 : min(end, at + 36)]))
        at = end


def _xmp_segment(segments: list[_Segment]) -> _Segment | None:
    found = [s for s in segments if s.marker == _APP1 and XMP_HEADER.match(s.identifier)]
    if len(found) > 1:
        raise JpegRefused("it contains two sets of XMP metadata")
    return found[0] if found else None


def _place(segments: list[_Segment]) -> int:
    """Where a new XMP segment goes: after JFIF and EXIF, before everything else."""
    place = 2
    for segment in segments:
        is_jfif = segment.marker == _APP0
        is_exif = segment.marker == _APP1 and segment.identifier.startswith(_EXIF)
        if is_jfif or is_exif:
            place = segment.end
    return place


def _refuse_if_others_count_from_here(
    jpeg: bytes, segments: list[_Segment], scan_start: int, place: int
) -> None:
    """Refuse to move what others find by counting bytes.

    Bytes after the picture stay unchanged. A second picture there (a preview, a motion photo) is
    found from its own index: that of the Multi-Picture Format counts from itself (CIPA DC-007
    section 5.2.3.3), so that it stays true when both move. If that comes before ``place``, or there
    is none, it is unknown.
    """
    end = _end_of_picture(jpeg, scan_start)
    found = (what for sign, what in _COUNTED_FROM_AFAR.items() if jpeg.find(sign, end) >= 0)
    behind = next(found, None)
    if behind is None:
        return  # nothing, or bytes that no known program looks for
    index = [s for s in segments if s.marker == _APP2 and s.identifier.startswith(_MULTI_PICTURE)]
    if not index or index[0].start < place:
        raise JpegRefused(f"it carries {behind}, which could be lost")


def _end_of_picture(jpeg: bytes, scan_start: int) -> int:
    """Where the first picture ends: after its end-of-image marker."""
    at = scan_start
    while (at := jpeg.find(b"\xff", at)) >= 0 and at + 1 < len(jpeg):
        marker = jpeg[at + 1]
        if marker == _EOI:
            return at + 2
        if marker == 0 or marker == 0xFF or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        size = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        at += 2 + max(2, size)
    raise JpegRefused("it is cut off")
