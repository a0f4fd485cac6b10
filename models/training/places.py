"""Where the recipe reads its photos and keeps its state."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RECIPE = Path(__file__).parent
DATA_VARIABLE = "BIRDEYE_TRAINING_DATA"
STATE_VARIABLE = "BIRDEYE_TRAINING_STATE"


STATE = RECIPE / "state"
"""The state folder when neither the option nor the environment names one; git ignores it."""


@dataclass(frozen=True)
class Places:
    """The folder of photos and teachers (read only) and the folder of state (written)."""

    shared: Path
    state: Path

    @classmethod
    def find(cls, shared: str | None = None, state: str | None = None) -> Places:
        """Options first, then the environment, then `../shared` and `state` beside the recipe."""
        beside = RECIPE.parent.parent.parent / "shared"
        return cls(
            shared=Path(shared or os.environ.get(DATA_VARIABLE) or beside),
            state=Path(state or os.environ.get(STATE_VARIABLE) or STATE),
        )

    @property
    def photos(self) -> Path:
        """The photos and their manifests: birds and scenes."""
        return self.shared / "data"

    @property
    def species_table(self) -> Path:
        """Scientific names, current and older, with their names in other languages."""
        return self.shared / "data" / "species.csv"

    @property
    def teachers(self) -> Path:
        """The networks that we learn from and are compared with."""
        return self.shared / "models"

    def folder(self, name: str) -> Path:
        """A folder of the state, made when it is not there."""
        folder = self.state / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Hand out a temporary path; when the block ends well, it is synced and becomes `path`."""
    temporary = path.with_name(f"{path.name}.part")
    yield temporary
    with temporary.open("rb") as written:
        os.fsync(written.fileno())
    temporary.replace(path)
