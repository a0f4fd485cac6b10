"""MegaDetector's batch format 1.5, which Timelapse and AddaxAI read.

https://lila.science/megadetector-output-format. Boxes are [x_min, y_min, width, height] as
fractions of the upright photo; files are named relative to the JSON file if they are below it,
because those programs look for them from its folder. ``info`` has one detector and one classifier
for the whole file, and so lists all that gave its boxes and its names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoRecord
from birdeye.export.choice import Choice, Sighting
from birdeye.export.options import Export, ExportOptions
from birdeye.export.outcome import Exporting, done
from birdeye.export.plain_text import one_line
from birdeye.export.whole_file import replacing_text

FORMAT_VERSION = "1.5"
_USER = "user of Birdeye"
_BIRD = "1"
_DETECTION_CATEGORIES = {_BIRD: "animal"}
"""Named as MegaDetector does: programs that read the format look for "animal"."""


class _Classes:
    """Numbers the taxa in order of appearance."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.names: dict[str, str] = {}
        self.descriptions: dict[str, str] = {}
        self._ids: dict[tuple[Rank, str], str] = {}

    def id_of(self, sighting: Sighting) -> str:
        """The category of the taxon of ``sighting``."""
        return self._id(sighting.rank, sighting.taxon, sighting.name, sighting.family)

    def id_of_candidate(self, scientific_name: str, name: str, family: str) -> str:
        """The category of a species."""
        return self._id(Rank.SPECIES, scientific_name, name, family)

    def _id(self, rank: Rank, taxon: str, name: str, family: str) -> str:
        key = rank, taxon
        if key not in self._ids:
            number = self._ids[key] = str(len(self._ids) + 1)
            self.names[number] = name
            self.descriptions[number] = _taxonomy(number, rank, taxon, name, family)
        return self._ids[key]


class _Sources:
    """What found the boxes of the file and what gave the names, each once, in order."""

    def __init__(self) -> None:
        self._detectors: dict[str, None] = {}
        self._classifiers: dict[str, None] = {}

    def add(self, choice: Choice) -> None:
        """Note those of one photo, which was searched even if it shows no bird."""
        program = one_line(choice.record.identified_by)
        self._detectors[program] = None
        for sighting in choice.sightings:
            if sighting.bird.drawn:
                self._detectors[_USER] = None
            if sighting.is_confirmed:
                self._classifiers[_USER] = None
            elif sighting.bird.bird.candidates:
                self._classifiers[program] = None

    def info(self) -> dict[str, Any]:
        """The head of the file. When the work was done is not known, so it is not said."""
        classifiers = _listed(self._classifiers)
        return {
            "format_version": FORMAT_VERSION,
            # Readers take a file that names no detector for one of MegaDetector.
            "detector": _listed(self._detectors) or "Birdeye",
            **({"classifier": classifiers} if classifiers else {}),
        }


def _listed(sources: Iterable[str]) -> str:
    return "; ".join(filter(None, sources))


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write the document, photo by photo; its description comes last, when it is known."""
    classes, sources = _Classes(export.options.language), _Sources()
    folder = export.destination.absolute().parent
    with replacing_text(export.destination) as stream:
        stream.write('{"images": [')
        separator = "\n"
        for choice in choices:
            if choice.is_written:
                sources.add(choice)
                image = _image(choice, classes, folder, export.options)
                stream.write(separator + json.dumps(image, ensure_ascii=False))
                separator = ",\n"
            yield done(choice)
        rest = {
            "detection_categories": _DETECTION_CATEGORIES,
            "classification_categories": classes.names,
            "classification_category_descriptions": classes.descriptions,
            "info": sources.info(),
        }
        stream.write(f"\n], {json.dumps(rest, ensure_ascii=False)[1:]}\n")


def _image(
    choice: Choice, classes: _Classes, folder: Path, options: ExportOptions
) -> dict[str, Any]:
    record = choice.record
    image: dict[str, Any] = {"file": _file(record.path, folder)}
    if record.error is not None and not record.birds:
        return image | {"failure": record.error, "detections": None}
    if record.taken is not None:
        image["datetime"] = f"{record.taken:%Y-%m-%d %H:%M:%S}"
    image["detections"] = [
        _detection(sighting, record, classes, options.language) for sighting in choice.sightings
    ]
    return image


def _file(path: Path, folder: Path) -> str:
    path = path.absolute()
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()


def _detection(
    sighting: Sighting, record: PhotoRecord, classes: _Classes, language: str
) -> dict[str, Any]:
    bird = sighting.bird.bird
    box = bird.box.clipped(record.width, record.height)
    detection: dict[str, Any] = {
        "category": _BIRD,
        # What the user named or drew certainly contains a bird.
        "conf": 1.0 if sighting.is_confirmed else round(float(bird.score), 4),
        "bbox": [
            round(box.x1 / record.width, 5),
            round(box.y1 / record.height, 5),
            round(box.width / record.width, 5),
            round(box.height / record.height, 5),
        ],
    }
    classifications = _classifications(sighting, classes, language)
    if classifications:
        detection["classifications"] = classifications
    return detection


def _classifications(
    sighting: Sighting, classes: _Classes, language: str
) -> list[tuple[str, float]]:
    """(category, probability), likeliest first; the user's name is certain and the only one."""
    if sighting.is_confirmed:
        return [(classes.id_of(sighting), 1.0)]
    return [
        (
            classes.id_of_candidate(
                candidate.species.scientific_name,
                candidate.species.common_name(language),
                candidate.species.family,
            ),
            round(candidate.probability, 4),
        )
        for candidate in sighting.bird.bird.candidates
    ]


def _taxonomy(number: str, rank: Rank, taxon: str, name: str, family: str) -> str:
    """ "id;class;order;family;genus;species;common name", as SpeciesNet writes it."""
    genus, _, epithet = taxon.partition(" ") if rank is not Rank.FAMILY else ("", "", "")
    parts = (number, "aves", "", family, genus, epithet, name)
    return ";".join(part.replace(";", ",").lower() for part in parts)
