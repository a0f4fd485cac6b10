"""Makes the .deb: the bundle in /usr/lib/birdeye, one command, and what desktops need.

Policy: https://www.debian.org/doc/debian-policy/ . dpkg-deb sorts the archive and takes no time
later than SOURCE_DATE_EPOCH, so that the same bundle gives the same package.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from builder import elf
from builder.bundle import Bundle
from builder.desktop_files import write_desktop_files, write_gzip
from builder.equal_files import bytes_on_disk, link_equal_files
from builder.releases import CHANGELOG, Release, read_releases

_PACKAGING = Path(__file__).resolve().parents[1]
_MAINTAINER = "The Birdeye developers <birdeye@localhost>"
"""Replaced by DEBFULLNAME and DEBEMAIL, as Debian's own tools do."""

_OPTIONAL = ("libqgtk3.so",)
"""Plug-ins that may fail to load: what they need is suggested, not required."""

_CONTROL = """\
Package: birdeye
Version: {version}
Section: graphics
Priority: optional
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: fonts-dejavu-core, hicolor-icon-theme
Suggests: {suggests}
Description: find out which birds are in photos
 Open photos or folders, or drag them in, and see a box around every bird and, for
 each bird, the likely species with probabilities. Birdeye runs offline on an
 ordinary computer, and it never changes a photo.
 .
 It has a window and a command line, reads JPEG, PNG, WebP, TIFF, HEIC, AVIF
 and camera RAW, and includes its own models.
"""


def make_deb(bundle: Bundle, work: Path, output: Path, quick: bool = False) -> Path:
    """Write birdeye_VERSION_ARCHITECTURE.deb into ``output``; ``quick`` compresses less.

    Raises `SystemLibraryUnknown` if the bundle needs a library without a known package.
    """
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bundle.folder, root / "usr" / "lib" / "birdeye", symlinks=True)
    link_equal_files(root)  # copying has separated them
    command = root / "usr" / "bin" / "birdeye"
    command.parent.mkdir()
    command.symlink_to("../lib/birdeye/birdeye")
    share = root / "usr" / "share"
    write_desktop_files(share, bundle.version, bundle.epoch_s)
    _write_documents(share, bundle)
    architecture = _told("dpkg", "--print-architecture")
    _write_control(root, bundle, architecture)
    for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
        folder.chmod(0o755)
    target = output / f"birdeye_{bundle.version}_{architecture}.deb"
    level = "-z0" if quick else "-z6"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", level, "--build", root, target],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(bundle.epoch_s)},
    )
    return target


def _write_control(root: Path, bundle: Bundle, architecture: str) -> None:
    depends, suggests = dependencies(root)
    kilobytes = bytes_on_disk(root) // 1024
    installed = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    debian = root / "DEBIAN"
    debian.mkdir()
    (debian / "control").write_text(
        _CONTROL.format(
            version=bundle.version,
            architecture=architecture,
            maintainer=_maintainer(),
            kilobytes=kilobytes,
            depends=", ".join(depends),
            suggests=", ".join(suggests),
        ),
        encoding="utf-8",
    )
    sums = _told("md5sum", *sorted(str(path.relative_to(root)) for path in installed), cwd=root)
    (debian / "md5sums").write_text(sums + "\n", encoding="utf-8")


class SystemLibraryUnknown(Exception):
    """A library is needed that system_libraries.toml names no package for."""


def dependencies(root: Path) -> tuple[list[str], list[str]]:
    """(Depends, Suggests): the packages of the libraries that the bundle leaves to the system."""
    packages = tomllib.loads((_PACKAGING / "system_libraries.toml").read_text("utf-8"))
    files = elf.binaries(root)
    required = elf.needs_of(path for path in files if path.name not in _OPTIONAL)
    every = elf.needs_of(files)
    unknown = set(every.libraries) - set(packages)
    if unknown:
        raise SystemLibraryUnknown(
            "system_libraries.toml names no package for: "
            + ", ".join(f"{name} (needed by {every.libraries[name].name})" for name in unknown)
        )
    depends = _packages(required.libraries, packages)
    suggests = _packages(every.libraries, packages) - depends
    major, minor = every.glibc
    libc = f"libc6 (>= {major}.{minor})"
    return [libc, *sorted(depends - {"libc6"})], sorted(suggests)


def _packages(libraries: Iterable[str], packages: dict[str, str]) -> set[str]:
    return {packages[soname] for soname in libraries}


def _write_documents(share: Path, bundle: Bundle) -> None:
    """The changelog, the copyright file and the overrides for Lintian."""
    documents = share / "doc" / "birdeye"
    documents.mkdir(parents=True)
    releases = read_releases(CHANGELOG.read_text("utf-8"))
    write_gzip(documents / "changelog.gz", "\n".join(map(_debian_entry, releases)).encode())
    (documents / "copyright").write_text(_copyright(bundle), encoding="utf-8")
    overrides = share / "lintian" / "overrides" / "birdeye"
    overrides.parent.mkdir(parents=True)
    shutil.copy(_PACKAGING / "linux" / "lintian-overrides", overrides)


def _debian_entry(release: Release) -> str:
    changes = "\n".join(f"  * {change}" for change in release.changes)
    when = format_datetime(datetime.fromtimestamp(release.epoch_s, UTC))
    return (
        f"birdeye ({release.version}) unstable; urgency=medium\n\n{changes}\n\n"
        f" -- {_maintainer()}  {when}\n"
    )


def _copyright(bundle: Bundle) -> str:
    """Names and licences of all parts, in Debian's format; their full texts are in the bundle."""
    own = (_PACKAGING.parent / "LICENSE").read_text("utf-8")
    parts = "\n".join(
        f" {part.name} {part.version or f'(in {part.carrier})'}: {part.licence}"
        for part in bundle.parts
        if part.name != "Birdeye"
    )
    text = "\n".join(f" {line}" if line else " ." for line in own.strip().splitlines()[2:])
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: Birdeye\n"
        "Comment: /usr/lib/birdeye contains these parts, whose full licences are in\n"
        f" /usr/lib/birdeye/_internal/licences:\n{parts}\n\n"
        f"Files: *\nCopyright: {_copyright_line(own)}\nLicense: Expat\n{text}\n"
    )


def _copyright_line(licence: str) -> str:
    found = re.search(r"^Copyright \(c\) (.*)$", licence, re.MULTILINE)
    return found[1] if found else "The Birdeye developers"


def _maintainer() -> str:
    name, address = os.environ.get("DEBFULLNAME"), os.environ.get("DEBEMAIL")
    return f"{name} <{address}>" if name and address else _MAINTAINER


def _told(*words: str, cwd: Path | None = None) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True, cwd=cwd).stdout.strip()
