"""Some attacks of `attack_catalogue`, met by the real window and the command line; and a slow disk.

All of them are one command (``python -m tests.robustness.attack_catalogue``) of ten minutes.
"""

from __future__ import annotations

import sys

import pytest

from tests.robustness import attack_catalogue, slow_disk
from tests.robustness.attacks import DEAD, LIVE
from tests.robustness.bad_disks import missing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="it needs Linux's signals, pipes and mounts"
    ),
]

BY_WINDOW = [
    *("disk full", "permission lost: folder", "file deleted", "log deleted"),
    *("middle of the file overwritten", "clock set back three days"),
]
BY_COMMAND_LINE = ["disk full", "writing fails", "migrated by a newer version", "file deleted"]
AFTER_A_KILL = ["log overwritten", "log deleted", "read only"]

SAYS_NOTHING = ("log deleted", "clock set back three days")
SOME = [
    *((each, attack_catalogue.by_window) for each in LIVE if each.name in BY_WINDOW),
    *((each, attack_catalogue.by_command_line) for each in LIVE if each.name in BY_COMMAND_LINE),
    *((each, attack_catalogue.by_window) for each in DEAD if each.name in AFTER_A_KILL),
]


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    folder = tmp_path_factory.mktemp("photos")
    attack_catalogue.draw_photos(folder)
    return folder


@pytest.mark.parametrize(
    ("attack", "meet"),
    SOME,
    ids=lambda value: getattr(value, "name", getattr(value, "__name__", "")),
)
def test_nothing_is_lost_and_the_program_goes_on(tmp_path, photos, attack, meet):
    if reason := missing(attack.needs):
        pytest.skip(reason)
    found = meet(attack, tmp_path, photos)
    assert len(found.confirmed) >= 2
    if attack in LIVE and attack.name not in SAYS_NOTHING:
        assert found.sentences


def test_the_window_never_waits_for_a_slow_disk(tmp_path):
    """Counted in calls of its thread, as a clock would measure what else the machine does."""
    if reason := missing("trace"):
        pytest.skip(reason)
    found = slow_disk.measure(tmp_path)
    assert found.by_window_thread == ()
    assert found.confirmations >= slow_disk.REVIEWS
    assert len(found.pauses_ms) > found.confirmations
