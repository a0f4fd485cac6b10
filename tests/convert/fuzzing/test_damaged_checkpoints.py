"""A small part of the fuzzing; `tests.convert.fuzzing.fuzz` does it a hundred thousand times."""

from __future__ import annotations

import pytest

from tests.convert.fuzzing.trials import (
    damaged,
    damaged_onnx,
    damaged_tflite,
    try_onnx,
    try_params,
    try_symbol,
    try_tflite,
    write_seeds,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds")
    return folder, *write_seeds(folder)


def test_seeds_are_sound(seeds):
    folder, params, symbols = seeds
    sound = [path for path in params if path.stem not in ("unnamed",)]
    for path in sound:
        assert try_params(path.read_bytes(), folder / "copy.params") == "read", path
    for path in symbols:
        weights = folder / "net-0000.params"
        assert try_symbol(path.read_bytes(), folder / "copy.json", weights) == "converted", path


@pytest.mark.parametrize("block", range(4))
def test_damaged_models_raise_nothing_but_birdeyes_own_errors(block, tmp_path):
    answers = set()
    for seed in range(block * 20, (block + 1) * 20):
        answers.add(try_onnx(damaged_onnx(8 * seed), tmp_path / "x.onnx"))
        answers.add(try_tflite(damaged_tflite(4 * seed)))
    assert "CheckpointInvalid" in answers


@pytest.mark.parametrize("block", range(10))
def test_damaged_files_raise_nothing_but_birdeyes_own_errors(block, seeds):
    folder, params, symbols = seeds
    answers = set()
    for seed in range(block * 100, (block + 1) * 100):
        path, content = damaged(seed, params, symbols)
        if path.suffix == ".json":
            answers.add(try_symbol(content, folder / "x.json", folder / "net-0000.params"))
        else:
            answers.add(try_params(content, folder / "x.params"))
    assert "CheckpointInvalid" in answers
