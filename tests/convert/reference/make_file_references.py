"""Writes small parameter files with real MXNet 1.9.1, and what is in them as numpy arrays.

Runs in the interpreter that has MXNet, from the project's root:

    $BIRDEYE_MXNET_PYTHON -m tests.convert.reference.make_file_references

Files: tests/convert/reference/data/files. The generations V0 and V1, which MXNet 1.9.1 reads but no
longer writes, are composed here byte by byte and read back by MXNet, whose answer is what is kept.
"""

from __future__ import annotations

import struct
from pathlib import Path

import mxnet as mx
import numpy as np

FOLDER = Path(__file__).parent / "data" / "files"


def numbers(*shape: int) -> np.ndarray:
    count = int(np.prod(shape))
    return (np.arange(count) * 0.75 - count / 3).reshape(shape)


def every_type() -> dict[str, mx.nd.NDArray]:
    kinds = ("float32", "float64", "float16", "uint8", "int32", "int8", "int64", "bool")
    return {f"arg:{kind}": mx.nd.array(np.abs(numbers(2, 3)), dtype=kind) for kind in kinds}


def sparse() -> dict[str, mx.nd.NDArray]:
    rows = np.zeros((5, 3), np.float32)
    rows[[1, 4]] = numbers(2, 3)
    matrix = np.zeros((4, 6), np.float32)
    matrix[[0, 2, 2], [5, 1, 3]] = 7, 8, 9
    return {
        "arg:rows": mx.nd.array(rows).tostype("row_sparse"),
        "arg:matrix": mx.nd.array(matrix).tostype("csr"),
        "arg:no_rows": mx.nd.zeros((3, 2)).tostype("row_sparse"),
    }


def old_generation(magic: int | None) -> bytes:
    """Two arrays as V0 (no magic, 32-bit sizes) or V1 (64-bit sizes)."""
    parts = [struct.pack("<QQQ", 0x112, 0, 2)]
    for array in (numbers(2, 3).astype(np.float32), numbers(4).astype(np.float32)):
        if magic is None:
            parts.append(struct.pack(f"<I{array.ndim}I", array.ndim, *array.shape))
        else:
            parts.append(struct.pack(f"<Ii{array.ndim}q", magic, array.ndim, *array.shape))
        parts.append(struct.pack("<iii", 2, 3, 0) + array.tobytes())  # saved on a GPU
    parts.append(struct.pack("<Q", 2))
    for name in (b"arg:weight", b"aux:mean"):
        parts.append(struct.pack("<Q", len(name)) + name)
    return b"".join(parts)


def dense(array: mx.nd.NDArray) -> np.ndarray:
    return array.tostype("default").asnumpy() if array.stype != "default" else array.asnumpy()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    mx.nd.save(str(FOLDER / "every_type.params"), every_type())
    mx.nd.save(str(FOLDER / "sparse.params"), sparse())
    mx.nd.save(str(FOLDER / "unnamed.params"), [mx.nd.ones((2,))])
    with mx.util.np_shape(True):
        mx.nd.save(
            str(FOLDER / "v3.params"),
            {"arg:scalar": mx.nd.ones(()) * 5, "arg:none": mx.nd.zeros((0, 3)),
             "arg:vector": mx.nd.arange(3)},
        )  # fmt: skip
    (FOLDER / "v0.params").write_bytes(old_generation(None))
    (FOLDER / "v1.params").write_bytes(old_generation(0xF993FAC8))
    block = mx.gluon.nn.HybridSequential()
    block.add(mx.gluon.nn.Dense(2, in_units=3))
    block.initialize(mx.init.One())
    block.save_parameters(str(FOLDER / "gluon_save_parameters.params"))
    for path in sorted(FOLDER.glob("*.params")):
        with mx.util.np_shape(path.name == "v3.params"):
            loaded = mx.nd.load(str(path))
            if isinstance(loaded, list):
                continue
            known = {name: dense(array) for name, array in loaded.items() if array.ndim != 0
                     or path.name == "v3.params"}  # fmt: skip
        np.savez(path.with_suffix(".npz"), **known)
        print(path.name, {name: (value.dtype.name, value.shape) for name, value in known.items()})


if __name__ == "__main__":
    main()
