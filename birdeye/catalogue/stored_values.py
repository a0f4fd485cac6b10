"""Domain values as the catalogue stores them: columns of a row, or JSON if a value has parts.

Whatever is read back is checked, because anything may have changed a file. An invalid part is left
out, and the log says so, so that it does not cost the whole catalogue.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from birdeye.domain.boxes import Box
from birdeye.domain.counts import LifeStage, Sex, Statement
from birdeye.domain.frame_quality import FrameQuality
from birdeye.domain.identification import Claim, Rank
from birdeye.domain.photos import FactSource, GpsPosition, PhotoMetadata
from birdeye.domain.rating import MOST_STARS, Flag
from birdeye.domain.records import Place
from birdeye.domain.review import UNREVIEWED, Review, Verdict
from birdeye.domain.species import Species

_log = logging.getLogger(__name__)

UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What reading an invalid value raises, so that the reader leaves it out."""

SpeciesOf = Callable[[str], Species]
"""Finds the species for a scientific name, so that names are right in every language."""

RANKS = {rank.value: rank for rank in Rank}
_SOURCES = {source.value: source for source in FactSource}
FLAGS = {flag.value: flag for flag in Flag}
VERDICTS = {verdict.value: verdict for verdict in Verdict}


def stored_path(path: Path) -> str | bytes:
    """An absolute path as text or, if it is not valid Unicode, as the system's bytes."""
    text = os.path.abspath(path)  # noqa: PTH100 Path.absolute() leaves ".." in
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(text)
    return text


def path_from(stored: str | bytes) -> Path:
    """The path that was stored."""
    return Path(os.fsdecode(stored))


def stored_text(text: str) -> str:
    """``text`` as UTF-8 can hold it: names of files may have parts that are not valid Unicode."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def stored_moment(moment: datetime | None) -> str | None:
    """ISO 8601, with the offset where there is one."""
    return None if moment is None else moment.isoformat()


def moment_from(stored: str | None) -> datetime | None:
    """The moment that was stored, None if it is invalid."""
    try:
        return None if stored is None else datetime.fromisoformat(stored)
    except (ValueError, TypeError):
        return None


def position_from(
    latitude: float | None, longitude: float | None, altitude_m: float | None
) -> GpsPosition | None:
    """The position in three columns, None without a latitude and a longitude."""
    if latitude is None or longitude is None:
        return None
    return GpsPosition(
        float(latitude), float(longitude), None if altitude_m is None else float(altitude_m)
    )


def position_columns(
    position: GpsPosition | None,
) -> tuple[float | None, float | None, float | None]:
    """Latitude, longitude, altitude in metres."""
    if position is None:
        return None, None, None
    return position.latitude, position.longitude, position.altitude_m


METADATA_COLUMNS = (
    *("taken", "latitude", "longitude", "altitude_m", "camera", "lens"),
    *("taken_source", "position_source", "rows_share", "stars", "flag"),
)
"""The columns of an image that hold its `PhotoMetadata`, in the order of `metadata_columns`."""


def metadata_columns(metadata: PhotoMetadata) -> tuple[Any, ...]:
    """The values of `METADATA_COLUMNS`."""
    return (
        stored_moment(metadata.taken),
        *position_columns(metadata.position),
        metadata.camera,
        metadata.lens,
        None if metadata.taken_source is None else metadata.taken_source.value,
        None if metadata.position_source is None else metadata.position_source.value,
        metadata.rows_share,
        metadata.stars,
        None if metadata.flag is None else metadata.flag.value,
    )


def metadata_from(columns: Sequence[Any]) -> PhotoMetadata:
    """What `metadata_columns` stored; of a photo that waits for its file, all are None."""
    taken, latitude, longitude, altitude_m, camera, lens = columns[:6]
    taken_source, position_source, rows_share, stars, flag = columns[6:]
    return PhotoMetadata(
        moment_from(taken),
        position_from(latitude, longitude, altitude_m),
        camera,
        lens,
        _SOURCES.get(taken_source),
        _SOURCES.get(position_source),
        1.0 if rows_share is None else float(rows_share),
        stars_from(stars),
        flag_from(flag),
    )


def stars_from(stored: int | None) -> int | None:
    """The stars in a column, None if that is not a number of stars."""
    return stored if isinstance(stored, int) and 0 <= stored <= MOST_STARS else None


def flag_from(stored: str | None) -> Flag | None:
    """The flag in a column, None if it is not one of ours."""
    return FLAGS.get(stored) if isinstance(stored, str) else None


def quality_columns(quality: FrameQuality | None) -> tuple[float | None, float | None]:
    """sharpness, clipped; both None if not measured."""
    return (None, None) if quality is None else (quality.sharpness, quality.clipped)


def quality_from(sharpness: float | None, clipped: float | None) -> FrameQuality | None:
    """What `quality_columns` stored."""
    if clipped is None:
        return None
    return FrameQuality(None if sharpness is None else float(sharpness), float(clipped))


def place_columns(place: Place | None) -> tuple[Any, ...]:
    """place_name, place_country_code, and the three columns of its position."""
    if place is None:
        return (None,) * 5
    return place.name, place.country_code, *position_columns(place.position)


def place_from(columns: Sequence[Any]) -> Place | None:
    """What `place_columns` stored."""
    name, country_code, *position = columns
    if name is None:
        return None
    return Place(name, position_from(*position), country_code or "")


def stored_statements(statements: Mapping[tuple[Rank, str], Statement]) -> str | None:
    """``[[rank, taxon, [count, is_minimum, sex, life stage, behaviour]], ...]``; None for none."""
    listed = [
        [rank.value, taxon, statement_as_list(statement)]
        for (rank, taxon), statement in statements.items()
    ]
    return stored_json(listed) if listed else None


def statements_from(stored: str | None, species_of: SpeciesOf) -> dict[tuple[Rank, str], Statement]:
    """What `stored_statements` stored, without what makes no sense; species by their names of
    today."""
    if stored is None:
        return {}
    found = {}
    try:
        for rank, taxon, statement in json.loads(stored):
            known = RANKS[rank]
            found[known, current_taxon(known, str(taxon), species_of)] = statement_from(statement)
    except UNREADABLE:
        _log.warning("What was stated about a photo makes no sense: %r", stored)
    return found


def statement_as_list(statement: Statement) -> list[Any]:
    """``[count, is_minimum, sex, life stage, behaviour]``."""
    sex, stage = statement.sex, statement.life_stage
    words = [None if each is None else each.value for each in (sex, stage)]
    return [statement.count, statement.is_minimum, *words, statement.behaviour]


def statement_from(stored: Sequence[Any]) -> Statement:
    """What `statement_as_list` made."""
    count, is_minimum, sex, stage, behaviour = stored
    return Statement(
        None if count is None else int(count),
        bool(is_minimum),
        None if sex is None else Sex(sex),
        None if stage is None else LifeStage(stage),
        str(behaviour),
    )


def seconds_from(stored: float | None) -> timedelta | None:
    """A span that was stored in seconds."""
    return None if stored is None else timedelta(seconds=stored)


def box_from(x1: float, y1: float, x2: float, y2: float) -> Box:
    """The box in four columns."""
    return Box(float(x1), float(y1), float(x2), float(y2))


def current_taxon(rank: Rank, taxon: str, species_of: SpeciesOf) -> str:
    """What a taxon is called today: a species may have had another scientific name when it was
    stored, and is the same species."""
    return species_of(taxon).scientific_name if rank is Rank.SPECIES else taxon


def claim_from(columns: Sequence[Any], species_of: SpeciesOf) -> Claim:
    """The claim in three columns, by the name that a species has today."""
    rank, taxon, probability = columns
    known = RANKS[rank]
    return Claim(known, current_taxon(known, taxon, species_of), float(probability))


def review_columns(review: Review) -> tuple[str, str, str]:
    """verdict, review_rank, review_taxon."""
    return review.verdict.value, review.rank.value, review.taxon


def review_from(columns: Sequence[Any], species_of: SpeciesOf) -> Review:
    """What `review_columns` stored, by the name that a species has today."""
    verdict, rank, taxon = columns
    if verdict == Verdict.UNREVIEWED.value:
        return UNREVIEWED
    known = RANKS[rank]
    return Review(VERDICTS[verdict], known, current_taxon(known, taxon, species_of))


def stored_region(region: frozenset[str]) -> str | None:
    """The codes in order, separated by spaces; None for anywhere."""
    return " ".join(sorted(region)) or None


def region_from(stored: str | None) -> frozenset[str]:
    """What `stored_region` stored."""
    return frozenset((stored or "").split())


def stored_json(content: Any) -> str:
    """JSON without spaces, with characters of any script as they are."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
