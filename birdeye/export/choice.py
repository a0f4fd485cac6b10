"""Which birds of a photo go into an export, under which names, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, Flag, auto

from birdeye.domain.counts import Statement
from birdeye.domain.identification import Rank
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.domain.review import Verdict
from birdeye.domain.shots import marking_main_files
from birdeye.domain.species import Species
from birdeye.domain.visits import Taxon
from birdeye.export.options import ExportOptions, ExportTools


class LeftOut(Enum):
    """Why something is not written. The value is the reason in English, after a count."""

    WAITING = "not identified yet"
    UNREADABLE = "unreadable when last identified; identify again"
    NO_BIRD = "without a bird to write"
    NO_DATE = "without a date"
    NO_PLACE = "without a place"
    NO_POSITION = "without a position"
    NO_SIZE = "of unknown size; identify first"
    MISSING = "no longer at the known path"
    CHANGED = "changed since identification; identify again first"
    NOT_JPEG = "not JPEG, into which alone keywords are written"
    UNCONFIRMED = "not confirmed"
    NOT_A_BIRD = "marked as no bird"
    UNNAMED = "without a name"
    ONLY_FAMILY = "named by family only"
    SAME_SHOT = "of the same shot as another, such as a copy, or a RAW and its JPEG"

    @property
    def counts_boxes(self) -> bool:
        """Whether boxes are left out for this reason, rather than photos."""
        return self in _REASONS_OF_BOXES


_REASONS_OF_BOXES = frozenset(
    {LeftOut.UNCONFIRMED, LeftOut.NOT_A_BIRD, LeftOut.UNNAMED, LeftOut.ONLY_FAMILY}
)


class Needs(Flag):
    """What a format requires."""

    NOTHING = 0
    BIRD = auto()
    """A photo must have a bird to be written; otherwise all photos are, unless only confirmed."""
    NAME = auto()
    SPECIES_OR_GENUS = auto()
    DATE = auto()
    PLACE = auto()
    """A position, or the name of a place."""
    POSITION = auto()
    FILE = auto()
    """The photo itself must exist."""
    JPEG = auto()
    SIZE = auto()
    """A photo with birds must have a known size, of which boxes are fractions."""
    RATING = auto()
    """A photo that the user gave stars or a flag is written without a bird as well."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One bird as an export names it.

    ``number`` counts the birds of the photo from 1, including those left out. ``taxon`` is the
    current scientific name, a genus or a family; ``species`` is None unless ``rank`` is species.
    ``family`` is as in `Species.family`, and ``family_name`` what it is called in the language of
    the export; both are empty if unknown. ``name`` is the common name in that language, or the
    taxon; empty if the bird has no name.
    """

    bird: BirdRecord
    number: int
    rank: Rank
    taxon: str
    species: Species | None
    family: str
    name: str
    family_name: str

    @property
    def is_confirmed(self) -> bool:
        """Whether the user named it."""
        return self.bird.is_confirmed

    @property
    def is_by_user(self) -> bool:
        """Whether it is the user's alone: named by the user, or drawn and named by nothing."""
        return self.is_confirmed or (self.bird.drawn and self.probability is None)

    @property
    def verdict(self) -> Verdict:
        """What the user said about it: the mark of what is not confirmed."""
        return self.bird.review.verdict

    @property
    def probability(self) -> float | None:
        """The program's probability for the name; None if it gave none."""
        claim = self.bird.bird.claim
        if self.verdict is Verdict.UNREVIEWED and claim.rank is not Rank.NONE:
            return claim.probability
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """A photo with the birds to write. ``left_out`` has a reason for each of the others.

    A photo that ``is_written`` may have no sightings: formats that list photos list it as empty.
    ``removes_names`` is about those that an earlier export wrote into the keywords of such a photo.
    """

    record: PhotoRecord
    is_written: bool
    sightings: tuple[Sighting, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    removes_names: bool = False


def choices(
    records: Iterable[PhotoRecord],
    needs: Needs,
    options: ExportOptions,
    tools: ExportTools,
    *,
    counts_visits: bool = False,
) -> Iterator[Choice]:
    """What to write for each of ``records``, in order.

    Formats that count visits take one file per shot, and no copies of it.
    """
    if not counts_visits:
        for record in records:
            yield choose(record, needs, options, tools)
        return
    for record, is_main in marking_main_files(records, _can_count):
        if is_main:
            yield choose(record, needs, options, tools)
        else:
            yield Choice(record, is_written=False, left_out=(LeftOut.SAME_SHOT,))


def _can_count(record: PhotoRecord) -> bool:
    """Whether a photo may be written; else a copy of it counts, which may be readable."""
    return record.error is None or bool(record.birds)


def choose(record: PhotoRecord, needs: Needs, options: ExportOptions, tools: ExportTools) -> Choice:
    """What to write for ``record`` in a format with these ``needs``."""
    reason = _why_no_photo(record, needs, options)
    if reason is not None:
        return Choice(record, is_written=False, left_out=(reason,))
    sightings: list[Sighting] = []
    left_out: list[LeftOut] = []
    for number, bird in enumerate(record.birds, 1):
        why_not = _why_no_bird(bird, needs, options)
        if why_not is None:
            sightings.append(_sighting(bird, number, options, tools))
        else:
            left_out.append(why_not)
    wants_bird = Needs.BIRD in needs or options.only_confirmed
    if wants_bird and not sightings and not (Needs.RATING in needs and is_rated(record)):
        return Choice(record, is_written=False, left_out=tuple(left_out) or (LeftOut.NO_BIRD,))
    if Needs.SIZE in needs and sightings and not record.has_size:
        return Choice(record, is_written=False, left_out=(LeftOut.NO_SIZE,))
    return Choice(record, True, tuple(sightings), tuple(left_out))


def is_rated(record: PhotoRecord) -> bool:
    """Whether the user gave stars or a flag here; those in the file are already there."""
    return record.set_stars is not None or record.set_flag is not None


def position_of(record: PhotoRecord, options: ExportOptions) -> GpsPosition | None:
    """Where the photo was taken, also None if coordinates are not to be written."""
    return record.position if options.with_position else None


def statements_of(choice: Choice) -> dict[Taxon, Statement]:
    """What the user said about the birds to write, by the names under which they are written."""
    said = choice.record.statements
    if not said:
        return {}
    return {
        (each.rank, each.taxon): said[each.bird.rank, each.bird.taxon]
        for each in choice.sightings
        if (each.bird.rank, each.bird.taxon) in said
    }


def country_of(record: PhotoRecord, options: ExportOptions, tools: ExportTools) -> str:
    """The country code: the user's, else that of the position if it may be used."""
    if record.place is not None and record.place.country_code:
        return record.place.country_code
    position = position_of(record, options)
    if position is None:
        return next(iter(record.region)) if len(record.region) == 1 else ""
    return tools.country_of(position)


def place_name_of(record: PhotoRecord) -> str:
    """The place in the user's words, or nothing."""
    return record.place.name if record.place is not None else ""


def _why_no_photo(record: PhotoRecord, needs: Needs, options: ExportOptions) -> LeftOut | None:
    lists_photos = Needs.BIRD not in needs and not options.only_confirmed
    # What was decided about birds stands, even if the last attempt to read their photo failed, and
    # the next one may not fail: a drive may have been away.
    if record.error is not None and not record.birds:
        return None if lists_photos and Needs.DATE not in needs else LeftOut.UNREADABLE
    if not record.is_identified and not record.birds:
        return None if Needs.RATING in needs and is_rated(record) else LeftOut.WAITING
    if Needs.DATE in needs and record.taken is None:
        return LeftOut.NO_DATE
    if Needs.PLACE in needs and not (place_name_of(record) or position_of(record, options)):
        return LeftOut.NO_PLACE
    if Needs.POSITION in needs and position_of(record, options) is None:
        return LeftOut.NO_POSITION
    if Needs.JPEG in needs and record.path.suffix.lower() not in JPEG_SUFFIXES:
        return LeftOut.NOT_JPEG
    if Needs.FILE in needs and not record.path.is_file():
        return LeftOut.MISSING
    return None


JPEG_SUFFIXES = frozenset({".jpg", ".jpeg", ".jpe", ".jfif"})


def _why_no_bird(bird: BirdRecord, needs: Needs, options: ExportOptions) -> LeftOut | None:
    if bird.is_rejected:
        return LeftOut.NOT_A_BIRD
    if options.only_confirmed and not bird.is_confirmed:
        return LeftOut.UNCONFIRMED
    if Needs.NAME in needs and bird.rank is Rank.NONE:
        return LeftOut.UNNAMED
    if Needs.SPECIES_OR_GENUS in needs and bird.rank is Rank.FAMILY:
        return LeftOut.ONLY_FAMILY
    return None


def _sighting(
    bird: BirdRecord, number: int, options: ExportOptions, tools: ExportTools
) -> Sighting:
    rank, taxon, species, family, name = _named(bird, options, tools)
    family_name = tools.family_name(family, options.language) if family else ""
    return Sighting(bird, number, rank, taxon, species, family, name, family_name)


def _named(
    bird: BirdRecord, options: ExportOptions, tools: ExportTools
) -> tuple[Rank, str, Species | None, str, str]:
    """Rank, taxon, species, family and name of a `Sighting`."""
    taxon = bird.taxon
    match bird.rank:
        case Rank.SPECIES:
            species = _species(bird, tools)
            name = species.common_name(options.language)
            return bird.rank, species.scientific_name, species, species.family, name
        case Rank.GENUS:
            family = tools.family_of_genus.get(taxon, "")
            return bird.rank, taxon, None, family, taxon
        case Rank.FAMILY:
            return bird.rank, taxon, None, taxon, taxon
    return Rank.NONE, "", None, "", ""


def _species(bird: BirdRecord, tools: ExportTools) -> Species:
    """The species as the table knows it, else as the pack does."""
    species = tools.species_of(bird.taxon)
    if species.common_names or species.family:
        return species
    candidates = (candidate.species for candidate in bird.bird.candidates)
    return next((known for known in candidates if known == species), species)
