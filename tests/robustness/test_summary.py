"""The table over all attacks: it goes on after a fall, and knows the commands that it runs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.robustness.summary import ATTACKS, ROOT, Attack, judged, main


@pytest.fixture
def scripted(tmp_path, monkeypatch):
    """Makes an attack that prints and ends as told."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def make(name, printed, exit_code, **details):
        module = name.replace(" ", "_")
        script = f"import sys\nprint({printed!r}, sys.argv[1:])\nsys.exit({exit_code})\n"
        (tmp_path / f"{module}.py").write_text(script)
        return Attack(name, module, **details)

    return make


def test_all_are_run_and_one_that_falls_is_told_with_its_last_words(scripted, capsys):
    attacks = [
        scripted("falls", "file 7: DIED\nthe end", 1, tries=r"^(\d+) files"),
        scripted("holds", "20 files in 3 s\n  peak 9 MB", 0, figures=(r"peak \d+ MB",)),
    ]
    assert main([], attacks) == 1
    head, falls, holds, *rest = capsys.readouterr().out.splitlines()
    assert head.split() == ["attack", "tries", "found", "figure", "verdict"]
    assert falls.split() == ["falls", "1", "FELL"]
    assert holds.split() == ["holds", "20", "0", "peak", "9", "MB", "holds"]
    assert rest[1:] == ["falls ended so:", "  file 7: DIED", "  the end []"]


def test_all_that_hold_are_a_success_and_a_share_makes_them_smaller(scripted, tmp_path):
    attack = scripted("counted", "done", 0, amounts=(("--count", 5000), ("--minutes", 60)))
    assert main(["--share", "0.01", "--logs", str(tmp_path / "logs")], [attack]) == 0
    said = (tmp_path / "logs" / "01.txt").read_text()
    assert "['--count', '50', '--minutes', '1']" in said


def test_only_those_that_are_named_are_run(scripted, capsys):
    attacks = [scripted("one", "", 0), scripted("other", "", 1)]
    assert main(["--only", "one"], attacks) == 0
    with pytest.raises(SystemExit):
        main(["--only", "nothing"], attacks)
    assert "one, other" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "output", "tries", "found"),
    [
        ("photos, damaged", "20000 files in 9 s\n  peak memory 3 MB\nfile 8: HUNG\n", "20000", "1"),
        ("exports", "3 failed, 250 passed, 2 skipped in 9.1s", "250", "3"),
        (
            "photos, the largest",
            "picture  megapixels\nJPEG   9 1.0\nGIF  3   2.5  FAILED",
            "1",
            "1",
        ),
        ("window, a monkey at it", "seed 1: 500 events in 9 s\nfaults: 0", "500", "0"),
    ],
)
def test_what_an_attack_prints_is_understood(name, output, tries, found):
    (attack,) = (each for each in ATTACKS if each.name == name)
    verdict = judged(attack, output, 0)
    assert (verdict.tries, verdict.found) == (tries, found)


@pytest.mark.parametrize("attack", [each for each in ATTACKS if each.module != "pytest"])
def test_a_command_has_the_options_by_which_it_is_counted(attack):
    if not attack.amounts:
        assert (ROOT / f"{attack.module.replace('.', '/')}.py").is_file()
        return
    help_text = subprocess.run(
        [sys.executable, "-m", attack.module, "--help"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    assert [option for option, _ in attack.amounts if option not in help_text] == []


@pytest.mark.parametrize("attack", [each for each in ATTACKS if each.module == "pytest"])
def test_what_pytest_is_to_run_is_there(attack):
    paths = [word for word in attack.words if word.startswith("tests/")]
    assert paths
    assert all((ROOT / path).exists() for path in paths)
