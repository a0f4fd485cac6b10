"""Takes the detections of another program into the catalogue, to be reviewed like our own."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.boxes import Box
from birdeye.domain.errors import PhotoUnreadable
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.records import PackVersion
from birdeye.domain.species import Species
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.seen_file import look_at_file
from birdeye.taxonomy.species_table import SpeciesTable
from birdeye.workflows.detections_file import DetectedPhoto, DetectedThing, DetectionsFile

LEAST_SCORE = 0.2
"""What MegaDetector itself calls its typical threshold."""

LEAST_CLAIMED = 0.65
"""How probable a species must be to be claimed; AddaxAI draws the line there, too."""

_PACK_ID = "imported"
_KEPT_CANDIDATES = 5
_MAY_BE_BIRDS = frozenset({"animal", "bird", "aves"})
_BIRD_CLASS = "aves"


@dataclass(frozen=True, slots=True)
class Imported:
    """One photo of the file; ``problem`` is a sentence where it could not be taken in."""

    file: str
    photo_id: int | None = None
    bird_count: int = 0
    problem: str = ""


def import_detections(
    detections: DetectionsFile,
    folder: Path,
    catalogue: Catalogue,
    table: SpeciesTable,
    least_score: float = LEAST_SCORE,
) -> Generator[Imported, None, None]:
    """Remember the birds that ``detections`` has in photos of ``folder``, photo by photo.

    Animals count as birds unless they are classified as something else; species that ``table``
    knows by scientific or English name are candidates. Photos outside ``folder``, also by way of
    links, are refused; a photo that cannot be read is told and the others go on. Reviews that the
    catalogue holds stay.
    """
    names = _names_in(table)
    pack = PackVersion(_PACK_ID, detections.detector or "unknown")
    folder = folder.absolute()
    for detected in detections.photos:
        path = _path_in(folder, detected.file)
        if path is None:
            problem = f"“{detected.file}” is not in the folder “{folder}”, and is left out."
            yield Imported(detected.file, problem=problem)
            continue
        try:
            photo = open_photo(path)
        except PhotoUnreadable as error:
            yield Imported(detected.file, problem=str(error))
            continue
        birds = _birds(detected, photo.width, photo.height, names, least_score)
        result = PhotoResult(path, photo.width, photo.height, birds, metadata=photo.metadata)
        photo_id = catalogue.remember(
            look_at_file(path, catalogue.seen_before(path)), result, pack, _KEPT_CANDIDATES
        )
        yield Imported(detected.file, photo_id, len(birds))


def _names_in(table: SpeciesTable) -> Mapping[str, Species]:
    """Species by scientific and English name, in lower case."""
    by_english = {
        species.common_names["en"].casefold(): species
        for species in table.all_species
        if "en" in species.common_names
    }
    older = {name.casefold(): table.species(name) for name in table.older_names}
    current = {species.scientific_name.casefold(): species for species in table.all_species}
    return by_english | older | current


def _path_in(folder: Path, file: str) -> Path | None:
    """Where ``file`` lies or should, None unless that is below ``folder``, links followed.

    Files that were written on Windows part folders by a backslash.
    """
    names = dict.fromkeys((file, file.replace("\\", "/")))
    inside = [folder / name for name in names if _is_inside(folder, folder / name)]
    return next((path for path in inside if path.is_file()), inside[0] if inside else None)


def _is_inside(folder: Path, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a name that no system takes, a loop of links
        return False


def _birds(
    detected: DetectedPhoto,
    width: int,
    height: int,
    names: Mapping[str, Species],
    least_score: float,
) -> tuple[Bird, ...]:
    birds = []
    for thing in detected.things:
        x, y, box_width, box_height = thing.box_fractions
        box = Box(x * width, y * height, (x + box_width) * width, (y + box_height) * height)
        box = box.clipped(width, height)
        is_seen = thing.score >= least_score and box.width >= 1 and box.height >= 1
        if is_seen and _may_be_bird(thing, names):
            birds.append(_bird(thing, box, names))
    return tuple(sorted(birds, key=lambda bird: -bird.score))


def _may_be_bird(thing: DetectedThing, names: Mapping[str, Species]) -> bool:
    if thing.category.casefold() not in _MAY_BE_BIRDS:
        return False
    if not thing.classes:
        return True
    name, taxonomy, _ = thing.classes[0]
    if taxonomy.count(";") >= 5:
        return taxonomy.split(";")[1].casefold() in ("", _BIRD_CLASS)
    return name.casefold() in _MAY_BE_BIRDS or _species(name, taxonomy, names) is not None


def _bird(thing: DetectedThing, box: Box, names: Mapping[str, Species]) -> Bird:
    found: dict[Species, float] = {}
    for name, taxonomy, probability in thing.classes:
        species = _species(name, taxonomy, names)
        if species is not None:
            found[species] = max(probability, found.get(species, 0.0))
    likeliest = sorted(found.items(), key=lambda pair: -pair[1])[:_KEPT_CANDIDATES]
    candidates = tuple(Candidate(species, probability) for species, probability in likeliest)
    claim = NOT_SURE
    if candidates and candidates[0].probability >= LEAST_CLAIMED:
        best = candidates[0]
        claim = Claim(Rank.SPECIES, best.species.scientific_name, best.probability)
    return Bird(box, thing.score, claim, candidates)


def _species(name: str, taxonomy: str, names: Mapping[str, Species]) -> Species | None:
    """The species that a class stands for: by genus and epithet, else by its name."""
    parts = taxonomy.split(";")
    if len(parts) >= 6 and parts[4] and parts[5]:
        found = names.get(f"{parts[4]} {parts[5]}".casefold())
        if found is not None:
            return found
    return names.get(name.replace("_", " ").casefold())
