"""Stars, flags and the best of bursts on the command line, and what exports say of them."""

from __future__ import annotations

import csv
import json
import shutil

from birdeye.cli.main import run
from birdeye.xmp.properties import read_properties
from birdeye.xmp.rating_names import RATING


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
