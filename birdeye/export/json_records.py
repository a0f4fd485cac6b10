"""All that is known about each photo as one JSON document, for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO

from birdeye import __version__
from birdeye.domain.terminal_text import json_text
from birdeye.export.choice import Choice
from birdeye.export.options import Export
from birdeye.export.outcome import Exporting
from birdeye.export.visit_rows import visit_rows
from birdeye.export.whole_file import replacing_text


@contextmanager
def json_document(
    stream: TextIO, head: Mapping[str, Any]
) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """Has one document with ``head`` written; what is yielded adds a photo.

    The document is valid even after an interruption, and never entirely in memory.
    """
    separator = "\n"

    def add(photo: Mapping[str, Any]) -> None:
        nonlocal separator
        stream.write(separator + json_text(photo))
        stream.flush()
        separator = ",\n"

    def end() -> None:
        stream.write("\n]}\n")
        stream.flush()

    opening = json.dumps({"birdeye": __version__, **head}, ensure_ascii=False)
    stream.write(f'{opening[:-1]}, "photos": [')
    try:
        yield add
    except BaseException as error:
        if not isinstance(error, OSError):  # a stream that failed takes no more
            end()
        raise
    end()


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write the document, photo by photo."""
    head = {"only_confirmed": export.options.only_confirmed}
    with (
        replacing_text(export.destination) as stream,
        json_document(stream, head) as add,
        visit_rows(export) as visits,
    ):
        yield from visits.collect(choices)
        for photo, birds in visits.rows():
            add(photo | {"birds": birds})
