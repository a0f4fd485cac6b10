"""Two processes import, review, export and back up at once, are held up and killed, and nothing
confirmed is lost.

From the project's root:

    python -m tests.robustness.two_programs [--kills 1000] [--seed 0]

Each process does one thing after the other and says so as soon as it is confirmed. At random
moments one of the two is stopped (SIGSTOP) for a while, perhaps with the catalogue locked, and goes
on or is killed; or it is killed at once; and another takes its place while the first still works.
After every few kills both are killed, and the catalogue must open and pass its check and hold
everything that was confirmed by either; its copy must be whole, and every file of every export be
whole, old or new.
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

from birdeye.catalogue.backups import backup_file
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.preparation import back_up_catalogue, make_ready
from birdeye.domain.changes import ReviewBirds
from birdeye.export.registry import FORMATS
from tests.helpers.made_results import (
    PACK,
    ROBIN,
    TOP,
    WREN,
    make_bird,
    make_result,
    seen,
    species_of,
)
from tests.robustness.kill_catalogue import NOWHERE, RESTART_AFTER, REVIEWS, Confirmed, Lost, check
from tests.robustness.killed_exports import check_exports, export_once, set_up

CHECK_AFTER = 8
"""Kills between two looks, so that each meets what several left."""

_LONGEST_S = 0.25


def working(path: Path, side: int, seed: int) -> Iterator[str]:
    """Do what programs do, for ever; reviews only birds of its ``side`` (0 or 1), so that it is
    clear which review was the last."""
    dice = random.Random(seed)
    with Catalogue(path, species_of) as catalogue:
        mine: list[int] = []
        for record in catalogue.records():
            if record.path.parent == NOWHERE:
                mine += [bird.bird_id for bird in record.birds if bird.bird_id % 2 == side]
        number = 0
        while True:
            draw = dice.random()
            if draw < 0.45:
                number += 1
                photo = NOWHERE / f"{side}-{seed}-{number}.jpg"
                birds = make_bird(ROBIN, (0, 0, 90, 90)), make_bird(WREN, (200, 0, 290, 90))
                photo_id = catalogue.remember(seen(photo), make_result(photo, *birds), PACK, TOP)
                yield f"remembered {photo.name}"
                found = catalogue.record(photo_id).birds
                mine += [bird.bird_id for bird in found if bird.bird_id % 2 == side]
            elif draw < 0.9 and mine:
                bird_id, name = dice.choice(mine), dice.choice(sorted(REVIEWS))
                yield f"reviewing {bird_id} {name}"
                catalogue.carry_out(ReviewBirds((bird_id,), REVIEWS[name]))
                yield f"reviewed {bird_id} {name}"
            elif draw < 0.95:
                back_up_catalogue(path, now=True)
                yield "copied"
            else:
                kind = dice.choice(FORMATS)
                export_once(path, kind, dice.choice(("de", "en")), beside_another=True)
                yield f"exported {kind.id}"


@dataclass
class Program:
    """A process with ``task``, which writes what it says to ``diary``."""

    task: Callable[[], Iterator[str]]
    diary: Path
    process_id: int = field(init=False)

    def __post_init__(self) -> None:
        self.process_id = os.fork()
        if self.process_id == 0:
            said = os.open(self.diary, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            try:
                for line in self.task():
                    os.write(said, f"{line}\n".encode())
            except BaseException as error:
                os.write(said, f"failed {error!r}\n".encode())
            finally:
                os._exit(1)

    def stop(self, seconds: float) -> None:
        """Hold it up, wherever it is."""
        os.kill(self.process_id, signal.SIGSTOP)
        time.sleep(seconds)

    def go_on(self) -> None:
        os.kill(self.process_id, signal.SIGCONT)

    def killed(self) -> list[str]:
        """Kill it, and give what it said, once. Raises `Lost` where it had failed."""
        if not self.process_id:
            return []
        os.kill(self.process_id, signal.SIGKILL)
        os.waitpid(self.process_id, 0)
        self.process_id = 0
        said = self.diary.read_text().splitlines() if self.diary.exists() else []
        self.diary.unlink(missing_ok=True)
        if said and said[-1].startswith("failed"):
            raise Lost(said[-1])
        return said


@dataclass
class Known:
    """What both have confirmed, and the birds of which nobody can say."""

    confirmed: Confirmed = field(default_factory=Confirmed)
    done: Counter[str] = field(default_factory=Counter)
    doubtful: set[int] = field(default_factory=set)

    def hear(self, said: list[str]) -> None:
        for line in said:
            what, *words = line.split()
            if what != "reviewing":
                self.done[what] += 1
            if what == "remembered":
                self.confirmed.photos.add(words[0])
            elif what == "reviewed":
                self.confirmed.reviews[int(words[0])] = words[1]
                self.doubtful.discard(int(words[0]))
        if said and said[-1].startswith("reviewing"):
            self.doubtful.add(int(said[-1].split()[1]))

    def check(self, path: Path) -> None:
        """Raise `Lost` or `Torn` unless all is there; call it while nobody is at work."""
        for bird_id in self.doubtful:  # either way is right
            self.confirmed.reviews.pop(bird_id, None)
        self.confirmed.doubtful = None
        check(path, self.confirmed)
        check_exports(path)
        copy = backup_file(path)
        if self.done["copied"] and not copy.exists():
            raise Lost("the copy")
        if copy.exists():
            with closing(sqlite3.connect(copy)) as connection:
                if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise Lost("the copy is damaged")


def run(kills: int, seed: int, folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Kill so often: how, and what was confirmed meanwhile. Raises `Lost`."""
    dice = random.Random(seed)
    how: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for begun in range(0, kills, RESTART_AFTER):
        path = folder / f"from-{begun}" / "catalogue.sqlite"
        make_ready(path)
        known = Known()
        known.confirmed.photos.update(set_up(path))
        left = min(RESTART_AFTER, kills - begun)
        while left > 0:
            now = min(CHECK_AFTER, left)
            how += _kill(path, known, now, dice)
            known.check(path)
            left -= now
        done += known.done
    return how, done


def _kill(path: Path, known: Known, kills: int, dice: random.Random) -> Counter[str]:
    """So many kills of one or the other, and both are dead afterwards."""
    how: Counter[str] = Counter()

    def program(side: int) -> Program:
        seed, diary = dice.randrange(10**9), path.with_name(f"diary-{side}")
        return Program(lambda: working(path, side, seed), diary)

    programs = [program(0), program(1)]
    try:
        for number in range(kills):
            time.sleep(dice.uniform(0, _LONGEST_S))
            side = dice.randrange(2)
            if dice.random() < 0.5:
                programs[side].stop(dice.uniform(0, _LONGEST_S))
                if dice.random() < 0.5:
                    programs[side].go_on()
                    time.sleep(dice.uniform(0, _LONGEST_S))
                    how["stopped, went on, and killed"] += 1
                else:
                    how["stopped and killed"] += 1
            else:
                how["killed at work"] += 1
            known.hear(programs[side].killed())
            if number < kills - 1:
                programs[side] = program(side)
            else:
                known.hear(programs[1 - side].killed())
    finally:
        for each in programs:
            each.killed()
    return how


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    words = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        how, done = run(words.kills, words.seed, Path(folder))
    print(f"{words.kills} kills in {time.monotonic() - started:.0f} s")
    for each, count in sorted(how.items()):
        print(f"  {each:<30}{count:>6}")
    confirmed = ", ".join(f"{count:,} {what}" for what, count in sorted(done.items()))
    print(f"Confirmed: {confirmed}. 0 confirmed were lost.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
