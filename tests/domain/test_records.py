from pathlib import Path

import pytest

from birdeye.domain.boxes import Box
from birdeye.domain.identification import Bird, Claim, Rank
from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.domain.records import BirdRecord, PhotoRecord, PhotoState, Place, state_of
from birdeye.domain.review import NOT_A_BIRD, UNSURE, Review, Verdict, confirmed

ROBIN = Bird(Box(0, 0, 9, 9), 0.9, Claim(Rank.SPECIES, "Erithacus rubecula", 0.8), candidates=())


def photo(*birds: BirdRecord, **facts: object) -> PhotoRecord:
    return PhotoRecord(1, Path("a.jpg"), "00", birds=birds, **{"pack_id": "p", **facts})


def test_a_bird_goes_by_the_claim_until_a_person_names_it():
    assert BirdRecord(1, ROBIN).taxon == "Erithacus rubecula"
    named = BirdRecord(1, ROBIN, confirmed(Rank.GENUS, "Luscinia"))
    assert (named.rank, named.taxon) == (Rank.GENUS, "Luscinia")


@pytest.mark.parametrize("review", [UNSURE, NOT_A_BIRD])
def test_a_doubt_of_the_person_takes_the_claim_away(review):
    record = BirdRecord(1, ROBIN, review)
    assert (record.rank, record.taxon) == (Rank.NONE, "")
    assert record.is_reviewed and not record.is_confirmed


@pytest.mark.parametrize(
    "parts",
    [
        (Verdict.CONFIRMED, Rank.NONE, ""),
        (Verdict.CONFIRMED, Rank.SPECIES, ""),
        (Verdict.UNSURE, Rank.SPECIES, "Parus major"),
    ],
)
def test_a_review_that_contradicts_itself_is_refused(parts):
    with pytest.raises(ValueError, match="does not go with"):
        Review(*parts)


def test_the_state_of_a_photo_follows_the_review():
    assert state_of(photo(pack_id="")) is PhotoState.WAITING
    assert state_of(photo(error="It is empty.")) is PhotoState.UNREADABLE
    assert state_of(photo()) is PhotoState.NO_BIRD
    assert state_of(photo(BirdRecord(1, ROBIN))) is PhotoState.BIRDS
    assert state_of(photo(BirdRecord(1, ROBIN, NOT_A_BIRD))) is PhotoState.NO_BIRD


def test_the_place_of_the_person_comes_before_that_of_the_camera():
    camera, person = GpsPosition(1, 2), GpsPosition(3, 4)
    metadata = PhotoMetadata(position=camera)
    assert photo(metadata=metadata).position == camera
    assert photo(metadata=metadata, place=Place("A pond")).position == camera
    assert photo(metadata=metadata, place=Place("A pond", person)).position == person
