"""``birdeye doctor``: facts for a report, also from an installation that is not well."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from birdeye import __version__
from birdeye.cli.main import run
from birdeye.workflows import diagnose as module


def test_report_says_all_is_well(data_folder, capsys):
    assert run(["doctor"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Birdeye {__version__}\n")
    for words in ("onnxruntime", "HEIC", "RAW", "Tiny test pack", "the default", "ms a photo"):
        assert words in text
    assert text.endswith("All is well.\n")


def test_json_holds_versions_packs_and_a_timing(data_folder, capsys):
    assert run(["doctor", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["birdeye"] == __version__
    assert report["packages"]["numpy"].count(".") == 2
    assert report["reads"] == {
        "JPEG": True, "WebP": True, "AVIF": True, "HEIC": True, "RAW": True,
    }  # fmt: skip
    assert [pack["id"] for pack in report["packs"] if not pack["builtin"]] == ["tiny"]
    assert report["inference"]["detector_ms"] > 0
    assert report["inference"]["classifier_ms"] > 0
    assert report["problems"] == []


def test_telemetry_is_looked_at_rather_than_promised(data_folder, monkeypatch, capsys):
    assert run(["doctor"]) == 0
    assert re.search(r"Telemetry\n +onnxruntime +off\n", capsys.readouterr().out)
    monkeypatch.setattr("birdeye.workflows.diagnose.telemetry_is_off", lambda: False)
    assert run(["doctor", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["telemetry"] == {"onnxruntime": "on"}
    assert "telemetry" in report["problems"][0]


def test_no_pack_is_a_problem(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BIRDEYE_DATA", str(tmp_path))
    monkeypatch.setattr("birdeye.locations.builtin_packs_folder", lambda: tmp_path / "none")
    assert run(["doctor"]) == 1
    text = capsys.readouterr().out
    assert "Packs: none" in text
    assert "birdeye packs add" in text


def test_broken_pack_is_listed_with_its_reason(data_folder, capsys):
    (data_folder / "packs" / "tiny" / "labels.csv").write_text("nonsense")
    assert run(["doctor", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    (broken,) = (pack for pack in report["packs"] if "problem" in pack)
    assert "labels.csv" in broken["problem"]


def test_damaged_model_is_a_problem_and_no_crash(data_folder, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("birdeye.locations.builtin_packs_folder", lambda: tmp_path / "none")
    (data_folder / "packs" / "tiny" / "detector.onnx").write_bytes(b"damaged")
    assert run(["doctor", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["inference"] is None
    assert "checksum" in report["problems"][0]


def test_format_that_does_not_load_is_a_problem(data_folder, monkeypatch, capsys):
    monkeypatch.setitem(module._READERS, "RAW", "no_such_module")
    assert run(["doctor"]) == 1
    text = capsys.readouterr().out
    assert "RAW   no" in text
    assert "RAW photos cannot be read" in text


def test_folders_of_a_person_are_not_told(monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/someone"))
    assert module._told(Path("/home/someone/.local/share/birdeye")) == "~/.local/share/birdeye"
    assert module._told(Path("/media/someone/stick/birdeye")) == "…/birdeye"
    assert module._told(Path("/opt/birdeye")) == "/opt/birdeye"


@pytest.mark.parametrize("words", [["doctor"], ["doctor", "--json"]])
def test_neither_photos_nor_who_took_them_are_in_the_report(
    words, tmp_path, monkeypatch, photos, capsys
):
    home = tmp_path / "home" / "ann-secret"
    monkeypatch.setattr(Path, "home", lambda: home)
    data = tmp_path / "media" / "ann-secret" / "data"
    monkeypatch.setenv("BIRDEYE_DATA", str(data))
    (data / "packs" / "broken").mkdir(parents=True)
    (data / "packs" / "broken" / "manifest.toml").mkdir()
    assert run(["identify", str(photos)]) == 0
    capsys.readouterr()
    run(words)
    text = capsys.readouterr().out
    assert "broken" in text
    assert "ann-secret" not in text
    assert not [path for path in photos.iterdir() if path.name in text]
