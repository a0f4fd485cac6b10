"""A blurred frame goes by the name of a sharp one, and no vote takes a name away."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.boxes import Box
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.identification import (
    NOT_SURE,
    Bird,
    BurstVote,
    Candidate,
    Claim,
    PhotoResult,
    Rank,
)
from birdeye.domain.photos import PhotoMetadata
from birdeye.domain.review import NOT_A_BIRD, confirmed
from birdeye.domain.species import Species
from birdeye.workflows.vote_in_bursts import (
    remember_votes,
    vote_in_bursts,
    with_votes,
    without_votes,
)
from tests.helpers.made_results import OTHER_PACK, TOP, seen, species_of
from tests.helpers.tiny_pack import make_tiny_pack

SISKIN, GOLDFINCH, KINGFISHER = "Spinus spinus", "Spinus tristis", "Alcedo atthis"
ROSEFINCH = "Carpodacus erythrinus"


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return make_tiny_pack(tmp_path_factory.mktemp("packs") / "tiny")


@pytest.fixture
def catalogue(tmp_path):
    with Catalogue(tmp_path / "catalogue.sqlite", species_of) as catalogue:
        yield catalogue


def bird(box=(100, 100, 200, 200), **probabilities):
    """A bird by its probabilities, claimed as the pack would: by the likeliest above one half."""
    names = {
        "siskin": SISKIN,
        "goldfinch": GOLDFINCH,
        "kingfisher": KINGFISHER,
        "rosefinch": ROSEFINCH,
    }
    listed = sorted(probabilities.items(), key=lambda each: -each[1])
    candidates = tuple(Candidate(Species(names[name]), share) for name, share in listed)
    best = candidates[0]
    claim = Claim(Rank.SPECIES, best.species.scientific_name, best.probability)
    return Bird(
        Box(*map(float, box)), 0.9, claim if best.probability > 0.5 else NOT_SURE, candidates
    )


def burst(catalogue, pack_version, *photos, gap=1):
    """Remember photos that follow each other; their ids."""
    ids = []
    for number, birds in enumerate(photos):
        path = Path(f"/burst/{number}.jpg")
        taken = datetime(2026, 5, 1) + timedelta(seconds=number * gap)
        result = PhotoResult(path, 1000, 500, tuple(birds), metadata=PhotoMetadata(taken))
        ids.append(catalogue.remember(seen(path), result, pack_version, TOP))
    return ids


def names(catalogue, ids):
    return [[each.taxon for each in record.birds] for record in catalogue.records(ids)]


SHARP, BLURRED = {"siskin": 0.9, "goldfinch": 0.1}, {"siskin": 0.4, "goldfinch": 0.3}


def sharp_and_blurred(catalogue, pack):
    return burst(
        catalogue, pack.pack_version, *([bird(**each)] for each in (SHARP, BLURRED, SHARP))
    )


def test_a_blurred_frame_goes_by_the_name_of_the_sharp_ones(catalogue, pack):
    ids = sharp_and_blurred(catalogue, pack)
    assert names(catalogue, ids) == [[SISKIN], [""], [SISKIN]]
    assert list(vote_in_bursts(catalogue, pack, ids)) == [(ids[1],)]
    assert names(catalogue, ids) == [[SISKIN]] * 3
    (blurred,) = catalogue.record(ids[1]).birds
    # Counted by the chance that two guesses agree: 0.82 for the sharp ones, 0.25 for the blurred.
    expected = (2 * 0.82 * 0.9 + 0.25 * 0.4) / (2 * 0.82 + 0.25)
    assert blurred.bird.claim.probability == pytest.approx(expected)
    assert blurred.bird.burst_vote == BurstVote(NOT_SURE, 3)
    (overview,) = catalogue.overviews([ids[1]])
    assert overview.taxa == ((Rank.SPECIES, SISKIN),)


def test_three_sharp_and_five_blurred_sparrows_are_eight(catalogue, pack):
    photos = [SHARP, *[BLURRED] * 3, SHARP, BLURRED, BLURRED, SHARP]
    ids = burst(catalogue, pack.pack_version, *([bird(**each)] for each in photos))
    list(vote_in_bursts(catalogue, pack, ids))
    assert names(catalogue, ids) == [[SISKIN]] * 8


def test_four_sure_names_in_six_seconds_stay_four_names(catalogue, pack):
    sure = ["siskin", "goldfinch", "kingfisher", "rosefinch"]
    photos = [[bird(**{name: 0.9})] for name in sure]
    ids = burst(catalogue, pack.pack_version, *photos, gap=2)
    before = names(catalogue, ids)
    assert list(vote_in_bursts(catalogue, pack, ids)) == []
    assert names(catalogue, ids) == before == [[SISKIN], [GOLDFINCH], [KINGFISHER], [ROSEFINCH]]


def test_one_stranger_among_eight_keeps_its_name(catalogue, pack):
    photos = [[bird(siskin=0.9)]] * 4 + [[bird(kingfisher=0.9)]] + [[bird(siskin=0.9)]] * 4
    ids = burst(catalogue, pack.pack_version, *photos)
    list(vote_in_bursts(catalogue, pack, ids))
    assert names(catalogue, ids) == [[SISKIN]] * 4 + [[KINGFISHER]] + [[SISKIN]] * 4


def test_a_frame_that_sees_nothing_of_the_kind_is_another_bird(catalogue, pack):
    ids = burst(
        catalogue, pack.pack_version, [bird(siskin=0.9)], [bird(kingfisher=0.45, rosefinch=0.3)]
    )
    list(vote_in_bursts(catalogue, pack, ids))
    assert names(catalogue, ids) == [[SISKIN], [""]]


def test_a_genus_becomes_the_species_of_that_genus_only(catalogue, pack):
    genus = replace(bird(siskin=0.48, goldfinch=0.45), claim=Claim(Rank.GENUS, "Spinus", 0.93))
    sure, other = bird(siskin=0.95), bird((700, 200, 900, 400), kingfisher=0.9)
    ids = burst(catalogue, pack.pack_version, [sure], [genus, other], [sure, other])
    list(vote_in_bursts(catalogue, pack, ids))
    assert names(catalogue, ids) == [[SISKIN], [SISKIN, KINGFISHER], [SISKIN, KINGFISHER]]


def test_one_sure_photo_alone_names_no_other(catalogue, pack):
    photos = [[bird(**each)] for each in (BLURRED, SHARP, BLURRED)]
    ids = burst(catalogue, pack.pack_version, *photos)
    assert list(vote_in_bursts(catalogue, pack, ids)) == []


def test_voting_twice_changes_nothing_and_a_vote_can_be_taken_back(catalogue, pack):
    ids = sharp_and_blurred(catalogue, pack)
    list(vote_in_bursts(catalogue, pack, ids))
    assert list(vote_in_bursts(catalogue, pack, ids)) == []
    assert without_votes(catalogue, ids) == (ids[1],)
    assert names(catalogue, ids) == [[SISKIN], [""], [SISKIN]]
    assert without_votes(catalogue, ids) == ()


def test_a_vote_never_touches_a_review(catalogue, pack):
    ids = sharp_and_blurred(catalogue, pack)
    bird_ids = [record.birds[0].bird_id for record in catalogue.records(ids)]
    review = confirmed(Rank.SPECIES, KINGFISHER)
    catalogue.carry_out(ReviewBirds((bird_ids[1],), review))
    list(vote_in_bursts(catalogue, pack, ids))
    assert names(catalogue, ids) == [[SISKIN], [KINGFISHER], [SISKIN]]
    assert catalogue.record(ids[1]).birds[0].review == review


def test_what_is_not_a_bird_has_no_vote(catalogue, pack):
    ids = sharp_and_blurred(catalogue, pack)
    for record in (catalogue.record(ids[0]), catalogue.record(ids[2])):
        catalogue.carry_out(ReviewBirds((record.birds[0].bird_id,), NOT_A_BIRD))
    assert list(vote_in_bursts(catalogue, pack, ids)) == []


def test_two_birds_vote_apart(catalogue, pack):
    left, right = (0, 0, 200, 200), (700, 200, 900, 400)
    ids = burst(
        catalogue,
        pack.pack_version,
        [bird(left, siskin=0.9, goldfinch=0.1), bird(right, kingfisher=0.9)],
        [bird(right, kingfisher=0.4, siskin=0.1), bird(left, goldfinch=0.2, siskin=0.4)],
        [bird(left, siskin=0.9), bird(right, kingfisher=0.9)],
    )
    list(vote_in_bursts(catalogue, pack, ids))
    assert names(catalogue, ids) == [
        [SISKIN, KINGFISHER],
        [KINGFISHER, SISKIN],
        [SISKIN, KINGFISHER],
    ]


def test_photos_apart_and_results_of_other_packs_have_no_vote(catalogue, pack):
    photos = [bird(**SHARP)], [bird(**BLURRED)]
    assert (
        list(vote_in_bursts(catalogue, pack, burst(catalogue, pack.pack_version, *photos, gap=60)))
        == []
    )
    assert list(vote_in_bursts(catalogue, pack, burst(catalogue, OTHER_PACK, *photos))) == []


def test_what_a_pack_finds_anew_has_no_vote_yet(catalogue, pack):
    ids = sharp_and_blurred(catalogue, pack)
    list(vote_in_bursts(catalogue, pack, ids))
    sharp_and_blurred(catalogue, pack)
    assert names(catalogue, ids) == [[SISKIN], [""], [SISKIN]]


def made_results(*photos, gap=1, folder="/burst", start=0):
    return [
        PhotoResult(
            Path(f"{folder}/{number}.jpg"),
            1000,
            500,
            tuple(birds),
            metadata=PhotoMetadata(datetime(2026, 5, 1) + timedelta(seconds=start + number * gap)),
        )
        for number, birds in enumerate(photos)
    ]


def test_results_that_stream_past_get_the_names_that_the_catalogue_gives(catalogue, pack):
    photos = [[bird(**each)] for each in (SHARP, BLURRED, BLURRED, SHARP)]
    undated = PhotoResult(Path("/burst/undated.jpg"), 1000, 500, (bird(**BLURRED),))
    missing = PhotoResult(Path("/burst/missing.jpg"), 0, 0, error="gone")
    two = [photos[0], photos[3], photos[1]]
    one, other = made_results(*photos), made_results(*two, folder="/other", start=90)
    given = [undated, *one[:2], missing, *one[2:], undated, *other]
    heard = list(with_votes(given, pack))
    assert [each.path for each in heard] == [each.path for each in given]
    assert [[each.claim.taxon for each in result.birds] for result in heard] == [
        *([""], [SISKIN], [SISKIN], [], [SISKIN], [SISKIN], [""], [SISKIN], [SISKIN], [SISKIN])
    ]
    ids = burst(catalogue, pack.pack_version, *photos)
    list(vote_in_bursts(catalogue, pack, ids))
    stored = [record.birds[0].bird for record in catalogue.records(ids)]
    assert stored == [heard[n].birds[0] for n in (1, 2, 4, 5)]


def test_a_result_that_no_burst_can_hold_is_not_held_back(pack):
    handed_out = []

    def results():
        for result in made_results(*[[bird(**SHARP)]] * 4, gap=60):
            handed_out.append(result.path)
            yield result

    passed = [(result.path, len(handed_out)) for result in with_votes(results(), pack)]
    assert [ahead for _, ahead in passed] == [2, 3, 4, 4]


def test_votes_are_remembered_for_the_photos_named(tmp_path, pack):
    file = tmp_path / "catalogue.sqlite"
    with Catalogue(file, species_of) as catalogue:
        ids = sharp_and_blurred(catalogue, pack)
        paths = [record.path for record in catalogue.records(ids)]
        remember_votes(file, pack, paths)
        assert names(catalogue, ids) == [[SISKIN]] * 3


def remembered(catalogue, pack, *photos):
    """Remember photos, each (path, content, second, birds); their ids, and the results."""
    ids, results = [], []
    for name, content, second, birds in photos:
        path = Path(name)
        taken = PhotoMetadata(datetime(2026, 5, 1) + timedelta(seconds=second))
        results.append(PhotoResult(path, 1000, 500, tuple(birds), metadata=taken))
        ids.append(catalogue.remember(seen(path, content), results[-1], pack.pack_version, TOP))
    return ids, results


@pytest.mark.parametrize(
    "second_file",
    [
        pytest.param(("/burst/1 copy.jpg", "one", 0, [bird(**SHARP)]), id="a copy"),
        pytest.param(("/burst/1.CR3", "raw", 0.4, [bird(siskin=0.8)]), id="the RAW"),
    ],
)
def test_two_files_of_one_shot_are_one_witness(catalogue, pack, second_file):
    ids, results = remembered(
        catalogue,
        pack,
        ("/burst/1.jpg", "one", 0, [bird(**SHARP)]),
        second_file,
        ("/burst/2.jpg", "two", 1, [bird(**BLURRED)]),
    )
    assert list(vote_in_bursts(catalogue, pack, ids)) == []
    assert [heard.birds for heard in with_votes(results, pack)] == [each.birds for each in results]


def test_a_shot_counts_once_however_many_files_it_has(catalogue, pack):
    ids, results = remembered(
        catalogue,
        pack,
        ("/burst/1.jpg", "one", 0, [bird(**SHARP)]),
        ("/burst/1 copy.jpg", "one", 0, [bird(**SHARP)]),
        ("/burst/1.CR3", "raw", 0.4, [bird(siskin=0.8, goldfinch=0.2)]),
        ("/burst/2.jpg", "two", 1, [bird(**BLURRED)]),
        ("/burst/3.jpg", "three", 2, [bird(**SHARP)]),
    )
    list(vote_in_bursts(catalogue, pack, ids))
    (blurred,) = catalogue.record(ids[3]).birds
    assert blurred.bird.burst_vote == BurstVote(NOT_SURE, 3)
    weights = {0.9: 0.82 / 2 + 0.82, 0.8: 0.68 / 2, 0.4: 0.25}
    expected = sum(each * weight for each, weight in weights.items()) / sum(weights.values())
    assert blurred.bird.claim.probability == pytest.approx(expected)
    stored = [catalogue.record(one).birds[0].bird for one in ids]
    assert stored == [heard.birds[0] for heard in with_votes(results, pack)]


def test_copies_of_a_part_of_a_burst_elsewhere_do_not_take_its_names_away(catalogue, pack):
    ids, _ = remembered(
        catalogue,
        pack,
        ("/burst/1.jpg", "one", 0, [bird(**SHARP)]),
        ("/burst/2.jpg", "two", 1, [bird(**BLURRED)]),
        ("/burst/3.jpg", "three", 2, [bird(**SHARP)]),
    )
    list(vote_in_bursts(catalogue, pack, ids))
    copies, _ = remembered(
        catalogue,
        pack,
        ("/chosen/2.jpg", "two", 1, [bird(**BLURRED)]),
        ("/chosen/3.jpg", "three", 2, [bird(**SHARP)]),
    )
    for photo_ids in (copies, ids, [*copies, *ids]):
        list(vote_in_bursts(catalogue, pack, photo_ids))
        assert names(catalogue, [*ids, *copies]) == [[SISKIN]] * 5
