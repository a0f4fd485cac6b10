"""Trains one network on several cores: each worker takes micro-batches, gradients are added up.

Two threads that share every layer wait for each other thousands of times a second and crawl when
another program wants a core. Workers that share the weights and meet once a batch do not.
With one worker this is plain gradient accumulation.
"""

from __future__ import annotations

import copy
import queue
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import nn


class Replicas:
    """The network and further copies of its modules that hold the very same parameters."""

    def __init__(self, model: nn.Module, workers: int) -> None:
        self._model = model
        self._free: queue.SimpleQueue = queue.SimpleQueue()
        self._all = [model]
        for _ in range(workers - 1):
            twin = copy.deepcopy(model)
            for ours, theirs in zip(twin.parameters(), model.parameters(), strict=True):
                ours.data = theirs.data
            self._all.append(twin)
        for replica in self._all:
            self._free.put(replica)
        self._pool = ThreadPoolExecutor(workers)

    def backward(
        self, loss_of: Callable[[nn.Module, object], torch.Tensor], parts: Sequence[object]
    ) -> list[float]:
        """Leave in the model's `.grad` the sum of the gradients of `loss_of(model, part)`."""
        for replica in self._all:
            replica.zero_grad(set_to_none=True)

        def work(part: object) -> float:
            replica = self._free.get()
            try:
                loss = loss_of(replica, part)
                loss.backward()
                return float(loss.detach())
            finally:
                self._free.put(replica)

        losses = list(self._pool.map(work, parts))
        self._gather()
        return losses

    @torch.no_grad()
    def _gather(self) -> None:
        for twin in self._all[1:]:
            for ours, theirs in zip(self._model.parameters(), twin.parameters(), strict=True):
                if theirs.grad is not None:
                    ours.grad = theirs.grad if ours.grad is None else ours.grad.add_(theirs.grad)
        buffers = zip(*(replica.buffers() for replica in self._all), strict=True)
        for group in buffers:
            if group[0].is_floating_point():
                mean = torch.stack(group).mean(0)
                for buffer in group:
                    buffer.copy_(mean)
