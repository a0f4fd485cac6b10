"""Runs PyInstaller and completes its result: the folder that every installer is made from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from builder import icons, sbom, windows
from builder.equal_files import link_equal_files
from builder.parts import Part, parts_of

PACKAGING = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Bundle:
    """``folder`` contains the program; ``inner`` its files, and ``parts`` says what they belong
    to."""

    folder: Path
    inner: Path
    version: str
    epoch_s: int
    parts: list[Part]


def make_bundle(work: Path, version: str, epoch_s: int, packs: Sequence[Path]) -> Bundle:
    """Freeze the installed ``birdeye`` with ``packs`` (folders that hold pack folders).

    Raises `BundleIncomplete` if a file has no licence, and CalledProcessError if PyInstaller fails,
    which has then printed the reason.
    """
    icon_folder = work / "icons"
    icons.write_icon_files(icon_folder)
    options = ["--version", version, "--icons", str(icon_folder)]
    for folder in packs:
        options += ["--packs", str(folder)]
    if sys.platform == "win32":
        resource = work / "version-resource.txt"
        resource.write_text(windows.version_resource(version), encoding="utf-8")
        options += ["--version-resource", str(resource)]
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--workpath", work / "pyinstaller", "--distpath", work / "bundle"),
            *(PACKAGING / "birdeye.spec", "--", *options),
        ],
        check=True,
        env={
            **os.environ,
            "ORT_DISABLE_TELEMETRY": "1",  # PyInstaller imports what it examines
            "PYTHONHASHSEED": "0",  # else the order of sets differs between two builds
            "SOURCE_DATE_EPOCH": str(epoch_s),
        },
    )
    folder = work / "bundle" / "birdeye"
    inner = folder / "_internal"
    if sys.platform == "darwin":
        folder = work / "bundle" / "Birdeye.app"
        inner = folder / "Contents" / "Resources"
    if sys.platform == "linux":
        _strip_python(inner)
        _set_modes(folder)
        link_equal_files(folder)
    parts = parts_of(work / "bundle" / "birdeye")
    _describe(inner, parts, version, epoch_s)
    return Bundle(folder, inner, version, epoch_s, parts)


def _strip_python(inner: Path) -> None:
    """Remove debugging symbols and build paths from a Python that was built here.

    Symbols can be three quarters of it. Libraries from wheels stay as their makers tested them.
    """
    own = [*inner.glob("libpython3*"), *inner.glob("python3*/lib-dynload/*.so")]
    subprocess.run(["strip", "--strip-unneeded", *own], check=True)
    subprocess.run(["chrpath", "--delete", *own], check=True, stdout=subprocess.DEVNULL)


def _set_modes(folder: Path) -> None:
    """Make only the program executable, as Debian requires; wheels and umasks differ in that."""
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == folder / "birdeye" else 0o644)


def _describe(inner: Path, parts: Sequence[Part], version: str, epoch_s: int) -> None:
    """Write the bill of materials and the licences, which Help > About shows."""
    licences = inner / "licences"
    licences.mkdir()
    for part in parts:
        text = "\n\n".join(part.texts)
        (licences / sbom.text_file(part.name)).write_text(text, encoding="utf-8", newline="\n")
    document = sbom.document(parts, version, epoch_s)
    (inner / "sbom.cdx.json").write_text(
        json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
    )
