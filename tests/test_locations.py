"""Where assets and packs are found, in the source tree and installed from a wheel."""

from __future__ import annotations

import importlib.util
import shutil
import tomllib
from pathlib import Path

import pytest

from birdeye import locations

ROOT = Path(__file__).resolve().parents[1]


def installed_at(folder):
    """`birdeye.locations` as it is when the package is in ``folder``."""
    module_file = folder / "birdeye" / "locations.py"
    module_file.parent.mkdir(parents=True)
    shutil.copy(locations.__file__, module_file)
    spec = importlib.util.spec_from_file_location("installed_locations", module_file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_source_tree_holds_both():
    assert locations.installation_folder() == ROOT
    assert (locations.assets_folder() / "window.qss").is_file()


@pytest.mark.parametrize("packages", ["lib/python3.11/site-packages", "Lib/site-packages", "."])
def test_data_files_of_a_wheel_are_found(tmp_path, packages):
    (tmp_path / "share" / "birdeye" / "assets").mkdir(parents=True)
    installed = installed_at(tmp_path / packages)
    assert installed.builtin_packs_folder() == tmp_path / "share" / "birdeye" / "models"


def test_missing_data_files_are_no_error(tmp_path):
    assert installed_at(tmp_path).assets_folder() == tmp_path / "assets"


def test_a_wheel_leaves_nothing_out():
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    patterns = [pattern for several in tables["data-files"].values() for pattern in several]
    taken = {path for pattern in patterns for path in ROOT.glob(pattern)}
    needed = {path for path in (ROOT / "assets").rglob("*") if path.is_file()}
    needed -= set((ROOT / "assets" / "screenshots").iterdir())
    needed -= set((ROOT / "assets" / "translations").glob("*.ts"))  # what the .qm are made of
    needed |= {
        path for each in ROOT.glob("models/*/manifest.toml") for path in each.parent.iterdir()
    }
    assert needed <= taken
    for target, several in tables["data-files"].items():
        for pattern in several:
            assert target == f"share/birdeye/{Path(pattern).parent.as_posix()}"


def test_the_data_folder_of_the_environment_holds_what_is_remembered(tmp_path, monkeypatch):
    monkeypatch.setenv("BIRDEYE_DATA", str(tmp_path))
    assert locations.catalogue_file() == tmp_path / "catalogue.sqlite"
    assert locations.thumbnails_folder() == tmp_path / "thumbnails"
    monkeypatch.delenv("BIRDEYE_DATA")
    assert locations.thumbnails_folder().parent != locations.catalogue_file().parent
