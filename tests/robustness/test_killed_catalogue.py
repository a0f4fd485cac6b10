"""A short run of `kill_catalogue`, and a batch of the command line that is killed and goes on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.preparation import make_ready, prepare_catalogue
from birdeye.export.jpeg_segments import JpegRefused
from birdeye.xmp.tree import XmpRefused
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.made_results import species_of
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack
from tests.robustness import kill_catalogue, killed_exports
from tests.robustness.kill_catalogue import Confirmed, Lost
from tests.robustness.killed_exports import Torn

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system"),
]


def test_nothing_confirmed_is_lost_by_a_few_kills(tmp_path):
    met, confirmations = kill_catalogue.run(16, 1, tmp_path)
    assert (sum(met.values()), confirmations > 0) == (16, True)
    assert {kind for kind, _ in met} == {"import", "review", "migrate", "export"}


def test_what_is_lost_is_noticed(tmp_path):
    """Or the test above would prove nothing."""
    path = tmp_path / "catalogue.sqlite"
    make_ready(path)
    with pytest.raises(Lost, match="photos"):
        kill_catalogue.check(path, Confirmed(photos={"1.jpg"}))
    task = kill_catalogue.importing(path, 1)
    next(task)
    task.close()
    kill_catalogue.check(path, Confirmed(photos={"1.jpg"}))
    with pytest.raises(Lost, match="reviews of birds"):
        kill_catalogue.check(path, Confirmed(reviews={1: "tit"}))


def test_a_torn_export_is_noticed(tmp_path):
    path = tmp_path / "catalogue.sqlite"
    killed_exports.set_up(path)
    killed_exports.check_exports(path)
    files = [
        *(tmp_path / "exports").glob("*.*"),
        next((tmp_path / "exports" / "crops").rglob("*.jpg")),
        tmp_path / "photos" / "export-00.xmp",
        tmp_path / "photos" / "export-01.jpg",
    ]
    assert len(files) == 11
    for file in files:
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2])
        with pytest.raises((Torn, ValueError, zipfile.BadZipFile, XmpRefused, JpegRefused)):
            pytest.fail(f"{file.name}: {killed_exports.check_exports(path)}")
        file.write_bytes(whole)


def test_a_killed_batch_goes_on_where_it_was(tmp_path):
    pack = make_tiny_pack(tmp_path / "packs" / "tiny")
    photos = tmp_path / "photos"
    for number in range(60):
        box = (20, 20, 90 + number, 99)  # each another picture: copies would be one photo
        draw_photo(photos / f"{number:02}.png", RED if number % 2 else BLUE, box=box)
    command = [sys.executable, "-m", "birdeye", "identify", str(photos), "--format", "jsonl"]
    command += ["--pack", str(pack.folder), "--threads", "2"]
    environment = os.environ | {"BIRDEYE_DATA": str(tmp_path / "data")}
    file = tmp_path / "data" / "catalogue.sqlite"
    chance, confirmed = random.Random(3), set()
    for _ in range(3):
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, bufsize=0
        ) as process:
            for _ in range(chance.randrange(5, 25)):
                confirmed.add(json.loads(process.stdout.readline())["photo"])
            process.send_signal(signal.SIGKILL)
        assert prepare_catalogue(file, check=True) is None
        with Catalogue(file, species_of) as catalogue:
            kept = {str(record.path): record for record in catalogue.records()}
        assert confirmed <= set(kept)
        assert all(len(kept[path].birds) == 1 for path in confirmed)
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [Path(line["photo"]).name for line in lines] == [f"{n:02}.png" for n in range(60)]
