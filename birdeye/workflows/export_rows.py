"""The first rows of a table that an export would write, for preview."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import replace
from itertools import islice
from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.export.options import ExportTools
from birdeye.export.request import ExportRequest, export

_ROWS = 4
_LOOKED_AT = 40
"""Photos from which the rows are made; most exports find some among this many."""


def first_rows(catalogue: Catalogue, request: ExportRequest, tools: ExportTools) -> list[list[str]]:
    """Four rows, the header included; none if the format is not a plain table."""
    if not request.format.file_name.endswith(".csv"):
        return []
    records = islice(catalogue.records(request.photo_ids), _LOOKED_AT)
    with tempfile.TemporaryDirectory(prefix="birdeye-") as folder:
        sample = replace(request, destination=Path(folder) / request.format.file_name)
        for _exported in export(records, sample, tools):
            pass
        if not sample.destination.exists():
            return []
        with sample.destination.open(encoding="utf-8-sig", newline="") as file:
            return list(islice(csv.reader(file), _ROWS))
