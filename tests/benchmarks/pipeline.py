"""From a folder of files to species: against the bound, one worker and the naive arrangement.

The bound of the cores is what nobody can spare, measured with one worker: CPU time in the JPEG
decoder and in the networks, divided by the cores. Reading files, cutting crops, Python, and every
moment that a core waits make the difference. ``cores used by others`` says how far the machine was
ours; where it is not near zero, the wall times are too long, and "CPU time / bound" is what they
would come to if no core ever waited.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.arrangements import PARTS, STAGES
from tests.benchmarks.children import Child
from tests.benchmarks.measuring import CORES, Figure, figure, ratios
from tests.benchmarks.settings import Settings

NAIVE_SHARE = 5
"""One photo in so many is enough for the slow one."""

BOUND_GOAL = "at most 1.15"
MEMORY_GOAL = "under 400"


def figures(settings: Settings) -> Iterator[Figure]:
    """For each pack."""
    paths = [str(path) for path in settings.large_photos()]
    for name, folder in settings.packs().items():
        yield from _of_pack(name, folder, paths, settings.rounds)


def _of_pack(pack: str, folder: Path, paths: list[str], rounds: int) -> Iterator[Figure]:
    orders = {
        "birdeye": paths,
        "one worker": paths,
        "naive": paths[::NAIVE_SHARE],
    }
    answers = measured(folder, orders, rounds)
    per_photo = {
        name: [each["seconds"] / len(orders[name]) for each in given]
        for name, given in answers.items()
    }
    bound = [
        sum(each["parts"][part] for part in PARTS) / len(orders["one worker"]) / CORES
        for each in answers["one worker"]
    ]
    ours = answers["birdeye"]
    yield figure(f"{pack}: photos a second", "", [1 / each for each in per_photo["birdeye"]])
    yield figure(
        f"{pack}: wall time / bound of {CORES} cores",
        "times",
        ratios(per_photo["birdeye"], bound),
        BOUND_GOAL,
    )
    cpu_seconds = [each["cpu_seconds"] / len(paths) for each in ours]
    yield figure(
        f"{pack}: CPU time / bound",
        "times",
        [spent / CORES / least for spent, least in zip(cpu_seconds, bound, strict=True)],
    )
    yield figure(
        f"{pack}: naive / Birdeye", "times", ratios(per_photo["naive"], per_photo["birdeye"])
    )
    yield figure(
        f"{pack}: one worker / Birdeye",
        "times",
        ratios(per_photo["one worker"], per_photo["birdeye"]),
    )
    yield figure(f"{pack}: peak memory", "MB", [x["peak_megabytes"] for x in ours], MEMORY_GOAL)
    yield figure(f"{pack}: peak memory, naive", "MB", _peaks(answers["naive"]))
    yield figure(f"{pack}: cores used", "", [each["cores"] for each in ours])
    yield figure(f"{pack}: cores used by others", "", [each["cores_of_others"] for each in ours])
    yield figure(f"{pack}: CPU a photo", "ms", [1000 * each for each in cpu_seconds])
    count = len(orders["one worker"])
    for part in (*STAGES.values(), *PARTS):
        kind = "of which" if part in PARTS else "stage"
        yield figure(
            f"{pack}: {kind} {part}",
            "ms",
            [1000 * each["parts"].get(part, 0.0) / count for each in answers["one worker"]],
        )


def measured(
    folder: Path, orders: dict[str, list[str]], rounds: int
) -> dict[str, list[dict[str, Any]]]:
    """The answers of each arrangement, by turns, after a few photos that do not count."""
    children = {name: Child("tests.benchmarks.arrangements", name, str(folder)) for name in orders}
    answers: dict[str, list[dict[str, Any]]] = {name: [] for name in orders}
    try:
        for name, child in children.items():
            child.ask(orders[name][: 2 * CORES])
        for _ in range(rounds):
            for name, child in children.items():
                answers[name].append(child.ask(orders[name]))
    finally:
        for child in children.values():
            child.close()
    return answers


def _peaks(answers: list[dict[str, Any]]) -> list[float]:
    return [each["peak_megabytes"] for each in answers]


if __name__ == "__main__":
    from tests.benchmarks.suite import main

    sys.exit(main(["pipeline", *sys.argv[1:]]))
