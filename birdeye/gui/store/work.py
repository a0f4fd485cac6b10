"""What the `PhotoStore` has done in the thread of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from birdeye.domain.changes import AcceptClaims, Change, Changed, ReviewBirds, Tally
from birdeye.domain.identification import Rank
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.domain.review import Review, Verdict

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.packs.pack import Pack

T = TypeVar("T")

_FIRST_PORTION, _PORTION = 500, 5000
_FILES = 16

ClaimHolds = Callable[[PhotoRecord, BirdRecord], bool]
"""Whether the claim about a bird may be accepted unseen: nothing speaks against it there."""

Photos = Iterable[tuple[int, Path]]
"""Ids and paths."""

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
        return next((photo.path.name for photo in self.photos), "")

    @property
    def photos(self) -> Iterator[PhotoRecord | PhotoOverview]:
        """Each photo once."""
        return chain(self.records, self.overviews)


@dataclass(slots=True)
class Decision:
    """Something that the user decided, by which it can be taken back: itself, and nothing else.

    ``change`` is None until the catalogue knows which birds are meant; ``tally`` counts the others.
    """

    change: Change | None = None
    tally: Tally = field(default_factory=Tally)

    def make(
        self,
        catalogue: Catalogue,
        photo_ids: Sequence[int],
        review: Review | None,
        claim_holds: ClaimHolds,
    ) -> Changed | None:
        """`decide_all`, keeping what it takes to take it back."""
        changed, self.tally = decide_all(catalogue, photo_ids, review, claim_holds)
        self.change = None if changed is None else changed.change
        return changed


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


def changed_elsewhere(
    catalogue: Catalogue, photo_ids: Sequence[int], kept: Collection[int]
) -> Iterator[tuple[list[int], Outcome]]:
    """Where another program has changed the catalogue: some at a time, which of these photos it
    knows no longer, and what it knows now of the others. Those in ``kept``, which are on screen or
    near it, come first."""
    if catalogue.is_changed_elsewhere():
        near = [photo_id for photo_id in photo_ids if photo_id in kept]
        others = (photo_id for photo_id in photo_ids if photo_id not in kept)
        for some in chain([near], _in_lists(others, _FIRST_PORTION)):
            found = outcome(catalogue, None, some, kept)
            known = {photo.photo_id for photo in found.photos}
            yield [photo_id for photo_id in some if photo_id not in known], found


def open_photos(
    catalogue: Catalogue, paths: Sequence[Path]
) -> tuple[list[PhotoOverview], list[PhotoRecord]]:
    """Put these on show; all of them in short, and the first in full."""
    ids = catalogue.open_photos(paths)
    return list(catalogue.overviews(ids)), list(catalogue.records(ids[:1]))


def unidentified(
    catalogue: Catalogue,
    pack: Pack,
    waiting: Collection[int],
    kept: Collection[int],
    among: Photos | None = None,
) -> Iterator[tuple[list[Path], Outcome]]:
    """The photos on show, all or ``among`` these, that ``pack`` has not looked at as they and the
    settings are now.

    Those that another model identified are none of them: whether to do them again, the user says.
    But a file that shows something else by now is one, because nothing is known of it. With them
    comes what is known of the others in ``waiting``: a batch that was stopped remembers the photo
    that it was looking at, and tells nobody.
    """
    from birdeye.workflows.places import version_in_use
    from birdeye.workflows.unchanged_files import is_unchanged

    by_others: list[tuple[int, Path]] = []
    version = version_in_use(pack)
    for portion in _in_lists(catalogue.open_set() if among is None else among, _FIRST_PORTION):
        ids = [photo_id for photo_id, _ in portion]
        others = set(catalogue.of_other_packs(version, ids))
        found = dict(catalogue.to_identify(version, [each for each in ids if each not in others]))
        late = [photo_id for photo_id in ids if photo_id in waiting and photo_id not in found]
        by_others += [photo for photo in portion if photo[0] in others]
        yield [*found.values()], outcome(catalogue, None, late, kept, (None, None))
    for few in _in_lists(by_others, _FILES):  # which may have to be read
        changed = [path for photo_id, path in few if not is_unchanged(catalogue, photo_id, path)]
        yield changed, outcome(catalogue, None, (), kept, (None, None))


def of_other_models(catalogue: Catalogue, pack: Pack) -> Iterator[list[int]]:
    """The photos on show that another model than ``pack`` identified, all at once."""
    yield list(catalogue.of_other_packs(pack.pack_version))


def decide_all(
    catalogue: Catalogue,
    photo_ids: Sequence[int],
    review: Review | None,
    claim_holds: ClaimHolds,
) -> tuple[Changed | None, Tally]:
    """Give all birds of these photos ``review``; None confirms each under its own claim where
    ``claim_holds`` and nobody has decided anything about it.

    Changed is None where there is no bird for it, or no decision to take back.
    """
    birds = {  # copies of a photo share their birds
        bird.bird_id: (record, bird)
        for record in catalogue.records(photo_ids)
        for bird in record.birds
    }
    if review is None:
        ids, tally = _to_accept(birds.values(), claim_holds)
    else:
        ids, tally = _to_review([bird for _, bird in birds.values()], review)
    if not ids:
        return None, tally
    changed = catalogue.carry_out(AcceptClaims(ids) if review is None else ReviewBirds(ids, review))
    return replace(changed, tally=tally), tally


def _to_accept(
    birds: Iterable[tuple[PhotoRecord, BirdRecord]], claim_holds: ClaimHolds
) -> tuple[tuple[int, ...], Tally]:
    ids: list[int] = []
    decided = unnamed = unlikely = 0
    for record, bird in birds:
        if bird.is_reviewed:
            decided += 1
        elif bird.claim.rank is Rank.NONE:
            unnamed += 1
        elif not claim_holds(record, bird):
            unlikely += 1
        else:
            ids.append(bird.bird_id)
    return tuple(ids), Tally(decided, unlikely, unnamed)


def _to_review(birds: Sequence[BirdRecord], review: Review) -> tuple[tuple[int, ...], Tally]:
    """What is no bird gets no name, and nobody is unsure which bird it is."""
    match review.verdict:
        case Verdict.UNREVIEWED:
            return tuple(bird.bird_id for bird in birds if bird.is_reviewed), Tally()
        case Verdict.NOT_A_BIRD:
            meant = birds
        case _:
            meant = [bird for bird in birds if not bird.is_rejected]
    overruled = sum(bird.is_reviewed and bird.review != review for bird in meant)
    tally = Tally(left_decided=len(birds) - len(meant), overruled=overruled)
    return tuple(bird.bird_id for bird in meant), tally


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
