"""A folder of sixty photos with every case of dates, places and counts, for independent readers.

A flock at a feeder, RAW with JPEG, a walk of three places, doubtful dates, positions without
hemisphere, families and unsure birds, and what Birdeye wrote into the folder itself.
"""

from __future__ import annotations

import csv
import importlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from types import ModuleType

import pytest
from dwca.read import DwCAReader
from frictionless import Package, system

from birdeye.domain.counts import Sex, Statement
from birdeye.domain.dates import FactDoubt
from birdeye.domain.identification import Rank
from birdeye.domain.photos import FactSource, GpsPosition
from birdeye.export.plan import plan_export
from birdeye.workflows.summarise import summarise
from tests.helpers.photo_records import (
    ALL,
    TOOLS,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
    request,
)

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = datetime(2026, 5, 2, 8, 0)
FEEDER, MARSH = GpsPosition(50.0, 8.0), GpsPosition(50.1, 8.1)
FLOCK_FRAMES, PAIRS, WALK, DOUBTFUL = 30, 10, 6, 4


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    folder = tmp_path_factory.mktemp("photos")
    made = []

    def add(name, taken, position, *birds, **others):
        number = len(made) + 1
        birds = [replace(bird, bird_id=100 * number + each) for each, bird in enumerate(birds)]
        record = photo_record(
            *birds, path=folder / name, photo_id=number, taken=taken, position=position
        )
        made.append(replace(record, **others))

    tits = [confirmed_bird() for _ in range(6)]
    for number in range(FLOCK_FRAMES):
        add(f"flock{number:02}.jpg", DAY + timedelta(seconds=20 * number), FEEDER, *tits)
    made[3] = replace(
        made[3], statements={(Rank.SPECIES, "Parus major"): Statement(9, True, Sex.MALE)}
    )
    for number in range(PAIRS // 2):
        taken = DAY + timedelta(hours=3, minutes=number)
        for suffix in ("CR3", "JPG"):
            add(f"shot{number}.{suffix}", taken, MARSH, confirmed_bird(taxon="Turdus merula"))
    for number in range(WALK):  # seven metres apart
        position = GpsPosition(50.2 + number * 6e-5, 8.2)
        taken = DAY + timedelta(hours=5, minutes=number)
        add(f"walk{number}.jpg", taken, position, confirmed_bird(taxon="Turdus", rank=Rank.GENUS))
    for number in range(DOUBTFUL):
        add(f"late{number}.jpg", datetime(2027, 1, 1), FEEDER, confirmed_bird())
    for number in range(60 - len(made)):
        add(f"lost{number}.jpg", DAY + timedelta(days=2), None, confirmed_bird())
        lost = replace(made[-1].metadata, position_source=FactSource.EXIF)
        made[-1] = replace(made[-1], metadata=lost)
    assert len(made) == 60
    return made


def test_the_summary_counts_visits(records):
    lines = {line.taxon: line for line in summarise(records).lines}
    assert (lines["Parus major"].visit_count, lines["Parus major"].bird_count) == (3, 11)
    assert (lines["Turdus merula"].photo_count, lines["Turdus merula"].bird_count) == (5, 1)
    assert (lines["Turdus"].visit_count, lines["Turdus"].bird_count) == (1, 1)


def test_darwin_core_has_an_occurrence_a_visit(records, tmp_path):
    exported("darwin-core", records, tmp_path / "a.zip")
    with DwCAReader(str(tmp_path / "a.zip")) as reader:
        rows = [
            {term.rpartition("/")[2]: value for term, value in row.data.items()} for row in reader
        ]
        media = sum(len(row.extensions) for row in reader)
    found = Counter((row["scientificName"], row["individualCount"]) for row in rows)
    assert found == {
        ("Parus major", "9"): 1,
        ("Parus major", "1"): 2,
        ("Turdus merula", "1"): 1,
        ("Turdus", "1"): 1,
    }
    assert media == 60 - PAIRS // 2


def test_ebird_has_a_checklist_an_outing(records, tmp_path):
    exported("ebird", records, tmp_path / "e.csv")
    rows = [line.split(",") for line in (tmp_path / "e.csv").read_text().splitlines()]
    assert {len(row) for row in rows} == {19}
    found = [(row[2], row[3], row[8]) for row in rows]
    assert found == [
        ("major", "9", "05/02/2026"),
        ("merula", "1", "05/02/2026"),
        ("sp.", "1", "05/02/2026"),
        ("major", "1", "01/01/2027"),
    ]
    assert rows[0][4].startswith("At least 9 birds; male. ")


def test_camtrap_dp_validates(records, tmp_path):
    exported("camtrap-dp", records, tmp_path / "c.zip")
    folder = tmp_path / "c"
    with zipfile.ZipFile(tmp_path / "c.zip") as archive:
        archive.extractall(folder)
        rows = list(csv.DictReader(StringIO(archive.read("observations.csv").decode())))
    descriptor = json.loads((folder / "datapackage.json").read_text())
    for resource in descriptor["resources"]:
        resource.pop("schema", None)  # may not be fetched
        resource.pop("profile", None)
    descriptor.pop("profile", None)
    with system.use_context(trusted=True):
        report = Package.from_descriptor(descriptor, basepath=str(folder)).validate()
    assert report.valid, report.flatten(["message"])
    events = [row for row in rows if row["observationLevel"] == "event"]
    assert Counter(row["count"] for row in events) == {"9": 1, "1": 3}


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
def test_exiftool_reads_the_sidecars(records):
    for record in records:
        record.path.touch()
    told = exported("xmp", records, records[0].path.parent)
    assert not any(each.problem for each in told)
    folder = records[0].path.parent
    command = ["exiftool", "-j", "-Subject", "-ext", "xmp", "-validate", str(folder)]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    subjects = Counter(
        tuple(each["Subject"]) if isinstance(each["Subject"], list) else (each["Subject"],)
        for each in found
    )
    assert {each["Validate"] for each in found} == {"OK"}
    # One sidecar for RAW and JPEG of a shot; all boxes of a flock have one name.
    assert sum(subjects.values()) == 60 - PAIRS // 2
    names = Counter(name for subject in subjects.elements() for name in subject)
    assert names["Parus major"] == FLOCK_FRAMES + DOUBTFUL + 10
    assert names["Turdus merula"] == PAIRS // 2


def test_what_is_doubtful_is_listed(records, tmp_path):
    plan = plan_export(records, request("csv", tmp_path / "a.csv"), TOOLS, NOW)
    assert {doubt: each.count for doubt, each in plan.doubtful.items()} == {
        FactDoubt.FUTURE: DOUBTFUL,
        FactDoubt.HEMISPHERE: 60 - FLOCK_FRAMES - PAIRS - WALK - DOUBTFUL,
    }


def megadetector_json(records, folder):
    """Of photos below the folder, an unreadable one and one with candidates among them."""
    unsure = photo_record(bird_record(7001), path=records[0].path.with_name("u.jpg"), photo_id=61)
    broken = photo_record(
        path=records[0].path.with_name("b.jpg"), photo_id=62, error="It is empty."
    )
    file = records[0].path.with_name("megadetector.json")
    exported("megadetector", [*records, unsure, broken], file, ALL)
    return file


def test_megadetector_json_follows_the_rules_of_the_format(records, tmp_path):
    """Those that megadetector.postprocessing.validate_batch_results checks (version 10.0.28)."""
    document = json.loads(megadetector_json(records, tmp_path).read_text("utf-8"))
    assert isinstance(document["info"]["format_version"], str)
    assert float(document["info"]["format_version"]) >= 1.3
    for categories in ("detection_categories", "classification_categories"):
        for number, name in document[categories].items():
            assert number == str(int(number)) and name.strip()
    assert len(document["images"]) == 62
    for image in document["images"]:
        assert not image["file"].startswith("/")
        if "failure" in image:
            assert isinstance(image["failure"], str) and image["detections"] is None
            continue
        for detection in image["detections"]:
            assert isinstance(detection["conf"], float)
            assert detection["category"] in document["detection_categories"]
            assert len(detection["bbox"]) == 4 and all(0 <= each <= 1 for each in detection["bbox"])
            for category, probability in detection["classifications"]:
                assert category in document["classification_categories"]
                assert 0 <= probability <= 1


def test_megadetectors_own_validator_is_content(records, tmp_path, monkeypatch):
    """Only where the package is there; what it wants of videos and torch is not needed for this."""
    pytest.importorskip("megadetector")
    for name, parts in (
        ("megadetector.detection.video_utils", {"is_video_file": lambda name: False}),
        ("megadetector.utils.ct_utils", {"args_to_object": None, "is_list_sorted": None}),
        ("tqdm", {"tqdm": lambda items, **_options: items}),
    ):
        stand_in = ModuleType(name)
        vars(stand_in).update(parts)
        monkeypatch.setitem(sys.modules, name, stand_in)
    validator = importlib.import_module("megadetector.postprocessing.validate_batch_results")
    options = validator.ValidateBatchResultsOptions()
    file = megadetector_json(records, tmp_path)
    found = validator.validate_batch_results(str(file), options)["validation_results"]
    assert (found["errors"], found["warnings"]) == ([], [])
