"""`Catalogue`: everything that is stored about photos, through one connection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from birdeye.catalogue import (
    birds,
    contents,
    images,
    journal,
    overviews,
    photo_rows,
    records,
    results,
    seen_files,
    stated_counts,
)
from birdeye.catalogue.contents import Contents, Forgotten
from birdeye.catalogue.database import Database
from birdeye.catalogue.journal import History
from birdeye.catalogue.preparation import make_ready
from birdeye.catalogue.results import Remembered
from birdeye.catalogue.seen_files import LookedAt
from birdeye.catalogue.stored_values import SpeciesOf
from birdeye.domain.changes import Change, Changed
from birdeye.domain.identification import Bird, Looks, PhotoResult
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.photos import SeenFile
from birdeye.domain.records import PackVersion, PhotoRecord


class Catalogue:
    """One connection to the catalogue file at ``path``, which is created if there is none.

    It stays in the thread that opened it; other threads and programs may read and write through
    their own connections at the same time. ``species_of`` finds the species of a scientific name.
    Every method raises `CatalogueUnusable` if the file cannot be used; what was stored before
    stays, and each method that writes does so completely or not at all.

    Nothing that a method wrote is lost when the program ends, however it ends. The user's decisions
    (`carry_out`, `undo`, `redo`) are on disk when the method returns; a power cut may lose the
    latest results, which can be computed again.

    ``photo_id`` identifies a path. Files with the same content share everything else.
    """

    def __init__(self, path: Path, species_of: SpeciesOf) -> None:
        make_ready(path)
        self._species_of = species_of
        self._database = Database(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def open_photos(self, paths: Iterable[Path]) -> tuple[int, ...]:
        """Add photos to those shown; returns their ids in the order of ``paths``.

        Reads no photo. Those that are already shown keep their places.
        """
        return photo_rows.put_on_show(self._database, paths)

    def close_photos(self, photo_ids: Sequence[int] | None = None) -> None:
        """Stop showing photos, None for all; what is known about them stays."""
        photo_rows.take_off_show(self._database, photo_ids)

    def open_set(self) -> tuple[tuple[int, Path], ...]:
        """(photo_id, path) of the photos shown, in order."""
        return photo_rows.on_show(self._database)

    def to_identify(
        self, pack: PackVersion, photo_ids: Iterable[int] | None = None
    ) -> Iterator[tuple[int, Path]]:
        """(photo_id, path) of the photos, None for those shown, that ``pack`` should identify.

        Those are the ones whose birds are not from ``pack``, that could not be read, whose file has
        changed in size or modification time, or whose picture hash is not known yet. Missing files
        do not count. Checks each file, but reads none.
        """
        ids = photo_rows.ids_on_show(self._database) if photo_ids is None else photo_ids
        return photo_rows.to_identify(self._database, pack, ids)

    def of_other_packs(
        self, pack: PackVersion, photo_ids: Iterable[int] | None = None
    ) -> Iterator[int]:
        """The photos, None for those shown, whose birds are from another pack or version."""
        ids = photo_rows.ids_on_show(self._database) if photo_ids is None else photo_ids
        return photo_rows.of_other_packs(self._database, pack, ids)

    def files_looked_at(self, photo_ids: Iterable[int]) -> Iterator[LookedAt]:
        """The files of these photos as they were when they were looked at; the others are left
        out."""
        return seen_files.files_looked_at(self._database, photo_ids)

    def seen_before(self, path: Path) -> SeenFile | None:
        """The file at ``path`` as it was when its content was read last; None for a new one."""
        return seen_files.seen_before(self._database, path)

    def remember(self, seen: SeenFile, result: PhotoResult, pack: PackVersion, top: int) -> int:
        """Store what ``pack`` found, with ``top`` species listed per bird; returns the id of the
        photo.

        It replaces what the pack found before. The user's work on the birds stays.
        """
        return results.remember(self._database, seen, result, pack, top, self._species_of)

    def recall(self, seen: SeenFile, pack: PackVersion, top: int) -> Remembered | None:
        """What ``pack`` found in this picture, in whatever file; None if it has not identified it
        yet.

        ``top`` is how many species are to be listed; a result with fewer does not count.
        """
        return results.recall(self._database, seen, pack, top, self._species_of)

    def found_before(self, seen: SeenFile, pack: PackVersion, top: int) -> PhotoResult | None:
        """What the same networks found in this picture, whatever the settings about places were."""
        return results.found_before(self._database, seen, pack, top, self._species_of)

    def looks_of(self, photo_id: int) -> dict[int, Looks]:
        """The classifiers' results by looks alone for a photo's birds, by the ids of the birds."""
        return birds.looks_of(self._database, photo_id)

    def rename_birds(self, renamed: Mapping[int, Bird]) -> tuple[int, ...]:
        """Give birds (by id) the claims and candidates of these; the photos that changed.

        Reviews take precedence, and stay. Votes of bursts have to be taken again afterwards.
        """
        with (
            self._database.transaction(),
            stated_counts.kept_with(self._database, renamed.keys(), self._species_of),
        ):
            for bird_id, bird in renamed.items():
                birds.rename_bird(self._database, bird_id, bird)
            return photo_rows.photos_of_birds(self._database, renamed)

    def note_facts(self, photo_id: int, result: PhotoResult) -> None:
        """Keep the size and the metadata of ``result`` for a photo that was seen before."""
        image_id = images.image_of_photo(self._database, photo_id)
        if image_id is not None:
            with self._database.transaction():
                images.describe(
                    self._database,
                    image_id,
                    result.path,
                    result.width,
                    result.height,
                    result.metadata,
                )

    def photo_ids_at(self, paths: Iterable[Path]) -> tuple[int, ...]:
        """The photos that were seen at these paths or below them, in the order of their paths."""
        return photo_rows.photos_at(self._database, paths)

    def unknown_paths(self, paths: Iterable[Path]) -> tuple[Path, ...]:
        """Those of ``paths`` at or below which no photo was seen."""
        return photo_rows.unknown_paths(self._database, paths)

    def recognises(self, photo_id: int, seen: SeenFile) -> bool:
        """Whether a file that was just read shows what is known as this photo; if it does, its size
        and time are kept, so that it need not be read again, and what it says now.

        Metadata may have changed since, pixels and orientation may not. True for a photo whose
        content is not known.
        """
        image_id = images.image_of_photo(self._database, photo_id)
        if image_id is None or not images.has_hash(self._database, image_id):
            return True
        if images.image_seen(self._database, seen) != image_id:
            return False
        with self._database.transaction():
            images.note_content(self._database, image_id, seen)
            results.take_facts(self._database, image_id, seen)
            seen_files.note_seen(self._database, photo_id, seen, image_id)
        return True

    def is_photo(self, path: Path) -> bool:
        """Whether a photo was seen at exactly this path; uses an index."""
        return photo_rows.is_photo(self._database, path)

    def note_rewritten(self, content_hash: str, new_hash: str) -> None:
        """Record that a photo's file has new content but is the same photo: keywords were written
        into it."""
        images.note_rewritten(self._database, content_hash, new_hash)

    def with_copies(self, photo_ids: Iterable[int]) -> tuple[int, ...]:
        """Every photo that shows the same image as one of these, these included."""
        return photo_rows.with_copies(self._database, photo_ids)

    def vote(self, voted: Mapping[int, Bird]) -> tuple[int, ...]:
        """Give birds (by id) the claims of these; returns the photos that changed.

        Reviews take precedence, and what the pack found in each photo alone is kept.
        """
        with (
            self._database.transaction(),
            stated_counts.kept_with(self._database, voted.keys(), self._species_of),
        ):
            changed = [
                bird_id
                for bird_id, bird in voted.items()
                if birds.set_vote(self._database, bird_id, bird)
            ]
            return photo_rows.photos_of_birds(self._database, changed)

    def record(self, photo_id: int) -> PhotoRecord:
        """All that is known about a photo; raises `LookupError` if there is no such photo."""
        for record in self.records([photo_id]):
            return record
        raise LookupError(f"there is no photo {photo_id}")

    def records(self, photo_ids: Iterable[int] | None = None) -> Iterator[PhotoRecord]:
        """These photos in order; for None all, each once, and files of one shot together."""
        ids = records.each_photo_once(self._database) if photo_ids is None else list(photo_ids)
        return records.records(self._database, ids, self._species_of)

    def overviews(self, photo_ids: Iterable[int] | None = None) -> Iterator[PhotoOverview]:
        """Like `records`, in short form."""
        ids = records.each_photo_once(self._database) if photo_ids is None else photo_ids
        return overviews.overviews(self._database, ids, self._species_of)

    def overviews_on_show(self) -> Iterator[PhotoOverview]:
        """The photos shown in short form, in order."""
        ids = photo_rows.ids_on_show(self._database)
        return overviews.overviews(self._database, ids, self._species_of)

    def carry_out(self, change: Change) -> Changed:
        """Make a change that the user asked for, and record it in the journal.

        Raises `BirdeyeError` if nothing that it names is left.
        """
        return journal.carry_out(self._database, change, self._species_of)

    def undo(self, only: Change | None = None) -> Changed | None:
        """Undo the last change, whenever and wherever it was made; None without one.

        With ``only``, no other change is undone.
        """
        return journal.undo(self._database, self._species_of, only)

    def redo(self) -> Changed | None:
        """Redo the change that was undone last; None without one."""
        return journal.redo(self._database, self._species_of)

    def forget(self, photo_ids: Sequence[int], *, dry_run: bool = False) -> Forgotten:
        """Remove photos, with the work on them if no copy of them is left; returns what that was.

        With ``dry_run`` nothing is removed.
        """
        return contents.forget(self._database, photo_ids, dry_run=dry_run)

    def is_changed_elsewhere(self) -> bool:
        """Whether somebody else has written since this was asked last: another program, or another
        connection of this one."""
        return self._database.is_changed_elsewhere()

    def contents(self) -> Contents:
        """What the catalogue contains, in figures."""
        return contents.contents(self._database)

    @property
    def history(self) -> History:
        """What `undo` and `redo` would do next."""
        return journal.history(self._database, self._species_of)
