"""Stars, flags and the best of bursts on the command line, and what exports say of them."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from birdeye import locations
from birdeye.catalogue.catalogue import Catalogue
from birdeye.cli.main import run
from birdeye.domain.frame_quality import FrameQuality
from birdeye.domain.photos import PhotoMetadata
from birdeye.domain.shots import shots
from birdeye.imaging.xmp_facts import read_xmp
from birdeye.xmp.properties import read_properties
from birdeye.xmp.rating_names import RATING
from tests.helpers.made_results import PACK, TOP, make_bird, make_result, seen, species_of


def said(capsys, *words):
    assert run([str(word) for word in words]) == 0
    return capsys.readouterr().out


def test_stars_and_flags_are_set_exported_and_undone(photos, capsys, tmp_path):
    said(capsys, "identify", photos)
    one = sorted(photos.rglob("*.jpg"))[0]
    assert "Nothing was set" in said(capsys, "set", "stars", "4", one, "--dry-run")
    assert "Set for 1 photo" in said(capsys, "set", "stars", "4", one)
    assert "Set already for 1 photo" in said(capsys, "set", "stars", "4", one)
    said(capsys, "set", "flag", "reject", one)
    table, document = tmp_path / "birds.csv", tmp_path / "birds.json"
    said(capsys, "export", "csv", "--all", "--output", table)
    said(capsys, "export", "json", "--all", "--output", document)
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["photo"]: row for row in csv.DictReader(stream)}
    assert (rows[str(one)]["stars"], rows[str(one)]["flag"]) == ("4", "reject")
    others = [row for path, row in rows.items() if path != str(one)]
    assert {(row["stars"], row["flag"]) for row in others} == {("", "")}
    listed = {each["photo"]: each for each in json.loads(document.read_text("utf-8"))["photos"]}
    assert (listed[str(one)]["stars"], listed[str(one)]["flag"]) == (4, "reject")
    for photo in listed.values():
        for bird in photo["birds"]:
            assert bird.keys() >= {"sharpness", "clipped", "at_edge"}
    said(capsys, "export", "xmp")
    assert read_properties(one.with_suffix(".xmp").read_bytes())[RATING] == ("4",)
    said(capsys, "set", "undo")
    said(capsys, "set", "undo")
    said(capsys, "export", "csv", "--all", "--output", table)
    with table.open(encoding="utf-8-sig", newline="") as stream:
        assert {row["flag"] for row in csv.DictReader(stream)} == {""}


def test_copies_elsewhere_are_counted_apart(photos, capsys):
    one, *_ = sorted(photos.rglob("*.jpg"))
    folder = photos / "copies"
    folder.mkdir()
    copy = folder / "again.jpg"
    shutil.copyfile(one, copy)
    said(capsys, "identify", photos)
    assert said(capsys, "set", "stars", "3", one).startswith(
        "Set for 1 photo and 1 copy elsewhere."
    )
    assert said(capsys, "set", "undo") == "Undone: stars, for 1 photo and 1 copy elsewhere.\n"
    assert said(capsys, "set", "flag", "pick", one).startswith("Set for 1 photo and 1 copy")
    assert said(capsys, "set", "region", "DE", one, copy).startswith("Set for 2 photos. ")


def test_the_best_of_bursts_are_flagged_and_nothing_else_is(photos, capsys):
    said(capsys, "identify", photos)
    assert "0 bursts" in said(capsys, "set", "best", photos)
    said(capsys, "set", "date", "--to", "2026-05-01T10:00", photos)
    tried = said(capsys, "set", "best", "--keep", "2", photos, "--dry-run")
    assert "Nothing was set" in tried or "Nothing to set" in tried
    assert "burst" in tried


@pytest.fixture
def taken(tmp_path, data_folder):
    """Remembers photos of one day, each (name, content, sharpness, second); the folder."""
    folder = tmp_path / "taken"

    def remember(*photos):
        with Catalogue(locations.catalogue_file(), species_of) as catalogue:
            for name, content, sharpness, second in photos:
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.encode())
                bird = replace(make_bird(), quality=FrameQuality(sharpness, 0.0))
                moment = datetime(2026, 5, 1, 10) + timedelta(seconds=second)
                result = make_result(path, bird, metadata=PhotoMetadata(moment, camera="Cam"))
                catalogue.remember(seen(path, content), result, PACK, TOP)
        return folder

    return remember


def flags_in(folder):
    with Catalogue(locations.catalogue_file(), species_of) as catalogue:
        return {
            str(photo.path.relative_to(folder)): photo.flag.value
            for photo in catalogue.overviews(catalogue.photo_ids_at([folder]))
        }


def test_a_copy_in_the_burst_does_not_reject_the_photo_it_shows(taken, capsys):
    folder = taken(
        ("1.jpg", "one", 40, 0),
        ("2.jpg", "two", 90, 1),
        ("2 copy.jpg", "two", 90, 1),
        ("3.jpg", "three", 60, 2),
    )
    told = said(capsys, "set", "best", folder)
    assert "1 burst." in told
    assert "2.jpg: pick" in told
    expected = {"1.jpg": "reject", "2.jpg": "pick", "2 copy.jpg": "pick", "3.jpg": "reject"}
    assert flags_in(folder) == expected
    assert "Nothing to set" in said(capsys, "set", "best", folder)


def test_copies_of_a_part_of_the_burst_elsewhere_are_the_same_frames(taken, capsys):
    folder = taken(
        ("card/1.jpg", "one", 90, 0),
        ("card/2.jpg", "two", 80, 1),
        ("card/3.jpg", "three", 70, 2),
        ("chosen/a.jpg", "two", 80, 1),  # the sharpest of its folder, and not of its burst
        ("chosen/b.jpg", "three", 70, 2),
    )
    assert "1 burst." in said(capsys, "set", "best", folder)
    flags = flags_in(folder)
    assert flags["card/1.jpg"] == "pick"
    assert set(flags.values()) == {"pick", "reject"}
    assert [name for name, flag in flags.items() if flag == "pick"] == ["card/1.jpg"]


def test_the_raw_and_the_jpeg_of_a_shot_get_one_flag_and_are_no_burst(taken, capsys):
    folder = taken(("IMG_1.CR3", "raw 1", 20, 0.41), ("IMG_1.JPG", "jpeg 1", 70, 0))
    assert "0 bursts" in said(capsys, "set", "best", folder)
    assert set(flags_in(folder).values()) == {"none"}
    taken(("IMG_2.CR3", "raw 2", 50, 1), ("IMG_2.JPG", "jpeg 2", 60, 1))
    assert "1 burst." in said(capsys, "set", "best", folder)
    flags = flags_in(folder)
    assert (flags["IMG_1.CR3"], flags["IMG_1.JPG"]) == ("pick", "pick")
    assert (flags["IMG_2.CR3"], flags["IMG_2.JPG"]) == ("reject", "reject")
    said(capsys, "export", "xmp", "--all", folder)
    assert read_xmp((folder / "IMG_1.xmp").read_bytes()).metadata.flag.value == "pick"
    assert read_xmp((folder / "IMG_2.xmp").read_bytes()).metadata.flag.value == "reject"


@pytest.mark.parametrize(
    "words",
    [
        ("date", "--to", "2026-05-02T08:00"),
        ("clock", "--behind", "1:00"),
        ("place", "--name", "Lake"),
        ("stars", "4"),
    ],
)
def test_what_is_set_for_one_file_of_a_shot_holds_for_the_other(taken, capsys, words):
    """They would be two photos, and every bird be counted twice, if their dates differed."""
    folder = taken(("IMG_1.CR3", "raw", 20, 0.4), ("IMG_1.JPG", "jpeg", 70, 0))
    taken(("IMG_2.JPG", "another", 70, 9), ("more/IMG_1.JPG", "jpeg 2", 70, 0))
    told = said(capsys, "set", words[0], *words[1:], folder / "IMG_1.JPG")
    assert "With 1 other file of the same shots" in told
    assert "Set for 2 photos" in told
    with Catalogue(locations.catalogue_file(), species_of) as catalogue:
        records = {
            str(one.path.relative_to(folder)): one
            for one in catalogue.records(catalogue.photo_ids_at([folder]))
        }
        raw, jpeg = records["IMG_1.CR3"], records["IMG_1.JPG"]
        for record in (raw, jpeg):
            assert record.set_taken or record.place or record.set_stars
        assert [*shots(records.values())] == [[raw, jpeg]]
        for other in ("IMG_2.JPG", "more/IMG_1.JPG"):
            assert not (records[other].set_taken or records[other].place)
    said(capsys, "set", "undo")
    with Catalogue(locations.catalogue_file(), species_of) as catalogue:
        for record in catalogue.records([raw.photo_id, jpeg.photo_id]):
            assert not (record.set_taken or record.place or record.set_stars)
