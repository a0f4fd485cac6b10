from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from PySide6.QtGui import QAction

from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import Place
from birdeye.geography.countries import Countries
from birdeye.gui.controllers.doubting import Doubting
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.candidate_ranking import CandidateRanking
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
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
def switch(qapp):
    return QAction(checkable=True)


@pytest.fixture
def settings(tmp_path):
    return WindowSettings(tmp_path / "window.ini")


@pytest.fixture
def doubting(runner, ranking, switch, settings):
    packs = {"with table": Plausibility(SPARROW_IN_BRITAIN, NOWHERE), "without": None}
    services = Services(open_plausibility=packs.__getitem__)
    models = WindowModels(None, None, None, None, None, ranking, settings, None)
    return Doubting(services, runner, models, switch)


def listed(ranking, record=RECORD):
    return [
        (one.candidate.species.scientific_name, one.unlikely)
        for one in ranking.of(record, record.birds[0])
    ]


def test_what_is_unlikely_there_goes_down_and_says_why(doubting, ranking, switch, qtbot):
    doubting.use_pack("with table")
    qtbot.waitUntil(lambda: switch.isVisible())
    assert listed(ranking) == [
        ("Passer montanus", None),
        ("Passer domesticus", "Not known from China"),
        ("Alcedo atthis", "Not known from China"),
    ]
    assert ranking.doubt_about_claim(RECORD, RECORD.birds[0]) == "Not known from China"


def test_the_switch_turns_it_off_and_is_remembered(
    doubting, ranking, switch, settings, qtbot, tmp_path
):
    doubting.use_pack("with table")
    qtbot.waitUntil(lambda: switch.isVisible())
    with qtbot.waitSignal(ranking.changed):
        switch.trigger()
    assert listed(ranking)[0] == ("Passer domesticus", None)
    settings.save()
    assert not WindowSettings(tmp_path / "window.ini").unlikely_marked


def test_a_pack_without_a_table_has_no_switch(doubting, ranking, switch, runner, qtbot):
    doubting.use_pack("with table")
    qtbot.waitUntil(lambda: switch.isVisible())
    doubting.use_pack("without")
    qtbot.waitUntil(lambda: runner.active_count == 0)
    assert not switch.isVisible()
    assert listed(ranking)[0] == ("Passer domesticus", None)


def test_without_a_place_nothing_is_doubted(doubting, ranking, switch, qtbot):
    doubting.use_pack("with table")
    qtbot.waitUntil(lambda: switch.isVisible())
    assert listed(ranking, replace(RECORD, place=None))[0] == ("Passer domesticus", None)
