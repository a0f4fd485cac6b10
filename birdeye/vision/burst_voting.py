"""Lets the photos of a burst vote, so that a blurred frame takes the name of a sharp one.

A vote only ever adds: it names a bird that its own photo could not name, or names it more
precisely. What a photo claims by itself stays, however the others voted. Files of one shot show one
moment: together they have one vote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from birdeye.domain.bursts import Lineage, Sighting, fits, same_birds
from birdeye.domain.identification import Bird, BurstVote, Claim, Rank
from birdeye.packs.pack import Pack
from birdeye.vision.naming import Namer

LEAST_SUPPORT = 0.2
"""The minimum probability that a photo itself gives to the name from the others: a bird that looks
nothing like it is a different one, on the same perch a second later. Both constants were chosen
with ``python -m tests.made_bursts``."""

LEAST_WITNESSES = 2
"""Shots that must make the claim, or a more precise one, before others are named by it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One photo of a burst: its size in pixels, upright, its birds, and the number of its shot,
    which a RAW and its JPEG share."""

    width: int
    height: int
    birds: tuple[Bird, ...]
    shot: int


class BurstVoting:
    """Votes by the labels and thresholds of one pack; birds named by another one have no vote."""

    def __init__(self, pack: Pack) -> None:
        self._namer = Namer(pack.labels, pack.manifest.classifier, surest=pack.manifest.surest)
        self._lineages: dict[tuple[Rank, str], Lineage] = {(Rank.NONE, ""): ()}
        for species in pack.labels.distinct_species:
            line = (species.family, species.genus, species.scientific_name)
            self._lineages.setdefault((Rank.FAMILY, species.family), line[:1])
            self._lineages.setdefault((Rank.GENUS, species.genus), line[:2])
            self._lineages[Rank.SPECIES, species.scientific_name] = line

    def vote(self, burst: Sequence[Frame]) -> list[tuple[Bird, ...]]:
        """The birds of each frame, in order, with their claims after the vote.

        Earlier votes are ignored, so voting again, with more photos or the same, gives the same as
        voting once.
        """
        alone = [[_alone(bird) for bird in frame.birds] for frame in burst]
        sightings = [
            [self._sighting(bird, frame) for bird in birds]
            for frame, birds in zip(burst, alone, strict=True)
        ]
        for track in same_birds(sightings):
            birds = [alone[photo][number] for photo, number in track]
            shots = [burst[photo].shot for photo, _ in track]
            agreed = self._agreed(birds, shots)
            if self._is_vouched_for(agreed, birds, shots):
                count = len(set(shots))
                for photo, number in track:
                    alone[photo][number] = self._heard(alone[photo][number], agreed, count)
        return [tuple(birds) for birds in alone]

    def _sighting(self, bird: Bird, frame: Frame) -> Sighting:
        box = bird.box.scaled(1 / frame.width, 1 / frame.height)
        shares = {each.species.scientific_name: each.probability for each in bird.candidates}
        return Sighting(box, self._lineage(bird.claim), shares)

    def _lineage(self, claim: Claim) -> Lineage:
        return self._lineages.get((claim.rank, claim.taxon), (claim.taxon,))

    def _agreed(self, birds: Sequence[Bird], shots: Sequence[int]) -> Claim:
        """The claim for the mean of the photos' probabilities, each counted by how sure it is.

        A blurred or half-hidden bird spreads its probability over many species, so its photo
        counts for little without anybody measuring the blur.
        """
        files = Counter(shots)
        weights = [_sureness(bird) / files[shot] for bird, shot in zip(birds, shots, strict=True)]
        return self._namer.mean_claim(birds, weights)

    def _is_vouched_for(self, agreed: Claim, birds: Sequence[Bird], shots: Sequence[int]) -> bool:
        """Whether enough shots claim this much by themselves: a single one may just be wrong."""
        voted = self._lineage(agreed)
        witnesses = {
            shot
            for bird, shot in zip(birds, shots, strict=True)
            if len(own := self._lineage(bird.claim)) >= len(voted) and fits(own, voted)
        }
        return len(witnesses) >= LEAST_WITNESSES

    def _heard(self, bird: Bird, agreed: Claim, photo_count: int) -> Bird:
        own, voted = self._lineage(bird.claim), self._lineage(agreed)
        if len(voted) <= len(own) or not fits(own, voted):
            return bird
        support = sum(
            each.probability
            for each in bird.candidates
            if fits(voted, self._lineages.get((Rank.SPECIES, each.species.scientific_name), ("",)))
        )
        if support < LEAST_SUPPORT:
            return bird
        return replace(bird, claim=agreed, burst_vote=BurstVote(bird.claim, photo_count))


def _alone(bird: Bird) -> Bird:
    return replace(bird, claim=bird.own_claim, burst_vote=None) if bird.burst_vote else bird


def _sureness(bird: Bird) -> float:
    """The probability that two guesses drawn from the bird's probabilities agree, 0 to 1."""
    return sum(each.probability**2 for each in bird.candidates)
