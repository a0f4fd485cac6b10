"""A wheel, installed into an environment of its own, finds its packs, recipes and assets."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("birdeye", "assets", "models/birdeye-1", "models/sources")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built from a copy, as setuptools leaves its folders in the tree that it builds."""
    tree = tmp_path_factory.mktemp("tree")
    for folder in SOURCES:
        shutil.copytree(ROOT / folder, tree / folder)
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, tree)
    target = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", target, tree],
        capture_output=True,
        text=True,
        check=False,
    )
    if "No matching distribution found for setuptools" in built.stdout + built.stderr:
        pytest.skip("no package index can be reached for setuptools, which builds the wheel")
    assert built.returncode == 0, built.stdout + built.stderr
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    """A new environment that shares what Birdeye requires with this one, but not Birdeye."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    paths = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", paths))
    shared = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    (packages / "shared.pth").write_text("\n".join(dict.fromkeys(shared)))
    python = Path(sysconfig.get_path("scripts", "venv", paths)) / Path(sys.executable).name
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps"]
    subprocess.run([*pip, "--ignore-installed", wheel], check=True, capture_output=True)
    return folder


def run(environment, tmp_path, *words):
    command = environment / ("Scripts" if sys.platform == "win32" else "bin") / "birdeye"
    return subprocess.run(
        [command, *words],
        cwd=tmp_path,
        env={
            **{name: str(environment.parent) for name in ("HOME", "USERPROFILE")},
            **{"BIRDEYE_DATA": str(tmp_path), "PATH": "", "QT_QPA_PLATFORM": "offscreen"},
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout


def test_doctor_finds_the_packs_of_the_wheel(environment, tmp_path):
    report = json.loads(run(environment, tmp_path, "doctor", "--json"))
    assert report["problems"] == []
    installation = Path("~", environment.name, "share", "birdeye")
    assert Path(report["folders"]["installation"]) == installation
    assert [pack["id"] for pack in report["packs"]] == ["birdeye-1"]


def test_assets_and_recipes_are_there(environment):
    shared = environment / "share" / "birdeye"
    assert (shared / "assets" / "window.qss").is_file()
    assert (shared / "assets" / "icons" / "bird.svg").is_file()
    recipes = {path.name for path in (ROOT / "models" / "sources").iterdir()}
    assert {path.name for path in (shared / "models" / "sources").iterdir()} == recipes
