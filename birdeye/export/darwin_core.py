"""A Darwin Core archive, as GBIF takes it: occurrences, their description, and who made them.

https://dwc.tdwg.org/text/ and https://ipt.gbif.org/manual/en/ipt/latest/dwca-guide. One occurrence
is one bird in one photo.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from birdeye import __version__
from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoRecord
from birdeye.domain.species import HigherTaxa
from birdeye.export.choice import Choice, Sighting, country_of, place_name_of, position_of
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.outcome import Exporting, done
from birdeye.export.plain_text import one_line
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
)
"""The columns of occurrence.txt, each a term of `http://rs.tdwg.org/dwc/terms/`."""

_GPS_UNCERTAINTY_M = "30"
"""For a receiver that does not say how good it is: the standard's own example for the term, where
readings are from after May 2000."""

_OCCURRENCES = uuid.UUID("5a2c8f5e-6f0e-5b0b-9d52-2f6f7a1f3f10")
"""The name space in which occurrences have their ids."""


def write(
    choices: Iterable[Choice], destination: Path, options: ExportOptions, tools: ExportTools
) -> Exporting:
    """Write the archive; the occurrences stream into it photo by photo."""
    with (
        replacing(destination) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        archive.writestr("meta.xml", _meta_xml())
        archive.writestr("eml.xml", _eml_xml(options, date.today()))
        with (
            archive.open("occurrence.txt", "w", force_zip64=True) as stream,
            io.TextIOWrapper(stream, "utf-8", newline="\n") as lines,
        ):
            lines.write("\t".join(TERMS) + "\n")
            written: set[int] = set()
            for choice in choices:
                for sighting in choice.sightings:
                    if sighting.bird.bird_id in written:  # the photo is a copy of another
                        continue
                    written.add(sighting.bird.bird_id)
                    values = _occurrence(sighting, choice.record, options, tools)
                    # No value holds a tab or a line break, so that nothing needs quoting.
                    lines.write("\t".join(one_line(values.get(term, "")) for term in TERMS) + "\n")
                yield done(choice)


def _occurrence(
    sighting: Sighting, record: PhotoRecord, options: ExportOptions, tools: ExportTools
) -> Mapping[str, str]:
    observer = one_line(options.observer)
    taken = record.metadata.taken
    return {
        "occurrenceID": _occurrence_id(sighting, record),
        "basisOfRecord": "HumanObservation" if sighting.is_confirmed else "MachineObservation",
        "occurrenceStatus": "present",
        "eventDate": taken.isoformat(timespec="seconds") if taken is not None else "",
        "individualCount": "1",
        "countryCode": country_of(record, options, tools),
        "locality": place_name_of(record),
        "recordedBy": observer,
        "identifiedBy": observer if sighting.is_confirmed else f"Birdeye {__version__}",
        "identificationVerificationStatus": "verified by observer"
        if sighting.is_confirmed
        else "unverified",
        "identificationQualifier": _qualifier(sighting),
        "identificationRemarks": _remarks(sighting, record),
        "associatedMedia": record.path.name.replace("|", "_"),
        **_taxon(sighting, tools),
        **_coordinates(record, options),
    }


def _occurrence_id(sighting: Sighting, record: PhotoRecord) -> str:
    """The same for the same bird in every export, whatever it is called by then.

    Made of what stays when a photo is moved, or keywords are written into it.
    """
    taken, camera = record.metadata.taken, record.metadata.camera
    bird = f"{taken} {camera} {record.width}x{record.height} {sighting.bird.bird_id}"
    return uuid.uuid5(_OCCURRENCES, bird).urn


def _taxon(sighting: Sighting, tools: ExportTools) -> dict[str, str]:
    higher = tools.higher_taxa.get(sighting.family, HigherTaxa())
    names = {"kingdom": "Animalia", "phylum": "Chordata", "class": "Aves"}
    names |= {"order": higher.order, "family": higher.family}
    if sighting.rank is Rank.SPECIES:
        genus, _, epithets = sighting.taxon.partition(" ")
        epithet, _, tame_form = epithets.partition(" ")
        return names | {
            "scientificName": sighting.taxon,
            "taxonRank": "subspecies" if tame_form else "species",
            "genus": genus,
            "specificEpithet": epithet,
            "infraspecificEpithet": tame_form,
            "vernacularName": "" if sighting.name == sighting.taxon else sighting.name,
        }
    if sighting.rank is Rank.GENUS:
        return names | {
            "scientificName": sighting.taxon,
            "taxonRank": "genus",
            "genus": sighting.taxon,
        }
    family = sighting.taxon if _is_scientific_family(sighting.taxon) else higher.family
    if family:
        return names | {"scientificName": family, "family": family, "taxonRank": "family"}
    # A family known by an English name only, or a bird without a name: a bird it is.
    return names | {"scientificName": "Aves", "taxonRank": "class"}


def _is_scientific_family(name: str) -> bool:
    """Whether ``name`` is a zoological family name (ICZN article 29.2)."""
    return name.isalpha() and name.endswith("idae")


def _qualifier(sighting: Sighting) -> str:
    """The doubt about a species that no person named: "cf. montanus"."""
    probability = sighting.probability
    if sighting.rank is not Rank.SPECIES or probability is None:
        return ""
    if confidence_of(probability) in (Confidence.ALMOST_CERTAIN, Confidence.HIGHLY_LIKELY):
        return ""
    return f"cf. {sighting.taxon.partition(' ')[2]}"


def _remarks(sighting: Sighting, record: PhotoRecord) -> str:
    remarks = []
    if sighting.rank is Rank.FAMILY and not _is_scientific_family(sighting.taxon):
        # What the program says of a bird, in its own words.
        remarks.append(f"Family: {sighting.taxon}.")
    if sighting.probability is not None:
        pack = f"{record.pack_id} {record.pack_version}".strip()
        remarks.append(f"Probability {sighting.probability:.3f} by the model {pack}.")
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
    fields = "\n".join(
        f'    <field index="{index}" term="{_DWC}{term}"/>' for index, term in enumerate(TERMS)
    )
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<archive xmlns="http://rs.tdwg.org/dwc/text/" metadata="eml.xml">
  <core encoding="UTF-8" fieldsTerminatedBy="\\t" linesTerminatedBy="\\n" fieldsEnclosedBy="" \
ignoreHeaderLines="1" rowType="{_DWC}Occurrence">
    <files>
      <location>occurrence.txt</location>
    </files>
    <id index="0"/>
{fields}
  </core>
</archive>
"""


def _eml_xml(options: ExportOptions, today: date) -> str:
    """Ecological Metadata Language 2.2.0, as far as GBIF's profile asks for it."""
    who = escape(one_line(options.observer)) or "Observer"
    party = f"<individualName><surName>{who}</surName></individualName>"
    reviewed = (
        "every one was confirmed by a person."
        if options.only_confirmed
        else "the basis of record tells which were confirmed by a person."
    )
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<eml:eml xmlns:eml="https://eml.ecoinformatics.org/eml-2.2.0" packageId="{uuid.uuid4()}" \
system="https://www.gbif.org" scope="system" xml:lang="en">
  <dataset>
    <title xml:lang="en">Birds in photos, {today.isoformat()}</title>
    <creator>{party}</creator>
    <pubDate>{today.isoformat()}</pubDate>
    <language>en</language>
    <abstract>
      <para>Birds found in photos with Birdeye {__version__}; {reviewed}</para>
    </abstract>
    <contact>{party}</contact>
  </dataset>
</eml:eml>
"""
