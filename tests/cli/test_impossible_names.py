"""No command breaks over a name that no file can have; each says a sentence."""

from __future__ import annotations

import pytest

from birdeye.cli import main

TOO_LONG = "./" + "é" * 300
COMMANDS = {
    "photo": ["identify", "{name}"],
    "output": ["identify", "{photos}", "--output", "{name}"],
    "annotated": ["identify", "{photos}", "--annotated", "{name}"],
    "pack": ["identify", "{photos}", "--pack", "{name}"],
    "catalogue": ["identify", "{photos}", "--catalogue", "{name}"],
    "csv": ["export", "csv", "{photos}", "--output", "{name}"],
    "copies": ["export", "annotated", "{photos}", "--output", "{name}"],
    "what": ["export", "csv", "{name}"],
    "backup": ["export", "keywords", "{photos}", "--change-photos", "--backup", "{name}"],
    "detections": ["import-detections", "{name}"],
    "folder of detections": ["import-detections", "d.json", "--folder", "{name}"],
    "show": ["catalogue", "--catalogue", "{name}", "show"],
    "add": ["packs", "add", "{name}"],
    "get": ["packs", "get", "inat-birds", "--from", "{name}"],
    "into": ["packs", "get", "inat-birds", "--from", "{photos}", "--into", "{name}"],
    "packs show": ["packs", "show", "{name}"],
    "compare": ["compare", "{photos}", "--with", "{name}"],
    "checkpoint": ["convert", "{name}"],
    "network": ["convert", "{photos}/img1.png", "--output", "{name}"],
    "new pack": ["convert", "{photos}/img1.png", "--pack", "{name}"],
    "labels": ["convert", "{photos}/img1.png", "--pack", "p", "--labels", "{name}"],
    "inspect": ["inspect", "{name}"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_name_that_is_too_long_is_told(command, photos, capsys):
    words = [word.format(name=TOO_LONG, photos=photos) for word in command]
    assert main.run(words) != 0
    told = "".join(capsys.readouterr())
    assert told.strip() and "Traceback" not in told
