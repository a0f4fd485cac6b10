"""Adds to each bird of a table the visit it belongs to, which is known only after the last photo.

Rows wait in an unnamed file, so that archives of any size fit into memory.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from birdeye.domain.identification import Rank
from birdeye.domain.shots import by_main_file
from birdeye.export.choice import Choice
from birdeye.export.encounters import Gathered, Shown, occurrence_id
from birdeye.export.fields import birds_as_dicts, photo_as_dict
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.outcome import Exporting, done


@contextmanager
def waiting_room() -> Iterator[TextIO]:
    """Where rows wait; deleted afterwards."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass") as file:
        yield file


class VisitRows:
    """Collects what is to be written for each photo, and returns it with its visits.

    ``waiting`` is from `waiting_room`.
    """

    def __init__(self, options: ExportOptions, tools: ExportTools, waiting: TextIO) -> None:
        self._gathered = Gathered(options)
        self._options = options
        self._tools = tools
        self._waiting = waiting
        self._number_of: dict[int, int] = {}
        self._shown: list[Shown] = []

    def collect(self, choices: Iterable[Choice]) -> Exporting:
        """Add all of ``choices``, yielding each."""
        number, before = 0, None
        for choice, main in by_main_file(choices, lambda each: each.record):
            if main is not before:
                number, before = number + 1, main
            if choice.is_written:
                if choice is main:
                    self._note(number, choice)
                self._wait(number, choice)
            yield done(choice)

    def rows(self) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """The fields of each photo, and of each bird with its ``visit`` and ``visit_count``.

        Both are None for a bird without a name.
        """
        visit_of: dict[tuple[int, str, str], tuple[str, int]] = {}
        for outing in self._gathered.outings():
            for visit in outing.visits():
                rank, taxon = visit.taxon
                if rank is not Rank.NONE:
                    known = occurrence_id(visit), visit.count
                    for frame in visit.frames:
                        visit_of[self._number_of[id(frame.key)], rank.value, taxon] = known
        self._waiting.seek(0)
        for line in self._waiting:
            number, photo, birds = json.loads(line)
            for bird in birds:
                key = number, bird["rank"], bird["taxon"]
                bird["visit"], bird["visit_count"] = visit_of.get(key, (None, None))
            yield photo, birds

    def _note(self, number: int, choice: Choice) -> None:
        shown = self._gathered.add(choice)
        if shown is not None:
            self._shown.append(shown)  # kept, because it is known by its id
            self._number_of[id(shown)] = number

    def _wait(self, number: int, choice: Choice) -> None:
        photo = photo_as_dict(choice, self._options, self._tools)
        birds = birds_as_dicts(choice, self._options.language)
        self._waiting.write(json.dumps([number, photo, birds], ensure_ascii=False) + "\n")
