from datetime import datetime
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.domain.identification import NOT_SURE, Bird, Claim, Rank
from birdeye.domain.overviews import PhotoOverview, overview_of
from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.domain.records import BirdRecord, PhotoRecord, PhotoState
from birdeye.domain.review import NOT_A_BIRD, UNSURE, confirmed

TAKEN = datetime(2026, 5, 1, 6, 30)


def a_bird(bird_id, claim, review=None):
    bird = Bird(Box(0, 0, 9, 9), 0.9, claim, candidates=())
    return BirdRecord(bird_id, bird, **({"review": review} if review else {}))


def test_an_overview_counts_birds_doubts_and_what_waits_for_a_person():
    tit = Claim(Rank.SPECIES, "Parus major", 0.7)
    birds = (
        a_bird(1, tit),
        a_bird(2, tit, confirmed(Rank.SPECIES, "Parus major")),
        a_bird(3, Claim(Rank.GENUS, "Cyanistes", 0.9), confirmed(Rank.GENUS, "Periparus")),
        a_bird(4, NOT_SURE),
        a_bird(5, tit, UNSURE),
        a_bird(6, Claim(Rank.SPECIES, "Pica pica", 0.99), NOT_A_BIRD),
    )
    metadata = PhotoMetadata(taken=TAKEN, position=GpsPosition(1, 2))
    record = PhotoRecord(
        7, Path("a.jpg"), "00", 300, 200, birds, metadata=metadata, pack_id="p", pack_version="1"
    )
    assert overview_of(record) == PhotoOverview(
        photo_id=7,
        path=Path("a.jpg"),
        taken=TAKEN,
        state=PhotoState.BIRDS,
        taxa=((Rank.SPECIES, "Parus major"), (Rank.GENUS, "Periparus")),
        bird_count=5,
        unreviewed_count=2,
        uncertain_count=2,
        probability=0.9,
        has_position=True,
        width=300,
        height=200,
        pack=("p", "1"),
    )
    assert not overview_of(record).is_reviewed


def test_a_photo_is_reviewed_when_none_of_its_birds_waits():
    named = a_bird(1, NOT_SURE, confirmed(Rank.FAMILY, "Paridae"))
    record = PhotoRecord(1, Path("a.jpg"), "00", birds=(named,), pack_id="p")
    assert overview_of(record).is_reviewed
    assert overview_of(record).probability is None
    nothing_found = PhotoRecord(1, Path("a.jpg"), "00", pack_id="p")
    assert overview_of(nothing_found).state is PhotoState.NO_BIRD
    assert not overview_of(nothing_found).is_reviewed
