"""What the user can change, as values: the catalogue carries them out, journals and undoes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from birdeye.domain.boxes import Box
from birdeye.domain.counts import Name, Statement, following_names
from birdeye.domain.identification import Bird, Rank
from birdeye.domain.photos import GpsPosition
from birdeye.domain.rating import Flag
from birdeye.domain.records import BirdRecord, PhotoRecord, Place
from birdeye.domain.review import Review, confirmed


@dataclass(frozen=True, slots=True)
class ReviewBirds:
    """Give all these birds the same review. What is stated about a name goes with its last bird."""

    bird_ids: tuple[int, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class AcceptClaims:
    """Confirm each of these birds under the name that the program claims for it.

    Birds without a claim stay as they are, and so do those that the user decided about.
    """

    bird_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AddBird:
    """Add a bird whose box the user drew; ``bird`` has the classifier's result for it."""

    photo_id: int
    bird: Bird


@dataclass(frozen=True, slots=True)
class MoveBox:
    """Move or resize the box of a bird; ``bird`` has the classifier's result for the new box.

    ``bird.box`` is the new box in pixels of the upright photo. A review stays as it is.
    """

    bird_id: int
    bird: Bird

    @property
    def box(self) -> Box:
        """The new box."""
        return self.bird.box


@dataclass(frozen=True, slots=True)
class DeleteBirds:
    """Delete these birds."""

    bird_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetPlace:
    """Set where these photos were taken; None removes the user's place.

    With ``keeps_rest``, what ``place`` leaves empty stays as it is in each photo.
    """

    photo_ids: tuple[int, ...]
    place: Place | None
    keeps_rest: bool = False


def place_after(change: SetPlace, before: Place | None) -> Place | None:
    """The place of a photo whose place was ``before``."""
    place = change.place
    if place is None or before is None or not change.keeps_rest:
        return place
    return Place(
        place.name or before.name,
        place.position or before.position,
        place.country_code or before.country_code,
    )


@dataclass(frozen=True, slots=True)
class SetPositions:
    """Set for each photo where it was taken, as from a track; names of places stay."""

    positions: tuple[tuple[int, GpsPosition], ...]


@dataclass(frozen=True, slots=True)
class SetRegion:
    """Set the countries (ISO 3166-1 alpha-2) in which these photos were taken; none for
    anywhere."""

    photo_ids: tuple[int, ...]
    region: frozenset[str]


@dataclass(frozen=True, slots=True)
class SetDate:
    """Set when these photos were taken; None removes the user's date."""

    photo_ids: tuple[int, ...]
    taken: datetime | None


@dataclass(frozen=True, slots=True)
class ShiftClock:
    """Correct the camera's clock: every photo was taken ``by`` later than is known so far.

    Photos without a date stay without one.
    """

    photo_ids: tuple[int, ...]
    by: timedelta


@dataclass(frozen=True, slots=True)
class SetOffset:
    """Set how far the camera's clock was ahead of UTC; the time that it showed stays.

    A ``utc_offset`` of None means unknown. Photos without a date stay without one.
    """

    photo_ids: tuple[int, ...]
    utc_offset: timedelta | None


@dataclass(frozen=True, slots=True)
class StateCount:
    """Set how many birds of a taxon these photos show, their sex, age and behaviour; None removes
    it.

    With ``keeps_rest``, what ``statement`` leaves out stays as it is in each photo.
    """

    photo_ids: tuple[int, ...]
    rank: Rank
    taxon: str
    statement: Statement | None
    keeps_rest: bool = False


def statements_after(change: StateCount, before: Mapping[Name, Statement]) -> dict[Name, Statement]:
    """What is stated about the birds of a photo, of which ``before`` was stated."""
    name, stated = (change.rank, change.taxon), change.statement
    after = {key: statement for key, statement in before.items() if key != name}
    if stated is not None:
        after[name] = stated.or_else(before.get(name)) if change.keeps_rest else stated
    return after


@dataclass(frozen=True, slots=True)
class SetStars:
    """Give these photos 0 to 5 stars; None returns to what the file says."""

    photo_ids: tuple[int, ...]
    stars: int | None


@dataclass(frozen=True, slots=True)
class SetFlags:
    """Flag each of these photos as one to keep, one to reject, or neither."""

    flags: tuple[tuple[int, Flag], ...]


DateChange = SetDate | ShiftClock | SetOffset
Change = (
    ReviewBirds
    | AcceptClaims
    | AddBird
    | MoveBox
    | DeleteBirds
    | SetPlace
    | SetPositions
    | SetRegion
    | DateChange
    | StateCount
    | SetStars
    | SetFlags
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What an order for several photos met with, in numbers of birds.

    These stay as they were: ``left_decided`` because of what the user decided about them before,
    ``left_unlikely`` because place or date speak against what is claimed, ``left_unnamed`` because
    nothing is claimed. ``overruled`` are among those that changed: the user had decided something
    else about them.
    """

    left_decided: int = 0
    left_unlikely: int = 0
    left_unnamed: int = 0
    overruled: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change, an undo or a redo did, so that every view can follow.

    ``entry_id`` is the row of the journal, None if every photo had the wanted value already;
    ``change`` is the requested change (even when it was undone); ``photo_ids`` are the photos that
    look different now, copies elsewhere included, and ``photo_count`` how many they are without
    copies, and for what is set for whole photos, with the files of one shot as one photo;
    ``flag_counts`` how many of those got which flag; ``bird_ids`` the birds that were reviewed,
    added, moved or deleted.
    ``tally`` is that of an order for several photos, and ``moves_statements`` says that what the
    user stated about birds went with them to another name.
    """

    entry_id: int | None
    change: Change
    photo_ids: tuple[int, ...]
    bird_ids: tuple[int, ...] = ()
    tally: Tally = Tally()
    moves_statements: bool = False
    photo_count: int = 0
    flag_counts: Mapping[Flag, int] = field(default_factory=dict)


def applied(record: PhotoRecord, change: Change) -> PhotoRecord:
    """``record`` as the catalogue will have it once ``change`` is carried out.

    ``record`` itself if the change does not concern it. An added bird gets its id from the
    catalogue, so `AddBird` changes nothing here. Applying it twice is the same as once.
    """
    match change:
        case ReviewBirds(bird_ids, review):
            return _with_birds(record, bird_ids, lambda bird: replace(bird, review=review))
        case AcceptClaims(bird_ids):
            return _with_birds(record, bird_ids, _accepted)
        case MoveBox(bird_id, moved):
            return _with_birds(record, (bird_id,), lambda bird: _moved(bird, moved))
        case DeleteBirds(bird_ids):
            left = tuple(bird for bird in record.birds if bird.bird_id not in bird_ids)
            return record if len(left) == len(record.birds) else replace(record, birds=left)
        case SetPlace(photo_ids) if record.photo_id in photo_ids:
            return replace(record, place=place_after(change, record.place))
        case SetRegion(photo_ids, region) if record.photo_id in photo_ids:
            return replace(record, region=region)
        case SetDate(photo_ids, taken) if record.photo_id in photo_ids:
            return replace(record, set_taken=taken)
        case StateCount(photo_ids) if record.photo_id in photo_ids:
            return replace(record, statements=statements_after(change, record.statements))
        case SetStars(photo_ids, stars) if record.photo_id in photo_ids:
            return replace(record, set_stars=stars)
        case SetFlags(flags):
            flag = next((flag for photo_id, flag in flags if photo_id == record.photo_id), None)
            return record if flag is None else replace(record, set_flag=flag)
    return record


def _with_birds(
    record: PhotoRecord, bird_ids: tuple[int, ...], changed: Callable[[BirdRecord], BirdRecord]
) -> PhotoRecord:
    wanted = set(bird_ids)
    if wanted.isdisjoint([bird.bird_id for bird in record.birds]):
        return record
    birds = tuple([changed(bird) if bird.bird_id in wanted else bird for bird in record.birds])
    if birds == record.birds:
        return record
    before, after = (
        {bird.bird_id: (bird.rank, bird.taxon) for bird in each} for each in (record.birds, birds)
    )
    statements = following_names(record.statements, before, after)
    return replace(record, birds=birds, statements=statements)


def _accepted(bird: BirdRecord) -> BirdRecord:
    claim = bird.bird.claim
    if claim.rank is Rank.NONE or bird.is_reviewed:
        return bird
    return replace(bird, review=confirmed(claim.rank, claim.taxon))


def _moved(bird: BirdRecord, moved: Bird) -> BirdRecord:
    # The vote of the burst was about the old box.
    return replace(bird, bird=replace(moved, score=bird.bird.score, burst_vote=None))
