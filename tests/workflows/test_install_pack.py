"""What adding a pack tells whoever asked for it."""

from __future__ import annotations

import pytest

from birdeye.domain.errors import PackInvalid
from birdeye.packs.library import PackLibrary
from birdeye.workflows.install_pack import install_pack
from tests.helpers.tiny_pack import make_tiny_pack


@pytest.fixture
def library(tmp_path):
    return PackLibrary(tmp_path / "builtin", tmp_path / "user", tmp_path / "settings.toml")


def test_first_pack_is_used_at_once(library, tmp_path):
    added = install_pack(make_tiny_pack(tmp_path / "a").folder, library)
    assert added.pack.id == "tiny"
    assert added.replaced_version is None
    assert added.is_default


def test_replaced_version_is_told(library, tmp_path):
    install_pack(make_tiny_pack(tmp_path / "a", version="1.0").folder, library)
    added = install_pack(make_tiny_pack(tmp_path / "b", version="1.1").folder, library)
    assert added.replaced_version == "1.0"


def test_further_pack_does_not_take_over(library, tmp_path):
    make_tiny_pack(library.builtin_folder / "birdeye", pack_id="birdeye")
    added = install_pack(make_tiny_pack(tmp_path / "a", title="A").folder, library)
    assert not added.is_default


@pytest.mark.parametrize("title", ["A", "Z"])
def test_pack_in_use_stays_in_use_whatever_the_order_of_titles(library, tmp_path, title):
    install_pack(make_tiny_pack(tmp_path / "a", pack_id="first", title="M").folder, library)
    added = install_pack(
        make_tiny_pack(tmp_path / "b", pack_id="second", title=title).folder, library
    )
    assert not added.is_default
    assert library.default().id == "first"


def test_broken_pack_changes_nothing(library, tmp_path):
    folder = make_tiny_pack(tmp_path / "a").folder
    (folder / "labels.csv").unlink()
    with pytest.raises(PackInvalid):
        install_pack(folder, library)
    assert library.packs() == []
