"""The arrays of a `PREFIX-NNNN.params` file, of any generation, read without copying.

The file is mapped into memory and every array is a view of it. It comes from outside, so nothing in
it is believed before it is compared with the size of the file. MXNet 1 writes a binary list
(`list_params.py`), MXNet 2 a ZIP of `.npy` files (`zip_params.py`).
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from birdeye.convert.mxnet.list_params import read_list_arrays
from birdeye.convert.mxnet.stored_array import StoredArray
from birdeye.convert.mxnet.zip_params import read_zip_arrays
from birdeye.convert.stand_in_file import refuse_stand_in
from birdeye.domain.errors import CheckpointInvalid


@dataclass(frozen=True)
class ParamsFile:
    """All arrays of a file, by name without `arg:` or `aux:`; ``empty`` names "None" arrays."""

    path: Path
    arrays: Mapping[str, StoredArray]
    empty: tuple[str, ...]
    container: str
    file_size: int

    @property
    def generations(self) -> tuple[str, ...]:
        """The generations of the records, oldest first."""
        return tuple(sorted({stored.generation for stored in self.arrays.values()}))

    @property
    def has_prefixes(self) -> bool:
        """Whether any name has the prefix `arg:` or `aux:`; Gluon's `save_parameters` has none."""
        return any(stored.kind for stored in self.arrays.values())

    def __getitem__(self, name: str) -> StoredArray:
        return self.arrays[name]

    def __contains__(self, name: str) -> bool:
        return name in self.arrays

    def __iter__(self) -> Iterator[str]:
        return iter(self.arrays)

    def __len__(self) -> int:
        return len(self.arrays)


def read_params(path: Path) -> ParamsFile:
    """The arrays in the file at ``path``.

    Raises `CheckpointInvalid`, with file, offset and the name of the array as far as known, for a
    file that is damaged, that has bytes left over, or that states impossible sizes.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe would block forever
            raise CheckpointInvalid(path.name, "it is not a file")
        with path.open("rb") as stream:
            size = path.stat().st_size
            if size < 8:
                raise CheckpointInvalid(path.name, f"it is {size} bytes long, too short")
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise CheckpointInvalid(path.name, f"it cannot be read ({error})") from error
    refuse_stand_in(data[:200], path.name)
    empty: Sequence[str] = ()
    if data[:4] == b"PK\x03\x04":
        named, container = read_zip_arrays(data, path.name), "zip"
    else:
        named, empty = read_list_arrays(data, path.name)
        container = "list"
    return ParamsFile(path, named, tuple(empty), container, len(data))
