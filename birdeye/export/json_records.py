"""All that is known about each photo as one JSON document, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from birdeye import __version__
from birdeye.domain.counts import Statement
from birdeye.domain.photos import FactSource, GpsPosition
from birdeye.domain.records import PhotoRecord
from birdeye.export.choice import (
    Choice,
    Sighting,
    country_of,
    place_name_of,
    position_of,
    statements_of,
)
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.outcome import Exporting
from birdeye.export.quality_cells import quality_as_dict
from birdeye.export.visit_rows import VisitRows, waiting_room
from birdeye.export.whole_file import replacing_text


def write(
    choices: Iterable[Choice], destination: Path, options: ExportOptions, tools: ExportTools
) -> Exporting:
    """Write the document, photo by photo; it is never entirely in memory."""
    with replacing_text(destination) as stream:
        head = {"birdeye": __version__, "only_confirmed": options.only_confirmed}
        stream.write(f'{json.dumps(head)[:-1]}, "photos": [')
        separator = "\n"
        with waiting_room() as waiting:
            visits = VisitRows(options, lambda each: _parts(each, options, tools), waiting)
            yield from visits.collect(choices)
            for photo, birds in visits.rows():
                photo["birds"] = birds
                stream.write(separator + json.dumps(photo, ensure_ascii=False))
                separator = ",\n"
        stream.write("\n]}\n")


def _parts(
    choice: Choice, options: ExportOptions, tools: ExportTools
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    photo = photo_as_dict(choice, options, tools)
    birds: list[dict[str, Any]] = photo["birds"]
    return photo | {"birds": []}, birds


def photo_as_dict(choice: Choice, options: ExportOptions, tools: ExportTools) -> dict[str, Any]:
    """One photo: boxes in pixels of the upright photo, probabilities from 0 to 1.

    What is not known is None; ``review`` is one of the values of `Verdict`, the sources are those
    of `FactSource`. ``rows_share`` is as in `PhotoMetadata`.
    """
    record = choice.record
    taken, position = record.taken, position_of(record, options)
    return {
        "photo": str(record.path),
        "sha256": record.content_hash or None,
        "width": record.width,
        "height": record.height,
        "error": record.error,
        "rows_share": round(record.metadata.rows_share, 4) if record.width else None,
        "stars": record.stars,
        "flag": record.flag.value,
        "taken": taken.isoformat() if taken is not None else None,
        "taken_source": _source(record.taken_source),
        "position": None
        if position is None
        else {"latitude": position.latitude, "longitude": position.longitude},
        "position_source": _source(_position_source(record, position)),
        "place": place_name_of(record) or None,
        "country": country_of(record, options, tools) or None,
        "camera": record.metadata.camera,
        "lens": record.metadata.lens,
        "pack": record.pack_id or None,
        "pack_version": record.pack_version or None,
        "stated": [
            {"rank": rank.value, "taxon": taxon, **_statement_as_dict(statement)}
            for (rank, taxon), statement in statements_of(choice).items()
        ],
        "birds": [
            _bird_as_dict(sighting, options.language)
            | quality_as_dict(sighting.bird.bird, record.width, record.height)
            for sighting in choice.sightings
        ],
    }


def _statement_as_dict(said: Statement) -> dict[str, Any]:
    return {
        "count": said.count,
        "is_minimum": said.is_minimum,
        "sex": said.sex.value if said.sex is not None else None,
        "life_stage": said.life_stage.value if said.life_stage is not None else None,
        "behaviour": said.behaviour or None,
    }


def _source(source: FactSource | None) -> str | None:
    return None if source is None else source.value


def _position_source(record: PhotoRecord, position: GpsPosition | None) -> FactSource | None:
    """Where ``position`` was found; None if there is none, or the user set it."""
    is_from_file = position is not None and position == record.metadata.position
    return record.metadata.position_source if is_from_file else None


def _bird_as_dict(sighting: Sighting, language: str) -> dict[str, Any]:
    bird = sighting.bird.bird
    return {
        "number": sighting.number,
        "box": [round(corner, 1) for corner in bird.box.as_tuple()],
        "score": round(bird.score, 4),
        "drawn": sighting.bird.drawn,
        "review": sighting.verdict.value,
        "rank": sighting.rank.value,
        "taxon": sighting.taxon or None,
        "common_name": sighting.name if sighting.species is not None else None,
        "family": sighting.family or None,
        "probability": None if sighting.probability is None else round(sighting.probability, 6),
        "burst": None
        if bird.burst_vote is None
        else {
            "photos": bird.burst_vote.photo_count,
            "own_rank": bird.own_claim.rank.value,
            "own_taxon": bird.own_claim.taxon or None,
        },
        "species": [
            {
                "scientific_name": candidate.species.scientific_name,
                "common_name": candidate.species.common_name(language),
                "probability": round(candidate.probability, 6),
                "probability_by_looks": None
                if candidate.by_looks is None
                else round(candidate.by_looks, 6),
            }
            for candidate in bird.candidates
        ],
    }
