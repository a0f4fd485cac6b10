"""MXNet 2's form of a parameter file: a ZIP of `.npy` arrays, read with the same distrust.

Members that are stored plainly (what MXNet writes) are views of the mapped file; deflated ones are
inflated up to a limit set by the size of the file. Array headers are parsed by pattern, never by
eval, and objects are refused. Format: numpy `lib/format.py`, PKWARE APPNOTE 4.3.7.
"""

from __future__ import annotations

import io
import mmap
import re
import struct
import zipfile
import zlib
from functools import partial
from math import prod

import numpy as np

from birdeye.convert.mxnet.stored_array import MAX_ARRAYS, MAX_RANK, StoredArray, split_name
from birdeye.domain.errors import CheckpointInvalid

_HEADER = re.compile(
    rb"\s*\{\s*'descr':\s*'([<|=]?[fiub][0-9]{1,2}|[|]?b1)',\s*'fortran_order':\s*(True|False),"
    rb"\s*'shape':\s*\(([0-9, L]*)\),?\s*\}\s*"
)
_SIZE = re.compile(rb"[0-9]{1,10}L?")
_LOCAL_HEADER = 30


def read_zip_arrays(data: mmap.mmap, source: str) -> dict[str, StoredArray]:
    """The arrays of a ZIP by name without `.npy`. Raises `CheckpointInvalid`."""
    try:
        with zipfile.ZipFile(io.BytesIO(b"") if not len(data) else _MappedFile(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        raise CheckpointInvalid(source, f"it is a damaged ZIP ({error})") from error
    if len(members) > MAX_ARRAYS:
        raise CheckpointInvalid(source, f"it states {len(members)} arrays")
    budget = 2 * len(data) + (16 << 20)
    arrays: dict[str, StoredArray] = {}
    for member in members:
        subject = f"{source}, array “{member.filename}” (at byte {member.header_offset})"
        content = _content(data, member, subject, budget)
        if not isinstance(content.obj, mmap.mmap):
            budget -= len(content)
        array = _parsed_npy(content, subject)
        kind, name = split_name(member.filename.removesuffix(".npy"))
        if name in arrays:
            raise CheckpointInvalid(subject, "the name occurs twice")
        arrays[name] = StoredArray(
            name,
            kind,
            array.shape,
            array.dtype.name,
            "npy",
            "dense",
            member.header_offset,
            array.nbytes,
            partial(np.asarray, array),
        )
    return arrays


def _content(data: mmap.mmap, member: zipfile.ZipInfo, subject: str, budget: int) -> memoryview:
    """The bytes of one member: a view of the file, or an inflated copy within ``budget``."""
    if member.flag_bits & 1:
        raise CheckpointInvalid(subject, "it is encrypted")
    header = data[member.header_offset : member.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise CheckpointInvalid(subject, "the ZIP directory points outside the file")
    name_length, extra_length = struct.unpack_from("<HH", header, 26)
    start = member.header_offset + _LOCAL_HEADER + name_length + extra_length
    end = start + member.compress_size
    if end > len(data):
        raise CheckpointInvalid(subject, "it ends early")
    if member.compress_type == zipfile.ZIP_STORED:
        return memoryview(data)[start:end]
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise CheckpointInvalid(subject, "its compression is not supported")
    if member.file_size > budget:
        raise CheckpointInvalid(subject, f"its {member.file_size} bytes are too many")
    try:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        content = inflater.decompress(memoryview(data)[start:end], member.file_size)
    except zlib.error as error:
        raise CheckpointInvalid(subject, f"it is damaged ({error})") from error
    if len(content) != member.file_size:
        raise CheckpointInvalid(subject, "it ends early")
    return memoryview(content)


def _parsed_npy(content: memoryview, subject: str) -> np.ndarray:
    prefix = bytes(content[:12])
    if prefix[:6] != b"\x93NUMPY" or len(prefix) < 12 or prefix[6] not in (1, 2, 3):
        raise CheckpointInvalid(subject, "it is not a numpy array")
    if prefix[6] == 1:
        start, length = 10, struct.unpack_from("<H", prefix, 8)[0]
    else:
        start, length = 12, struct.unpack_from("<I", prefix, 8)[0]
    if length > 1 << 16:
        raise CheckpointInvalid(subject, "its header is too long")
    match = _HEADER.fullmatch(bytes(content[start : start + length]))
    if not match:
        raise CheckpointInvalid(subject, "its header is not that of a plain array of numbers")
    sizes = [item.strip() for item in match[3].split(b",") if item.strip()]
    if not all(_SIZE.fullmatch(size) for size in sizes) or len(sizes) > MAX_RANK:
        raise CheckpointInvalid(subject, "it states an impossible shape")
    shape = tuple(int(size.rstrip(b"L")) for size in sizes)
    if prod(max(1, size) for size in shape) > 1 << 48:
        raise CheckpointInvalid(subject, f"it states the impossible shape {shape}")
    try:
        dtype = np.dtype(match[1].decode())
    except TypeError as error:
        raise CheckpointInvalid(subject, "its type of numbers is not known") from error
    if prod(shape) * dtype.itemsize != len(content) - start - length:
        raise CheckpointInvalid(subject, "its length does not fit its shape")
    flat = np.frombuffer(content, dtype, prod(shape), start + length)
    return flat.reshape(shape, order="F" if match[2] == b"True" else "C")


class _MappedFile(io.RawIOBase):
    """A mapped file as a stream with its own position, as `zipfile` requires."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: len(self._data)}[whence]
        if base + offset < 0:
            raise OSError("a position before the beginning")
        self._position = base + offset
        return self._position

    def read(self, size: int = -1) -> bytes:
        end = len(self._data) if size is None or size < 0 else self._position + size
        chunk = self._data[self._position : end]
        self._position += len(chunk)
        return chunk
