"""Results as JSON, one document or line by line, for other programs."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Any, Self, TextIO

from birdeye import __version__
from birdeye.domain.identification import Bird, PhotoResult
from birdeye.domain.terminal_text import json_text
from birdeye.export.quality_cells import quality_as_dict


def photo_as_dict(result: PhotoResult) -> dict[str, Any]:
    """One photo as JSON shows it: boxes in pixels of the upright photo, probabilities from 0 to 1.

    ``error`` is None or a sentence; ``rows_share`` is the share of the photo's rows that could be
    read, 1 for a complete one and 0 if parts are damaged and the extent is unknown; ``rank`` is the
    rank at which the bird is named, ``none`` for "not sure"; ``taxon`` is the species, genus or
    family claimed, as the pack writes it, None for none; ``burst`` is None, or says how many photos
    of a burst agreed on that and what this one alone claims; names that a pack does not know are
    empty. ``probability`` counts where the photo was taken, if that is known; then
    ``probability_by_looks`` is that of the picture alone, else None.
    """
    return {
        "photo": str(result.path),
        "width": result.width,
        "height": result.height,
        "error": result.error,
        "rows_share": round(result.metadata.rows_share, 4) if result.error is None else None,
        "birds": [
            bird_as_dict(bird) | quality_as_dict(bird, result.width, result.height)
            for bird in result.birds
        ],
    }


def bird_as_dict(bird: Bird) -> dict[str, Any]:
    """One bird as in `photo_as_dict`."""
    return {
        "box": [round(corner, 1) for corner in bird.box.as_tuple()],
        "score": round(bird.score, 4),
        "rank": bird.claim.rank.value,
        "taxon": bird.claim.taxon or None,
        "burst": burst_as_dict(bird),
        "species": [
            {
                "scientific_name": candidate.species.scientific_name,
                "english_name": candidate.species.common_names.get("en", ""),
                "chinese_name": candidate.species.common_names.get("zh", ""),
                "probability": round(candidate.probability, 6),
                "probability_by_looks": None
                if candidate.by_looks is None
                else round(candidate.by_looks, 6),
            }
            for candidate in bird.candidates
        ],
    }


def burst_as_dict(bird: Bird) -> dict[str, Any] | None:
    """How many photos of a burst agreed on the claim, and what this one alone claims; or None."""
    if bird.burst_vote is None:
        return None
    own = bird.own_claim
    return {
        "photos": bird.burst_vote.photo_count,
        "own_rank": own.rank.value,
        "own_taxon": own.taxon or None,
    }


class JsonWriter:
    """Writes one JSON document photo by photo; leaving the ``with`` block completes it.

    So it is valid even after an interruption, and never entirely in memory.
    """

    def __init__(self, stream: TextIO, pack_id: str) -> None:
        self._stream = stream
        self._pack_id = pack_id
        self._separator = "\n"

    def __enter__(self) -> Self:
        head = json.dumps({"birdeye": __version__, "pack": self._pack_id}, ensure_ascii=False)
        self._stream.write(f'{head[:-1]}, "photos": [')
        return self

    def write(self, result: PhotoResult) -> None:
        """Add one photo."""
        photo = json_text(photo_as_dict(result))
        self._stream.write(self._separator + photo)
        self._stream.flush()
        self._separator = ",\n"

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if not isinstance(error, OSError):  # a stream that failed takes no more
            self._stream.write("\n]}\n")
            self._stream.flush()


class JsonLinesWriter:
    """Writes one line per photo, each flushed, so that another program can follow."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __enter__(self) -> Self:
        return self

    def write(self, result: PhotoResult) -> None:
        """Add one photo."""
        self._stream.write(json_text(photo_as_dict(result)) + "\n")
        self._stream.flush()

    def __exit__(self, *_: object) -> None:
        pass
