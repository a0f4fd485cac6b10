"""MegaDetector JSON of other programs: what is taken in, and what a hostile file cannot do."""

from __future__ import annotations

import json
import os
import sys

import pytest

from birdeye import locations
from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.identification import Rank
from birdeye.domain.species import Species
from birdeye.taxonomy.species_table import SpeciesTable, read_species_table
from birdeye.workflows import detections_file
from birdeye.workflows.detections_file import DetectionsInvalid, read_detections
from birdeye.workflows.import_detections import import_detections
from tests.helpers.photo_records import BLACKBIRD, GREAT_TIT, SONG_THRUSH
from tests.helpers.sample_photos import encoded, quadrants

TABLE = SpeciesTable((GREAT_TIT, BLACKBIRD, SONG_THRUSH), {"Parus maior": "Parus major"}, {})


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "trap"
    (folder / "sub").mkdir(parents=True)
    for name, width in (("a.jpg", 200), ("sub/b.jpg", 210)):
        (folder / name).write_bytes(encoded(quadrants(width, 100), "JPEG"))
    return folder


def write(folder, document):
    path = folder / "md.json"
    path.write_text(json.dumps(document) if not isinstance(document, str) else document)
    return path


def document(*images, **more):
    return {
        "info": {"format_version": "1.5", "detector": "MDv5a"},
        "detection_categories": {"1": "animal", "2": "person"},
        "images": list(images),
        **more,
    }


def detection(category="1", conf=0.9, bbox=(0.1, 0.2, 0.5, 0.4), **more):
    return {"category": category, "conf": conf, "bbox": list(bbox), **more}


def image(file="a.jpg", *detections):
    return {"file": file, "detections": list(detections)}


def take_in(folder, doc, tmp_path):
    """(what was told, {file name: birds})."""
    with Catalogue(tmp_path / "catalogue.sqlite", Species) as catalogue:
        told = list(
            import_detections(read_detections(write(folder, doc)), folder, catalogue, TABLE)
        )
        return told, {record.path.name: record.birds for record in catalogue.records()}


@pytest.mark.parametrize(
    ("info", "version"),
    [
        ({"detector": "MDV5A"}, "MDV5A"),
        (
            {"detector": "MDV5A", "classifier": "speciesnet v4.0.2a"},
            "MDV5A with speciesnet v4.0.2a",
        ),
        ({"detector": "Birdeye (a 1)", "classifier": "Birdeye (a 1)"}, "Birdeye (a 1)"),
        ({"classifier": "speciesnet"}, "speciesnet"),
        ({"detector": 5, "classifier": ["x"]}, "unknown"),
        ({"detector": "  \n"}, "unknown"),
    ],
)
def test_what_found_and_named_the_birds_is_kept(folder, tmp_path, info, version):
    doc = document(image("a.jpg", detection())) | {"info": {"format_version": "1.5", **info}}
    with Catalogue(tmp_path / "catalogue.sqlite", Species) as catalogue:
        detections = read_detections(write(folder, doc))
        list(import_detections(detections, folder, catalogue, TABLE))
        (record,) = catalogue.records()
    assert (record.pack_id, record.pack_version) == ("imported", version)
    assert record.identified_by == ("another program" if version == "unknown" else version)


def test_boxes_become_pixels_and_people_no_birds(folder, tmp_path):
    doc = document(
        image("a.jpg", detection(), detection("2"), detection(conf=0.1)), image("sub\\b.jpg")
    )
    told, birds = take_in(folder, doc, tmp_path)
    assert [(each.bird_count, each.problem) for each in told] == [(1, ""), (0, "")]
    (bird,) = birds["a.jpg"]
    assert bird.bird.box.as_tuple() == pytest.approx((20, 20, 120, 60))
    assert (bird.bird.score, bird.rank) == (0.9, Rank.NONE)
    assert birds["b.jpg"] == ()


@pytest.mark.parametrize(
    ("classes", "descriptions", "taxa"),
    [
        ([["0", 0.9], ["1", 0.05]], {}, ["Turdus merula"]),
        ([["1", 0.9]], {}, ["Parus major"]),
        ([["1", 0.5], ["0", 0.3]], {}, [""]),
        ([["2", 0.9]], {}, []),
        ([["2", 0.9]], {"2": "9;aves;passeriformes;turdidae;turdus;merula;x"}, ["Turdus merula"]),
        ([["0", 0.9]], {"0": "9;mammalia;carnivora;canidae;vulpes;vulpes;x"}, []),
        ([["3", 0.9]], {}, [""]),
        ([["4", 0.9]], {}, ["Parus major"]),
    ],
    ids=["english", "scientific", "unsure", "fox", "taxonomy", "mammal", "bird", "older name"],
)
def test_classes_are_species_that_the_table_knows(folder, tmp_path, classes, descriptions, taxa):
    doc = document(
        image("a.jpg", detection(classifications=classes)),
        classification_categories={
            "0": "eurasian_blackbird",
            "1": "Parus major",
            "2": "fox",
            "3": "bird",
            "4": "parus maior",
        },
        classification_category_descriptions=descriptions,
    )
    _, birds = take_in(folder, doc, tmp_path)
    assert [bird.taxon for bird in birds["a.jpg"]] == taxa


def test_photos_that_cannot_be_read_are_told_and_the_others_go_on(folder, tmp_path):
    (folder / "bad.jpg").write_bytes(b"no photo")
    doc = document(
        image("gone.jpg", detection()),
        image("bad.jpg", detection()),
        {"file": "x.jpg", "failure": "Failure image access", "detections": None},
        image("a.jpg", detection()),
    )
    told, birds = take_in(folder, doc, tmp_path)
    assert [bool(each.problem) for each in told] == [True, True, True, False]
    assert len(birds["a.jpg"]) == 1


@pytest.mark.parametrize("form", ["../secret.jpg", "sub/../../secret.jpg", "absolute", "link"])
def test_nothing_outside_the_folder_is_looked_at(folder, tmp_path, form):
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(encoded(quadrants(), "JPEG"))
    if form == "link":
        if sys.platform == "win32":
            pytest.skip("links need rights there")
        (folder / "link.jpg").symlink_to(secret)
    file = {"absolute": str(secret), "link": "link.jpg"}.get(form, form)
    (told,), birds = take_in(folder, document(image(file, detection())), tmp_path)
    assert "is not in the folder" in told.problem
    assert birds == {}


def test_an_absolute_path_inside_the_folder_is_fine(folder, tmp_path):
    (told,), birds = take_in(folder, document(image(str(folder / "a.jpg"))), tmp_path)
    assert told.problem == ""
    assert list(birds) == ["a.jpg"]


HOSTILE = {
    "well-formed": '{"images": [',
    "not a JSON object": "[]",
    "“images” is not a list": {"info": {}},
    "image 1 is not a JSON object": document(7),
    "image 1 has no file name": document({"file": "", "detections": []}),
    "image 2 has no file name": document(image(), {"file": "a\0b", "detections": []}),
    "not have four numbers": document(image("a.jpg", detection(bbox=(0.1, 0.2)))),
    "numbers from 0 to 1": document(image("a.jpg", detection(bbox=(0.1, 0.2, 5, 0.3)))),
    "“conf” of": document(image("a.jpg", detection(conf="0.9"))),
    "conf” of a detection": document(image("a.jpg", detection(conf=True))),
    "NaN": json.dumps(document(image("a.jpg", detection(conf=float("nan"))))),
    "from 0 to 1": json.dumps(document(image("a.jpg", detection()))).replace("0.9", "1e999"),
    "from 0 to 1 beyond": json.dumps(document(image("a.jpg", detection(conf=10**400)))),
    "more than 1000 detections": document(image("a.jpg", *[detection()] * 1001)),
    "is not a pair": document(image("a.jpg", detection(classifications=["x"]))),
    "other than names": document(detection_categories={"1": {}}),
    "well-formed JSON": "[" * 200_000,
    "not well-formed": "1" * 10_000,
    "a file name of more than 4096": document(image("a" * 5000)),
    "has no category": document(image("a.jpg", detection(category=["1"] * 1000))),
}


@pytest.mark.parametrize("reason", HOSTILE)
def test_a_file_that_is_not_as_the_format_says_is_refused_with_the_place(folder, reason):
    words = reason.removesuffix(" beyond")
    with pytest.raises(DetectionsInvalid, match=words) as refused:
        read_detections(write(folder, HOSTILE[reason]))
    assert "MegaDetector" in str(refused.value)


def test_the_name_of_the_detector_is_short_and_on_one_line(folder):
    """It is kept with each photo."""
    read = read_detections(write(folder, document() | {"info": {"detector": "a\n" + "x" * 500}}))
    assert read.detector == "a " + "x" * 98


def test_a_file_that_is_too_large_missing_or_none_is_refused(folder, monkeypatch):
    monkeypatch.setattr(detections_file, "MAX_BYTES", 100)
    with pytest.raises(DetectionsInvalid, match="larger than"):
        read_detections(write(folder, document(*[image()] * 9)))
    monkeypatch.setattr(detections_file, "MAX_BYTES", 1000)
    monkeypatch.setattr(detections_file, "MAX_READ_BYTES", 10_000)
    with pytest.raises(DetectionsInvalid, match="far more values"):
        read_detections(write(folder, "[" + "{}," * 60 + "{}]"))
    with pytest.raises(DetectionsInvalid, match="No such file"):
        read_detections(folder / "none.json")
    with pytest.raises(DetectionsInvalid, match="not a file"):
        read_detections(folder)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe")
        with pytest.raises(DetectionsInvalid, match="not a file"):
            read_detections(folder / "pipe")


def test_the_table_of_the_program_knows_what_speciesnet_calls_a_bird(folder, tmp_path):
    table = read_species_table(locations.names_folder())
    doc = document(
        image("a.jpg", detection(classifications=[["0", 0.9]])),
        classification_categories={"0": "common blackbird"},
        classification_category_descriptions={
            "0": "f0;aves;passeriformes;turdidae;turdus;merula;common blackbird"
        },
    )
    with Catalogue(tmp_path / "c.sqlite", Species) as catalogue:
        detections = read_detections(write(folder, doc))
        assert [each.bird_count for each in import_detections(detections, folder, catalogue, table)]
        (record,) = catalogue.records()
    assert record.birds[0].taxon == "Turdus merula"


@pytest.mark.parametrize(
    ("name", "rank", "taxon"),
    [
        ("Streptopelia chinensis", Rank.SPECIES, "Spilopelia chinensis"),
        ("Kohlmeise", Rank.SPECIES, "Parus major"),
        ("Accipiter gentilis", Rank.GENUS, "Astur"),
        ("Turdus merula", Rank.SPECIES, "Turdus merula"),
    ],
)
def test_names_of_any_year_and_language_are_known_and_splits_not_claimed(
    name, rank, taxon, folder, tmp_path
):
    doc = document(
        image("a.jpg", detection(classifications=[["0", 0.9]])),
        classification_categories={"0": name},
    )
    table = read_species_table(locations.names_folder())
    with Catalogue(tmp_path / "c.sqlite", Species) as catalogue:
        list(import_detections(read_detections(write(folder, doc)), folder, catalogue, table))
        (record,) = catalogue.records()
    assert (record.birds[0].rank, record.birds[0].taxon) == (rank, taxon)


def test_failures_and_videos_are_named_and_say_nothing_of_birds(folder, tmp_path):
    before = take_in(folder, document(image("a.jpg", detection())), tmp_path)[1]
    told, birds = take_in(
        folder,
        document(
            {"file": "a.jpg", "failure": "Failure image access", "detections": None},
            {"file": "sub\\clip.MP4", "detections": [detection()]},
            image("sub/b.jpg", detection()),
        ),
        tmp_path,
    )
    assert [each.problem for each in told] == [
        "“a.jpg” was not processed by the program that made the file: Failure image access.",
        "“sub\\clip.MP4” is a video, and Birdeye imports only photos.",
        "",
    ]
    assert birds["a.jpg"] == before["a.jpg"] != ()
    assert len(birds["b.jpg"]) == 1
