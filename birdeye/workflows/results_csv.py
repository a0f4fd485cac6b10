"""Results as a table for spreadsheets: one row per bird, and one for a photo without any."""

from __future__ import annotations

from typing import Any, Self, TextIO

from birdeye.domain.confidence import confidence_of
from birdeye.domain.identification import Bird, PhotoResult, Rank
from birdeye.export.csv_rows import CsvRows
from birdeye.export.plain_text import safe_cell
from birdeye.export.quality_cells import QUALITY_COLUMNS, quality_cells

_PHOTO_COLUMNS = ("photo", "width", "height", "error", "rows_share")
_BIRD_COLUMNS = ("bird", "x1", "y1", "x2", "y2", "score")
_CLAIM_COLUMNS = ("rank", "taxon", "common_name", "probability", "confidence")


class CsvWriter:
    """Writes rows photo by photo, with columns for the ``top`` likeliest species of a bird.

    ``language`` is the ISO 639-1 code of the common names.
    """

    def __init__(self, stream: TextIO, top: int, language: str) -> None:
        self._stream = stream
        self._language = language
        self._species_columns = [
            column
            for place in range(1, top + 1)
            for column in (
                f"species_{place}",
                f"species_{place}_common_name",
                f"species_{place}_probability",
            )
        ]
        self._rows = CsvRows(
            stream,
            [
                *(*_PHOTO_COLUMNS, *_BIRD_COLUMNS, *QUALITY_COLUMNS),
                *(*_CLAIM_COLUMNS, *self._species_columns),
            ],
        )

    def __enter__(self) -> Self:
        self._rows.write_header()
        return self

    def write(self, result: PhotoResult) -> None:
        """Add one photo."""
        photo = {
            "photo": safe_cell(str(result.path)),
            "width": result.width or "",
            "height": result.height or "",
            "error": safe_cell(result.error or ""),
            "rows_share": round(result.metadata.rows_share, 4) if result.error is None else "",
        }
        birds = [
            self._bird_cells(bird, number) | quality_cells(bird, result.width, result.height)
            for number, bird in enumerate(result.birds, 1)
        ]
        for bird in birds or [{}]:
            self._rows.write(photo | bird)
        self._stream.flush()

    def __exit__(self, *_: object) -> None:
        pass

    def _bird_cells(self, bird: Bird, number: int) -> dict[str, Any]:
        corners = [round(corner, 1) for corner in bird.box.as_tuple()]
        cells: dict[str, Any] = dict(
            zip(_BIRD_COLUMNS, [number, *corners, round(bird.score, 4)], strict=True)
        )
        claim = bird.claim
        cells |= {"rank": claim.rank.value, "taxon": safe_cell(claim.taxon)}
        if claim.rank is not Rank.NONE:
            cells["probability"] = round(claim.probability, 6)
            cells["confidence"] = confidence_of(claim.probability).value
        if claim.rank is Rank.SPECIES and bird.best is not None:
            cells["common_name"] = safe_cell(bird.best.species.common_name(self._language))
        values = [
            value
            for candidate in bird.candidates
            for value in (
                safe_cell(candidate.species.scientific_name),
                safe_cell(candidate.species.common_name(self._language)),
                round(candidate.probability, 6),
            )
        ]
        return cells | dict(zip(self._species_columns, values, strict=False))
