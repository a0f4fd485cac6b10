"""Against MXNet 1.9.1: the built-in checkpoints, and how photos were identified in 2017.

Both sides of a comparison run the same checkpoint, or the same photos, by turns. Networks are
compared in one thread by CPU time, which other work on the machine does not touch; whole
arrangements by wall time on all cores.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build
from birdeye.packs.pack import Pack, load_pack
from tests.benchmarks.children import ROOT, Child
from tests.benchmarks.measuring import CORES, Figure, by_turns, cpu_milliseconds, figure, ratios
from tests.benchmarks.sessions import bare_session
from tests.benchmarks.settings import Settings

BIRDS = (1, 4, 16)
RUNS = 5
ROUNDS_2017 = 3
PHOTOS_2017 = 3
GOAL_2017 = "at least 20"
CHECKPOINTS = ROOT / "models" / "checkpoints"
ORACLE = "tests.convert.reference.oracle"


def figures(settings: Settings) -> Iterator[Figure]:
    """Networks first, then the arrangement of 2017."""
    python = settings.require_mxnet()
    pack = load_pack(settings.packs()["built-in"])
    yield from _networks(python, pack, settings)
    yield from _arrangement_2017(python, pack.folder, settings)


def _networks(python: str, pack: Pack, settings: Settings) -> Iterator[Figure]:
    """MXNet's time divided by ours: the pack's file, and the same checkpoint in float32."""
    checkpoints = CHECKPOINTS / pack.folder.name
    manifest = pack.manifest
    for role, file, spec, batches in (
        ("detector", pack.detector_file, manifest.detector.input, (1,)),
        ("classifier", pack.classifier_file, manifest.classifier.input, BIRDS),
    ):
        shape = (3, spec.height, spec.width)
        exact = settings.scratch / f"{role}-fp32.onnx"
        checkpoint = load_checkpoint(find_checkpoint(checkpoints / role))
        build(checkpoint, {"data": (1, *shape)}).write(exact)
        child = Child(
            "tests.benchmarks.mxnet_network",
            str(checkpoints / role),
            *map(str, shape),
            python=python,
            environment={"OMP_NUM_THREADS": "1"},
        )
        sessions = {"as shipped": bare_session(file), "in float32": bare_session(exact)}
        try:
            for batch in batches:
                tasks = _tasks(child, sessions, batch, shape)
                values = by_turns(tasks, settings.rounds)
                which = role if role == "detector" else f"{role}, {batch} birds"
                yield figure(f"{which}: MXNet 1.9.1", "ms", values["MXNet"])
                for form in sessions:
                    yield figure(f"{which}: Birdeye, {form}", "ms", values[form])
                    yield figure(
                        f"{which}: MXNet / Birdeye, {form}",
                        "times",
                        ratios(values["MXNet"], values[form]),
                    )
        finally:
            child.close()


def _tasks(
    child: Child, sessions: dict, batch: int, shape: tuple[int, int, int]
) -> dict[str, Callable[[], float]]:
    pictures = np.random.default_rng(0).uniform(0, 255, (batch, *shape)).astype(np.float32)
    tasks: dict[str, Callable[[], float]] = {
        "MXNet": lambda: float(np.median(child.ask([batch, RUNS])["cpu"]))
    }
    for form, session in sessions.items():
        feeds = {session.get_inputs()[0].name: pictures}
        tasks[form] = lambda session=session, feeds=feeds: float(
            np.median([cpu_milliseconds(lambda: session.run(None, feeds)) for _ in range(RUNS)])
        )
    return tasks


def _arrangement_2017(python: str, pack_folder: Path, settings: Settings) -> Iterator[Figure]:
    folders = {}
    for network in ("rcnn-vgg16-new", "resnet18-v1"):
        folders[network] = settings.scratch / network
        command = [python, "-m", ORACLE, network, str(folders[network]), "--seeds", "1"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    paths = [str(path) for path in settings.large_photos()]
    ours = Child("tests.benchmarks.arrangements", "birdeye", str(pack_folder))
    theirs = Child(
        "tests.benchmarks.arrangement_2017",
        *map(str, folders.values()),
        python=python,
        environment={"OMP_NUM_THREADS": str(CORES)},
    )
    try:
        birds = ours.ask(paths)["birds"]
        order = list(zip(paths, birds, strict=True))[:: len(paths) // PHOTOS_2017][:PHOTOS_2017]

        def ask_theirs() -> float:
            return 1000 * theirs.ask(order)["seconds"] / len(order)

        values = by_turns(
            {
                "2017": ask_theirs,
                "Birdeye": lambda: 1000 * ours.ask(paths)["seconds"] / len(paths),
            },
            ROUNDS_2017,
        )
    finally:
        ours.close()
        theirs.close()
        for folder in folders.values():
            shutil.rmtree(folder)
    yield figure("2017 in MXNet 1.9.1, a photo", "ms", values["2017"])
    yield figure("Birdeye, a photo of the folder", "ms", values["Birdeye"])
    yield figure("2017 / Birdeye", "times", ratios(values["2017"], values["Birdeye"]), GOAL_2017)
