"""An identifier of the tiny pack, and five photos that it can name."""

from __future__ import annotations

import pytest

from birdeye.vision.identifier import Identifier, IdentifyOptions
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, GREEN, RED, YELLOW, make_tiny_pack


@pytest.fixture(scope="module")
def identifier(tmp_path_factory):
    pack = make_tiny_pack(tmp_path_factory.mktemp("packs") / "tiny")
    return Identifier(pack, IdentifyOptions(threads=1))


@pytest.fixture
def photos(tmp_path):
    colours = [RED, YELLOW, GREEN, BLUE, None]
    return [draw_photo(tmp_path / f"{n}.png", colour) for n, colour in enumerate(colours)]
