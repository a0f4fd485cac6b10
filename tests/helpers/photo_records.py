"""Photo records as a catalogue would hand them out: confirmed, claimed, doubted, without a bird."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, Rank
from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.domain.records import BirdRecord, PhotoRecord, Place
from birdeye.domain.review import UNREVIEWED, Review, confirmed
from birdeye.domain.species import HigherTaxa, Species
from birdeye.export.choice import Needs, choices
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.registry import format_by_id
from birdeye.export.request import ExportRequest, export

GREAT_TIT = Species(
    "Parus major", "Tits, Chickadees, and Titmice", {"en": "Great Tit", "zh": "大山雀"}
)
BLACKBIRD = Species(
    "Turdus merula", "Thrushes and Allies", {"en": "Eurasian Blackbird", "zh": "欧乌鸫"}
)
SONG_THRUSH = Species("Turdus philomelos", "Thrushes and Allies", {"en": "Song Thrush"})
KNOWN = {species.scientific_name: species for species in (GREAT_TIT, BLACKBIRD, SONG_THRUSH)}

TOOLS = ExportTools(
    species_of=lambda name: KNOWN.get(name) or Species(name),
    family_of_genus={"Turdus": "Thrushes and Allies", "Parus": GREAT_TIT.family},
    higher_taxa={
        "Thrushes and Allies": HigherTaxa("Turdidae", "Passeriformes"),
        GREAT_TIT.family: HigherTaxa("Paridae", "Passeriformes"),
    },
    ebird_species=frozenset({"Parus major", "Turdus merula"}),
    country_of=lambda position: "DE" if position.latitude > 0 else "",
)
ALL = ExportOptions(only_confirmed=False)

COLOGNE = GpsPosition(50.941300, 6.958281)
MORNING = datetime(2026, 5, 3, 7, 5, 9)
_CERTAIN_OF_BLACKBIRD = Claim(Rank.SPECIES, "Turdus merula", 0.97)


def bird_record(
    bird_id: int = 1,
    review: Review = UNREVIEWED,
    claim: Claim = _CERTAIN_OF_BLACKBIRD,
    box: Box | None = None,
    candidates: tuple[Candidate, ...] | None = None,
) -> BirdRecord:
    """A bird of which the program claims a blackbird, unless told otherwise."""
    if candidates is None:
        candidates = (Candidate(BLACKBIRD, 0.97), Candidate(SONG_THRUSH, 0.02))
    return BirdRecord(bird_id, Bird(box or Box(40, 30, 140, 130), 0.91, claim, candidates), review)


def confirmed_bird(bird_id: int = 1, taxon: str = "Parus major", rank: Rank = Rank.SPECIES):
    """A bird that the user named, against the claim of the program."""
    return bird_record(bird_id, confirmed(rank, taxon))


def unsure_claim(bird_id: int = 1) -> BirdRecord:
    """A bird of which nothing is claimed."""
    return bird_record(bird_id, claim=NOT_SURE)


def photo_record(
    *birds: BirdRecord,
    path: str | Path = "/photos/a.jpg",
    photo_id: int = 1,
    taken: datetime | None = MORNING,
    position: GpsPosition | None = COLOGNE,
    place: Place | None = None,
    error: str | None = None,
) -> PhotoRecord:
    """An identified photo of 320 x 240 pixels."""
    metadata = PhotoMetadata(taken, position, "Camera X", "400 mm")
    record = PhotoRecord(
        photo_id,
        Path(path),
        f"{photo_id:064x}",
        320,
        240,
        birds,
        metadata=metadata,
        place=place,
        pack_id="birdeye-1",
        pack_version="1.0",
    )
    if error is None:
        return record
    return replace(record, error=error, width=0, height=0, metadata=PhotoMetadata(), pack_id="")


def chosen(*records: PhotoRecord, needs=Needs.NOTHING, options=None, tools=TOOLS):
    """The choices of an export, as a list."""
    return list(choices(records, needs, options or ExportOptions(), tools))


def exported(format_id, records, destination, options=None, tools=TOOLS):
    """Run an export to its end; what it told."""
    return list(export(records, request(format_id, destination, options), tools))


def request(format_id, destination, options=None):
    """A request for an export."""
    return ExportRequest(format_by_id(format_id), Path(destination), options or ExportOptions())
