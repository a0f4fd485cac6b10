"""Lets photos of a burst vote, in the catalogue and in a stream of results."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.bursts import Shot, belongs_to_burst, bursts
from birdeye.domain.identification import Bird, PhotoResult
from birdeye.domain.records import PhotoRecord
from birdeye.domain.review import Verdict
from birdeye.domain.species import Species
from birdeye.packs.pack import Pack
from birdeye.vision.burst_voting import BurstVoting, Frame

MOST_HELD = 1000
"""Limit of results waiting for the end of a burst; no camera takes this many in that time."""


def vote_in_bursts(
    catalogue: Catalogue, pack: Pack, photo_ids: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """Vote in every burst among these photos, and yield the ids of photos that changed by it.

    Photos that ``pack`` has not identified have no vote. Reviews stay, and so does what was found
    in each photo alone: voting again after more photos arrive gives the same as voting once. Raises
    `CatalogueUnusable`.
    """
    voting = BurstVoting(pack)
    overviews = {each.photo_id: each for each in catalogue.overviews(photo_ids)}
    shots = (
        Shot(each.photo_id, each.taken, each.path.parent, each.camera)
        for each in overviews.values()
    )
    for burst in bursts(shots):
        if sum(overviews[photo_id].bird_count > 0 for photo_id in burst) < 2:
            continue
        photos = [record for record in catalogue.records(burst) if _is_of(record, pack)]
        changed = catalogue.vote(_votes(photos, voting))
        if changed:
            yield changed


def remember_votes(catalogue_file: Path, pack: Pack, paths: Iterable[Path]) -> None:
    """Vote in the catalogue on the photos at ``paths``, like `vote_in_bursts`."""
    species = {each.scientific_name: each for each in pack.labels.distinct_species}
    with Catalogue(catalogue_file, lambda name: species.get(name) or Species(name)) as catalogue:
        for _ in vote_in_bursts(catalogue, pack, catalogue.photo_ids_at(paths)):
            pass


def without_votes(catalogue: Catalogue, photo_ids: Sequence[int]) -> tuple[int, ...]:
    """Give every bird in these photos the claim of its own photo; returns the photos that
    changed."""
    own = {
        each.bird_id: replace(each.bird, claim=each.bird.own_claim, burst_vote=None)
        for record in catalogue.records(photo_ids)
        for each in record.birds
        if each.bird.burst_vote is not None
    }
    return catalogue.vote(own)


def with_votes(results: Iterable[PhotoResult], pack: Pack) -> Generator[PhotoResult]:
    """``results`` in their order, each burst voted as in the catalogue once its last photo is in.

    A burst is recognised if its photos follow each other in ``results``, as a camera's files do in
    a folder.
    """
    voting = BurstVoting(pack)
    held: list[PhotoResult] = []
    for result in results:
        if held and not (len(held) < MOST_HELD and _goes_on(held, result)):
            yield from _voted(held, voting)
            held = []
        held.append(result)
        if all(each.metadata.taken is None for each in held):
            yield from held
            held = []
    yield from _voted(held, voting)


def _goes_on(held: Sequence[PhotoResult], result: PhotoResult) -> bool:
    """Whether a burst among the held photos may continue with this one, or after it."""
    if result.path.parent != held[0].path.parent:
        return False
    taken = result.metadata.taken
    if taken is None:
        return True
    times = [each.metadata.taken for each in held if each.metadata.taken is not None]
    alike = [each for each in times if (each.tzinfo is None) == (taken.tzinfo is None)]
    return bool(alike) and belongs_to_burst(taken, min(alike), max(alike))


def _voted(results: Sequence[PhotoResult], voting: BurstVoting) -> list[PhotoResult]:
    voted = list(results)
    shots = [
        Shot(number, each.metadata.taken, each.path.parent, each.metadata.camera)
        for number, each in enumerate(results)
    ]
    for burst in bursts(shots):
        frames = [results[n] for n in burst if results[n].birds]
        numbers = [n for n in burst if results[n].birds]
        heard = voting.vote([Frame(each.width, each.height, each.birds) for each in frames])
        for number, birds in zip(numbers, heard, strict=True):
            voted[number] = replace(results[number], birds=birds)
    return voted


def _is_of(record: PhotoRecord, pack: Pack) -> bool:
    version = pack.pack_version
    return (record.pack_id, record.pack_version) == (version.pack_id, version.version)


def _votes(photos: Sequence[PhotoRecord], voting: BurstVoting) -> dict[int, Bird]:
    """The claims for the birds of a burst, by id."""
    birds_of_photos = [
        [bird for bird in photo.birds if bird.review.verdict is not Verdict.NOT_A_BIRD]
        for photo in photos
    ]
    frames = [
        Frame(photo.width, photo.height, tuple(each.bird for each in birds))
        for photo, birds in zip(photos, birds_of_photos, strict=True)
    ]
    return {
        record.bird_id: bird
        for records, birds in zip(birds_of_photos, voting.vote(frames), strict=True)
        for record, bird in zip(records, birds, strict=True)
    }
