"""The rows of the three tables of Camtrap DP: deployments, media and observations."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoRecord
from birdeye.domain.visits import Frame, Visit, outings
from birdeye.export.choice import Choice, Sighting, position_of, statements_of
from birdeye.export.encounters import Gathered, VisitCount, boxes_of
from birdeye.export.media_types import media_type
from birdeye.export.options import Export, ExportOptions, ExportTools
from birdeye.export.plain_text import one_line
from birdeye.export.taxon_terms import taxon_terms

_IDS = uuid.UUID("0b1d7a86-1f7e-5f0a-9c7e-7d0d1c3f9a52")
"""The name space of the ids of deployments and photos."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "deployments": (
        *("deploymentID", "locationID", "locationName", "latitude", "longitude"),
        *("coordinateUncertainty", "deploymentStart", "deploymentEnd", "setupBy", "cameraID"),
        *("cameraModel", "cameraDelay", "cameraHeight", "cameraDepth", "cameraTilt"),
        *("cameraHeading", "detectionDistance", "timestampIssues", "baitUse", "featureType"),
        *("habitat", "deploymentGroups", "deploymentTags", "deploymentComments"),
    ),
    "media": (
        *("mediaID", "deploymentID", "captureMethod", "timestamp", "filePath", "filePublic"),
        *("fileName", "fileMediatype", "exifData", "favorite", "mediaComments"),
    ),
    "observations": (
        *("observationID", "deploymentID", "mediaID", "eventID", "eventStart", "eventEnd"),
        *("observationLevel", "observationType", "cameraSetupType", "scientificName", "count"),
        *("lifeStage", "sex", "behavior", "individualID", "individualPositionRadius"),
        *("individualPositionAngle", "individualSpeed", "bboxX", "bboxY", "bboxWidth"),
        *("bboxHeight", "classificationMethod", "classifiedBy", "classificationTimestamp"),
        *("classificationProbability", "observationTags", "observationComments"),
    ),
}
"""The tables of the standard with all their columns, in its order."""


@dataclass(slots=True)
class Deployment:
    """One camera in one folder; ``choices`` are its photos in order of time."""

    id: str
    folder: Path
    camera: str
    choices: list[Choice] = field(default_factory=list)


class DeploymentCount(VisitCount):
    """Counts the birds of the deployments."""

    def gathered(self, options: ExportOptions) -> Gathered:
        """Each deployment is in one place, whatever its photos say."""
        return Gathered(options, lambda record: _id_of(*_deployed(record)))


def folder_of(choice: Choice) -> Path:
    """The folder of the photo."""
    return choice.record.path.parent


def deployments_of(chosen: Iterable[Choice]) -> list[Deployment]:
    """The deployments that the photos come from, in the order of their first photos."""
    found: dict[tuple[Path, str], Deployment] = {}
    for choice in chosen:
        folder, camera = folder_of(choice), choice.record.metadata.camera or ""
        if (folder, camera) not in found:
            identifier = _id_of(*_deployed(choice.record))
            found[folder, camera] = Deployment(identifier, folder, camera)
        found[folder, camera].choices.append(choice)
    for deployment in found.values():
        deployment.choices.sort(key=lambda choice: taken_of(choice.record))
    return list(found.values())


def _deployed(record: PhotoRecord) -> tuple[str, str]:
    """The folder and the camera of a deployment."""
    return record.path.parent.as_posix(), record.metadata.camera or ""


def deployment_row(deployment: Deployment, options: ExportOptions) -> dict[str, Any]:
    """The row of a deployment, at the first position that its photos have."""
    records = [choice.record for choice in deployment.choices]
    located = next(record for record in records if position_of(record, options) is not None)
    position = position_of(located, options)
    assert position is not None
    place = next((each.place.name for each in records if each.place and each.place.name), "")
    zone_is_known = all(_has_zone(record) for record in records)
    return {
        "deploymentID": deployment.id,
        "locationName": one_line(place or deployment.folder.name),
        "latitude": f"{position.latitude:.6f}",
        "longitude": f"{position.longitude:.6f}",
        "deploymentStart": _moment(records[0]),
        "deploymentEnd": _moment(records[-1]),
        "setupBy": one_line(options.observer),
        "cameraModel": one_line(deployment.camera),
        "timestampIssues": "false" if zone_is_known else "true",
        "deploymentComments": ""
        if zone_is_known
        else "The photos do not state their time zone; that of the exporting computer was assumed.",
    }


def media_rows(deployment: Deployment, top: Path | None) -> Iterator[dict[str, Any]]:
    """A row for each photo, with its path below ``top``, None for below the root."""
    for choice in deployment.choices:
        record = choice.record
        base = top if top is not None else Path(record.path.anchor)
        yield {
            "mediaID": _media_id(record),
            "deploymentID": deployment.id,
            "timestamp": _moment(record),
            "filePath": _safe_path(record.path.relative_to(base)),
            "filePublic": "false",
            "fileName": one_line(record.path.name),
            "fileMediatype": media_type(record.path),
        }


def observation_rows(deployment: Deployment, export: Export) -> Iterator[dict[str, Any]]:
    """A row for each visit, then for each bird of each photo, and for each photo without one."""
    frames = [_frame(choice) for choice in deployment.choices]
    event_of: dict[tuple[int, tuple[Rank, str]], str] = {}
    for visit in (visit for outing in outings(frames) for visit in outing.visits()):
        event_id = str(uuid.uuid5(_IDS, f"{deployment.id} {_media_id(visit.first.key.record)}"))
        for frame in visit.frames:
            event_of[frame.key.record.photo_id, visit.taxon] = event_id
        yield _event_row(deployment, visit, event_id, export.tools)
    for choice in deployment.choices:
        record = choice.record
        at = {
            "deploymentID": deployment.id,
            "mediaID": _media_id(record),
            "eventStart": _moment(record),
            "eventEnd": _moment(record),
            "observationLevel": "media",
        }
        for sighting in choice.sightings:
            taxon = sighting.rank, sighting.taxon
            yield at | {
                "observationID": f"{_media_id(record)}-{sighting.number}",
                "eventID": event_of[record.photo_id, taxon],
                "observationType": "animal",
                "scientificName": taxon_terms(sighting, export.tools)["scientificName"],
                "count": 1,
                **_box(sighting, record),
                **_classified(sighting, record, export.options.observer),
            }
        if not choice.sightings:
            # Birdeye only looks for birds, so a photo without one may show any other animal.
            yield at | {
                "observationID": f"{_media_id(record)}-0",
                "observationType": "unclassified",
                "observationComments": "Searched for birds only.",
            }


def _frame(choice: Choice) -> Frame[Choice]:
    record = choice.record
    # A deployment is in one place, whatever its photos say.
    return Frame(
        choice,
        record.taken,
        record.path.parent,
        boxes_of(choice.sightings),
        statements=statements_of(choice),
        confirmed=boxes_of(each for each in choice.sightings if each.is_confirmed),
    )


def _event_row(
    deployment: Deployment, visit: Visit[Choice], event_id: str, tools: ExportTools
) -> dict[str, Any]:
    same = [
        (frame.key.record, sighting)
        for frame in visit.frames
        for sighting in frame.key.sightings
        if (sighting.rank, sighting.taxon) == visit.taxon
    ]
    record, sighting = max(same, key=lambda each: (each[1].is_confirmed, each[1].probability or 0))
    name = taxon_terms(sighting, tools)["scientificName"]
    said = visit.statement
    return {
        "observationID": str(uuid.uuid5(_IDS, f"{event_id} {name}")),
        "deploymentID": deployment.id,
        "eventID": event_id,
        "eventStart": _moment(visit.first.key.record),
        "eventEnd": _moment(visit.last.key.record),
        "observationLevel": "event",
        "observationType": "animal",
        "scientificName": name,
        "count": visit.count,
        "lifeStage": said.life_stage.value if said.life_stage is not None else "",
        "sex": said.sex.value if said.sex is not None else "",
        "behavior": one_line(said.behaviour),
        "observationComments": f"At least {said.count}." if said.is_minimum else "",
        **_classified(sighting, record, ""),
    }


def _box(sighting: Sighting, record: PhotoRecord) -> dict[str, Any]:
    box = sighting.bird.bird.box.clipped(record.width, record.height)
    if not record.has_size or box.area <= 0:
        return {}
    x, y = box.x1 / record.width, box.y1 / record.height
    return {
        "bboxX": round(x, 6),
        "bboxY": round(y, 6),
        "bboxWidth": round(box.width / record.width, 6),
        "bboxHeight": round(box.height / record.height, 6),
    }


def _classified(sighting: Sighting, record: PhotoRecord, observer: str) -> dict[str, Any]:
    if sighting.is_by_user:
        return {"classificationMethod": "human", "classifiedBy": one_line(observer)}
    probability = sighting.probability
    return {
        "classificationMethod": "machine",
        "classifiedBy": one_line(record.identified_by),
        "classificationProbability": "" if probability is None else round(min(1, probability), 4),
    }


def _media_id(record: PhotoRecord) -> str:
    """The same for the same file in every export."""
    return _id_of(record.path.as_posix(), record.content_hash)


def _safe_path(path: Path) -> str:
    """A path as the standard allows it: relative, without ``..``, and not beginning with a dot."""
    text = one_line(path.as_posix()).replace("..", "__")
    return f"_{text[1:]}" if text[:1] in ("~", ".", "/") else text


def taken_of(record: PhotoRecord) -> datetime:
    """When the photo was taken, in its own time zone, else in that of this computer."""
    taken = record.taken
    assert taken is not None, "the format does not say that it needs a date"
    if taken.tzinfo is not None:
        return taken
    try:
        return taken.astimezone()
    except (OverflowError, ValueError, OSError):  # a year that no time zone is known for
        return taken.replace(tzinfo=UTC)


def _has_zone(record: PhotoRecord) -> bool:
    return record.taken is not None and record.taken.tzinfo is not None


def _moment(record: PhotoRecord) -> str:
    return f"{taken_of(record):%Y-%m-%dT%H:%M:%S%z}"


def _id_of(*facts: str) -> str:
    """The same for the same facts; names of files may contain bytes that are not text."""
    return str(uuid.uuid5(_IDS, one_line(" ".join(facts))))
