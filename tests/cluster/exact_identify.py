"""``birdeye identify`` with its results kept unrounded as well, to hold others against them.

``python -m tests.cluster.exact_identify KEPT identify PHOTOS --format jsonl ...`` writes what the
command writes, and into KEPT what `told_by` makes of every photo.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from birdeye.domain.identification import PhotoResult
from birdeye.workflows import result_writers


@dataclass(frozen=True)
class Told:
    """What is said of a photo: words, to be the same, and figures, to be within 1e-6."""

    words: tuple[str | None, ...]
    figures: tuple[float, ...]


def told_by(result: PhotoResult) -> Told:
    """Everything that a row of an archive says of the birds, too."""
    words: list[str | None] = [result.error]
    figures: list[float] = [result.width, result.height, result.metadata.rows_share]
    for bird in result.birds:
        words += [bird.claim.rank.value, bird.claim.taxon]
        words += [each.species.scientific_name for each in bird.candidates]
        figures += [*bird.box.as_tuple(), bird.score, bird.claim.probability]
        figures += [each.probability for each in bird.candidates]
        if bird.quality is not None:
            figures += [bird.quality.sharpness or -1, bird.quality.clipped]
    return Told(tuple(words), tuple(figures))


def kept_in(file: Path) -> Iterator[tuple[str, Told]]:
    """What an earlier command kept: the paths of the photos, and what it said of them."""
    with file.open("rb") as stream:
        while True:
            try:
                yield pickle.load(stream)
            except EOFError:
                return


def _identify(kept: Path) -> int:
    from birdeye.__main__ import main

    # The class of the module that is imported, not of this one, which runs as __main__.
    from tests.cluster.exact_identify import told_by

    writing = result_writers.writing

    @contextmanager
    def keeping(*arguments: Any) -> Iterator[Callable[[PhotoResult], None]]:
        with writing(*arguments) as write, kept.open("wb") as stream:

            def keep(result: PhotoResult) -> None:
                write(result)
                pickle.dump((str(result.path), told_by(result)), stream)

            yield keep

    result_writers.writing = keeping
    return main()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--help"]:
        print("usage: exact_identify KEPT identify ...: keeps each result unrounded in KEPT")
        sys.exit(0)
    sys.exit(_identify(Path(sys.argv.pop(1))))
