"""Gives the training run of a network by its name."""

from __future__ import annotations

from .places import Places
from .training_run import TrainingRun


def training_run(places: Places, config: dict, network: str, name: str) -> TrainingRun:
    """A run of this network whose state and log are called `name`."""
    if network == "classifier":
        from .classifier import ClassifierRun

        return ClassifierRun(places, config, name)
    from .detector import DetectorRun

    return DetectorRun(places, config, name)
