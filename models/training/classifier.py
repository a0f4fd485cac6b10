"""Trains the classifier: soft labels, the teacher's features and names, crop by crop."""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import contextlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .agreement import measure, predict
from .batches import Batch, BatchMaker, ahead
from .labels import LabelSpace, read_label_space, teacher_to_ours
from .photos import PhotoStore, read_manifest
from .places import Places
from .replicas import Replicas
from .resnet import Classifier
from .runs import Average, Clock, Log, decayed, load_state, save_state, side_at
from .targets import Targets
from .teacher import Shard, evaluation_file

TEACHER_FEATURES = 1280
COLUMNS = ["seconds", "crops", "side", "rate", "loss", "learning_rate", "shards"]
VALIDATED = [
    "agree", "agree_sure", "agree_one_each", "agree_sure_one_each",
    "top1_cub50", "top5_cub50", "top1_sg48", "top5_sg48", "top1_one_each", "top5_one_each",
    "none_is_none", "bird_is_none",
]  # fmt: skip


class Student(nn.Module):
    """The classifier and the linear layer that guesses the teacher's features (training only)."""

    def __init__(self, outputs: int, depth: int, checkpointing: bool) -> None:
        super().__init__()
        self.net = Classifier(outputs, depth, checkpointing)
        self.guess = nn.Linear(self.net.backbone.channels, TEACHER_FEATURES)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Logits and the guessed, standardised features."""
        logits, pooled = self.net(x)
        return logits, self.guess(pooled)


def to_input(pixels: np.ndarray, device: torch.device) -> Tensor:
    """Pixels (n, s, s, 3) as an NCHW tensor in channels-last memory."""
    return torch.from_numpy(pixels).to(device).permute(0, 3, 1, 2)


def autocast(device: torch.device) -> contextlib.AbstractContextManager:
    """Bfloat16 where it is safe."""
    return torch.autocast(device.type, torch.bfloat16)


class ClassifierRun:
    """One life of a classifier, from its state file to its state file."""

    def __init__(self, places: Places, config: dict, name: str) -> None:
        self.config, self.folder = config, places.folder("classifier")
        self.path = self.folder / f"{name}.pt"
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        if self.device.type == "cpu":
            torch.set_num_threads(1)
        torch.manual_seed(config["seed"])
        self.photos = read_manifest(places)
        self.store = PhotoStore(places, self.photos)
        self.space: LabelSpace = read_label_space()
        self.targets = Targets(
            self.photos, self.space, teacher_to_ours(places, self.space),
            config["name_share"], config["teacher_temperature"],
        )  # fmt: skip
        self.maker = BatchMaker(places, self.photos, self.store, self.targets, config)
        self.held_out = Shard.read(evaluation_file(places, "val"))
        self.student = self._student()
        self.shadow = self._student()
        self.optimiser = torch.optim.AdamW(
            decayed(self.student, config["weight_decay"]), config["learning_rate"]
        )
        self.batches, self.crops, self.seconds = 0, 0, 0.0
        self.average = Average(self.student, config["ema"])
        self.log = Log(self.folder / f"{name}.csv", COLUMNS)
        self.validation = Log(self.folder / f"{name}-validation.csv", [*COLUMNS[:3], *VALIDATED])

    def _student(self) -> Student:
        config = self.config
        student = Student(self.space.outputs, config["depth"], config["gradient_checkpointing"])
        return student.to(self.device).to(memory_format=torch.channels_last)

    def load(self, path: Path) -> bool:
        """Take up a saved state; False when there is none."""
        state = load_state(path)
        if state is None:
            return False
        self.student.load_state_dict(state["student"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average.values = {k: v.to(self.device) for k, v in state["average"].items()}
        self.batches, self.crops, self.seconds = (
            state["batches"], state["crops"], state["seconds"],
        )  # fmt: skip
        return True

    def save(self) -> None:
        """Write the state."""
        state = {
            "student": self.student.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average.values,
            "batches": self.batches,
            "crops": self.crops,
            "seconds": self.seconds,
        }
        save_state(self.path, state)

    @property
    def side(self) -> int:
        """The input's side now."""
        return side_at(self.config["sizes"], self.crops)

    def train(self, clock: Clock, rate_at: Callable[[], float | None]) -> None:
        """Train until the clock says so or `rate_at`, the learning rate, gives None."""
        replicas = Replicas(self.student, self.config["workers"])
        self.student.train()
        side, shown, losses = self.side, 0, []
        make = lambda number: self.maker.make(number, side_at(  # noqa: E731
            self.config["sizes"], number * self.config["batch"]))  # fmt: skip
        clock.lap()
        for number, batch in ahead(make, self.batches):
            rate = rate_at()
            if clock.over or rate is None:
                break
            for group in self.optimiser.param_groups:
                group["lr"] = rate
            losses.append(sum(replicas.backward(self._loss, self._parts(batch))))
            nn.utils.clip_grad_norm_(self.student.parameters(), self.config["clip_norm"])
            self.optimiser.step()
            self.batches = number + 1
            self.crops += len(batch.pixels)
            shown += len(batch.pixels)
            self.average.update(self.student, self.batches)
            if self.batches % 50 == 0:
                lap = clock.lap()
                self.seconds += lap
                self.log.write(
                    seconds=round(self.seconds), crops=self.crops, side=self.side,
                    rate=round(shown / lap, 1), loss=round(float(np.mean(losses)), 4),
                    learning_rate=rate, shards=self.maker.shards,
                )  # fmt: skip
                shown, losses = 0, []
                self.maker.refresh()
            if clock.due("save", self.config["checkpoint_seconds"]):
                self.save()
            if clock.due("validate", self.config["validate_seconds"]) or self.side != side:
                side = self.side
                self.validate()
        self.seconds += clock.lap()
        self.save()
        self.validate()

    def _parts(self, batch: Batch) -> list[Batch]:
        size = self.config["micro_batch"]
        return [
            Batch(*(value[start : start + size] for value in vars(batch).values()))
            for start in range(0, len(batch.pixels), size)
        ]

    def _loss(self, student: nn.Module, part: Batch) -> Tensor:
        share = len(part.pixels) / self.config["batch"]
        values = [torch.from_numpy(v).to(self.device) for v in list(vars(part).values())[1:]]
        target, features, weight, feature_weight = values
        with autocast(self.device):
            logits, guess = student(to_input(part.pixels, self.device))
        entropy = -(target * F.log_softmax(logits.float(), 1)).sum(1)
        apart = F.smooth_l1_loss(guess.float(), features, reduction="none").mean(1)
        loss = (weight * entropy).mean() + self.config["feature_weight"] * (
            feature_weight * apart
        ).mean()
        return loss * share

    def validate(self) -> None:
        """Measure the averaged weights on the validation crops and log the figures."""
        self.average.copy_to(self.shadow)
        scores = predict(self.logits_of(self.shadow.net), self.store, self.held_out, self.side)
        rates = measure(scores, self.held_out, self.photos, self.targets, self.space)
        figures = {name: round(rates[name].value, 4) for name in VALIDATED}
        self.validation.write(
            seconds=round(self.seconds), crops=self.crops, side=self.side, **figures
        )
        print(self.crops, self.side, figures, flush=True)

    def logits_of(self, net: nn.Module) -> Callable[[np.ndarray], np.ndarray]:
        """A function from pixels (k, s, s, 3) to logits (k, outputs), in evaluation mode."""
        net.eval()

        @torch.no_grad()
        def run(pixels: np.ndarray) -> np.ndarray:
            with autocast(self.device):
                logits, _ = net(to_input(pixels, self.device))
            return logits.float().cpu().numpy()

        return run
