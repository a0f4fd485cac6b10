"""No text from a file commands the terminal, whichever command tells it, and to which stream."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from birdeye.cli import main
from birdeye.domain.terminal_text import json_text, printable, printable_lines
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import RED, make_tiny_pack

pytestmark = pytest.mark.slow

COMMANDING = "\x1b]0;owned\x07\x9b31m\u202egpj\u2066\u2028"
NAME = f"a{COMMANDING}b"
ROOT = Path(__file__).resolve().parents[2]

COMMANDS = {
    "table": ["identify", "{photos}"],
    "json": ["identify", "{photos}", "--format", "json"],
    "json lines": ["identify", "{photos}", "--format", "jsonl"],
    "no photo": ["identify", NAME],
    "no pack": ["identify", "{photos}", "--pack", NAME],
    "compare": ["compare", "{photos}", "--with", "tiny"],
    "compare json": ["compare", "{photos}", "--with", "tiny", "--format", "json"],
    "nothing to export": ["export", "csv", "{photos}", "--output", NAME],
    "dry run": ["export", "xmp", "{photos}", "--all", "--dry-run"],
    "place of an export": ["export", "csv", "{photos}", "--all", "--output", "{photos}/" + NAME],
    "no detections": ["import-detections", NAME],
    "detections": ["import-detections", "{photos}/" + NAME + ".json"],
    "no catalogue": ["catalogue", "--catalogue", NAME],
    "catalogue": ["catalogue", "--catalogue", "{photos}/" + NAME + ".db"],
    "catalogue json": ["catalogue", "--catalogue", "{photos}/" + NAME + ".db", "show", "--json"],
    "catalogue check": ["catalogue", "--catalogue", "{photos}/" + NAME + ".db", "check"],
    "packs": ["packs"],
    "packs json": ["packs", "list", "--json"],
    "packs show": ["packs", "show", NAME],
    "packs add": ["packs", "add", "{photos}"],
    "packs remove": ["packs", "remove", NAME],
    "doctor": ["doctor"],
    "doctor json": ["doctor", "--json"],
    "convert": ["convert", NAME],
    "inspect": ["inspect", "{photos}/" + NAME],
    "option": ["identify", f"--{NAME}"],
    "value": ["identify", "{photos}", "--top", NAME],
    "command": [f"-{NAME}"],
}


@pytest.fixture
def hostile(tmp_path, data_folder, capsys):
    """Photos, a catalogue, a file of detections and packs whose names and texts are hostile."""
    photos = tmp_path / f"photos{COMMANDING}"
    draw_photo(photos / f"{NAME}.png", RED)
    (photos / f"broken{NAME}.jpg").write_bytes(b"no photo")
    detections = {
        "info": {"detector": NAME},
        "images": [{"file": f"{NAME}.png"}, {"file": f"../{NAME}"}, {"file": f"broken{NAME}.jpg"}],
    }
    (photos / f"{NAME}.json").write_text(json.dumps(detections))
    catalogue = photos / f"{NAME}.db"
    main.run(["import-detections", str(photos / f"{NAME}.json"), "--catalogue", str(catalogue)])
    main.run(["identify", str(photos)])
    broken = data_folder / "packs" / NAME
    shutil.copytree(make_tiny_pack(tmp_path / "tiny").folder, broken)
    (broken / "labels.csv").write_text(f"index,{NAME}\n")
    capsys.readouterr()
    return photos


def commanding(text):
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c != "\n"]


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_command_passes_on_what_commands_a_terminal(command, hostile, capsys):
    main.run([word.format(photos=hostile) for word in command])
    out, err = capsys.readouterr()
    assert out or err
    assert commanding(out + err) == []


def test_a_csv_on_a_terminal_is_made_printable_and_in_a_file_it_is_not(
    hostile, monkeypatch, capsys
):
    for is_terminal in (False, True):
        monkeypatch.setattr(sys.stdout, "isatty", lambda answer=is_terminal: answer)
        main.run(["identify", str(hostile), "--format", "csv"])
        out = capsys.readouterr().out.replace("\r\n", "\n")
        assert (commanding(out) == []) is is_terminal


def test_json_holds_the_name_as_it_is(hostile, capsys):
    main.run(["identify", str(hostile), "--format", "json"])
    photos = [each["photo"] for each in json.loads(capsys.readouterr().out)["photos"]]
    assert str(hostile / f"{NAME}.png") in photos


def test_what_is_logged_where_nobody_keeps_a_log_is_printable():
    script = (
        "import logging; from birdeye.cli.main import run; run(['packs', 'list', '--json']); "
        f"logging.getLogger('x').warning('%s', {NAME!r})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "owned" in done.stderr
    assert commanding(done.stderr) == []


def test_texts_without_such_characters_stay_as_they_are():
    text = "Kingfisher, 翠鸟, Eisvögel\u00a0· ½"
    assert printable(text) == text
    assert printable_lines(f"{text}\n\t{text}") == f"{text}\n\t{text}"
    assert json_text({"name": text}) == json.dumps({"name": text}, ensure_ascii=False)


def test_escaped_json_is_the_same_value():
    value = [COMMANDING, "\U000e0041", "\x7f", "é\n"]
    assert json.loads(json_text(value)) == value
    assert commanding(json_text(value)) == []
