"""Identifies photos and stores the results: what is already in the catalogue is not computed
again."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.results import Remembered
from birdeye.catalogue.stored_values import SpeciesOf
from birdeye.domain.boxes import Box
from birdeye.domain.errors import CatalogueUnusable, PhotoUnreadable
from birdeye.domain.identification import Bird, PhotoResult
from birdeye.domain.photos import SeenFile
from birdeye.domain.plausibility import Circumstances
from birdeye.domain.records import PhotoRecord
from birdeye.domain.species import Species
from birdeye.imaging.facts import with_sidecars
from birdeye.imaging.photo_file import PhotoFile, open_photo
from birdeye.imaging.seen_file import look_at_file, unless_changed
from birdeye.vision.identifier import Identifier
from birdeye.vision.session import available_cores
from birdeye.workflows.identify_photos import identify_photo
from birdeye.workflows.photo_batch import Check, PhotoTask, run_batch
from birdeye.workflows.reweigh import has_circumstances, reweigh
from birdeye.workflows.right_of_way import RightOfWay

_MOST_TRIES = 3
"""How often a photo is identified that changes meanwhile; whoever writes it may never end."""


def identify_and_remember(
    paths: Iterable[Path],
    identifier: Identifier,
    catalogue_file: Path,
    species_of: SpeciesOf,
    *,
    again: Callable[[Path], bool] = lambda path: False,
    workers: int | None = None,
    in_order: bool = True,
    right_of_way: RightOfWay | None = None,
    open_as: Callable[[Path], PhotoFile] | None = None,
) -> Generator[PhotoRecord, None, None]:
    """The record of each of ``paths``, once the catalogue has it.

    For a photo that this version of the pack has identified, the result comes from the catalogue,
    wherever the photo is now, unless ``again`` is true for its path. An unchanged file is not even
    read. A photo that could not be read is tried again.

    ``open_as`` opens a photo in place of `open_photo`.

    Photos are as in `identify_photos`, order, closing and ``right_of_way`` as in `run_batch`; what
    was yielded is safe from then on, whatever happens to the program. Raises `CatalogueUnusable` if
    it cannot be stored.
    """

    @contextmanager
    def open_task() -> Iterator[PhotoTask[PhotoRecord]]:
        with Catalogue(catalogue_file, species_of) as catalogue:
            memory = _Memory(catalogue, identifier)

            def record(path: Path, check: Check) -> PhotoRecord:
                check()
                seen, found = _look_and_identify(
                    lambda: memory.recall(path, again=again(path)),
                    lambda: identify_photo(path, identifier, check, open_as),
                )
                if isinstance(found, PhotoResult):
                    found = memory.remember(seen, found)
                return catalogue.record(found.photo_id)

            yield record

    return run_batch(
        paths,
        open_task,
        workers=workers or available_cores(),
        in_order=in_order,
        right_of_way=right_of_way,
    )


def recall_or_identify(
    paths: Iterable[Path],
    identifier: Identifier,
    catalogue_file: Path,
    *,
    on_trouble: Callable[[CatalogueUnusable], None],
    species_of: SpeciesOf = Species,
    again: bool = False,
    workers: int | None = None,
) -> Generator[PhotoResult, None, None]:
    """What the pack finds in each of ``paths``, in order, stored as far as possible.

    The results are those of `identify_photos`, whether computed now or before: the user's reviews
    are not in them. ``on_trouble`` is called, perhaps several times and from any thread, with the
    reason why something is not stored.
    """
    species = {each.scientific_name: each for each in identifier.pack.labels.distinct_species}

    @contextmanager
    def open_task() -> Iterator[PhotoTask[PhotoResult]]:
        def identify(path: Path, check: Check) -> PhotoResult:
            return identify_photo(path, identifier, check)

        try:
            # A species settled by place is not one of the pack's own.
            opened = Catalogue(catalogue_file, lambda name: species.get(name) or species_of(name))
        except CatalogueUnusable as error:
            on_trouble(error)
            yield identify
            return

        with opened as catalogue:
            memory = _Memory(catalogue, identifier)

            def recall(path: Path, check: Check) -> PhotoResult:
                check()
                try:
                    seen, found = _look_and_identify(
                        lambda: memory.recall(path, again=again), lambda: identify(path, check)
                    )
                except CatalogueUnusable as error:
                    on_trouble(error)
                    return identify(path, check)
                if isinstance(found, Remembered):
                    return replace(found.result, path=path)
                try:
                    return memory.remember(seen, found).result
                except CatalogueUnusable as error:
                    on_trouble(error)
                return found

            yield recall

    return run_batch(paths, open_task, workers=workers or available_cores())


def name_box(record: PhotoRecord, box: Box, identifier: Identifier) -> Bird:
    """The pack's result for a box that the user drew or moved; raises `PhotoUnreadable`."""
    (bird,) = identifier.classify(open_photo(record.path), [box])
    return identifier.weigher.weigh(bird, Circumstances.of_record(record)) or bird


def _look_and_identify(
    look: Callable[[], tuple[SeenFile, Remembered | None]], identify: Callable[[], PhotoResult]
) -> tuple[SeenFile, Remembered | PhotoResult]:
    """The file, and what is known of it or else what is found in it now.

    Another program may write the file between the two, a copy that is under way for instance: then
    the result would be kept as that of the content before. So both are done again.
    """
    for _ in range(_MOST_TRIES):
        seen, known = look()
        if known is not None:
            return seen, known
        result = identify()
        if look_at_file(seen.path, seen).content_hash == seen.content_hash:
            return seen, result
    reason = "another program keeps writing it"
    unreadable = PhotoUnreadable(seen.path, reason, "Identify it again when that is done.")
    return seen, PhotoResult(seen.path, 0, 0, error=str(unreadable))


class _Memory:
    """What the catalogue knows about photos from one pack."""

    def __init__(self, catalogue: Catalogue, identifier: Identifier) -> None:
        self._catalogue = catalogue
        self._weigher = identifier.weigher
        self._pack = identifier.pack_version
        self._top = min(identifier.options.top, len(identifier.pack.labels.distinct_species))

    def recall(self, path: Path, *, again: bool) -> tuple[SeenFile, Remembered | None]:
        """The file as it is now, and what the pack found in it before, or None."""
        seen = look_at_file(path, self._catalogue.seen_before(path))
        if again:
            return seen, None
        known = self._catalogue.recall(seen, self._pack, self._top)
        if known is None:
            return seen, self._weighed_anew(path, seen)
        return seen, self._by_what_the_user_said(self._with_new_facts(seen, known))

    def _weighed_anew(self, path: Path, seen: SeenFile) -> Remembered | None:
        """What the networks found under other settings about places; None for nothing.

        Names are updated to the current settings, without running the networks again.
        """
        found = self._catalogue.found_before(seen, self._pack, self._top)
        if found is None:
            return None
        facts = with_sidecars(path, found.metadata)
        birds = [self._weigher.weigh(each, Circumstances.of_file(facts)) for each in found.birds]
        known = tuple(each for each in birds if each is not None)
        if len(known) < len(birds):
            return None
        return self.remember(seen, replace(found, birds=known, metadata=facts))

    def _with_new_facts(self, seen: SeenFile, known: Remembered) -> Remembered:
        """A geotagger may have written into the file since, or a sidecar, which leaves the file
        unchanged."""
        facts = with_sidecars(seen.path, known.result.metadata)
        if facts == known.result.metadata and seen.picture is None:
            return known
        result = replace(known.result, metadata=facts)
        if facts != known.result.metadata:
            self._catalogue.note_facts(known.photo_id, result)
        weighed = [self._weigher.weigh(each, Circumstances.of_file(facts)) for each in result.birds]
        for _ in reweigh(self._catalogue, self._weigher, [known.photo_id]):
            pass
        birds = tuple(new or old for new, old in zip(weighed, result.birds, strict=True))
        return Remembered(known.photo_id, replace(result, birds=birds))

    def remember(self, seen: SeenFile, result: PhotoResult) -> Remembered:
        """Store what the pack found just now."""
        photo_id = self._catalogue.remember(unless_changed(seen), result, self._pack, self._top)
        return self._by_what_the_user_said(Remembered(photo_id, result))

    def _by_what_the_user_said(self, known: Remembered) -> Remembered:
        """Named with the user's place and date, which the pack does not know."""
        record = self._catalogue.record(known.photo_id)
        if not has_circumstances(record):
            return known
        for _ in reweigh(self._catalogue, self._weigher, [known.photo_id]):
            pass
        circumstances = Circumstances.of_record(record)
        weighed = (self._weigher.weigh(each, circumstances) or each for each in known.result.birds)
        return replace(known, result=replace(known.result, birds=tuple(weighed)))
