"""eBird Record Format (Extended): 19 columns, no header, ready for eBird's import.

https://support.ebird.org/en/support/solutions/articles/48000907878. A checklist is a day at a place
within a kilometre; a species has one row in it, with the birds of the visit that had the most.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from birdeye.domain.identification import Rank
from birdeye.domain.visits import Outing
from birdeye.export.choice import Choice, country_of
from birdeye.export.encounters import Encounter, Gathered, Shown, VisitCount, encounters
from birdeye.export.options import Export
from birdeye.export.outcome import Exporting
from birdeye.export.plain_text import one_line, safe_cell
from birdeye.export.whole_file import is_stream, replacing

LARGEST_FILE_BYTES = 1_000_000
"""eBird accepts 1 MB per file."""

PROTOCOL = "Incidental"
_OBSERVERS = 1
_ALL_REPORTED = "N"
_OBSERVERS_COUNT = "Observer's count"


class ChecklistCount(VisitCount):
    """Counts the birds of the checklists, each species once."""

    def count(self, outing: Outing[Shown]) -> tuple[int, int]:
        """The birds of a checklist, and those that are marked as not confirmed."""
        rows = encounters(outing)
        unconfirmed = (row.count for row in rows if not row.is_confirmed)
        return sum(row.count for row in rows), sum(unconfirmed)


def files(choices: Iterable[Choice], export: Export) -> Iterator[Path]:
    """The files to write: more than one if the checklists take more than 1 MB."""
    gathered = Gathered(export.options)
    for choice in choices:
        if choice.is_written:
            gathered.add(choice)
    parts = sum(1 for _ in _parts(gathered.outings(), export))
    for number in range(1, parts + 1):
        yield _part_name(export.destination, number)


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write the checklists, all files or none of them."""
    gathered = Gathered(export.options)
    yield from gathered.collect(choices)
    with ExitStack() as written:
        for number, part in enumerate(_parts(gathered.outings(), export), 1):
            written.enter_context(replacing(_part_name(export.destination, number))).write(part)


def _part_name(destination: Path, number: int) -> Path:
    """``birds.csv``, then ``birds-2.csv``; a device takes all parts."""
    if number == 1 or is_stream(destination):
        return destination
    return destination.with_name(f"{destination.stem}-{number}{destination.suffix}")


def _parts(outings: Iterable[Outing[Shown]], export: Export) -> Iterator[bytes]:
    """The contents of the files: at least one, none too large, without splitting a checklist,
    unless it is too large by itself, which takes thousands of species.
    """
    part = b""
    for outing in outings:
        rows = [_encoded(row) for row in _rows(outing, export)]
        checklist = b"".join(rows)
        fits_alone = len(checklist) <= LARGEST_FILE_BYTES
        for piece in [checklist] if fits_alone else rows:
            if part and len(part) + len(piece) > LARGEST_FILE_BYTES:
                yield part
                part = b""
            part += piece
    yield part


def _rows(outing: Outing[Shown], export: Export) -> Iterator[tuple[str, ...]]:
    position, first = outing.position, outing.frames[0]
    assert first.taken is not None, "the format does not say that it needs a date"
    country = country_of(first.key.record, export.options, export.tools)
    rows = encounters(outing)
    # The comment on the checklist, which is that of all its rows.
    of_all = _about_counts(rows)
    for encounter in rows:
        common_name, genus, epithet = _name(encounter, export.tools.ebird_species)
        yield (
            _text(common_name),
            _text(genus),
            _text(epithet),
            str(encounter.count),
            _text(_comment(encounter)),
            _text(_location(outing)),
            f"{position.latitude:.6f}" if position is not None else "",
            f"{position.longitude:.6f}" if position is not None else "",
            f"{first.taken:%m/%d/%Y}",
            f"{first.taken.hour}:{first.taken.minute:02}",
            "",  # state or province: eBird finds it by the location
            _text(country),
            PROTOCOL,
            str(_OBSERVERS),
            "",  # duration, which an incidental list does not have
            _ALL_REPORTED,
            "",
            "",
            _text(of_all),
        )


def _name(encounter: Encounter, ebird_species: Collection[str]) -> tuple[str, str, str]:
    """(common name, genus, species): no common name if eBird's may be different."""
    if encounter.rank is Rank.GENUS:
        return "", encounter.taxon, "sp."
    assert encounter.species is not None, "families have no row"
    genus, _, epithet = encounter.taxon.partition(" ")
    english = encounter.species.common_names.get("en", "")
    return (english if encounter.taxon in ebird_species else ""), genus, epithet


def _comment(encounter: Encounter) -> str:
    mark = "" if encounter.is_confirmed else "Not confirmed: named by a program. "
    said = encounter.statement.in_words
    stated = f"{said[0].upper()}{said[1:]}. " if said else ""
    by_observer = f"{_OBSERVERS_COUNT}. " if _is_stated(encounter) else ""
    return f"{mark}{stated}{by_observer}Photos: {encounter.photos}"


def _is_stated(encounter: Encounter) -> bool:
    return encounter.statement.count is not None


def _about_counts(checklist: Iterable[Encounter]) -> str:
    """What the counts of a checklist are."""
    stated = {_is_stated(encounter) for encounter in checklist}
    if stated == {True}:
        return "From photos; counts are the observer's"
    counts = "From photos; counts are the most birds in one photo"
    return f"{counts} unless marked as {_OBSERVERS_COUNT.lower()}" if True in stated else counts


def _location(outing: Outing[Shown]) -> str:
    if outing.place or outing.position is None:
        return outing.place
    return f"{outing.position.latitude:.2f} {outing.position.longitude:.2f}"


def _text(value: str) -> str:
    """``value`` without what eBird never allows: quotation marks, commas, line breaks."""
    return safe_cell(one_line(value.replace('"', "").replace(",", ";")))


def _encoded(row: Iterable[str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_NONE).writerow(row)
    return stream.getvalue().encode("utf-8")
