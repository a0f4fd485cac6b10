"""What is shipped is described, and what is not wanted stays out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest
from builder import sbom
from builder.contents import is_wanted
from builder.equal_files import bytes_on_disk, link_equal_files
from builder.parts import BundleIncomplete, Part, parts_of

GERMAN = frozenset({"de"})


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt/lib/libicudata.so.73", True),
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/translations/qt_de.qm", False),
        ("libssl.so.3", False),
        ("libxcb-cursor.so.0", True),
        ("libstdc++.so.6", False),
        ("numpy-2.0.dist-info/METADATA", True),
        ("numpy-2.0.dist-info/licenses/LICENSE.txt", True),
        ("numpy-2.0.dist-info/RECORD", False),
        ("birdeye-0.1.0.dist-info/direct_url.json", False),
        ("numpy/__init__.pyi", False),
        ("assets/names/species.csv", True),
    ],
)
def test_only_what_is_used_goes_along(path, wanted):
    assert is_wanted(path, GERMAN) is wanted


def make_bundle(folder, **files):
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def test_every_file_belongs_to_a_part_that_brings_its_licence(tmp_path):
    files = {
        "birdeye": b"x" * 10,
        "_internal/PySide6/Qt/lib/libQt6Core.so.6": b"y" * 20,
        "_internal/numpy.libs/libscipy_openblas64.so": b"z" * 30,
        "_internal/numpy/linalg/lapack.so": b"n" * 5,
        "_internal/models/own/manifest.toml": b'title = "T"\nlicence = "CC0-1.0"\nversion = "2"\n',
        "_internal/models/own/README.md": b"The card.",
        "_internal/models/own/NOTICE.txt": b"Who made it.",
    }
    parts = {part.name: part for part in parts_of(make_bundle(tmp_path, **files))}
    assert parts["Birdeye"].size == 10
    assert parts["Qt"].size == 20 and "GNU LESSER GENERAL PUBLIC" in parts["Qt"].texts[1]
    assert parts["OpenBLAS"].size == 30 and parts["OpenBLAS"].carrier.startswith("numpy ")
    assert parts["numpy"].size == 5
    assert parts["Models: T"].texts == ("Who made it.", "The card.")
    assert all(part.texts and part.licence for part in parts.values())


def test_a_file_of_nobody_ends_the_build(tmp_path):
    make_bundle(tmp_path, birdeye=b"", **{"_internal/libmystery.so.1": b""})
    with pytest.raises(BundleIncomplete, match=r"libmystery\.so\.1"):
        parts_of(tmp_path)


def test_the_bill_of_materials_is_the_same_for_the_same_parts():
    parts = [
        Part("Birdeye", "MIT", "1.0", texts=("t",), size=7),
        Part("GCC", "GPL-3.0-or-later WITH GCC-exception-3.1", "12", texts=("t",)),
        Part("Models: A", "Apache-2.0, detector CC-BY-NC-4.0", "1", texts=("t",)),
    ]
    document = sbom.document(parts, "1.0", 0)
    assert document == sbom.document(parts, "1.0", 0)
    assert document["metadata"]["component"]["properties"][0]["value"] == "7"
    gcc, models = document["components"]
    assert gcc["licenses"] == [{"expression": "GPL-3.0-or-later WITH GCC-exception-3.1"}]
    assert models["licenses"] == [{"license": {"name": "Apache-2.0, detector CC-BY-NC-4.0"}}]
    assert models["type"] == "machine-learning-model"
    json.dumps(document)


def test_equal_files_are_kept_once(tmp_path):
    make_bundle(tmp_path, **{"a/net": b"1" * 200_000, "b/net": b"1" * 200_000, "c": b"1"})
    link_equal_files(tmp_path)
    assert (tmp_path / "a/net").samefile(tmp_path / "b/net")
    assert bytes_on_disk(tmp_path) == 200_001


@pytest.mark.skipif(not shutil.which("objdump"), reason="binutils are not installed")
@pytest.mark.skipif(sys.platform != "linux", reason="ELF is the format of Linux")
def test_what_a_library_needs_of_the_system_is_read(tmp_path):
    from builder import elf

    shutil.copy("/bin/ls", tmp_path / "ls")
    (tmp_path / "text").write_text("no library")
    assert elf.binaries(tmp_path) == [tmp_path / "ls"]
    needs = elf.needs_of(elf.binaries(tmp_path))
    assert "libc.so.6" in needs.libraries
    assert (2, 17) <= needs.glibc <= (3, 0)
    told = subprocess.run(["ldd", "/bin/ls"], capture_output=True, text=True, check=True).stdout
    assert all(name in told for name in needs.libraries)
