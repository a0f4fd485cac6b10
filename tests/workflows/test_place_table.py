from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from birdeye import locations
from birdeye.catalogue import foreign_table
from birdeye.domain.errors import RecipeMismatch
from birdeye.domain.photos import GpsPosition
from birdeye.packs.grid import parse_grid, read_grid, write_grid
from birdeye.packs.labels import Labels
from birdeye.taxonomy.species_table import read_species_table
from birdeye.workflows.place_table import grid_from
from tests.helpers.published_stand_ins import table_of_places


@pytest.fixture(scope="module")
def species():
    return read_species_table(locations.names_folder()).all_species[::20]


@pytest.fixture(scope="module")
def labels(species):
    return Labels((*species, None), (True,) * len(species) + (False,))


@pytest.fixture(scope="module")
def table(species):
    return table_of_places([each.scientific_name for each in species])


def altered(table: bytes, statement: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(table)
        connection.executescript(statement)
        return connection.serialize()


def test_cells_are_those_of_the_published_table(tmp_path, labels, table):
    (tmp_path / "avonet.db").write_bytes(table)
    grid = grid_from(tmp_path / "avonet.db", labels)
    assert grid.degrees == 5
    with closing(sqlite3.connect(tmp_path / "avonet.db")) as connection:
        name, west, south = connection.execute(
            "SELECT m.cls, p.west, p.south FROM distributions d JOIN places p USING (worldid) "
            "JOIN sp_cls_map m ON m.species = d.species ORDER BY d.id DESC"
        ).fetchone()
    found = labels.species[name]
    assert grid.covers(found.scientific_name, GpsPosition(south + 1, west + 1))
    assert grid.covers("Nobody knows", GpsPosition(south + 1, west + 1)) is None
    write_grid(tmp_path, grid)
    assert read_grid(tmp_path) == parse_grid((tmp_path / "grid.csv").read_bytes(), "t") == grid


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TABLE sp_cls_map", "no table “sp_cls_map”"),
        ("DROP TABLE places; CREATE VIEW places AS SELECT 1", "no table “places”"),
        ("ALTER TABLE places RENAME COLUMN west TO w", "has no column west"),
        ("DELETE FROM places", "“places” is empty"),
        ("DELETE FROM distributions", "says nothing about the species"),
        ("UPDATE places SET west = 900 WHERE worldid = 1", "has the edges"),
        ("UPDATE places SET west = 'x' WHERE worldid = 1", "not numbers"),
        ("UPDATE sp_cls_map SET cls = 99999 WHERE cls = 1", "the class 99999"),
        ("UPDATE sp_cls_map SET cls = 'Parus major' WHERE cls = 1", "the class 'Parus major'"),
        ("UPDATE distributions SET worldid = 0 WHERE id = 1", "the unknown place 0"),
        ("UPDATE sp_cls_map SET cls = 500 - cls WHERE cls <= 500", "differently"),
    ],
)
def test_what_is_amiss_with_a_table_is_said(tmp_path, labels, table, statement, said):
    (tmp_path / "avonet.db").write_bytes(altered(table, statement))
    with pytest.raises(RecipeMismatch, match=said):
        grid_from(tmp_path / "avonet.db", labels)


def test_a_table_with_more_rows_than_any_real_one_is_refused(tmp_path, labels, table, monkeypatch):
    (tmp_path / "avonet.db").write_bytes(table)
    with closing(sqlite3.connect(tmp_path / "avonet.db")) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM distributions").fetchone()
    monkeypatch.setattr(foreign_table, "_MOST_ROWS", rows)
    assert grid_from(tmp_path / "avonet.db", labels)
    monkeypatch.setattr(foreign_table, "_MOST_ROWS", rows - 1)
    with pytest.raises(RecipeMismatch, match="“distributions” has more than"):
        grid_from(tmp_path / "avonet.db", labels)


def test_what_is_no_database_is_refused(tmp_path, labels, table):
    for content in (b"", b"<html>log in</html>" * 100, table[: len(table) // 2]):
        (tmp_path / "avonet.db").write_bytes(content)
        with pytest.raises(RecipeMismatch):
            grid_from(tmp_path / "avonet.db", labels)
