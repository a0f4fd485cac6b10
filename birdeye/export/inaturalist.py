"""iNaturalist's CSV import: one row an observation, that is a visit of a taxon at a place.

https://www.inaturalist.org/observations/import
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace

from birdeye.domain.visits import Outing, Visit
from birdeye.export.choice import Choice
from birdeye.export.encounters import Gathered, Shown, photo_names, sighting_of
from birdeye.export.options import Export
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


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write the table."""
    gathered = Gathered(export.options)
    yield from gathered.collect(choices)
    with replacing_text(export.destination, newline="") as stream:
        rows = csv.writer(stream, lineterminator="\r\n")
        rows.writerow(HEADER)
        for outing in gathered.outings():
            for visit in outing.visits():
                rows.writerow(_row(outing, visit))


def _row(outing: Outing[Shown], visit: Visit[Shown]) -> tuple[str, ...]:
    taken, position = visit.first.taken, visit.first.position or outing.position
    assert taken is not None, "the format does not say that it needs a date"
    is_confirmed = sighting_of(visit).is_confirmed
    mark = "" if is_confirmed else "Not confirmed: named by a program. "
    at_least = f"At least {visit.count} birds. " if visit.count > 1 else ""
    said = visit.statement
    if said.count is not None and not said.is_minimum:
        at_least = f"{said.count} birds. " if said.count > 1 else ""
    words = replace(said, count=None).in_words
    stated = f"{words[0].upper()}{words[1:]}. " if words else ""
    photos = photo_names(frame.key for frame in visit.frames)
    return (
        safe_cell(one_line(visit.taxon[1])),
        f"{taken:%Y-%m-%d %H:%M:%S}",
        safe_cell(one_line(f"{mark}{at_least}{stated}Photos: {photos}")),
        safe_cell(one_line(outing.place)),
        f"{position.latitude:.6f}" if position is not None else "",
        f"{position.longitude:.6f}" if position is not None else "",
        "" if is_confirmed else _UNCONFIRMED_TAG,
        "",  # geoprivacy: open, which the user changes there
    )
