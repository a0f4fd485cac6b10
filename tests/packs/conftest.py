"""A tiny pack to break: fresh for every test, made once."""

from __future__ import annotations

import shutil

import pytest

from birdeye.packs.library import PackLibrary
from tests.helpers.tiny_pack import make_tiny_pack


@pytest.fixture(scope="session")
def pristine_pack_folder(tmp_path_factory):
    return make_tiny_pack(tmp_path_factory.mktemp("packs") / "tiny").folder


@pytest.fixture
def pack_folder(pristine_pack_folder, tmp_path):
    """The folder of a valid pack, for this test to change."""
    return shutil.copytree(pristine_pack_folder, tmp_path / "source" / "tiny")


@pytest.fixture
def library(tmp_path):
    return PackLibrary(tmp_path / "builtin", tmp_path / "user", tmp_path / "settings.toml")
