"""The schema of the parts of an archive, and rows from results and back.

One row a photo. Columns are only ever added, at the end and with `SCHEMA_VERSION` raised; readers
may rely on names, types and meaning. README.md of this package describes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from birdeye.domain.boxes import Box
from birdeye.domain.frame_quality import FrameQuality
from birdeye.domain.identification import Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.photos import FactSource, GpsPosition, PhotoMetadata
from birdeye.domain.species import Species
from birdeye.export.fields import quality_fields

SCHEMA_VERSION = 2

_SPECIES = pa.struct(
    [
        ("scientific_name", pa.string()),
        ("english_name", pa.string()),
        ("family", pa.string()),
        ("probability", pa.float64()),
        ("chinese_name", pa.string()),
        ("probability_by_looks", pa.float64()),
    ]
)
_BIRD = pa.struct(
    [
        ("x1", pa.float64()),
        ("y1", pa.float64()),
        ("x2", pa.float64()),
        ("y2", pa.float64()),
        ("score", pa.float64()),
        ("rank", pa.string()),
        ("taxon", pa.string()),
        ("probability", pa.float64()),
        ("species", pa.list_(_SPECIES)),
        ("sharpness", pa.float64()),
        ("clipped", pa.float64()),
        ("at_edge", pa.bool_()),
    ]
)
SCHEMA = pa.schema(
    [
        ("photo", pa.string()),
        ("sha256", pa.string()),
        ("size_bytes", pa.int64()),
        ("width", pa.int32()),
        ("height", pa.int32()),
        ("error", pa.string()),
        ("taken", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("altitude_m", pa.float64()),
        ("camera", pa.string()),
        ("lens", pa.string()),
        ("birds", pa.list_(_BIRD)),
        ("pack_id", pa.string()),
        ("pack_version", pa.string()),
        ("pack_fingerprint", pa.string()),
        ("detector_sha256", pa.string()),
        ("classifier_sha256", pa.string()),
        ("program_version", pa.string()),
        ("rows_share", pa.float64()),
        ("taken_source", pa.string()),
        ("position_source", pa.string()),
    ],
    metadata={b"birdeye_schema": str(SCHEMA_VERSION).encode()},
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made the rows of a run: the same in all of them."""

    pack_id: str
    pack_version: str
    pack_fingerprint: str
    detector_sha256: str
    classifier_sha256: str
    program_version: str


@dataclass(frozen=True, slots=True)
class ArchivedPhoto:
    """One row, as the rest of the program knows it; ``result.path`` may be a URL's path."""

    address: str
    sha256: str
    size_bytes: int
    result: PhotoResult
    provenance: Provenance


def row_of(
    address: str, sha256: str, size_bytes: int, result: PhotoResult, provenance: Provenance
) -> dict[str, Any]:
    """The row of one photo; ``sha256`` is empty where the file could not be read."""
    metadata, position = result.metadata, result.metadata.position
    return {
        "photo": address,
        "sha256": sha256 or None,
        "size_bytes": size_bytes,
        "width": result.width,
        "height": result.height,
        "error": result.error,
        "taken": metadata.taken.isoformat() if metadata.taken is not None else None,
        "latitude": position.latitude if position is not None else None,
        "longitude": position.longitude if position is not None else None,
        "altitude_m": position.altitude_m if position is not None else None,
        "camera": metadata.camera,
        "lens": metadata.lens,
        "birds": [_bird_row(bird, result) for bird in result.birds],
        "pack_id": provenance.pack_id,
        "pack_version": provenance.pack_version,
        "pack_fingerprint": provenance.pack_fingerprint,
        "detector_sha256": provenance.detector_sha256,
        "classifier_sha256": provenance.classifier_sha256,
        "program_version": provenance.program_version,
        "rows_share": metadata.rows_share if result.error is None else None,
        "taken_source": _word_of(metadata.taken_source),
        "position_source": _word_of(metadata.position_source),
    }


def _word_of(source: FactSource | None) -> str | None:
    return None if source is None else source.value


def _bird_row(bird: Bird, result: PhotoResult) -> dict[str, Any]:
    x1, y1, x2, y2 = bird.box.as_tuple()
    claim = bird.own_claim
    return {
        "x1": x1,
        "y1": y1,
        "x2": x2,
        "y2": y2,
        "score": bird.score,
        "rank": claim.rank.value,
        "taxon": claim.taxon or None,
        "probability": claim.probability,
        "species": [
            {
                "scientific_name": each.species.scientific_name,
                "english_name": each.species.common_names.get("en"),
                "family": each.species.family or None,
                "probability": each.probability,
                "chinese_name": each.species.common_names.get("zh"),
                "probability_by_looks": each.by_looks,
            }
            for each in bird.candidates
        ],
        **quality_fields(bird, result.width, result.height),
    }


def photo_of(row: Mapping[str, Any], species_of: Callable[[str], Species]) -> ArchivedPhoto:
    """The photo of a row, of any schema version so far.

    Raises KeyError, TypeError or ValueError for one that makes no sense.
    """
    position = None
    if row["latitude"] is not None and row["longitude"] is not None:
        position = GpsPosition(row["latitude"], row["longitude"], row["altitude_m"])
    taken = datetime.fromisoformat(row["taken"]) if row["taken"] else None
    result = PhotoResult(
        Path(row["photo"]),
        int(row["width"] or 0),
        int(row["height"] or 0),
        tuple(_bird_of(each, species_of) for each in row["birds"] or ()),
        row["error"],
        PhotoMetadata(
            taken,
            position,
            row["camera"],
            row["lens"],
            _source_of(row.get("taken_source")),
            _source_of(row.get("position_source")),
            1.0 if row.get("rows_share") is None else row["rows_share"],
        ),
    )
    told = {name: str(row[name] or "") for name in Provenance.__dataclass_fields__}
    return ArchivedPhoto(
        row["photo"], row["sha256"] or "", int(row["size_bytes"] or 0), result, Provenance(**told)
    )


def _source_of(word: str | None) -> FactSource | None:
    return None if word is None else FactSource(word)


def _bird_of(row: Mapping[str, Any], species_of: Callable[[str], Species]) -> Bird:
    candidates: Sequence[Mapping[str, Any]] = row["species"] or ()
    return Bird(
        Box(row["x1"], row["y1"], row["x2"], row["y2"]),
        float(row["score"]),
        Claim(Rank(row["rank"]), row["taxon"] or "", float(row["probability"])),
        tuple(
            Candidate(
                species_of(each["scientific_name"]),
                float(each["probability"]),
                each.get("probability_by_looks"),
            )
            for each in candidates
        ),
        quality=_quality_of(row),
    )


def _quality_of(row: Mapping[str, Any]) -> FrameQuality | None:
    if row.get("clipped") is None:  # nobody measured it
        return None
    return FrameQuality(row["sharpness"], row["clipped"])
