"""Trains the detector on composed pictures, starting from what shipped or from the classifier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .anchors import plan_from
from .augment import colour, degrade
from .backgrounds import Alarms, Backgrounds
from .boxes import suppress
from .drawing import draw_rates, group_of
from .matching import POSITIVE, decode, match
from .photos import Photo, PhotoStore, cut, read_manifest
from .pictures import Composer, Scenes
from .places import Places
from .precision import (
    BIRDLESS,
    BOXED_SETS,
    SCENES,
    average_precision,
    by_set,
    false_alarms,
    judged_photos,
    recall_at,
    recall_of_small,
    score_for_alarms,
)
from .runs import load_state
from .splits import read_splits
from .ssd import Ssd
from .training_run import TrainingRun, autocast, to_input

JUDGED = ("cub50", "sg48")
FEW_ALARMS = 0.01
"""Recall is told at the score from which on at most this share of photos without birds has one."""
SMALL = 0.058
"""Root of the share of the photo that a small bird's box takes: 32 px of 640 by 480."""
CLAIMED = 0.5
"""The score from which the validation figures count a detection as a claim."""


@dataclass(frozen=True)
class Pictures:
    """Pixels (n, s, s, 3) float32, anchor states (n, anchors) int8, offsets (n, anchors, 4)."""

    pixels: np.ndarray
    states: np.ndarray
    offsets: np.ndarray


class DetectorRun(TrainingRun):
    """The detector's training."""

    VALIDATED = (
        "ap50_cub50", "ap50_sg48", "ap50_scenes", "recall_scenes", "recall_small", "false_alarms",
    )  # fmt: skip

    def __init__(self, places: Places, config: dict, name: str) -> None:
        self.photos = read_manifest(places)
        self.store = PhotoStore(places, self.photos)
        self.plan = plan_from(config)
        parts = read_splits(self.photos)
        train = np.array([i for i, part in enumerate(parts) if part == "train"])
        scenes = Scenes(places, self.photos, self.store, config["pseudo"])
        self._drawn = np.array([i for i in train if len(scenes.birds[i])])
        self._rates = draw_rates([kind_of(self.photos[i]) for i in self._drawn], config["draw"])
        self.birdless = np.array([i for i in train if not self.photos[i].has_bird])
        boxed = np.array([i for i in train if self.photos[i].set in BOXED_SETS])
        sizes = [(photo.width, photo.height) for photo in self.photos]
        self.composer = Composer(scenes, sizes, self.birdless, config["compose"])
        self._alarms_file = places.folder("detector") / "alarms.npz"
        alarms = Alarms.read(self._alarms_file, len(self.birdless))
        self.backgrounds = Backgrounds(
            scenes, self.photos, self.birdless, boxed, config["birdless"], alarms
        )
        self.known = judged_photos(self.photos, "val")[::2]
        self.strange = judged_photos(self.photos, "stranger-val")
        super().__init__(places, config, "detector", name)

    def build(self) -> nn.Module:
        """SSD at random."""
        return Ssd(self.plan, self.config["depth"], self.config["gradient_checkpointing"])

    def start_anew(self) -> None:
        """Take the backbone of our own classifier: its cooled weights, or else its average."""
        folder = self.places.folder("classifier")
        state = load_state(folder / "cooled.pt") or load_state(folder / "trunk.pt")
        if state is None:
            raise SystemExit("There is no classifier to start from: train it first.")
        prefix = "net.backbone."
        backbone = {k.removeprefix(prefix): v for k, v in state["average"].items() if prefix in k}
        for model in (self.model, self.shadow):
            own = model.backbone.state_dict()
            model.backbone.load_state_dict({k: v.to(own[k].dtype) for k, v in backbone.items()})
        self.average = type(self.average)(self.model, self.config["ema"])

    def make(self, number: int) -> Pictures:
        """Composed pictures with their anchors matched."""
        config, side = self.config, self.side_of(number)
        rng = np.random.default_rng([config["seed"], number])
        anchors = self.plan.boxes(side)

        def draw() -> int:
            return int(rng.choice(self._drawn, p=self._rates))

        pixels, states, offsets = [], [], []
        for _ in range(config["batch"]):
            if rng.random() < config["compose"]["birdless"]:
                picture = self.backgrounds.compose(rng, side)
            else:
                picture = self.composer.compose(rng, draw, side)
            pixels.append(degrade(rng, picture.pixels, blur=0.1, jpeg=0.1))
            state, offset = match(anchors, picture, config["loss"], self.plan.variances)
            states.append(state)
            offsets.append(offset)
        shown = colour(rng, np.stack(pixels).astype(np.float32), 0.25)
        return Pictures(shown, np.stack(states), np.stack(offsets))

    def loss(self, model: nn.Module, part: Pictures) -> Tensor:
        """Smooth-L1 on matched anchors, cross-entropy on them and on the hardest others."""
        settings = self.config["loss"]
        states = torch.from_numpy(part.states).to(self.device)
        offsets = torch.from_numpy(part.offsets).to(self.device)
        with autocast(self.device):
            locations, scores = model(to_input(part.pixels, self.device))
        positive = states == POSITIVE
        entropy = F.cross_entropy(
            scores.float().flatten(0, 1), positive.long().flatten(), reduction="none"
        ).view_as(positive)
        matched = int(positive.sum())
        wanted = max(
            settings["negatives_per_positive"] * matched,
            settings["negatives_per_picture"] * len(states),
        )
        background = entropy.detach().masked_fill(states != 0, -1.0).flatten()
        hardest = background.topk(min(wanted, len(background))).indices
        negative = (states.flatten()[hardest] == 0).float() * entropy.flatten()[hardest]
        apart = F.smooth_l1_loss(locations.float()[positive], offsets[positive], reduction="sum")
        total = entropy[positive].sum() + negative.sum() + settings["location_weight"] * apart
        share = len(states) / self.config["batch"]
        return total / max(matched, len(states)) * share

    def figures(self) -> dict[str, float]:
        """AP50 by set, and what is found on strangers' scenes with few alarms on those without."""
        found = {}
        for photos in (self.known, self.strange):
            answers = detect(self.shadow, self.store, photos, self.side)
            groups = by_set(self.photos, photos, answers)
            found |= {name: group for name, group in groups.items() if group}
        least = score_for_alarms(found[BIRDLESS], FEW_ALARMS)
        figures = {f"ap50_{name}": average_precision(found[name]) for name in (*JUDGED, SCENES)}
        for name, (hits, birds) in {
            "recall_scenes": recall_at(found[SCENES], least),
            "recall_small": recall_of_small(found[SCENES], least, SMALL),
            "false_alarms": false_alarms(found[BIRDLESS], CLAIMED),
        }.items():
            figures[name] = hits / max(birds, 1)
        return figures

    def validate(self) -> None:
        """Log the figures, then look for false alarms in some of the photos without birds."""
        super().validate()
        count = min(self.config["searched"], len(self.birdless))
        rng = np.random.default_rng([self.config["seed"], self.batches])
        rows = rng.choice(len(self.birdless), count, replace=False)
        found = detect(self.shadow, self.store, list(self.birdless[rows]), self.side)
        alarms = self.backgrounds.alarms.renewed(
            rows,
            np.array([scores.max(initial=0.0) for _, scores in found]),
            np.array([boxes[0] if len(boxes) else np.zeros(4) for boxes, _ in found]),
        )
        alarms.write(self._alarms_file)
        self.backgrounds.take_up(alarms)


def kind_of(photo: Photo) -> tuple[str, str]:
    """The kind that a photo is drawn by, and within it its species or set.

    "boxed" photos have true boxes, "portraits" YOLOX's, "scenes" YOLOX's and smaller birds.
    """
    kind, group = group_of(photo)
    if kind == "birds":
        kind = "boxed" if photo.boxes_xyxy else "portraits"
    return kind, group


def detect(
    model: Ssd, store: PhotoStore, indices: list[int], side: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Boxes (n, 4) in pixels and scores (n,) of whole photos, best first, after suppression."""
    run, found = scorer(model), []
    for start in range(0, len(indices), 16):
        photos = [store[i] for i in indices[start : start + 16]]
        pixels = np.stack([cut(p, np.array([0, 0, p.shape[1], p.shape[0]]), side) for p in photos])
        for photo, (boxes, scores) in zip(photos, run(pixels.astype(np.float32)), strict=True):
            height, width = photo.shape[:2]
            kept = suppress(boxes, scores, model.plan.least_score, model.plan.overlap)
            found.append((boxes[kept] * [width, height, width, height], scores[kept]))
    return found


def scorer(model: Ssd) -> Callable[[np.ndarray], list[tuple[np.ndarray, np.ndarray]]]:
    """A function from pixels (k, s, s, 3) to boxes as fractions and scores of all anchors."""
    model.eval()
    device = next(model.parameters()).device

    @torch.no_grad()
    def run(pixels: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        anchors = model.plan.boxes(pixels.shape[1])
        with autocast(device):
            locations, scores = model(to_input(pixels, device))
        probability = scores.float().softmax(-1)[..., 1].cpu().numpy()
        offsets = locations.float().cpu().numpy()
        return [
            (decode(o, anchors, model.plan.variances), p)
            for o, p in zip(offsets, probability, strict=True)
        ]

    return run
