"""Parameter files of every generation: against what real MXNet reads in them, and damaged ones."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

from birdeye.convert.mxnet.params_file import read_params
from birdeye.convert.mxnet.stored_array import split_name, type_of_flag, widened_bfloat16
from birdeye.domain.errors import CheckpointInvalid
from tests.convert.reference.checkpoint_writer import write_params

FILES = Path(__file__).parent / "reference" / "data" / "files"
FULL = ("every_type", "sparse", "v0", "v1", "v3")
V2, V3 = 0xF993FAC9, 0xF993FACA


@pytest.mark.parametrize("name", FULL)
def test_arrays_are_those_that_mxnet_reads(name):
    params = read_params(FILES / f"{name}.params")
    with np.load(FILES / f"{name}.npz") as expected:
        assert {f"{stored.kind}:{stored.name}" for stored in params.arrays.values()} == set(
            expected.files
        )
        for full_name in expected.files:
            stored = params[split_name(full_name)[1]]
            values = stored.array()
            assert values.dtype.newbyteorder("=") == expected[full_name].dtype
            assert stored.shape == expected[full_name].shape
            np.testing.assert_array_equal(values, expected[full_name])


@pytest.mark.parametrize(("name", "generation"), [("v0", "V0"), ("v1", "V1"), ("v3", "V3")])
def test_generation_is_told(name, generation):
    assert read_params(FILES / f"{name}.params").generations == (generation,)


def test_bare_names_have_no_kind():
    params = read_params(FILES / "gluon_save_parameters.params")
    assert not params.has_prefixes
    assert set(params) == {"0.weight", "0.bias"}


def test_unnamed_arrays_are_refused():
    with pytest.raises(CheckpointInvalid, match="no names"):
        read_params(FILES / "unnamed.params")


def test_arrays_are_views_of_the_mapped_file(tmp_path):
    write_params(tmp_path / "a.params", {"arg:w": np.arange(12, dtype=np.float32).reshape(3, 4)})
    values = read_params(tmp_path / "a.params")["w"].array()
    assert not values.flags.owndata
    assert not values.flags.writeable


def test_bfloat16_is_widened():
    patterns = np.array([0x3F80, 0xC020, 0x7F80], np.uint16)
    np.testing.assert_array_equal(widened_bfloat16(patterns), [1.0, -2.5, np.inf])
    assert type_of_flag(12) == ("bfloat16", np.dtype("<u2"))


def list_of(*records: bytes, names: tuple[str, ...] = (), tail: bytes = b"") -> bytes:
    names = names or tuple(f"arg:a{index}" for index in range(len(records)))
    packed = [struct.pack("<Q", len(name.encode())) + name.encode() for name in names]
    head = struct.pack("<QQQ", 0x112, 0, len(records))
    return b"".join([head, *records, struct.pack("<Q", len(names)), *packed]) + tail


def record(shape, values: bytes, *, magic=V2, storage=0, flag=0) -> bytes:
    return (
        struct.pack("<Iii", magic, storage, len(shape))
        + struct.pack(f"<{len(shape)}q", *shape)
        + struct.pack("<iii", 1, 0, flag)
        + values
    )


GOOD = record((2,), bytes(8))


def read(content: bytes, folder: Path):
    path = folder / "x.params"
    path.write_bytes(content)
    return read_params(path)


def test_bfloat16_and_none_arrays_are_read(tmp_path):
    bits = np.array([0x4000, 0xBF00], "<u2").tobytes()
    empties = (
        struct.pack("<Iii", V2, 0, 0),
        struct.pack("<Iii", V3, 0, -1),
        struct.pack("<I", 0),
        struct.pack("<Ii", 0xF993FAC8, 0),
    )
    params = read(list_of(record((2,), bits, flag=12), *empties), tmp_path)
    np.testing.assert_array_equal(params["a0"].array(), np.float32([2.0, -0.5]))
    assert params.empty == ("a1", "a2", "a3", "a4")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "too short"),
        (b"nonsense" * 4, "not an MXNet parameter file .*at byte 0"),
        (list_of(GOOD, tail=b"\0"), "1 bytes follow its end"),
        (list_of(GOOD)[:-3], "ends early"),
        (struct.pack("<QQQ", 0x112, 0, 1 << 60), "more than it has room for"),
        (list_of(record((-2,), b"")), "impossible shape"),
        (list_of(record((1 << 40,), b"")), "impossible shape"),
        (list_of(record((1 << 20, 1 << 20), b"")), "only .* are left"),
        (list_of(record((2,) * 40, b"")), "states 40 dimensions"),
        (list_of(record((2,), bytes(8), flag=77)), "unknown type 77"),
        (list_of(record((2,), bytes(8), storage=5)), "unknown storage type 5"),
        (list_of(record((2,), bytes(8), magic=0xDEADBEEF)), "no known format"),
        (list_of(GOOD, GOOD, names=("arg:a", "arg:a")), "occurs twice"),
        (list_of(GOOD, names=("arg:a", "arg:b")), "1 arrays but 2 names"),
        (list_of(GOOD)[:-7] + b"\xff" * 7, "not UTF-8|ends early|too long"),
    ],
)
def test_damaged_file_is_refused_with_its_name_and_reason(content, reason, tmp_path):
    with pytest.raises(CheckpointInvalid, match=reason) as error:
        read(content, tmp_path)
    assert "x.params" in str(error.value)


def test_sparse_array_that_would_fill_the_memory_is_refused(tmp_path):
    rows = struct.pack("<Iiiq", V2, 1, 2, 1) + struct.pack("<q", 1 << 20)
    rows += struct.pack("<iqq", 2, 1 << 20, 1 << 20) + struct.pack("<iii", 1, 0, 0)
    rows += struct.pack("<iiq", 6, 1, 1) + bytes(4 << 20) + bytes(8)
    with pytest.raises(CheckpointInvalid, match="too large when filled"):
        read(list_of(rows), tmp_path)


def test_sparse_rows_outside_of_the_array_are_refused(tmp_path):
    rows = struct.pack("<Iii", V2, 1, 2) + struct.pack("<qq", 1, 2)
    rows += struct.pack("<iqq", 2, 3, 2) + struct.pack("<iii", 1, 0, 0)
    rows += struct.pack("<iiq", 6, 1, 1) + bytes(8) + struct.pack("<q", 9)
    params = read(list_of(rows), tmp_path)
    with pytest.raises(CheckpointInvalid, match="outside"):
        params["a0"].array()


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(CheckpointInvalid, match="cannot be read"):
        read_params(tmp_path / "absent.params")


# --- the ZIP form of MXNet 2 ---------------------------------------------------------------------


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_zip_arrays_are_read(save, tmp_path):
    arrays = {
        "arg:weight": np.arange(6, dtype=np.float32).reshape(2, 3),
        "aux:mean": np.asfortranarray(np.arange(4.0).reshape(2, 2)),
        "scalar": np.float16(3),
    }
    with (tmp_path / "x.params").open("wb") as stream:
        save(stream, **arrays)
    params = read_params(tmp_path / "x.params")
    assert params.container == "zip"
    for full_name, values in arrays.items():
        kind, name = split_name(full_name)
        assert params[name].kind == kind
        np.testing.assert_array_equal(params[name].array(), values)


def zip_of(content: bytes, *, compression=zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        archive.writestr("arg:w.npy", content)
    return buffer.getvalue()


def npy(header: bytes, data: bytes = b"") -> bytes:
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04" + bytes(60), "damaged ZIP"),
        (zip_of(b"no array"), "not a numpy array"),
        (zip_of(npy(b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }")), "plain array"),
        (zip_of(npy(b"{'descr': '<f4', 'fortran_order': False, 'shape': (3L 4), }")), "impossible"),
        (
            zip_of(npy(b"{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }")),
            "impossible",
        ),
        (
            zip_of(
                npy(b"{'descr': '<f4', 'fortran_order': False, 'shape': (0,999999999,999999999)}")
            ),
            "impossible",
        ),
        (zip_of(npy(b"__import__('os').abort()")), "plain array"),
        (zip_of(npy(b"{'descr': '<f4', 'fortran_order': False, 'shape': (9,), }")), "length"),
        (zip_of(bytes(40 << 20), compression=zipfile.ZIP_DEFLATED), "too many"),
    ],
)
def test_damaged_zip_is_refused(content, reason, tmp_path):
    with pytest.raises(CheckpointInvalid, match=reason):
        read(content, tmp_path)
