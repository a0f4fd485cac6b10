"""The progress of a conversion."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ConvertStage:
    """What is being done now, for the user; ``done`` of ``total`` if that can be counted."""

    text: str
    done: int = 0
    total: int = 0
