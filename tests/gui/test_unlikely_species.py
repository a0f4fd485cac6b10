from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType, SimpleNamespace

import pytest

from birdeye.domain.identification import Rank
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import Place
from birdeye.geography.countries import Countries
from birdeye.gui.controllers.unlikely_species import UnlikelySpecies
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.candidate_ranking import CandidateRanking, RankedCandidate
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.services import Services
from birdeye.packs.ranges import ALL_YEAR, Ranges
from birdeye.workflows.plausibility import Plausibility
from tests.helpers.records import a_record
from tests.helpers.window import a_bird

NOWHERE = Countries(MappingProxyType({}))
SPARROW_IN_BRITAIN = Ranges(
    {
        "Passer domesticus": {"GB": ALL_YEAR},
        "Passer montanus": {"CN": ALL_YEAR},
        "Alcedo atthis": {"GB": ALL_YEAR},
    }
)
WITH_TABLE, WITHOUT = (
    SimpleNamespace(
        labels=SimpleNamespace(
            may_also_be={"Passer montanus": ("Alcedo atthis", "Passer saturatus")}
        )
    )
    for _ in range(2)
)
RECORD = a_record(a_bird(probability=0.9), place=Place("Hyde Park", GpsPosition(51.5, -0.1), "CN"))


@pytest.fixture
def runner(qapp):
    runner = JobRunner(1, "test")
    yield runner
    runner.shut_down()


@pytest.fixture
def ranking(qapp):
    return CandidateRanking()


@pytest.fixture
def doubting(runner, ranking):
    def open_plausibility(pack):
        return Plausibility(SPARROW_IN_BRITAIN, NOWHERE) if pack is WITH_TABLE else None

    models = WindowModels(None, None, None, None, None, ranking, None, None)
    return UnlikelySpecies(Services(open_plausibility=open_plausibility), runner, models)


def listed(ranking, record=RECORD):
    return [
        (one.candidate.species.scientific_name, one.unlikely)
        for one in ranking.of(record, record.birds[0])
    ]


def test_what_is_unlikely_there_goes_down_and_says_why(doubting, ranking, qtbot):
    doubting.use_pack(WITH_TABLE)
    qtbot.waitUntil(lambda: listed(ranking)[0][0] == "Passer montanus")
    assert listed(ranking) == [
        ("Passer montanus", None),
        ("Passer domesticus", "Not known from China"),
        ("Alcedo atthis", "Not known from China"),
    ]
    assert ranking.doubt_about_claim(RECORD, RECORD.birds[0]) == "Not known from China"


@pytest.mark.parametrize(
    ("speaks_against", "doubt"),
    [
        (Rank.GENUS, None),  # another species of the family, which is not listed, is known there
        (Rank.FAMILY, "None of its species in the list is expected there"),
    ],
)
def test_a_family_is_doubted_if_none_of_its_species_is_known_there(ranking, speaks_against, doubt):
    bird = a_bird(probability=0.9, rank=Rank.FAMILY)
    listed = [
        replace(each, by_looks=each.probability, unexpected=speaks_against)
        for each in bird.candidates
    ]
    ranking.use(lambda _record, bird: [RankedCandidate(one, "") for one in bird.bird.candidates])
    record = a_record(replace(bird, candidates=tuple(listed)))
    assert ranking.doubt_about_claim(record, record.birds[0]) == doubt


def test_where_places_do_not_count_nothing_is_doubted(doubting, ranking, runner, qtbot):
    doubting.use_pack(WITH_TABLE)
    qtbot.waitUntil(lambda: listed(ranking)[0] == ("Passer montanus", None))
    doubting.use_pack(WITHOUT)
    qtbot.waitUntil(lambda: runner.active_count == 0)
    assert listed(ranking)[0] == ("Passer domesticus", None)


def test_without_a_place_nothing_is_doubted(doubting, ranking, qtbot):
    doubting.use_pack(WITH_TABLE)
    qtbot.waitUntil(lambda: listed(ranking)[0][0] == "Passer montanus")
    assert listed(ranking, replace(RECORD, place=None))[0] == ("Passer domesticus", None)


def test_what_the_model_does_not_tell_apart_is_listed_where_it_occurs(doubting, ranking, qtbot):
    doubting.use_pack(WITHOUT)
    qtbot.waitUntil(lambda: any(one.may_also_be for one in ranking.of(RECORD, RECORD.birds[0])))
    doubting.use_pack(WITH_TABLE)
    qtbot.waitUntil(lambda: listed(ranking)[0][0] == "Passer montanus")
    first, *others = ranking.of(RECORD, RECORD.birds[0])
    assert first.may_also_be == ("Passer saturatus",)  # the other one is not known from China
    assert not any(one.may_also_be for one in others)
