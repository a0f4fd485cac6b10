from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from birdeye.domain.errors import ModelFailed
from birdeye.gui.services import Services
from birdeye.gui.tasks.model_in_use import ModelInUse


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
