"""Every rule of the manifest, by a manifest that breaks it."""

from __future__ import annotations

import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from birdeye.domain.errors import PackInvalid
from birdeye.packs.manifest import (
    CalibrationSpec,
    ColourOrder,
    Decoder,
    InputType,
    Layout,
    Manifest,
    OutputKind,
    PresenceSpec,
    ResizeRule,
)
from birdeye.packs.manifest_file import (
    MAX_MANIFEST_BYTES,
    parse_manifest,
    read_manifest,
    write_manifest,
)

EXAMPLE = """
format = 1
id = "woodland-2"
version = "2.10"
title = "Birds of the woodland"
licence = "CC-BY-4.0"
description = \"\"\"Two lines
about it.\"\"\"
homepage = "https://example.org/woodland"

[detector]
file = "detector.onnx"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
decoder = "yolox"
score_threshold = 0.3
iou_threshold = 0.5
bird_class = 14
strides = [8, 16, 32]

[detector.input]
width = 416
height = 320
resize = "letterbox"
colour_order = "BGR"
pad_value = 114

[classifier]
file = "classifier.onnx"
sha256 = "1111111111111111111111111111111111111111111111111111111111111111"
output = "logits"
output_name = "scores"
temperature = 1.5
prior_exponent = 0.5
congener_ratio = 12.5
crop_margin = 0.25
square = false
species_threshold = 0.5
genus_threshold = 0.6
family_threshold = 0.7
not_a_bird = 3

[classifier.input]
width = 224
height = 192
resize = "stretch"
layout = "NHWC"
mean = [123.675, 116.28, 103.53]
scale = [0.0171, 0.0175, 0.0174]

[presence]
least_score = 0.1
threshold = 0.6
detector_weight = 1.25
classifier_weight = 0.5
bias = -0.75

[calibration]
photos = 3000
species = 600
sources = "six web collections"
"""

REMOVED = object()


def _changed(**changes):
    """The example with values at dotted paths (``__`` for the dot) replaced, added or removed."""
    values = tomllib.loads(EXAMPLE)
    for path, value in changes.items():
        *tables, key = path.split("__")
        table = values
        for name in tables:
            table = table[name]
        if value is REMOVED:
            del table[key]
        else:
            table[key] = value
    return tomli_w.dumps(values).encode()


def _problems(content):
    with pytest.raises(PackInvalid) as caught:
        parse_manifest(content, "woodland")
    return caught.value.problems


def test_manifest_is_read_as_written():
    manifest = parse_manifest(EXAMPLE.encode(), "woodland")
    assert manifest.id == "woodland-2"
    assert manifest.version_numbers == (2, 10, 0, 0)
    assert manifest.description == "Two lines\nabout it."
    detector, classifier = manifest.detector, manifest.classifier
    assert (detector.decoder, detector.bird_class) == (Decoder.YOLOX, 14)
    assert detector.strides == (8, 16, 32)
    assert (detector.input.width, detector.input.height) == (416, 320)
    assert detector.input.resize is ResizeRule.LETTERBOX
    assert detector.input.colour_order is ColourOrder.BGR
    assert detector.input.layout is Layout.NCHW
    assert detector.input.mean == (0.0, 0.0, 0.0)
    assert detector.input.scale == (1.0, 1.0, 1.0)
    assert classifier.output is OutputKind.LOGITS
    assert classifier.output_name == "scores"
    assert (classifier.temperature, classifier.crop_margin) == (1.5, 0.25)
    assert classifier.square is False
    assert classifier.not_a_bird == 3
    assert classifier.input.layout is Layout.NHWC
    assert classifier.input.dtype is InputType.FLOAT32
    assert classifier.input.mean == (123.675, 116.28, 103.53)
    assert (classifier.prior_exponent, classifier.congener_ratio) == (0.5, 12.5)
    assert manifest.presence == PresenceSpec(0.1, 0.6, 1.25, 0.5, -0.75)
    assert manifest.calibration == CalibrationSpec(3000, 600, "six web collections")


def test_values_equal_the_plain_strings_of_the_file():
    manifest = parse_manifest(EXAMPLE.encode(), "woodland")
    assert manifest.detector.decoder == "yolox"
    assert manifest.classifier.input.layout == "NHWC"


def test_manifest_with_a_byte_order_mark_is_read():
    assert parse_manifest(b"\xef\xbb\xbf" + EXAMPLE.encode(), "woodland").id == "woodland-2"


def test_absent_options_have_their_defaults():
    changes = {
        "description": REMOVED,
        "homepage": REMOVED,
        "classifier__output_name": REMOVED,
        "classifier__temperature": REMOVED,
        "classifier__not_a_bird": REMOVED,
        "classifier__prior_exponent": REMOVED,
        "classifier__congener_ratio": REMOVED,
        "presence": REMOVED,
        "calibration": REMOVED,
    }
    manifest = parse_manifest(_changed(**changes), "woodland")
    assert (manifest.description, manifest.homepage) == ("", "")
    assert manifest.classifier.output_name is None
    assert manifest.classifier.temperature == 1.0
    assert manifest.classifier.not_a_bird is None
    assert manifest.classifier.prior_exponent == 0.0
    assert manifest.classifier.congener_ratio == 1.0
    assert manifest.presence is None
    assert manifest.calibration is None


BROKEN = [
    ("format", 0),
    ("format", "1"),
    ("format", True),
    ("id", ""),
    ("id", "Woodland"),
    ("id", "../escape"),
    ("id", "a/b"),
    ("id", "-a"),
    ("id", "a" * 65),
    ("id", "com1"),
    ("id", 7),
    ("id", REMOVED),
    ("version", "one"),
    ("version", "1.2.3.4.5"),
    ("version", 1.0),
    ("title", "  "),
    ("title", "a" * 101),
    ("title", "bell\a"),
    ("title", "reversed \u202e"),
    ("title", "two\nlines"),
    ("licence", REMOVED),
    ("description", "x" * 4001),
    ("homepage", "javascript:alert(1)"),
    ("homepage", "file:///etc/passwd"),
    ("detector", REMOVED),
    ("classifier", "none"),
    ("detector__file", "../detector.onnx"),
    ("detector__file", "/detector.onnx"),
    ("detector__file", "sub/detector.onnx"),
    ("detector__file", "sub\\detector.onnx"),
    ("detector__file", ".onnx"),
    ("detector__file", "detector.exe"),
    ("detector__file", "aux.onnx"),
    ("detector__sha256", "abc"),
    ("detector__sha256", "Z" * 64),
    ("detector__decoder", "yolov8"),
    ("detector__decoder", 3),
    ("detector__score_threshold", -0.1),
    ("detector__score_threshold", 1.01),
    ("detector__score_threshold", float("nan")),
    ("detector__score_threshold", True),
    ("detector__score_threshold", "0.3"),
    ("detector__iou_threshold", float("inf")),
    ("detector__bird_class", -1),
    ("detector__bird_class", 10**30),
    ("detector__strides", REMOVED),
    ("detector__strides", [7]),
    ("detector__strides", [0]),
    ("detector__strides", [8] * 9),
    ("detector__strides", 8),
    ("detector__boxes_output", "boxes"),
    ("detector__scores_output", "scores"),
    ("detector__input__width", 15),
    ("detector__input__width", 4097),
    ("detector__input__width", 416.0),
    ("detector__input__height", REMOVED),
    ("detector__input__resize", "fit"),
    ("detector__input__colour_order", "GBR"),
    ("detector__input__layout", "HWC"),
    ("detector__input__dtype", "float64"),
    ("detector__input__mean", [0, 0]),
    ("detector__input__mean", [0, 0, float("nan")]),
    ("detector__input__mean", [0, 0, 10**400]),
    ("detector__input__scale", [1, 1, 0]),
    ("detector__input__scale", [1, 1, 1001]),
    ("detector__input__scale", 1),
    ("detector__input__pad_value", 256),
    ("classifier__output", "softmax"),
    ("classifier__output_name", "a\nb"),
    ("classifier__temperature", 0),
    ("classifier__temperature", 101),
    ("classifier__temperature", float("inf")),
    ("classifier__crop_margin", 1.5),
    ("classifier__square", "yes"),
    ("classifier__species_threshold", REMOVED),
    ("classifier__genus_threshold", 2),
    ("classifier__family_threshold", -1),
    ("classifier__not_a_bird", 20001),
    ("presence", 1),
    ("presence__least_score", 0),
    ("presence__threshold", 1.5),
    ("presence__detector_weight", -1),
    ("presence__classifier_weight", float("nan")),
    ("presence__classifier_weight", REMOVED),
    ("presence__bias", 1e308),
    ("classifier__prior_exponent", -0.1),
    ("classifier__prior_exponent", 2.1),
    ("classifier__absent_congener_weight", -1),
    ("classifier__congener_ratio", 0.9),
    ("classifier__congener_ratio", float("inf")),
    ("calibration", "yes"),
    ("calibration__photos", 0),
    ("calibration__species", REMOVED),
    ("calibration__sources", ""),
    ("calibration__more", 1),
]


@pytest.mark.parametrize(
    ("path", "value"), BROKEN, ids=[f"{path}-{number}" for number, (path, _) in enumerate(BROKEN)]
)
def test_rule_is_kept_and_its_field_named(path, value):
    field = path.replace("__", ".")
    problems = _problems(_changed(**{path: value}))
    assert any(problem.startswith(f"{field} ") for problem in problems), problems
    assert len(problems) == 1, "one broken rule is one sentence"


def test_uint8_input_takes_pixels_as_they_are():
    problems = _problems(_changed(classifier__input__dtype="uint8"))
    assert {problem.split()[0] for problem in problems} == {
        "classifier.input.mean",
        "classifier.input.scale",
    }


def test_strides_belong_to_yolox_only():
    problems = _problems(_changed(detector__decoder="ssd"))
    assert problems == ("detector.strides belongs to the decoder yolox only",)


def test_boxes_scores_needs_the_names_of_its_outputs():
    problems = _problems(_changed(detector__decoder="boxes-scores", detector__strides=REMOVED))
    assert {problem.split()[0] for problem in problems} == {
        "detector.boxes_output",
        "detector.scores_output",
    }


def test_two_networks_are_two_files():
    problems = _problems(_changed(classifier__file="Detector.onnx"))
    assert problems == ("detector.file and classifier.file are the same file",)


def test_presence_weighs_an_output_that_there_must_be():
    problems = _problems(_changed(classifier__not_a_bird=REMOVED))
    assert problems == (
        "presence is given, but classifier.not_a_bird, which it weighs, is missing",
    )


def test_unknown_field_is_reported_with_what_was_meant():
    problems = _problems(_changed(classifier__temprature=2))
    assert problems == (
        "classifier.temprature is not a field of the format; perhaps temperature is meant",
    )


def test_newer_format_asks_for_an_update_and_nothing_else():
    (problem,) = _problems(_changed(format=2, classifier__new_field=1))
    assert "update" in problem


def test_all_problems_come_at_once():
    changes = {"id": "X", "detector__input__width": 0, "classifier__temperature": 0}
    problems = _problems(_changed(**changes))
    assert [problem.split()[0] for problem in problems] == [
        "id",
        "detector.input.width",
        "classifier.temperature",
    ]


def test_missing_table_is_one_problem():
    assert _problems(_changed(detector__input=REMOVED)) == (
        "detector.input is missing; it must be a table",
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"id = ",
        b"a = " + b"[" * 20000,
        b"a = " + b"9" * 5000,
        b"a = 2020-99-99",
        b"#" * (MAX_MANIFEST_BYTES + 1),
    ],
    ids=["empty", "not-utf8", "half", "deep", "long-number", "no-date", "large"],
)
def test_content_that_is_no_manifest_is_refused(content):
    assert _problems(content)


def test_long_values_are_cut_in_the_sentence():
    (problem,) = _problems(_changed(id="a!" * 30))
    assert len(problem) < 200


def test_control_characters_never_reach_the_sentence():
    (problem,) = _problems(_changed(**{"detector__decoder": "\x1b[2J"}))
    assert "\x1b" not in problem


def test_missing_manifest_is_said(tmp_path):
    with pytest.raises(PackInvalid, match=r"manifest\.toml is missing"):
        read_manifest(tmp_path)


def test_manifest_that_is_a_folder_is_said(tmp_path):
    (tmp_path / "manifest.toml").mkdir()
    with pytest.raises(PackInvalid, match=r"manifest\.toml cannot be read"):
        read_manifest(tmp_path)


def test_written_manifest_is_read_back_equal(tmp_path):
    manifest = parse_manifest(EXAMPLE.encode(), "woodland")
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.toml"]


def test_invalid_manifest_is_not_written(tmp_path):
    manifest = parse_manifest(EXAMPLE.encode(), "woodland")
    broken = Manifest(
        id="NO", version="1", title="t", licence="l",
        detector=manifest.detector, classifier=manifest.classifier,
    )  # fmt: skip
    with pytest.raises(PackInvalid, match="id is"):
        write_manifest(tmp_path, broken)
    assert not list(tmp_path.iterdir())


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)
_PATHS = [*sorted({path for path, _ in BROKEN}), "detector__input", "new", "classifier__new"]


@given(st.binary(max_size=400))
def test_any_bytes_give_a_manifest_or_pack_invalid(content):
    with pytest.raises(PackInvalid):
        parse_manifest(content, "any")


@given(st.sampled_from(_PATHS), _VALUES)
def test_any_value_anywhere_gives_a_manifest_or_pack_invalid(path, value):
    try:
        content = _changed(**{path: value})
    except (TypeError, KeyError, AttributeError):
        return  # TOML has no word for it
    try:
        manifest = parse_manifest(content, "any")
    except PackInvalid as error:
        assert error.problems and all(error.problems)
    else:
        for spec in (manifest.detector, manifest.classifier):
            assert 16 <= spec.input.width <= 4096 and 16 <= spec.input.height <= 4096
        assert 0.01 <= manifest.classifier.temperature <= 100


@given(st.integers(0, len(EXAMPLE) - 1), st.binary(max_size=3))
def test_any_damage_to_the_text_gives_a_manifest_or_pack_invalid(position, damage):
    content = EXAMPLE.encode()
    try:
        parse_manifest(content[:position] + damage + content[position + 1 :], "any")
    except PackInvalid as error:
        assert error.problems
