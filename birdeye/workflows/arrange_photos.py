"""Filters, sorts and groups the photos shown. Fast enough for 50,000; knows no window."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from birdeye.domain.arrangement import (
    ArrangedPhotos,
    Arrangement,
    Grouping,
    Heading,
    PhotoFilter,
    Section,
    Show,
    Sort,
    Totals,
)
from birdeye.domain.best_frames import best_first
from birdeye.domain.bursts import Shot, bursts
from birdeye.domain.identification import Rank
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoState
from birdeye.domain.shots import image_of, main_file_of, shots
from birdeye.workflows.find_photos import natural_key

NameOfTaxon = Callable[[Rank, str], str]


def arrange_photos(
    photos: Mapping[int, PhotoOverview],
    arrangement: Arrangement,
    name_of: NameOfTaxon,
    matching_taxa: Collection[str] = frozenset(),
    keep: Collection[int] = frozenset(),
) -> ArrangedPhotos:
    """Arrange ``photos``, which are given by id in the order they were added.

    ``name_of`` gives the name that a taxon is sorted by; ``matching_taxa`` are the taxa that the
    text of the filter means; photos in ``keep`` are shown whatever the filter says, so that a photo
    does not vanish while it is being looked at. Of RAW and JPEG of one shot, one is listed for
    both.
    """
    photos, shots_of = _one_a_shot(photos, keep)
    fitting, counts, taxa = _choose(photos, arrangement.photo_filter, matching_taxa)
    kept = {one for one in keep if one in photos} - fitting
    chosen = {one: photo for one, photo in photos.items() if one in fitting or one in kept}
    folders, totals = _folders(photos.values()), _totals(photos.values())
    ordered = _sorted(chosen, arrangement, name_of)
    if arrangement.grouping is Grouping.BURST:
        burst_of = bursts_of({one: p for one, p in ordered.items() if one not in kept})
        rows, row_of = _stacked(ordered, burst_of, arrangement.expanded, photos)
        sections = [Section(None, 0, len(rows), len(ordered))]
    else:
        burst_of = {}
        groups = _groups(ordered, arrangement, name_of)
        rows = [photo_id for _, ids in groups for photo_id in ids]
        row_of = {photo_id: row for row, photo_id in enumerate(rows)}
        sections = _sections(groups)
    days = Counter(photo.taken.date() for photo in photos.values() if photo.taken is not None)
    return ArrangedPhotos(
        rows, row_of, sections, burst_of, counts, taxa, folders, totals, shots_of, days, kept
    )


def _one_a_shot(
    photos: Mapping[int, PhotoOverview], keep: Collection[int]
) -> tuple[Mapping[int, PhotoOverview], dict[int, tuple[int, ...]]]:
    """The photos to list, and `ArrangedPhotos.shots`.

    A file that could not be read is listed beside the one that is listed for its shot, lest nobody
    learns of it.
    """
    shots_of: dict[int, tuple[int, ...]] = {}
    not_listed: set[int] = set()
    for shot in shots(photos.values()):
        readable = [photo for photo in shot if photo.error is None]
        main = main_file_of(readable or shot, keep).photo_id
        files = [main, *(photo.photo_id for photo in shot if photo.photo_id != main)]
        for photo in shot:
            first = photo.photo_id if photo.error is not None else main
            shots_of[photo.photo_id] = first, *(one for one in files if one != first)
        not_listed.update(photo.photo_id for photo in readable if photo.photo_id != main)
    if not not_listed:
        return photos, shots_of
    listed = {one: photo for one, photo in photos.items() if one not in not_listed}
    return listed, shots_of


def _choose(
    photos: Mapping[int, PhotoOverview],
    wanted: PhotoFilter,
    matching_taxa: Collection[str],
) -> tuple[set[int], dict[Show, int], dict[tuple[Rank, str], int]]:
    """The ids of the photos that the filter lets pass, and the counts for `ArrangedPhotos`."""
    text = wanted.text.casefold().strip()
    asks_for_days = wanted.first_day is not None or wanted.last_day is not None
    fitting = [
        photo
        for photo in photos.values()
        if (wanted.photo_ids is None or photo.photo_id in wanted.photo_ids)
        and (wanted.folder is None or _folder(photo) == str(wanted.folder))
        and (not asks_for_days or _is_between(photo, wanted))
        and photo.stars >= wanted.least_stars
        and (wanted.flag is None or photo.flag is wanted.flag)
        and (not text or _has_text(photo, text, matching_taxa))
    ]
    # Counted by name alone, because hashing an Enum is slow.
    taxa = Counter([taxon for photo in _SHOWN[wanted.show](fitting) for _, taxon in photo.taxa])
    ranks = {taxon: rank for photo in fitting for rank, taxon in photo.taxa}
    if wanted.taxon:
        fitting = [p for p in fitting if any(taxon == wanted.taxon for _, taxon in p.taxa)]
    counts = {show: len(among(fitting)) for show, among in _SHOWN.items()}
    ids = {photo.photo_id for photo in _SHOWN[wanted.show](fitting)}
    return ids, counts, {(ranks[taxon], taxon): count for taxon, count in taxa.items()}


_SHOWN: Mapping[Show, Callable[[list[PhotoOverview]], list[PhotoOverview]]] = {
    Show.ALL: lambda photos: photos,
    Show.UNREVIEWED: lambda photos: [one for one in photos if one.unreviewed_count > 0],
    Show.UNCERTAIN: lambda photos: [one for one in photos if one.uncertain_count > 0],
    Show.NO_BIRD: lambda photos: [one for one in photos if one.state is PhotoState.NO_BIRD],
    Show.SEVERAL_BIRDS: lambda photos: [one for one in photos if one.bird_count > 1],
    Show.UNREADABLE: lambda photos: [one for one in photos if one.state is PhotoState.UNREADABLE],
}
"""Of several photos those that each choice shows; a call for each photo would be slow."""


def _folders(photos: Iterable[PhotoOverview]) -> dict[Path, int]:
    counts = Counter([os.path.dirname(photo.path) for photo in photos])  # noqa: PTH120
    return {Path(folder): count for folder, count in counts.items()}


def _totals(photos: Collection[PhotoOverview]) -> Totals:
    species = {taxon for photo in photos for rank, taxon in photo.taxa if rank is Rank.SPECIES}
    return Totals(
        len(photos),
        sum([photo.bird_count for photo in photos]),
        len(species),
        sum([photo.unreviewed_count for photo in photos]),
        sum([photo.state is PhotoState.WAITING for photo in photos]),
        sum([photo.state is PhotoState.UNREADABLE for photo in photos]),
    )


def _folder(photo: PhotoOverview) -> str:
    """Its folder, as text: for tens of thousands, paths are slow to make and to compare."""
    return os.path.dirname(photo.path)  # noqa: PTH120


def _is_between(photo: PhotoOverview, wanted: PhotoFilter) -> bool:
    if photo.taken is None:
        return False
    day = photo.taken.date()
    return (wanted.first_day or day) <= day <= (wanted.last_day or day)


def _has_text(photo: PhotoOverview, text: str, matching_taxa: Collection[str]) -> bool:
    return text in photo.path.name.casefold() or any(
        taxon in matching_taxa for _, taxon in photo.taxa
    )


def _sorted(
    photos: dict[int, PhotoOverview], arrangement: Arrangement, name_of: NameOfTaxon
) -> dict[int, PhotoOverview]:
    """Photos with the sort key in order, then the others as they were added."""
    value_of: Callable[[PhotoOverview], Any]
    match arrangement.sort:
        case Sort.ADDED:
            return dict(reversed(photos.items())) if arrangement.descending else photos
        case Sort.NAME:
            value_of = _file_name
        case Sort.DATE:
            value_of = _time
        case Sort.CONFIDENCE:
            value_of = _probability
        case Sort.SHARPNESS:
            value_of = attrgetter("sharpness")
        case Sort.STARS:
            value_of = attrgetter("stars")
        case Sort.SPECIES:
            ranks = {p.taxa[0][1]: p.taxa[0][0] for p in photos.values() if p.taxa}
            names = {taxon: name_of(rank, taxon).casefold() for taxon, rank in ranks.items()}

            def value_of(photo: PhotoOverview) -> str | None:
                return names[photo.taxa[0][1]] if photo.taxa else None

    values: dict[int, Any] = {photo_id: value_of(photo) for photo_id, photo in photos.items()}
    present = [photo_id for photo_id, value in values.items() if value is not None]
    present.sort(key=values.__getitem__, reverse=arrangement.descending)
    absent = [photo_id for photo_id, value in values.items() if value is None]
    return {photo_id: photos[photo_id] for photo_id in (*present, *absent)}


def _file_name(photo: PhotoOverview) -> Any:
    return natural_key(photo.path.name)


def _time(photo: PhotoOverview) -> Any:
    """Local time as the camera wrote it, which is what lists mean by “when”."""
    taken = photo.taken
    return taken if taken is None or taken.tzinfo is None else taken.replace(tzinfo=None)


def _probability(photo: PhotoOverview) -> Any:
    """How sure the program is; birds without a name are the least sure of all."""
    return photo.probability or 0.0 if photo.state is PhotoState.BIRDS else None


def _groups(
    photos: dict[int, PhotoOverview], arrangement: Arrangement, name_of: NameOfTaxon
) -> list[tuple[Heading | None, list[int]]]:
    if arrangement.grouping is Grouping.NONE:
        return [(None, list(photos))]
    heading_of = _species_heading if arrangement.grouping is Grouping.SPECIES else _day_heading
    groups: dict[Any, list[int]] = {}
    for photo_id, photo in photos.items():
        groups.setdefault(heading_of(photo), []).append(photo_id)
    if arrangement.grouping is Grouping.SPECIES:
        names = {h: name_of(h.rank, h.taxon).casefold() for h in groups if h.taxon}
        named = sorted(names, key=names.__getitem__)
        turned = arrangement.sort is Sort.SPECIES and arrangement.descending
        rest = sorted((h for h in groups if not h.taxon), key=_state_order)
    else:
        named = sorted((h for h in groups if h.day), key=lambda h: h.day or date.min)
        turned = arrangement.sort is Sort.DATE and arrangement.descending
        rest = [h for h in groups if not h.day]
    order = (*(reversed(named) if turned else named), *rest)
    return [(heading, groups[heading]) for heading in order]


def _species_heading(photo: PhotoOverview) -> Heading:
    return Heading(*photo.taxa[0]) if photo.taxa else Heading(state=photo.state)


def _day_heading(photo: PhotoOverview) -> Heading:
    return Heading(day=None if photo.taken is None else photo.taken.date())


def _state_order(heading: Heading) -> int:
    order = (PhotoState.BIRDS, PhotoState.NO_BIRD, PhotoState.UNREADABLE, PhotoState.WAITING)
    return order.index(heading.state) if heading.state else 0


def _sections(groups: Iterable[tuple[Heading | None, list[int]]]) -> list[Section]:
    sections = []
    first_row = 0
    for heading, ids in groups:
        sections.append(Section(heading, first_row, len(ids), len(ids)))
        first_row += len(ids)
    return sections


def bursts_of(photos: Mapping[int, PhotoOverview]) -> dict[int, tuple[int, ...]]:
    """For every photo of a burst the ids of all its photos, in the order of ``photos``.

    Copies of a photo are in its burst, but make none without another photo.
    """
    place_of = {photo_id: place for place, photo_id in enumerate(photos)}
    folders = {folder: Path(folder) for folder in map(_folder, photos.values())}
    shots = (
        Shot(photo_id, photo.taken, folders[_folder(photo)], photo.camera)
        for photo_id, photo in photos.items()
    )
    found: dict[int, tuple[int, ...]] = {}
    for burst in bursts(shots):
        if len({image_of(photos[photo_id]) for photo_id in burst}) < 2:
            continue
        ids = tuple(sorted(burst, key=place_of.__getitem__))
        found.update(dict.fromkeys(ids, ids))
    return found


def _stacked(
    photos: Iterable[int],
    burst_of: Mapping[int, tuple[int, ...]],
    expanded: Collection[int],
    overviews: Mapping[int, PhotoOverview],
) -> tuple[list[int], dict[int, int]]:
    """The rows, each burst at the place of its first photo with its best one on top, and the row of
    every photo."""
    rows: list[int] = []
    row_of: dict[int, int] = {}
    for photo_id in photos:
        if photo_id in row_of:
            continue
        burst = burst_of.get(photo_id, (photo_id,))
        is_open = any(one in expanded for one in burst)
        top = burst[0] if is_open else best_first(overviews[one] for one in burst)[0].photo_id
        for one in burst if is_open else (top, *(other for other in burst if other != top)):
            if is_open or one == top:
                rows.append(one)
            row_of[one] = len(rows) - 1
    return rows, row_of
