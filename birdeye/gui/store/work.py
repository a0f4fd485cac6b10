"""What the `PhotoStore` has done in the thread of the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from birdeye.domain.changes import AcceptClaims, Change, Changed, ReviewBirds
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoRecord
from birdeye.domain.review import Review, Verdict

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.packs.pack import Pack

T = TypeVar("T")

_FIRST_PORTION, _PORTION = 500, 5000

History = tuple[Change | None, Change | None]
"""The changes that would be undone and redone next."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an order that changes photos; ``changed`` is None where nothing was to do.

    ``records`` are those of photos that the window keeps, ``overviews`` those of the others.
    """

    changed: Changed | None
    records: tuple[PhotoRecord, ...]
    overviews: tuple[PhotoOverview, ...]
    history: History = (None, None)

    @property
    def file_name(self) -> str:
        """Of one of the photos, empty without one."""
        photos: Iterator[PhotoRecord | PhotoOverview] = chain(self.records, self.overviews)
        return next((photo.path.name for photo in photos), "")


@dataclass(slots=True)
class Decision:
    """Something that the user decided, by which it can be taken back: itself, and nothing else.

    ``change`` is None until the catalogue knows which birds are meant.
    """

    change: Change | None = None


def outcome(
    catalogue: Catalogue,
    changed: Changed | None,
    photo_ids: Collection[int],
    kept: Collection[int],
    history: History | None = None,
) -> Outcome:
    """What is known of these photos now, of those in ``kept`` all of it."""
    near = [photo_id for photo_id in photo_ids if photo_id in kept]
    others = [photo_id for photo_id in photo_ids if photo_id not in kept]
    records, overviews = tuple(catalogue.records(near)), tuple(catalogue.overviews(others))
    return Outcome(changed, records, overviews, history or history_of(catalogue))


def history_of(catalogue: Catalogue) -> History:
    """The changes that would be undone and redone next."""
    history = catalogue.history
    return history.undo, history.redo


def portions_on_show(catalogue: Catalogue) -> Iterator[list[PhotoOverview]]:
    """The photos on show in short, the first of them soon."""
    overviews = catalogue.overviews_on_show()
    yield list(islice(overviews, _FIRST_PORTION))
    yield from _in_lists(overviews, _PORTION)


def open_photos(
    catalogue: Catalogue, paths: Sequence[Path]
) -> tuple[list[PhotoOverview], list[PhotoRecord]]:
    """Put these on show; all of them in short, and the first in full."""
    ids = catalogue.open_photos(paths)
    return list(catalogue.overviews(ids)), list(catalogue.records(ids[:1]))


def unidentified(
    catalogue: Catalogue, pack: Pack, waiting: Collection[int], kept: Collection[int]
) -> Iterator[tuple[list[Path], Outcome]]:
    """The photos on show that ``pack`` has not looked at as they and the settings are now.

    Those that another model identified are none of them: whether to do them again, the user says.
    With them comes what is known of the others in ``waiting``: a batch that was stopped remembers
    the photo that it was looking at, and tells nobody.
    """
    from birdeye.workflows.places import version_in_use

    version = version_in_use(pack)
    for portion in _in_lists(catalogue.open_set(), _FIRST_PORTION):
        ids = [photo_id for photo_id, _ in portion]
        others = set(catalogue.of_other_packs(version, ids))
        found = dict(catalogue.to_identify(version, [each for each in ids if each not in others]))
        late = [photo_id for photo_id in ids if photo_id in waiting and photo_id not in found]
        yield [*found.values()], outcome(catalogue, None, late, kept, (None, None))


def of_other_models(catalogue: Catalogue, pack: Pack) -> Iterator[list[int]]:
    """The photos on show that another model than ``pack`` identified, all at once."""
    yield list(catalogue.of_other_packs(pack.pack_version))


def decide_all(
    catalogue: Catalogue, photo_ids: Sequence[int], review: Review | None
) -> Changed | None:
    """Give all birds of these photos ``review``, or confirm each under its own claim for None.

    None where there is no bird for it, or no decision to take back.
    """
    takes_back = review is not None and review.verdict is Verdict.UNREVIEWED
    birds = tuple(
        dict.fromkeys(  # copies of a photo share their birds
            bird.bird_id
            for record in catalogue.records(photo_ids)
            for bird in record.birds
            if bird.is_reviewed or not takes_back
        )
    )
    if not birds:
        return None
    return catalogue.carry_out(
        AcceptClaims(birds) if review is None else ReviewBirds(birds, review)
    )


def vote(
    catalogue: Catalogue,
    pack: Pack,
    photo_ids: Sequence[int],
    kept: Collection[int],
    *,
    agree: bool,
) -> Iterator[Outcome]:
    """Have the photos of each burst agree on names, or where not so each go by its own claim."""
    from birdeye.workflows.vote_in_bursts import vote_in_bursts, without_votes

    if agree:
        changed = vote_in_bursts(catalogue, pack, photo_ids)
    else:
        changed = iter([without_votes(catalogue, photo_ids)])
    for ids in changed:
        yield outcome(catalogue, None, ids, kept, (None, None))


def _in_lists(items: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(items)
    while portion := list(islice(remaining, size)):
        yield portion
