"""The parts of an archive as the programs read them that people have: DuckDB, pandas and Arrow."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow.dataset as ds
import pytest

from birdeye.cluster.partition import provenance_of
from birdeye.cluster.table import SCHEMA, row_of
from birdeye.domain.identification import PhotoResult, Rank
from tests.helpers.made_results import ROBIN, TIT, WREN, make_bird
from tests.helpers.tiny_pack import make_tiny_pack

README = Path(__file__).resolve().parents[2] / "birdeye" / "cluster" / "README.md"


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Two parts: three photos with birds, one without, and one that could not be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("results")
    provenance = provenance_of(make_tiny_pack(tmp_path_factory.mktemp("packs") / "tiny"))
    found = {
        "a.jpg": (make_bird(WREN), make_bird(ROBIN, box=(300, 50, 400, 150))),
        "b.jpg": (make_bird(WREN),),
        "c.jpg": (make_bird(TIT, rank=Rank.NONE),),
        "d.jpg": (),
    }
    rows = [
        row_of(name, name[0] * 64, 1000, PhotoResult(Path(name), 600, 400, birds), provenance)
        for name, birds in found.items()
    ]
    unreadable = PhotoResult(Path("e.jpg"), 0, 0, (), "“e.jpg” is no photo.")
    rows.append(row_of("e.jpg", "", 0, unreadable, provenance))
    for number, part in enumerate((rows[:2], rows[2:])):
        table = pa.Table.from_pylist(part, SCHEMA)
        pq.write_table(table, folder / f"part-{number:06}-0123456789ab.parquet")
    pq.write_table(pa.table({"address": ["a.jpg"]}), folder / "_plan.parquet")
    (folder / "_pack-0123456789abcdef.zip").write_bytes(b"a pack")
    return folder


def test_duckdb_answers_the_query_of_the_readme(results):
    duckdb = pytest.importorskip("duckdb")
    (query,) = re.findall(r'duckdb -c "(.*?)"', README.read_text("utf-8"), re.DOTALL)
    answer = duckdb.sql(query.replace("DIR", str(results))).fetchall()
    assert answer == [(WREN, 2), (ROBIN, 1)]


def test_duckdb_reads_every_column(results):
    duckdb = pytest.importorskip("duckdb")
    parts = f"'{results}/part-*.parquet'"
    described = duckdb.sql(f"DESCRIBE SELECT * FROM {parts}").fetchall()
    assert [row[0] for row in described] == SCHEMA.names
    told = duckdb.sql(
        "SELECT photo, error, len(birds), birds[1].species[1].scientific_name "
        f"FROM {parts} WHERE photo IN ('a.jpg', 'e.jpg') ORDER BY photo"
    ).fetchall()
    assert told == [("a.jpg", None, 2, WREN), ("e.jpg", "“e.jpg” is no photo.", 0, None)]


def test_pandas_reads_the_folder_as_it_is(results):
    pandas = pytest.importorskip("pandas")
    table = pandas.read_parquet(results)
    assert list(table.columns) == SCHEMA.names
    assert list(table["photo"]) == ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"]
    birds = table.explode("birds").dropna(subset=["birds"])
    taxa = [bird["taxon"] for bird in birds["birds"] if bird["rank"] == "species"]
    assert sorted(taxa) == sorted([WREN, WREN, ROBIN])
    assert table["error"].notna().sum() == 1


def test_arrow_reads_the_folder_as_one_data_set(results):
    archive = ds.dataset(results)
    assert archive.schema.equals(SCHEMA)
    whole = archive.to_table(filter=ds.field("error").is_null(), columns=["photo", "width"])
    assert whole.to_pydict() == {"photo": ["a.jpg", "b.jpg", "c.jpg", "d.jpg"], "width": [600] * 4}
