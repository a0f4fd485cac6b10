"""Counts what the vote in bursts makes of claims, right and wrong, on bursts made of real photos.

By hand: ``python -m tests.made_bursts MANIFEST [--sets SET ...] [--pack ID-OR-FOLDER]``. The
manifest is a CSV file with the columns file, set and scientific_name, next to its photos. Each
burst is made anew from the same seed:

- ``blurred``: one bird; half of the frames are blurred by focus or motion, all are shifted a bit;
- ``feeder``: another species in each frame, on the same perch;
- ``crossing``: two birds of two species that cross each other, with a blurred frame here and there.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image, ImageFilter

from birdeye.cli.pack_choice import chosen_pack
from birdeye.domain.boxes import Box
from birdeye.domain.identification import Claim, PhotoResult, Rank
from birdeye.domain.photos import PhotoMetadata
from birdeye.packs.pack import Pack
from birdeye.vision.identifier import Identifier
from birdeye.workflows.identify_photos import identify_photos
from birdeye.workflows.vote_in_bursts import with_votes

SIDE = 480
FRAMES = 6
CLOSE = 0.2
"""A found box is the bird that was pasted where both share this much; photos have margins."""


@dataclass(frozen=True)
class Named:
    """A photo of one species."""

    file: Path
    species: str


@dataclass(frozen=True)
class Frame:
    """A made photo, and where which species is in it."""

    picture: Image.Image
    birds: tuple[tuple[Box, str], ...]


def blurred(bird: Named, chance: random.Random) -> list[Frame]:
    photo = _square(bird)
    return [
        _pasted([(photo, bird.species, *_near(chance, 60, 60))], 360, chance, blur=number % 2 == 1)
        for number in range(FRAMES)
    ]


def feeder(birds: Sequence[Named], chance: random.Random) -> list[Frame]:
    return [
        _pasted(
            [(_square(bird), bird.species, *_near(chance, 60, 60))], 360, chance, blur=number == 3
        )
        for number, bird in enumerate(birds)
    ]


def crossing(birds: Sequence[Named], chance: random.Random) -> list[Frame]:
    photos = [(_square(bird), bird.species) for bird in birds[:2]]
    frames = []
    for number in range(FRAMES):
        there = number * (SIDE - 200) // (FRAMES - 1)
        places = [(there, 20), (SIDE - 200 - there, 240)]
        pasted = [
            (*photo, *_near(chance, *place)) for photo, place in zip(photos, places, strict=True)
        ]
        frames.append(_pasted(pasted, 200, chance, blur=number in (1, 4)))
    return frames


def _square(bird: Named) -> Image.Image:
    with Image.open(bird.file) as photo:
        return photo.convert("RGB")


def _near(chance: random.Random, x: int, y: int) -> tuple[int, int]:
    return x + chance.randint(-12, 12), y + chance.randint(-12, 12)


def _pasted(
    birds: Sequence[tuple[Image.Image, str, int, int]],
    side: int,
    chance: random.Random,
    *,
    blur: bool,
) -> Frame:
    # The ground is one of the photos, out of focus, as behind a bird.
    ground = birds[0][0].resize((SIDE, SIDE)).filter(ImageFilter.GaussianBlur(40))
    placed = []
    for photo, species, x, y in birds:
        small = photo.resize(
            [round(length * side / max(photo.size)) for length in photo.size],
            Image.Resampling.BICUBIC,
        )
        ground.paste(small, (x, y))
        placed.append((Box(x, y, x + small.width, y + small.height), species))
    if blur:
        ground = ground.filter(ImageFilter.GaussianBlur(chance.uniform(0.01, 0.03) * side))
    return Frame(ground, tuple(placed))


def judge(claim: Claim, species: str, pack: Pack) -> str:
    """``none``, ``wrong``, or the rank at which the claim is right."""
    if claim.rank is Rank.NONE:
        return "none"
    known = {each.scientific_name: each for each in pack.labels.distinct_species}
    truth = known.get(species)
    right = {Rank.SPECIES: species, Rank.GENUS: species.split()[0]}
    if truth is not None:
        right[Rank.FAMILY] = truth.family
    return claim.rank.value if right.get(claim.rank) == claim.taxon else "wrong"


def _results(frames: Sequence[Frame], identifier: Identifier, folder: Path) -> list[PhotoResult]:
    files = []
    for number, frame in enumerate(frames):
        files.append(folder / f"{number}.jpg")
        frame.picture.save(files[-1], quality=92)
    noon = datetime(2026, 5, 1, 12)
    return [
        replace(each, metadata=PhotoMetadata(noon + timedelta(seconds=number)))
        for number, each in enumerate(identify_photos(files, identifier))
    ]


def _judged(
    frames: Sequence[Frame], results: Sequence[PhotoResult], pack: Pack
) -> Iterator[tuple[str, str]]:
    """(alone, voted) for every found bird whose species is known."""
    for frame, result in zip(frames, with_votes(results, pack), strict=True):
        for bird in result.birds:
            shares = [(bird.box.iou(box), species) for box, species in frame.birds]
            share, species = max(shares)
            if share >= CLOSE:
                yield judge(bird.own_claim, species, pack), judge(bird.claim, species, pack)


def main() -> None:
    """Make the bursts and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--sets", nargs="+", default=["birdphotosite", "shore_fr", "birds525_3"])
    parser.add_argument("--pack")
    parser.add_argument("--bursts", type=int, default=60, help="of each kind")
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    pack = chosen_pack(arguments.pack)
    identifier = Identifier(pack)
    known = {each.scientific_name for each in pack.labels.distinct_species}
    with arguments.manifest.open(encoding="utf-8", newline="") as stream:
        photos = [
            Named(arguments.manifest.parent / row["file"], row["scientific_name"])
            for row in csv.DictReader(stream)
            if row["set"] in arguments.sets and row["scientific_name"] in known
        ]
    chance = random.Random(arguments.seed)
    for kind in (blurred, feeder, crossing):
        counts: Counter[tuple[str, str]] = Counter()
        for _ in range(arguments.bursts):
            chosen = chance.sample(photos, FRAMES)
            while len({each.species for each in chosen}) < FRAMES:
                chosen = chance.sample(photos, FRAMES)
            frames = kind(chosen[0] if kind is blurred else chosen, chance)
            with tempfile.TemporaryDirectory() as folder:
                results = _results(frames, identifier, Path(folder))
            counts.update(_judged(frames, results, pack))
        _print(kind.__name__, counts)


def _print(kind: str, counts: Counter[tuple[str, str]]) -> None:
    total = counts.total()
    print(f"{kind}: {total} birds")
    for name, place in (("alone", 0), ("voted", 1)):
        sums: Counter[str] = Counter()
        for pair, count in counts.items():
            sums[pair[place]] += count
        right = total - sums["wrong"] - sums["none"]
        print(
            f"  {name}: right {right} (species {sums['species']}), wrong {sums['wrong']}, "
            f"not sure {sums['none']}"
        )
    changed = {pair: count for pair, count in counts.items() if pair[0] != pair[1]}
    for (alone, voted), count in sorted(changed.items(), key=lambda each: -each[1]):
        print(f"    {alone} became {voted}: {count}")


if __name__ == "__main__":
    main()
