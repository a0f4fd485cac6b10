"""``birdeye packs``: what it prints, and its exit codes."""

from __future__ import annotations

import json

import pytest

from birdeye.cli.display import columns_of
from birdeye.cli.main import run
from birdeye.packs.pack import load_pack
from birdeye.packs.transfer import pack_to_file
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED, YELLOW, make_tiny_pack
from tests.helpers.tiny_recipe import tiny_recipe_table, write_published_files, write_recipe


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """An installation without packs and a user without any, so that the test's own are alone."""
    monkeypatch.setenv("BIRDEYE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("birdeye.locations.builtin_packs_folder", lambda: tmp_path / "builtin")
    return tmp_path


@pytest.fixture
def pack_file(tmp_path):
    folder = make_tiny_pack(tmp_path / "made", title="Four colours 四色").folder
    return pack_to_file(folder, tmp_path / "tiny.birdpack")


def test_empty_list_says_how_to_add_a_pack(capsys):
    assert run(["packs"]) == 0
    assert "birdeye packs add FILE.birdpack" in capsys.readouterr().out


def test_added_pack_is_listed_and_used(pack_file, capsys):
    assert run(["packs", "add", str(pack_file)]) == 0
    said = capsys.readouterr().out
    assert "Added “Four colours 四色” 1.0 (tiny), 4 species." in said
    assert "identified with it from now on" in said
    assert run(["packs", "list"]) == 0
    header, row, *_ = capsys.readouterr().out.splitlines()
    assert row.startswith("*  tiny")
    assert row[header.index("VERSION") :].startswith("1.0")
    assert row[header.index("TITLE") :] == "Four colours 四色"


def test_columns_line_up_whatever_they_hold(folders, capsys):
    make_tiny_pack(folders / "builtin" / "a", pack_id="a-pack-with-a-long-name", title="四色")
    make_tiny_pack(folders / "data" / "packs" / "b", pack_id="b", title="Four", version="10.2.33")
    assert run(["packs", "list"]) == 0
    header, *rows = capsys.readouterr().out.split("\n\n")[0].splitlines()
    for title, row in zip(("四色", "Four"), rows, strict=True):
        assert columns_of(row[: row.index(title)]) == header.index("TITLE")
    assert rows[0].startswith("*")
    assert "built in" in rows[0]
    assert "added" in rows[1]


def test_broken_pack_is_listed_with_its_reason(folders, pack_file, capsys):
    run(["packs", "add", str(pack_file)])
    (folders / "data" / "packs" / "tiny" / "labels.csv").unlink()
    assert run(["packs", "list"]) == 0
    assert "labels.csv is missing" in capsys.readouterr().out


def test_list_as_json(folders, pack_file, capsys):
    run(["packs", "add", str(pack_file)])
    (folders / "data" / "packs" / "stray").mkdir()
    capsys.readouterr()
    assert run(["packs", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["default"] == "tiny"
    tiny, stray = listed["packs"]
    assert tiny["id"] == "tiny"
    assert tiny["title"] == "Four colours 四色"
    assert tiny["species"] == 4
    assert tiny["languages"] == ["en", "zh", "de"]
    assert tiny["problems"] == []
    assert stray["problems"] == ["manifest.toml is missing", "labels.csv is missing"]


def test_another_version_takes_the_place_of_the_first(folders, pack_file, capsys):
    run(["packs", "add", str(pack_file)])
    newer = make_tiny_pack(folders / "newer", version="2.0").folder
    assert run(["packs", "add", str(newer)]) == 0
    assert "It replaces version 1.0." in capsys.readouterr().out


def test_second_pack_tells_how_to_use_it(folders, pack_file, capsys):
    run(["packs", "add", str(pack_file)])
    other = make_tiny_pack(folders / "other", pack_id="zoo", title="Zoo").folder
    assert run(["packs", "add", str(other)]) == 0
    assert "birdeye packs default zoo" in capsys.readouterr().out
    assert run(["packs", "default", "zoo"]) == 0
    assert "“Zoo” (zoo) from now on" in capsys.readouterr().out
    assert run(["packs", "default"]) == 0
    assert capsys.readouterr().out == "zoo\n"


def test_show_tells_all_about_a_pack(pack_file, capsys):
    run(["packs", "add", str(pack_file)])
    capsys.readouterr()
    assert run(["packs", "show", "tiny", "--check"]) == 0
    said = capsys.readouterr().out
    for fact in (
        "Four colours 四色",
        "CC0-1.0",
        "English (en), 中文 (zh), 繁體中文 (zh_hant)",
        "64 x 64",
    ):
        assert fact in said
    assert "all files match the manifest" in said


def test_show_check_finds_an_exchanged_file(folders, pack_file, capsys):
    run(["packs", "add", str(pack_file)])
    (folders / "data" / "packs" / "tiny" / "detector.onnx").write_bytes(b"exchanged")
    assert run(["packs", "show", "tiny"]) == 0
    assert run(["packs", "show", "tiny", "--check"]) == 1
    assert "detector.sha256 does not match" in capsys.readouterr().err


def test_show_as_json(pack_file, capsys):
    run(["packs", "add", str(pack_file)])
    capsys.readouterr()
    assert run(["packs", "show", "tiny", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["id"], shown["default"]) == ("tiny", True)


def test_pack_in_a_folder_can_be_shown_before_it_is_added(folders, capsys):
    folder = make_tiny_pack(folders / "made").folder
    assert run(["packs", "show", str(folder)]) == 0
    assert "when asked for" in capsys.readouterr().out


def test_removed_pack_is_gone(pack_file, capsys):
    run(["packs", "add", str(pack_file)])
    assert run(["packs", "remove", "tiny"]) == 0
    assert "Removed “tiny”." in capsys.readouterr().out
    assert run(["packs", "show", "tiny"]) == 1


@pytest.mark.parametrize("is_used", [True, False])
def test_another_pack_is_named_only_if_the_removed_one_was_used(
    folders, pack_file, capsys, is_used
):
    make_tiny_pack(folders / "builtin" / "other", pack_id="other")
    assert run(["packs", "add", str(pack_file)]) == 0
    assert run(["packs", "default", "tiny" if is_used else "other"]) == 0
    assert run(["packs", "remove", "tiny"]) == 0
    assert ("Now using “other”." in capsys.readouterr().out) is is_used


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["show", "nope"], "No model pack is called “nope”"),
        (["remove", "nope"], "No model pack is called “nope”"),
        (["default", "nope"], "No model pack is called “nope”"),
        (["default"], "No model pack is installed"),
        (["add", "nowhere.birdpack"], "cannot be opened"),
    ],
)
def test_failure_is_a_sentence_and_exit_code_1(words, sentence, capsys):
    assert run(["packs", *words]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("birdeye: ")
    assert sentence in captured.err
    assert captured.err.count("\n") == 1


def test_builtin_pack_is_not_removed(folders, capsys):
    make_tiny_pack(folders / "builtin" / "tiny")
    assert run(["packs", "remove", "tiny"]) == 1
    assert "came with Birdeye" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["paint"], ["add"], ["show"], ["list", "--yaml"]])
def test_words_that_make_no_sense_give_exit_code_2(words, capsys):
    assert run(["packs", *words]) == 2
    assert "usage: birdeye" in capsys.readouterr().err


@pytest.fixture
def recipes(folders, monkeypatch):
    """One recipe, whose files lie in a folder; the folder is returned."""
    published = write_published_files(folders / "published")
    write_recipe(folders / "sources", tiny_recipe_table(published))
    make_tiny_pack(folders / "builtin" / "tiny")
    monkeypatch.setattr("birdeye.locations.recipes_folder", lambda: folders / "sources")
    return published


def test_get_lists_what_there_is_and_asks_nobody(recipes, capsys):
    assert run(["packs", "get"]) == 0
    text = capsys.readouterr().out
    for words in ("tiny-world", "127.0.0.1", "CC0-1.0", "MB to download", "By nobody."):
        assert words in text


def test_get_says_size_licence_and_source_before_it_fails(recipes, capsys):
    assert run(["packs", "get", "tiny-world", "--from", "/absent"]) == 1
    captured = capsys.readouterr()
    assert "CC0-1.0" in captured.out
    assert "it is not in “/absent”" in captured.err


def test_got_pack_is_listed_and_can_be_chosen(recipes, capsys):
    assert run(["packs", "get", "tiny-world", "--from", str(recipes)]) == 0
    text = capsys.readouterr().out
    assert "Installed “Tiny birds of the world” 1.0, 3 species." in text
    assert "birdeye packs default tiny-world" in text
    assert run(["packs", "default", "tiny-world"]) == 0


def test_get_takes_files_from_the_folder_that_the_environment_names(recipes, monkeypatch):
    monkeypatch.setenv("BIRDEYE_MODEL_SOURCE", str(recipes))
    assert run(["packs", "get", "tiny-world"]) == 0


def test_get_writes_into_a_folder(recipes, folders, capsys):
    words = ["packs", "get", "tiny-world", "--from", str(recipes), "--into", str(folders / "b")]
    assert run(words) == 0
    assert (folders / "b" / "tiny-world" / "manifest.toml").is_file()
    assert "tiny-world" in capsys.readouterr().out
    assert run(["packs", "show", "tiny-world"]) == 1


def test_get_of_an_unknown_pack_names_those_that_there_are(recipes, capsys):
    assert run(["packs", "get", "absent"]) == 1
    assert "There are: tiny-world" in capsys.readouterr().err


def test_get_says_region_use_accuracy_and_speed_before_anything_is_fetched(
    recipes, folders, capsys
):
    published = write_published_files(folders / "published")
    table = tiny_recipe_table(published) | {
        "region": "Atlantis",
        "tested": False,
        "non_commercial": True,
        "accuracy": {"first_choice": 0.625, "text": "144 photos", "source": "A. Author, docs/a.md"},
        "speed": {"relative_time": 4.2, "text": "on one processor", "source": "B. Author"},
    }
    write_recipe(folders / "sources", table)
    assert run(["packs", "get"]) == 0
    text = capsys.readouterr().out
    for words in (
        "Atlantis",
        "about 3\n",
        "non-commercial only",
        "first choice right in 62% of 144 photos, measured by A. Author\n",
        "a bird takes about 4.2 times as long as with inat-birds\n",
        "not yet with the published files",
    ):
        assert words in text


def test_exported_pack_can_be_added_elsewhere(folders, pack_file, capsys):
    run(["packs", "add", str(pack_file)])
    capsys.readouterr()
    target = folders / "out" / "mine.birdpack"
    target.parent.mkdir()
    assert run(["packs", "export", "tiny", str(target)]) == 0
    assert f"to {target}" in capsys.readouterr().out
    before = {path.name: path.read_bytes() for path in (folders / "data/packs/tiny").iterdir()}
    assert run(["packs", "remove", "tiny"]) == 0
    assert run(["packs", "add", str(target)]) == 0
    after = {path.name: path.read_bytes() for path in (folders / "data/packs/tiny").iterdir()}
    assert after == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["tiny", "absent/mine.birdpack"], "could not be written"),
        (["absent", "mine.birdpack"], "absent"),
    ],
)
def test_export_that_cannot_be_is_a_sentence(words, sentence, pack_file, capsys):
    run(["packs", "add", str(pack_file)])
    assert run(["packs", "export", *words]) == 1
    assert sentence in capsys.readouterr().err


def test_loose_photos_name_no_bird_to_calibrate_on(tmp_path, capsys):
    make_tiny_pack(tmp_path / "data" / "packs" / "tiny")
    draw_photo(tmp_path / "loose" / "photo.png", RED)
    assert run(["packs", "calibrate", "tiny", str(tmp_path / "loose")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Put the photos into folders named after their birds, or add a table" in captured.err
    draw_photo(tmp_path / "loose" / "Alcedo atthis" / "photo.png", RED)
    assert run(["packs", "calibrate", "tiny", str(tmp_path / "loose")]) == 1
    captured = capsys.readouterr()
    assert "Looking at" not in captured.out  # too few photos are told at once
    assert "cannot be calibrated: 1 bird of 1 species is too few. At least" in captured.err


def test_a_pack_is_calibrated_on_named_photos(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("birdeye.workflows.calibration.calibrate_pack.LEAST_BIRDS", 10)
    folder = make_tiny_pack(tmp_path / "data" / "packs" / "tiny").folder
    colours = {"Carpodacus erythrinus": RED, "Alcedo atthis": BLUE, "Spinus tristis": YELLOW}
    for number in range(4):
        for name, colour in colours.items():
            draw_photo(tmp_path / "named" / f"source {number}" / name / "photo.png", colour)
    draw_photo(tmp_path / "named" / "source 0" / "Nonsense" / "photo.png", RED)
    words = ["packs", "calibrate", "tiny", str(tmp_path / "named")]
    before = load_pack(folder).fingerprint
    assert run([*words, "--dry-run", "--picture", str(tmp_path / "picture.svg")]) == 0
    said = capsys.readouterr().out
    assert "Photos left out because their names are not species: 1 (“Nonsense”)" in said
    assert "On 12 birds of 3 species; every species counts alike." in said
    assert "After is what other sources fitted say of each source." in said
    assert "The pack was not changed." in said
    assert (tmp_path / "picture.svg").read_text(encoding="utf-8").startswith("<svg")
    assert load_pack(folder).fingerprint == before

    assert run(words) == 0
    pack = load_pack(folder)
    assert pack.manifest.calibration.photos == 12
    capsys.readouterr()
    assert run(["packs", "show", "tiny"]) == 0
    assert "those that the model does not know count as wrong" in capsys.readouterr().out
    assert (pack.folder / "reliability.svg").exists()
    assert run([*words, "--leave-out", "source 0, source 1, source 2"]) == 1
    assert (
        "cannot be calibrated: 3 birds of 3 species are too few. At least"
        in capsys.readouterr().err
    )
