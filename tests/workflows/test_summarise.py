"""The figures of a set of photos, against counts made by hand."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.boxes import Box
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, Rank
from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE, confirmed
from birdeye.domain.species import Species
from birdeye.workflows.summarise import CONFIDENCE_BINS, summarise
from tests.helpers.made_results import PACK, TOP, make_bird, make_result, seen, species_of

ROBIN, WREN = "Erithacus rubecula", "Troglodytes troglodytes"


def bird(taxon, probability=0.9, review=UNREVIEWED, side=10, rank=Rank.SPECIES):
    claim = Claim(rank, taxon, probability) if taxon else NOT_SURE
    candidates = (Candidate(Species(taxon or WREN), probability),)
    return BirdRecord(1, Bird(Box(0, 0, side, side), 0.8, claim, candidates), review)


def photo(photo_id, *birds, day=None, position=None, error=None):
    taken = None if day is None else datetime(2024, *day)
    metadata = PhotoMetadata(taken=taken, position=position)
    return PhotoRecord(photo_id, Path("a.jpg"), "00", 100, 100, birds, error, metadata, pack_id="p")


def test_counts_dates_and_months_of_a_species():
    summary = summarise(
        [
            photo(1, bird(ROBIN), bird(ROBIN), day=(5, 2)),
            photo(2, bird(ROBIN), day=(3, 9)),
            photo(3, bird(ROBIN)),
            photo(4, bird(WREN), day=(3, 9)),
        ]
    )
    robin, wren = summary.species
    assert (robin.taxon, robin.photo_count, robin.bird_count) == (ROBIN, 3, 4)
    assert (robin.first, robin.last) == (date(2024, 3, 9), date(2024, 5, 2))
    assert robin.months == {5: 2, 3: 1}
    assert (wren.taxon, wren.bird_count) == (WREN, 1)
    assert summary.days == {date(2024, 3, 9): 2, date(2024, 5, 2): 2}
    assert list(summary.days) == sorted(summary.days)
    assert (summary.photo_count, summary.bird_count) == (4, 5)


def test_thirty_frames_of_a_flock_are_six_birds():
    photos = [
        replace(
            photo(n, *[bird(ROBIN)] * (6 - n % 3)),
            metadata=PhotoMetadata(datetime(2024, 5, 2, 7, 0, 2 * n)),
        )
        for n in range(30)
    ]
    (robin,) = summarise(photos).species
    assert (robin.bird_count, robin.visit_count, robin.photo_count) == (6, 1, 30)
    assert robin.months == {5: 6}


def test_a_corrected_name_counts_and_the_claim_does_not():
    summary = summarise([photo(1, bird(ROBIN, review=confirmed(Rank.SPECIES, WREN)))])
    assert [line.taxon for line in summary.lines] == [WREN]
    assert summary.reviewed_count == 1


def test_what_is_no_bird_is_not_counted_and_doubts_have_no_name():
    summary = summarise(
        [
            photo(1, bird(ROBIN, review=NOT_A_BIRD)),
            photo(2, bird(ROBIN, review=UNSURE), bird("")),
            photo(3, error="It is empty."),
        ]
    )
    assert summary.lines == ()
    assert (summary.bird_count, summary.unnamed_count) == (2, 2)
    assert summary.photo_count == 3


def test_confirmed_only_leaves_claims_out():
    summary = summarise(
        [photo(1, bird(ROBIN), bird(ROBIN, review=confirmed(Rank.SPECIES, ROBIN)))],
        confirmed_only=True,
    )
    (line,) = summary.species
    assert (line.bird_count, line.confirmed_count) == (1, 1)
    assert (summary.bird_count, summary.unnamed_count) == (1, 0)


def test_species_come_before_genera_and_families():
    summary = summarise(
        [
            photo(1, bird("Kingfishers", rank=Rank.FAMILY), bird("Turdus", rank=Rank.GENUS)),
            photo(2, bird("Kingfishers", rank=Rank.FAMILY), bird(WREN)),
        ]
    )
    assert [line.rank for line in summary.lines] == [Rank.SPECIES, Rank.GENUS, Rank.FAMILY]


def test_the_best_photo_is_confirmed_then_sure_then_large():
    photos = [
        photo(1, bird(ROBIN, 0.6, side=90)),
        photo(2, bird(ROBIN, 0.9, side=20)),
        photo(3, bird(ROBIN, 0.92, side=40)),
    ]
    assert summarise(photos).species[0].best_photo_id == 3
    vouched = photo(4, bird(ROBIN, 0.2, review=confirmed(Rank.SPECIES, ROBIN), side=5))
    assert summarise([*photos, vouched]).species[0].best_photo_id == 4


def test_confidence_falls_into_the_bins_of_the_words():
    photos = [photo(1, *(bird(ROBIN, p) for p in (0.0, 0.049, 0.05, 0.85, 0.8499, 1.0)))]
    bins = summarise(photos).confidence
    assert len(bins) == CONFIDENCE_BINS
    assert (bins[0], bins[1], bins[16], bins[17], bins[19]) == (2, 1, 1, 1, 1)
    assert sum(bins) == 6


def test_birds_are_gathered_by_place():
    here, near, far = GpsPosition(51.50012, 0.1), GpsPosition(51.5001, 0.1), GpsPosition(-3, 9)
    photos = [
        photo(1, bird(ROBIN), position=here),
        photo(2, bird(ROBIN), bird(WREN), position=near),
        photo(3, bird(WREN), position=far),
        photo(4, position=far),
    ]
    assert summarise(photos).points == {(51.5, 0.1): 3, (-3, 9): 1}


def test_files_of_a_shot_count_once_whenever_they_came_and_wherever_there_are_copies(tmp_path):
    noon = datetime(2026, 5, 1, 12)
    names = ("a.jpg", "b.jpg", "a.nef", "web/b.jpg", "web/heron.jpg")
    contents = ("jpeg a", "jpeg b", "raw a", "jpeg b", "jpeg a")
    with Catalogue(tmp_path / "catalogue.sqlite", species_of) as catalogue:
        for name, content in zip(names, contents, strict=True):
            path = tmp_path / name
            result = make_result(path, make_bird(), metadata=PhotoMetadata(noon))
            catalogue.remember(seen(path, content), result, PACK, TOP)
        listed = [str(each.path.relative_to(tmp_path)) for each in catalogue.records()]
        assert listed == ["a.jpg", "a.nef", str(Path("web/b.jpg"))]  # the latter was seen last
        assert summarise(catalogue.records()).photo_count == 2
