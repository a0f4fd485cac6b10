"""kill -9 of the whole program, window or command line, in mid-batch and in mid-export.

Each process notes what it computes, and tells what is done, as the user would see it. Whatever was
told must be in the catalogue after the kill, and whatever is there is never computed again.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from birdeye import locations
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.preparation import prepare_catalogue
from birdeye.domain.changes import AcceptClaims
from birdeye.packs.library import PackLibrary
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.made_results import PACK, TOP, make_bird, make_result, seen, species_of
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
COUNT = 80

_NOTE_WHAT_IS_COMPUTED = """
import json, os, sys
from pathlib import Path
from birdeye.vision.identifier import Identifier

log = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
identify = Identifier.identify

def identify_and_note(self, photo, **options):
    os.write(log, f"{photo.path.name}\\n".encode())
    return identify(self, photo, **options)

Identifier.identify = identify_and_note
"""

_COMMAND_LINE = """
from birdeye.__main__ import main
main(["identify", *sys.argv[1:], "--format", "jsonl", "--threads", "2"])
"""

_WINDOW = """
from birdeye import locations
from birdeye.domain.changes import AcceptClaims
from birdeye.gui.app import make_application
from birdeye.gui.program import Program
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings

def tell(**facts):
    print(json.dumps(facts), flush=True)

application = make_application()
program = Program(
    application, Services(), WindowSettings(locations.settings_file().with_name("window.ini"))
)
"""

_BATCH = """
def accept(record):
    tell(photo=str(record.path))
    program.store.carry_out(AcceptClaims(tuple(bird.bird_id for bird in record.birds)))

program.identification.identified.connect(accept)
program.store.carried_out.connect(lambda changed: tell(confirmed=list(changed.bird_ids)))
program.start([Path(word) for word in sys.argv[1:]])
application.exec()
"""

_EXPORT_IN_WINDOW = """
from birdeye.export.options import ExportOptions
from birdeye.export.registry import format_by_id
from birdeye.export.request import ExportRequest

chosen = ExportRequest(format_by_id("json"), Path(sys.argv[1]), ExportOptions())
exporting = program.exporting
exporting.planned.connect(lambda plan: exporting.start(chosen, plan))
exporting.exported.connect(lambda done: (tell(exported=True), exporting.preview(chosen)))
program.restored.connect(lambda: exporting.preview(chosen))
program.start([])
application.exec()
"""

_EXPORT_BY_COMMAND_LINE = """
import sys
from birdeye.__main__ import main
while True:
    main(["export", "json", "--output", sys.argv[1]])
    sys.stdout.flush()
"""


@pytest.fixture
def data_folder(tmp_path):
    """A data folder that has the tiny pack in use."""
    folder = tmp_path / "data"
    pack = make_tiny_pack(folder / "packs" / "tiny")
    library = PackLibrary(
        locations.builtin_packs_folder(), folder / "packs", folder / "settings.toml"
    )
    library.set_default(pack.id)
    return folder


class Victim:
    """Starts a program over one data folder, again and again, and kills it."""

    def __init__(self, data_folder: Path, seed: int) -> None:
        self._environment = os.environ | {
            "BIRDEYE_DATA": str(data_folder),
            "QT_QPA_PLATFORM": "offscreen",
        }
        self.catalogue_file = data_folder / "catalogue.sqlite"
        self._chance = random.Random(seed)

    def killed(self, script: str, *words: str, after_lines: int) -> list[str]:
        """What ``script`` told until it was killed, a moment after that many lines."""
        command = [sys.executable, "-c", script, *words]
        with subprocess.Popen(
            command, cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, text=True
        ) as process:
            told = [process.stdout.readline() for _ in range(after_lines)]
            # The last of them may come to its end before.
            with suppress(subprocess.TimeoutExpired):
                process.wait(self._chance.uniform(0, 0.1))
            process.kill()
            told += process.stdout.readlines()
        return [line for line in told if line.endswith("\n")]

    def records(self) -> list:
        """All that the catalogue has, after it passed its check."""
        assert prepare_catalogue(self.catalogue_file, check=True) is None
        with Catalogue(self.catalogue_file, species_of) as catalogue:
            return list(catalogue.records())

    def some(self, least: int, most: int) -> int:
        """By chance."""
        return self._chance.randint(least, most)


@pytest.mark.parametrize("script", [_COMMAND_LINE, _WINDOW + _BATCH], ids=["cli", "window"])
def test_a_batch_goes_on_where_it_was_killed(data_folder, tmp_path, script):
    photos = [
        # Each another picture: copies would be one photo.
        draw_photo(tmp_path / "photos" / f"{n:02}.png", (RED, BLUE)[n % 2], box=(9, 9, 70 + n, 99))
        for n in range(COUNT)
    ]
    victim, words = Victim(data_folder, seed=4), [str(tmp_path / "photos")]
    known, kills = set(), 0
    confirmed = set()
    while len(known) < COUNT:
        log = tmp_path / f"computed-{kills}"
        # The window opens by itself what was open when it was killed.
        again = [] if kills and script is not _COMMAND_LINE else words
        lines = min(victim.some(12, 30), COUNT - len(known))
        if script is _COMMAND_LINE:
            lines += len(known)  # what is remembered is told once more, first
        script_and_words = _NOTE_WHAT_IS_COMPUTED + script, str(log), *again
        told = [json.loads(line) for line in victim.killed(*script_and_words, after_lines=lines)]
        computed = log.read_text().splitlines()
        assert not known.intersection(computed)
        assert len(computed) == len(set(computed))
        confirmed.update(bird for line in told for bird in line.get("confirmed", ()))
        records = {record.path.name: record for record in victim.records() if record.pack_id}
        known, kills = set(records), kills + 1
        assert {Path(line["photo"]).name for line in told if "photo" in line} <= known
        birds = {bird.bird_id: bird for record in records.values() for bird in record.birds}
        assert len(birds) == len(records)
        assert all(birds[bird_id].is_confirmed for bird_id in confirmed)
    assert known == {photo.name for photo in photos}
    assert kills > 2


@pytest.mark.parametrize(
    "script",
    [
        _EXPORT_BY_COMMAND_LINE,
        "import json, sys\nfrom pathlib import Path\n" + _WINDOW + _EXPORT_IN_WINDOW,
    ],
    ids=["cli", "window"],
)
def test_a_killed_export_leaves_a_whole_file_and_every_review(data_folder, tmp_path, script):
    victim = Victim(data_folder, seed=9)
    prepare_catalogue(victim.catalogue_file)
    with Catalogue(victim.catalogue_file, species_of) as catalogue:
        for number in range(300):
            path = Path(f"/photos/{number}.jpg")
            photo_id = catalogue.remember(seen(path), make_result(path, make_bird()), PACK, TOP)
            (bird,) = catalogue.record(photo_id).birds
            catalogue.carry_out(AcceptClaims((bird.bird_id,)))
    destination = tmp_path / "birds.json"
    for _ in range(4):
        victim.killed(script, str(destination), after_lines=victim.some(1, 3))
        document = json.loads(destination.read_text(encoding="utf-8"))
        assert [len(photo["birds"]) for photo in document["photos"]] == [1] * 300
        assert all(bird.is_confirmed for record in victim.records() for bird in record.birds)
