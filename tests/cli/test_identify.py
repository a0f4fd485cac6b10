"""``birdeye identify`` from words to exit code, in this process and as its users start it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from birdeye.cli.identify_options import FORMATS
from birdeye.cli.main import EXIT_BROKEN_PIPE, EXIT_INTERRUPTED, run
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import load_pack
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import RED

ROOT = Path(__file__).resolve().parents[2]


def start(words, *, stdout=subprocess.PIPE, **environment):
    """The program in a process of its own, which Ctrl-C can reach."""
    return subprocess.Popen(
        [sys.executable, "-m", "birdeye", *map(str, words)],
        cwd=ROOT,
        bufsize=0,  # communicate() would lose what readline() has buffered
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def test_a_pack_that_nobody_calibrated_is_at_most_likely_and_says_why(data_folder, photos, capsys):
    folder = data_folder / "packs" / "tiny"
    write_manifest(folder, replace(load_pack(folder).manifest, calibration=None))
    assert run(["identify", str(photos / "img1.png")]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[1].split()[-2:] == ["79%", "likely"]
    assert "Nobody has calibrated “Tiny test pack”" in captured.err
    assert "birdeye packs calibrate tiny FOLDER" in captured.err


def test_table_reads_well(photos, capsys):
    assert run(["identify", str(photos)]) == 0
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert lines[0].endswith("img1.png")
    assert lines[1].split() == [
        "Common", "Rosefinch", "·", "Carpodacus", "erythrinus", ">99%", "almost", "certain",
    ]  # fmt: skip
    assert "  no bird found" in lines
    assert any(line.startswith("  Spinus (genus)") for line in lines)
    assert captured.err == ""


def test_table_lines_up_in_chinese(photos, capsys):
    from birdeye.cli.display import columns_of

    assert run(["identify", str(photos / "more" / "img3.jpg"), "--language", "zh"]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if "%" in line]
    assert "北美金翅雀 · Spinus tristis" in "".join(rows)
    assert len(rows) > 2
    assert len({columns_of(line[: line.index("%")]) for line in rows}) == 1


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("out.xyz", (), "a table to read"),
        ("out.json", ("--format", "csv"), "in spite of its ending"),
        ("out.txt", (), ""),
        ("out", (), ""),
        ("out.csv", (), ""),
        ("out.txt", ("--format", "json"), ""),
    ],
)
def test_an_ending_that_promises_something_else_is_told(
    photos, tmp_path, capsys, name, words, told
):
    target = tmp_path / name
    assert run(["identify", str(photos / "img1.png"), "--output", str(target), *words]) == 0
    assert target.exists()
    notes = capsys.readouterr().err
    assert told in notes
    assert bool(notes) is bool(told)


def test_json_has_the_promised_shape(photos, capsys):
    assert run(["identify", str(photos), "--format", "json", "--top", "2"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert list(document) == ["birdeye", "pack", "pack_version", "calibrated", "photos"]
    assert (document["pack"], document["pack_version"]) == ("tiny", "1.0")
    assert document["calibrated"] is True
    names = [Path(photo["photo"]).name for photo in document["photos"]]
    assert names == ["img1.png", "img2.png", "img10.png", "img3.jpg"]
    bird = document["photos"][0]["birds"][0]
    assert bird["rank"] == "species"
    assert [len(photo["birds"]) for photo in document["photos"]] == [1, 0, 1, 1]
    assert len(bird["species"]) == 2
    assert bird["species"][0]["chinese_name"] == "普通朱雀"


def test_csv_goes_to_a_file_that_spreadsheets_read(photos, tmp_path, capsys):
    target = tmp_path / "out.csv"
    assert run(["identify", str(photos), "--output", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert target.read_bytes().startswith(b"\xef\xbb\xbfphoto,")
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline="")))
    assert [row["rank"] for row in rows] == ["species", "", "species", "genus"]


def test_unreadable_photos_make_the_exit_code_1(photos, capsys):
    (photos / "img4.jpg").write_text("text")
    gone = photos / "gone.jpg"
    assert run(["identify", str(photos), str(gone), "--format", "jsonl"]) == 1
    captured = capsys.readouterr()
    results = [json.loads(line) for line in captured.out.splitlines()]
    assert [result["error"] is None for result in results] == [True, True, False, True, True, False]
    sentences = captured.err.splitlines()
    assert [sentence.startswith("birdeye: “") for sentence in sentences] == [True, True]
    assert "img4.jpg" in sentences[0] and "gone.jpg" in sentences[1]


def test_no_photo_is_a_sentence(tmp_path, data_folder, capsys):
    (tmp_path / "notes").mkdir()
    assert run(["identify", str(tmp_path / "notes")]) == 1
    assert capsys.readouterr().err.startswith("birdeye: There is no photo in “")


def test_no_pack_is_a_sentence_that_says_how_to_add_one(photos, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BIRDEYE_DATA", str(tmp_path / "nothing"))
    monkeypatch.setattr("birdeye.locations.builtin_packs_folder", lambda: tmp_path / "none")
    assert run(["identify", str(photos)]) == 1
    assert "birdeye packs add" in capsys.readouterr().err


def test_pack_by_id_by_folder_and_unknown(photos, data_folder, capsys):
    words = ["identify", str(photos / "img1.png"), "--format", "jsonl", "--pack"]
    assert run([*words, "tiny"]) == 0
    assert run([*words, str(data_folder / "packs" / "tiny")]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert run([*words, "tinny"]) == 1
    assert "tiny" in capsys.readouterr().err


def test_higher_least_score_finds_less(photos, capsys):
    photo = str(photos / "img1.png")
    assert run(["identify", photo, "--format", "json", "--min-score", "1"]) == 0
    assert run(["identify", photo, "--format", "json", "--threads", "1"]) == 0
    least, usual = capsys.readouterr().out.split("\n]}\n")[:2]
    assert len(json.loads(usual + "\n]}")["photos"][0]["birds"]) == 1
    assert len(json.loads(least + "\n]}")["photos"][0]["birds"]) <= 1


def test_output_that_cannot_be_written_is_a_sentence(photos, tmp_path, capsys):
    target = tmp_path / "absent" / "out.json"
    assert run(["identify", str(photos), "--output", str(target)]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_output_keeps_the_old_file_until_the_new_is_whole(photos, tmp_path, monkeypatch):
    from birdeye.domain.errors import ModelFailed
    from birdeye.vision.identifier import Identifier

    target = tmp_path / "out.json"
    target.write_text("old")

    def fail(*_, **__):
        raise ModelFailed("The model broke.")

    monkeypatch.setattr(Identifier, "identify", fail)
    assert run(["identify", str(photos), "--output", str(target)]) == 1
    assert target.read_text() == "old"
    assert list(tmp_path.glob(".out*")) == []


def test_annotated_copies_are_written_and_photos_are_left(photos, tmp_path, capsys):
    before = {path: path.read_bytes() for path in photos.rglob("*.*")}
    words = ["identify", str(photos), "--annotated", str(tmp_path / "named"), "--format", "jsonl"]
    assert run(words) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4
    copies = sorted(
        path.relative_to(tmp_path / "named").as_posix()
        for path in (tmp_path / "named").rglob("*.jpg")
    )
    assert copies == ["img1.birds.jpg", "img10.birds.jpg", "more/img3.birds.jpg"]
    assert {path: path.read_bytes() for path in photos.rglob("*.*")} == before


def test_no_more_columns_than_the_pack_has_species(photos, capsys):
    assert run(["identify", str(photos), "--format", "csv", "--top", "99999"]) == 0
    header = capsys.readouterr().out.splitlines()[0].split(",")
    species = [column for column in header if column.endswith("_probability")]
    assert 3 < len(species) < 20


def test_copies_among_the_photos_are_not_copied_again(photos, capsys):
    for _ in range(2):
        assert run(["identify", str(photos), "--annotated", str(photos)]) == 0
    names = sorted(path.name for path in photos.rglob("*.birds.jpg"))
    assert names == ["img1.birds.jpg", "img10.birds.jpg", "img3.birds.jpg"]


@pytest.mark.parametrize("choice", ["--tiles", "--no-tiles"])
def test_closer_look_can_be_chosen(photos, choice, capsys):
    assert run(["identify", str(photos / "img1.png"), choice]) == 0
    assert "Common Rosefinch" in capsys.readouterr().out


def test_provider_that_is_not_there_costs_a_sentence_only(photos, capsys):
    assert run(["identify", str(photos), "--provider", "cuda", "--format", "jsonl"]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 4
    assert captured.err.startswith("birdeye: This build of onnxruntime has no provider “cuda”")


@pytest.mark.parametrize("command", ["identify", "export"])
def test_no_file_is_named_as_other_programs_name_standard_output(
    photos, capsys, monkeypatch, command
):
    monkeypatch.chdir(photos)
    words = ["identify", "img1.png"] if command == "identify" else ["export", "json"]
    assert run([*words, "--output", "-"]) == 2
    assert "give the name of a file" in capsys.readouterr().err
    assert not (photos / "-").exists()


def test_photo_is_never_the_output(photos, capsys):
    photo = photos / "img1.png"
    before = photo.read_bytes()
    assert run(["identify", str(photo), "--output", str(photo)]) == 2
    assert "is the name of a photo" in capsys.readouterr().err
    (photos.parent / "birds.csv").symlink_to(photo)
    assert run(["identify", str(photo), "--output", str(photos.parent / "birds.csv")]) == 2
    assert photo.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as on POSIX")
class TestAsAProcess:
    @pytest.fixture
    def many(self, tmp_path, data_folder):
        """A batch that takes long enough to be stopped half-way."""
        return [draw_photo(tmp_path / "one.png", RED, size=(800, 600))] * 4000

    def test_interrupt_keeps_the_lines_written(self, many):
        process = start(["identify", *many, "--format", "jsonl"])
        json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
        assert process.returncode == EXIT_INTERRUPTED
        assert b"Traceback" not in errors
        lines = rest.splitlines()
        assert len(lines) < len(many) - 1
        assert all(json.loads(line)["error"] is None for line in lines)

    def test_interrupt_leaves_a_valid_document(self, many):
        process = start(["identify", *many, "--format", "json"])
        head = process.stdout.readline() + process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
        assert process.returncode == EXIT_INTERRUPTED
        assert 1 <= len(json.loads(head + rest)["photos"]) < len(many)

    def test_interrupt_leaves_an_earlier_table_and_tells_where_the_rows_are(self, many, tmp_path):
        target, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
        target.write_text("a whole table")
        process = start(["identify", *many, "--output", target])
        while process.poll() is None:
            if part.exists() and part.stat().st_size:
                break
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == EXIT_INTERRUPTED
        assert target.read_text() == "a whole table"
        rows = part.read_text("utf-8").splitlines()
        assert 1 <= len(rows) < len(many)
        told = errors.decode()
        assert told.startswith("birdeye: Interrupted: the first ")
        assert "out.jsonl.part”" in told
        assert "is as it was" in told

    def test_request_to_end_is_like_an_interrupt(self, many, tmp_path):
        process = start(["identify", *many, "--format", "json"])
        head = process.stdout.readline() + process.stdout.readline()
        process.terminate()
        rest, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (EXIT_INTERRUPTED, b"")
        assert 1 <= len(json.loads(head + rest)["photos"]) < len(many)

    def test_reader_that_leaves_is_no_error(self, many):
        process = start(["identify", *many, "--format", "jsonl"])
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(60)
        process.stderr.close()
        assert (process.returncode, errors) == (EXIT_BROKEN_PIPE, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
    @pytest.mark.parametrize("output_format", FORMATS)
    def test_full_disk_is_a_sentence(self, photos, output_format):
        words = ["identify", photos / "img1.png", "--format", output_format]
        with Path("/dev/full").open("wb") as full:
            process = start(words, stdout=full)
            _, errors = process.communicate(timeout=60)
        assert process.returncode == 1
        assert errors.startswith("birdeye: “standard output” could not be written".encode())
        assert b"Traceback" not in errors

    def test_closed_output_is_no_fault(self, photos):
        words = [sys.executable, "-m", "birdeye", "identify", str(photos / "img1.png")]
        finished = subprocess.run(
            ["sh", "-c", 'exec "$@" >&-', "sh", *words], cwd=ROOT, capture_output=True, check=False
        )
        assert (finished.returncode, finished.stderr) == (0, b"")

    def test_names_are_utf8_whatever_the_locale(self, tmp_path, data_folder):
        odd = draw_photo(tmp_path / "翠鸟.png", RED)
        process = start(
            ["identify", odd, "--language", "zh"],
            LC_ALL="C",
            PYTHONUTF8="0",
            PYTHONCOERCECLOCALE="0",
        )
        output, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
        assert "普通朱雀" in output.decode("utf-8")

    def test_names_that_are_not_unicode_survive_json(self, tmp_path, data_folder):
        odd = tmp_path / os.fsdecode(b"\xff\xfe.png")
        draw_photo(tmp_path / "a.png", RED).rename(odd)
        process = start(["identify", odd, "--format", "jsonl"])
        output, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
        assert os.fsencode(json.loads(output.decode("utf-8"))["photo"]) == os.fsencode(odd)


def test_empty_path_is_not_this_folder(photos, capsys, monkeypatch):
    monkeypatch.chdir(photos)
    assert run(["identify", ""]) == 2
    assert "the path is empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("platform", "word", "found"),
    [
        ("win32", "img1*.png", ["img1.png", "img10.png"]),
        ("win32", "none*.png", ["none*.png"]),
        ("linux", "img1*.png", ["img1*.png"]),
    ],
)
def test_patterns_are_for_the_program_on_windows_only(
    photos, capsys, monkeypatch, platform, word, found
):
    monkeypatch.setattr("birdeye.cli.photo_arguments.sys.platform", platform)
    run(["identify", str(photos / word), "--format", "jsonl"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(line["photo"]).name for line in lines] == found


def test_warnings_of_libraries_stay_out_of_the_way(photos):
    scan = io.BytesIO()
    Image.new("RGB", (40, 30)).save(scan, "TIFF", description="a" * 99)
    # A description of 99 (and a NUL) that claims to be longer than the file, at which Pillow warns.
    tag = scan.getvalue().replace(
        struct.pack("<HHI", 270, 2, 100), struct.pack("<HHI", 270, 2, 9**9)
    )
    (photos / "scan.tif").write_bytes(tag)
    program = start(["identify", photos / "scan.tif"])
    output, errors = program.communicate()
    assert b"no bird found" in output
    assert errors == b""


def test_a_cut_photo_is_identified_and_marked(photos, capsys):
    image = Image.open(photos / "img1.png").convert("RGB")
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=95)
    data = stream.getvalue()
    (photos / "cut.jpg").write_bytes(data[: len(data) * 9 // 10])
    (photos / "notes.psd").touch()
    assert run(["identify", str(photos / "cut.jpg")]) == 0
    assert "it is truncated: only " in capsys.readouterr().out
    assert run(["identify", str(photos), "--format", "json"]) == 0
    captured = capsys.readouterr()
    shares = {
        Path(photo["photo"]).name: photo["rows_share"]
        for photo in json.loads(captured.out)["photos"]
    }
    assert shares["img1.png"] == 1.0 and 0 < shares["cut.jpg"] < 1
    assert "1 file of another kind is left out (1 .psd)" in captured.err
