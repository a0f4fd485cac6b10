"""What the user says about the birds of one taxon in a photo: their number, sex, age and behaviour.

The words are those of Darwin Core and Camtrap DP, which eBird's ages map onto.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from birdeye.domain.identification import Rank


class Sex(Enum):
    """Darwin Core's ``sex``; not stated for birds of both sexes."""

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
    """What the user said about the birds of one taxon; None or empty means not stated.

    ``count`` replaces the number of boxes; ``is_minimum`` says that there were more than could be
    counted.
    """

    count: int | None = None
    is_minimum: bool = False
    sex: Sex | None = None
    life_stage: LifeStage | None = None
    behaviour: str = ""

    def __post_init__(self) -> None:
        if self.count is not None and not 1 <= self.count <= MOST_BIRDS:
            raise ValueError(f"a count is from 1 to {MOST_BIRDS}, not {self.count}")

    def or_else(self, other: Statement | None) -> Statement:
        """This, with what it leaves out from ``other``."""
        if other is None:
            return self
        counted = other if self.count is None else self
        return Statement(
            counted.count,
            counted.is_minimum,
            self.sex or other.sex,
            self.life_stage or other.life_stage,
            self.behaviour or other.behaviour,
        )

    @property
    def in_words(self) -> str:
        """In English: “at least 40 birds, male, adult”; without a count that is exact."""
        more = f"at least {self.count} birds" if self.is_minimum and self.count else ""
        words = [each.value for each in (self.sex, self.life_stage) if each is not None]
        return ", ".join(filter(None, (more, *words, self.behaviour)))


def together(statements: Iterable[tuple[int, Statement]], most_seen: int = 0) -> Statement:
    """The combination of several statements about the birds of one visit, each with how many birds
    it is about: the most birds, and what all share.

    ``most_seen`` birds were counted otherwise: a stated count that is smaller is left out. Sex and
    age are too if they were stated of fewer birds only.
    """
    numbered = list(statements)
    said = [each for _, each in numbered]
    counted = [each for each in said if each.count is not None and each.count >= most_seen]
    most = max(counted, key=lambda each: (each.count or 0, each.is_minimum), default=Statement())
    of_all = [each for number, each in numbered if number >= (most.count or most_seen)]
    sexes = {each.sex for each in said if each.sex is not None}
    stages = {each.life_stage for each in said if each.life_stage is not None}
    if not any(each.sex for each in of_all):
        sexes.clear()
    if not any(each.life_stage for each in of_all):
        stages.clear()
    return Statement(
        most.count,
        most.is_minimum,
        sexes.pop() if len(sexes) == 1 else None,
        stages.pop() if len(stages) == 1 else None,
        "; ".join(dict.fromkeys(each.behaviour for each in said if each.behaviour)),
    )


def is_exact(said: Statement | None) -> bool:
    """Whether an exact number was stated, so that boxes do not count."""
    return said is not None and said.count is not None and not said.is_minimum


Name = tuple[Rank, str]
"""A (rank, taxon) that a bird is given."""


def following_names(
    statements: Mapping[Name, Statement], before: Mapping[int, Name], after: Mapping[int, Name]
) -> dict[Name, Statement]:
    """``statements`` about a photo after its birds (by id) were named anew.

    Where no bird has a name any longer and all that had it share another, what was stated goes with
    them, unless something is stated about that other name.
    """
    followed = dict(statements)
    for name in statements:
        had_it = [bird_id for bird_id, was in before.items() if was == name]
        names_now = {after[bird_id] for bird_id in had_it if bird_id in after}
        if name in after.values() or len(names_now) != 1:
            continue
        (new,) = names_now
        if new[0] is not Rank.NONE and new not in followed:
            followed[new] = followed.pop(name)
    return followed


MOST_BIRDS = 10_000_000
"""More birds than anyone has counted in one place; more is a typing error."""
