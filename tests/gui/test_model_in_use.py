from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from birdeye.domain.errors import ModelFailed
from birdeye.gui.services import Services
from birdeye.gui.tasks.model_in_use import ModelInUse
from birdeye.vision.identifier import Identifier


def test_networks_are_loaded_once_however_many_workers_want_them():
    opened = []

    def open_identifier(pack):
        opened.append(pack)
        # Long enough for the others to come before the first is done.
        time.sleep(0.02)
        return object()

    model, start = ModelInUse(Services(open_identifier=open_identifier)), threading.Barrier(4)

    def want(_number):
        start.wait()
        return model.identifier("pack")

    with ThreadPoolExecutor(4) as workers:
        identifiers = set(workers.map(want, range(4)))
    assert opened == ["pack"]
    assert len(identifiers) == 1


def test_another_pack_has_other_networks_and_a_failure_is_not_kept():
    broken = [True]

    def open_identifier(pack):
        if broken.pop():
            raise ModelFailed("no")
        return f"networks of {pack}"

    model = ModelInUse(Services(open_identifier=open_identifier))
    with pytest.raises(ModelFailed):
        model.identifier("one")
    broken += [False, False]
    assert model.identifier("one") == "networks of one"
    assert model.identifier("two") == "networks of two"


def test_other_places_name_birds_anew_and_load_no_network(tiny_pack):
    opened, weighers = [], iter(("of here", "of there"))

    def open_identifier(pack):
        opened.append(pack)
        return Identifier(pack)

    services = Services(open_identifier=open_identifier, open_weigher=lambda _pack: next(weighers))
    model = ModelInUse(services)
    first = model.identifier(tiny_pack)
    of_then = first.weigher
    model.follow_places()
    second = model.identifier(tiny_pack)
    assert (second.weigher, first.weigher) == ("of here", of_then)  # a batch under way stays
    assert model.identifier(tiny_pack) is second
    model.follow_places()
    assert model.identifier(tiny_pack).weigher == "of there"
    assert opened == [tiny_pack]
