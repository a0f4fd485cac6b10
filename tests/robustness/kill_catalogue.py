"""Kills a process with SIGKILL while it writes to a catalogue, again and again, and looks.

``python -m tests.robustness.kill_catalogue [--runs 1000] [--seed 0]`` prints a table. In each run a
process remembers photos, reviews birds, migrates the tables or exports over files that exist (every
format in turn), and says what it has done as soon as that is confirmed; it is killed at a random
moment. Then the catalogue must open and pass its check, everything that was confirmed must be in
it, and every file of every export must be whole, old or new. The catalogue of one run is that of
the next, so that each kill meets what earlier ones left.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from birdeye.catalogue import preparation
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.preparation import make_ready, prepare_catalogue
from birdeye.catalogue.schema import LATEST_VERSION, MIGRATIONS, Migration
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.identification import Rank
from birdeye.domain.review import UNSURE, confirmed
from birdeye.export.registry import FORMATS
from tests.helpers.made_results import (
    PACK,
    ROBIN,
    TIT,
    TOP,
    WREN,
    make_bird,
    make_result,
    seen,
    species_of,
)
from tests.robustness.killed_exports import check_exports, exporting, set_up

REVIEWS = {
    "tit": confirmed(Rank.SPECIES, TIT),
    "wren": confirmed(Rank.SPECIES, WREN),
    "unsure": UNSURE,
}
NEXT = Migration(
    LATEST_VERSION + 1,
    (
        "CREATE TABLE bird_colour (bird_id INTEGER PRIMARY KEY, colour TEXT NOT NULL)",
        "INSERT INTO bird_colour SELECT id, 'red' FROM bird",
    ),
)
NOWHERE = Path("/photos")
RESTART_AFTER = 100
"""Runs after which a new catalogue is begun, so that they stay short."""


class Lost(AssertionError):
    """Something that was confirmed is not there."""


@dataclass
class Confirmed:
    """What the killed processes said they had done."""

    photos: set[str] = field(default_factory=set)
    reviews: dict[int, str] = field(default_factory=dict)
    lines: int = 0
    doubtful: int | None = None
    """The bird that the last process was just about to review: either way is right."""

    def hear(self, said: list[str]) -> None:
        """Take in what a process wrote before it was killed."""
        self.doubtful = None
        for line in said:
            what, *words = line.split()
            self.doubtful = int(words[0]) if what == "reviewing" else None
            self.lines += what != "reviewing"
            if what == "remembered":
                self.photos.add(words[0])
            elif what == "reviewed":
                self.reviews[int(words[0])] = words[1]


def importing(path: Path, start: int) -> Iterator[str]:
    """Remember photos for ever, each with two birds."""
    with Catalogue(path, species_of) as catalogue:
        for number in range(start, sys.maxsize):
            photo = NOWHERE / f"{number}.jpg"
            birds = make_bird(ROBIN, (0, 0, 90, 90)), make_bird(WREN, (200, 0, 290, 90))
            catalogue.remember(seen(photo), make_result(photo, *birds), PACK, TOP)
            yield f"remembered {photo.name}"


def reviewing(path: Path, seed: int) -> Iterator[str]:
    """Review birds for ever; now and then take a review back and make it again."""
    chance = random.Random(seed)
    with Catalogue(path, species_of) as catalogue:
        ids = [
            bird.bird_id
            for record in catalogue.records()
            if record.path.parent == NOWHERE  # those of the exports stay as they are
            for bird in record.birds
        ]
        while ids:
            name, bird_id = chance.choice(sorted(REVIEWS)), chance.choice(ids)
            yield f"reviewing {bird_id}"
            catalogue.carry_out(ReviewBirds((bird_id,), REVIEWS[name]))
            yield f"reviewed {bird_id} {name}"
            if chance.random() < 0.2:
                yield f"reviewing {bird_id}"
                catalogue.undo()
                catalogue.redo()
                yield f"reviewed {bird_id} {name}"


def migrating(path: Path, _seed: int) -> Iterator[str]:
    """Bring the catalogue up to a version that a newer program might have."""
    preparation.MIGRATIONS = (*MIGRATIONS, NEXT)
    preparation.LATEST_VERSION = NEXT.version
    prepare_catalogue(path)
    yield "migrated"


def killed(task: Callable[[], Iterator[str]], after_s: float) -> list[str]:
    """What a process with ``task`` wrote until it was killed, ``after_s`` after its start."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(reading)
            for line in task():
                os.write(writing, f"{line}\n".encode())
            time.sleep(60)  # there is no more to do; the end is to come from outside
        except BaseException as error:
            os.write(writing, f"failed {error!r}\n".encode())
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(after_s)
    os.kill(process, signal.SIGKILL)
    with os.fdopen(reading, "rb") as lines:
        said = lines.read().decode().splitlines()
    os.waitpid(process, 0)
    if said and said[-1].startswith("failed"):
        raise Lost(said[-1])
    return said


def check(path: Path, known: Confirmed) -> None:
    """Raise `Lost` unless the catalogue is sound and holds all that was confirmed."""
    told = prepare_catalogue(path, check=True)
    if told is not None:
        raise Lost(told)
    with Catalogue(path, species_of) as catalogue:
        records = list(catalogue.records())
        photos = {record.path.name for record in records}
        reviews = {bird.bird_id: bird.review for record in records for bird in record.birds}
        halves = [record.path.name for record in records if len(record.birds) != 2]
    if not known.photos <= photos:
        raise Lost(f"photos: {sorted(known.photos - photos)[:5]}")
    if halves:
        raise Lost(f"photos remembered by halves: {halves[:5]}")
    if known.doubtful is not None:
        known.reviews.pop(known.doubtful, None)
    wrong = [bird for bird, name in known.reviews.items() if reviews.get(bird) != REVIEWS[name]]
    if wrong:
        raise Lost(f"reviews of birds {wrong[:5]}")


def check_migration(path: Path) -> str:
    """Whether the tables were "migrated" or "not migrated", and nothing between; then undo it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        columns = [row[1] for row in connection.execute("PRAGMA table_info(bird_colour)")]
        noted = connection.execute("SELECT max(version) FROM migration").fetchone()[0]
        if not (version == noted and (version == NEXT.version) == ("colour" in columns)):
            raise Lost(f"half a migration: {version}, {noted}, {columns}")
        if version == LATEST_VERSION:
            return "not migrated"
        (pale,) = connection.execute(
            "SELECT count(*) FROM bird WHERE id NOT IN (SELECT bird_id FROM bird_colour)"
        ).fetchone()
        if pale:
            raise Lost(f"{pale} birds were passed over by a migration")
        connection.execute("DROP TABLE bird_colour")
        connection.execute("DELETE FROM migration WHERE version = ?", (version,))
        connection.execute(f"PRAGMA user_version = {LATEST_VERSION}")
    copy = path.with_name(f"{path.stem}.version-{LATEST_VERSION}{path.suffix}")
    with closing(sqlite3.connect(copy)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Lost("the copy from before the migration is damaged")
    return "migrated"


def kill_and_check(kind: str, path: Path, known: Confirmed, chance: random.Random) -> str:
    """One run; what was met. Raises `Lost`."""
    task, least_s, most_s = ACTS[kind]
    start = chance.randrange(10**9)
    said = killed(lambda: task(path, start), chance.uniform(least_s, most_s))
    if kind == "migrate":
        outcome = check_migration(path)
        check(path, known)
        return outcome
    if kind == "export":
        known.lines += len(said)
        check(path, known)
        check_exports(path)
        return FORMATS[start % len(FORMATS)].id
    known.hear(said)
    check(path, known)
    return "in the middle of one" if said and said[-1].startswith("reviewing") else "between two"


ACTS = {
    "import": (importing, 0.0, 0.2),
    "review": (reviewing, 0.0, 0.2),
    "migrate": (migrating, 0.0, 0.2),
    "export": (exporting, 0.0, 0.4),
}
"""What is done, and the least and most seconds after which it is killed."""


def run(runs: int, seed: int, folder: Path) -> tuple[Counter[tuple[str, str]], int]:
    """Kill ``runs`` times: how often what was met, and how much was confirmed. Raises `Lost`."""
    chance = random.Random(seed)
    met: Counter[tuple[str, str]] = Counter()
    confirmations, known, path = 0, Confirmed(), folder
    for number in range(runs):
        if number % RESTART_AFTER == 0:
            confirmations += known.lines
            known, path = Confirmed(), folder / f"from-{number}" / "catalogue.sqlite"
            make_ready(path)
            known.photos.update(set_up(path))
        kind = list(ACTS)[number % len(ACTS)]
        met[kind, kill_and_check(kind, path, known, chance)] += 1
    return met, confirmations + known.lines


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="where to write (default: the system's)")
    words = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=words.folder) as folder:
        met, confirmations = run(words.runs, words.seed, Path(folder))
    print(f"{'killed in':<12}{'met':<24}{'runs':>6}")
    for (kind, outcome), count in sorted(met.items()):
        print(f"{kind:<12}{outcome:<24}{count:>6}")
    seconds = time.monotonic() - started
    print(
        f"{words.runs} kills in {seconds:.0f} s; {confirmations:,} photos, reviews and exports "
        "were confirmed."
    )
    print("Every catalogue opened and passed its check, and nothing confirmed was lost.")
    print("Every file of an export was whole, old or new.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
