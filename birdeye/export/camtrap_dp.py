"""Camtrap DP 1.0, in which camera-trap projects exchange deployments, photos and observations.

https://camtrap-dp.tdwg.org. A deployment is a folder of photos by one camera. Each bird of a photo
is a separate observation with its box, and each visit one with its count.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
import uuid
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from os.path import commonpath
from pathlib import Path
from typing import Any, Self

from birdeye import __version__
from birdeye.export.camtrap_rows import (
    COLUMNS,
    deployment_row,
    deployments_of,
    folder_of,
    media_rows,
    observation_rows,
    taken_of,
)
from birdeye.export.choice import Choice, position_of
from birdeye.export.options import Export, ExportOptions
from birdeye.export.outcome import Exporting, done
from birdeye.export.plain_text import one_line
from birdeye.export.taxon_terms import taxon_terms
from birdeye.export.whole_file import replacing

_SCHEMAS = "https://raw.githubusercontent.com/tdwg/camtrap-dp/1.0.2"

_TAXONOMIC = (
    *("scientificName", "taxonRank", "kingdom", "phylum", "class", "order", "family", "genus"),
)


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write the data package as one zip file."""
    coverage, by_folder = _Coverage(), export.options.by_folder
    with (
        replacing(export.destination) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        _Tables() as tables,
    ):

        def write_photos(chosen: Sequence[Choice]) -> None:
            top = None if by_folder else _common_folder(chosen)
            for deployment in deployments_of(chosen):
                tables.write("deployments", [deployment_row(deployment, export.options)])
                tables.write("media", media_rows(deployment, top))
                tables.write("observations", observation_rows(deployment, export))
            coverage.add(chosen, export)

        gathered: list[Choice] = []
        for choice in choices:
            if by_folder and gathered and folder_of(gathered[-1]) != folder_of(choice):
                write_photos(gathered)
                gathered = []
            if choice.is_written:
                gathered.append(choice)
            yield done(choice)
        write_photos(gathered)
        package = _package(coverage, export.options)
        archive.writestr("datapackage.json", json.dumps(package, ensure_ascii=False, indent=2))
        tables.copy_into(archive)


class _Tables:
    """The three tables, written to temporary files together, because a zip file takes one after the
    other."""

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            self._files = {
                table: opening.enter_context(tempfile.TemporaryFile()) for table in COLUMNS
            }
            self._opened = opening.pop_all()
        self._lines = {
            table: io.TextIOWrapper(file, "utf-8", newline="")
            for table, file in self._files.items()
        }
        self._writers = {
            table: csv.DictWriter(self._lines[table], columns, restval="", lineterminator="\n")
            for table, columns in COLUMNS.items()
        }
        for writer in self._writers.values():
            writer.writeheader()
        return self

    def __exit__(self, *_: object) -> None:
        for lines in self._lines.values():
            lines.detach()
        self._opened.close()

    def write(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows to a table."""
        self._writers[table].writerows(rows)

    def copy_into(self, archive: zipfile.ZipFile) -> None:
        """Put the tables into the archive."""
        for table, file in self._files.items():
            self._lines[table].flush()
            file.seek(0)
            with archive.open(f"{table}.csv", "w", force_zip64=True) as stream:
                shutil.copyfileobj(file, stream)


@dataclass(slots=True)
class _Coverage:
    """What the package covers: grows with the number of taxa, not of photos."""

    days: set[str] = field(default_factory=set)
    south_west: tuple[float, float] = (90.0, 180.0)
    north_east: tuple[float, float] = (-90.0, -180.0)
    taxa: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, chosen: Iterable[Choice], export: Export) -> None:
        """Add photos."""
        for choice in chosen:
            self.days.add(taken_of(choice.record).date().isoformat())
            position = position_of(choice.record, export.options)
            if position is not None:
                latitude, longitude = position.latitude, position.longitude
                south, west = self.south_west
                north, east = self.north_east
                self.south_west = min(south, latitude), min(west, longitude)
                self.north_east = max(north, latitude), max(east, longitude)
            for sighting in choice.sightings:
                terms = taxon_terms(sighting, export.tools)
                self.taxa[terms["scientificName"]] = {
                    term: terms[term] for term in _TAXONOMIC if terms.get(term)
                }

    def rectangle(self) -> list[list[list[float]]]:
        """The ring of GeoJSON around all positions."""
        (south, west), (north, east) = self.south_west, self.north_east
        if south > north:
            return []
        return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def _common_folder(chosen: Iterable[Choice]) -> Path | None:
    """The folder that all photos are below; None for photos on several drives."""
    try:
        return Path(commonpath({folder_of(choice).as_posix() for choice in chosen}))
    except ValueError:
        return None


def _package(coverage: _Coverage, options: ExportOptions) -> dict[str, Any]:
    who = one_line(options.observer) or "Observer"
    contributors = [{"title": who, "role": "contact"}]
    if options.rights_holder:
        contributors.append({"title": one_line(options.rights_holder), "role": "rightsHolder"})
    package: dict[str, Any] = {
        "profile": f"{_SCHEMAS}/camtrap-dp-profile.json",
        "name": "birds-in-photos",
        "id": str(uuid.uuid4()),
        "created": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "title": "Birds in photos",
        "contributors": contributors,
        "sources": [{"title": "Birdeye", "version": __version__}],
        "project": {
            "title": "Birds in photos",
            "samplingDesign": "opportunistic",
            "captureMethod": ["activityDetection"],
            "individualAnimals": False,
            "observationLevel": ["media", "event"],
        },
        "spatial": {"type": "Polygon", "coordinates": coverage.rectangle()},
        "temporal": {
            "start": min(coverage.days, default=""),
            "end": max(coverage.days, default=""),
        },
        "taxonomic": [coverage.taxa[name] for name in sorted(coverage.taxa)],
        "resources": [
            {
                "name": table,
                "path": f"{table}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": f"{_SCHEMAS}/{table}-table-schema.json",
            }
            for table in COLUMNS
        ],
    }
    if options.licence is not None:
        licence = {"name": options.licence.value, "path": options.licence.address}
        package["licenses"] = [licence | {"scope": scope} for scope in ("data", "media")]
    return package
