"""Lets photos of a burst vote, in the catalogue and in a stream of results."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.best_frames import BurstFrame
from birdeye.domain.bursts import belongs_to_burst
from birdeye.domain.identification import Bird, PhotoResult
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoRecord
from birdeye.domain.shots import image_of
from birdeye.domain.species import Species
from birdeye.domain.visits import wall_clock
from birdeye.packs.pack import Pack
from birdeye.vision.burst_voting import BurstVoting, Frame
from birdeye.workflows.burst_frames import frames_in_bursts

MOST_HELD = 1000
"""Limit of results waiting for the end of a burst; no camera takes this many in that time."""


def vote_in_bursts(
    catalogue: Catalogue, pack: Pack, photo_ids: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """Vote in every burst among these photos, and yield the ids of photos that changed by it.

    Photos that ``pack`` has not identified have no vote. Reviews stay, and so does what was found
    in each photo alone: voting again after more photos arrive gives the same as voting once. Copies
    share their names, so that the burst of a copy in another folder has its say too, and no photo
    votes twice. Raises `CatalogueUnusable`.
    """
    voting = BurstVoting(pack)
    wanted = frozenset(photo_ids)
    among = _with_folders_of_copies(catalogue, wanted, photo_ids)
    overviews = {each.photo_id: each for each in catalogue.overviews(among)}
    for burst in frames_in_bursts(overviews):
        files = [file for frame in burst for file in frame.files]
        if wanted.isdisjoint([file.photo_id for file in files]):
            continue
        if sum(any(file.bird_count > 0 for file in frame.files) for frame in burst) < 2:
            continue
        shot_of = _voters(burst)
        photos = [record for record in catalogue.records(list(shot_of)) if _is_of(record, pack)]
        changed = catalogue.vote(_votes(photos, shot_of, voting))
        if changed:
            yield changed


def _with_folders_of_copies(
    catalogue: Catalogue, wanted: Collection[int], photo_ids: Sequence[int]
) -> Sequence[int]:
    """``photo_ids``, and all photos beside a copy that one of them has in another folder."""
    elsewhere = [one for one in catalogue.with_copies(photo_ids) if one not in wanted]
    if not elsewhere:
        return photo_ids
    folders = {photo.path.parent for photo in catalogue.overviews(elsewhere)}
    return tuple(dict.fromkeys((*photo_ids, *elsewhere, *catalogue.photo_ids_at(folders))))


def _voters(burst: Sequence[BurstFrame]) -> dict[int, int]:
    """The files that vote, in order of time, with the number of their shot: each image once."""
    images: dict[tuple[bool, int], tuple[PhotoOverview, int]] = {}
    for number, frame in enumerate(burst):
        for file in frame.files:
            images.setdefault(image_of(file), (file, number))
    in_order = sorted(images.values(), key=lambda each: _time(each[0]))
    return {file.photo_id: number for file, number in in_order}


def _time(photo: PhotoOverview) -> datetime:
    return datetime.min if photo.taken is None else wall_clock(photo.taken)


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
    a folder; the bursts of copies in other folders have no say here.
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
    photos = {
        number: PhotoOverview(
            number,
            each.path,
            each.metadata.taken,
            bird_count=len(each.birds),
            error=each.error,
            camera=each.metadata.camera,
            image_id=image,
        )
        for number, (each, image) in enumerate(zip(results, _images(results), strict=True))
    }
    for burst in frames_in_bursts(photos):
        shot_of = {number: shot for number, shot in _voters(burst).items() if results[number].birds}
        frames = [
            Frame(results[number].width, results[number].height, results[number].birds, shot)
            for number, shot in shot_of.items()
        ]
        heard = {
            photos[number].image_id: birds
            for number, birds in zip(shot_of, voting.vote(frames), strict=True)
        }
        for file in (file for frame in burst for file in frame.files):
            if file.image_id in heard:
                number = file.photo_id
                voted[number] = replace(results[number], birds=heard[file.image_id])
    return voted


def _images(results: Sequence[PhotoResult]) -> list[int]:
    """A number for each result, which copies share: what is found in one picture twice is the same,
    to the last digit."""
    images: list[int] = []
    of_moment: dict[datetime | None, list[int]] = {}
    for number, result in enumerate(results):
        alike = of_moment.setdefault(result.metadata.taken, [])
        images.append(next((n for n in alike if results[n].birds == result.birds), number))
        alike.append(number)
    return images


def _is_of(record: PhotoRecord, pack: Pack) -> bool:
    version = pack.pack_version
    return (record.pack_id, record.pack_version) == (version.pack_id, version.version)


def _votes(
    photos: Sequence[PhotoRecord], shot_of: Mapping[int, int], voting: BurstVoting
) -> dict[int, Bird]:
    """The claims for the birds of a burst, by id."""
    birds_of_photos = [[bird for bird in photo.birds if not bird.is_rejected] for photo in photos]
    frames = [
        Frame(
            photo.width,
            photo.height,
            tuple(each.bird for each in birds),
            shot_of[photo.photo_id],
        )
        for photo, birds in zip(photos, birds_of_photos, strict=True)
    ]
    return {
        record.bird_id: bird
        for records, birds in zip(birds_of_photos, voting.vote(frames), strict=True)
        for record, bird in zip(records, birds, strict=True)
    }
