"""Reads and writes `manifest.toml`, with only such values as the format allows."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import tomli_w

from birdeye.domain.errors import PackInvalid
from birdeye.domain.file_names import is_windows_device
from birdeye.packs.fields import FieldReader
from birdeye.packs.manifest import (
    FORMAT,
    CalibrationSpec,
    ClassifierSpec,
    ColourOrder,
    Decoder,
    DetectorSpec,
    InputSpec,
    InputType,
    Layout,
    Manifest,
    OutputKind,
    PresenceSpec,
    ResizeRule,
)
from birdeye.packs.small_file import read_small_file, write_small_file

MANIFEST_NAME = "manifest.toml"
MAX_MANIFEST_BYTES = 64 * 1024
_MOST_DOTS = 64
"""A key of thirty thousand parts takes tomllib gigabytes."""

MAX_OUTPUTS = 20_000
"""More outputs than there are species of birds; anything beyond is a mistake or an attack."""

_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
VERSION = r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}"
_MODEL_FILE = r"[A-Za-z0-9][A-Za-z0-9._-]*\.onnx"
_SHA256 = r"[0-9a-f]{64}"
URL = r"https?://[^\s<>\"]+"


def parse_manifest(content: bytes, subject: str) -> Manifest:
    """The manifest in ``content`` (a whole TOML file); ``subject`` names the pack in errors.

    Raises `PackInvalid` with all problems, and nothing else, whatever the bytes are.
    """
    return _read_manifest(parse_toml(content, MANIFEST_NAME, subject), subject)


def parse_toml(content: bytes, name: str, subject: str) -> dict[str, Any]:
    """The tables in ``content``, at most `MAX_MANIFEST_BYTES` of the file ``name``.

    Raises `PackInvalid` about ``subject``, and nothing else, whatever the bytes are.
    """
    if len(content) > MAX_MANIFEST_BYTES:
        raise PackInvalid(subject, [f"{name} is larger than {MAX_MANIFEST_BYTES} bytes"])
    if any(line.count(b".") > _MOST_DOTS for line in content.split(b"\n")):
        raise PackInvalid(subject, [f"{name} has a line with more than {_MOST_DOTS} dots"])
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise PackInvalid(subject, [f"{name} is not UTF-8 text"]) from None
    except (ValueError, RecursionError) as error:
        # ValueError and not only TOMLDecodeError: numbers with thousands of digits raise it bare.
        reason = str(error).splitlines()[0][:120] if str(error) else "nested too deeply"
        raise PackInvalid(subject, [f"{name} is not valid TOML: {reason}"]) from None


def _read_manifest(values: Mapping[str, Any], subject: str) -> Manifest:
    problems: list[str] = []
    top = FieldReader(values, "", problems)
    written_format = values.get("format")
    if isinstance(written_format, int) and FORMAT < written_format < 1000:
        raise PackInvalid(
            subject,
            [f"format is {written_format}, but this Birdeye reads only up to {FORMAT}: update it"],
        )
    manifest = Manifest(
        format=top.integer("format", 1, FORMAT),
        id=read_id(top),
        version=top.text("version", pattern=VERSION, means="numbers and dots, such as 1.2"),
        title=top.text("title", longest=100),
        licence=top.text("licence"),
        description=top.text("description", "", longest=4000, lines=True),
        homepage=top.text("homepage", "", pattern=URL, means="a web address"),
        detector=_read_detector(top.table("detector")),
        classifier=_read_classifier(top.table("classifier")),
        presence=read_presence(top.optional_table("presence")),
        calibration=read_calibration(top.optional_table("calibration")),
    )
    check_presence(top, manifest.presence, manifest.classifier)
    top.refuse_unknown()
    if manifest.detector.file.casefold() == manifest.classifier.file.casefold() != "":
        problems.append("detector.file and classifier.file are the same file")
    if problems:
        raise PackInvalid(subject, problems)
    return manifest


def read_id(top: FieldReader) -> str:
    """The name of a pack."""
    pack_id = top.text(
        "id", longest=64, pattern=_ID, means="lower-case letters, digits and single hyphens"
    )
    if is_windows_device(pack_id):
        top.problem("id", f"is “{pack_id}”, which Windows reserves for a device")
    return pack_id


def _read_detector(table: FieldReader) -> DetectorSpec:
    size = table.table("input")
    detector = DetectorSpec(
        file=_read_model_file(table),
        sha256=read_sha256(table),
        decoder=table.choice("decoder", Decoder),
        input=_read_input(size),
        score_threshold=table.number("score_threshold", 0, 1),
        iou_threshold=table.number("iou_threshold", 0, 1),
        bird_class=table.integer("bird_class", 0, MAX_OUTPUTS, 0),
        strides=table.integers("strides", 1, 256, most=8),
        boxes_output=table.text("boxes_output", ""),
        scores_output=table.text("scores_output", ""),
    )
    table.refuse_unknown()
    if table.sound("decoder"):
        _check_decoder(table, detector, size.sound("width", "height"))
    return detector


def _check_decoder(table: FieldReader, detector: DetectorSpec, size_is_sound: bool) -> None:
    decoder, size = detector.decoder, detector.input
    if not table.sound("strides"):
        pass
    elif decoder is Decoder.YOLOX:
        if not detector.strides:
            table.problem("strides", "is missing; the decoder yolox needs it, such as [8, 16, 32]")
        elif size_is_sound and any(
            size.width % stride or size.height % stride for stride in detector.strides
        ):
            table.problem("strides", "must divide the width and the height of the input")
    elif detector.strides:
        table.problem("strides", "belongs to the decoder yolox only")
    outputs = {"boxes_output": detector.boxes_output, "scores_output": detector.scores_output}
    for key, name in outputs.items():
        if decoder is Decoder.BOXES_SCORES and not name:
            table.problem(key, "is missing; the decoder boxes-scores needs the output's name")
        elif decoder is not Decoder.BOXES_SCORES and name:
            table.problem(key, "belongs to the decoder boxes-scores only")


def _read_classifier(table: FieldReader) -> ClassifierSpec:
    return read_use_of_classifier(table, file=_read_model_file(table), sha256=read_sha256(table))


def read_use_of_classifier(table: FieldReader, *, file: str, sha256: str) -> ClassifierSpec:
    """All that a table says about a classifier except its file, which the caller knows."""
    classifier = ClassifierSpec(
        file=file,
        sha256=sha256,
        input=_read_input(table.table("input")),
        output=table.choice("output", OutputKind),
        output_name=table.text("output_name", None) or None,
        temperature=table.number("temperature", 0.01, 100, 1.0),
        prior_exponent=table.number("prior_exponent", 0, 2, 0.0),
        absent_congener_weight=table.number("absent_congener_weight", 0, 10, 0.0),
        congener_ratio=table.number("congener_ratio", 1, 1e6, 1.0),
        crop_margin=table.number("crop_margin", 0, 1, 0.1),
        square=table.flag("square", True),
        species_threshold=table.number("species_threshold", 0, 1),
        genus_threshold=table.number("genus_threshold", 0, 1),
        family_threshold=table.number("family_threshold", 0, 1),
        not_a_bird=table.integer("not_a_bird", 0, MAX_OUTPUTS, None),
    )
    table.refuse_unknown()
    return classifier


def read_presence(table: FieldReader | None) -> PresenceSpec | None:
    """How both networks decide about a box, if the file says so."""
    if table is None:
        return None
    presence = PresenceSpec(
        least_score=table.number("least_score", 0.01, 1),
        threshold=table.number("threshold", 0, 1),
        detector_weight=table.number("detector_weight", 0, 100),
        classifier_weight=table.number("classifier_weight", 0, 100),
        bias=table.number("bias", -100, 100),
    )
    table.refuse_unknown()
    return presence


def check_presence(
    top: FieldReader, presence: PresenceSpec | None, classifier: ClassifierSpec
) -> None:
    """Note a problem if ``presence`` weighs an output that the classifier does not have."""
    if presence and top.sound("classifier") and classifier.not_a_bird is None:
        top.problem("presence", "is given, but classifier.not_a_bird, which it weighs, is missing")


def read_calibration(table: FieldReader | None) -> CalibrationSpec | None:
    """What the pack was calibrated on, if the file says so."""
    if table is None:
        return None
    calibration = CalibrationSpec(
        photos=table.integer("photos", 1, 10**9),
        species=table.integer("species", 1, MAX_OUTPUTS),
        sources=table.text("sources", longest=1000, lines=True),
        first_choice=table.number("first_choice", 0, 1, None),
        on_builtin_photos=table.number("on_builtin_photos", 0, 1, None),
    )
    table.refuse_unknown()
    return calibration


def _read_input(table: FieldReader) -> InputSpec:
    spec = InputSpec(
        width=table.integer("width", 16, 4096),
        height=table.integer("height", 16, 4096),
        resize=table.choice("resize", ResizeRule),
        colour_order=table.choice("colour_order", ColourOrder, "RGB"),
        layout=table.choice("layout", Layout, "NCHW"),
        dtype=table.choice("dtype", InputType, "float32"),
        mean=table.triple("mean", -1000, 1000, (0.0, 0.0, 0.0)),
        scale=table.triple("scale", -1000, 1000, (1.0, 1.0, 1.0)),
        pad_value=table.integer("pad_value", 0, 255, 114),
    )
    table.refuse_unknown()
    if not table.sound("mean", "scale", "dtype"):
        return spec
    if 0.0 in spec.scale:
        table.problem("scale", "is 0 for a channel, which would make every photo alike")
    if spec.dtype is InputType.UINT8:
        if spec.mean != (0.0, 0.0, 0.0):
            table.problem("mean", "must be 0 for an input of type uint8")
        if spec.scale != (1.0, 1.0, 1.0):
            table.problem("scale", "must be 1 for an input of type uint8")
    return spec


def _read_model_file(table: FieldReader) -> str:
    name = table.text(
        "file",
        longest=100,
        pattern=_MODEL_FILE,
        means="the name of an .onnx file in the pack's own folder, "
        "of letters, digits, dots, hyphens and underscores",
    )
    if is_windows_device(name):
        table.problem("file", f"is “{name}”, which Windows reserves for a device")
    return name


def read_sha256(table: FieldReader) -> str:
    """The checksum of a file."""
    return table.text("sha256", pattern=_SHA256, means="64 lower-case hexadecimal digits")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the pack in ``folder``; raises `PackInvalid` with all problems."""
    return parse_manifest(read_small_file(folder, MANIFEST_NAME, MAX_MANIFEST_BYTES), folder.name)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``manifest.toml`` into ``folder``.

    The text is read back first, so that nothing is written that `read_manifest` would refuse;
    raises `birdeye.domain.errors.PackInvalid` then.
    """
    table = {"format": manifest.format} | _table(manifest)
    content = tomli_w.dumps(table, multiline_strings=True).encode("utf-8")
    parse_manifest(content, manifest.id)
    write_small_file(folder, MANIFEST_NAME, content)


def _table(values: Any) -> dict[str, Any]:
    """A dataclass as a table of TOML, without the fields that are empty or None."""
    table: dict[str, Any] = {}
    nested: dict[str, Any] = {}
    for entry in fields(values):
        value = getattr(values, entry.name)
        if value is None or value in ("", ()):
            continue
        if is_dataclass(value):
            nested[entry.name] = _table(value)
        elif isinstance(value, Enum):
            table[entry.name] = value.value
        else:
            table[entry.name] = list(value) if isinstance(value, tuple) else value
    return table | nested
