"""Has the photos of a burst vote, so that a bird does not change its name from frame to frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.bursts import Shot, bursts, same_birds
from birdeye.domain.identification import Claim
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.domain.review import Verdict
from birdeye.packs.pack import Pack
from birdeye.vision.naming import Namer


def vote_in_bursts(
    catalogue: Catalogue, pack: Pack, photo_ids: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """Vote in every burst among these photos, and yield the ids of photos that changed by it.

    All frames of a bird go by the claim that their mean probabilities come to. Photos that
    ``pack`` has not looked at have no vote. Reviews stay, and so does what was found in each photo
    alone (`BirdRecord.own_claim`): to vote again after more photos came in gives the same as to
    vote once. Raises `CatalogueUnusable`.
    """
    namer = Namer(pack.labels, pack.manifest.classifier)
    overviews = {each.photo_id: each for each in catalogue.overviews(photo_ids)}
    shots = (Shot(each.photo_id, each.taken, each.path.parent) for each in overviews.values())
    for burst in bursts(shots):
        if sum(overviews[photo_id].bird_count > 0 for photo_id in burst) < 2:
            continue
        photos = [record for record in catalogue.records(burst) if _is_of(record, pack)]
        changed = catalogue.vote(_votes(photos, namer))
        if changed:
            yield changed


def _is_of(record: PhotoRecord, pack: Pack) -> bool:
    version = pack.pack_version
    return (record.pack_id, record.pack_version) == (version.pack_id, version.version)


def _votes(photos: Sequence[PhotoRecord], namer: Namer) -> dict[int, Claim | None]:
    """What the birds of a burst should go by; None where that is their own claim."""
    votes: dict[int, Claim | None] = {}
    birds_of_photos = [
        [bird for bird in photo.birds if bird.review.verdict is not Verdict.NOT_A_BIRD]
        for photo in photos
    ]
    boxes = [
        [each.bird.box.scaled(1 / photo.width, 1 / photo.height) for each in birds]
        for photo, birds in zip(photos, birds_of_photos, strict=True)
    ]
    for track in same_birds(boxes):
        birds = [birds_of_photos[photo][number] for photo, number in track]
        claim = namer.vote([each.bird for each in birds]) if len(birds) > 1 else None
        for each in birds:
            votes[each.bird_id] = None if claim == _own_claim(each) else claim
    return votes


def _own_claim(bird: BirdRecord) -> Claim:
    return bird.own_claim or bird.bird.claim
