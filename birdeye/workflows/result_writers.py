"""Writes results while a batch runs, in the exports' fields for what the program found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO

from birdeye.domain.identification import PhotoResult
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.domain.terminal_text import json_text
from birdeye.export.choice import Choice, Needs, choose
from birdeye.export.csv_rows import CsvRows
from birdeye.export.fields import (
    FOUND_IN_PHOTO,
    FOUND_OF_BIRD,
    NAME_OF_BIRD,
    as_row,
    found_in,
    named_bird,
    species_columns,
)
from birdeye.export.json_records import json_document
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.packs.manifest import Manifest

Write = Callable[[PhotoResult], None]


def choice_of(result: PhotoResult, language: str, tools: ExportTools) -> Choice:
    """``result`` as exports see a photo about which the user said nothing."""
    birds = tuple(BirdRecord(number, bird) for number, bird in enumerate(result.birds, 1))
    record = PhotoRecord(
        0, result.path, "", result.width, result.height, birds, result.error, result.metadata
    )
    options = ExportOptions(only_confirmed=False, language=language)
    return choose(record, Needs.NOTHING, options, tools)


def pack_fields(pack: Manifest) -> dict[str, Any]:
    """Whose results they are. If it is not ``calibrated``, nobody knows how reliable its figures
    are, and none is higher than "likely" allows."""
    return {
        "pack": pack.id,
        "pack_version": pack.version,
        "calibrated": pack.calibration is not None,
    }


@contextmanager
def writing(
    output_format: str,
    stream: TextIO,
    pack: Mapping[str, Any],
    top: int,
    language: str,
    tools: ExportTools,
) -> Iterator[Write]:
    """The writer of each result, as ``json``, ``jsonl`` or ``csv``, which flushes it.

    So another program can follow. A table has columns for the ``top`` likeliest species of a bird;
    ``language`` (ISO 639-1) is that of the common names; ``pack`` are its `pack_fields`.
    """

    def fields(result: PhotoResult) -> dict[str, Any]:
        choice = choice_of(result, language, tools)
        birds = [named_bird(each, choice.record, language) for each in choice.sightings]
        return found_in(choice.record) | {"birds": birds}

    def write_line(result: PhotoResult) -> None:
        stream.write(json_text(fields(result) | dict(pack)) + "\n")
        stream.flush()

    def write_rows(result: PhotoResult) -> None:
        photo = fields(result) | dict(pack)
        for bird in photo["birds"] or [{}]:
            rows.write(as_row(photo, bird))
        stream.flush()

    if output_format == "json":
        with json_document(stream, pack) as add:
            yield lambda result: add(fields(result))
    elif output_format == "jsonl":
        yield write_line
    else:
        columns = *FOUND_IN_PHOTO, *FOUND_OF_BIRD, *NAME_OF_BIRD, *species_columns(top)
        rows = CsvRows(stream, ["photo", *columns, *pack])
        rows.write_header()
        yield write_rows
