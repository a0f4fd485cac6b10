"""Writes what Linux desktops need: menu entry, metainfo, icons and man page, as a tree below
``share/``."""

from __future__ import annotations

import gzip
from html import escape
from pathlib import Path

from builder import document_types, icons, manual
from builder.releases import CHANGELOG, Release, read_releases

_LINUX = Path(__file__).resolve().parents[1] / "linux"


def write_desktop_files(share: Path, version: str, epoch_s: int) -> None:
    """Fill ``share`` (``usr/share`` of a package)."""
    media_types = document_types.media_types()
    _write(
        share / "applications" / "birdeye.desktop",
        _template("birdeye.desktop").replace(
            "@MIME_TYPES@", "".join(f"{each};" for each in media_types)
        ),
    )
    releases = read_releases(CHANGELOG.read_text("utf-8"))
    _write(
        share / "metainfo" / "birdeye.metainfo.xml",
        _template("birdeye.metainfo.xml")
        .replace(
            "@MEDIA_TYPES@",
            "\n".join(f"    <mediatype>{each}</mediatype>" for each in media_types),
        )
        .replace("@RELEASES@", "\n".join(map(_release_element, releases))),
    )
    icons.write_icon_theme(share / "icons" / "hicolor")
    write_gzip(share / "man" / "man1" / "birdeye.1.gz", manual.man_page(version, epoch_s).encode())


def write_gzip(path: Path, content: bytes) -> None:
    """Write ``content`` compressed as Debian requires: best, without name and time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))


def _release_element(release: Release) -> str:
    changes = "\n".join(f"          <li>{escape(change)}</li>" for change in release.changes)
    return (
        f'    <release version="{release.version}" date="{release.day}">\n'
        f"      <description>\n        <ul>\n{changes}\n        </ul>\n      </description>\n"
        f"    </release>"
    )


def _template(name: str) -> str:
    return (_LINUX / name).read_text("utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
