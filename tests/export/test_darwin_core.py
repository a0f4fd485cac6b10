"""The archive, read by python-dwca-reader, and its meta.xml held against the rules of the text
guide (https://dwc.tdwg.org/text/)."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta

import pytest
from dwca.read import DwCAReader
from lxml import etree

from birdeye.domain.identification import Claim, Rank
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import Place
from birdeye.domain.review import UNSURE
from birdeye.export.options import ExportOptions, Licence
from tests.helpers.photo_records import (
    ALL,
    MORNING,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
    unsure_claim,
)

DWC = "http://rs.tdwg.org/dwc/terms/"
DUBLIN = "http://purl.org/dc/terms/"
TEXT = "{http://rs.tdwg.org/dwc/text/}"


def occurrences(tmp_path, *records, options=None):
    """The rows as an independent reader sees them, with the bare names of the terms."""
    path = tmp_path / "birds.zip"
    exported("darwin-core", records, path, options or ExportOptions(observer="A. Person"))
    with DwCAReader(str(path)) as reader:
        assert reader.descriptor.core.type == f"{DWC}Occurrence"
        return [
            {term.removeprefix(DWC): value for term, value in row.data.items()} for row in reader
        ]


def test_a_confirmed_bird_is_a_human_observation(tmp_path):
    (row,) = occurrences(tmp_path, photo_record(confirmed_bird()))
    expected = {
        "basisOfRecord": "HumanObservation",
        "scientificName": "Parus major",
        "taxonRank": "species",
        "kingdom": "Animalia",
        "order": "Passeriformes",
        "family": "Paridae",
        "genus": "Parus",
        "specificEpithet": "major",
        "vernacularName": "Great Tit",
        "eventDate": "2026-05-03T07:05:09",
        "decimalLatitude": "50.941300",
        "decimalLongitude": "6.958281",
        "geodeticDatum": "EPSG:4326",
        "coordinateUncertaintyInMeters": "30",
        "countryCode": "DE",
        "individualCount": "1",
        "recordedBy": "A. Person",
        "identifiedBy": "A. Person",
        "identificationQualifier": "",
        "associatedMedia": "a.jpg",
    }
    assert {term: row[term] for term in expected} == expected


@pytest.mark.parametrize(("probability", "qualifier"), [(0.97, ""), (0.8, ""), (0.5, "cf. merula")])
def test_a_guess_is_a_machine_observation_and_doubt_has_a_term_of_its_own(
    tmp_path, probability, qualifier
):
    bird = bird_record(claim=Claim(Rank.SPECIES, "Turdus merula", probability))
    (row,) = occurrences(tmp_path, photo_record(bird), options=ALL)
    assert row["basisOfRecord"] == "MachineObservation"
    assert row["scientificName"] == "Turdus merula"
    assert row["identificationQualifier"] == qualifier
    assert f"{probability:.3f}" in row["identificationRemarks"]


@pytest.mark.parametrize(
    ("bird", "name", "rank"),
    [
        (confirmed_bird(1, "Turdus", Rank.GENUS), "Turdus", "genus"),
        (confirmed_bird(1, "Turdidae", Rank.FAMILY), "Turdidae", "family"),
        (confirmed_bird(1, "Thrushes and Allies", Rank.FAMILY), "Turdidae", "family"),
        (confirmed_bird(1, "Birds of a Feather", Rank.FAMILY), "Aves", "class"),
        (bird_record(1, UNSURE), "Aves", "class"),
        (unsure_claim(), "Aves", "class"),
    ],
)
def test_wider_names_have_their_rank(tmp_path, bird, name, rank):
    (row,) = occurrences(tmp_path, photo_record(bird), options=ALL)
    assert (row["scientificName"], row["taxonRank"]) == (name, rank)


def test_an_occurrence_keeps_its_id_when_the_bird_is_renamed(tmp_path):
    (before,) = occurrences(tmp_path, photo_record(bird_record(7)), options=ALL)
    (after,) = occurrences(tmp_path, photo_record(confirmed_bird(7)))
    (other,) = occurrences(tmp_path, photo_record(confirmed_bird(8)))
    assert before["occurrenceID"] == after["occurrenceID"] != other["occurrenceID"]
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", after["occurrenceID"])


def test_what_a_person_typed_cannot_break_a_row(tmp_path):
    hostile = 'a\tb\r\nc "quoted" <x>&amp; \u202egpj\\'
    record = photo_record(confirmed_bird(), path="/p/x\ty.jpg", place=Place(hostile))
    (row,) = occurrences(tmp_path, record, options=ExportOptions(observer=hostile))
    assert row["locality"] == 'a b c "quoted" <x>&amp; gpj\\'
    assert row["associatedMedia"] == "x y.jpg"


def test_a_position_given_by_a_person_claims_no_accuracy_of_a_receiver(tmp_path):
    record = photo_record(confirmed_bird(), place=Place("Pond", GpsPosition(1.5, 2.5)))
    (row,) = occurrences(tmp_path, record)
    assert (row["decimalLatitude"], row["coordinateUncertaintyInMeters"]) == ("1.500000", "")


def test_photos_without_a_date_stay_out(tmp_path):
    assert occurrences(tmp_path, photo_record(confirmed_bird(), taken=None)) == []


def test_meta_xml_says_what_occurrence_txt_holds(tmp_path):
    occurrences(tmp_path, photo_record(confirmed_bird()))
    with zipfile.ZipFile(tmp_path / "birds.zip") as archive:
        assert set(archive.namelist()) == {
            *("meta.xml", "eml.xml", "occurrence.txt", "multimedia.txt")
        }
        meta = etree.fromstring(archive.read("meta.xml"))
        header = archive.read("occurrence.txt").decode("utf-8").split("\n")[0].split("\t")
    assert (meta.tag, meta.get("metadata")) == (f"{TEXT}archive", "eml.xml")
    core, extension = meta
    # The order that tdwg_dwc_text.xsd asks for: files, then id, then fields.
    assert [child.tag.removeprefix(TEXT) for child in core][:2] == ["files", "id"]
    assert core.find(f"{TEXT}files/{TEXT}location").text == "occurrence.txt"
    fields = core.findall(f"{TEXT}field")
    assert [int(field.get("index")) for field in fields] == list(range(len(header)))
    rights = {"license", "rightsHolder"}
    assert [field.get("term") for field in fields] == [
        (DUBLIN if name in rights else DWC) + name for name in header
    ]
    assert extension.get("rowType") == "http://rs.gbif.org/terms/1.0/Multimedia"
    assert extension.find(f"{TEXT}coreid").get("index") == "0"
    required = {"occurrenceID", "basisOfRecord", "scientificName", "eventDate"}
    assert required <= set(header)
    assert core.get("fieldsTerminatedBy") == "\\t"


def test_eml_xml_has_what_gbif_asks_for_in_its_order(tmp_path):
    occurrences(tmp_path, photo_record(confirmed_bird()), options=ExportOptions(observer="A & <B>"))
    with zipfile.ZipFile(tmp_path / "birds.zip") as archive:
        eml = etree.fromstring(archive.read("eml.xml"))
    assert etree.QName(eml).namespace == "https://eml.ecoinformatics.org/eml-2.2.0"
    assert {"packageId", "system"} <= set(eml.attrib)
    (dataset,) = eml
    assert [child.tag for child in dataset] == [
        "title",
        "creator",
        "pubDate",
        "language",
        "abstract",
        "contact",
    ]
    assert dataset.findtext("creator/individualName/surName") == "A & <B>"


def test_thirty_frames_of_a_flock_are_one_occurrence_of_six_with_its_media(tmp_path):
    flock = [
        photo_record(
            *(confirmed_bird(10 * n + bird) for bird in range(6 - n % 3)),
            path=f"/photos/{n:02}.jpg",
            photo_id=n,
            taken=MORNING + timedelta(seconds=20 * n),
        )
        for n in range(30)
    ]
    back_again = photo_record(
        confirmed_bird(900), path="/photos/x.png", taken=MORNING + timedelta(hours=2)
    )
    path = tmp_path / "birds.zip"
    options = ExportOptions(licence=Licence.BY_NC, rights_holder="B. Holder")
    exported("darwin-core", [*flock, back_again], path, options)
    with DwCAReader(str(path)) as reader:
        first, second = list(reader)
        assert first.data[f"{DWC}individualCount"] == "6"
        assert second.data[f"{DWC}individualCount"] == "1"
        assert first.data[f"{DWC}eventDate"] == "2026-05-03T07:05:09/2026-05-03T07:14:49"
        assert first.data[f"{DUBLIN}license"].endswith("/by-nc/4.0/legalcode")
        assert len(first.extensions) == 30 and len(second.extensions) == 1
        media = second.extensions[0].data
        assert media[f"{DUBLIN}identifier"] == "x.png"
        assert media[f"{DUBLIN}format"] == "image/png"
        assert media[f"{DUBLIN}rightsHolder"] == "B. Holder"
    with zipfile.ZipFile(path) as archive:
        eml = etree.fromstring(archive.read("eml.xml"))
    rights = eml.find("dataset/intellectualRights/para/ulink")
    assert rights.get("url") == Licence.BY_NC.address
    tags = [child.tag for child in eml.find("dataset")]
    assert tags.index("abstract") < tags.index("intellectualRights") < tags.index("contact")


def test_its_tables_may_be_larger_than_a_zip_held_before_zip64(tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 200)  # of really 2 GB
    records = [
        photo_record(
            confirmed_bird(n), photo_id=n, path=f"/{n}.jpg", taken=MORNING + timedelta(days=n)
        )
        for n in range(1, 9)
    ]
    options = ExportOptions(licence=Licence.BY_NC, rights_holder="B. Holder")
    exported("darwin-core", records, tmp_path / "birds.zip", options)
    with DwCAReader(str(tmp_path / "birds.zip")) as reader:
        assert [len(row.extensions) for row in reader] == [1] * 8
