"""A table for spreadsheets: one row a bird, and one for a photo without any.

The columns of the result are those of ``birdeye identify``, with the review beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from birdeye.domain.confidence import confidence_of
from birdeye.domain.identification import Bird, Rank
from birdeye.export.choice import Choice, Sighting, country_of, place_name_of, position_of
from birdeye.export.csv_rows import CsvRows
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.outcome import Exporting, done
from birdeye.export.plain_text import safe_cell
from birdeye.export.whole_file import replacing_text

SPECIES_COLUMNS = 3
"""How many of the likeliest species of a bird have columns."""

COLUMNS = (
    *("photo", "taken", "taken_source", "latitude", "longitude", "place", "country"),
    *("width", "height", "error", "rows_share"),
    *("bird", "x1", "y1", "x2", "y2", "score"),
    *("review", "rank", "taxon", "common_name", "family", "probability", "confidence"),
    *(
        f"species_{place}{part}"
        for place in range(1, SPECIES_COLUMNS + 1)
        for part in ("", "_common_name", "_probability")
    ),
)


def write(
    choices: Iterable[Choice], destination: Path, options: ExportOptions, tools: ExportTools
) -> Exporting:
    """Write the table, photo by photo."""
    # Spreadsheets take a file for UTF-8 only when it begins with a byte order mark.
    with replacing_text(destination, encoding="utf-8-sig", newline="") as stream:
        rows = CsvRows(stream, COLUMNS)
        rows.write_header()
        for choice in choices:
            if choice.is_written:
                photo = _photo_cells(choice, options, tools)
                birds = [_bird_cells(each, options.language) for each in choice.sightings]
                for bird in birds or [{}]:
                    rows.write(photo | bird)
            yield done(choice)


def _photo_cells(choice: Choice, options: ExportOptions, tools: ExportTools) -> dict[str, Any]:
    record = choice.record
    taken, position = record.taken, position_of(record, options)
    return {
        "photo": safe_cell(str(record.path)),
        "taken": taken.isoformat() if taken is not None else "",
        "taken_source": source.value if (source := record.taken_source) else "",
        "latitude": round(position.latitude, 6) if position is not None else "",
        "longitude": round(position.longitude, 6) if position is not None else "",
        "place": safe_cell(place_name_of(record)),
        "country": safe_cell(country_of(record, options, tools)),
        "width": record.width or "",
        "height": record.height or "",
        "error": safe_cell(record.error or ""),
        "rows_share": round(record.metadata.rows_share, 4) if record.width else "",
    }


def _bird_cells(sighting: Sighting, language: str) -> dict[str, Any]:
    bird = sighting.bird.bird
    corners = [round(corner, 1) for corner in bird.box.as_tuple()]
    cells: dict[str, Any] = {
        "bird": sighting.number,
        **dict(zip(("x1", "y1", "x2", "y2"), corners, strict=True)),
        "score": round(bird.score, 4),
        "review": sighting.verdict.value,
        "rank": sighting.rank.value,
        "taxon": safe_cell(sighting.taxon),
        "family": safe_cell(sighting.family),
    }
    if sighting.rank is Rank.SPECIES:
        cells["common_name"] = safe_cell(sighting.name)
    if sighting.probability is not None:
        cells["probability"] = round(sighting.probability, 6)
        cells["confidence"] = confidence_of(sighting.probability).value
    return cells | _candidate_cells(bird, language)


def _candidate_cells(bird: Bird, language: str) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for place, candidate in enumerate(bird.candidates[:SPECIES_COLUMNS], 1):
        column = f"species_{place}"
        cells[column] = safe_cell(candidate.species.scientific_name)
        cells[f"{column}_common_name"] = safe_cell(candidate.species.common_name(language))
        cells[f"{column}_probability"] = round(candidate.probability, 6)
    return cells
