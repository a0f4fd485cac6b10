"""Measures what the place of a photo is worth, on photos of strangers with drawn places.

    python -m tests.ranges judge PACK BIRDS STATE.npz [--others N]    the slow part, once
    python -m tests.ranges measure PACK STATE.npz [--tests] [--weight W ...]

PACK is the folder of a pack, BIRDS that of manifest-new.csv. Of each photo whose species is known,
the probabilities are kept. For the measuring a country is drawn for each, from those where the true
species occurs, or for one photo in twenty (vagrants) from those where it does not. Without
``--tests`` the photos are those by which the weight is chosen, never those of the test sources.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from itertools import product
from pathlib import Path

import numpy as np

from birdeye import locations
from birdeye.domain.boxes import Box
from birdeye.domain.identification import Rank
from birdeye.domain.plausibility import Circumstances
from birdeye.geography.countries import read_countries
from birdeye.geography.occurrence import Occurrence, read_occurrence
from birdeye.geography.regions import COUNTRIES
from birdeye.imaging.photo_file import open_photo
from birdeye.packs.pack import Pack, load_pack
from birdeye.taxonomy.species_table import read_species_table
from birdeye.vision import expected as expecting
from birdeye.vision.crops import crop_region, cut_crops
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.vision.naming import Namer
from birdeye.workflows.plausibility import Plausibility

TESTS = ("swissgarden", "mappinjack", "dash_species", "nepal888")
UNLIKE_STRANGERS = ("nabirds_mayjh", "cub100", "birds525_valid", "birds525_3")
"""Large data sets of tidy photos, which a few hundred each stand for well enough."""
VAGRANTS = 0.05
_NO_PLACE = Circumstances()
DRAWS = 3
"""How often a place is drawn for each photo."""


def main() -> None:
    """Run one of the two steps."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    judging = commands.add_parser("judge")
    judging.add_argument("pack", type=Path)
    judging.add_argument("birds", type=Path)
    judging.add_argument("state", type=Path)
    judging.add_argument("--others", type=int, default=1500, help="photos of other sources")
    measuring = commands.add_parser("measure")
    measuring.add_argument("pack", type=Path)
    measuring.add_argument("state", type=Path)
    measuring.add_argument("--tests", action="store_true")
    measuring.add_argument("--weight", type=float, nargs="+", default=[expecting.UNEXPECTED_WEIGHT])
    measuring.add_argument("--left", type=float, nargs="+", default=[expecting.LEFT_OPEN])
    arguments = parser.parse_args()
    pack = load_pack(arguments.pack)
    if arguments.command == "judge":
        judge(pack, arguments.birds, arguments.state, arguments.others)
    else:
        measure(pack, arguments.state, arguments.tests, arguments.weight, arguments.left)


def judge(pack: Pack, birds: Path, state: Path, others: int) -> None:
    """Keep the classifier's probabilities for every photo that is to be judged."""
    rows = list(_photos(birds, others))
    identifier = Identifier(pack, IdentifyOptions(threads=1))

    def probabilities(row: dict[str, str]) -> np.ndarray:
        photo = open_photo(birds / row["file"])
        box = Box(0, 0, photo.width, photo.height)
        if row["yolox_box_xywh"]:
            x, y, width, height = map(float, row["yolox_box_xywh"].split())
            box = Box(x, y, x + width, y + height)
        decoded = identifier.decode_for_crops(photo, [box], None)
        spec = identifier._classifier.spec
        region = crop_region(box, spec, photo.width, photo.height)
        crops = cut_crops(decoded, [region], spec)
        return identifier._classifier.probabilities(crops)[0].astype(np.float32)

    with ThreadPoolExecutor(2) as pool:
        found = np.array(list(pool.map(probabilities, rows)))
    np.savez_compressed(
        state,
        probabilities=found,
        sets=[row["set"] for row in rows],
        names=[row["scientific_name"] for row in rows],
    )
    print(f"{len(rows)} photos, {sum(row['set'] in TESTS for row in rows)} of them of the tests")


def _photos(birds: Path, others: int) -> Iterator[dict[str, str]]:
    with (birds / "manifest-new.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["scientific_name"]]
    order = np.random.default_rng(18).permutation(len(rows))
    taken: dict[str, int] = {}
    for at in order.tolist():
        row = rows[at]
        if row["set"] in TESTS:
            yield row
            continue
        taken[row["set"]] = taken.get(row["set"], 0) + 1
        limit = 100 if row["set"] in UNLIKE_STRANGERS else 10_000
        if others > 0 and taken[row["set"]] <= limit:
            others -= 1
            yield row


@dataclass
class Counts:
    """Of photos with a drawn place, without the weighing and with it."""

    photos: int = 0
    first: int = 0
    first_here: int = 0
    right: int = 0
    right_here: int = 0
    right_lost: int = 0
    wrong: int = 0
    wrong_here: int = 0
    wrong_gone: int = 0


def measure(pack: Pack, state: Path, tests: bool, weights: list[float], lefts: list[float]) -> None:
    """Print how first choices and claims change, for each weight."""
    with np.load(state) as file:
        kept = {name: file[name] for name in file}
    table = read_species_table(locations.names_folder())
    occurrence = read_occurrence(locations.occurrence_file())
    chosen = np.flatnonzero(np.isin(kept["sets"], TESTS) == tests)
    print(f"{len(chosen)} photos, {DRAWS} places drawn for each, {VAGRANTS:.0%} vagrants")
    for weight, left in product(weights, lefts):
        expecting.Expected.weigh.__defaults__ = (weight, left)
        expected, vagrant = Counts(), Counts()
        _count(pack, kept, chosen, table, occurrence, expected, vagrant)
        print(f"weight {weight}, left open {left}")
        both = Counts(*(a + b for a, b in zip(astuple(expected), astuple(vagrant), strict=True)))
        for name, counts in (("expected", expected), ("vagrants", vagrant), ("all", both)):
            print(f"  {name}: {_told(counts)}")


def _count(pack, kept, chosen, table, occurrence: Occurrence, expected, vagrant) -> None:
    namer = Namer(pack.labels, pack.manifest.classifier)
    countries = read_countries(locations.countries_file())
    draw = np.random.default_rng(5)
    answers: dict[str, object] = {}
    for at in chosen.tolist():
        true = table.species(str(kept["names"][at])).scientific_name
        known = occurrence.range_of(" ".join(true.split(" ")[:2]))
        if known is None:
            continue
        occurs = known.countries | known.introduced
        row = kept["probabilities"][at].astype(np.float64)
        before = namer.name(row, 1)
        for _ in range(DRAWS):
            is_vagrant = draw.random() < VAGRANTS
            among = sorted(COUNTRIES - occurs if is_vagrant else occurs)
            country = str(draw.choice(among))
            if country not in answers:
                places = Plausibility(None, countries, occurrence, home=frozenset((country,)))
                answers[country] = places.expecting(pack.labels, table.species)(_NO_PLACE)
            after = namer.name(row, 1, expected=answers[country])
            _add(vagrant if is_vagrant else expected, before, after, true)


def _add(counts: Counts, before, after, true: str) -> None:
    counts.photos += 1
    counts.first += _same(before.candidates[0].species.scientific_name, true)
    counts.first_here += _same(after.candidates[0].species.scientific_name, true)
    claimed = before.claim.rank is Rank.SPECIES
    right = claimed and _same(before.claim.taxon, true)
    claimed_here = after.claim.rank is Rank.SPECIES
    right_here = claimed_here and _same(after.claim.taxon, true)
    counts.right += right
    counts.right_here += right_here
    counts.right_lost += right and not right_here
    counts.wrong += claimed and not right
    counts.wrong_here += claimed_here and not right_here
    counts.wrong_gone += claimed and not right and not (claimed_here and not right_here)


def _same(name: str, true: str) -> bool:
    """Whether it is the species, tame form or not."""
    return name.split(" ")[:2] == true.split(" ")[:2]


def _told(counts: Counts) -> str:
    n = max(counts.photos, 1)
    return (
        f"n {counts.photos}; first choice {counts.first / n:.1%} -> {counts.first_here / n:.1%}; "
        f"right claims {counts.right} -> {counts.right_here}, "
        f"{counts.right_lost / max(counts.right, 1):.1%} of them lost; "
        f"wrong claims {counts.wrong} -> {counts.wrong_here}, "
        f"{counts.wrong_gone / max(counts.wrong, 1):.1%} of them gone, "
        f"{1 - counts.wrong_here / max(counts.wrong, 1):.1%} fewer"
    )


if __name__ == "__main__":
    main()
