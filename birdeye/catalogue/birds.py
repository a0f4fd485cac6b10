"""The birds of an image: updated from its results, while the user's decisions stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from birdeye.catalogue.database import Database
from birdeye.catalogue.signed_copies import REVIEWS
from birdeye.catalogue.stated_counts import kept_with
from birdeye.catalogue.stored_birds import stored_candidates
from birdeye.catalogue.stored_looks import looks_by_box, looks_from, stored_looks
from birdeye.catalogue.stored_values import SpeciesOf, quality_columns
from birdeye.domain.boxes import SAME_BIRD_IOU, Box, matched
from birdeye.domain.identification import Bird, Looks
from birdeye.domain.records import PackVersion
from birdeye.domain.review import Verdict


@dataclass(frozen=True, slots=True)
class _Known:
    """A bird already in the catalogue; ``is_live`` unless deleted or superseded."""

    bird_id: int
    box: Box
    is_live: bool
    is_touched: bool


def follow_result(
    database: Database,
    image_id: int,
    birds: Sequence[Bird],
    pack: PackVersion,
    species_of: SpeciesOf,
) -> None:
    """Make ``birds`` the birds of the image.

    An existing bird keeps its id and its review and gets the new claim; its box stays where the
    user drew or moved it. Birds that the result no longer has are superseded, unless the user
    decided something about them; what the user deleted stays deleted.
    """
    known = _known_birds(database, image_id)
    partners = matched([each.box for each in known], [bird.box for bird in birds], SAME_BIRD_IOU)
    with kept_with(database, [each.bird_id for each in known], species_of):
        for number, bird in enumerate(birds):
            if number in partners:
                _update(database, known[partners[number]].bird_id, bird)
            else:
                insert_bird(database, image_id, bird)
    kept = set(partners.values())
    gone = [
        (each.bird_id,)
        for number, each in enumerate(known)
        if number not in kept and each.is_live and not each.is_touched
    ]
    database.execute_many("UPDATE bird SET superseded = 1 WHERE id = ?", gone)
    REVIEWS.sign(database, (known[at].bird_id for at in kept if not known[at].is_live))
    database.execute(
        "UPDATE image SET pack_id = ?, pack_version = ? WHERE id = ?",
        (pack.pack_id, pack.version, image_id),
    )


def insert_bird(database: Database, image_id: int, bird: Bird, *, drawn: bool = False) -> int:
    """Add a bird, which the user drew or a pack found; its id."""
    claim = bird.claim
    return database.insert(
        "INSERT INTO bird (image_id, x1, y1, x2, y2, score, rank, taxon, probability, candidates, "
        "drawn, looks, sharpness, clipped) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            image_id,
            *bird.box.as_tuple(),
            bird.score,
            claim.rank.value,
            claim.taxon,
            claim.probability,
            stored_candidates(bird.candidates),
            drawn,
            stored_looks(bird.looks) if drawn else None,
            *quality_columns(bird.quality),
        ),
    )


def _known_birds(database: Database, image_id: int) -> list[_Known]:
    """Live ones first, so that of two boxes in one place the visible one is matched."""
    rows = database.rows(
        "SELECT id, x1, y1, x2, y2, superseded, deleted, drawn OR moved OR deleted OR verdict "
        "!= ? "
        "FROM bird WHERE image_id = ? ORDER BY deleted OR superseded, id",
        (Verdict.UNREVIEWED.value, image_id),
    )
    return [
        _Known(bird_id, Box(x1, y1, x2, y2), not (superseded or deleted), bool(touched))
        for bird_id, x1, y1, x2, y2, superseded, deleted, touched in rows
    ]


def _update(database: Database, bird_id: int, bird: Bird) -> None:
    claim = bird.claim
    database.execute(
        "UPDATE bird SET rank = ?, taxon = ?, probability = ?, candidates = ?, "
        "looks = CASE WHEN drawn OR moved THEN ? END, "
        "voted_rank = NULL, voted_taxon = NULL, voted_probability = NULL, superseded = 0 "
        "WHERE id = ?",
        (
            claim.rank.value,
            claim.taxon,
            claim.probability,
            stored_candidates(bird.candidates),
            stored_looks(bird.looks),
            bird_id,
        ),
    )
    database.execute(
        "UPDATE bird SET x1 = ?, y1 = ?, x2 = ?, y2 = ?, score = ?, sharpness = ?, clipped = ? "
        "WHERE id = ? AND NOT drawn AND NOT moved",
        (*bird.box.as_tuple(), bird.score, *quality_columns(bird.quality), bird_id),
    )


def set_vote(database: Database, bird_id: int, bird: Bird) -> bool:
    """Give the bird the claim of ``bird``; returns whether that is a change."""
    columns: tuple[str | float | None, ...] = (None, None, None, None)
    if bird.burst_vote is not None:
        claim = bird.claim
        columns = (claim.rank.value, claim.taxon, claim.probability, bird.burst_vote.photo_count)
    changed = database.execute(
        "UPDATE bird SET voted_rank = ?, voted_taxon = ?, voted_probability = ?, voted_photos = ? "
        "WHERE id = ? AND (voted_rank IS NOT ? OR voted_taxon IS NOT ? "
        "OR voted_probability IS NOT ? OR voted_photos IS NOT ?)",
        (*columns, bird_id, *columns),
    )
    return changed > 0


def looks_of(database: Database, photo_id: int) -> dict[int, Looks]:
    """What is stored about the looks of the birds in a photo, by their ids.

    For boxes that the user drew or moved it is stored with them; for all others with the result
    that they come from, which has the same boxes.
    """
    rows = database.rows(
        "SELECT bird.id, x1, y1, x2, y2, looks FROM photo "
        "JOIN bird ON bird.image_id = photo.image_id "
        "WHERE photo.id = ? AND NOT deleted AND NOT superseded",
        (photo_id,),
    )
    result = database.row(
        "SELECT birds FROM photo JOIN image ON image.id = photo.image_id JOIN result ON "
        "result.image_id = image.id AND result.pack_id = image.pack_id WHERE photo.id = ?",
        (photo_id,),
    )
    of_box = {} if result is None else looks_by_box(result[0])
    found = {
        bird_id: looks_from(own) if own is not None else of_box.get(tuple(box))
        for bird_id, *box, own in rows
    }
    return {bird_id: looks for bird_id, looks in found.items() if looks is not None}


def rename_bird(database: Database, bird_id: int, bird: Bird) -> None:
    """Give a bird the claim and the candidates of ``bird``; its vote is counted again
    afterwards."""
    claim = bird.claim
    database.execute(
        "UPDATE bird SET rank = ?, taxon = ?, probability = ?, candidates = ?, "
        "voted_rank = NULL, voted_taxon = NULL, voted_probability = NULL WHERE id = ?",
        (
            claim.rank.value,
            claim.taxon,
            claim.probability,
            stored_candidates(bird.candidates),
            bird_id,
        ),
    )
