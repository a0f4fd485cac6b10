"""Small files that would fill the memory or the disk, and files that are more than they seem."""

from __future__ import annotations

import io
import itertools
import os
import string
import tarfile
import tracemalloc
import warnings
import zipfile

import numpy as np
import onnx
import pytest
from onnx import helper

from birdeye.domain.errors import PackInvalid
from birdeye.packs.labels import MAX_LABELS_BYTES, parse_labels
from birdeye.packs.manifest_file import MAX_MANIFEST_BYTES, parse_manifest
from birdeye.packs.network_file import read_network
from birdeye.packs.pack_source import open_source
from birdeye.packs.ranges import MAX_RANGES_BYTES, parse_ranges
from tests.helpers.tiny_pack import tiny_classifier
from tests.robustness.fuzz_packs import try_pack
from tests.robustness.pack_attacks import attacked

LABELS = b"scientific_name,english_name,chinese_name,family\n"
RANGES = b"scientific_name,region,months\n"


def made_up_species(size: int) -> bytes:
    rows, length = [RANGES], len(RANGES)
    for letters in itertools.product(string.ascii_lowercase, repeat=5):
        rows.append(f"A{''.join(letters)} b,CN,1-2\n".encode())
        length += len(rows[-1])
        if length > size:
            return b"".join(rows[:-1])
    raise AssertionError


BOMBS = {
    "labels of blank lines": (parse_labels, LABELS + b"\n" * (MAX_LABELS_BYTES - len(LABELS))),
    "labels of empty rows": (parse_labels, LABELS + b",,,\n" * (MAX_LABELS_BYTES // 4 - 20)),
    "labels of one row": (parse_labels, b"," * MAX_LABELS_BYTES),
    "ranges of made-up species": (parse_ranges, made_up_species(MAX_RANGES_BYTES)),
    "manifest of one key": (parse_manifest, b"a" + b".a" * (MAX_MANIFEST_BYTES // 2 - 3) + b"=1"),
    "manifest of a long number": (parse_manifest, b"format = 0x" + b"f" * 60_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_table_that_unpacks_to_gigabytes_is_refused_in_little_memory(name):
    parse, content = BOMBS[name]
    tracemalloc.start()
    try:
        with pytest.raises(PackInvalid) as caught:
            parse(content, "bomb")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 24 * len(content) + (16 << 20)
    assert len(str(caught.value)) < 2000


def test_months_of_a_species_do_not_depend_on_what_others_share():
    ranges = parse_ranges(RANGES + b"Aa aa,CN,1\nAa aa,CN-1,2\nBb bb,CN,1-2\nBb bb,DE,1\n", "x")
    assert ranges.months_in("Aa aa", "CN") == ranges.months_in("Bb bb", "CN") == {1, 2}
    assert ranges.months_in("Bb bb", "DE") == {1}


def test_archive_whose_entries_share_their_bytes_is_refused(tmp_path):
    """Fifield's bomb: two hundred entries of the table of contents that lead to one entry."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("000.md", bytes(1_000_000))
        first = archive.infolist()[0]
        for number in range(1, 150):
            twin = zipfile.ZipInfo(f"{number:03}.md")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(twin, field, getattr(first, field))
            archive.filelist.append(twin)
            archive.NameToInfo[twin.filename] = twin
    (tmp_path / "bomb.birdpack").write_bytes(buffer.getvalue())
    source = open_source(tmp_path / "bomb.birdpack")
    with pytest.raises(PackInvalid, match="looks like a zip bomb"), source:
        raise AssertionError


def test_archive_of_another_kind_is_refused(tmp_path, pack_folder):
    """In which links, hard links and devices could be."""
    with tarfile.open(tmp_path / "pack.birdpack", "w:gz") as archive:
        archive.add(pack_folder, "tiny")
    source = open_source(tmp_path / "pack.birdpack")
    with pytest.raises(PackInvalid, match=r"no \.birdpack file"), source:
        raise AssertionError


def test_archive_in_an_archive_is_not_opened(tmp_path, pack_folder, library):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.md", bytes(10_000_000))
    with zipfile.ZipFile(tmp_path / "tiny.birdpack", "w") as archive:
        for path in pack_folder.iterdir():
            archive.write(path, path.name)
        archive.writestr("nested.zip", inner.getvalue())
    installed = library.install(tmp_path / "tiny.birdpack")
    assert sorted(path.name for path in installed.folder.iterdir()) == sorted(
        path.name for path in pack_folder.iterdir()
    )


def test_hard_link_in_a_folder_is_copied_and_not_kept(tmp_path, pack_folder, library):
    outside = tmp_path / "outside.md"
    outside.write_text("somebody else's")
    os.link(outside, pack_folder / "README.md")
    installed = library.install(pack_folder)
    assert not (installed.folder / "README.md").samefile(outside)


@pytest.mark.skipif(not hasattr(os, "mknod"), reason="no devices here")
def test_device_in_a_folder_is_not_read(pack_folder, library):
    (pack_folder / "labels.csv").unlink()
    try:
        os.mknod(pack_folder / "labels.csv", 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero
    except PermissionError:
        pytest.skip("this user may not make devices")
    with pytest.raises(PackInvalid, match=r"labels\.csv is missing"):
        library.install(pack_folder)


@pytest.mark.parametrize("values", [float("nan"), [1.0, float("nan")]])
def test_setting_of_an_operator_that_is_no_number_is_refused(values):
    model = tiny_classifier()
    model.graph.node[0].attribute.append(helper.make_attribute("alpha", values))
    (problem,) = read_network(model.SerializeToString()).problems
    assert problem == "has an operator with a setting that is not a number"


def test_graphs_nested_deeper_than_protobuf_goes_are_no_network():
    field = b""
    for _ in range(4000):  # a node (1) with an attribute (5) with a graph (6)
        for number in (6, 5, 1):
            length, size = len(field), bytearray()
            while length >= 128:
                size.append(length % 128 + 128)
                length //= 128
            field = bytes([number << 3 | 2, *size, length]) + field
    assert read_network(b"\x3a" + b"\xff\xff\xff\x07" + field).problems == ("is not an ONNX file",)


def test_constant_whose_numbers_are_another_kind_than_it_says_is_refused():
    model = tiny_classifier()
    weight = model.graph.initializer[0]
    weight.data_type = onnx.TensorProto.DOUBLE
    weight.raw_data = np.zeros(3, np.float32).tobytes()
    assert read_network(model.SerializeToString()).problems


def test_packs_that_an_enemy_signed_are_installed_whole_or_refused_in_a_sentence(
    tmp_path, pristine_pack_folder
):
    pack = {path.name: path.read_bytes() for path in pristine_pack_folder.iterdir()}
    folder = tmp_path / "inner"
    folder.mkdir()
    outcomes = set()
    for number in range(150):
        part, content = attacked(pack, number)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            outcome = try_pack(content, folder)
        assert outcome in ("installed", "refused"), (number, part)
        outcomes.add(outcome)
    assert outcomes == {"installed", "refused"}
