"""Trains the classifier: what the teacher sees, its logits, features, and names, on one picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .agreement import measure_strangers, predict
from .batches import Batch, BatchMaker
from .fixed_crops import FixedCrops
from .labels import read_label_space, teacher_to_ours
from .mxnet_checkpoint import fill_classifier
from .photos import PhotoStore, read_manifest
from .places import Places
from .resnet import Classifier
from .splits import read_splits
from .targets import Targets
from .training_run import TrainingRun, autocast, to_input

TEACHER_FEATURES = 1280
VALIDATED_PART = "stranger-val"


class Student(nn.Module):
    """The classifier and the two layers that guess the teacher's features (training only)."""

    def __init__(self, outputs: int, depth: int, checkpointing: bool) -> None:
        super().__init__()
        self.net = Classifier(outputs, depth, checkpointing)
        channels = self.net.backbone.channels
        self.guess = nn.Sequential(
            nn.Linear(channels, TEACHER_FEATURES),
            nn.ReLU(),
            nn.Linear(TEACHER_FEATURES, TEACHER_FEATURES),
        )

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Logits and the guessed, standardised features."""
        logits, pooled = self.net(x)
        return logits, self.guess(pooled)


class ClassifierRun(TrainingRun):
    """The classifier's training."""

    VALIDATED = (
        "top1", "top5", "agree", "agree_sure", "none_is_none", "bird_is_none",
        "hit_0", "hit_1", "hit_2_4", "hit_5_19", "hit_20",
    )  # fmt: skip

    def __init__(self, places: Places, config: dict, name: str) -> None:
        self.photos = read_manifest(places)
        self.store = PhotoStore(places, self.photos)
        parts = read_splits(self.photos)
        self.space = read_label_space()
        ours = teacher_to_ours(places, self.space)
        self.targets = Targets(self.photos, parts, self.space, ours, config["name_share"])
        self.held_out = FixedCrops.read(places, VALIDATED_PART)
        features = self.held_out.features.astype(np.float32)
        usual = features.mean(0), features.std(0) + 1e-3
        self.maker = BatchMaker(places, self.photos, parts, self.store, self.targets, usual, config)
        super().__init__(places, config, "classifier", name)

    def build(self) -> nn.Module:
        """The student at random."""
        config = self.config
        return Student(self.space.outputs, config["depth"], config["gradient_checkpointing"])

    def fill(self, checkpoints: Path) -> None:
        """Take the weights of a version that shipped, for the species that it knew."""
        fill_classifier(self.model.net, checkpoints, self.space)

    def make(self, number: int) -> Batch:
        """Random crops with what the teacher says of each, at the student's side."""
        batch = self.maker.make(number)
        side = self.side_of(number)
        if side == batch.pixels.shape[1]:
            return batch
        shown = F.interpolate(
            torch.from_numpy(batch.pixels).permute(0, 3, 1, 2),
            size=(side, side), mode="bilinear", antialias=True,
        )  # fmt: skip
        return replace(batch, pixels=shown.permute(0, 2, 3, 1).numpy())

    def loss(self, model: nn.Module, part: Batch) -> Tensor:
        """Cross-entropy with the soft label, squared error of the logits, and smooth-L1 on the
        teacher's features."""
        target, taught, features = (
            torch.from_numpy(value).to(self.device)
            for value in (part.targets, part.logits, part.features)
        )
        with autocast(self.device):
            logits, guess = model(to_input(part.pixels, self.device))
        logits = logits.float()
        entropy = -(target * F.log_softmax(logits, 1)).sum(1)
        ours = logits[:, : self.space.taught]
        off = (ours - ours.mean(1, keepdim=True) - taught).square().mean(1)
        apart = F.smooth_l1_loss(guess.float(), features, reduction="none").mean(1)
        config = self.config
        each = entropy + config["logit_weight"] * off + config["feature_weight"] * apart
        return each.sum() / config["batch"]

    def figures(self) -> dict[str, float]:
        """Hits and agreement with the teacher on strangers' photos, at the side that ships."""
        side = self.config["teacher_side"]
        scores = predict(logits_of(self.shadow.net), self.store, self.held_out, side)
        rates = measure_strangers(scores, self.held_out, self.photos, self.targets, self.space)
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
