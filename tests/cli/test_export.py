"""``birdeye export`` over a real catalogue: photos identified, one bird confirmed by the user."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from birdeye import locations
from birdeye.catalogue.catalogue import Catalogue
from birdeye.cli import main
from birdeye.domain.changes import AddBird, ReviewBirds
from birdeye.domain.identification import Rank
from birdeye.domain.review import NOT_A_BIRD, confirmed
from birdeye.domain.species import Species
from birdeye.export.registry import FORMATS
from birdeye.packs.library import PackLibrary
from birdeye.vision.identifier import Identifier
from birdeye.workflows.remember_photos import identify_and_remember
from tests.helpers.made_results import make_bird
from tests.helpers.sample_photos import encoded, exif_block, quadrants, rational, text


@pytest.fixture
def catalogue_file(data_folder):
    return locations.catalogue_file()


@pytest.fixture
def reviewed(photos, catalogue_file):
    """img1.png confirmed as a great tit, img10.png left as claimed, img2.png without a bird."""
    library = PackLibrary(
        locations.builtin_packs_folder(), locations.user_packs_folder(), locations.settings_file()
    )
    identifier = Identifier(library.default())
    paths = [photos / name for name in ("img1.png", "img2.png", "img10.png")]
    records = list(identify_and_remember(paths, identifier, catalogue_file, Species))
    with Catalogue(catalogue_file, Species) as catalogue:
        review = confirmed(Rank.SPECIES, "Parus major")
        catalogue.carry_out(ReviewBirds((records[0].birds[0].bird_id,), review))
    return photos


def _with_text(key, value):
    chunk = PngInfo()
    chunk.add_text(key, value)
    return chunk


def run(*words):
    return main.run([str(word) for word in words])


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_only_the_confirmed_bird_is_written(reviewed, tmp_path, capsys):
    assert run("export", "csv", "--output", tmp_path / "a.csv") == 0
    (row,) = rows_of(tmp_path / "a.csv")
    assert row["photo"].endswith("img1.png")
    assert (row["taxon"], row["common_name"], row["review"]) == (
        "Parus major",
        "Great Tit",
        "confirmed",
    )
    said = capsys.readouterr().out
    assert f"1 bird in 1 photo written to “{tmp_path / 'a.csv'}”." in said
    assert "Left out: 1 box not confirmed." in said
    assert "Left out: 1 photo without a bird to write." in said


def test_all_writes_guesses_and_empty_photos_in_another_language(reviewed, tmp_path):
    words = ("--all", "--language", "zh", "--output", tmp_path / "a.csv")
    assert run("export", "csv", reviewed, *words) == 0
    rows = rows_of(tmp_path / "a.csv")
    assert sorted(row["review"] for row in rows) == ["", "confirmed", "unreviewed"]
    assert [row["common_name"] for row in rows if row["review"] == "confirmed"] == ["欧亚大山雀"]


def test_a_dry_run_tells_and_writes_nothing(reviewed, tmp_path, capsys):
    destination = tmp_path / "a.csv"
    destination.write_text("old")
    assert run("export", "csv", "--all", "--output", destination, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "2 birds in 3 photos would be written as Table (CSV):" in said
    assert f"  {destination}" in said
    assert "There now, and would be replaced: 1 file." in said
    assert "Not confirmed, and marked as such: 1 bird." in said
    assert said.endswith("Nothing was written.\n")
    assert destination.read_text() == "old"


def test_photos_are_chosen_by_path(reviewed, tmp_path, capsys):
    assert run("export", "csv", reviewed / "img10.png", "--all", "--output", tmp_path / "a") == 0
    (row,) = rows_of(tmp_path / "a")
    assert row["photo"].endswith("img10.png")
    assert run("export", "csv", tmp_path / "elsewhere", "--output", tmp_path / "b") == 1
    assert "no such photos in the catalogue" in capsys.readouterr().err
    assert not (tmp_path / "b").exists()


def test_nothing_to_write_says_why(reviewed, tmp_path, capsys):
    assert run("export", "ebird", "--output", tmp_path / "a.csv") == 1
    said = capsys.readouterr().err
    assert said.endswith("There is nothing to write: 3 photos without a date.\n")
    assert not (tmp_path / "a.csv").exists()


def test_where_only_guesses_are_the_way_to_write_them_is_said(reviewed, tmp_path, capsys):
    assert run("export", "csv", reviewed / "img10.png", "--output", tmp_path / "a.csv") == 1
    assert "1 box not confirmed. Confirm birds in the window, or add --all" in (
        capsys.readouterr().err
    )


def test_paths_may_come_before_between_and_after_options(reviewed, tmp_path):
    names = [reviewed / name for name in ("img1.png", "img2.png", "img10.png")]
    words = (names[2], "--output", tmp_path / "a.csv", names[1], "--all", names[0])
    assert run("export", "csv", *words) == 0
    assert [Path(row["photo"]).name for row in rows_of(tmp_path / "a.csv")] == [
        "img1.png",
        "img2.png",
        "img10.png",
    ]


def test_without_a_catalogue_the_next_step_is_said(data_folder, tmp_path, capsys):
    assert run("export", "csv", "--catalogue", tmp_path / "none.sqlite") == 1
    assert "Identify photos first" in capsys.readouterr().err
    assert not (tmp_path / "none.sqlite").exists()


@pytest.mark.parametrize(("format_id", "kind"), [("csv", "is a folder"), ("crops", "is a file")])
def test_a_destination_of_the_wrong_kind_is_a_sentence(reviewed, tmp_path, capsys, format_id, kind):
    destination = tmp_path / "place"
    destination.mkdir() if format_id == "csv" else destination.write_text("")
    assert run("export", format_id, "--output", destination) == 1
    assert kind in capsys.readouterr().err


def test_crops_and_copies_are_pictures(reviewed, tmp_path):
    assert run("export", "crops", "--output", tmp_path / "crops") == 0
    crop = tmp_path / "crops" / "Parus major (Great Tit)" / "img1-1.jpg"
    with Image.open(crop) as image:
        assert image.format == "JPEG" and min(image.size) > 20
    assert run("export", "annotated", "--output", tmp_path / "named") == 0
    with (
        Image.open(tmp_path / "named" / "img1.birds.jpg") as image,
        Image.open(reviewed / "img1.png") as photo,
    ):
        assert image.size == photo.size


def test_a_photo_that_is_gone_is_left_out_and_one_that_broke_is_told(reviewed, tmp_path, capsys):
    (reviewed / "img10.png").unlink()
    (reviewed / "img1.png").write_bytes(b"broken")
    assert run("export", "crops", "--all", "--output", tmp_path / "crops") == 1
    captured = capsys.readouterr()
    assert "“img1.png” could not be read" in captured.err
    assert "0 of 1 photo written" in captured.out
    assert "1 photo no longer at the known path" in captured.out


@pytest.fixture
def dated_jpeg(photos, catalogue_file):
    """A JPEG with a date and GPS, its bird drawn and confirmed by the user."""
    path = photos / "tit.jpg"
    gps = {
        1: text("N"),
        2: rational((50, 1), (56, 1), (30, 1)),
        3: text("E"),
        4: rational((6, 1), (57, 1), (30, 1)),
    }
    exif = exif_block({0x0110: text("Cam")}, {0x9003: text("2026:05:03 07:05:09")}, gps)
    path.write_bytes(encoded(quadrants(320, 240), "JPEG", exif=exif))
    library = PackLibrary(
        locations.builtin_packs_folder(), locations.user_packs_folder(), locations.settings_file()
    )
    identifier = Identifier(library.default())
    (record,) = identify_and_remember([path], identifier, catalogue_file, Species)
    with Catalogue(catalogue_file, Species) as catalogue:
        bird = make_bird(box=(40, 40, 120, 120))
        (bird_id,) = catalogue.carry_out(AddBird(record.photo_id, bird)).bird_ids
        catalogue.carry_out(ReviewBirds((bird_id,), confirmed(Rank.SPECIES, "Parus major")))
    return path


def test_keywords_go_into_photos_only_when_that_is_said_and_the_catalogue_knows_them_again(
    dated_jpeg, catalogue_file, capsys
):
    before = dated_jpeg.read_bytes()
    assert run("export", "keywords", dated_jpeg) == 2
    assert "--change-photos" in capsys.readouterr().err
    assert dated_jpeg.read_bytes() == before
    assert run("export", "keywords", dated_jpeg, "--change-photos") == 0
    assert dated_jpeg.with_name("tit.jpg.original").read_bytes() == before
    with Image.open(dated_jpeg) as image:
        assert b"Great Tit" in image.info["xmp"]
    with Catalogue(catalogue_file, Species) as catalogue:
        (photo_id,) = catalogue.photo_ids_at([dated_jpeg])
        assert [bird.taxon for bird in catalogue.record(photo_id).birds if bird.is_confirmed] == [
            "Parus major"
        ]


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.id)
def test_every_format_runs_over_the_catalogue(dated_jpeg, tmp_path, known, capsys):
    place = ("--output", tmp_path / "out") if known.asks_for_place else ()
    allowed = ("--change-photos",) if known.changes_photos else ()
    assert run("export", known.id, dated_jpeg, *place, *allowed) == 0
    assert "1 bird in 1 photo written to" in capsys.readouterr().out


def test_annotated_copies_tell_no_place_by_choice(dated_jpeg, tmp_path):
    gps_directory = 0x8825
    for words, has_position in (((), True), (("--without-position",), False)):
        out = tmp_path / str(has_position)
        assert run("export", "annotated", dated_jpeg, "--output", out, *words) == 0
        with Image.open(out / "tit.birds.jpg") as image:
            exif = image.getexif()
        assert bool(exif.get_ifd(gps_directory)) is has_position
        assert exif[0x0110] == "Cam"


def test_ebird_finds_the_country_by_the_position(dated_jpeg, tmp_path):
    assert run("export", "ebird", dated_jpeg, "--output", tmp_path / "a.csv") == 0
    (row,) = csv.reader((tmp_path / "a.csv").read_text().splitlines())
    assert row[:4] == ["Great Tit", "Parus", "major", "1"]
    assert row[11] == "DE"


def test_what_megadetector_json_takes_out_comes_in_again(dated_jpeg, tmp_path, capsys):
    md = dated_jpeg.parent / "md.json"
    assert run("export", "megadetector", dated_jpeg, "--output", md) == 0
    other = tmp_path / "other.sqlite"
    assert run("import-detections", md, "--catalogue", other) == 0
    assert "1 bird in 1 photo taken in" in capsys.readouterr().out
    with Catalogue(other, Species) as catalogue:
        (record,) = catalogue.records()
    (bird,) = record.birds
    assert (bird.taxon, bird.is_confirmed) == ("Parus major", False)
    assert json.loads(md.read_text())["images"][0]["file"] == "tit.jpg"


@pytest.mark.parametrize("word", ["ebird", "inaturalist"])
def test_names_that_nobody_confirmed_go_to_no_public_record(reviewed, tmp_path, capsys, word):
    assert run("export", word, reviewed, "--all", "--output", tmp_path / "a.csv") == 2
    assert "takes only birds whose names you confirmed" in capsys.readouterr().err
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize(
    ("format_id", "told"), [("csv", "“{}” is as it was"), ("crops", "the others are untouched")]
)
def test_an_interrupted_export_says_what_became_of_the_files(
    reviewed, tmp_path, capsys, monkeypatch, format_id, told
):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("birdeye.cli.progress.Progress.advance", interrupt)
    target = tmp_path / "there"
    if format_id == "csv":
        target.write_text("an earlier table")
    assert run("export", format_id, "--output", target) == main.EXIT_INTERRUPTED
    assert told.format(target) in capsys.readouterr().err
    if format_id == "csv":
        assert target.read_text() == "an earlier table"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="this system has no /dev/null")
def test_a_device_stays_one(reviewed, capsys):
    assert run("export", "csv", "--output", "/dev/null") == 0
    assert Path("/dev/null").is_char_device()
    told = capsys.readouterr()
    assert (told.out, "1 bird in 1 photo" in told.err) == ("", True)


def test_a_name_that_was_withdrawn_leaves_the_sidecar(reviewed, catalogue_file, capsys):
    sidecar = reviewed / "img1.xmp"
    assert run("export", "xmp") == 0
    assert b"Parus major" in sidecar.read_bytes()
    with Catalogue(catalogue_file, Species) as catalogue:
        changed = catalogue.undo()
    capsys.readouterr()
    assert run("export", "xmp") == 1  # whether anybody withdrew it is unknown
    assert "1 photo with names that an earlier export wrote" in capsys.readouterr().out
    assert b"Parus major" in sidecar.read_bytes()
    with Catalogue(catalogue_file, Species) as catalogue:
        catalogue.carry_out(ReviewBirds(changed.bird_ids, NOT_A_BIRD))
    assert run("export", "xmp") == 0
    told = capsys.readouterr().out
    assert "1 photo with a name that you have withdrawn" in told
    assert "1 photo written to 1 file." in told
    assert "0 birds" not in told
    assert b"Parus major" not in sidecar.read_bytes()


@pytest.mark.parametrize("format_id", ["xmp", "crops", "annotated"])
def test_a_picture_that_took_the_path_of_a_photo_gets_none_of_its_names(
    reviewed, tmp_path, capsys, format_id
):
    other = encoded(quadrants(60, 80), "PNG")
    (reviewed / "img1.png").write_bytes(other)
    words = () if format_id == "xmp" else ("--output", tmp_path / "out")
    assert run("export", format_id, *words) == 1
    assert "1 photo changed since identification" in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.xmp")) + list(tmp_path.rglob("out/**/*.jpg"))
    assert (reviewed / "img1.png").read_bytes() == other


def test_a_report_has_no_picture_of_what_took_the_path_of_a_photo(reviewed, tmp_path, capsys):
    (reviewed / "img1.png").write_bytes(encoded(quadrants(60, 80), "PNG"))
    assert run("export", "html", "--output", tmp_path / "a.html") == 1
    assert "changed since it was identified" in capsys.readouterr().err
    assert "data:image/jpeg" not in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_other_metadata_make_no_other_photo(reviewed, tmp_path):
    photo = reviewed / "img1.png"
    with Image.open(photo) as picture:
        picture.save(photo, pnginfo=_with_text("Title", "In the garden"))
    assert run("export", "crops", "--output", tmp_path / "out") == 0
    assert len(list(tmp_path.rglob("out/**/*.jpg"))) == 1


@pytest.mark.parametrize(
    ("format_id", "words", "takers"),
    [
        ("xmp", ["--output", "elsewhere"], "csv, json, html"),
        ("keywords", ["--output", "elsewhere", "--change-photos"], "csv, json, html"),
        ("csv", ["--sidecars", "adobe"], "xmp"),
        ("json", ["--observer", "A. Nonymous"], "darwin-core, camtrap-dp"),
        ("html", ["--licence", "CC0-1.0"], "darwin-core, camtrap-dp"),
        ("ebird", ["--rights-holder", "A. Nonymous"], "darwin-core, camtrap-dp"),
        ("csv", ["--backup", "elsewhere"], "keywords"),
        ("xmp", ["--change-photos"], "keywords"),
        ("ebird", ["--language", "zh"], "csv, json, html"),
    ],
)
def test_an_option_that_a_format_does_not_take_is_refused(
    format_id, words, takers, data_folder, capsys
):
    assert run("export", format_id, *words) == 2
    told = capsys.readouterr().err
    assert f"“{format_id}” does not take {words[0]}; these do: {takers}" in told


@pytest.mark.parametrize(
    ("format_id", "name", "is_told"),
    [
        ("csv", "birds.json", True),
        ("html", "birds.csv", True),
        ("csv", "birds.csv", False),
        ("csv", "birds.txt", False),
        ("json", "birds", False),
    ],
)
def test_an_ending_of_another_format_is_told(reviewed, tmp_path, capsys, format_id, name, is_told):
    assert run("export", format_id, "--output", tmp_path / name) == 0
    assert ("whose ending is" in capsys.readouterr().err) is is_told
