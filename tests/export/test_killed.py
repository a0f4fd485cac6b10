"""kill -9 in mid-export: what was there before is whole, or the new is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.export.test_xmp_keywords import LIGHTROOM
from tests.helpers.xmp_keywords import read_keywords

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

_EXPORT = """
import sys
from tests.helpers.photo_records import confirmed_bird, exported, photo_record
from pathlib import Path

format_id, destination, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
names = ("Parus major", "Turdus merula")
for run in range(10_000):
    records = (
        photo_record(confirmed_bird(n, names[run % 2]), path=folder / f"{n}.jpg", photo_id=n)
        for n in range(200)
    )
    exported(format_id, records, destination)
    print("written", flush=True)
"""


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number}.jpg").write_bytes(b"a photo")
        (folder / f"{number}.xmp").write_bytes(LIGHTROOM)
    return folder


def kill_while_it_writes(format_id, destination, folder, after_seconds):
    """Let exports run over and over, and kill them at some moment after the first."""
    command = [sys.executable, "-c", _EXPORT, format_id, str(destination), str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "written\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(after_seconds)
        process.kill()


@pytest.mark.parametrize("after_seconds", [0.01, 0.03, 0.07, 0.15])
def test_a_killed_export_leaves_a_whole_file(tmp_path, folder, after_seconds):
    destination = tmp_path / "birds.json"
    kill_while_it_writes("json", destination, folder, after_seconds)
    photos = json.loads(destination.read_text())["photos"]
    assert len(photos) == 200
    assert len({photo["birds"][0]["taxon"] for photo in photos}) == 1


@pytest.mark.parametrize("after_seconds", [0.01, 0.05, 0.2])
def test_a_killed_export_leaves_every_sidecar_whole(tmp_path, folder, after_seconds):
    kill_while_it_writes("xmp", tmp_path, folder, after_seconds)
    for number in range(200):
        content = (folder / f"{number}.xmp").read_bytes()
        words = read_keywords(content).flat
        assert words[:2] == ("holiday & sea", "Urlaub")
        assert set(words[2:]) in (
            {"Great Tit", "Parus major"},
            {"Eurasian Blackbird", "Turdus merula"},
        )
        assert b'xmp:Rating="4"' in content
