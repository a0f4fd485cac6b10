"""Weights the species of birds again when the user sets where or when a photo was taken.

No network runs: the classifier's results for each bird are stored.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.identification import Bird
from birdeye.domain.plausibility import Circumstances
from birdeye.domain.records import PhotoRecord
from birdeye.vision.weighing import Weigher
from birdeye.workflows.vote_in_bursts import vote_in_bursts


def reweigh(
    catalogue: Catalogue, weigher: Weigher, photo_ids: Iterable[int]
) -> Iterator[tuple[int, ...]]:
    """Name the birds of these photos by what is now known about place and date. Yields the ids of
    photos that changed, a photo with its copies at a time. Birds that the pack of ``weigher`` did
    not identify keep their names; the user's decisions stay. Votes of bursts have to be taken again
    afterwards.
    """
    for record in catalogue.records(photo_ids):
        renamed = _renamed(record, catalogue, weigher)
        if renamed:
            yield catalogue.rename_birds(renamed)


def reweigh_with_bursts(
    catalogue: Catalogue, weigher: Weigher, photo_ids: Sequence[int]
) -> tuple[int, ...]:
    """Like `reweigh`, with new votes where bursts had voted; returns all photos that changed."""
    had_votes = any(
        bird.bird.burst_vote is not None
        for record in catalogue.records(photo_ids)
        for bird in record.birds
    )
    changed = {one for together in reweigh(catalogue, weigher, photo_ids) for one in together}
    if changed and had_votes:
        folders = {record.path.parent for record in catalogue.records(changed)}
        beside = catalogue.photo_ids_at(folders)
        for together in vote_in_bursts(catalogue, weigher.pack, beside):
            changed.update(together)
    return tuple(sorted(changed))


def reweigh_by_all(
    catalogue: Catalogue,
    weigher_of: Callable[[str], Weigher | None],
    photo_ids: Sequence[int],
) -> tuple[int, ...]:
    """Like `reweigh_with_bursts`, each photo by the model that named its birds.

    ``weigher_of`` gives that of a pack's id, None if the pack is not installed.
    """
    used = {record.pack_id for record in catalogue.records(photo_ids)} - {""}
    weighers = [weigher_of(pack_id) for pack_id in sorted(used)]
    changed = {
        one
        for weigher in weighers
        if weigher is not None
        for one in reweigh_with_bursts(catalogue, weigher, photo_ids)
    }
    return tuple(sorted(changed))


def has_circumstances(record: PhotoRecord) -> bool:
    """Whether the user set when or where the photo was taken."""
    return record.place is not None or record.set_taken is not None or bool(record.region)


def circumstances_of(catalogue: Catalogue, paths: Iterable[Path]) -> dict[Path, Circumstances]:
    """Where and when those of ``paths`` were taken for which the user set anything."""
    given = {os.path.abspath(path): path for path in paths}  # noqa: PTH100 as the catalogue does
    return {
        given[str(record.path)]: Circumstances.of_record(record)
        for record in catalogue.records(catalogue.photo_ids_at(given.values()))
        if has_circumstances(record) and str(record.path) in given
    }


def _renamed(record: PhotoRecord, catalogue: Catalogue, weigher: Weigher) -> dict[int, Bird]:
    circumstances = Circumstances.of_record(record)
    looks = catalogue.looks_of(record.photo_id) if record.birds else {}
    renamed: dict[int, Bird] = {}
    for known in record.birds:
        before = replace(known.bird, looks=looks.get(known.bird_id))
        after = weigher.weigh(before, circumstances)
        if after is not None and _name_of(after) != _name_of(before):
            renamed[known.bird_id] = after
    return renamed


def _name_of(bird: Bird) -> tuple[object, ...]:
    return bird.own_claim, bird.candidates
