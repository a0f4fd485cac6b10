"""The files of `hostile_files`: how each is made, and the sentence that it has to be met with."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

from PIL import Image

from birdeye.export.xmp_keywords import EMPTY_PACKET, Keywords, with_keywords
from birdeye.imaging.photo_file import open_photo
from birdeye.workflows.detections_file import read_detections
from tests.helpers.tiny_dng import LONG, SHORT, pack_directory
from tests.robustness.hostile_files import Case

_GIGABYTES = 1_900_000_000
_TOO_MUCH = "more data beside its picture than is safe to read"
_KEYWORDS = Keywords(("Great Tit",), ("Birds|Tits|Great Tit",))

Write = Callable[[Path], None]


def _open(path: Path) -> None:
    open_photo(path).decode(0.1)
    open_photo(path).decode()


def _merge(path: Path) -> None:
    merged = with_keywords(path.read_bytes(), _KEYWORDS)
    assert b"Great Tit" in merged


def _detections(path: Path) -> None:
    read = read_detections(path)
    assert len(read.detector) <= 100


def _text(make: Callable[[], str | bytes]) -> Write:
    def write(path: Path) -> None:
        content = make()
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return write


def _tiff(kind: int, size: int, inside: str = "main") -> Write:
    """A picture of 16 x 16 pixels, one tag of which has ``size`` bytes that no disk holds."""

    def write(path: Path) -> None:
        unit = {7: 1, SHORT: 2, LONG: 4, 5: 8}[kind]
        plain = [
            *((256, LONG, (16,)), (257, LONG, (16,)), (258, SHORT, (8,)), (259, SHORT, (1,))),
            *((262, SHORT, (1,)), (273, LONG, (8,)), (277, SHORT, (1,)), (278, LONG, (16,))),
            (279, LONG, (256,)),
        ]
        large = struct.pack("<HHII", 0x9999, kind, size // unit, 16_384)
        with path.open("wb") as file:
            file.write(struct.pack("<2sHI", b"II", 42, 4096) + bytes(256))
            file.seek(4096)
            if inside == "main":
                packed = pack_directory(plain, 4096, 0)
                count = 12 * len(plain)
                file.write(struct.pack("<H", len(plain) + 1) + packed[2 : 2 + count] + large)
                file.write(bytes(4))
            else:
                file.write(pack_directory([*plain, (0x8769, LONG, (8192,))], 4096, 0))
                file.seek(8192)
                file.write(struct.pack("<H", 1) + large + bytes(4))
            file.truncate(16_384 + size)

    return write


def _tiff_of_many_tags(path: Path) -> None:
    """A directory of 60,000 tags, each of which points to the same 60 KB."""
    plain = struct.pack("<HHII", 256, LONG, 1, 16) + struct.pack("<HHII", 257, LONG, 1, 16)
    tags = b"".join(struct.pack("<HHII", 5000 + n, 7, 60_000, 8) for n in range(60_000))
    path.write_bytes(
        struct.pack("<2sHI", b"II", 42, 65_544)
        + bytes(65_536)
        + struct.pack("<H", 60_002)
        + plain
        + tags
        + bytes(4)
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def _png(kind: bytes, size: int, *, behind: bool = False) -> Write:
    """A picture of 8 x 8 pixels with a chunk of ``size`` bytes before or behind it."""

    def write(path: Path) -> None:
        header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
        pixels = _chunk(b"IDAT", zlib.compress(bytes(72)))
        with path.open("wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + header + (pixels if behind else b""))
            file.write(struct.pack(">I4s", size, kind))
            file.seek(size, 1)
            file.write(bytes(4) + (b"" if behind else pixels) + _chunk(b"IEND", b""))

    return write


def _png_of_many_chunks(path: Path) -> None:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    pixels = _chunk(b"IDAT", zlib.compress(bytes(72)))
    end = _chunk(b"IEND", b"")
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + header + _chunk(b"aaAa", b"") * 2_000_000 + pixels + end
    )


def _gif(blocks: Iterable[bytes], size: int = 0) -> Write:
    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(b"GIF89a" + struct.pack("<HHBBB", 8, 8, 0x80, 0, 0) + bytes(6))
            file.writelines(blocks)
            if size:
                file.truncate(size)

    return write


def _bmp(header_bytes: int, compression: int, size: int) -> Write:
    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(b"BM" + struct.pack("<IHHI", 0, 0, 0, 54 + 1024))
            fields = (header_bytes, 8, 8, 1, 8, compression, 0, 0, 0, 256, 0)
            file.write(struct.pack("<IiiHHIIiiII", *fields))
            file.truncate(size)

    return write


def _webp(path: Path) -> None:
    """A picture of 8000 x 8000 pixels with EXIF of 200 MB that no disk holds (RFC 9649)."""
    picture = BytesIO()
    Image.new("RGB", (8000, 8000)).save(picture, "WEBP", method=0, quality=0)
    extended = b"VP8X" + struct.pack("<IB3x", 10, 0x08) + (7999).to_bytes(3, "little") * 2
    with path.open("wb") as file:
        file.write(b"RIFF" + struct.pack("<I", 210_000_000) + b"WEBP" + extended)
        file.write(picture.getvalue()[12:])
        file.write(b"EXIF" + struct.pack("<I", 200_000_000))
        file.truncate(file.tell() + 200_000_000)


def _scans(count: int, side: int, mode: str = "RGB", hidden: bytes = b"") -> Write:
    """A progressive JPEG whose last scan comes ``count`` times more, ``hidden`` before each."""

    def write(path: Path) -> None:
        picture = BytesIO()
        Image.new(mode, (side, side)).save(picture, "JPEG", progressive=True)
        content = picture.getvalue()
        scan = hidden + content[content.rindex(b"\xff\xda") : -2]
        path.write_bytes(content[:-2] + scan * count + b"\xff\xd9")

    return write


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC, _OWN = "http://purl.org/dc/elements/1.1/", "urn:birdeye:xmp:1.0#"


def _xmp(inside: str, attributes: str = "") -> str:
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}" {attributes}>'
        f'<rdf:Description rdf:about="">{inside}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )


def _bag(name: str, namespace: str, words: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{word}</rdf:li>" for word in words)
    prefix = name.partition(":")[0]
    return f'<{name} xmlns:{prefix}="{namespace}"><rdf:Bag>{items}</rdf:Bag></{name}>'


def _many_namespaces() -> str:
    """3,000 namespaces around 3,000 elements that declare one more each: 191 KB."""
    around = " ".join(f'xmlns:p{n}="u:{n}"' for n in range(3000))
    return _xmp("".join(f'<q{n}:a xmlns:q{n}="v:{n}" />' for n in range(3000)), around)


def _long_namespace() -> str:
    names = " ".join(f'q:a{n}=""' for n in range(150_000))
    return _xmp(f'<a xmlns:q="{"u" * 8_000_000}" {names}/>')


def _stale_keywords() -> str:
    words = [f"stale {n}" for n in range(10_000)]
    return _xmp(_bag("birdeye:subject", _OWN, words) + _bag("dc:subject", _DC, words))


def _json(unknown: str) -> str:
    return f'{{"images": [], "unknown": [{unknown}]}}'


def _real_detections() -> str:
    """120,000 photos with two animals each, as MegaDetector writes them."""
    thing = {"category": "1", "conf": 0.912, "bbox": [0.1234, 0.2345, 0.3456, 0.4567]}
    images = [
        {"file": f"camera{n % 100:02}/IMG_{n:06}.JPG", "detections": [thing, thing]}
        for n in range(120_000)
    ]
    document = {"info": {"detector": "MDv5a"}, "detection_categories": {"1": "animal"}}
    return json.dumps({**document, "images": images}, indent=1)


CASES = (
    Case("TIFF, tag of 1.9 GB", ".tif", _tiff(7, _GIGABYTES), _open, _TOO_MUCH),
    Case("TIFF, 600 MB of numbers", ".tif", _tiff(SHORT, 600_000_000), _open, _TOO_MUCH),
    Case("TIFF, fractions in EXIF", ".tif", _tiff(5, 200_000_000, "exif"), _open, _TOO_MUCH),
    Case("TIFF, 60,000 tags", ".tif", _tiff_of_many_tags, _open, _TOO_MUCH),
    Case("TIFF, layers of 100 MB", ".tif", _tiff(7, 100_000_000), _open, ""),
    Case("PNG, chunk of 1.9 GB", ".png", _png(b"aaAa", _GIGABYTES), _open, _TOO_MUCH),
    Case(
        "PNG, chunk of 1.9 GB behind the pixels",
        ".png",
        _png(b"aaAa", _GIGABYTES, behind=True),
        _open,
        _TOO_MUCH,
    ),
    Case("PNG, text of 600 MB", ".png", _png(b"iTXt", 600_000_000), _open, _TOO_MUCH),
    Case("PNG, 2,000,000 chunks", ".png", _png_of_many_chunks, _open, _TOO_MUCH),
    Case("PNG, chunk of 20 MB", ".png", _png(b"aaAa", 20_000_000, behind=True), _open, ""),
    Case("WebP, 200 MB of EXIF", ".webp", _webp, _open, _TOO_MUCH),
    Case(
        "GIF, comment of 200 MB",
        ".gif",
        _gif([b"!\xfe", *([(b"\xff" + b"c" * 255) * 4096] * 200), b"\0"]),
        _open,
        _TOO_MUCH,
    ),
    Case("GIF, 1.9 GB of nothing", ".gif", _gif((), _GIGABYTES), _open, "damaged"),
    Case("BMP, header of 1.9 GB", ".bmp", _bmp(_GIGABYTES, 0, _GIGABYTES + 100), _open, "damaged"),
    Case(
        "BMP, a gigabyte of ends of lines", ".bmp", _bmp(40, 1, 10**9), _open, "too long to unpack"
    ),
    Case("JPEG, 3,000 scans", ".jpg", _scans(3000, 6000), _open, "more than 138 scans"),
    Case("JPEG, 3,000 scans, grey", ".jpg", _scans(3000, 6000, "L"), _open, "more than 138 scans"),
    Case(
        "JPEG, 3,000 scans behind a comment",
        ".jpg",
        _scans(3000, 6000, hidden=b"\xff\xfe\0\6\xff\xd9\xff\xd9"),
        _open,
        "more than 138 scans",
    ),
    Case("JPEG, 100 scans", ".jpg", _scans(90, 4000), _open, ""),
    Case("XMP, 6,000 namespaces", ".xmp", _text(_many_namespaces), _merge, ""),
    Case("XMP, namespace of 8 MB", ".xmp", _text(_long_namespace), _merge, ""),
    Case(
        "XMP, 10 MB of blanks in a tag",
        ".xmp",
        _text(lambda: _xmp(f"<a{' ' * 10**7}/>")),
        _merge,
        "",
    ),
    Case("XMP, 10,000 stale keywords", ".xmp", _text(_stale_keywords), _merge, ""),
    Case(
        "XMP, 1,000,000 elements",
        ".xmp",
        _text(lambda: _xmp("<a/>" * 1_000_000)),
        _merge,
        "more elements",
    ),
    Case(
        "XMP, 1,000,000 attributes",
        ".xmp",
        _text(lambda: _xmp(f"<a {' '.join(f'a{n}=0' for n in range(10**6))}/>")),
        _merge,
        "more attributes",
    ),
    Case(
        "XMP, UTF-16 without an end",
        ".xmp",
        _text(lambda: ("<?xml " * 10**6).encode("utf-16")),
        _merge,
        "well-formed",
    ),
    Case("XMP, empty", ".xmp", _text(lambda: EMPTY_PACKET), _merge, ""),
    Case(
        "detections, 79 MB of small objects",
        ".json",
        _text(lambda: _json(",".join(['{"a":0}'] * 9_900_000))),
        _detections,
        "far more values",
    ),
    Case(
        "detections, 30 MB of lists",
        ".json",
        _text(lambda: _json(",".join(["[]"] * 10_000_000))),
        _detections,
        "far more values",
    ),
    Case(
        "detections, 120 MB of one text",
        ".json",
        _text(lambda: _json(f'"\U0001f426{"x" * 120_000_000}"')),
        _detections,
        "",
    ),
    Case(
        "detections, detector of 20 MB",
        ".json",
        _text(lambda: json.dumps({"info": {"detector": "x" * 20_000_000}, "images": []})),
        _detections,
        "",
    ),
    Case("detections, 120,000 photos", ".json", _text(_real_detections), _detections, ""),
)
