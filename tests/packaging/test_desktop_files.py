from __future__ import annotations

import gzip
import tomllib
import xml.etree.ElementTree as ElementTree
from configparser import ConfigParser
from pathlib import Path

import pytest
from builder import document_types, windows
from builder.desktop_files import write_desktop_files
from builder.releases import CHANGELOG, read_releases
from PIL import Image

from birdeye import __version__
from birdeye.cli.main import COMMANDS
from birdeye.imaging.formats import PHOTO_SUFFIXES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def share(tmp_path_factory, qapp_cls):
    folder = tmp_path_factory.mktemp("share")
    write_desktop_files(folder, "9.9.9", 0)
    return folder


def test_every_format_that_is_read_is_offered_to_the_desktop():
    offered = {f".{end}" for each in document_types.DOCUMENT_TYPES for end in each.extensions}
    assert offered == PHOTO_SUFFIXES


def test_the_menu_entry_takes_files_and_names_what_it_opens(share):
    entry = ConfigParser(interpolation=None, strict=True)
    entry.read(share / "applications" / "birdeye.desktop", encoding="utf-8")
    section = entry["Desktop Entry"]
    assert section["Exec"] == "birdeye %F"
    types = section["MimeType"].strip(";").split(";")
    assert {"image/jpeg", "image/heic", "image/x-canon-cr3"} <= set(types)
    assert len(types) == len(set(types))


def test_the_metainfo_tells_the_releases_and_is_well_formed(share):
    root = ElementTree.parse(share / "metainfo" / "birdeye.metainfo.xml").getroot()
    assert root.findtext("launchable") == "birdeye.desktop"
    assert root.find("releases/release").get("version") == __version__


def test_icons_have_the_size_that_their_folder_says(share):
    icons = sorted((share / "icons" / "hicolor").glob("*/apps/birdeye.png"))
    assert len(icons) >= 8
    for path in icons:
        with Image.open(path) as icon:
            assert f"{icon.width}x{icon.height}" == path.parts[-3]
            assert icon.getextrema()[3] == (0, 255), "the corners are clear, the ground is not"


def test_the_man_page_has_every_command(share):
    page = gzip.decompress((share / "man" / "man1" / "birdeye.1.gz").read_bytes()).decode()
    for command in COMMANDS:
        name = command.replace("-", r"\-")
        assert f"\n.SS {name}" in page


def test_the_same_input_gives_the_same_files(share, tmp_path):
    write_desktop_files(tmp_path, "9.9.9", 0)
    for path in share.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / path.relative_to(share)).read_bytes()


def test_the_changelog_begins_with_the_version_of_the_program():
    assert read_releases(CHANGELOG.read_text("utf-8"))[0].version == __version__


def test_a_changelog_is_read_with_its_sentences_whole():
    text = "# Changes\n\n## 1.1.0 (2026-01-31)\n\n- One thing,\n  explained.\n- Another.\n"
    [release] = read_releases(text)
    assert release.changes == ("One thing, explained.", "Another.")
    with pytest.raises(ValueError, match="Not a release"):
        read_releases("## Soon\n- x")


def test_the_version_resource_is_made_of_the_version():
    text = windows.version_resource("1.2.3")
    assert "filevers=(1, 2, 3, 0)" in text and "'ProductVersion', '1.2.3'" in text


def test_windows_offers_every_format_once():
    lines = windows.file_types().splitlines()
    assert len(lines) == len(set(lines)) == len(PHOTO_SUFFIXES)


def test_constraints_pin_everything_that_is_required():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    pinned = (ROOT / "packaging" / "constraints.txt").read_text("utf-8").lower().replace("-", "_")
    for requirement in wanted:
        name = requirement.partition(">")[0].lower().replace("-", "_")
        assert f"\n{name}==" in pinned
