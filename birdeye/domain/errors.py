"""The errors that the user can act on; everything else is a bug.

The text of each is a sentence or more with the subject, the reason and the next step, ready to be
shown. Fields hold the parts, for sorting and grouping.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class BirdeyeError(Exception):
    """Something that the user can act on. ``str()`` is what the user reads."""


class PhotoUnreadable(BirdeyeError):
    """One photo could not be read; the rest of a batch goes on."""

    def __init__(self, path: Path, reason: str, next_step: str = "") -> None:
        self.path = path
        self.reason = reason
        self.next_step = next_step
        sentence = f"“{path.name}” could not be read: {reason.rstrip('.')}."
        super().__init__(f"{sentence} {next_step}".strip())


class ClusterFailed(BirdeyeError):
    """A run on a cluster cannot begin or continue because of its storage, workers or results."""


class NothingToIdentify(BirdeyeError):
    """The given files and folders hold no photo."""


class PackInvalid(BirdeyeError):
    """A model pack breaks the rules of the format; ``problems`` names all of them."""

    def __init__(self, subject: str, problems: Sequence[str]) -> None:
        self.subject = subject
        self.problems = tuple(problems)
        listed = "; ".join(problem.rstrip(".") for problem in self.problems)
        super().__init__(
            f"The model pack “{subject}” cannot be used: {listed}. "
            "Get a fresh copy, or ask whoever made it."
        )


class PackNotFound(BirdeyeError):
    """No pack with that name is installed, or none at all."""


class FetchFailed(BirdeyeError):
    """A model file could not be downloaded, or is a different one; nothing was installed."""

    def __init__(self, name: str, reason: str, next_step: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(
            f"“{name}” could not be downloaded: {reason.rstrip('.')}. Nothing was installed. "
            f"{next_step}".strip()
        )


class RecipeMismatch(BirdeyeError):
    """Published files are not what a recipe expects; ``differences`` lists all differences
    found."""

    def __init__(self, subject: str, differences: Sequence[str], next_step: str = "") -> None:
        self.subject = subject
        self.differences = tuple(differences)
        listed = "; ".join(each.rstrip(".") for each in self.differences)
        super().__init__(
            f"“{subject}” is not what its recipe expects: {listed}. Nothing was installed. "
            f"{next_step}".strip()
        )


class ModelFailed(BirdeyeError):
    """A model file is refused by the runtime, or gives something else than its manifest
    promises."""


class CheckpointInvalid(BirdeyeError):
    """An MXNet checkpoint (or one of its two files) is damaged or does not fit together."""

    def __init__(self, subject: str, reason: str, next_step: str = "") -> None:
        self.subject = subject
        self.reason = reason
        super().__init__(f"{subject}: {reason.rstrip('.')}. {next_step}".strip())


@dataclass(frozen=True, slots=True)
class UnresolvedLabel:
    """An unknown label: its line or number from 1, and names that look like it."""

    line: int
    text: str
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        near = f" (perhaps {', '.join(self.nearest)})" if self.nearest else ""
        return f"line {self.line} “{self.text}”{near}"


class LabelsUnresolved(CheckpointInvalid):
    """Some labels are not names of species; ``labels`` lists all of these."""

    _MOST_SHOWN = 30

    def __init__(self, subject: str, labels: Sequence[UnresolvedLabel], total: int) -> None:
        self.labels = tuple(labels)
        shown = [str(label) for label in self.labels[: self._MOST_SHOWN]]
        hidden = len(self.labels) - len(shown)
        if hidden:
            shown.append(f"and {hidden:,} more")
        super().__init__(
            subject,
            f"{len(self.labels):,} of its {total:,} labels name no species that Birdeye knows: "
            + "; ".join(shown),
            "Correct them, or mark them as not birds or as not to be named.",
        )


class OperatorUnsupported(BirdeyeError):
    """A checkpoint needs operators that cannot be converted; ``operators`` lists all of them."""

    def __init__(self, subject: str, operators: Sequence[str]) -> None:
        self.subject = subject
        self.operators = tuple(operators)
        super().__init__(
            f"{subject} cannot be converted, because it uses what Birdeye does not support: "
            f"{'; '.join(self.operators)}. Nothing was written."
        )


class CannotWrite(BirdeyeError):
    """A file could not be written; what was there before is unharmed."""

    def __init__(
        self,
        path: Path,
        reason: str,
        next_step: str = "Choose another place or free some space, and try again.",
    ) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"“{path}” could not be written: {reason.rstrip('.')}. {next_step}")


@contextmanager
def or_cannot_write(path: Path) -> Iterator[None]:
    """Raise `CannotWrite` for ``path`` where the system refuses anything in the block."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error


class CatalogueUnusable(BirdeyeError):
    """The catalogue cannot be used: it is from a newer program, damaged, locked or read-only."""


class ExportImpossible(BirdeyeError):
    """Records cannot be written in the requested format, or to the requested place."""
