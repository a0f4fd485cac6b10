from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs PyTorch, which is absent")

from models.training.counts import Counts, read_counts, write_counts  # noqa: E402
from models.training.mxnet_params import write_params  # noqa: E402
from models.training.places import Places  # noqa: E402
from models.training.replicas import Replicas  # noqa: E402
from models.training.runs import Clock, load_state, save_state  # noqa: E402
from models.training.training_run import TrainingRun, constant, falling  # noqa: E402

CONFIG = {
    "seed": 1, "batch": 8, "micro_batch": 4, "workers": 1, "weight_decay": 0.01,
    "learning_rate": 1e-2, "warmup_batches": 2, "clip_norm": 5.0, "ema": 0.9,
    "checkpoint_seconds": 1e9, "validate_seconds": 1e9,
    "sizes": [{"from_crops": 0, "side": 4}],
}  # fmt: skip


@dataclass(frozen=True)
class Points:
    x: np.ndarray
    y: np.ndarray


class LineRun(TrainingRun):
    VALIDATED = ("weight",)

    def build(self):
        return torch.nn.Sequential(OrderedDict(fc1=torch.nn.Linear(3, 1)))

    def make(self, number):
        rng = np.random.default_rng(number)
        x = rng.normal(size=(8, 3)).astype(np.float32)
        return Points(x, x.sum(1, keepdims=True))

    def loss(self, model, part):
        apart = model(torch.from_numpy(part.x)) - torch.from_numpy(part.y)
        return (apart**2).sum() / self.config["batch"]

    def figures(self):
        return {"weight": float(self.shadow.fc1.weight.mean())}


def until(run, batches):
    rate = constant(run)
    return lambda: rate() if run.batches < batches else None


def weights(run):
    return torch.cat([run.model.fc1.weight.flatten(), run.average.values["fc1.weight"].flatten()])


def test_a_stopped_run_goes_on_as_if_it_had_not_been(tmp_path):
    places = Places(tmp_path, tmp_path)
    whole = LineRun(places, CONFIG, "line", "whole")
    whole.train(Clock(None), until(whole, 12))
    first = LineRun(places, CONFIG, "line", "parts")
    first.train(Clock(None), until(first, 5))
    second = LineRun(places, CONFIG, "line", "parts")
    assert second.load(second.path)
    second.train(Clock(None), until(second, 12))
    assert second.crops == whole.crops == 96
    torch.testing.assert_close(weights(second), weights(whole), rtol=0, atol=0)


def test_a_run_begins_with_what_shipped_and_goes_on_counting(tmp_path):
    shipped = np.array([[1, 2, 3]], np.float16)
    write_params(
        tmp_path / "line-0000.params",
        {"arg:fc1_weight": shipped, "arg:fc1_bias": np.zeros(1, np.float32)},
    )
    write_counts(tmp_path, "line", Counts(crops=80, seconds=60.0))
    write_counts(tmp_path, "other", Counts(crops=8, seconds=6.0))
    run = LineRun(Places(tmp_path, tmp_path), CONFIG, "line", "trunk")
    run.start_from(tmp_path)
    np.testing.assert_array_equal(run.model.fc1.weight.detach(), shipped)
    assert read_counts(tmp_path, "other").crops == 8
    assert constant(run)() == CONFIG["learning_rate"] / 2, "a new optimiser warms up"
    run.train(Clock(None), until(run, 13))
    assert run.crops == 80 + 3 * 8
    assert run.seconds > 60
    assert constant(run)() == CONFIG["learning_rate"]
    again = LineRun(Places(tmp_path, tmp_path), CONFIG, "line", "trunk")
    again.load(again.path)
    assert (again.first_batch, again.batches) == (10, 13)


def test_a_cooldown_ends_by_itself_and_keeps_the_trunk(tmp_path):
    places = Places(tmp_path, tmp_path)
    trunk = LineRun(places, CONFIG, "line", "trunk")
    trunk.train(Clock(None), until(trunk, 6))
    before = trunk.path.read_bytes()
    cooled = LineRun(places, CONFIG, "line", "cooled")
    cooled.load(trunk.path)
    clock = Clock(None)
    cooled.train(clock, falling(cooled, 40, clock))
    assert cooled.crops == trunk.crops + 40
    assert trunk.path.read_bytes() == before
    assert cooled.path.exists()


def test_accumulated_gradients_are_those_of_the_whole_batch():
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(5, 7), torch.nn.ReLU(), torch.nn.Linear(7, 1))
    x = torch.randn(12, 5)
    model(x).pow(2).sum().backward()
    expected = [p.grad.clone() for p in model.parameters()]
    Replicas(model, 2).backward(lambda m, part: m(part).pow(2).sum(), x.split(3))
    for parameter, wanted in zip(model.parameters(), expected, strict=True):
        torch.testing.assert_close(parameter.grad, wanted)


def test_a_failing_write_leaves_the_old_state(tmp_path):
    path = tmp_path / "trunk.pt"
    save_state(path, {"batches": 1})
    with pytest.raises(Exception, match=r"pickle|local"):
        save_state(path, {"batches": lambda: 2})
    assert load_state(path) == {"batches": 1}


def test_a_cooldown_reaches_zero_by_whichever_end_comes_first(tmp_path, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("models.training.runs.time.monotonic", lambda: now[0])
    clock = Clock(minutes=10)
    run = LineRun(Places(tmp_path, tmp_path), CONFIG, "line", "cooled")
    rate = falling(run, 40, clock)
    assert rate() == CONFIG["learning_rate"]
    now[0] += 450
    assert rate() == pytest.approx(CONFIG["learning_rate"] / 4)
    run.crops = 36
    assert rate() == pytest.approx(CONFIG["learning_rate"] / 10)
    now[0] += 150
    assert rate() is None


def test_a_blend_is_between_both_networks_and_keeps_what_only_training_needs():
    from models.training.stages.blend import blended

    new = {"net.fc1.weight": torch.tensor([2.0, 4.0]), "projector.weight": torch.tensor([7.0])}
    before = {"fc1.weight": torch.tensor([0.0, 8.0])}
    mean = blended(new, before, 0.75)
    assert mean["net.fc1.weight"].tolist() == [1.5, 5.0]
    assert mean["projector.weight"].tolist() == [7.0]
