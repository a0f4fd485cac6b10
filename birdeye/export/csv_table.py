"""A table for spreadsheets: one row per bird, and one for a photo without any.

The result columns are those of ``birdeye identify``, with the review beside them. Birds in rows of
one ``visit`` are counted once: as ``visit_count``. ``pack`` and ``pack_version`` name the model
that identified the photo, which may be an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable

from birdeye.export.choice import Choice
from birdeye.export.csv_rows import CsvRows
from birdeye.export.fields import (
    FOUND_IN_PHOTO,
    FOUND_OF_BIRD,
    NAME_OF_BIRD,
    as_row,
    species_columns,
)
from birdeye.export.options import Export
from birdeye.export.outcome import Exporting
from birdeye.export.visit_rows import visit_rows
from birdeye.export.whole_file import replacing_text

SPECIES_COLUMNS = 5
"""How many of the likeliest species of a bird have columns: as many as identify lists."""

COLUMNS = (
    *("photo", "taken", "taken_source", "latitude", "longitude", "place", "country"),
    *(*FOUND_IN_PHOTO, "stars", "flag"),
    *(*FOUND_OF_BIRD, "review", *NAME_OF_BIRD, *species_columns(SPECIES_COLUMNS)),
    *("visit", "visit_count", "stated_count", "stated_is_minimum"),
    *("sex", "life_stage", "behaviour"),
    *("pack", "pack_version"),
)


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write the table, photo by photo."""
    # Spreadsheets recognise UTF-8 only if the file begins with a byte order mark.
    with replacing_text(export.destination, encoding="utf-8-sig", newline="") as stream:
        rows = CsvRows(stream, COLUMNS)
        rows.write_header()
        with visit_rows(export) as visits:
            yield from visits.collect(choices)
            for photo, birds in visits.rows():
                for bird in birds or [{}]:
                    rows.write(as_row(photo, bird))
