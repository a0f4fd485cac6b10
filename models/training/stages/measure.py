"""Measures what a training step takes: time and memory, with accumulation and checkpointing.

Each case runs in a process of its own, so that its peak of memory is its own. Gradient
checkpointing is the sublinear-memory idea of Chen et al. 2016: activations inside a residual unit
are computed again on the way back.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

from ..places import Places

CASES = (
    {"micro_batch": 32, "checkpointing": False},
    {"micro_batch": 32, "checkpointing": True},
    {"micro_batch": 8, "checkpointing": False},
    {"micro_batch": 8, "checkpointing": True},
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("--side", type=int, default=128)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--case", help=argparse.SUPPRESS)


def run(places: Places, options: argparse.Namespace) -> None:
    """Print a row for each depth and case."""
    if options.case:
        print(json.dumps(one_case(**json.loads(options.case))))
        return
    command = [sys.executable, "-m", "models.training", "measure", "--case"]
    print("depth  micro-batch  checkpointing  CPU seconds/batch  peak MB over the idle process")
    for depth in (18, 50):
        for case in CASES:
            asked = {**case, "depth": depth, "side": options.side, "batch": options.batch}
            done = subprocess.run(
                [*command, json.dumps(asked)], check=True, capture_output=True, text=True
            )
            got = json.loads(done.stdout)
            print(
                f"{depth:5}  {case['micro_batch']:11}  {case['checkpointing']!s:13}"
                f"  {got['seconds']:17.2f}  {got['peak_mb']:7.0f}",
                flush=True,
            )


def one_case(
    depth: int, side: int, batch: int, micro_batch: int, checkpointing: bool
) -> dict[str, float]:
    """CPU seconds for a batch (the least of three) and the peak of memory above an idle process."""
    import torch

    from ..resnet import Classifier

    torch.set_num_threads(1)
    idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    model = Classifier(1000, depth, checkpointing).to(memory_format=torch.channels_last)
    model.train()
    optimiser = torch.optim.AdamW(model.parameters(), 1e-3, fused=True)
    pixels = torch.rand(batch, side, side, 3).permute(0, 3, 1, 2) * 255
    spent = []
    for _ in range(3):
        start = time.process_time()
        for part in pixels.split(micro_batch):
            with torch.autocast("cpu", torch.bfloat16):
                logits, _ = model(part)
            (logits.float().logsumexp(1).sum() / batch).backward()
        optimiser.step()
        optimiser.zero_grad()
        spent.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": min(spent), "peak_mb": (peak - idle) / 1024}
