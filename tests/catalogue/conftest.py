from __future__ import annotations

import pytest

from birdeye.catalogue.catalogue import Catalogue
from tests.helpers.made_results import species_of


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "catalogue.sqlite"


@pytest.fixture
def catalogue(path):
    with Catalogue(path, species_of) as catalogue:
        yield catalogue
