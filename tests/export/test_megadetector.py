"""MegaDetector's batch format, held against a schema of https://lila.science/megadetector-output-format."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from birdeye.domain.boxes import Box
from tests.helpers.photo_records import (
    ALL,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
    unsure_claim,
)

_FRACTION = {"type": "number", "minimum": 0, "maximum": 1}
_NUMBERED = {
    "type": "object",
    "propertyNames": {"pattern": "^[0-9]+$"},
    "additionalProperties": {"type": "string"},
}
SCHEMA = {
    "type": "object",
    "required": ["info", "detection_categories", "images"],
    "additionalProperties": False,
    "properties": {
        "info": {
            "type": "object",
            "required": ["format_version", "detector"],
            "properties": {"format_version": {"const": "1.5"}, "detector": {"type": "string"}},
        },
        "detection_categories": _NUMBERED,
        "classification_categories": _NUMBERED,
        "classification_category_descriptions": _NUMBERED,
        "images": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["file", "detections"],
                "properties": {
                    "file": {"type": "string"},
                    "failure": {"type": "string"},
                    "detections": {
                        "type": ["array", "null"],
                        "items": {
                            "type": "object",
                            "required": ["category", "conf", "bbox"],
                            "properties": {
                                "category": {"type": "string"},
                                "conf": _FRACTION,
                                "bbox": {
                                    "type": "array",
                                    "items": _FRACTION,
                                    "minItems": 4,
                                    "maxItems": 4,
                                },
                                "classifications": {
                                    "type": "array",
                                    "items": {
                                        "type": "array",
                                        "prefixItems": [{"type": "string"}, _FRACTION],
                                        "minItems": 2,
                                        "maxItems": 2,
                                    },
                                },
                            },
                        },
                    },
                },
                # A failure has null detections, and nothing else has.
                "if": {"required": ["failure"]},
                "then": {"properties": {"detections": {"type": "null"}}},
                "else": {"properties": {"detections": {"type": "array"}}},
            },
        },
    },
}


def document(tmp_path, *records, options=ALL):
    path = tmp_path / "md.json"
    exported("megadetector", records, path, options)
    loaded = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(loaded, SCHEMA)
    return loaded


def test_boxes_are_fractions_of_the_upright_photo(tmp_path):
    md = document(tmp_path, photo_record(bird_record(box=Box(32, 24, 352, 120))))
    (detection,) = md["images"][0]["detections"]
    assert detection["bbox"] == [0.1, 0.1, 0.9, 0.4]  # what leaves the photo is cut off
    assert md["detection_categories"][detection["category"]] == "animal"
    assert detection["conf"] == 0.91


def test_guesses_keep_their_probabilities_and_the_word_of_a_person_is_certain(tmp_path):
    md = document(tmp_path, photo_record(confirmed_bird(), bird_record(2)))
    names = md["classification_categories"]
    person, program = md["images"][0]["detections"]
    assert [(names[c], p) for c, p in person["classifications"]] == [("Great Tit", 1.0)]
    assert person["conf"] == 1.0
    assert [(names[c], p) for c, p in program["classifications"]] == [
        ("Eurasian Blackbird", 0.97),
        ("Song Thrush", 0.02),
    ]
    descriptions = md["classification_category_descriptions"]
    (category,) = [c for c, name in names.items() if name == "Great Tit"]
    assert descriptions[category].split(";")[4:] == ["parus", "major", "great tit"]


def test_files_below_the_document_are_named_relative_to_it(tmp_path):
    md = document(
        tmp_path,
        photo_record(confirmed_bird(), path=tmp_path / "sub" / "大山雀 1.jpg"),
        photo_record(confirmed_bird(), path="/else/b.jpg"),
    )
    assert [image["file"] for image in md["images"]] == ["sub/大山雀 1.jpg", "/else/b.jpg"]


def test_empty_and_unreadable_photos_are_told_apart(tmp_path):
    md = document(
        tmp_path, photo_record(), photo_record(error="It is empty."), photo_record(unsure_claim())
    )
    empty, failed, unsure = md["images"]
    assert empty["detections"] == []
    assert failed["failure"] == "It is empty."
    assert len(unsure["detections"]) == 1


def test_a_failed_read_takes_no_bird_out_of_the_document(tmp_path):
    away = replace(photo_record(confirmed_bird()), error="It is away.")
    (image,) = document(tmp_path, away)["images"]
    assert "failure" not in image
    assert len(image["detections"]) == 1


@pytest.mark.parametrize("count", [0, 3])
def test_any_number_of_photos_is_a_document(tmp_path, count):
    assert len(document(tmp_path, *[photo_record()] * count)["images"]) == count
