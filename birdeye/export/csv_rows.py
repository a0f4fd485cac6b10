"""Writes rows of a CSV table that no reader splits wrongly, whatever a file is called."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from typing import Any, TextIO


class CsvRows:
    """Rows by the names of their columns, absent ones empty, others left out.

    Lines end with a line feed.

    Python's writer leaves a lone carriage return unquoted if lines end differently, and readers end
    the row there: what follows in the name of a file could begin a formula.
    """

    def __init__(self, stream: TextIO, columns: Sequence[str]) -> None:
        self._rows, self._quoted = (
            csv.DictWriter(
                stream, columns, extrasaction="ignore", lineterminator="\n", quoting=quoting
            )
            for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
        )

    def write_header(self) -> None:
        """The names of the columns."""
        self._rows.writeheader()

    def write(self, row: Mapping[str, Any]) -> None:
        """One row."""
        returns = any("\r" in cell for cell in row.values() if isinstance(cell, str))
        (self._quoted if returns else self._rows).writerow(row)
