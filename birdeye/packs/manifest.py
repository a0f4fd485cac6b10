"""What `manifest.toml` says about a pack's two networks: how to feed them and read them.

The format in words, with an example, is models/README.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from birdeye.domain.errors import PackInvalid
from birdeye.packs.fields import FieldReader

MANIFEST_NAME = "manifest.toml"
FORMAT = 1
"""The version of the format that this program writes, and the newest that it reads."""

MAX_MANIFEST_BYTES = 64 * 1024
MAX_OUTPUTS = 20_000
"""More outputs than there are species of birds; what is beyond is a mistake or an attack."""

_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
_VERSION = r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}"
_MODEL_FILE = r"[A-Za-z0-9][A-Za-z0-9._-]*\.onnx"
_SHA256 = r"[0-9a-f]{64}"
_URL = r"https?://[^\s<>\"]+"

WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
"""Names that Windows keeps for devices, whatever follows after a dot."""


class ResizeRule(StrEnum):
    """How a picture of any shape becomes the network's input."""

    STRETCH = "stretch"
    """Width and height scaled each on its own, so that the whole picture fills the input."""
    LETTERBOX = "letterbox"
    """Scaled to fit inside at the top left, the rest filled with the pad value."""
    CROP = "crop"
    """Scaled to cover the input, the middle kept and what juts out lost."""


class ColourOrder(StrEnum):
    """The order of the three channels in the input tensor."""

    RGB = "RGB"
    BGR = "BGR"


class Layout(StrEnum):
    """The axes of the input tensor."""

    NCHW = "NCHW"
    NHWC = "NHWC"


class InputType(StrEnum):
    """The element type of the input tensor."""

    FLOAT32 = "float32"
    UINT8 = "uint8"


class Decoder(StrEnum):
    """How a detector's output is read."""

    SSD = "ssd"
    """One output (1, N, 6), rows (class, score, x1, y1, x2, y2), corners as fractions of the input,
    class -1 for an empty row: what MXNet's MultiBoxDetection yields."""
    YOLOX = "yolox"
    """One output (1, N, 5 + classes), undecoded: centre and size per cell of each stride, then
    objectness and class scores, both after the sigmoid."""
    BOXES_SCORES = "boxes-scores"
    """Two outputs, boxes (1, N, 4) as x1, y1, x2, y2 in pixels of the input, and scores (1, N) or
    (1, N, classes) from 0 to 1."""


class OutputKind(StrEnum):
    """What the numbers of a classifier's output are."""

    LOGITS = "logits"
    PROBABILITIES = "probabilities"
    PROBABILITIES_255 = "probabilities-255"


@dataclass(frozen=True, slots=True)
class InputSpec:
    """How a picture becomes the input tensor.

    value = (pixel - mean) * scale, with pixels from 0 to 255; ``mean`` and ``scale`` are always in
    the order red, green, blue, whatever ``colour_order`` the tensor has. ``pad_value`` (0 to 255)
    fills what a letterbox leaves empty, before mean and scale.
    """

    width: int
    height: int
    resize: ResizeRule
    colour_order: ColourOrder = ColourOrder.RGB
    layout: Layout = Layout.NCHW
    dtype: InputType = InputType.FLOAT32
    mean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    scale: tuple[float, float, float] = (1.0, 1.0, 1.0)
    pad_value: int = 114


@dataclass(frozen=True, slots=True)
class DetectorSpec:
    """The network that finds birds.

    ``bird_class`` is the index of the class "bird" among the model's classes, background not
    counted; ``strides`` are those of a `Decoder.YOLOX` and empty for the others; ``boxes_output``
    and ``scores_output`` name the outputs of a `Decoder.BOXES_SCORES` and are empty for the others.
    """

    file: str
    sha256: str
    decoder: Decoder
    input: InputSpec
    score_threshold: float
    iou_threshold: float
    bird_class: int = 0
    strides: tuple[int, ...] = ()
    boxes_output: str = ""
    scores_output: str = ""


@dataclass(frozen=True, slots=True)
class ClassifierSpec:
    """The network that names one bird.

    ``crop_margin`` is the fraction of the box's sides that is added on each side; ``square`` widens
    the shorter side of the crop to the longer. Logits are divided by ``temperature`` before the
    softmax. The thresholds are the least probabilities under which nothing is claimed at that rank.
    ``not_a_bird`` is the index of the output that says so. ``output_name`` is None for a model with
    a single output.
    """

    file: str
    sha256: str
    input: InputSpec
    output: OutputKind
    species_threshold: float
    genus_threshold: float
    family_threshold: float
    output_name: str | None = None
    temperature: float = 1.0
    crop_margin: float = 0.1
    square: bool = True
    not_a_bird: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A whole manifest; every number in it lies within the format's bounds."""

    id: str
    version: str
    title: str
    licence: str
    detector: DetectorSpec
    classifier: ClassifierSpec
    description: str = ""
    homepage: str = ""
    format: int = field(default=FORMAT)

    @property
    def version_numbers(self) -> tuple[int, ...]:
        """The version in an order that can be compared: 1.10 is newer than 1.9."""
        numbers = [int(part) for part in self.version.split(".")]
        return tuple(numbers + [0] * (4 - len(numbers)))


def parse_manifest(content: bytes, subject: str) -> Manifest:
    """The manifest in ``content`` (a whole TOML file); ``subject`` names the pack in errors.

    Raises `PackInvalid` with all problems, and nothing else, whatever the bytes are.
    """
    if len(content) > MAX_MANIFEST_BYTES:
        raise PackInvalid(subject, [f"{MANIFEST_NAME} is larger than {MAX_MANIFEST_BYTES} bytes"])
    try:
        values = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise PackInvalid(subject, [f"{MANIFEST_NAME} is not UTF-8 text"]) from None
    except (ValueError, RecursionError) as error:
        # ValueError and not only TOMLDecodeError: numbers with thousands of digits raise it bare.
        reason = str(error).splitlines()[0][:120] if str(error) else "nested too deeply"
        raise PackInvalid(subject, [f"{MANIFEST_NAME} is not valid TOML: {reason}"]) from None
    return _read_manifest(values, subject)


def _read_manifest(values: Mapping[str, Any], subject: str) -> Manifest:
    problems: list[str] = []
    top = FieldReader(values, "", problems)
    written_format = values.get("format")
    if isinstance(written_format, int) and written_format > FORMAT:
        raise PackInvalid(
            subject,
            [f"format is {written_format}, but this Birdeye reads only up to {FORMAT}: update it"],
        )
    manifest = Manifest(
        format=top.integer("format", 1, FORMAT),
        id=_read_id(top),
        version=top.text("version", pattern=_VERSION, means="numbers and dots, such as 1.2"),
        title=top.text("title", longest=100),
        licence=top.text("licence"),
        description=top.text("description", "", longest=4000, lines=True),
        homepage=top.text("homepage", "", pattern=_URL, means="a web address"),
        detector=_read_detector(top.table("detector")),
        classifier=_read_classifier(top.table("classifier")),
    )
    top.refuse_unknown()
    if manifest.detector.file.casefold() == manifest.classifier.file.casefold() != "":
        problems.append("detector.file and classifier.file are the same file")
    if problems:
        raise PackInvalid(subject, problems)
    return manifest


def _read_id(top: FieldReader) -> str:
    pack_id = top.text(
        "id", longest=64, pattern=_ID, means="lower-case letters, digits and single hyphens"
    )
    if pack_id in WINDOWS_DEVICES:
        top.problem("id", f"is “{pack_id}”, which Windows keeps for a device")
    return pack_id


def _read_detector(table: FieldReader) -> DetectorSpec:
    size = table.table("input")
    detector = DetectorSpec(
        file=_read_model_file(table),
        sha256=_read_sha256(table),
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
    classifier = ClassifierSpec(
        file=_read_model_file(table),
        sha256=_read_sha256(table),
        input=_read_input(table.table("input")),
        output=table.choice("output", OutputKind),
        output_name=table.text("output_name", None) or None,
        temperature=table.number("temperature", 0.01, 100, 1.0),
        crop_margin=table.number("crop_margin", 0, 1, 0.1),
        square=table.flag("square", True),
        species_threshold=table.number("species_threshold", 0, 1),
        genus_threshold=table.number("genus_threshold", 0, 1),
        family_threshold=table.number("family_threshold", 0, 1),
        not_a_bird=table.integer("not_a_bird", 0, MAX_OUTPUTS, None),
    )
    table.refuse_unknown()
    return classifier


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
    if name.split(".")[0].lower() in WINDOWS_DEVICES:
        table.problem("file", f"is “{name}”, which Windows keeps for a device")
    return name


def _read_sha256(table: FieldReader) -> str:
    return table.text("sha256", pattern=_SHA256, means="64 lower-case hexadecimal digits")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the pack in ``folder``; raises `PackInvalid` with all problems."""
    try:
        with (folder / MANIFEST_NAME).open("rb") as file:
            content = file.read(MAX_MANIFEST_BYTES + 1)
    except FileNotFoundError:
        raise PackInvalid(folder.name, [f"{MANIFEST_NAME} is missing"]) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise PackInvalid(folder.name, [f"{MANIFEST_NAME} cannot be read: {reason}"]) from None
    return parse_manifest(content, folder.name)
