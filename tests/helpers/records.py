"""Photo records for tests, made of the birds that a test names."""

from __future__ import annotations

from pathlib import Path

from birdeye.domain.identification import Bird
from birdeye.domain.photos import PhotoMetadata
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.domain.review import UNREVIEWED, Review


def a_record(
    *birds: Bird,
    photo_id: int = 1,
    path: Path = Path("/photos/a.jpg"),
    size: tuple[int, int] = (320, 240),
    reviews: tuple[Review, ...] = (),
    metadata: PhotoMetadata | None = None,
    **others,
) -> PhotoRecord:
    """An identified photo whose birds have the ids ``100 * photo_id``, ``+ 1``, ..."""
    padded = (*reviews, *[UNREVIEWED] * len(birds))
    return PhotoRecord(
        photo_id,
        path,
        f"{photo_id:064x}",
        *size,
        birds=tuple(
            BirdRecord(100 * photo_id + number, bird, review)
            for number, (bird, review) in enumerate(zip(birds, padded, strict=False))
        ),
        metadata=metadata or PhotoMetadata(),
        pack_id="tiny",
        pack_version="1",
        **others,
    )
