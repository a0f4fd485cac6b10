"""What every command shares: help, exit codes, and how errors are told."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from datetime import timedelta

import pytest

from birdeye import __version__
from birdeye.cli import main
from birdeye.domain.errors import BirdeyeError


@pytest.fixture
def command(monkeypatch):
    """Lets ``birdeye doctor`` do whatever the test says."""

    def does(task):
        from birdeye.cli import doctor

        monkeypatch.setattr(doctor, "run", task)
        return ["doctor"]

    return does


@pytest.mark.parametrize("word", [*main.COMMANDS, "-h", "--help", "--version"])
def test_commands_are_told_from_photos(word):
    assert main.is_command(word)
    assert not main.is_command(f"./{word}")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("identfy", "identify"),
        ("exprot", "export"),
        ("heron", ""),
        ("identify.jpg", ""),
        ("Bilder", ""),
    ],
)
def test_a_mistyped_command_is_told_and_a_photo_is_not_taken_for_one(word, meant):
    assert main.meant_command(word) == meant


def test_a_folder_that_is_called_almost_like_a_command_opens(tmp_path, monkeypatch):
    (tmp_path / "exports").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main.meant_command("exports") == ""


def test_a_mistyped_command_exits_with_2(capsys):
    from birdeye.__main__ import main as start

    assert start(["identfy", "x.jpg"]) == 2
    assert "did you mean identify?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("identify --fromat csv x.jpg", "unknown option --fromat; did you mean --format?"),
        ("identify --fromat=csv x.jpg", "unknown option --fromat; did you mean --format?"),
        ("export --outptu birds.csv", "unknown option --outptu; did you mean --output?"),
        ("set count --spcies x y.jpg", "unknown option --spcies; did you mean --species?"),
        ("set trak walk.gpx x.jpg", "there is no “trak”; did you mean track?"),
        ("packs exprot tiny", "there is no “exprot”; did you mean export?"),
        ("catalogue chek", "there is no “chek”; did you mean check?"),
        ("export cvs", "there is no “cvs”; did you mean csv?"),
        ("set stars 9 x.jpg", "there is no “9” (choose from 0, 1, 2, 3, 4, 5)"),
        ("identify --wings x.jpg", "unknown option --wings\n"),
        ("doctor x.jpg", "unexpected: x.jpg"),
    ],
)
def test_of_a_mistyped_word_the_nearest_is_offered(words, told, capsys):
    assert main.run(words.split()) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("command", ["identify x.jpg", "compare a b x.jpg", "packs calibrate a x"])
@pytest.mark.parametrize("number", ["0", "-1", "2.5", "99999", "9" * 5000])
def test_threads_have_a_limit_that_is_told(command, number, capsys):
    assert main.run([*command.split(), f"--threads={number}"]) == 2
    most = max(32, 4 * (os.cpu_count() or 1))
    assert f"is not a whole number from 1 to {most}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        "identify x.jpg --top 999999999",
        "identify x.jpg --top " + "9" * 5000,
        "set clock x.jpg --behind 99999999999999d0:00",
        "set best x.jpg --keep 99999999999999",
        "set count x.jpg --exactly 99999999999999",
        "inspect x.onnx --input x=1,9999999999999",
        "inspect x.onnx --input-shape 99999,99999",
        "inspect birds --epoch " + "9" * 5000,
    ],
)
def test_no_number_is_too_large_to_be_refused(words, capsys):
    assert main.run(words.split()) == 2
    assert "error: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("export keywords", "Add --change-photos"),
        ("export csv --from results", "Add --all"),
        ("export html --from results --all", "Choose one of: csv"),
        ("export ebird --all", "Leave out --all"),
        ("identify photos --cluster local", "with --output DIR"),
        ("identify photos --cluster local --output r --format csv", "Leave out --annotated"),
        ("convert", "Name one network"),
        ("convert a --precision int8", "with --calibration"),
        ("convert --classifier a --detector b", "with --pack"),
        ("packs export tiny mine.zip", "ends in .birdpack"),
        ("packs fetch-detector nope", "There is no detector “nope”"),
        ("set place x.jpg", "Give --name"),
        ("set count --species Turdus x.jpg", "Give --exactly"),
    ],
)
def test_a_mistake_in_the_command_exits_with_2_whatever_there_is(
    words, told, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("BIRDEYE_DATA", str(tmp_path / "nothing"))
    monkeypatch.chdir(tmp_path)
    assert main.run(words.split()) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.out == ""
    assert not list(tmp_path.iterdir())


def test_a_pack_that_is_not_installed_is_no_mistake_in_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BIRDEYE_DATA", str(tmp_path / "nothing"))
    assert main.run(["identify", str(tmp_path), "--pack", "nope"]) == 1
    assert "“nope”" in capsys.readouterr().err


def test_only_what_is_required_is_called_required(capsys):
    assert main.run(["export"]) == 2
    told = capsys.readouterr().err
    assert "[PATH ...]" in told
    assert told.rstrip().endswith("the following arguments are required: FORMAT")


def test_a_path_may_look_like_an_option_after_two_dashes(capsys):
    assert main.run(["identify", "--top", "x", "--", "--fromat"]) == 2
    assert "--fromat" not in capsys.readouterr().err.splitlines()[-1]


def test_values_may_be_south_or_west():
    """Although they begin like options."""
    parser = main.parser_for(["set"])
    place = parser.parse_args(["set", "place", "--position", "-23.5,-46.6", "x.jpg"])
    assert (place.position.latitude, place.position.longitude) == (-23.5, -46.6)
    zone = parser.parse_args(["set", "time-zone", "-03:30", "x.jpg"])
    assert zone.utc_offset == -timedelta(hours=3, minutes=30)


def test_an_option_may_be_cut_short(capsys):
    arguments = main.parser_for(["identify"]).parse_args(["identify", "x.jpg", "--form", "csv"])
    assert arguments.format == "csv"


def test_without_a_screen_there_is_a_sentence():
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    finished = subprocess.run(
        [sys.executable, "-m", "birdeye"], env=bare, capture_output=True, text=True, check=False
    )
    if sys.platform == "linux":
        assert finished.returncode == 2
        assert "no screen here" in finished.stderr


@pytest.mark.parametrize("entry", ["main", "main_window"])
def test_an_interrupt_before_the_command_runs_is_quiet(entry, monkeypatch, capsys):
    from birdeye import __main__ as program

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "_keep_from_other_users", interrupted)
    assert getattr(program, entry)(["doctor"]) == 130
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("bogus", "there is no command or file “bogus”; see birdeye --help"),
        ("./bogus.jpg", "there is no command or file “./bogus.jpg”; see birdeye --help"),
        (".", "no screen here"),
    ],
)
def test_without_a_screen_a_word_that_is_nothing_is_told_as_such(word, told, monkeypatch, capsys):
    from birdeye.__main__ import main as start

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert start([word]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("name", main.COMMANDS)
def test_every_command_explains_itself(name, capsys):
    assert main.run([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"usage: birdeye {name}")
    assert "examples:" in text


def test_general_help_lists_every_command(capsys):
    assert main.run(["--help"]) == 0
    text = capsys.readouterr().out
    assert set(main.COMMANDS) <= {line.split()[0] for line in text.splitlines() if line.strip()}


def test_version(capsys):
    assert main.run(["--version"]) == 0
    assert capsys.readouterr().out == f"Birdeye {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["identify"],
        ["identify", "a.jpg", "--top", "0"],
        ["identify", "a.jpg", "--top", "many"],
        ["identify", "a.jpg", "--min-score", "1.5"],
        ["identify", "a.jpg", "--min-score", "nan"],
        ["identify", "a.jpg", "--format", "xml"],
        ["identify", "a.jpg", "--language", "tlh"],
        ["identify", "a.jpg", "--unknown"],
    ],
)
def test_words_that_are_not_understood_exit_with_2(words, capsys):
    assert main.run(words) == 2
    assert "usage:" in capsys.readouterr().err


def test_error_of_birdeye_is_a_sentence(command, capsys):
    def fail(arguments: argparse.Namespace):
        raise BirdeyeError("The sky is closed. Try tomorrow.")

    assert main.run(command(fail)) == 1
    captured = capsys.readouterr()
    assert captured.err == "birdeye: The sky is closed. Try tomorrow.\n"
    assert captured.out == ""


def test_bug_keeps_its_traceback(command):
    def fail(arguments: argparse.Namespace):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        main.run(command(fail))


def test_interrupt_exits_with_130(command):
    def stop(arguments: argparse.Namespace):
        raise KeyboardInterrupt

    assert main.run(command(stop)) == 130


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["identify", "--help"], ["packs", "list"]], ids=" ".join
)
def test_light_words_load_nothing_heavy(words, tmp_path):
    heavy = ("onnxruntime", "PySide6", "PIL", "onnx", "numpy", "dask", "fsspec", "pyarrow")
    script = (
        f"import sys; from birdeye.cli.main import run; code = run({words!r}); "
        f"sys.exit(code or ','.join(m for m in {heavy!r} if m in sys.modules) or None)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "BIRDEYE_DATA": str(tmp_path)},
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
