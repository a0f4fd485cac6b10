"""Trains the classifier: soft labels, the teacher's features and names, crop by crop."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .agreement import measure, predict
from .batches import Batch, BatchMaker
from .labels import read_label_space, teacher_to_ours
from .photos import PhotoStore, read_manifest
from .places import Places
from .resnet import Classifier
from .targets import Targets
from .teacher import Shard, evaluation_file
from .training_run import TrainingRun, autocast, to_input

TEACHER_FEATURES = 1280


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


class ClassifierRun(TrainingRun):
    """The classifier's training."""

    VALIDATED = (
        "agree", "agree_sure", "agree_one_each", "agree_sure_one_each",
        "top1_cub50", "top5_cub50", "top1_sg48", "top5_sg48", "top1_one_each", "top5_one_each",
        "none_is_none", "bird_is_none",
    )  # fmt: skip

    def __init__(self, places: Places, config: dict, name: str) -> None:
        self.photos = read_manifest(places)
        self.store = PhotoStore(places, self.photos)
        self.space = read_label_space()
        ours = teacher_to_ours(places, self.space)
        shares, temperature = config["name_share"], config["teacher_temperature"]
        self.targets = Targets(self.photos, self.space, ours, shares, temperature)
        self.maker = BatchMaker(places, self.photos, self.store, self.targets, config)
        self.held_out = Shard.read(evaluation_file(places, "val"))
        super().__init__(places, config, "classifier", name)

    def build(self) -> nn.Module:
        """The student at random."""
        config = self.config
        return Student(self.space.outputs, config["depth"], config["gradient_checkpointing"])

    def shipped(self, model: nn.Module) -> nn.Module:
        """The student without the layer that guesses features."""
        return model.net

    def make(self, number: int) -> Batch:
        """Random crops with what the teacher said of each."""
        return self.maker.make(number, self.side_of(number))

    def refresh(self) -> None:
        """Take up new shards of the teacher."""
        self.maker.refresh()

    def loss(self, model: nn.Module, part: Batch) -> Tensor:
        """Cross-entropy with the soft label, and smooth-L1 on the teacher's features."""
        target, features, weight = (
            torch.from_numpy(value).to(self.device)
            for value in (part.targets, part.features, part.weight)
        )
        with autocast(self.device):
            logits, guess = model(to_input(part.pixels, self.device))
        entropy = -(target * F.log_softmax(logits.float(), 1)).sum(1)
        apart = F.smooth_l1_loss(guess.float(), features, reduction="none").mean(1)
        each = weight * entropy + self.config["feature_weight"] * apart
        return each.sum() / self.config["batch"]

    def figures(self) -> dict[str, float]:
        """Agreement with the teacher and hits by set."""
        scores = predict(logits_of(self.shadow.net), self.store, self.held_out, self.side)
        rates = measure(scores, self.held_out, self.photos, self.targets, self.space)
        return {name: rates[name].value for name in self.VALIDATED}


def logits_of(net: Classifier) -> Callable[[np.ndarray], np.ndarray]:
    """A function from pixels (k, s, s, 3) float32 to logits (k, outputs), in evaluation mode."""
    net.eval()
    device = next(net.parameters()).device

    @torch.no_grad()
    def run(pixels: np.ndarray) -> np.ndarray:
        with autocast(device):
            logits, _ = net(to_input(pixels, device))
        return logits.float().cpu().numpy()

    return run
