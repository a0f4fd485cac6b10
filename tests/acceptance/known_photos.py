"""What a pack finds in a folder of photos whose birds are known, as a table and in sums.

The folder holds ``photos.csv`` with the columns file, scientific_name, birds and boxes_xywh (x y w
h in pixels; several separated by ;).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.domain.confidence import confidence_of
from birdeye.domain.identification import Bird, PhotoResult, Rank
from birdeye.packs.pack import Pack
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.identify_photos import identify_photos

IOU_FOUND = 0.5


@dataclass(frozen=True)
class KnownPhoto:
    """One row of ``photos.csv``."""

    path: Path
    scientific_name: str
    birds: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Outcome:
    """A photo whose birds are known, and what was found in it."""

    known: KnownPhoto
    result: PhotoResult
    species_known: bool

    @property
    def main_bird(self) -> Bird | None:
        """The bird of the best score."""
        return self.result.birds[0] if self.result.birds else None

    @property
    def right_first(self) -> bool:
        """Whether the likeliest species of the main bird is the right one."""
        bird = self.main_bird
        return (
            bird is not None
            and bird.best is not None
            and bird.best.species.scientific_name == self.known.scientific_name
        )

    @property
    def right_in_five(self) -> bool:
        """Whether the right species is among the five likeliest of the main bird."""
        bird = self.main_bird
        names = [each.species.scientific_name for each in bird.candidates[:5]] if bird else []
        return self.known.scientific_name in names

    @property
    def boxes_found(self) -> int:
        """How many of the known boxes were found, each by a bird of its own."""
        return boxes_found(self.known.boxes, [bird.box for bird in self.result.birds])


def boxes_found(known: Sequence[Box], found: Sequence[Box]) -> int:
    """Known boxes that a box of ``found`` (best first) overlaps by `IOU_FOUND`, one to one."""
    remaining = list(known)
    for box in found:
        best = max(remaining, key=box.iou, default=None)
        if best is not None and box.iou(best) >= IOU_FOUND:
            remaining.remove(best)
    return len(known) - len(remaining)


def read_known_photos(folder: Path) -> list[KnownPhoto]:
    """The rows of ``photos.csv`` in ``folder``."""
    with (folder / "photos.csv").open(encoding="utf-8", newline="") as file:
        return [
            KnownPhoto(
                folder / row["file"],
                row["scientific_name"],
                int(row["birds"]),
                tuple(_box_of(text) for text in row["boxes_xywh"].split(";") if text.strip()),
            )
            for row in csv.DictReader(file)
        ]


def _box_of(text: str) -> Box:
    x, y, width, height = map(float, text.split())
    return Box(x, y, x + width, y + height)


def run_acceptance(
    known: list[KnownPhoto], pack: Pack, *, tiles: bool | None = None
) -> list[Outcome]:
    """What ``pack`` finds in the photos."""
    identifier = Identifier(pack, IdentifyOptions(tiles=tiles))
    names = {species.scientific_name for species in pack.labels.distinct_species}
    results = identify_photos([photo.path for photo in known], identifier)
    return [
        Outcome(photo, result, photo.scientific_name in names)
        for photo, result in zip(known, results, strict=True)
    ]


def summary(outcomes: list[Outcome], title: str) -> Iterator[str]:
    """The sums, one a line."""
    single = [each for each in outcomes if each.known.birds == 1 and not each.known.boxes]
    learnt = [each for each in single if each.species_known]
    boxed = [each for each in outcomes if each.known.boxes]
    yield f"{title}:"
    with_birds = [each for each in outcomes if each.result.birds]
    yield f"  a bird found in {len(with_birds)} of {len(outcomes)} photos"
    yield (
        f"  right species first in {sum(o.right_first for o in learnt)} of {len(learnt)} photos "
        "of one bird of a species that the pack knows, "
        f"among the first five in {sum(o.right_in_five for o in learnt)}"
    )
    yield (
        f"  {sum(o.boxes_found for o in boxed)} of {sum(len(o.known.boxes) for o in boxed)} "
        f"boxed birds found at IoU {IOU_FOUND}, "
        f"{sum(len(o.result.birds) for o in boxed)} boxes claimed in those photos"
    )


def table(outcomes: list[Outcome]) -> Iterator[str]:
    """One line a photo: what is in it, and what is claimed for the best bird."""
    for outcome in outcomes:
        bird = outcome.main_bird
        if bird is None:
            said = outcome.result.error or "no bird found"
        else:
            claim = bird.claim
            word = confidence_of(claim.probability).value
            said = (
                f"{claim.rank.value} {claim.taxon} {claim.probability:.2f} ({word})"
                if claim.rank is not Rank.NONE
                else "not sure"
            )
            if bird.best is not None:
                best = bird.best
                said += f"; first: {best.species.scientific_name} {best.probability:.2f}"
        name = outcome.known.scientific_name
        name += "" if outcome.species_known else " (unknown to the pack)"
        mark = "+" if outcome.right_first else "-"
        found = f"{len(outcome.result.birds)} of {outcome.known.birds}"
        yield f"{mark} {outcome.known.path.name:28} {found:8} {name}"
        yield f"    {said}"
