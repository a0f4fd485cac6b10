"""What every training run needs: a state that survives being killed, and its log."""

from __future__ import annotations

import csv
import signal
import time
from pathlib import Path

import torch
from torch import nn

from .places import replacing


def save_state(path: Path, state: dict) -> None:
    """Write a state so that a kill at any moment leaves the old one or the new one."""
    with replacing(path) as part:
        torch.save(state, part)


def load_state(path: Path) -> dict | None:
    """The state that was saved last, or None at the very start."""
    if not path.exists():
        return None
    return torch.load(path, map_location="cpu", weights_only=True)


class Average:
    """An exponential moving average of a network's weights and statistics."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self._decay = decay
        self.values = {k: v.detach().clone().float() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: nn.Module, batches: int) -> None:
        """Move towards the model; faster in the first batches."""
        keep = min(self._decay, (1 + batches) / (10 + batches))
        for name, value in model.state_dict().items():
            self.values[name].lerp_(value.float(), 1 - keep)

    def copy_to(self, model: nn.Module) -> None:
        """Give a model the averaged weights."""
        own = model.state_dict()
        model.load_state_dict({k: v.to(own[k].dtype) for k, v in self.values.items()})


def decayed(model: nn.Module, weight_decay: float) -> list[dict]:
    """Parameter groups: weights of convolutions and layers decay, norms and biases do not."""
    trained = [p for p in model.parameters() if p.requires_grad]
    return [
        {"params": [p for p in trained if p.ndim > 1], "weight_decay": weight_decay},
        {"params": [p for p in trained if p.ndim <= 1], "weight_decay": 0.0},
    ]


class Log:
    """A CSV that grows by a row at a time and is never rewritten."""

    def __init__(self, path: Path, columns: list[str]) -> None:
        self._path, self._columns = path, columns
        if not path.exists():
            self._append(columns)

    def write(self, **figures: object) -> None:
        """Add a row; figures that were not given stay empty."""
        self._append([figures.get(name, "") for name in self._columns])

    def _append(self, row: list) -> None:
        with self._path.open("a", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerow(row)


class Clock:
    """Says when a run must stop, save or validate; SIGTERM and Ctrl-C ask it to stop in order."""

    def __init__(self, minutes: float | None) -> None:
        self._started = self._marked = time.monotonic()
        self._limit = None if minutes is None else minutes * 60
        self._due: dict[str, float] = {}
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked = True

    @property
    def over(self) -> bool:
        """Whether the run should end after this batch."""
        spent = time.monotonic() - self._started
        return self.asked or (self._limit is not None and spent >= self._limit)

    @property
    def left(self) -> float:
        """The share of the time that is left; all of it where there is no limit."""
        if self._limit is None:
            return 1.0
        return max(0.0, 1 - (time.monotonic() - self._started) / self._limit)

    def lap(self) -> float:
        """Seconds since the last call."""
        now = time.monotonic()
        lap, self._marked = now - self._marked, now
        return lap

    def due(self, name: str, every: float) -> bool:
        """Whether `every` seconds have gone by since this was due last."""
        now = time.monotonic()
        last = self._due.setdefault(name, self._started)
        if now - last < every:
            return False
        self._due[name] = now
        return True
