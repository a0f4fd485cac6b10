"""A Darwin Core archive, as GBIF accepts it: occurrences, their description, and who made them.

https://dwc.tdwg.org/text/ and https://ipt.gbif.org/manual/en/ipt/latest/dwca-guide. One occurrence
is one visit: a taxon at a place for as long as it kept appearing, with the number of birds that
`Visit.count` is. Its photos are in the multimedia extension.
"""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TextIO

from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoRecord
from birdeye.domain.visits import Outing, Visit
from birdeye.export.choice import (
    Choice,
    Sighting,
    country_of,
    place_name_of,
    position_of,
)
from birdeye.export.eml import eml_xml
from birdeye.export.encounters import Gathered, Shown, occurrence_id, shown_in
from birdeye.export.media_types import media_type
from birdeye.export.options import Export, ExportOptions
from birdeye.export.outcome import Exporting, done
from birdeye.export.plain_text import one_line
from birdeye.export.taxon_terms import is_scientific_family, taxon_terms
from birdeye.export.whole_file import replacing

_DWC = "http://rs.tdwg.org/dwc/terms/"
TERMS = (
    "occurrenceID",
    "basisOfRecord",
    "occurrenceStatus",
    "eventDate",
    "scientificName",
    "taxonRank",
    "kingdom",
    "phylum",
    "class",
    "order",
    "family",
    "genus",
    "specificEpithet",
    "infraspecificEpithet",
    "vernacularName",
    "individualCount",
    "sex",
    "lifeStage",
    "behavior",
    "occurrenceRemarks",
    "decimalLatitude",
    "decimalLongitude",
    "geodeticDatum",
    "coordinateUncertaintyInMeters",
    "countryCode",
    "locality",
    "recordedBy",
    "identifiedBy",
    "identificationVerificationStatus",
    "identificationQualifier",
    "identificationRemarks",
    "associatedMedia",
    "license",
    "rightsHolder",
)
"""The columns of occurrence.txt: terms of Darwin Core, and of Dublin Core for the rights."""

MEDIA_TERMS = ("type", "format", "identifier", "created", "creator", "license", "rightsHolder")
"""The columns of multimedia.txt after the id of the occurrence: terms of Dublin Core."""

_DC = "http://purl.org/dc/terms/"
_DC_TERMS = frozenset({"license", "rightsHolder"})

_GPS_UNCERTAINTY_M = "30"
"""For a receiver of unknown accuracy: the standard's own example for the term, for readings after
May 2000."""


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write the archive: occurrences stream into it, their media follow from a temporary file."""
    gathered = Gathered(export.options)
    with (
        replacing(export.destination) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        tempfile.TemporaryFile() as aside,
    ):
        archive.writestr("meta.xml", _meta_xml())
        archive.writestr("eml.xml", eml_xml(export.options, date.today()))
        with (
            archive.open("occurrence.txt", "w", force_zip64=True) as stream,
            io.TextIOWrapper(stream, "utf-8", newline="\n") as occurrences,
        ):
            media = io.TextIOWrapper(aside, "utf-8", newline="\n")
            _write_line(occurrences, TERMS)
            _write_line(media, ("coreid", *MEDIA_TERMS))

            def write_outings(outings: Iterable[Outing[Shown]]) -> None:
                for visit in (visit for outing in outings for visit in outing.visits()):
                    values = _occurrence(visit, export)
                    _write_line(occurrences, [values.get(term, "") for term in TERMS])
                    for row in _media(visit, export.options):
                        _write_line(media, row)

            for choice in choices:
                write_outings(gathered.complete_before(choice))
                if choice.is_written:
                    gathered.add(choice)
                yield done(choice)
            write_outings(gathered.take())
            media.detach()
        aside.seek(0)
        with archive.open("multimedia.txt", "w", force_zip64=True) as stream:
            shutil.copyfileobj(aside, stream)


def _write_line(lines: TextIO, values: Iterable[str]) -> None:
    # No value contains a tab or a line break, so nothing needs quoting.
    lines.write("\t".join(map(one_line, values)) + "\n")


def _occurrence(visit: Visit[Shown], export: Export) -> Mapping[str, str]:
    options, tools = export.options, export.tools
    first, (record, sighting) = visit.first.key.record, shown_in(visit)
    located = next((each.key.record for each in visit.frames if each.position), first)
    observer = one_line(options.observer)
    said = visit.statement
    return {
        "occurrenceID": occurrence_id(visit),
        "basisOfRecord": "HumanObservation" if sighting.is_by_user else "MachineObservation",
        "occurrenceStatus": "present",
        "eventDate": _event_date(visit),
        "individualCount": str(visit.count),
        "sex": said.sex.value if said.sex is not None else "",
        "lifeStage": said.life_stage.value if said.life_stage is not None else "",
        "behavior": said.behaviour,
        "occurrenceRemarks": f"At least {said.count} individuals." if said.is_minimum else "",
        "countryCode": country_of(located, options, tools),
        "locality": place_name_of(first),
        "recordedBy": observer,
        "identifiedBy": observer if sighting.is_by_user else record.identified_by,
        "identificationVerificationStatus": "verified by observer"
        if sighting.is_confirmed
        else "unverified",
        "identificationQualifier": _qualifier(sighting),
        "identificationRemarks": _remarks(sighting, record),
        "associatedMedia": " | ".join(_file_name(each.key.record) for each in visit.frames),
        **_rights(options),
        **taxon_terms(sighting, tools),
        **_coordinates(located, options),
    }


def _media(visit: Visit[Shown], options: ExportOptions) -> Iterator[tuple[str, ...]]:
    rights = _rights(options)
    for frame in visit.frames:
        record = frame.key.record
        yield (
            occurrence_id(visit),
            "StillImage",
            media_type(record.path),
            _file_name(record),
            _moment(frame.taken),
            options.observer,
            rights["license"],
            rights["rightsHolder"],
        )


def _rights(options: ExportOptions) -> dict[str, str]:
    return {
        "license": options.licence.address if options.licence is not None else "",
        "rightsHolder": options.rights_holder,
    }


def _file_name(record: PhotoRecord) -> str:
    return record.path.name.replace("|", "_")


def _event_date(visit: Visit[Shown]) -> str:
    """The moment of the visit, or its first and last as an ISO 8601 interval."""
    first, last = _moment(visit.first.taken), _moment(visit.last.taken)
    return first if first == last else f"{first}/{last}"


def _moment(taken: datetime | None) -> str:
    return taken.isoformat(timespec="seconds") if taken is not None else ""


def _qualifier(sighting: Sighting) -> str:
    """The doubt about a species that the user did not confirm: "cf. montanus"."""
    probability = sighting.probability
    if sighting.rank is not Rank.SPECIES or probability is None:
        return ""
    if confidence_of(probability) in (Confidence.ALMOST_CERTAIN, Confidence.HIGHLY_LIKELY):
        return ""
    return f"cf. {sighting.taxon.partition(' ')[2]}"


def _remarks(sighting: Sighting, record: PhotoRecord) -> str:
    remarks = []
    if sighting.rank is Rank.FAMILY and not is_scientific_family(sighting.taxon):
        # What the program says about a bird, in its own words.
        remarks.append(f"Family: {sighting.taxon}.")
    if sighting.probability is not None:
        remarks.append(f"Probability {sighting.probability:.3f} by {record.identified_by}.")
    return " ".join(remarks)


def _coordinates(record: PhotoRecord, options: ExportOptions) -> dict[str, str]:
    position = position_of(record, options)
    if position is None:
        return {}
    by_camera = position == record.metadata.position
    return {
        "decimalLatitude": f"{position.latitude:.6f}",
        "decimalLongitude": f"{position.longitude:.6f}",
        "geodeticDatum": "EPSG:4326",
        "coordinateUncertaintyInMeters": _GPS_UNCERTAINTY_M if by_camera else "",
    }


def _meta_xml() -> str:
    media = "\n".join(_field(index, _DC + term) for index, term in enumerate(MEDIA_TERMS, 1))
    fields = "\n".join(
        _field(index, (_DC if term in _DC_TERMS else _DWC) + term)
        for index, term in enumerate(TERMS)
    )
    shape = (
        'encoding="UTF-8" fieldsTerminatedBy="\\t" linesTerminatedBy="\\n" fieldsEnclosedBy="" '
        'ignoreHeaderLines="1"'
    )
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<archive xmlns="http://rs.tdwg.org/dwc/text/" metadata="eml.xml">
  <core {shape} rowType="{_DWC}Occurrence">
    <files>
      <location>occurrence.txt</location>
    </files>
    <id index="0"/>
{fields}
  </core>
  <extension {shape} rowType="http://rs.gbif.org/terms/1.0/Multimedia">
    <files>
      <location>multimedia.txt</location>
    </files>
    <coreid index="0"/>
{media}
  </extension>
</archive>
"""


def _field(index: int, term: str) -> str:
    return f'    <field index="{index}" term="{term}"/>'
