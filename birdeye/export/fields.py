"""The fields of photos and birds: one schema, as JSON values and as rows of a table.

``birdeye identify`` writes what the program found; the exports add what else is known about a photo
and what the user decided. Boxes are in pixels of the upright photo, probabilities from 0 to 1;
unknown values are None, and empty in a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from birdeye.domain.confidence import confidence_of
from birdeye.domain.counts import Statement
from birdeye.domain.frame_quality import touches_edge
from birdeye.domain.identification import Bird, Candidate
from birdeye.domain.photos import FactSource
from birdeye.domain.rating import Flag
from birdeye.domain.records import PhotoRecord
from birdeye.export.choice import (
    Choice,
    Sighting,
    country_of,
    place_name_of,
    position_of,
    statements_of,
)
from birdeye.export.options import Export
from birdeye.export.plain_text import safe_cell

FOUND_IN_PHOTO = ("width", "height", "error", "rows_share")
"""Columns of what the program found in a photo; ``rows_share`` is as in `PhotoMetadata`."""

FOUND_OF_BIRD = ("bird", "x1", "y1", "x2", "y2", "score", "sharpness", "clipped", "at_edge")
"""Columns of a bird. Sharpness of the body, 0 to 100; ``clipped``, the share of lost highlights;
whether the box touches the edge of the photo."""

NAME_OF_BIRD = ("rank", "taxon", "common_name", "family", "probability", "confidence", "expected")


def species_columns(count: int) -> tuple[str, ...]:
    """The columns of the ``count`` likeliest species of a bird."""
    return tuple(
        f"species_{place}{part}"
        for place in range(1, count + 1)
        for part in ("", "_common_name", "_probability")
    )


def photo_as_dict(choice: Choice, export: Export) -> dict[str, Any]:
    """All that is known about a photo, except its birds (see `birds_as_dicts`).

    ``flag`` is one of the values of `Flag`, the sources are those of `FactSource`.
    """
    record = choice.record
    taken, position = record.taken, position_of(record, export.options)
    return found_in(record) | {
        "sha256": record.content_hash or None,
        "stars": record.stars,
        "flag": record.flag.value,
        "taken": taken.isoformat() if taken is not None else None,
        "taken_source": _source(record.taken_source),
        "position": None
        if position is None
        else {"latitude": position.latitude, "longitude": position.longitude},
        "position_source": _source(None if position is None else record.position_source),
        "place": place_name_of(record) or None,
        "country": country_of(record, export.options, export.tools) or None,
        "camera": record.metadata.camera,
        "lens": record.metadata.lens,
        "pack": record.pack_id or None,
        "pack_version": record.pack_version or None,
        "stated": [
            {"rank": rank.value, "taxon": taxon, **_statement_as_dict(statement)}
            for (rank, taxon), statement in statements_of(choice).items()
        ],
    }


def birds_as_dicts(choice: Choice, language: str) -> list[dict[str, Any]]:
    """The birds to write, with what the user said about each: ``review`` is a `Verdict`."""
    return [
        named_bird(each, choice.record, language)
        | {"review": each.verdict.value, "drawn": each.bird.drawn}
        for each in choice.sightings
    ]


def found_in(record: PhotoRecord) -> dict[str, Any]:
    """Which photo it is, and how well it could be read."""
    return {
        "photo": str(record.path),
        "width": record.width,
        "height": record.height,
        "error": record.error,
        "rows_share": round(record.metadata.rows_share, 4) if record.width else None,
    }


def named_bird(sighting: Sighting, record: PhotoRecord, language: str) -> dict[str, Any]:
    """A bird of ``record``: its name, and what the program found."""
    bird, probability = sighting.bird.bird, sighting.probability
    return {
        "number": sighting.number,
        "rank": sighting.rank.value,
        "taxon": sighting.taxon or None,
        "common_name": sighting.name if sighting.species is not None else None,
        "family": sighting.family or None,
        "probability": None if probability is None else round(probability, 6),
        "confidence": None if probability is None else confidence_of(probability).value,
        "expected": bird.is_expected(sighting.rank, sighting.taxon),
        **quality_fields(bird, record.width, record.height),
        **finding(bird, language),
    }


def quality_fields(bird: Bird, width: int, height: int) -> dict[str, Any]:
    """How good the picture of the bird is, in a photo of that size; None for what is not measured.

    ``sharpness`` is from 0 to 100, ``clipped`` the share of lost highlights from 0 to 1.
    """
    quality = bird.quality
    return {
        "sharpness": None if quality is None else quality.sharpness,
        "clipped": None if quality is None else quality.clipped,
        "at_edge": touches_edge(bird.box, width, height) if width and height else None,
    }


def finding(bird: Bird, language: str) -> dict[str, Any]:
    """What the networks found, whatever the name.

    ``burst`` is None, or says how many photos of a burst agreed on the name and what this one alone
    claims. ``expected`` says whether the species is, where and when the photo was taken; None if
    unknown. ``probability`` takes into account where the photo was taken, if that is known; then
    ``probability_by_looks`` is that of the picture alone, else None.
    """
    own = bird.own_claim
    return {
        "box": [round(corner, 1) for corner in bird.box.as_tuple()],
        "score": round(bird.score, 4),
        "burst": None
        if bird.burst_vote is None
        else {
            "photos": bird.burst_vote.photo_count,
            "own_rank": own.rank.value,
            "own_taxon": own.taxon or None,
        },
        "species": [_candidate(each, language) for each in bird.candidates],
    }


def _candidate(candidate: Candidate, language: str) -> dict[str, Any]:
    species, by_looks = candidate.species, candidate.by_looks
    return {
        "scientific_name": species.scientific_name,
        "common_name": species.common_name(language),
        "english_name": species.common_names.get("en", ""),
        "chinese_name": species.common_names.get("zh", ""),
        "probability": round(candidate.probability, 6),
        "probability_by_looks": None if by_looks is None else round(by_looks, 6),
        "expected": None if by_looks is None else not candidate.is_unexpected,
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


def as_row(photo: Mapping[str, Any], bird: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a bird, or of a photo if ``bird`` is empty, in cells that no spreadsheet runs."""
    values = {
        **photo,
        **bird,
        **{name: photo[name] or None for name in ("width", "height")},
        "stars": photo.get("stars") or None,
        "flag": None if photo.get("flag") == Flag.NONE.value else photo.get("flag"),
        **{name: round(at, 6) for name, at in (photo.get("position") or {}).items()},
    }
    if bird:
        values["bird"] = bird["number"]
        values |= dict(zip(("x1", "y1", "x2", "y2"), bird["box"], strict=True))
        values |= _stated_cells(photo.get("stated", ()), bird)
        for place, species in enumerate(bird["species"], 1):
            values[f"species_{place}"] = species["scientific_name"]
            values[f"species_{place}_common_name"] = species["common_name"]
            values[f"species_{place}_probability"] = species["probability"]
    return {name: _cell(value) for name, value in values.items()}


def _stated_cells(stated: Any, bird: Mapping[str, Any]) -> dict[str, Any]:
    """What the user said about the birds of this name in the photo, in each of their rows."""
    for said in stated:
        if (said["rank"], said["taxon"] or None) == (bird["rank"], bird["taxon"]):
            is_minimum = said["is_minimum"] if said["count"] else None
            kept = {name: said[name] for name in ("sex", "life_stage", "behaviour")}
            return {"stated_count": said["count"], "stated_is_minimum": is_minimum} | kept
    return {}


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return safe_cell(value) if isinstance(value, str) else value
