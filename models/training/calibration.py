"""What the stage `calibrate` keeps of a network in the state."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .places import Places


def calibration_file(places: Places, network: str) -> Path:
    """Where the stage `calibrate` keeps what it found for a network."""
    return places.folder(network) / "calibration.toml"


def read_calibration(places: Places, network: str) -> dict:
    """What the stage `calibrate` found last."""
    path = calibration_file(places, network)
    if not path.exists():
        raise SystemExit(f"There is no {path}: run the stage `calibrate` first.")
    return tomllib.loads(path.read_text(encoding="utf-8"))
