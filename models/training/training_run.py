"""The loop that both networks are trained by: batches in, averaged weights and logged figures out.

A run can be stopped or killed at any moment and goes on from its last state: batches are made from
the seed and their number, and everything else that matters is in the state.
"""

from __future__ import annotations

import os

# One thread a worker: threads that share layers crawl when another program wants a core.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from .batches import ahead
from .configs import side_at
from .counts import read_counts
from .mxnet_checkpoint import fill
from .places import Places
from .replicas import Replicas
from .runs import Average, Clock, Log, decayed, load_state, save_state

COLUMNS = ["seconds", "crops", "side", "rate", "loss", "learning_rate"]
COUNTERS = ("first_batch", "batches", "crops", "seconds")
ROW_EVERY = 50


def to_input(pixels: np.ndarray, device: torch.device) -> Tensor:
    """Pixels (n, s, s, 3) as an NCHW tensor in channels-last memory."""
    return torch.from_numpy(pixels).to(device).permute(0, 3, 1, 2).float()


def autocast(device: torch.device) -> contextlib.AbstractContextManager:
    """Bfloat16 where it is safe and faster, as on a CPU with tiles for it (AMX)."""
    fast = device.type != "cpu" or torch.cpu.get_capabilities().get("amx_bf16", False)
    return torch.autocast(device.type, torch.bfloat16, enabled=fast)


class TrainingRun:
    """One life of a network. Subclasses build it, make batches, and give loss and figures."""

    VALIDATED: tuple[str, ...] = ()
    """Names of the figures that `figures` gives."""

    def __init__(self, places: Places, config: dict, network: str, name: str) -> None:
        self.places, self.config, self.network = places, config, network
        self.folder = places.folder(network)
        self.path = self.folder / f"{name}.pt"
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        if self.device.type == "cpu":
            torch.set_num_threads(1)
        torch.manual_seed(config["seed"])
        self.model, self.shadow = (
            self.build().to(self.device).to(memory_format=torch.channels_last) for _ in range(2)
        )
        self.optimiser = torch.optim.AdamW(
            decayed(self.model, config["weight_decay"]), config["learning_rate"], fused=True
        )
        self.average = Average(self.model, config["ema"])
        self.first_batch, self.batches, self.crops, self.seconds = 0, 0, 0, 0.0
        self._logged = 0
        self.log = Log(self.folder / f"{name}.csv", COLUMNS)
        self.validation = Log(
            self.folder / f"{name}-validation.csv", [*COLUMNS[:3], *self.VALIDATED]
        )

    def build(self) -> nn.Module:
        """The network with everything that is trained beside it."""
        raise NotImplementedError

    def fill(self, checkpoints: Path) -> None:
        """Give the model the weights of a version that shipped."""
        fill(self.model, checkpoints / self.network)

    def start_anew(self) -> None:
        """Begin without any earlier weights of this network."""

    def start_from(self, checkpoints: Path) -> None:
        """Begin with the weights of a version that shipped, and go on with its count of crops.

        What does not ship (the optimiser's state, layers for training only) begins anew.
        """
        self.fill(checkpoints)
        self.average = Average(self.model, self.config["ema"])
        counts = read_counts(checkpoints, self.network)
        self.batches = self.first_batch = counts.crops // self.config["batch"]
        self.crops, self.seconds = counts.crops, counts.seconds
        print(
            f"The {self.network} begins with {checkpoints / self.network}: "
            f"{counts.crops} crops in {counts.seconds / 3600:.1f} h went before.",
            flush=True,
        )
        self.validate()  # what shipped, measured as everything that follows

    def make(self, number: int) -> Any:
        """Batch `number` of the run: a dataclass of arrays whose first axis is the crop."""
        raise NotImplementedError

    def loss(self, model: nn.Module, part: Any) -> Tensor:
        """The loss on a part of a batch, scaled by its share of the batch."""
        raise NotImplementedError

    def figures(self) -> dict[str, float]:
        """What the averaged weights, in `self.shadow`, reach on the validation part."""
        raise NotImplementedError

    @property
    def side(self) -> int:
        """The input's side now."""
        return side_at(self.config["sizes"], self.crops)

    def side_of(self, number: int) -> int:
        """The input's side of batch `number`."""
        return side_at(self.config["sizes"], number * self.config["batch"])

    def load(self, path: Path) -> bool:
        """Take up a saved state; False when there is none."""
        state = load_state(path)
        if state is None:
            return False
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average.values = {k: v.to(self.device) for k, v in state["average"].items()}
        for counter in COUNTERS:
            setattr(self, counter, state[counter])
        return True

    def save(self) -> None:
        """Write the state."""
        state = {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average.values,
            **{counter: getattr(self, counter) for counter in COUNTERS},
        }
        save_state(self.path, state)

    def train(self, clock: Clock, rate_at: Callable[[], float | None]) -> None:
        """Train until the clock says so or `rate_at`, the learning rate, gives None."""
        config = self.config
        replicas = Replicas(self.model, config["workers"])
        self.model.train()
        side, losses = self.side, []
        self._logged = self.crops
        clock.lap()
        for number, batch in ahead(self.make, self.batches):
            rate = rate_at()
            if clock.over or rate is None:
                break
            for group in self.optimiser.param_groups:
                group["lr"] = rate
            losses.append(sum(replicas.backward(self.loss, split(batch, config["micro_batch"]))))
            nn.utils.clip_grad_norm_(self.model.parameters(), config["clip_norm"])
            self.optimiser.step()
            self.batches = number + 1
            self.crops += config["batch"]
            self.average.update(self.model, self.batches)
            if self.batches % ROW_EVERY == 0:
                self._write_row(clock.lap(), rate, losses)
                losses = []
            if clock.due("save", config["checkpoint_seconds"]):
                self.save()
            if clock.due("validate", config["validate_seconds"]) or self.side != side:
                side = self.side
                self.validate()
        self.seconds += clock.lap()
        self.save()
        if not clock.asked:
            self.validate()

    def _write_row(self, lap: float, rate: float, losses: list[float]) -> None:
        self.seconds += lap
        self.log.write(
            seconds=round(self.seconds),
            crops=self.crops,
            side=self.side,
            rate=round((self.crops - self._logged) / lap, 1),
            loss=round(float(np.mean(losses)), 4),
            learning_rate=rate,
        )
        self._logged = self.crops

    def validate(self) -> None:
        """Measure the averaged weights on the validation part and log the figures."""
        self.average.copy_to(self.shadow)
        self.shadow.eval()
        figures = {name: round(value, 4) for name, value in self.figures().items()}
        self.validation.write(
            seconds=round(self.seconds), crops=self.crops, side=self.side, **figures
        )
        print(self.crops, self.side, figures, flush=True)


def split(batch: Any, size: int) -> list[Any]:
    """A batch in parts of at most `size` crops."""
    arrays = vars(batch)
    count = len(next(iter(arrays.values())))
    return [
        type(batch)(**{name: value[start : start + size] for name, value in arrays.items()})
        for start in range(0, count, size)
    ]


def constant(run: TrainingRun) -> Callable[[], float]:
    """The learning rate of an open-ended run: a linear rise, then constant.

    With weights averaged over the last batches such a run can go on for as long as there is time,
    and a cooldown of a copy gives a finished network at any point (Hägele et al. 2024).
    """
    top, warmup = run.config["learning_rate"], run.config["warmup_batches"]
    return lambda: top * min(1.0, (run.batches - run.first_batch + 1) / warmup)


def falling(run: TrainingRun, crops: int, clock: Clock) -> Callable[[], float | None]:
    """The learning rate of a cooldown: from the constant down to zero.

    It gets there after so many crops, or at the clock's limit if that comes first.
    """
    top, start = run.config["learning_rate"], run.crops

    def rate() -> float | None:
        left = min(clock.left, 1 - (run.crops - start) / crops)
        return top * left if left > 0 else None

    return rate
