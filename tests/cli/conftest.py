"""A user's data folder with the tiny pack in it, and a few photos."""

from __future__ import annotations

import pytest

from birdeye.packs.default_choice import write_default_choice
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, LIME, RED, make_tiny_pack


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    pack = make_tiny_pack(folder / "packs" / "tiny")
    # The choice of the user comes before the pack that the program brings along.
    write_default_choice(folder / "settings.toml", pack.id)
    monkeypatch.setenv("BIRDEYE_DATA", str(folder))
    return folder


@pytest.fixture
def photos(tmp_path, data_folder):
    folder = tmp_path / "photos"
    draw_photo(folder / "img1.png", RED)
    draw_photo(folder / "img2.png", None)
    draw_photo(folder / "img10.png", BLUE)
    draw_photo(folder / "more" / "img3.jpg", LIME)
    return folder
