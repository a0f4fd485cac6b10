"""The pack that ships is what our own converter makes of the checkpoints beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build, input_shapes_at
from birdeye.onnx_runtime import onnxruntime as ort
from birdeye.packs.verification import verify_pack
from models.training.labels import read_label_space

MODELS = Path(__file__).resolve().parents[2] / "models"
PACK = MODELS / "birdeye-1"
CHECKPOINTS = MODELS / "checkpoints" / "birdeye-1"
MOST_BYTES = 90_000_000

pytestmark = pytest.mark.skipif(
    not (PACK / "manifest.toml").exists(), reason="no built-in pack has been shipped yet"
)


@pytest.fixture(scope="module")
def pack():
    return verify_pack(PACK, builtin=True)


def test_the_pack_is_sound_and_its_labels_are_those_that_were_trained(pack):
    space = read_label_space(CHECKPOINTS / "labels.csv")
    names = [species.scientific_name if species else "" for species in pack.labels.species]
    assert names == [*space.species, ""]
    assert pack.manifest.classifier.not_a_bird == space.not_a_bird


def test_some_species_may_be_claimed_but_not_all(pack):
    claimable = sum(pack.labels.claimable)
    assert 0 < claimable < len(pack.labels)


def test_the_models_are_small_enough():
    passing = {"__pycache__", "state"}
    files = [
        path
        for path in MODELS.rglob("*")
        if path.is_file() and not passing & set(path.relative_to(MODELS).parts)
    ]
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES


def pictures(count: int, height: int, width: int) -> np.ndarray:
    """Soft blotches, (count, 3, height, width) float32, 0 to 255."""
    rng = np.random.default_rng(11)
    coarse = rng.uniform(0, 255, (count, 3, 1 + height // 16, 1 + width // 16))
    fine = coarse.repeat(16, 2).repeat(16, 3)[:, :, :height, :width]
    return (fine * 0.8 + rng.uniform(0, 51, fine.shape)).astype(np.float32)


def answers(model: bytes | str, inputs: np.ndarray) -> np.ndarray:
    session = ort.InferenceSession(model, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return np.stack([session.run(None, {name: picture[None]})[0][0] for picture in inputs])


@pytest.mark.parametrize("network", ["classifier", "detector"])
def test_the_shipped_network_is_the_converted_checkpoint(pack, network, tmp_path):
    spec = getattr(pack.manifest, network)
    checkpoint = load_checkpoint(find_checkpoint(CHECKPOINTS / network))
    shapes = input_shapes_at(checkpoint, spec.input.height, spec.input.width)
    conversion = build(checkpoint, shapes, for_pack=True)
    conversion.write(tmp_path / "fp32.onnx")
    inputs = pictures(8, spec.input.height, spec.input.width)
    ours = answers(str(tmp_path / "fp32.onnx"), inputs)
    shipped = answers(str(PACK / spec.file), inputs)
    if network == "classifier":
        np.testing.assert_allclose(shipped, ours, atol=0.05)
        return
    best_ours, best_shipped = (rows[:, :, 1].max(1) for rows in (ours, shipped))
    np.testing.assert_allclose(best_shipped, best_ours, atol=0.05)
