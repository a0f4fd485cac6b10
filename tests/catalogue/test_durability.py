"""What a user decided is on the disk itself when it is said to be kept."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

REVIEWS = """
import sqlite3, sys
from pathlib import Path
from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.review import UNSURE
from tests.helpers.made_results import PACK, TOP, make_bird, make_result, seen, species_of

path, photo = Path(sys.argv[1]), Path("/photos/a.jpg")
with Catalogue(path, species_of) as catalogue:
    photo_id = catalogue.remember(seen(photo), make_result(photo, make_bird()), PACK, TOP)
    (bird,) = catalogue.record(photo_id).birds
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM bird").fetchone()
    print("begin", flush=True)
    for _ in range(5):
        catalogue.carry_out(ReviewBirds((bird.bird_id,), UNSURE))
        print("kept", flush=True)
    catalogue.undo()
    print("kept", flush=True)
    catalogue.redo()
    print("kept", flush=True)
    reader.close()
"""


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_each_review_reaches_the_disk_before_it_is_said_to_be_kept(tmp_path):
    """Also while somebody reads, when the log cannot be carried over into the file."""
    log = tmp_path / "calls"
    finished = subprocess.run(
        [
            *("strace", "-f", "-y", "-e", "trace=fsync,fdatasync,write", "-o", str(log)),
            *(sys.executable, "-c", REVIEWS, str(tmp_path / "catalogue.sqlite")),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    if "ptrace" in finished.stderr.lower():
        pytest.skip("processes may not be traced here")
    assert finished.returncode == 0, finished.stderr
    begun = log.read_text("utf-8", "replace").split('"begin')[1]
    between = begun.split('"kept')
    assert len(between) == 5 + 2 + 1
    for calls in between[:-1]:
        assert re.search(r"\bf(data)?sync\(\d+<[^>]*-wal>", calls), calls
