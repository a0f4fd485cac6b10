"""A season of drawn photos, in a catalogue as if somebody had identified and reviewed most of them.

For pictures of the window: the photos are drawn, so that they may be shared; their birds are known,
as they were drawn, and so are their dates and places.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.boxes import Box
from birdeye.domain.changes import ReviewBirds, SetPlace
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.photos import GpsPosition, PhotoMetadata
from birdeye.domain.records import PackVersion, Place
from birdeye.domain.review import confirmed
from birdeye.imaging.seen_file import look_at_file
from birdeye.taxonomy.species_table import SpeciesTable
from tests.helpers.drawn_scene import BLUEBIRD, CARDINAL, GOLDFINCH, Perch, Plumage, draw_scene

CHICKADEE = Plumage(
    back="#8d8a80",
    belly="#efe6d2",
    head="#f4f1e8",
    cap="#16130f",
    wing="#5c5f63",
    beak="#222222",
    beak_length=0.07,
)
ROBIN = Plumage(
    back="#5b5a57",
    belly="#c2582b",
    head="#2d2a28",
    cap="#2d2a28",
    wing="#4d4b49",
    beak="#e8b23a",
    vent="#eef0f2",
)
BUNTING = Plumage(
    back="#1f4fb0",
    belly="#2f6fd6",
    head="#2456bd",
    cap="#2456bd",
    wing="#2b3f6b",
    beak="#9a9da0",
    beak_length=0.10,
)
JUNCO = Plumage(
    back="#43484f",
    belly="#e4e6e8",
    head="#3a3f46",
    cap="#3a3f46",
    wing="#3c4148",
    beak="#efc4b8",
    beak_length=0.09,
)
ORIOLE = Plumage(
    back="#1a1613",
    belly="#f28a1d",
    head="#17130f",
    cap="#17130f",
    wing="#201c19",
    beak="#8796a5",
    stripes="#f4efe0",
)
WAXWING = Plumage(
    back="#9b7a52",
    belly="#d9b968",
    head="#a98358",
    cap="#a98358",
    wing="#7b7f86",
    beak="#222222",
    mask="#1a1212",
    crest=True,
    beak_length=0.08,
)


@dataclass(frozen=True)
class Kind:
    """A species, those that it is mistaken for, and the months in which it is there."""

    name: str
    others: tuple[str, ...]
    months: tuple[int, ...]


_ALL_YEAR = tuple(range(1, 13))
KINDS: dict[Plumage, Kind] = {
    CARDINAL: Kind(
        "Cardinalis cardinalis",
        ("Piranga olivacea", "Piranga rubra", "Haemorhous purpureus", "Loxia curvirostra"),
        _ALL_YEAR,
    ),
    GOLDFINCH: Kind(
        "Spinus tristis",
        ("Setophaga petechia", "Spinus psaltria", "Cardellina pusilla", "Spinus pinus"),
        (4, 5, 6, 7, 8, 9, 10),
    ),
    BLUEBIRD: Kind(
        "Sialia sialis",
        ("Sialia mexicana", "Passerina amoena", "Passerina cyanea", "Sialia currucoides"),
        (2, 3, 4, 5, 6, 7, 9, 10),
    ),
    CHICKADEE: Kind(
        "Poecile atricapillus",
        ("Poecile carolinensis", "Poecile gambeli", "Poecile hudsonicus", "Setophaga striata"),
        _ALL_YEAR,
    ),
    ROBIN: Kind(
        "Turdus migratorius",
        ("Ixoreus naevius", "Pipilo erythrophthalmus", "Turdus rufopalliatus", "Sialia sialis"),
        (3, 4, 5, 6, 7, 8, 9, 10),
    ),
    BUNTING: Kind(
        "Passerina cyanea",
        ("Passerina caerulea", "Passerina amoena", "Sialia currucoides", "Cyanocitta cristata"),
        (5, 6, 7, 8),
    ),
    JUNCO: Kind(
        "Junco hyemalis",
        ("Junco phaeonotus", "Sayornis phoebe", "Poecile carolinensis", "Dumetella carolinensis"),
        (1, 2, 3, 11, 12),
    ),
    ORIOLE: Kind(
        "Icterus galbula",
        ("Icterus bullockii", "Icterus spurius", "Setophaga ruticilla", "Icterus cucullatus"),
        (5, 6, 7, 8),
    ),
    WAXWING: Kind(
        "Bombycilla cedrorum",
        ("Bombycilla garrulus", "Baeolophus bicolor", "Myiarchus crinitus", "Tyrannus verticalis"),
        (1, 2, 6, 7, 8, 12),
    ),
}
PLACES = (
    Place("Mill pond", GpsPosition(42.3736, -72.5199), "US"),
    Place("Back garden", GpsPosition(42.3251, -72.6412), "US"),
    Place("Old orchard", GpsPosition(42.1015, -72.5898), "US"),
)
SCENES: tuple[tuple[Perch, ...], ...] = (
    (Perch(CARDINAL, 0.27, 0.40), Perch(GOLDFINCH, 0.56, 0.31), Perch(BLUEBIRD, 0.81, 0.34, -1)),
    (Perch(WAXWING, 0.46, 0.50),),
    (Perch(ORIOLE, 0.60, 0.52, -1),),
    (Perch(CHICKADEE, 0.36, 0.40), Perch(CHICKADEE, 0.68, 0.38, -1)),
    (Perch(BUNTING, 0.44, 0.48),),
    (Perch(ROBIN, 0.56, 0.54, -1),),
    (Perch(GOLDFINCH, 0.34, 0.40), Perch(BLUEBIRD, 0.66, 0.42, -1)),
    (),
    (Perch(JUNCO, 0.50, 0.46),),
    (Perch(CARDINAL, 0.46, 0.52),),
    (Perch(CHICKADEE, 0.52, 0.48),),
    (Perch(WAXWING, 0.30, 0.38), Perch(WAXWING, 0.70, 0.40, -1)),
    (Perch(BLUEBIRD, 0.55, 0.50, -1),),
    (Perch(ROBIN, 0.42, 0.50),),
    (Perch(GOLDFINCH, 0.44, 0.48),),
    (Perch(ORIOLE, 0.34, 0.42), Perch(GOLDFINCH, 0.66, 0.36, -1)),
)
TURNS = 3
"""How often the scenes are drawn, each time in another light."""

_CAMERA, _LENS = "Nikon Z 8", "180-600 mm"


def draw_season(
    folder: Path,
    catalogue: Catalogue,
    pack: PackVersion,
    table: SpeciesTable,
    count: int = len(SCENES) * TURNS,
) -> None:
    """Draw ``count`` photos into ``folder``, and have ``catalogue`` remember what is in them.

    ``pack`` is the one that is said to have identified them. Every fifth photo
    waits to be reviewed.
    """
    chance = random.Random(119)
    for number in range(count):
        perches = SCENES[number % len(SCENES)]
        path = draw_scene(
            folder / f"DSC_{4127 + number * 3}.jpg", perches, (1500, 1000), 7 + number, grain=2.0
        )
        taken = _taken(perches, chance)
        # A file that was written only just before might still change, and is looked at again.
        os.utime(path, (taken.timestamp(), taken.timestamp()))
        birds = tuple(_bird(perch, table, chance) for perch in perches)
        metadata = PhotoMetadata(taken, None, _CAMERA, _LENS)
        result = PhotoResult(path, 1500, 1000, birds, metadata=metadata)
        photo_id = catalogue.remember(look_at_file(path), result, pack, 5)
        catalogue.carry_out(SetPlace((photo_id,), PLACES[number % len(PLACES)]))
        if number % 5:
            for bird in catalogue.record(photo_id).birds:
                name = bird.bird.candidates[0].species.scientific_name
                review = confirmed(Rank.SPECIES, name)
                catalogue.carry_out(ReviewBirds((bird.bird_id,), review))


def _taken(perches: tuple[Perch, ...], chance: random.Random) -> datetime:
    """A morning of a month in which all of these birds are there."""
    months = set(_ALL_YEAR).intersection(*(KINDS[perch.plumage].months for perch in perches))
    start = datetime(2025, chance.choice(sorted(months)), chance.randint(1, 27), 6, 10)
    return start + timedelta(minutes=chance.randint(0, 170), seconds=chance.randint(0, 59))


def _bird(perch: Perch, table: SpeciesTable, chance: random.Random) -> Bird:
    kind = KINDS[perch.plumage]
    surest = chance.choice((0.97, 0.94, 0.91, 0.89, 0.98, 0.62))
    rest, candidates = 1 - surest, [Candidate(table.species(kind.name), surest)]
    for other in kind.others:
        part = rest * chance.uniform(0.5, 0.75)
        candidates.append(Candidate(table.species(other), part))
        rest -= part
    named = surest > 0.8
    claim = Claim(Rank.SPECIES, kind.name, surest) if named else NOT_SURE
    return Bird(_box(perch), chance.uniform(0.82, 0.96), claim, tuple(candidates))


def _box(perch: Perch, width: int = 1500, height: int = 1000) -> Box:
    """Around the bird as `draw_scene` paints it, in pixels."""
    size, x = height * perch.size, width * perch.x
    feet = height * 0.752 - 0.05 * height * perch.x
    left, right = (-0.64, 0.52) if perch.facing > 0 else (-0.52, 0.64)
    top = -1.16 if perch.plumage.crest else -1.02
    return Box(x + left * size, feet + top * size, x + right * size, feet + 0.22 * size)
