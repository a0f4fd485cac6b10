"""Damages catalogues three thousand times, and looks what a start of the program makes of each.

From the project's root:

    python -m tests.robustness.damage_catalogue [--count 3000] [--first 0]

Half of them have one bit flipped, the others are damaged as `tests.robustness.mutations` does;
every other one has its backup beside it. Fails if anything but Birdeye's own error is raised, if a
review is gone or is another one without a sentence that says so, if one is gone although the backup
has it, or if the catalogue is not sound afterwards. The numbers of those that failed are printed.
"""

from __future__ import annotations

import argparse
import logging
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from birdeye.catalogue.backups import backup_file
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.preparation import back_up_catalogue, prepare_catalogue
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.errors import CatalogueUnusable
from birdeye.domain.identification import Rank
from birdeye.domain.review import UNREVIEWED, Review, confirmed
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
from tests.robustness.mutations import damaged

REVIEWED = 100
_PHOTOS = 120
_NAMES = (TIT, WREN, ROBIN)


class Fault(AssertionError):
    """What must not be."""


def make_catalogue(path: Path) -> dict[int, Review]:
    """A catalogue with its backup; the reviews of its birds by their ids."""
    reviews = {}
    with Catalogue(path, species_of) as catalogue:
        for number in range(_PHOTOS):
            photo = Path(f"/photos/{number:04}.jpg")
            result = make_result(photo, make_bird(ROBIN, (9, 9, 99 + number, 99)))
            photo_id = catalogue.remember(seen(photo), result, PACK, TOP)
            if number < REVIEWED:
                (bird,) = catalogue.record(photo_id).birds
                review = confirmed(Rank.SPECIES, _NAMES[number % len(_NAMES)])
                catalogue.carry_out(ReviewBirds((bird.bird_id,), review))
                reviews[bird.bird_id] = review
    back_up_catalogue(path, now=True)
    return reviews


def mutated(content: bytes, number: int) -> bytes:
    """The damaged catalogue of that number, the same each time."""
    if number % 4 < 2:
        dice = random.Random(number)
        flipped = bytearray(content)
        flipped[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        return bytes(flipped)
    return damaged({"sqlite": content}, number)[1]


def meet(path: Path, reviews: dict[int, Review], *, has_backup: bool) -> str:
    """What came of it, in a word or two. Raises `Fault`, or whatever should not be raised."""
    try:
        _use(path)
        met = "used"
    except CatalogueUnusable:
        met = "refused"
    try:
        told = prepare_catalogue(path)
        if told is None:
            told = prepare_catalogue(path, check=True)
    except CatalogueUnusable as error:
        if "newer version" in str(error) or "another program" in str(error):
            return "left as it is"  # as what it claims to be, and says so
        told = str(error)
        prepare_catalogue(path)
    with Catalogue(path, species_of) as catalogue:
        kept = {
            bird.bird_id: bird.review
            for record in catalogue.records()
            for bird in record.birds
            if bird.review != UNREVIEWED
        }
    wrong = {bird_id for bird_id, review in kept.items() if reviews.get(bird_id) != review}
    lost = reviews.keys() - kept.keys()
    if wrong:
        raise Fault(f"{len(wrong)} reviews are others than those that were made; said: {told}")
    if lost and told is None:
        raise Fault(f"{len(lost)} reviews are gone without a word")
    if lost and has_backup:
        raise Fault(f"{len(lost)} reviews are gone that the backup has; said: {told}")
    if prepare_catalogue(path, check=True) is not None:
        raise Fault("it is not sound after its repair")
    if told is None:
        return f"{met}, whole"
    return f"{met}, repaired, {'some reviews lost' if lost else 'all reviews saved'}"


def _use(path: Path) -> None:
    """As a window does that was open before the damage; raises `CatalogueUnusable`."""
    with Catalogue(path, species_of) as catalogue:
        ids = catalogue.open_photos([Path("/photos/0000.jpg")])
        for _ in (catalogue.records(), catalogue.overviews(), catalogue.overviews_on_show()):
            list(_)
        list(catalogue.to_identify(PACK, ids))
        catalogue.recall(seen(Path("/photos/0001.jpg")), PACK, TOP)
        _ = catalogue.history, catalogue.contents()
        if catalogue.undo():
            catalogue.redo()


def run(count: int, first: int, folder: Path) -> tuple[Counter[str], dict[int, str]]:
    """How often what came of it, and the faults by number."""
    origin = folder / "origin" / "catalogue.sqlite"
    reviews = make_catalogue(origin)
    content = origin.read_bytes()
    outcomes: Counter[str] = Counter()
    faults: dict[int, str] = {}
    for number in range(first, first + count):
        path = folder / "trial" / "catalogue.sqlite"
        path.parent.mkdir()
        path.write_bytes(mutated(content, number))
        has_backup = number % 2 == 0
        if has_backup:
            shutil.copyfile(backup_file(origin), backup_file(path))
        try:
            outcomes[meet(path, reviews, has_backup=has_backup)] += 1
        except Exception as error:  # whatever it is, it is what is looked for
            faults[number] = f"{type(error).__name__}: {error}"
        shutil.rmtree(path.parent)
    return outcomes, faults


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first one")
    options = parser.parse_args()
    logging.disable()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcomes, faults = run(options.count, options.first, Path(folder))
    print(f"{options.count} catalogues in {time.monotonic() - started:.0f} s")
    for outcome, count in sorted(outcomes.items()):
        print(f"  {outcome:<40} {count:>6}")
    for number, text in faults.items():
        print(f"catalogue {number}: {text}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
