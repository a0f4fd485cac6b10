"""TIFFs of samples that Pillow has no mode for: floats, 10 to 14 bits, 32 bits, 16-bit L*a*b*.

libtiff still unpacks them: it is given the description of an 8-bit grey picture whose rows have as
many pixels as the real ones have bytes, and the result is decoded here. TIFF 6.0; Adobe's technical
note 3 on floats.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import numpy as np
from PIL import Image, ImageFile, TiffImagePlugin

from birdeye.imaging.exif import metadata_of, orientation_of
from birdeye.imaging.exif_writer import ValueMaker, Values
from birdeye.imaging.limits import MAX_ENCODED_BYTES, check_size
from birdeye.imaging.picture import Header
from birdeye.imaging.regular_files import read_all
from birdeye.imaging.rendering import upright_rgb
from birdeye.imaging.salvage import load_rows
from birdeye.imaging.tiff_blocks import embedded_in_tiff
from birdeye.imaging.tiff_directory import Directory, TiffReader
from birdeye.imaging.undecodable import Undecodable, unsupported

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_SAMPLES, _PLANAR, _PREDICTOR, _FORMAT, _PROFILE = 277, 284, 317, 339, 34675
_STRIPS, _STRIP_ROWS, _STRIP_BYTES, _FILL_ORDER = 273, 278, 279, 266
_TILE_WIDTH, _TILE_LENGTH, _TILES, _TILE_BYTES = 322, 323, 324, 325
_COPIED = (
    *(_COMPRESSION, _STRIPS, _STRIP_ROWS, _STRIP_BYTES, _FILL_ORDER),
    *(_TILE_LENGTH, _TILES, _TILE_BYTES),
)
_WIDEST_MARGIN = 4096
"""Pixels by which a tile may be wider than the picture."""

_COMPRESSIONS = frozenset({1, 5, 8, 32773, 32946})
"""None, LZW, Deflate, PackBits, old Deflate."""

_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _CIELAB, _ICCLAB = 0, 1, 2, 8, 9
_UNSIGNED, _SIGNED, _FLOAT = 1, 2, 3
_BYTES_BESIDE_SAMPLES = 12
_ROWS_TOGETHER = 64
_MOST_STRIPS_BYTES = 4 * 1024**2
_PROFILE_BYTES = 8 * 1024**2


@dataclass(frozen=True, slots=True)
class _Layout:
    """Layout of the samples in a row: ``count`` per pixel, of ``bits`` each, in byte ``order``.

    ``block_width`` is that of a tile, in pixels, or of the picture if it is made of strips.
    """

    width: int
    height: int
    block_width: int
    count: int
    bits: int
    sample_format: int
    photometric: int
    predictor: int
    order: str

    @property
    def block_bytes(self) -> int:
        return (self.block_width * self.count * self.bits + 7) // 8

    @property
    def row_bytes(self) -> int:
        return -(-self.width // self.block_width) * self.block_bytes


class TiffSamplesPicture:
    """A TIFF of unusual samples; raises `Undecodable` with a next step for anything else."""

    def __init__(self, file: BinaryIO) -> None:
        reader = TiffReader(file)
        main = reader.first()
        self._layout = _layout(main)
        layout = self._layout
        size = file.seek(0, 2)
        if size > MAX_ENCODED_BYTES:
            raise unsupported("a TIFF of this kind and size")
        bytes_a_pixel = -(-layout.row_bytes // layout.width) + _BYTES_BESIDE_SAMPLES
        check_size(layout.width, layout.height, bytes_a_pixel, 3 * size)
        self.rows_share = 1.0
        self.embedded = embedded_in_tiff(main)
        self._profile = main.data(_PROFILE, _PROFILE_BYTES)
        self.header = Header(
            "TIFF", layout.width, layout.height, orientation_of(main), metadata_of(reader)
        )

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """See `birdeye.imaging.picture.Picture.decode`; always at full size."""
        if _layout(TiffReader(file).first()) != self._layout:
            raise Undecodable("it changed while it was being read", "Open it again.")
        disguised = _disguised(file, self._layout)
        image, self.rows_share = load_rows(lambda: _open_grey(disguised, self._layout))
        picture = _as_picture(image, self._layout)
        return upright_rgb(picture, self._profile, self.header.orientation)


def _layout(main: Directory) -> _Layout:
    count, bits = main.integer(_SAMPLES) or 1, main.integers(_BITS) or (1,)
    formats = main.integers(_FORMAT) or (_UNSIGNED,)
    layout = _Layout(
        main.integer(_WIDTH) or 0,
        main.integer(_HEIGHT) or 0,
        (main.integer(_TILE_WIDTH) if _TILES in main else main.integer(_WIDTH)) or 0,
        count,
        bits[0],
        formats[0],
        main.integer(_PHOTOMETRIC) or 0,
        main.integer(_PREDICTOR) or 1,
        main.order,
    )
    wanted_samples = {_RGB: 3, _CIELAB: 3, _ICCLAB: 3, _BLACK_IS_ZERO: 1, _WHITE_IS_ZERO: 1}
    is_known = (
        layout.width > 0
        and layout.height > 0
        and 0 < layout.block_width <= layout.width + _WIDEST_MARGIN
        and len({*bits}) == len({*formats}) == 1
        and wanted_samples.get(layout.photometric, 99) <= count <= 8
        and (count == 1 or (main.integer(_PLANAR) or 1) == 1)
        and main.integer(_COMPRESSION) in _COMPRESSIONS
        and (_STRIPS in main or _TILES in main)
        and _is_readable(layout)
    )
    if not is_known:
        raise unsupported("this kind of TIFF")
    return layout


def _is_readable(layout: _Layout) -> bool:
    if layout.sample_format == _FLOAT:
        return layout.bits in (16, 32, 64) and layout.predictor in (1, 2, 3)
    if layout.sample_format not in (_UNSIGNED, _SIGNED) or layout.predictor not in (1, 2):
        return False
    is_whole = layout.bits in (8, 16, 32)
    return is_whole or (9 <= layout.bits <= 14 and layout.predictor == 1)


def _disguised(file: BinaryIO, layout: _Layout) -> bytes:
    """The file with a directory that describes its bytes as grey pixels."""
    main = TiffReader(file).first()
    make = ValueMaker(layout.order)
    values = {
        _WIDTH: make.long(layout.row_bytes),
        _HEIGHT: make.long(layout.height),
        _BITS: make.short(8),
        _PHOTOMETRIC: make.short(_BLACK_IS_ZERO),
        _SAMPLES: make.short(1),
    }
    for tag in _COPIED:
        value = main.value(tag, _MOST_STRIPS_BYTES)
        if value is not None:
            values[tag] = value
    if _TILES in main:
        values[_TILE_WIDTH] = make.long(layout.block_bytes)
    data = read_all(file)
    if data[2:4] not in (b"*\0", b"\0*"):
        raise unsupported("this kind of BigTIFF")
    return _with_directory(data, layout.order, values)


def _with_directory(data: bytes, order: str, values: Values) -> bytes:
    """``data`` with its first directory replaced by one of ``values``, after everything else."""
    at = len(data) + len(data) % 2
    table = struct.pack(order + "H", len(values))
    heap_at, heap = at + 6 + 12 * len(values), b""
    for tag, value in sorted(values.items()):
        inline = value.data.ljust(4, b"\0")
        if len(value.data) > 4:
            inline = struct.pack(order + "I", heap_at + len(heap))
            heap += value.data + bytes(len(value.data) % 2)
        table += struct.pack(order + "HHI", tag, value.kind, value.count) + inline
    head = data[:4] + struct.pack(order + "I", at)
    return b"".join((head, data[8:], bytes(at - len(data)), table, bytes(4), heap))


def _open_grey(data: bytes, layout: _Layout) -> ImageFile.ImageFile:
    image = TiffImagePlugin.TiffImageFile(BytesIO(data))
    if image.mode != "L" or image.size != (layout.row_bytes, layout.height):
        raise unsupported("this kind of TIFF")
    return image


def _as_picture(image: Image.Image, layout: _Layout) -> Image.Image:
    """The samples as a picture of a mode that the rest knows, by strips."""
    black, white = _range(image, layout)
    is_lab = layout.photometric in (_CIELAB, _ICCLAB)
    mode = "LAB" if is_lab else ("RGB" if layout.photometric == _RGB else "L")
    picture = Image.new(mode, (layout.width, layout.height))
    for top, samples in _strips(image, layout):
        if is_lab:
            levels = _lab_levels(samples, layout)
        else:
            levels = (samples.astype(np.float32) - black) * np.float32(255 / (white - black))
            levels = np.nan_to_num(np.clip(levels, 0, 255), nan=0.0)
            if layout.photometric == _WHITE_IS_ZERO:
                levels = 255 - levels
            levels = np.rint(levels).astype(np.uint8)
        levels = levels[..., 0] if mode == "L" else levels[..., :3]
        size = (layout.width, levels.shape[0])
        picture.paste(Image.frombytes(mode, size, levels.tobytes()), (0, top))
    return picture


def _range(image: Image.Image, layout: _Layout) -> tuple[float, float]:
    """(black, white): the full range of integers; for floats 0 to 1, or to the highest value."""
    if layout.sample_format == _UNSIGNED:
        return 0.0, float(2**layout.bits - 1)
    if layout.sample_format == _SIGNED:
        return 0.0, float(2 ** (layout.bits - 1) - 1)
    lowest, highest = np.inf, -np.inf
    for _, samples in _strips(image, layout):
        sound = samples[np.isfinite(samples)]
        if sound.size:
            lowest, highest = min(lowest, float(sound.min())), max(highest, float(sound.max()))
    if not lowest < highest or (lowest >= -0.5 and highest <= 2.0):
        return 0.0, 1.0
    return min(lowest, 0.0), highest


def _lab_levels(samples: np.ndarray, layout: _Layout) -> np.ndarray:
    """Bytes as Pillow's raw mode "LAB" has them: L of 255, a and b in two's complement."""
    if layout.sample_format == _FLOAT:
        scaled = samples[..., :3] * np.array((2.55, 1, 1), np.float32)
        levels = np.rint(np.clip(np.nan_to_num(scaled), (0, -128, -128), (255, 127, 127)))
        return levels.astype(np.int16).astype(np.uint8)
    levels = (samples[..., :3].astype(np.int64) >> (layout.bits - 8)).astype(np.uint8)
    if layout.photometric == _ICCLAB:  # a and b have 128 for neutral
        levels[..., 1:3] ^= 0x80
    return levels


def _strips(image: Image.Image, layout: _Layout) -> Iterator[tuple[int, np.ndarray]]:
    """(first row, samples of shape (rows, width, count)) from the top down."""
    read = _reader(layout)
    for top in range(0, layout.height, _ROWS_TOGETHER):
        bottom = min(top + _ROWS_TOGETHER, layout.height)
        rows = np.asarray(image.crop((0, top, layout.row_bytes, bottom)))
        blocks = [
            read(np.ascontiguousarray(rows[:, start : start + layout.block_bytes])).reshape(
                bottom - top, layout.block_width, layout.count
            )
            for start in range(0, layout.row_bytes, layout.block_bytes)
        ]
        yield top, np.concatenate(blocks, axis=1)[:, : layout.width]


def _reader(layout: _Layout) -> Callable[[np.ndarray], np.ndarray]:
    """The function that turns bytes (rows, block_bytes) into samples."""
    if layout.bits % 8:
        return lambda rows: _unpacked(rows, layout)
    kind = {_UNSIGNED: "u", _SIGNED: "i", _FLOAT: "f"}[layout.sample_format]
    dtype = np.dtype(f"{layout.order}{kind}{layout.bits // 8}")

    def read(rows: np.ndarray) -> np.ndarray:
        if layout.predictor == 3:
            return _float_predicted(rows, layout)
        if layout.predictor == 2:  # differences of whole numbers, even for floats
            numbers = rows.view(f"{layout.order}u{dtype.itemsize}")
            pixels = numbers.reshape(len(rows), layout.block_width, layout.count)
            return np.cumsum(pixels, axis=1, dtype=f"u{dtype.itemsize}").view(
                dtype.newbyteorder("=")
            )
        return rows.view(dtype)

    return read


def _unpacked(rows: np.ndarray, layout: _Layout) -> np.ndarray:
    """Samples of 9 to 14 bits that are packed without gaps, the highest bit first."""
    bits = np.unpackbits(rows, axis=1)[:, : layout.block_width * layout.count * layout.bits]
    bits = bits.reshape(len(rows), -1, layout.bits)
    return bits @ (1 << np.arange(layout.bits - 1, -1, -1, dtype=np.int32))


def _float_predicted(rows: np.ndarray, layout: _Layout) -> np.ndarray:
    """Undo the prediction for floats: differences of bytes, all highest bytes of a row first."""
    size = layout.bits // 8
    pixels = rows.reshape(len(rows), -1, layout.count)
    whole = np.cumsum(pixels, axis=1, dtype=np.uint8).reshape(len(rows), size, -1)
    floats = np.ascontiguousarray(whole.transpose(0, 2, 1))
    return floats.view(f">f{size}")
