"""A table for spreadsheets: one row per bird, and one for a photo without any. The result columns
are those of ``birdeye identify``, with the review beside them. Birds in rows of one ``visit`` are
counted once: as ``visit_count``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from birdeye.domain.confidence import confidence_of
from birdeye.domain.counts import Statement
from birdeye.domain.identification import Bird, Rank
from birdeye.domain.rating import Flag
from birdeye.export.choice import (
    Choice,
    Sighting,
    country_of,
    place_name_of,
    position_of,
    statements_of,
)
from birdeye.export.csv_rows import CsvRows
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.outcome import Exporting
from birdeye.export.plain_text import safe_cell
from birdeye.export.quality_cells import QUALITY_COLUMNS, quality_cells
from birdeye.export.visit_rows import VisitRows, waiting_room
from birdeye.export.whole_file import replacing_text

SPECIES_COLUMNS = 3
"""How many of the likeliest species of a bird have columns."""

COLUMNS = (
    *("photo", "taken", "taken_source", "latitude", "longitude", "place", "country"),
    *("width", "height", "error", "rows_share", "stars", "flag"),
    *("bird", "x1", "y1", "x2", "y2", "score", *QUALITY_COLUMNS),
    *("review", "rank", "taxon", "common_name", "family", "probability", "confidence"),
    *(
        f"species_{place}{part}"
        for place in range(1, SPECIES_COLUMNS + 1)
        for part in ("", "_common_name", "_probability")
    ),
    *("visit", "visit_count", "stated_count", "stated_is_minimum"),
    *("sex", "life_stage", "behaviour"),
)


def write(
    choices: Iterable[Choice], destination: Path, options: ExportOptions, tools: ExportTools
) -> Exporting:
    """Write the table, photo by photo."""
    # Spreadsheets recognise UTF-8 only if the file begins with a byte order mark.
    with replacing_text(destination, encoding="utf-8-sig", newline="") as stream:
        rows = CsvRows(stream, COLUMNS)
        rows.write_header()
        with waiting_room() as waiting:
            visits = VisitRows(options, lambda each: _cells(each, options, tools), waiting)
            yield from visits.collect(choices)
            for photo, birds in visits.rows():
                for bird in birds or [{}]:
                    rows.write(
                        photo | {name: value for name, value in bird.items() if value is not None}
                    )


def _cells(
    choice: Choice, options: ExportOptions, tools: ExportTools
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    said, record = statements_of(choice), choice.record
    birds = [
        _bird_cells(each, options.language)
        | quality_cells(each.bird.bird, record.width, record.height)
        | _stated_cells(said.get((each.rank, each.taxon)))
        for each in choice.sightings
    ]
    return _photo_cells(choice, options, tools), birds


def _stated_cells(said: Statement | None) -> dict[str, Any]:
    """What the user said about the birds of this name in the photo, in each of their rows."""
    if said is None:
        return {}
    return {
        "stated_count": said.count,
        "stated_is_minimum": ("yes" if said.is_minimum else "no") if said.count else None,
        "sex": said.sex.value if said.sex is not None else None,
        "life_stage": said.life_stage.value if said.life_stage is not None else None,
        "behaviour": safe_cell(said.behaviour) or None,
    }


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
        "stars": record.stars or "",
        "flag": record.flag.value if record.flag is not Flag.NONE else "",
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
