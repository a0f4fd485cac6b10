"""What a conversion tells while it goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ConvertStage:
    """What is being done now, for the user; ``done`` of ``total`` where that can be counted."""

    text: str
    done: int = 0
    total: int = 0
