"""Measures what the place of a photo is worth, on photos of strangers with drawn places.

    python -m tests.ranges PACK DATA [--ours] [--looks FOLDER] [--part test]
                           [--weight W ...] [--left L ...] [--draws N]

PACK is the folder of a pack, DATA that of the photos and their manifests. The sources are those
that calibrate packs (`models/training/strangers.toml`), with ``--part test`` those that judge
them, for looking at once. With ``--ours`` photos that taught Birdeye's own networks are left out.
For each photo a country is drawn, from those where the true species occurs, or for one photo in
twenty (vagrants) from those where it does not. What the networks make of the photos, the slow
part, is kept in FOLDER.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import product
from pathlib import Path

import numpy as np

from birdeye import locations
from birdeye.domain.identification import Looks, Rank
from birdeye.domain.plausibility import Circumstances
from birdeye.geography.countries import read_countries
from birdeye.geography.occurrence import read_occurrence
from birdeye.geography.regions import COUNTRIES
from birdeye.packs.manifest import OutputKind
from birdeye.packs.pack import Pack, load_pack
from birdeye.taxonomy.species_table import read_species_table
from birdeye.vision import expected as expecting
from birdeye.vision.classifier import calibrated
from birdeye.vision.expected import Expected
from birdeye.vision.naming import Namer
from birdeye.workflows.plausibility import Plausibility
from birdeye.workflows.world_names import with_world_names
from models.training.kept_looks import file_of, look_at
from models.training.strangers import read_strangers

VAGRANTS = 0.05
_NO_PLACE = Circumstances()


def main() -> None:
    """Measure, for each pair of constants."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pack", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--ours", action="store_true")
    parser.add_argument("--looks", type=Path)
    parser.add_argument("--part", choices=("calibration", "test"), default="calibration")
    parser.add_argument("--weight", type=float, nargs="+", default=[expecting.UNEXPECTED_WEIGHT])
    parser.add_argument("--left", type=float, nargs="+", default=[expecting.LEFT_OPEN])
    parser.add_argument("--draws", type=int, default=10, help="places drawn for each photo")
    arguments = parser.parse_args()
    pack = with_world_names(load_pack(arguments.pack), read_species_table(locations.names_folder()))
    photos = list(_photos(pack, arguments))
    print(f"{len(photos)} photos, {arguments.draws} places each, {VAGRANTS:.0%} vagrants")

    seen = list(_placed(pack, photos, arguments.draws))
    for weight, left in product(arguments.weight, arguments.left):
        expecting.Expected.weigh.__defaults__ = (weight, left)
        expected, vagrant = Counts(), Counts()
        namer = Namer(pack.labels, pack.manifest.classifier)
        for looks, true, here, is_vagrant in seen:
            counts = vagrant if is_vagrant else expected
            counts.add(namer, looks, here, true)
        both = Counts(*(a + b for a, b in zip(astuple(expected), astuple(vagrant), strict=True)))
        print(f"weight {weight}, left open {left}")
        for name, counts in (("expected", expected), ("vagrants", vagrant), ("all", both)):
            print(f"  {name}: {counts.told()}")


def _photos(pack: Pack, arguments: argparse.Namespace) -> Iterator[tuple[Looks, str]]:
    """What the pack makes of the best box in each photo, and the species in it."""
    taught = not arguments.ours and arguments.part == "calibration"
    strangers = read_strangers(arguments.data, arguments.part, taught=taught)
    kept = file_of(pack, arguments.looks) if arguments.looks else None
    spec = pack.manifest.classifier
    namer = Namer(pack.labels, spec)
    looked = look_at(pack, [each.path for each in strangers], kept)
    for stranger, look in zip(strangers, looked, strict=True):
        if len(look.scores):
            (row,) = calibrated(look.probabilities[:1], OutputKind.PROBABILITIES, spec.temperature)
            yield namer.name(row, 1).looks, stranger.species.scientific_name


def _placed(
    pack: Pack, photos: Sequence[tuple[Looks, str]], draws: int
) -> Iterator[tuple[Looks, str, Expected | None, bool]]:
    """Each photo in the countries that are drawn for it, and whether it is a vagrant there."""
    table = read_species_table(locations.names_folder())
    occurrence = read_occurrence(locations.occurrence_file())
    countries = read_countries(locations.countries_file())
    draw = np.random.default_rng(5)
    answers: dict[str, Expected | None] = {}
    for looks, true in photos:
        known = occurrence.range_of(" ".join(true.split(" ")[:2]))
        if known is None:
            continue
        occurs = known.countries | known.introduced
        for _ in range(draws):
            is_vagrant = draw.random() < VAGRANTS
            among = sorted(COUNTRIES - occurs if is_vagrant else occurs)
            if not among:
                continue
            country = str(draw.choice(among))
            if country not in answers:
                places = Plausibility(None, countries, occurrence, home=frozenset((country,)))
                answers[country] = places.expecting(pack.labels, table.species)(_NO_PLACE)
            yield looks, true, answers[country], is_vagrant


@dataclass
class Counts:
    """Of photos with a drawn place, by looks alone and with the place."""

    photos: int = 0
    first: int = 0
    first_here: int = 0
    right: int = 0
    right_here: int = 0
    right_lost: int = 0
    wrong: int = 0
    wrong_here: int = 0
    wrong_gone: int = 0
    not_from_here: int = 0
    """Of ``wrong``, those that name a species which is not expected at the place."""

    def add(self, namer: Namer, looks: Looks, here: Expected | None, true: str) -> None:
        """Count one photo of the species ``true``."""
        before, (best,) = namer.name_by_looks(looks, 1)
        after, (best_here,) = namer.name_by_looks(looks, 1, here)
        self.photos += 1
        self.first += _same(best.species.scientific_name, true)
        self.first_here += _same(best_here.species.scientific_name, true)
        claimed, claimed_here = before.rank is Rank.SPECIES, after.rank is Rank.SPECIES
        right = claimed and _same(before.taxon, true)
        right_here = claimed_here and _same(after.taxon, true)
        wrong, wrong_here = claimed and not right, claimed_here and not right_here
        self.right += right
        self.right_here += right_here
        self.right_lost += right and not right_here
        self.wrong += wrong
        self.wrong_here += wrong_here
        self.wrong_gone += wrong and not wrong_here
        if wrong and here is not None:
            index = namer._index[before.taxon]
            self.not_from_here += bool(here.is_unexpected[index])

    def told(self) -> str:
        """In a line."""
        n, right, wrong = max(self.photos, 1), max(self.right, 1), max(self.wrong, 1)
        return (
            f"n {self.photos}; first choice {self.first / n:.1%} -> {self.first_here / n:.1%}; "
            f"right claims {self.right} -> {self.right_here}, "
            f"{self.right_lost / right:.1%} of them lost; "
            f"wrong claims {self.wrong} ({self.not_from_here} not from there) "
            f"-> {self.wrong_here}, {self.wrong_gone / wrong:.1%} of them gone, "
            f"{1 - self.wrong_here / wrong:.1%} fewer"
        )


def _same(name: str, true: str) -> bool:
    """Whether it is the species, tame form or not."""
    return name.split(" ")[:2] == true.split(" ")[:2]


if __name__ == "__main__":
    main()
