"""What damage, and other programs, do to the inside of a catalogue: noticed, said, and repaired."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from birdeye.catalogue.backups import backup_file
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.migrate import migrate
from birdeye.catalogue.preparation import back_up_catalogue, prepare_catalogue
from birdeye.catalogue.rescue import readable_rows
from birdeye.catalogue.schema import MIGRATIONS
from birdeye.domain.changes import AddBird, DeleteBirds, MoveBox, ReviewBirds
from birdeye.domain.errors import CatalogueUnusable
from birdeye.domain.identification import Rank
from birdeye.domain.review import UNREVIEWED, confirmed
from tests.helpers.made_results import (
    PACK,
    ROBIN,
    TIT,
    TOP,
    WREN,
    make_bird,
    make_result,
    seen,
    species_of,
)

REVIEWS = {"tit": confirmed(Rank.SPECIES, TIT), "wren": confirmed(Rank.SPECIES, WREN)}


def fill(path, photos=100):
    """A catalogue of photos with one bird each, all of them reviewed."""
    with Catalogue(path, species_of) as catalogue:
        for number in range(photos):
            photo = Path(f"/photos/{number:04}.jpg")
            result = make_result(photo, make_bird(ROBIN))
            photo_id = catalogue.remember(seen(photo), result, PACK, TOP)
            (bird,) = catalogue.record(photo_id).birds
            catalogue.carry_out(ReviewBirds((bird.bird_id,), REVIEWS["tit"]))
    flush(path)


def flush(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def tamper(path, *statements):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        for each in statements:
            connection.execute(each)


def reviews(path):
    """By the names of photos."""
    with Catalogue(path, species_of) as catalogue:
        return {
            record.path.name: record.birds[0].review
            for record in catalogue.records()
            if record.birds
        }


def count_of(path, review):
    return list(reviews(path).values()).count(review)


def test_text_that_is_no_utf_8_in_the_schema_is_damage(path):
    """SQLite quotes it in its message, which Python cannot read then."""
    fill(path, 20)
    back_up_catalogue(path, now=True)
    content = path.read_bytes()
    at = content.index(b"CREATE TABLE bird (")
    path.write_bytes(content[:at] + b"CREATE TABLE b\xffrd (" + content[at + 19 :])
    with pytest.raises(CatalogueUnusable, match="is damaged"):
        Catalogue(path, species_of)
    assert "20 photos and 20 reviewed birds were saved" in prepare_catalogue(path)
    assert count_of(path, REVIEWS["tit"]) == 20


def test_text_that_is_no_utf_8_in_a_row_is_damage(path):
    fill(path, 20)
    tamper(path, "UPDATE bird SET taxon = CAST(x'ff4142' AS TEXT) WHERE id = 7")
    back_up_catalogue(path, now=True)
    with (
        Catalogue(path, species_of) as catalogue,
        pytest.raises(CatalogueUnusable, match="is damaged"),
    ):
        list(catalogue.records())
    told = prepare_catalogue(path)
    assert "20 photos and 19 reviewed birds were saved. 1 review could not" in told
    assert count_of(path, REVIEWS["tit"]) == 19


def test_a_changed_review_is_noticed_and_put_right(path):
    """A flipped byte of a name is nothing to SQLite's own check."""
    fill(path, 20)
    tamper(path, f"UPDATE bird SET review_taxon = '{WREN}' WHERE id = 7")
    tamper(path, "UPDATE bird SET verdict = 'unreviewed' WHERE id = 8")
    assert "20 photos and 20 reviewed birds were saved." in prepare_catalogue(path, check=True)
    assert count_of(path, REVIEWS["tit"]) == 20


def test_a_damaged_list_of_species_costs_no_review(path):
    fill(path, photos=3)
    backup_file(path).unlink(missing_ok=True)
    tamper(path, "UPDATE bird SET candidates = replace(candidates, '0.', '0,00') WHERE id = 2")
    told = prepare_catalogue(path, check=True)
    assert told and "could not be saved" not in told
    assert count_of(path, REVIEWS["tit"]) == 3


def test_a_changed_seal_takes_no_review_along(path):
    fill(path, 20)
    tamper(
        path,
        f"UPDATE review_seal SET review_taxon = '{WREN}' WHERE bird_id = 7",
        "DELETE FROM review_seal WHERE bird_id = 8",
        "UPDATE review_seal SET checksum = 5 WHERE bird_id = 9",
        "UPDATE review_seal SET review_taxon = x'00ff' WHERE bird_id = 10",
    )
    assert "20 photos and 20 reviewed birds were saved." in prepare_catalogue(path, check=True)
    assert count_of(path, REVIEWS["tit"]) == 20


def test_reviews_that_are_gone_are_told(path):
    fill(path, 20)
    tamper(path, "DELETE FROM bird WHERE id > 15")
    told = prepare_catalogue(path, check=True)
    assert "15 reviewed birds were saved. 5 reviews could not be saved." in told


def test_a_review_that_was_taken_back_does_not_return_from_the_backup(path):
    fill(path, 5)
    back_up_catalogue(path, now=True)
    with Catalogue(path, species_of) as catalogue:
        catalogue.carry_out(ReviewBirds((1,), UNREVIEWED))
        catalogue.carry_out(ReviewBirds((2,), REVIEWS["wren"]))
        catalogue.undo()
        catalogue.carry_out(ReviewBirds((3,), REVIEWS["wren"]))
    tamper(path, "DELETE FROM bird WHERE id IN (3, 4)")
    told = prepare_catalogue(path, check=True)
    assert "5 photos and 4 reviewed birds were saved." in told
    assert "could not be saved" not in told  # the bird is the backup's, the review the seal's
    names = [f"{number:04}.jpg" for number in range(5)]
    assert [reviews(path)[name] for name in names] == [
        UNREVIEWED, REVIEWS["tit"], REVIEWS["wren"], REVIEWS["tit"], REVIEWS["tit"],
    ]  # fmt: skip


HIDDEN_OR_MOVED = {
    "deleted": "UPDATE bird SET deleted = 1 WHERE id = 2",
    "superseded": "UPDATE bird SET superseded = 1 WHERE id = 2",
    "on another image": "UPDATE bird SET image_id = 5 WHERE id = 2",
    "on no image": "UPDATE bird SET image_id = 500 WHERE id = 2",
    "its photo shows another image": "UPDATE photo SET image_id = 5 WHERE id = 2",
    "its photo shows no image": "UPDATE photo SET image_id = -128 WHERE id = 2",
    "its photo waits": "UPDATE photo SET image_id = NULL WHERE id = 2",
    "its hash leads elsewhere": "UPDATE image_hash SET image_id = 5 WHERE image_id = 2",
    "its hash leads nowhere": "UPDATE image_hash SET image_id = 500 WHERE image_id = 2",
    "its hash is another": "UPDATE image_hash SET content_hash = 'x' WHERE image_id = 2",
}


@pytest.mark.parametrize("name", HIDDEN_OR_MOVED)
def test_a_review_that_damage_hides_or_moves_is_noticed_and_put_back(path, name):
    fill(path, 5)
    with Catalogue(path, species_of) as catalogue:
        catalogue.carry_out(ReviewBirds((2,), REVIEWS["wren"]))
    flush(path)
    before = reviews(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(HIDDEN_OR_MOVED[name])
        connection.execute("DELETE FROM upkeep")  # so that the check of the day is due
    assert "5 photos and 5 reviewed birds were saved." in (prepare_catalogue(path) or "")
    assert reviews(path) == before
    assert prepare_catalogue(path, check=True) is None


def test_a_review_whose_seal_is_lost_comes_from_the_backup_if_it_was_never_made(path):
    fill(path, 5)
    back_up_catalogue(path, now=True)
    with Catalogue(path, species_of) as catalogue:
        catalogue.carry_out(ReviewBirds((1,), REVIEWS["wren"]))  # the journal tells of this one
    flush(path)
    tamper(
        path,
        "DELETE FROM review_seal",
        "UPDATE bird SET review_taxon = 'Parus!major' WHERE id = 2",
    )
    assert prepare_catalogue(path, check=True) is not None
    assert reviews(path)["0000.jpg"] == REVIEWS["wren"]
    assert reviews(path)["0001.jpg"] == REVIEWS["tit"]


def test_whatever_the_user_does_to_reviewed_birds_leaves_their_seals_whole(path):
    fill(path, 4)
    boxes = [(9, 9, 99, 99), (9, 9, 60, 60)]
    with Catalogue(path, species_of) as catalogue:
        catalogue.carry_out(DeleteBirds((1,)))
        catalogue.undo()
        catalogue.redo()
        catalogue.carry_out(MoveBox(2, make_bird(WREN, boxes[1])))
        catalogue.carry_out(ReviewBirds((3,), UNREVIEWED))
        # A bird that a result no longer has, and that a later one has again.
        photo = Path("/photos/0002.jpg")
        for birds in ((), (make_bird(ROBIN),)):
            catalogue.remember(seen(photo), make_result(photo, *birds), PACK, TOP)
        # Work on a photo before it is known which picture it holds.
        waiting = Path("/photos/waiting.jpg")
        (photo_id,) = catalogue.open_photos([waiting])
        changed = catalogue.carry_out(AddBird(photo_id, make_bird(TIT)))
        catalogue.carry_out(ReviewBirds(changed.bird_ids, REVIEWS["wren"]))
        known = replace(seen(Path("/photos/0003.jpg")), path=waiting)
        catalogue.remember(known, make_result(waiting, make_bird(ROBIN)), PACK, TOP)
    before = reviews(path)
    assert prepare_catalogue(path, check=True) is None
    assert reviews(path) == before


def test_a_forgotten_photo_takes_its_seals_along(path):
    fill(path, 3)
    with Catalogue(path, species_of) as catalogue:
        catalogue.forget([1])
        assert catalogue.undo() is not None  # of the second photo; the third is passed over
    assert prepare_catalogue(path, check=True) is None


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER theirs AFTER UPDATE ON bird BEGIN "
        "UPDATE bird SET verdict = 'unreviewed' WHERE id = new.id; END",
        "CREATE INDEX theirs ON bird (taxon)",
        "CREATE VIEW theirs AS SELECT * FROM bird",
        "DROP INDEX bird_by_image",
        "UPDATE sqlite_master SET sql = replace(sql, 'CHECK (rank IN', 'CHECK (1 OR rank IN') "
        "WHERE name = 'bird'",
    ],
)
def test_tables_that_are_not_ours_are_noticed_at_once(path, statement):
    fill(path, 3)
    tamper(path, statement)
    with pytest.raises(CatalogueUnusable, match="is damaged"):
        Catalogue(path, species_of)
    assert "3 photos and 3 reviewed birds were saved." in prepare_catalogue(path)
    assert count_of(path, REVIEWS["tit"]) == 3
    assert prepare_catalogue(path, check=True) is None


def test_what_analyze_leaves_is_no_damage(path):
    fill(path, 3)
    tamper(path, "ANALYZE")
    assert prepare_catalogue(path, check=True) is None


NONSENSE = {
    "a path that is a number": "UPDATE photo SET path = 5 WHERE id = 2",
    "a path without letters": "UPDATE photo SET path = '' WHERE id = 2",
    "a path with a NUL": "UPDATE photo SET path = '/a' || char(0) || 'b' WHERE id = 2",
    "a size that is a text": "UPDATE photo SET size = 'large' WHERE id = 2",
    "a hash that is no text": "UPDATE photo SET content_hash = x'00' WHERE id = 2",
    "a width that is no number": "UPDATE image SET width = 'wide' WHERE id = 2",
    "a latitude that is none": "UPDATE image SET latitude = 'north', longitude = 1 WHERE id = 2",
    "a camera that is no text": "UPDATE image SET camera = x'00' WHERE id = 2",
    "a box without bounds": "UPDATE bird SET x2 = 9e999 WHERE id = 2",
    "candidates that are none": "UPDATE bird SET candidates = '[' WHERE id = 2",
    "a journal that is none": "UPDATE journal SET rows = 'x' WHERE id = 2",
    "an answer that is none": "UPDATE result SET birds = 'x' WHERE id = 2",
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_in_rows_is_found_by_a_check_and_stops_nobody_before(path, name):
    fill(path, 3)
    tamper(path, NONSENSE[name])
    with Catalogue(path, species_of) as catalogue:
        assert len(list(catalogue.records())) >= 2
        assert len(list(catalogue.overviews())) >= 2
        assert len(list(catalogue.to_identify(PACK, [1, 2, 3]))) <= 3
        assert len(catalogue.photo_ids_at([Path("/photos")])) >= 2
        catalogue.open_photos([Path("/photos/0000.jpg")])
        assert catalogue.open_set()
        catalogue.undo()
    assert prepare_catalogue(path, check=True) is not None
    assert prepare_catalogue(path, check=True) is None
    assert len(reviews(path)) >= 2


def test_a_row_without_a_value_that_it_must_have_is_left_out(path):
    fill(path, 3)
    tamper(path, "UPDATE sqlite_master SET sql = replace(sql, 'path NOT NULL', 'path  NULL')")
    tamper(path, "UPDATE photo SET path = NULL WHERE id = 2")
    tamper(path, "UPDATE sqlite_master SET sql = replace(sql, 'path  NULL', 'path NOT NULL')")
    assert prepare_catalogue(path, check=True) is not None
    assert prepare_catalogue(path, check=True) is None
    assert sorted(reviews(path)) == ["0000.jpg", "0002.jpg"]


def test_reviews_of_an_earlier_version_are_sealed(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:1])
        connection.execute("INSERT INTO image DEFAULT VALUES")
        connection.execute("INSERT INTO photo VALUES (1, '/a.jpg', 'x', 1, 1, 1, NULL, 1)")
        connection.execute(
            "INSERT INTO bird (image_id, x1, y1, x2, y2, score, rank, taxon, probability, "
            "candidates, verdict, review_rank, review_taxon) VALUES "
            f"(1, 0, 0, 9, 9, 1, 'none', '', 0, '[]', 'confirmed', 'species', '{TIT}')"
        )
    assert prepare_catalogue(path, check=True) is None
    assert reviews(path) == {"a.jpg": REVIEWS["tit"]}
    tamper(path, "UPDATE bird SET review_taxon = 'Pica pica'")
    assert prepare_catalogue(path, check=True) is not None
    assert reviews(path) == {"a.jpg": REVIEWS["tit"]}


def test_flipped_bytes_lose_nothing_without_a_word(path):
    """A short run of the attack on catalogues: what a start makes of one flipped byte."""
    fill(path, 40)
    content = path.read_bytes()
    chance = random.Random(5)
    for _ in range(60):
        mutated = bytearray(content)
        mutated[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(mutated)
        told = prepare_catalogue(path, check=True)
        kept = count_of(path, REVIEWS["tit"])
        assert kept == 40 or told is not None
        for file in path.parent.iterdir():
            file.unlink()


@pytest.mark.parametrize(
    "damaged", [[1], [40], [39], [12, 13, 30], [2, 4, 6, 38], [2, 40], [20, 22, 39]]
)
def test_only_the_rows_in_damaged_pages_are_lost(tmp_path, damaged):
    path, page = tmp_path / "rows.sqlite", 4096
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA page_size = {page}")
        connection.execute("CREATE TABLE one_a_page (id INTEGER PRIMARY KEY, content TEXT)")
        rows = [(number, f"row {number} " + "x" * 3000) for number in range(1, 41)]
        connection.executemany("INSERT INTO one_a_page VALUES (?, ?)", rows)
    content = bytearray(path.read_bytes())
    for number in damaged:
        start = content.find(f"row {number} x".encode()) // page * page
        content[start : start + page] = b"\xff" * page
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as connection:
        found = list(readable_rows(connection, "SELECT id, content FROM one_a_page WHERE 1"))
    assert found == [row for row in rows if row[0] not in damaged]


def test_undo_and_redo_ask_an_index(catalogue, path):
    """Each review would read the whole journal otherwise."""
    from birdeye.catalogue import journal

    with closing(sqlite3.connect(path)) as connection:
        for query in (
            journal._TO_UNDO,
            journal._TO_REDO,
            "DELETE FROM journal WHERE undone = 1",
        ):
            (*_, plan) = connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchone()
            assert "INDEX journal_by_undone" in plan and "SCAN" not in plan


def test_whether_a_file_is_a_photo_is_asked_of_an_index(catalogue, path):
    catalogue.open_photos([Path("/photos/a.jpg")])
    assert catalogue.is_photo(Path("/photos/a.jpg"))
    assert not catalogue.is_photo(Path("/photos"))
    with closing(sqlite3.connect(path)) as connection:
        query = "EXPLAIN QUERY PLAN SELECT 1 FROM photo WHERE path = ?"
        (*_, plan) = connection.execute(query, ("/photos/a.jpg",)).fetchone()
    assert "SEARCH" in plan


def test_what_killed_backups_left_is_swept(path):
    fill(path, 3)
    back_up_catalogue(path, now=True)
    copy = backup_file(path)
    old, new = (path.with_name(f".{copy.name}.{number}-5.part") for number in (1, 2))
    for part in (old, new):
        for ending in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + ending).touch()
    for each in path.parent.glob(f"{old.name}*"):
        os.utime(each, (time.time() - 10**5,) * 2)
    back_up_catalogue(path, now=True)
    assert not list(path.parent.glob(f"{old.name}*"))
    assert len(list(path.parent.glob(f"{new.name}*"))) == 4  # perhaps of a program at work


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_nobody_else_may_read_a_catalogue(path):
    umask = os.umask(0o022)
    try:
        fill(path, 3)
        with Catalogue(path, species_of):
            back_up_catalogue(path, now=True)
            files = list(path.parent.iterdir())
            assert {permissions(each) for each in files} == {0o600}
            assert len(files) == 5  # with log, index, copy and the moment of the last decision
        assert permissions(path.parent) == 0o700
        # One of an earlier version, whose copies take over its permissions.
        path.chmod(0o644)
        backup_file(path).chmod(0o644)
        tamper(path, "DELETE FROM bird WHERE id = 3")
        assert prepare_catalogue(path, check=True) is not None
        back_up_catalogue(path, now=True)
        assert {permissions(each) for each in path.parent.iterdir()} == {0o600}
    finally:
        os.umask(umask)


def permissions(path):
    return stat.S_IMODE(path.stat().st_mode)
