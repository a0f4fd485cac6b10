"""Reads the configuration of each network from the TOML file beside the recipe."""

from __future__ import annotations

import tomllib

from .places import RECIPE

NETWORKS = ("classifier", "detector")


def read_config(name: str) -> dict:
    """The configuration of a network, from the file beside the recipe."""
    return tomllib.loads((RECIPE / f"{name}.toml").read_text(encoding="utf-8"))


def side_at(sizes: list[dict], crops: int) -> int:
    """The input's side after that many crops."""
    return max((s for s in sizes if s["from_crops"] <= crops), key=lambda s: s["from_crops"])[
        "side"
    ]


def enlarged_at_last(
    sizes: list[dict], start: int, crops: int, side: int, share: float
) -> list[dict]:
    """The input's sides of a cooldown of `crops` from `start` on: as now, then for the last
    `share` of them `side`."""
    now = side_at(sizes, start)
    return [
        {"from_crops": 0, "side": now},
        {"from_crops": start + round(crops * (1 - share)), "side": side},
    ]
