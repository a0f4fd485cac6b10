"""Adds to each bird of a table the visit it belongs to, which is known only after the last photo.

Rows wait in an unnamed file, so that archives of any size fit into memory.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import IO, Any

from birdeye.domain.identification import Rank
from birdeye.domain.shots import by_shot, images_of
from birdeye.domain.visits import Outing
from birdeye.export.choice import Choice
from birdeye.export.encounters import Gathered, Shown, occurrence_id
from birdeye.export.fields import birds_as_dicts, photo_as_dict
from birdeye.export.options import Export
from birdeye.export.outcome import Exporting, done


@contextmanager
def visit_rows(export: Export) -> Iterator[VisitRows]:
    """A `VisitRows` with room for its rows, which is freed afterwards."""
    with _unnamed_file() as rows, _unnamed_file() as visits:
        yield VisitRows(export, rows, visits)


def _unnamed_file() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")


class VisitRows:
    """Collects what is to be written for each photo, and returns it with its visits.

    Where photos come folder by folder (`ExportOptions.by_folder`), no more than one folder is in
    memory: ``rows`` and ``visits`` are files for what waits.
    """

    def __init__(self, export: Export, rows: IO[str], visits: IO[str]) -> None:
        self._gathered = Gathered(export.options)
        self._export = export
        self._rows = rows
        self._visits = visits
        self._row_count = 0
        self._number_of: dict[int, int] = {}
        self._number_of_image: dict[int, int] = {}
        self._shown: list[Shown] = []

    def collect(self, choices: Iterable[Choice]) -> Exporting:
        """Add all of ``choices``, yielding each."""
        for count, (files, main) in enumerate(by_shot(choices, lambda each: each.record)):
            if before_it := self._gathered.complete_before(main):
                self._finish(before_it)
            images = images_of(choice.record for choice in files)
            known = self._number_of_image.keys() & images
            number = self._number_of_image[min(known)] if known else count
            for choice in files:
                if choice.is_written:
                    if choice is main and not known:
                        self._note(number, choice)
                        self._number_of_image.update(dict.fromkeys(images, number))
                    self._wait(number, choice)
                yield done(choice)
        self._finish(self._gathered.take())

    def rows(self) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """The fields of each photo, and of each bird with its ``visit`` and ``visit_count``.

        Both are None for a bird without a name.
        """
        self._rows.seek(0)
        self._visits.seek(0)
        for line in self._visits:
            count, visits = json.loads(line)
            visit_of = {tuple(key): known for key, known in visits}
            for row in islice(self._rows, count):
                number, photo, birds = json.loads(row)
                for bird in birds:
                    key = number, bird["rank"], bird["taxon"]
                    bird["visit"], bird["visit_count"] = visit_of.get(key, (None, None))
                yield photo, birds

    def _finish(self, outings: Iterable[Outing[Shown]]) -> None:
        """Write down the visits of the rows since the last time, and forget the photos."""
        visits = [
            ((self._number_of[id(frame.key)], rank.value, taxon), known)
            for outing in outings
            for visit in outing.visits()
            for (rank, taxon), known in [(visit.taxon, (occurrence_id(visit), visit.count))]
            if rank is not Rank.NONE
            for frame in visit.frames
        ]
        self._visits.write(json.dumps([self._row_count, visits], ensure_ascii=False) + "\n")
        self._row_count = 0
        self._number_of.clear()
        self._number_of_image.clear()
        self._shown.clear()

    def _note(self, number: int, choice: Choice) -> None:
        shown = self._gathered.add(choice)
        if shown is not None:
            self._shown.append(shown)  # kept, because it is known by its id
            self._number_of[id(shown)] = number

    def _wait(self, number: int, choice: Choice) -> None:
        photo = photo_as_dict(choice, self._export)
        birds = birds_as_dicts(choice, self._export.options.language)
        self._rows.write(json.dumps([number, photo, birds], ensure_ascii=False) + "\n")
        self._row_count += 1
