"""iNaturalist's CSV import: one row an observation, that is a taxon on a day at a place.

https://www.inaturalist.org/observations/import
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from birdeye.export.choice import Choice
from birdeye.export.encounters import Encounter, Outing, Outings
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.outcome import Exporting
from birdeye.export.plain_text import one_line, safe_cell
from birdeye.export.whole_file import replacing_text

HEADER = (
    "Taxon name",
    "Date observed",
    "Description",
    "Place name",
    "Latitude / y coord / northing",
    "Longitude / x coord / easting",
    "Tags",
    "Geoprivacy",
)
_UNCONFIRMED_TAG = "unconfirmed"


def write(
    choices: Iterable[Choice], destination: Path, options: ExportOptions, tools: ExportTools
) -> Exporting:
    """Write the table."""
    outings = Outings(options, tools)
    yield from outings.collect(choices)
    with replacing_text(destination, newline="") as stream:
        rows = csv.writer(stream, lineterminator="\r\n")
        rows.writerow(HEADER)
        for outing in outings:
            for encounter in outing.encounters.values():
                rows.writerow(_row(outing, encounter))


def _row(outing: Outing, encounter: Encounter) -> tuple[str, ...]:
    position, taken = outing.position, encounter.first_taken or outing.taken
    mark = "" if encounter.is_confirmed else "Not confirmed: named by a program. "
    at_least = f"At least {encounter.count} birds. " if encounter.count > 1 else ""
    return (
        safe_cell(one_line(encounter.taxon)),
        f"{taken:%Y-%m-%d %H:%M:%S}",
        safe_cell(one_line(f"{mark}{at_least}Photos: {encounter.photos()}")),
        safe_cell(one_line(outing.place_name)),
        f"{position.latitude:.6f}" if position is not None else "",
        f"{position.longitude:.6f}" if position is not None else "",
        "" if encounter.is_confirmed else _UNCONFIRMED_TAG,
        "",  # geoprivacy: open, which the person changes there
    )
