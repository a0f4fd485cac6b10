"""Makes the archive to unpack anywhere, and the list of checksums: same input, same bytes."""

from __future__ import annotations

import gzip
import hashlib
import platform
import tarfile
from collections.abc import Iterable
from pathlib import Path

from builder.bundle import Bundle
from builder.desktop_files import write_desktop_files

_README = """\
Birdeye {version}

Start ./birdeye; it needs no installation. The command line is the same program: ./birdeye --help

To have it in the menus of your desktop, link it to a folder of your PATH, and copy share:
    ln -s "$PWD/birdeye" ~/.local/bin/birdeye
    cp -r share/. ~/.local/share/

It needs a Linux with glibc {glibc} or newer and a desktop's usual libraries. The parts it is made
of, and their licences, are in _internal/sbom.cdx.json and _internal/licences.
"""


def make_tar(bundle: Bundle, work: Path, output: Path, glibc: str) -> Path:
    """Write birdeye-VERSION-linux-MACHINE.tar.gz into ``output``."""
    name = f"birdeye-{bundle.version}-linux-{platform.machine()}"
    extra = work / "tar"
    write_desktop_files(extra / "share", bundle.version, bundle.epoch_s)
    readme = extra / "README.txt"
    readme.write_text(_README.format(version=bundle.version, glibc=glibc), encoding="utf-8")
    target = output / f"{name}.tar.gz"
    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=raw, mtime=bundle.epoch_s) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.GNU_FORMAT) as tar,
    ):
        for source in (bundle.folder, extra):
            for path in sorted(source.rglob("*")):
                _add(tar, path, f"{name}/{path.relative_to(source).as_posix()}", bundle.epoch_s)
    return target


def write_sums(files: Iterable[Path], target: Path) -> None:
    """Write the SHA-256 of each file as ``sha256sum --check`` reads it."""
    lines = [f"{_sha256(path)}  {path.name}\n" for path in sorted(files)]
    target.write_text("".join(lines), encoding="utf-8")


def _add(tar: tarfile.TarFile, path: Path, name: str, epoch_s: int) -> None:
    entry = tar.gettarinfo(path, name)
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = epoch_s
    if entry.isreg():
        with path.open("rb") as stream:
            tar.addfile(entry, stream)
    else:
        tar.addfile(entry)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
