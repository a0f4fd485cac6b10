"""The package, validated by frictionless against the tables of Camtrap DP 1.0.2.

The tables are stated here from https://camtrap-dp.tdwg.org/data as far as Birdeye fills them, since
their schemas may not be fetched.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from frictionless import Package, system

from birdeye.domain.identification import Claim, Rank
from birdeye.export.options import ExportOptions, Licence
from tests.helpers.photo_records import (
    ALL,
    MORNING,
    TOOLS,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
    unsure_claim,
)

MOMENT = {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S%z"}
REQUIRED = {"required": True}
SHARE = {"type": "number", "constraints": {"minimum": 0, "maximum": 1}}
FIELDS = {
    "deployments": {
        "deploymentID": {"type": "string", "constraints": {"required": True, "unique": True}},
        "latitude": {"type": "number", "constraints": REQUIRED | {"minimum": -90, "maximum": 90}},
        "longitude": {"type": "number", "constraints": REQUIRED | {"minimum": -180}},
        "deploymentStart": MOMENT | {"constraints": REQUIRED},
        "deploymentEnd": MOMENT | {"constraints": REQUIRED},
        "timestampIssues": {"type": "boolean"},
    },
    "media": {
        "mediaID": {"type": "string", "constraints": {"required": True, "unique": True}},
        "deploymentID": {"type": "string", "constraints": REQUIRED},
        "timestamp": MOMENT | {"constraints": REQUIRED},
        "filePath": {
            "type": "string",
            "constraints": REQUIRED | {"pattern": r"^(?=^[^./~])(^((?!\.{2}).)*$).*$"},
        },
        "filePublic": {"type": "boolean", "constraints": REQUIRED},
        "fileMediatype": {
            "type": "string",
            "constraints": REQUIRED | {"pattern": "^(image|video|audio)/.*$"},
        },
    },
    "observations": {
        "observationID": {"type": "string", "constraints": {"required": True, "unique": True}},
        "deploymentID": {"type": "string", "constraints": REQUIRED},
        "eventStart": MOMENT | {"constraints": REQUIRED},
        "eventEnd": MOMENT | {"constraints": REQUIRED},
        "observationLevel": {
            "type": "string",
            "constraints": REQUIRED | {"enum": ["media", "event"]},
        },
        "observationType": {
            "type": "string",
            "constraints": REQUIRED | {"enum": ["animal", "blank", "unknown", "unclassified"]},
        },
        "count": {"type": "integer", "constraints": {"minimum": 1}},
        "bboxX": SHARE,
        "bboxY": SHARE,
        "bboxWidth": SHARE,
        "bboxHeight": SHARE,
        "classificationMethod": {"type": "string", "constraints": {"enum": ["human", "machine"]}},
        "classificationProbability": SHARE,
    },
}
KEYS = {"deployments": "deploymentID", "media": "mediaID", "observations": "observationID"}


@pytest.fixture
def camera_trap():
    """A morning at one camera, with every kind of photo there is."""
    aware = MORNING.replace(tzinfo=UTC)
    return [
        photo_record(confirmed_bird(1), confirmed_bird(2), path="/t/a/1.jpg", photo_id=1),
        photo_record(
            confirmed_bird(3),
            path="/t/a/2.jpg",
            photo_id=2,
            taken=MORNING + timedelta(minutes=5),
        ),
        photo_record(bird_record(4), unsure_claim(5), path="/t/b/~1..jpg", photo_id=3, taken=aware),
        photo_record(
            bird_record(6, claim=Claim(Rank.GENUS, "Turdus", 0.7)),
            path="/t/b/2.nef",
            photo_id=4,
            taken=aware + timedelta(hours=5),
        ),
        photo_record(path="/t/b/3.jpg", photo_id=5, taken=aware),
    ]


def package(tmp_path, records, options=ALL):
    """The descriptor, and the rows of each table."""
    path = tmp_path / "camtrap.zip"
    exported("camtrap-dp", records, path, options, TOOLS)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "unpacked")
        descriptor = json.loads(archive.read("datapackage.json"))
        tables = {
            name: list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8"))))
            for name in FIELDS
        }
    return descriptor, tables


def test_frictionless_finds_no_fault(tmp_path, camera_trap):
    descriptor, tables = package(tmp_path, camera_trap)
    for resource in descriptor["resources"]:
        name = resource["name"]
        assert resource["schema"].endswith(f"/1.0.2/{name}-table-schema.json")
        fields = [
            {"name": column} | FIELDS[name].get(column, {"type": "string"})
            for column in tables[name][0]
        ]
        keys = ["deploymentID"] if name == "media" else []
        keys += ["deploymentID", "mediaID"] if name == "observations" else []
        resource["schema"] = {
            "fields": fields,
            "primaryKey": KEYS[name],
            "foreignKeys": [
                {
                    "fields": key,
                    "reference": {
                        "resource": "media" if key == "mediaID" else "deployments",
                        "fields": key,
                    },
                }
                for key in keys
            ],
        }
    descriptor["profile"] = "data-package"  # the standard's own profile would be fetched
    with system.use_context(trusted=True):
        report = Package(descriptor, basepath=str(tmp_path / "unpacked")).validate()
    errors = [row for task in report.tasks for row in task.errors]
    assert report.stats["tasks"] == 3
    assert errors == []


def test_visits_are_events_and_birds_are_media_observations(tmp_path, camera_trap):
    _, tables = package(tmp_path, camera_trap)
    rows = tables["observations"]
    events = [row for row in rows if row["observationLevel"] == "event"]
    assert sorted((row["scientificName"], row["count"]) for row in events) == [
        ("Aves", "1"),
        ("Parus major", "2"),
        ("Turdus", "1"),
        ("Turdus merula", "1"),
    ]
    (tits,) = [row for row in events if row["scientificName"] == "Parus major"]
    seen = [row for row in rows if row["eventID"] == tits["eventID"] and row["mediaID"]]
    assert len(seen) == 3 and {row["classificationMethod"] for row in seen} == {"human"}
    begin, end = (datetime.fromisoformat(tits[key]) for key in ("eventStart", "eventEnd"))
    assert end - begin == timedelta(minutes=5)
    # 40, 30, 140, 130 of 320 x 240 pixels
    assert [seen[0][f"bbox{key}"] for key in ("X", "Y", "Width", "Height")] == [
        *("0.125", "0.125", "0.3125", "0.416667")
    ]


def test_a_photo_without_a_bird_is_not_said_to_be_blank(tmp_path, camera_trap):
    _, tables = package(tmp_path, camera_trap)
    empty = [row for row in tables["observations"] if row["observationType"] != "animal"]
    assert [row["observationType"] for row in empty] == ["unclassified"]


def test_a_deployment_is_a_folder_and_says_whether_its_clock_is_known(tmp_path, camera_trap):
    _, tables = package(tmp_path, camera_trap)
    first, second = tables["deployments"]
    assert (first["locationName"], first["timestampIssues"]) == ("a", "true")
    assert (second["locationName"], second["timestampIssues"]) == ("b", "false")
    assert [row["filePath"] for row in tables["media"]] == [
        *("a/1.jpg", "a/2.jpg", "b/~1__jpg", "b/3.jpg", "b/2.nef")
    ]


def test_the_descriptor_has_what_the_profile_requires(tmp_path, camera_trap):
    options = ExportOptions(
        only_confirmed=False, observer="A. B.", licence=Licence.CC0, rights_holder="C"
    )
    descriptor, _ = package(tmp_path, camera_trap, options)
    assert {
        *("resources", "profile", "created", "contributors", "project", "spatial", "temporal"),
        "taxonomic",
    } <= set(descriptor)
    assert {each["scope"] for each in descriptor["licenses"]} == {"data", "media"}
    assert [(each["title"], each["role"]) for each in descriptor["contributors"]] == [
        ("A. B.", "contact"),
        ("C", "rightsHolder"),
    ]
    assert descriptor["temporal"] == {"start": "2026-05-03", "end": "2026-05-03"}
    taxa = {each["scientificName"]: each for each in descriptor["taxonomic"]}
    assert taxa["Parus major"]["order"] == "Passeriformes"
    assert taxa["Parus major"]["family"] == "Paridae"


def test_a_table_may_be_larger_than_a_zip_held_before_zip64(tmp_path, camera_trap, monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 200)  # of really 2 GB
    _, tables = package(tmp_path, camera_trap)
    assert len(tables["media"]) == 5


def test_what_has_no_position_or_cannot_be_read_is_left_out(tmp_path):
    records = [
        photo_record(confirmed_bird(1)),
        photo_record(confirmed_bird(2), photo_id=2, position=None),
        photo_record(photo_id=3, error="It is empty."),
    ]
    _, tables = package(tmp_path, records)
    assert len(tables["media"]) == 1
