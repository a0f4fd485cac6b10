"""A pipe in the place of a file is refused at once; to open one waits for whoever writes to it."""

from __future__ import annotations

import os
import threading

import pytest

from birdeye.convert.mxnet.params_file import read_params
from birdeye.convert.mxnet.symbol_file import read_symbol
from birdeye.convert.tflite.model_file import read_tflite
from birdeye.domain.errors import BirdeyeError
from birdeye.packs.verification import verify_pack
from birdeye.workflows.detections_file import read_detections
from birdeye.workflows.label_file import read_label_file
from tests.helpers.tiny_pack import make_tiny_pack

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")


def error_of(call, *arguments):
    """What ``call`` raises, in a thread that may hang."""
    raised = []

    def run():
        try:
            call(*arguments)
        except BirdeyeError as error:
            raised.append(str(error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive(), "it waits for the pipe"
    return raised[0]


@pytest.mark.parametrize(
    "read", [read_params, read_symbol, read_tflite, read_detections, read_label_file]
)
def test_readers_do_not_wait(tmp_path, read):
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in error_of(read, tmp_path / "pipe")


def test_a_pack_whose_network_is_a_pipe_is_refused(tmp_path):
    folder = make_tiny_pack(tmp_path / "tiny").folder
    network = next(folder.glob("*.onnx"))
    network.unlink()
    os.mkfifo(network)
    assert "cannot be" in error_of(verify_pack, folder)
