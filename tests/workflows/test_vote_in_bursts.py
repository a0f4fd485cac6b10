"""A bird keeps its name through a burst, and a person's word through every vote."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.boxes import Box
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.photos import PhotoMetadata
from birdeye.domain.review import NOT_A_BIRD, confirmed
from birdeye.domain.species import Species
from birdeye.workflows.vote_in_bursts import vote_in_bursts
from tests.helpers.made_results import OTHER_PACK, TOP, seen, species_of
from tests.helpers.tiny_pack import make_tiny_pack

SISKIN, GOLDFINCH, KINGFISHER = "Spinus spinus", "Spinus tristis", "Alcedo atthis"


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return make_tiny_pack(tmp_path_factory.mktemp("packs") / "tiny")


@pytest.fixture
def catalogue(tmp_path):
    with Catalogue(tmp_path / "catalogue.sqlite", species_of) as catalogue:
        yield catalogue


def bird(box=(100, 100, 200, 200), **probabilities):
    """A bird by its probabilities, claimed as the pack would: by the likeliest above one half."""
    names = {"siskin": SISKIN, "goldfinch": GOLDFINCH, "kingfisher": KINGFISHER}
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


def flip_flop(catalogue, pack):
    return burst(
        catalogue,
        pack.pack_version,
        [bird(siskin=0.9, goldfinch=0.1)],
        [bird(goldfinch=0.6, siskin=0.4)],
        [bird(siskin=0.8, goldfinch=0.2)],
    )


def test_a_bird_does_not_flip_between_sister_species(catalogue, pack):
    ids = flip_flop(catalogue, pack)
    assert names(catalogue, ids) == [[SISKIN], [GOLDFINCH], [SISKIN]]
    changed = list(vote_in_bursts(catalogue, pack, ids))
    assert [set(each) for each in changed] == [set(ids)]
    assert names(catalogue, ids) == [[SISKIN]] * 3
    (middle,) = catalogue.record(ids[1]).birds
    assert middle.bird.claim.probability == pytest.approx((0.9 + 0.4 + 0.8) / 3)
    assert middle.own_claim == Claim(Rank.SPECIES, GOLDFINCH, 0.6)
    assert middle.bird.candidates[0].species.scientific_name == GOLDFINCH
    assert next(catalogue.overviews([ids[1]])).taxa == ((Rank.SPECIES, SISKIN),)


def test_voting_twice_changes_nothing(catalogue, pack):
    ids = flip_flop(catalogue, pack)
    list(vote_in_bursts(catalogue, pack, ids))
    assert list(vote_in_bursts(catalogue, pack, ids)) == []


def test_where_the_frames_do_not_agree_less_is_claimed(catalogue, pack):
    ids = burst(
        catalogue,
        pack.pack_version,
        [bird(siskin=0.9, goldfinch=0.1)],
        [bird(goldfinch=0.9, siskin=0.1)],
    )
    list(vote_in_bursts(catalogue, pack, ids))
    ranks = [record.birds[0].rank for record in catalogue.records(ids)]
    assert ranks == [Rank.GENUS, Rank.GENUS]


def test_a_vote_never_touches_a_review(catalogue, pack):
    ids = flip_flop(catalogue, pack)
    bird_ids = [record.birds[0].bird_id for record in catalogue.records(ids)]
    review = confirmed(Rank.SPECIES, KINGFISHER)
    catalogue.carry_out(ReviewBirds((bird_ids[1],), review))
    list(vote_in_bursts(catalogue, pack, ids))
    assert names(catalogue, ids) == [[SISKIN], [KINGFISHER], [SISKIN]]
    assert catalogue.record(ids[1]).birds[0].review == review


def test_what_is_not_a_bird_has_no_vote(catalogue, pack):
    ids = flip_flop(catalogue, pack)
    catalogue.carry_out(ReviewBirds((catalogue.record(ids[1]).birds[0].bird_id,), NOT_A_BIRD))
    list(vote_in_bursts(catalogue, pack, ids))
    assert catalogue.record(ids[0]).birds[0].bird.claim.probability == pytest.approx(0.85)


def test_two_birds_vote_apart(catalogue, pack):
    left, right = (0, 0, 200, 200), (700, 200, 900, 400)
    ids = burst(
        catalogue,
        pack.pack_version,
        [bird(left, siskin=0.9, goldfinch=0.1), bird(right, kingfisher=0.9)],
        [bird(right, kingfisher=0.8), bird(left, goldfinch=0.6, siskin=0.4)],
    )
    list(vote_in_bursts(catalogue, pack, ids))
    found = [{each.taxon for each in record.birds} for record in catalogue.records(ids)]
    assert found == [{SISKIN, KINGFISHER}] * 2


def test_photos_apart_and_results_of_other_packs_have_no_vote(catalogue, pack):
    ids = burst(catalogue, pack.pack_version, [bird(siskin=0.9)], [bird(goldfinch=0.6)], gap=60)
    assert list(vote_in_bursts(catalogue, pack, ids)) == []
    ids = burst(catalogue, OTHER_PACK, [bird(siskin=0.9)], [bird(goldfinch=0.6)])
    assert list(vote_in_bursts(catalogue, pack, ids)) == []


def test_what_a_pack_finds_anew_has_no_vote_yet(catalogue, pack):
    ids = flip_flop(catalogue, pack)
    list(vote_in_bursts(catalogue, pack, ids))
    flip_flop(catalogue, pack)
    assert names(catalogue, ids) == [[SISKIN], [GOLDFINCH], [SISKIN]]
