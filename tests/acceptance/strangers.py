"""What a pack's names are worth on photos of collections that took no part in its training.

Everything goes through the program as a user's photos do. Figures are balanced by species; a photo
of a species that the pack does not know has no right first choice, but claims about it count.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.domain.identification import Bird, Rank
from birdeye.packs.pack import Pack
from birdeye.vision.identifier import Identifier
from birdeye.workflows.calibration.share import Share, share
from birdeye.workflows.identify_photos import identify_photos
from models.training.agreement import rate
from models.training.strangers import Stranger, balanced, read_scenes, read_strangers

BINS = 15
TRAINING_PHOTOS = ((0, 0), (1, 1), (2, 4), (5, 19), (20, 10**9))


@dataclass(frozen=True)
class Answer:
    """A photo of a named bird, and the bird that the program is surest of, None where it finds
    none; ``known`` is whether the pack has the species."""

    stranger: Stranger
    bird: Bird | None
    known: bool

    @property
    def probability(self) -> float:
        """That of the first choice."""
        return self.bird.best.probability if self.bird and self.bird.best else 0.0

    def right_in(self, count: int) -> bool:
        """Whether the right species is among the first ``count``."""
        names = [each.species.scientific_name for each in self.bird.candidates] if self.bird else []
        return self.stranger.species.scientific_name in names[:count]

    @property
    def rank(self) -> Rank:
        """At which rank something is claimed."""
        return self.bird.claim.rank if self.bird else Rank.NONE

    @property
    def claim_is_right(self) -> bool:
        """Whether the taxon that is claimed is the bird's."""
        species = self.stranger.species
        right = {
            Rank.SPECIES: species.scientific_name,
            Rank.GENUS: species.genus,
            Rank.FAMILY: species.family,
        }
        return self.bird is not None and self.bird.claim.taxon == right.get(self.rank)


def judge(pack: Pack, strangers: Sequence[Stranger]) -> list[Answer]:
    """What the program says of each photo."""
    names = {species.scientific_name for species in pack.labels.distinct_species}
    results = identify_photos([each.path for each in strangers], Identifier(pack))
    return [
        Answer(
            each,
            result.birds[0] if result.birds else None,
            each.species.scientific_name in names,
        )
        for each, result in zip(strangers, results, strict=True)
    ]


def figures(pack: Pack, answers: Sequence[Answer]) -> dict[str, Share]:
    """Each figure by its name."""
    weights = balanced([each.stranger for each in answers])
    found: dict[str, Share] = {}

    def add(name: str, chosen: Iterable[bool], hits: Iterable[bool]) -> None:
        rows = np.array(list(chosen), bool)
        found[name] = share(np.array(list(hits), bool)[rows], weights[rows])

    known = [each.known for each in answers]
    claimed = [each.rank is not Rank.NONE for each in answers]
    everything = [True] * len(answers)
    right = [each.claim_is_right for each in answers]
    add("a bird found", everything, (each.bird is not None for each in answers))
    for count, name in ((1, "first"), (5, "in five")):
        add(f"right {name}, of known species", known, (a.right_in(count) for a in answers))
    add("claimed", everything, claimed)
    add("claimed, right", claimed, right)
    for rank in (Rank.SPECIES, Rank.GENUS, Rank.FAMILY):
        of_rank = [each.rank is rank for each in answers]
        add(f"claimed as {rank.value}", everything, of_rank)
        add(f"claimed as {rank.value}, right", of_rank, right)
    of_species = [each.rank is Rank.SPECIES for each in answers]
    unknown = [not each.known for each in answers]
    add("species that it does not know, claimed as another", unknown, of_species)
    for word in Confidence:
        said = [
            each.rank is not Rank.NONE
            and each.bird is not None
            and confidence_of(each.bird.claim.probability) is word
            for each in answers
        ]
        add(f"claimed, {word.value}: right", said, right)
    for word in Confidence:
        said = [
            each.bird is not None and confidence_of(each.probability) is word for each in answers
        ]
        add(f"first choice, {word.value}: right", said, (a.right_in(1) for a in answers))
    if pack.labels.training_photos:
        photos = dict(
            zip(
                (each.scientific_name for each in pack.labels.distinct_species),
                pack.labels.photos_of_species,
                strict=True,
            )
        )
        for low, high in TRAINING_PHOTOS:
            taught = [
                low <= photos.get(each.stranger.species.scientific_name, -1) <= high
                for each in answers
            ]
            title = f"{low} or more" if high == 10**9 else f"{low} to {high}"
            title = f"{low}" if low == high else title
            add(f"right first, {title} training photos", taught, (a.right_in(1) for a in answers))
    return found


def reliability(answers: Sequence[Answer]) -> list[list[float]]:
    """Bins of first choices: mean probability, share that is right, photos; balanced by species."""
    rows = [each for each in answers if each.bird]
    weights = balanced([each.stranger for each in rows])
    probability = np.array([each.probability for each in rows])
    right = np.array([each.right_in(1) for each in rows])
    number = np.minimum((probability * BINS).astype(int), BINS - 1)
    bins = []
    for each in range(BINS):
        here = number == each
        total = max(float(weights[here].sum()), 1e-12)
        mean = float((weights * probability)[here].sum()) / total
        bins.append([mean, float((weights * right)[here].sum()) / total, int(here.sum())])
    return bins


def calibration_error(answers: Sequence[Answer]) -> float:
    """The expected calibration error of first choices (Guo et al. 2017), balanced by species."""
    rows = [each for each in answers if each.bird]
    weights = balanced([each.stranger for each in rows])
    probability = np.array([each.probability for each in rows])
    gap = weights * (probability - np.array([each.right_in(1) for each in rows]))
    number = np.minimum((probability * BINS).astype(int), BINS - 1)
    return sum(abs(float(gap[number == each].sum())) for each in range(BINS)) / len(rows)


def print_figures(
    data: Path,
    packs: Sequence[Pack],
    part: str,
    *,
    every: int = 1,
    most_scenes: int | None = None,
    save: Path | None = None,
) -> None:
    """All figures of each pack, and those for its card in the folder ``save``."""
    strangers, scenes = read_strangers(data, part)[::every], read_scenes(data, part)[::every]
    scenes = scenes[:: max(1, len(scenes) // most_scenes)] if most_scenes else scenes
    kinds = len({each.species.scientific_name for each in strangers})
    title = f"{part}: {len(strangers)} photos of {kinds} species, {len(scenes)} birdless scenes"
    print(title)
    for pack in packs:
        answers = judge(pack, strangers)
        results = identify_photos([each.path for each in scenes], Identifier(pack))
        rows = figures(pack, answers)
        false = rate(np.array([bool(each.birds) for each in results], bool))
        lines = list(_lines(rows, str(false), calibration_error(answers)))
        print(f"\n{pack.id} {pack.manifest.version}  {pack.folder}", *lines, sep="\n", flush=True)
        if save:
            save.mkdir(parents=True, exist_ok=True)
            kept = {"title": title, "lines": lines, "reliability": reliability(answers)}
            (save / f"strangers-{pack.id}-{part}.json").write_text(json.dumps(kept), "utf-8")


def _lines(rows: dict[str, Share], false: str, error: float) -> Iterator[str]:
    yield "| figure | value |"
    yield "|---|---|"
    for name, value in rows.items():
        yield f"| {name} | {value} |"
    yield f"| a bird in scenes without one | {false} |"
    yield f"| calibration error of first choices | {error:.3f} |"
