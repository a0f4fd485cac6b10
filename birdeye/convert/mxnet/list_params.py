"""The binary list of arrays that MXNet 1 writes as a parameter file, in all four generations.

Little-endian, unpadded, without checksum: header, arrays, names, end (`src/ndarray/ndarray.cc`).
The first four bytes of each array state its generation, so they may be mixed.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Callable
from dataclasses import dataclass
from math import prod

import numpy as np

from birdeye.convert.mxnet.sparse_arrays import filled_csr, filled_rows
from birdeye.convert.mxnet.stored_array import (
    MAX_ARRAYS,
    MAX_RANK,
    StoredArray,
    split_name,
    type_of_flag,
    widened_bfloat16,
)
from birdeye.domain.errors import CheckpointInvalid

_LIST_MAGIC = 0x112
_V1_MAGIC, _V2_MAGIC, _V3_MAGIC = 0xF993FAC8, 0xF993FAC9, 0xF993FACA
_MAX_SIZE = 1 << 31
_MAX_NAME = 4096
_DENSE, _ROW_SPARSE, _CSR = 0, 1, 2
_AUXILIARY_COUNT = {_DENSE: 0, _ROW_SPARSE: 1, _CSR: 2}
_STORAGE_NAMES = {-1: "dense", _DENSE: "dense", _ROW_SPARSE: "row sparse", _CSR: "CSR"}


def read_list_arrays(data: mmap.mmap, source: str) -> tuple[dict[str, StoredArray], list[str]]:
    """(arrays by name, names of "None" arrays). Raises `CheckpointInvalid`."""
    return _ListReader(data, source).read()


@dataclass(frozen=True)
class _Record:
    """An array before its name is known; the names follow all arrays."""

    offset: int
    generation: str
    shape: tuple[int, ...]
    type_name: str
    storage: int
    byte_count: int
    array: Callable[[], np.ndarray]


class _ListReader:
    """Walks through the file once; `_take` alone advances and checks bounds."""

    def __init__(self, data: mmap.mmap, source: str) -> None:
        self._data = data
        self._source = source
        self._position = 0
        self._dense_budget = 2 * len(data) + (16 << 20)

    def read(self) -> tuple[dict[str, StoredArray], list[str]]:
        if self._u64() != _LIST_MAGIC:
            raise self._error("it is not an MXNet parameter file (its first 8 bytes differ)", 0)
        self._u64()
        count = self._u64()
        # The smallest record is 4 bytes and the smallest name 8 more.
        if count > min(MAX_ARRAYS, self._left // 4):
            raise self._error(f"it states {count} arrays, more than it has room for", 16)
        records = [self._record(index) for index in range(count)]
        name_count = self._u64()
        if name_count == 0 and count:
            raise self._error("its arrays have no names, so that no network can use them")
        if name_count != count:
            raise self._error(f"it has {count} arrays but {name_count} names")
        names = [self._name() for _ in range(count)]
        if self._left:
            raise self._error(f"{self._left} bytes follow its end")
        return self._named(names, records)

    def _named(
        self, names: list[str], records: list[_Record | None]
    ) -> tuple[dict[str, StoredArray], list[str]]:
        arrays: dict[str, StoredArray] = {}
        empty: list[str] = []
        for full_name, record in zip(names, records, strict=True):
            kind, name = split_name(full_name)
            if record is None:
                empty.append(name)
                continue
            if name in arrays:
                raise self._error(f"the name “{full_name}” occurs twice", record.offset)
            arrays[name] = StoredArray(
                name,
                kind,
                record.shape,
                record.type_name,
                record.generation,
                _STORAGE_NAMES[record.storage],
                record.offset,
                record.byte_count,
                record.array,
            )
        return arrays, empty

    def _record(self, index: int) -> _Record | None:
        offset = self._position
        magic = self._u32()
        if magic == _V1_MAGIC:
            return self._dense_record(index, offset, "V1", self._known_shape(self._i32(), index))
        if magic == _V2_MAGIC:
            return self._storage_record(index, offset, "V2")
        if magic == _V3_MAGIC:
            return self._storage_record(index, offset, "V3")
        if magic > MAX_RANK:
            raise self._error(f"array {index} begins with {magic:#x}, no known format", offset)
        shape = self._known_shape(magic, index, bits=32)
        return self._dense_record(index, offset, "V0", shape)

    def _storage_record(self, index: int, offset: int, generation: str) -> _Record | None:
        storage = self._i32()
        if storage not in _STORAGE_NAMES:
            raise self._error(f"array {index} has the unknown storage type {storage}", offset)
        if generation == "V3" and storage not in (-1, _DENSE):
            raise self._error(f"array {index} is sparse, which this generation is not", offset)
        auxiliary_count = _AUXILIARY_COUNT.get(storage, 0)
        storage_shape = self._known_shape(self._i32(), index) if auxiliary_count else ()
        rank = self._i32()
        if generation == "V3" and rank == -1:
            return None
        shape = self._shape(rank, index, unknown_allowed=generation == "V3")
        if shape is None:
            return None
        if not auxiliary_count:
            return self._dense_record(index, offset, generation, shape)
        return self._sparse_record(index, offset, storage, storage_shape, shape)

    def _dense_record(
        self, index: int, offset: int, generation: str, shape: tuple[int, ...]
    ) -> _Record | None:
        if not shape and generation != "V3":
            return None
        self._take(8)
        type_name, dtype = self._type(index)
        start = self._values(prod(shape) * dtype.itemsize, index)
        return _Record(
            offset,
            generation,
            shape,
            type_name,
            _DENSE,
            prod(shape) * dtype.itemsize,
            lambda: self._view(start, shape, type_name, dtype),
        )

    def _sparse_record(
        self,
        index: int,
        offset: int,
        storage: int,
        storage_shape: tuple[int, ...],
        shape: tuple[int, ...],
    ) -> _Record:
        self._take(8)
        type_name, dtype = self._type(index)
        auxiliary = []
        for _ in range(_AUXILIARY_COUNT[storage]):
            _, auxiliary_dtype = self._type(index)
            auxiliary.append((auxiliary_dtype, self._known_shape(self._i32(), index)))
        if not prod(storage_shape):
            # MXNet leaves it out if the indices imply it (NDArray's constructor).
            indices_shape = auxiliary[-1][1]
            storage_shape = indices_shape + (shape[1:] if storage == _ROW_SPARSE else ())
        byte_count = prod(storage_shape) * dtype.itemsize
        start = self._values(byte_count, index)
        views = []
        for auxiliary_dtype, auxiliary_shape in auxiliary:
            length = prod(auxiliary_shape) * auxiliary_dtype.itemsize
            position = self._values(length, index)
            views.append((position, auxiliary_shape, auxiliary_dtype))
            byte_count += length
        dense_bytes = prod(shape) * max(4, dtype.itemsize)
        self._dense_budget -= dense_bytes
        if self._dense_budget < 0:
            raise self._error(f"array {index} is sparse and too large when filled", offset)

        def densified() -> np.ndarray:
            values = self._view(start, storage_shape, type_name, dtype)
            indices = [
                self._view(position, kind_shape, "", kind) for position, kind_shape, kind in views
            ]
            fill: Callable[..., np.ndarray] = filled_rows if storage == _ROW_SPARSE else filled_csr
            try:
                return fill(values, *indices, shape)
            except (ValueError, IndexError) as error:
                raise self._error(f"array {index} is sparse and wrong ({error})", offset) from error

        return _Record(offset, "V2", shape, type_name, storage, byte_count, densified)

    def _view(
        self, start: int, shape: tuple[int, ...], type_name: str, dtype: np.dtype
    ) -> np.ndarray:
        count = prod(shape)
        if not count:
            return np.zeros(shape, np.float32 if type_name == "bfloat16" else dtype)
        values = np.frombuffer(self._data, dtype, count, start).reshape(shape)
        return widened_bfloat16(values) if type_name == "bfloat16" else values

    # --- tiny readers ----------------------------------------------------------------------------

    @property
    def _left(self) -> int:
        return len(self._data) - self._position

    def _take(self, count: int) -> int:
        if count > self._left:
            raise self._error(f"it ends early: {count} bytes were expected, {self._left} are left")
        start = self._position
        self._position += count
        return start

    def _u32(self) -> int:
        return struct.unpack_from("<I", self._data, self._take(4))[0]

    def _i32(self) -> int:
        return struct.unpack_from("<i", self._data, self._take(4))[0]

    def _u64(self) -> int:
        return struct.unpack_from("<Q", self._data, self._take(8))[0]

    def _known_shape(self, rank: int, index: int, *, bits: int = 64) -> tuple[int, ...]:
        shape = self._shape(rank, index, bits=bits)
        if shape is None:
            raise self._error(f"array {index} has no shape", self._position)
        return shape

    def _shape(
        self, rank: int, index: int, *, bits: int = 64, unknown_allowed: bool = False
    ) -> tuple[int, ...] | None:
        if not 0 <= rank <= MAX_RANK:
            raise self._error(f"array {index} states {rank} dimensions")
        code = "I" if bits == 32 else "q"
        start = self._take(rank * bits // 8)
        shape = struct.unpack_from(f"<{rank}{code}", self._data, start)
        if unknown_allowed and -1 in shape:
            return None
        if any(not 0 <= size < _MAX_SIZE for size in shape) or prod(map(_at_least_1, shape)) > (
            1 << 48
        ):
            raise self._error(f"array {index} states the impossible shape {shape}", start)
        return shape

    def _type(self, index: int) -> tuple[str, np.dtype]:
        flag = self._i32()
        found = type_of_flag(flag)
        if found is None:
            raise self._error(f"array {index} has the unknown type {flag}")
        return found

    def _values(self, byte_count: int, index: int) -> int:
        if byte_count > self._left:
            raise self._error(
                f"array {index} should take {byte_count} bytes, but only {self._left} are left"
            )
        return self._take(byte_count)

    def _name(self) -> str:
        length = self._u64()
        if length > _MAX_NAME:
            raise self._error(f"a name of {length} bytes is too long")
        start = self._take(length)
        try:
            return self._data[start : start + length].decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._error("a name is not UTF-8", start) from error

    def _error(self, reason: str, offset: int | None = None) -> CheckpointInvalid:
        position = self._position if offset is None else offset
        return CheckpointInvalid(
            self._source,
            f"{reason} (at byte {position})",
            "The file is damaged or not an MXNet parameter file; get a fresh copy.",
        )


def _at_least_1(size: int) -> int:
    return max(1, size)
