"""What the user says of the birds of one taxon in a photo: their number, sex, age and behaviour.

The words are those of Darwin Core and Camtrap DP, which eBird's ages map onto.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Sex(Enum):
    """Darwin Core's ``sex``; for birds of both sexes it stays unsaid."""

    FEMALE = "female"
    MALE = "male"


class LifeStage(Enum):
    """Darwin Core's ``lifeStage``, in the words of Camtrap DP."""

    ADULT = "adult"
    SUBADULT = "subadult"
    """eBird's “immature”."""

    JUVENILE = "juvenile"


@dataclass(frozen=True, slots=True)
class Statement:
    """The user's word on the birds of one taxon; what is None or empty was not said.

    ``count`` takes the place of the boxes that were counted; ``is_minimum`` says that there were
    more than could be counted.
    """

    count: int | None = None
    is_minimum: bool = False
    sex: Sex | None = None
    life_stage: LifeStage | None = None
    behaviour: str = ""

    def __post_init__(self) -> None:
        if self.count is not None and not 1 <= self.count <= MOST_BIRDS:
            raise ValueError(f"a count is from 1 to {MOST_BIRDS}, not {self.count}")


MOST_BIRDS = 10_000_000
"""More birds than anyone has counted in one place; more is a slip of the hand."""
